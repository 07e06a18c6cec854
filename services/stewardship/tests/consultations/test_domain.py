"""Consultations by example and by property (rows 86 and 27)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.testkit.refusing import refused
from stewardship.consultations import comments, domain
from stewardship.consultations.comments import Comment
from stewardship.consultations.domain import Chosen, Point, Scope

NOW = datetime(2018, 9, 3, 10, 30, tzinfo=UTC)
CLOSED = datetime(2018, 9, 30, 11, 0, tzinfo=UTC)
CHANGE = Point("Carers are named.", "Three of you asked for it.", ("c-1",))


def ask(**changed):
    given_ = {
        "title": "The text of the concordat",
        "question": "What is missing?",
        "asked_by": "SW",
        "scope": Scope("regions", ("SW",)),
        "options": [],
        "several": True,
        "opens_on": None,
        "first_days": 7,
        "closes_on": date(2018, 9, 30),
        "by": "v-1",
        "now": NOW,
    }
    return domain.ask("q-1", **{**given_, **changed})


def decide(consultation, now=CLOSED, **changed):
    words = {"decision": "We sign it.", "changes": [CHANGE], "not_taken": [], "chosen": []}
    return domain.decide(consultation, **{**words, "comments": ["c-1"], "by": "v-1", "now": now, **changed})


def test_those_affected_are_asked_first_then_everybody_and_both_turns_are_at_noon_in_london():
    asked = ask()
    turns = [asked.opens_at, asked.to_all_at, asked.closes_at]
    assert turns == [NOW, datetime(2018, 9, 10, 11, 0, tzinfo=UTC), CLOSED]
    for moment, state in (
        (NOW, "affected_first"),
        (turns[1] - timedelta(milliseconds=1), "affected_first"),
        (turns[1], "open"),
        (CLOSED - timedelta(milliseconds=1), "open"),
        (CLOSED, "closed"),
    ):
        assert asked.state(moment) == state


def test_where_everybody_is_affected_no_days_are_lost():
    assert ask(scope=Scope("uk")).state(NOW) == "open"
    assert ask(first_days=0).state(NOW) == "open"


def test_one_that_is_planned_opens_at_noon_of_its_day():
    planned = ask(opens_on=date(2018, 9, 10))
    assert planned.state(NOW) == "planned"
    assert planned.opens_at == datetime(2018, 9, 10, 11, 0, tzinfo=UTC)
    with refused("consultation_not_open"):
        domain.refuse_comment(planned, True, NOW)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"opens_on": date(2018, 9, 2)}, "opens_on"),
        ({"closes_on": date(2018, 9, 10)}, "closes_on"),
        ({"closes_on": date(2018, 9, 1)}, "closes_on"),
        ({"options": [("Only this", "")]}, "options"),
    ],
)
def test_dates_follow_each_other_and_one_option_is_none(changed, field):
    with refused("invalid_input") as no:
        ask(**changed)
    assert list(no.value.fields) == [field]


def test_others_wait_until_those_affected_were_asked():
    asked = ask()
    domain.refuse_comment(asked, True, NOW)
    with refused("consultation_affected_first"):
        domain.refuse_comment(asked, False, NOW)
    domain.refuse_comment(asked, False, asked.to_all_at)
    with refused("consultation_not_open"):
        domain.refuse_comment(asked, True, CLOSED)


def test_an_outcome_that_does_not_say_how_the_input_was_used_is_refused():
    with refused("use_of_input_missing"):
        decide(ask(), changes=[])
    assert decide(ask(), changes=[], not_taken=[CHANGE]).state(CLOSED) == "decided"
    assert decide(ask(), changes=[], comments=[]).outcome.comments == 0


@pytest.mark.parametrize("point", [Point("", "Because.", ()), Point("Carers.", "", ())])
def test_every_point_has_its_words_and_its_reason(point):
    with refused("invalid_input"):
        decide(ask(), changes=[point])


def test_a_point_answers_comments_that_are_there():
    with refused("invalid_input"):
        decide(ask(), comments=["c-2"])
    assert decide(ask(), comments=["c-1", "c-2"]).outcome.linked == {"c-1"}


def test_it_is_decided_after_it_closed_and_once():
    with refused("consultation_still_open"):
        decide(ask(), now=CLOSED - timedelta(seconds=1))
    decided = decide(ask())
    with refused("consultation_ended"):
        decide(decided)
    with refused("consultation_ended"):
        domain.withdraw(decided, "No.", "v-1", CLOSED)
    with refused("consultation_not_open"):
        domain.refuse_comment(decided, True, CLOSED)


def test_a_record_without_a_closing_day_stays_open_until_it_is_decided():
    record = ask(closes_on=None, scope=Scope("uk"), options=[("Fund more", ""), ("Share", ""), ("Keep", "")])
    years_later = NOW + timedelta(days=2_000)
    assert record.state(years_later) == "open"
    chosen = [Chosen("1", ("NENC",)), Chosen("3")]
    decided = decide(record, now=years_later, chosen=chosen)
    assert decided.outcome.chosen == tuple(chosen)


def test_nothing_is_decided_while_only_those_affected_have_been_asked():
    record = ask(closes_on=None)
    with refused("consultation_still_open"):
        decide(record, now=record.to_all_at - timedelta(seconds=1))
    assert decide(record, now=record.to_all_at).state(CLOSED) == "decided"


def test_options_that_exclude_each_other_are_chosen_singly():
    options = [("Yes", ""), ("No", "")]
    with refused("options_exclude"):
        domain.preferred(ask(options=options, several=False), ["1", "2"])
    with refused("options_exclude") as no:
        decide(ask(options=options, several=False), chosen=[Chosen("1"), Chosen("2")])
    assert list(no.value.fields) == ["chosen"]
    with refused("invalid_input"):
        domain.preferred(ask(options=options), ["3"])
    assert domain.preferred(ask(options=options), ["2", "1", "2"]) == ("1", "2")


def test_it_is_kept_open_for_longer_with_a_reason_also_after_it_closed():
    with refused("reason_required"):
        domain.extend(ask(), date(2018, 10, 7), "", "v-1", NOW)
    for earlier in (date(2018, 9, 30), date(2018, 9, 1)):
        with refused("invalid_input"):
            domain.extend(ask(), earlier, "Bad weather.", "v-1", NOW)
    extended = domain.extend(ask(), date(2018, 10, 7), "Bad weather.", "v-1", CLOSED)
    assert extended.state(CLOSED) == "open"
    with refused("invalid_input"):
        domain.extend(ask(), date(2018, 10, 7), "Again.", "v-1", datetime(2018, 10, 8, tzinfo=UTC))
    with refused("invalid_input"):
        domain.extend(ask(closes_on=None), date(2018, 10, 7), "Why.", "v-1", NOW)


def test_it_is_withdrawn_with_a_reason():
    with refused("reason_required"):
        domain.withdraw(ask(), "", "v-1", NOW)
    withdrawn = domain.withdraw(ask(), "Overtaken.", "v-1", NOW)
    assert withdrawn.state(NOW) == "withdrawn"
    assert domain.withdraw(withdrawn, "Overtaken.", "v-1", NOW) is withdrawn
    with refused("consultation_ended"):
        decide(withdrawn)


def comment():
    return Comment("c-1", 1, "q-1", "m-1", "SW", True, "It forgets carers.", (), "", NOW)


def test_a_comment_is_changed_with_a_trace_and_taken_back_without_its_words():
    changed = comments.change(comment(), "It forgets unpaid carers.", ("1",), "Ada", NOW)
    assert [wording.text for wording in changed.earlier] == ["It forgets carers."]
    assert comments.change(changed, changed.text, changed.options, "Ada", NOW) is changed
    named = comments.change(changed, changed.text, changed.options, "", NOW)
    assert len(named.earlier) == 1
    gone = comments.take_back(changed, NOW)
    assert (gone.text, gone.earlier, gone.shown_name, gone.stands) == ("", (), "", False)
    assert comments.take_back(gone, NOW) is gone
    with refused("comment_taken_back"):
        comments.change(gone, "After all.", (), "", NOW)


@given(st.lists(st.sampled_from(["One.", "Two.", "Three."]), max_size=8))
def test_no_earlier_wording_is_ever_lost(texts):
    said, read = comment(), ["It forgets carers."]
    for text in texts:
        said = comments.change(said, text, (), "", NOW)
        read += [text] if text != read[-1] else []
    assert [wording.text for wording in said.earlier] + [said.text] == read
    assert said.version == len(read)
