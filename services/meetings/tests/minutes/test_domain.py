"""Minutes as rules: states, days, what is merged and what is never published (row 44)."""

from datetime import UTC, date, datetime
from random import Random

import pytest

from meetings.minutes import domain
from meetings.minutes.drafts import domain as drafts
from meetings.minutes.drafts.domain import Revision, Section
from meetings.minutes.drafts.merging import COLLISION, merge
from meetings.minutes.drafts.withholding import passages, problems, public_text
from meetings.minutes.editions import compare, edition_of, plain_words, words_of
from meetings.refusal import Refusal

DAY = date(2018, 4, 17)
NOON_OF_MAY_1 = datetime(2018, 5, 1, 11, 0, tzinfo=UTC)
NOW = datetime(2018, 5, 2, 9, 0, tzinfo=UTC)


def begun(minutes_days: int | None = 14) -> domain.Minutes:
    return domain.start("m", region="NENC", day=DAY, minutes_days=minutes_days, by="c", now=NOW)


def approved() -> domain.Minutes:
    return domain.approve(domain.submit(begun(), "d", "c", NOW), "d", "v", date(2018, 5, 1), NOW)


def published(on: date = date(2018, 5, 2), now: datetime = NOW) -> domain.Minutes:
    return domain.publish(approved(), "d", "c", on, "", "", now)


def code_of(act) -> str:
    with pytest.raises(Refusal) as no:
        act()
    return no.value.code


def test_minutes_are_due_as_many_days_after_the_meeting_as_the_region_agreed():
    assert begun().due_on == date(2018, 5, 1)
    assert begun(None).due_on is None


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2018, 4, 30, 9, 0, tzinfo=UTC), (domain.DUE, 0)),
        (datetime(2018, 5, 1, 10, 59, tzinfo=UTC), (domain.DUE, 0)),
        (NOON_OF_MAY_1, (domain.OVERDUE, 0)),
        (datetime(2018, 5, 4, 9, 0, tzinfo=UTC), (domain.OVERDUE, 3)),
    ],
)
def test_minutes_are_overdue_from_noon_in_london_of_their_day(now, said):
    assert domain.timing(date(2018, 5, 1), None, now) == said
    assert domain.timing(None, None, now) == (domain.NO_DAY, 0)


@pytest.mark.parametrize(
    ("on", "recorded", "said"),
    [
        (date(2018, 5, 2), NOW, (domain.LATE, 1)),
        (date(2018, 5, 2), datetime(2026, 11, 22, 9, 0, tzinfo=UTC), (domain.LATE, 1)),
        (date(2018, 5, 1), datetime(2018, 5, 1, 10, 59, tzinfo=UTC), (domain.IN_TIME, 0)),
        (date(2018, 5, 1), datetime(2018, 5, 1, 14, 0, tzinfo=UTC), (domain.LATE, 0)),
        # Recorded later only the day is known: it is not called late for an hour nobody noted.
        (date(2018, 5, 1), datetime(2026, 11, 22, 9, 0, tzinfo=UTC), (domain.IN_TIME, 0)),
    ],
)
def test_published_minutes_keep_for_good_how_late_they_were(on, recorded, said):
    made = published(on, recorded) if on >= date(2018, 5, 1) else None
    assert domain.timing(date(2018, 5, 1), made.editions[0], datetime(2030, 1, 1, tzinfo=UTC)) == said


def test_a_day_that_was_recorded_later_is_noted_as_such():
    assert not published().editions[0].is_recorded_later
    late = published(now=datetime(2026, 11, 22, 9, 0, tzinfo=UTC)).editions[0]
    assert late.is_recorded_later
    assert late.at == datetime(2018, 5, 2, 11, 0, tzinfo=UTC)


def test_a_day_before_the_meeting_or_in_the_future_is_refused():
    for on in (date(2018, 4, 16), date(2018, 5, 3)):
        assert code_of(lambda on=on: published(on)) == "minutes_day_impossible"
        submitted = domain.submit(begun(), "d", "c", NOW)
        assert (
            code_of(lambda on=on, submitted=submitted: domain.approve(submitted, "d", "v", on, NOW))
            == "minutes_day_impossible"
        )


def test_each_step_has_the_one_before_it():
    draft = begun()
    assert code_of(lambda: domain.approve(draft, "d", "v", DAY, NOW)) == "minutes_not_submitted"
    assert code_of(lambda: domain.publish(draft, "d", "c", DAY, "", "", NOW)) == "minutes_not_approved"
    assert code_of(lambda: domain.correct(draft)) == "minutes_not_published"
    assert code_of(lambda: domain.give_back(draft)) == "minutes_not_submitted"
    assert code_of(lambda: domain.submit(published(), "d", "c", NOW)) == "minutes_not_draft"
    assert code_of(lambda: domain.refuse_unwritable(approved())) == "minutes_not_draft"
    back = domain.give_back(approved())
    assert (back.state, back.approved_on, back.version) == (domain.DRAFT, None, 4)


def test_words_that_were_not_submitted_are_neither_approved_nor_published():
    submitted = domain.submit(begun(), "d", "c", NOW)
    assert code_of(lambda: domain.approve(submitted, "other", "v", DAY, NOW)) == "minutes_changed_meanwhile"
    assert (
        code_of(lambda: domain.publish(approved(), "other", "c", DAY, "", "", NOW))
        == "minutes_changed_meanwhile"
    )


def test_a_correction_is_a_new_edition_with_a_note_and_the_earlier_one_stays_unless_it_is_withdrawn():
    again = domain.correct(published())
    ready = domain.approve(domain.submit(again, "e", "c", NOW), "e", "v", date(2018, 5, 2), NOW)
    assert (
        code_of(lambda: domain.publish(ready, "e", "c", date(2018, 5, 2), "", "", NOW))
        == "minutes_note_needed"
    )
    assert (
        code_of(lambda: domain.publish(ready, "e", "c", date(2018, 5, 1), "A sum.", "", NOW))
        == "minutes_day_impossible"
    )
    second = domain.publish(ready, "e", "c", date(2018, 5, 2), "A sum was wrong.", "", NOW)
    assert [(each.number, each.note, each.withdrawn) for each in second.editions] == [
        (1, "", ""),
        (2, "A sum was wrong.", ""),
    ]
    hidden = domain.publish(ready, "e", "c", date(2018, 5, 2), "A name.", "personal", NOW)
    assert [each.withdrawn for each in hidden.editions] == ["personal", ""]


class TestMerging:
    def test_what_only_one_changed_is_taken(self):
        found = merge("a\nb\nc", "a\nB\nc", "a\nb\nC\nd")
        assert (found.text, found.collides) == ("a\nB\nC\nd", False)
        found = merge("a\nb\nc\nd", "A\nb\nc\nd", "a\nb\nc\nD")
        assert (found.text, found.collides) == ("A\nb\nc\nD", False)

    def test_two_additions_at_the_same_place_are_both_kept_the_saved_one_first(self):
        found = merge("a", "a\nhis", "a\nhers")
        assert (found.text, found.collides) == ("a\nhis\nhers", False)
        assert merge("", "his", "hers").text == "his\nhers"

    def test_the_same_change_by_both_stands_once(self):
        assert merge("a\nb", "a\nc", "a\nc").text == "a\nc"

    def test_the_same_line_changed_by_both_is_a_collision_with_both_texts(self):
        found = merge("We agreed.\nEnd.", "We agreed on May.\nEnd.", "We agreed on June.\nEnd.")
        (stretch,) = [each for each in found.stretches if each.kind == COLLISION]
        assert (stretch.before, stretch.saved, stretch.yours) == (
            ("We agreed.",),
            ("We agreed on May.",),
            ("We agreed on June.",),
        )
        assert found.text == "We agreed on May.\nWe agreed on June.\nEnd."

    def test_a_line_that_one_took_out_while_the_other_changed_it_is_a_collision(self):
        assert merge("a\nb\nc", "a\nc", "a\nB\nc").collides

    def test_no_line_that_anybody_added_is_lost_whatever_both_did(self):
        dice = Random(44)
        for _ in range(300):
            before = [f"line {dice.randrange(6)}" for _ in range(dice.randrange(8))]
            texts = []
            for who in ("his", "hers"):
                text = [line for line in before if dice.random() > 0.2]
                for number in range(dice.randrange(4)):
                    text.insert(dice.randrange(len(text) + 1), f"{who} {number}")
                texts.append(text)
            found = merge(*("\n".join(each) for each in (before, *texts)))
            result = found.text.split("\n")
            added = [line for text in texts for line in text if line.startswith("h")]
            assert all(line in result for line in added), (before, texts, result)
            rebuilt = [line for each in found.stretches for line in each.yours]
            assert rebuilt == texts[1]


class TestWithholding:
    def test_marked_words_are_replaced_by_their_reason(self):
        text = "We heard [[withhold personal: Ann Lee was ill]] and of [[withhold Commercial: £40,000]]."
        assert public_text(text) == (
            "We heard [withheld: personal information] and of [withheld: commercial information]."
        )
        assert [(each.reason, each.words) for each in passages(text)] == [
            ("personal", "Ann Lee was ill"),
            ("commercial", "£40,000"),
        ]

    def test_words_over_several_lines_are_withheld_as_one(self):
        assert public_text("a\n[[withhold safety: b\nc]]\nd") == "a\n[withheld: the safety of a person]\nd"

    def test_ordinary_words_are_no_problem(self):
        text = "We do not withhold funds [see note 2]. a[1] = b[2]"
        assert (problems(text), public_text(text)) == ((), text)


@pytest.mark.parametrize(
    "text",
    [
        "[[withhold personal: no end",
        "no beginning]]",
        "[withhold personal: one bracket]",
        "[[withold personal: misspelt]]",
        "[[withhold secret: no such reason]]",
        "[[withhold personal: a [[withhold dispute: b]] c]]",
        "[[withhold personal]]",
        "[[withhold personal: ]] [[x]]",
        "withhold personal: forgotten brackets",
    ],
)
def test_an_unclear_mark_publishes_nothing(text):
    assert problems(text)
    with pytest.raises(ValueError, match="not clear"):
        public_text(text)


SECTION = Section("s", 1, "m", 1, "Apologies", "None.")


def read(section: Section) -> Revision:
    return drafts.begin(section, "r-0", "a", NOW)[1]


def test_a_save_by_somebody_who_read_the_newest_text_replaces_it():
    saving = drafts.save(SECTION, read(SECTION), "One.", "r", "a", NOW)
    assert (saving.outcome, saving.section.text, saving.section.version) == (drafts.SAVED, "One.", 2)
    assert saving.revision.text == "One."


def test_a_save_on_an_older_text_is_merged_and_what_was_typed_is_kept():
    now = drafts.save(SECTION, read(SECTION), "None.\nHis.", "r", "a", NOW).section
    saving = drafts.save(now, read(SECTION), "None.\nHers.", "r", "b", NOW)
    assert (saving.outcome, saving.section.text) == (drafts.MERGED, "None.\nHis.\nHers.")
    assert saving.revision.typed == "None.\nHers."


def test_words_that_collide_are_kept_beside_the_section_and_wait():
    now = drafts.save(SECTION, read(SECTION), "Ann.", "r", "a", NOW).section
    saving = drafts.save(now, read(SECTION), "Bob.", "r", "b", NOW)
    assert (saving.outcome, saving.section) == (drafts.BESIDE, now)
    assert saving.revision.waits
    assert (saving.revision.text, saving.revision.read, saving.revision.number) == ("Bob.", 1, 2)


def test_a_form_that_was_sent_without_a_change_takes_nothing_back():
    now = drafts.save(SECTION, read(SECTION), "Ann.", "r", "a", NOW).section
    assert drafts.save(now, read(SECTION), "None.", "r", "b", NOW).outcome == drafts.UNCHANGED


def test_a_closed_part_says_why():
    assert code_of(lambda: drafts.describe(SECTION, "Case", "closed", "", "r", "a", NOW)) == "reason_required"
    closed, revision = drafts.describe(SECTION, "Case", "closed", "dispute", "r", "a", NOW)
    assert (closed.part, closed.reason, closed.version) == ("closed", "dispute", 2)
    assert revision is not None
    reopened, _ = drafts.describe(closed, "Case", "open", "dispute", "r", "a", NOW)
    assert reopened.reason == ""


def test_minutes_are_submitted_with_words_clear_marks_and_nothing_waiting():
    empty = Section("s", 1, "m", 1, "Apologies")
    unclear = Section("s", 1, "m", 1, "Case", "[[withhold personal: x")
    assert code_of(lambda: drafts.refuse_unready([empty], 0)) == "minutes_empty"
    assert code_of(lambda: drafts.refuse_unready([unclear], 0)) == "minutes_marks_unclear"
    assert code_of(lambda: drafts.refuse_unready([SECTION], 1)) == "minutes_words_waiting"
    drafts.refuse_unready([SECTION, empty], 0)


def test_an_edition_holds_open_words_alone_and_knows_when_somebody_changed_it():
    sections = [
        Section("s-1", 1, "m", 1, "Welcome", "Well [[withhold personal: Ann]] came."),
        Section("s-2", 1, "m", 2, "A complaint", "Secret.", "closed", "dispute"),
        Section("s-3", 1, "m", 3, "Empty and closed", "", "closed", "dispute"),
    ]
    made = edition_of("m", 1, sections)
    assert [each.text for each in made.passages] == ["Well [withheld: personal information] came."]
    assert made.closed == ("dispute",)
    assert "Secret" not in repr(made)
    assert "complaint" not in repr(made)
    assert made.is_intact
    tampered = edition_of("m", 1, sections[1:])
    assert not domain.replace(tampered, digest=made.digest).is_intact


def test_a_comparison_shows_every_line_of_both_editions():
    older = edition_of("m", 1, [Section("s", 1, "m", 1, "Sums", "We spent 10.\nThanks."), SECTION_GONE])
    newer = edition_of("m", 2, [Section("s", 2, "m", 1, "Sums", "We spent 12.\nThanks.")])
    changed, gone = compare(older, newer)
    assert [(line.kind, line.text) for line in changed.lines] == [
        ("same", "Sums"),
        ("taken", "We spent 10."),
        ("added", "We spent 12."),
        ("same", "Thanks."),
    ]
    assert (gone.heading, gone.is_changed) == ("Parking", True)


SECTION_GONE = Section("g", 1, "m", 2, "Parking", "It costs.")


def test_minutes_are_found_by_whole_words_without_capitals_and_accents():
    assert plain_words("The Café's 2 NEW rooms") == ["the", "cafe", "new", "rooms"]
    made = edition_of("m", 1, [Section("s", 1, "m", 1, "Rooms", "A [[withhold personal: Zebedee]] room.")])
    assert set(words_of(made)) == {"information", "personal", "room", "rooms", "withheld"}
