"""The two-way link by example and by property (row 24)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.testkit.refusing import refused
from commons.centre import UK
from stewardship.matters import domain
from stewardship.matters.counting import traffic
from stewardship.matters.likeness import ALIKE, likeness, title_words
from stewardship.refusal import Refusal

NOW = datetime(2018, 9, 3, 10, 30, tzinfo=UTC)
NOON_OF_THE_17TH = datetime(2018, 9, 17, 11, 0, tzinfo=UTC)  # British Summer Time


def escalation(matter_id="x-1", group="SW", now=NOW):
    return domain.raise_matter(
        matter_id, group=group, to=[UK], title="Time for members", text="How?", by="v-1", now=now, days=14
    )


def cascade(*to):
    return domain.raise_matter(
        "x-2", group=UK, to=to, title="A new survey", text="Please tell.", by="n-1", now=NOW, days=14
    )


def test_a_matter_is_to_be_acknowledged_by_noon_in_london_fourteen_days_later():
    assert escalation().waiting_due == NOON_OF_THE_17TH
    in_winter = escalation(now=datetime(2018, 11, 20, 23, 59, tzinfo=UTC))
    assert in_winter.waiting_due == datetime(2018, 12, 4, 12, 0, tzinfo=UTC)


def test_the_day_it_was_raised_is_the_day_in_london():
    # 23:30 in UTC is half past midnight of the 4th in London.
    assert escalation(now=datetime(2018, 9, 3, 23, 30, tzinfo=UTC)).waiting_due == datetime(
        2018, 9, 18, 11, 0, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("group", "to"), [("SW", ["WOE"]), ("SW", []), ("SW", [UK, "WOE"]), (UK, [UK]), (UK, [])]
)
def test_a_region_writes_to_the_centre_alone_and_the_centre_to_regions(group, to):
    with refused("matter_addressed_wrongly"):
        domain.raise_matter("x", group=group, to=to, title="t", text="t", by="b", now=NOW, days=14)


def test_an_answer_comes_with_reasons_and_acknowledges_the_matter():
    with refused("reason_required"):
        domain.answer(escalation(), UK, "accepted", "", "n-1", NOW)
    answered = domain.answer(escalation(), UK, "partly", "Half of it.", "n-1", NOW)
    assert answered.state == domain.ANSWERED
    assert answered.receipts[0].acknowledged_at == NOW
    assert answered.waiting_due is None


def test_the_same_answer_twice_is_once_and_another_replaces_it_until_it_is_closed():
    first = domain.answer(escalation(), UK, "noted", "We look.", "n-1", NOW)
    assert domain.answer(first, UK, "noted", "We look.", "n-1", NOW) is first
    second = domain.answer(first, UK, "accepted", "Done.", "n-1", NOW)
    assert second.receipts[0].answer.outcome == "accepted"
    assert [step.kind for step in second.history] == ["raised", "answered", "answered"]
    closed = domain.close(second, "SW", "It helped.", "v-1", NOW)
    with refused("matter_ended"):
        domain.answer(closed, UK, "declined", "After all.", "n-1", NOW)


def test_doing_it_otherwise_is_a_regions_answer_and_never_the_centres():
    otherwise = domain.answer(cascade("SW"), "SW", "otherwise", "We ring people.", "v-1", NOW)
    assert otherwise.state == domain.ANSWERED
    with refused("matter_outcome_not_yours"):
        domain.answer(escalation(), UK, "otherwise", "Because.", "n-1", NOW)


def test_nobody_answers_for_another_group():
    with refused("matter_not_addressed"):
        domain.answer(escalation(), "WOE", "accepted", "Because.", "v-2", NOW)
    with refused("matter_not_addressed"):
        domain.acknowledge(cascade("SW"), "WOE", "", "v-2", NOW)
    with refused("matter_not_addressed"):
        domain.answer(cascade("SW"), UK, "noted", "For them.", "n-1", NOW)


def test_another_region_joins_once_and_not_after_the_answer():
    joined = domain.join(escalation(), "WOE", "Us too.", "v-2", NOW)
    assert [voice.group for voice in joined.voices] == ["SW", "WOE"]
    for group in ("SW", "WOE"):
        with refused("matter_already_joined"):
            domain.join(joined, group, "", "v-1", NOW)
    answered = domain.answer(joined, UK, "accepted", "Yes.", "n-1", NOW)
    with refused("matter_answered_already"):
        domain.join(answered, "NENC", "", "v-3", NOW)
    with refused("matter_not_addressed"):
        domain.join(cascade("SW"), "WOE", "", "v-2", NOW)
    with refused("matter_not_addressed"):
        domain.join(escalation(), UK, "", "n-1", NOW)


def test_a_matter_that_others_joined_outlives_the_region_that_raised_it():
    joined = domain.join(escalation(), "WOE", "Us too.", "v-2", NOW)
    without = domain.withdraw(joined, "SW", "Solved here.", "v-1", NOW)
    assert (without.state, without.voices[0].group) == ("raised", "WOE")
    assert without.history[-1].kind == "stepped_back"
    alone = domain.withdraw(without, "WOE", "Here too.", "v-2", NOW)
    assert alone.state == "withdrawn"
    with refused("matter_ended"):
        domain.acknowledge(alone, UK, "", "n-1", NOW)


def test_taking_back_needs_a_reason_and_is_for_who_raised_it():
    with refused("reason_required"):
        domain.withdraw(escalation(), "SW", "", "v-1", NOW)
    with refused("matter_not_raised_by_you"):
        domain.withdraw(escalation(), "WOE", "Because.", "v-2", NOW)


def test_a_matter_is_closed_after_its_answer_and_the_centre_may_end_its_own():
    with refused("matter_not_answered"):
        domain.close(escalation(), "SW", "", "v-1", NOW)
    with refused("matter_not_raised_by_you"):
        domain.close(escalation(), UK, "", "n-1", NOW)
    assert domain.close(cascade("SW", "WOE"), UK, "Overtaken.", "n-1", NOW).state == "closed"


def test_a_cascade_is_answered_when_every_region_has_answered():
    one = domain.answer(cascade("SW", "WOE"), "SW", "accepted", "Good.", "v-1", NOW)
    assert one.state == "raised"
    both = domain.acknowledge(one, "WOE", "", "v-2", NOW)
    assert both.state == "acknowledged"
    assert domain.answer(both, "WOE", "noted", "Seen.", "v-2", NOW).state == "answered"


def test_passing_on_keeps_the_first_day_and_the_last_notes():
    passed = domain.pass_on(cascade("SW"), "SW", "Here it means Devon.", "v-1", NOW)
    later = domain.pass_on(passed, "SW", "And Cornwall.", "v-1", NOW + timedelta(days=1))
    assert (later.receipts[0].notes, later.receipts[0].passed_on_at) == ("And Cornwall.", NOW)
    assert domain.pass_on(later, "SW", "And Cornwall.", "v-1", NOW) is later
    with refused("matter_not_addressed"):
        domain.pass_on(escalation(), UK, "Notes.", "n-1", NOW)


def test_overdue_is_from_the_stroke_of_noon_and_noted_once():
    matter = escalation()
    assert matter.overdue(NOON_OF_THE_17TH - timedelta(milliseconds=1)) == ()
    assert matter.overdue(NOON_OF_THE_17TH) == (UK,)
    noted = domain.note_overdue(matter, NOON_OF_THE_17TH)
    assert [step.kind for step in noted.history] == ["raised", "overdue"]
    assert domain.note_overdue(noted, NOON_OF_THE_17TH) is noted
    late = domain.acknowledge(noted, UK, "", "n-1", NOON_OF_THE_17TH + timedelta(days=1))
    assert late.receipts[0].was_late
    assert late.overdue(NOON_OF_THE_17TH + timedelta(days=2)) == ()


VERBS = {
    "join": lambda m, g: domain.join(m, g, "", "b", NOW),
    "acknowledge": lambda m, g: domain.acknowledge(m, g, "", "b", NOW),
    "answer": lambda m, g: domain.answer(m, g, "noted", "So.", "b", NOW),
    "pass_on": lambda m, g: domain.pass_on(m, g, "Notes.", "b", NOW),
    "withdraw": lambda m, g: domain.withdraw(m, g, "Why.", "b", NOW),
    "close": lambda m, g: domain.close(m, g, "", "b", NOW),
}


@settings(max_examples=300, deadline=None)
@given(
    st.booleans(),
    st.lists(st.tuples(st.sampled_from(sorted(VERBS)), st.sampled_from(["SW", "WOE", "UK"])), max_size=9),
)
def test_a_verb_succeeds_exactly_when_it_is_allowed_or_was_done_before(up, tried):
    matter = escalation() if up else cascade("SW", "WOE")
    for verb, group in tried:
        before = matter
        is_allowed = verb in domain.allowed(before, group)
        try:
            matter = VERBS[verb](before, group)
        except Refusal:
            assert not is_allowed
            continue
        if matter is not before:
            assert is_allowed
            assert matter.version == before.version + 1
            assert matter.history[:-1] == before.history
    voices = [voice.group for voice in matter.voices]
    assert len(voices) == len(set(voices)) > 0


def test_titles_are_alike_by_the_words_that_say_something():
    def alike(one, other):
        return likeness(title_words(one), title_words(other)) >= ALIKE

    assert alike("More time for members", "Members need time")
    assert alike("Travel costs of patients", "travel cost: who pays for a patient?")
    assert not alike("Travel costs of patients", "A date for the annual survey")
    assert not alike("How can we?", "What should they?")
    assert title_words("Études & policies, the STUDIES") == ("etude", "policy", "study")


def test_both_directions_are_counted_and_a_region_that_joins_counts_once():
    up = domain.join(escalation("x-1"), "WOE", "", "v-2", NOW)
    up = domain.answer(up, UK, "accepted", "Yes.", "n-1", NOW + timedelta(days=14))
    gone = domain.withdraw(escalation("x-3"), "SW", "Solved.", "v-1", NOW)
    down = domain.pass_on(cascade("SW", "NENC"), "SW", "Notes.", "v-1", NOW + timedelta(days=1))
    counts = traffic([up, gone, down], NOW + timedelta(days=20))
    assert (counts.escalations.raised, counts.escalations.joined, counts.escalations.answered) == (1, 1, 1)
    assert counts.escalations.median_days == 14.0
    assert (counts.cascades.raised, counts.cascades.passed_on, counts.cascades.overdue) == (1, 1, 1)
    assert counts.escalations_by_region["WOE"].joined == 1
    assert counts.escalations_by_region["WOE"].raised == 0
    assert counts.cascades_by_region["NENC"].overdue == 1
    assert counts.cascades_by_region["SW"].overdue == 0
