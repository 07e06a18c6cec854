"""Who is asked, until when, and what is shown of the answers (row 53)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from feeds_world import EVENT
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.feedback import domain
from meetings.feedback.domain import EXPECTATIONS, Answer
from meetings.refusal import Refusal

ENDED = datetime(2018, 5, 10, 14, 0, tzinfo=UTC)
AFTER = ENDED + timedelta(minutes=1)
DAYS = 14
ANSWERS = st.builds(
    Answer,
    id=st.uuids().map(str),
    event_id=st.just("event-1"),
    expectation=st.sampled_from(EXPECTATIONS),
    learning=st.integers(1, 5),
    met_somebody=st.booleans(),
    take_back=st.sampled_from(["", "Ask earlier", "Draw it"]),
)


def code_of(ask):
    with pytest.raises(Refusal) as no:
        ask()
    return no.value.code


@pytest.mark.parametrize(
    ("moment", "morning"),
    [
        (datetime(2018, 5, 10, 14, 0, tzinfo=UTC), datetime(2018, 5, 11, 8, 0, tzinfo=UTC)),
        (datetime(2018, 10, 27, 14, 0, tzinfo=UTC), datetime(2018, 10, 28, 9, 0, tzinfo=UTC)),
        (datetime(2018, 3, 24, 14, 0, tzinfo=UTC), datetime(2018, 3, 25, 8, 0, tzinfo=UTC)),
        (datetime(2018, 5, 10, 23, 30, tzinfo=UTC), datetime(2018, 5, 12, 8, 0, tzinfo=UTC)),
    ],
    ids=["in summer", "when clocks go back", "when they go on", "after midnight in London"],
)
def test_people_are_asked_at_nine_in_london_on_the_next_morning(moment, morning):
    assert domain.next_morning(moment) == morning


def test_who_was_checked_in_may_answer_once_until_two_weeks_are_over():
    domain.refuse_unasked(EVENT, True, None, DAYS, AFTER)
    domain.refuse_unasked(EVENT, True, False, DAYS, datetime(2018, 5, 24, 10, 59, tzinfo=UTC))


@pytest.mark.parametrize(
    ("changes", "came", "answered", "now", "code"),
    [
        ({}, True, None, ENDED - timedelta(minutes=1), "feedback_not_open"),
        ({"status": "cancelled"}, True, None, AFTER, "feedback_not_open"),
        ({"starts_at": None}, True, None, AFTER, "feedback_not_open"),
        ({}, False, None, AFTER, "not_at_event"),
        ({}, True, True, AFTER, "feedback_given"),
        ({}, True, False, datetime(2018, 5, 24, 11, 0, tzinfo=UTC), "feedback_closed"),
    ],
)
def test_nobody_else_is_asked(changes, came, answered, now, code):
    event = replace(EVENT, **changes)
    assert code_of(lambda: domain.refuse_unasked(event, came, answered, DAYS, now)) == code


@settings(max_examples=50, deadline=None)
@given(st.lists(ANSWERS, max_size=12))
def test_nothing_is_shown_of_fewer_than_five_and_counts_always_come_to_the_base(answers):
    found = domain.results(answers)
    if len(answers) < 5:
        assert found is None
        return
    assert found is not None
    assert found.base == sum(found.expectation.values()) == sum(found.learning) == len(answers)
    assert 0 <= found.met_somebody <= found.base
    assert len(found.take_backs) == sum(bool(each.take_back) for each in answers)


@settings(max_examples=30, deadline=None)
@given(st.lists(ANSWERS, min_size=5, max_size=9, unique_by=lambda each: each.id), st.randoms())
def test_the_order_in_which_answers_came_is_not_shown(answers, chance):
    shuffled = list(answers)
    chance.shuffle(shuffled)
    assert domain.results(shuffled) == domain.results(answers)


def test_a_summary_keeps_an_unknown_base_blank_and_not_zero():
    first = domain.summarised(None, EVENT, "Positive", None, "Review of November 2018")
    assert (first.version, first.base) == (1, None)
    assert domain.summarised(first, EVENT, "Positive", 31, "").version == 2


@pytest.mark.parametrize("words", ["Dr Example was great", "Ask ann@example.org"])
def test_what_everybody_reads_names_nobody(words):
    assert code_of(lambda: domain.refuse_name("text", words)) == "feedback_names_somebody"
    assert code_of(lambda: domain.summarised(None, EVENT, words, None, "")) == "feedback_names_somebody"
