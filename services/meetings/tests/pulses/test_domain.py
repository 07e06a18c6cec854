"""The pulse: shown from five answers, once it has closed (row 47)."""

from datetime import UTC, datetime, timedelta

import pytest

from meetings.pulses import domain
from meetings.pulses.domain import Answer, Rounds
from meetings.refusal import Refusal

ENDED = datetime(2018, 4, 17, 11, 0, tzinfo=UTC)


def answers(yes, no, sentence=""):
    return [Answer(f"a-{n}", "meeting-1", n < yes, sentence) for n in range(yes + no)]


def test_seven_of_eight_are_87_point_5():
    shown = domain.result(answers(7, 1))
    assert (shown.percent, shown.answers, shown.yes) == (87.5, 8, 7)


@pytest.mark.parametrize(("number", "is_shown"), [(0, False), (3, False), (4, False), (5, True)])
def test_fewer_than_five_answers_are_too_few_for_share_and_sentences(number, is_shown):
    shown = domain.result(answers(number, 0, "Well chaired"))
    assert (shown is not None) == is_shown
    assert shown is None or len(shown.sentences) == number


def test_sentences_come_in_the_order_of_the_lot():
    given = [Answer(lot, "meeting-1", True, f"said {lot}") for lot in ("d", "a", "e", "c", "b")]
    assert domain.result(given).sentences == ("said a", "said b", "said c", "said d", "said e")


def test_a_pulse_opens_for_a_week_until_noon_and_not_for_old_meetings():
    pulse = domain.opened("meeting-1", "NENC", ENDED, ENDED)
    assert pulse.closes_at == datetime(2018, 4, 24, 11, 0, tzinfo=UTC)
    assert pulse.is_open(ENDED)
    assert pulse.is_closed(pulse.closes_at)
    assert domain.closed(pulse, ENDED).is_closed(ENDED)
    assert domain.opened("meeting-1", "NENC", ENDED, ENDED + timedelta(days=29)) is None


@pytest.mark.parametrize(
    ("answered", "code"), [(None, "not_at_meeting"), (True, "pulse_answered"), (False, "pulse_closed")]
)
def test_who_may_not_answer_is_told_why(answered, code):
    pulse = domain.closed(domain.opened("meeting-1", "NENC", ENDED, ENDED), ENDED)
    with pytest.raises(Refusal, match=code):
        domain.refuse_unasked(answered, pulse, ENDED)


def test_an_item_is_gone_through_in_a_round_or_not():
    noted = domain.in_rounds(Rounds("meeting-1", 0), "i-1", True)
    assert (noted.version, noted.items) == (1, {"i-1"})
    assert domain.in_rounds(noted, "i-1", True) is noted
    assert domain.in_rounds(noted, "i-1", False).items == frozenset()
