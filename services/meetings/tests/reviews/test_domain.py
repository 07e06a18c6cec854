"""Plan before, study after, act carried on (row 48)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from meetings.refusal import Refusal
from meetings.reviews import domain
from meetings.reviews.domain import Act, Plan, Series, Study

BEGINS = datetime(2018, 4, 17, 9, 0, tzinfo=UTC)
EARLY, LATE = BEGINS - timedelta(days=7), BEGINS + timedelta(hours=3)
FOUND = Study("Two papers came on the day", "otherwise", "Nobody had read them")


def planned(at=EARLY):
    return domain.planned(
        "meeting-1", "NENC", Plan("Decide faster", "Every item ends in time", at, "v-1"), BEGINS
    )


def act(text="Send papers earlier"):
    return Act("adapt", text, LATE, "v-1")


def test_a_prediction_stands_once_the_meeting_has_begun():
    before = planned()
    assert domain.replan(before, Plan("Decide faster", "Half of them do", EARLY, "v-1"), BEGINS).version == 2
    for moment in (BEGINS, LATE):
        with pytest.raises(Refusal, match="prediction_fixed"):
            domain.replan(before, Plan("Decide faster", "I knew it", moment, "v-1"), BEGINS)


def test_the_same_plan_again_changes_nothing_at_any_time():
    before = planned()
    assert (
        domain.replan(before, Plan("Decide faster", "Every item ends in time", LATE, "v-1"), BEGINS) is before
    )


def test_a_plan_written_later_is_marked_and_stands():
    late = planned(LATE)
    assert (planned().plan.is_late, late.plan.is_late) == (False, True)
    with pytest.raises(Refusal, match="prediction_fixed"):
        domain.replan(late, Plan("Decide faster", "I knew it", LATE, "v-1"), BEGINS)


def test_a_cycle_goes_from_plan_to_study_to_act():
    cycle = planned()
    with pytest.raises(Refusal, match="cycle_not_begun"):
        domain.study(cycle, FOUND, BEGINS, EARLY)
    with pytest.raises(Refusal, match="cycle_not_studied"):
        domain.close(cycle, act())
    studied = domain.study(cycle, FOUND, BEGINS, LATE)
    assert domain.study(studied, FOUND, BEGINS, LATE) is studied
    closed = domain.close(studied, act())
    assert [each.state for each in (cycle, studied, closed)] == ["planned", "studied", "closed"]


@pytest.mark.parametrize(
    "verb",
    [
        lambda closed: domain.close(closed, act("Another one")),
        lambda closed: domain.study(closed, Study("Else", "partly", ""), BEGINS, LATE),
        lambda closed: domain.replan(closed, Plan("Else", "Else", EARLY, "v-1"), BEGINS),
    ],
)
def test_a_closed_cycle_stays_as_it_is(verb):
    closed = domain.close(domain.study(planned(), FOUND, BEGINS, LATE), act())
    with pytest.raises(Refusal, match="cycle_closed"):
        verb(closed)


def test_the_group_itself_has_days_in_order():
    series = Series("2018 to 2019", date(2019, 3, 31), date(2018, 4, 1))
    with pytest.raises(Refusal, match="series_dates_wrong"):
        domain.planned("c-1", "NENC", Plan("Grow", "By half", EARLY, "v-1"), BEGINS, series)


@pytest.mark.parametrize(
    ("verb", "field"),
    [
        (lambda: domain.replan(planned(), Plan("Ask Dr Meredith", "x", EARLY, "v-1"), BEGINS), "aim"),
        (
            lambda: domain.close(domain.study(planned(), FOUND, BEGINS, LATE), act("Ask boss@example.org")),
            "text",
        ),
        (
            lambda: domain.planned(
                "c-1",
                "NENC",
                Plan("Grow", "By half", EARLY, "v-1"),
                BEGINS,
                Series("Prof Jones's year", date(2018, 4, 1), date(2019, 3, 31)),
            ),
            "title",
        ),
    ],
)
def test_what_everybody_reads_names_nobody(verb, field):
    with pytest.raises(Refusal, match="review_names_somebody") as no:
        verb()
    assert list(no.value.fields) == [field]
