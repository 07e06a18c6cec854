"""Questions, opening, waves and past numbers of surveys (row 74)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.testkit.refusing import refused
from meetings.surveys import domain
from meetings.surveys.answers.domain import checked
from meetings.surveys.domain import Question, Survey

NOW = datetime(2018, 11, 12, 10, 0, tzinfo=UTC)
ONE = Question("q1", "one", "How often?", ("Weekly", "Monthly"))
SEVERAL = Question("q2", "several", "With whom?", ("Alone", "Team", "Patients"))
SCALE = Question("q3", "scale", "How safe?", ("Not at all", "Very"))
YES_NO = Question("q4", "yes_no", "Do you learn from incidents?")
TEXT = Question("q5", "text", "What helps?")
ALL = (ONE, SEVERAL, SCALE, YES_NO, TEXT)
DRAFT = Survey("s-1", 1, "NENC", "Incidents", "To plan the event.", ALL, drafted_at=NOW)


def opened(survey=DRAFT, closes_on=date(2018, 11, 26), invited=166, now=NOW):
    return domain.open_it(
        survey, closes_on=closes_on, invited=invited, known=166, now=now, texts_for=timedelta(days=365)
    )


@pytest.mark.parametrize(
    "question",
    [
        Question("q1", "one", "Which?", ("Only one",)),
        Question("q1", "several", "Which?", ("Same", "Same")),
        Question("q1", "scale", "How?", ("Low",)),
        Question("q1", "yes_no", "Really?", ("Yes", "No")),
        Question("q1", "text", "What?", ("A",)),
    ],
)
def test_a_question_that_nobody_could_answer_is_refused_at_its_number(question):
    with refused("survey_questions_wrong") as no:
        domain.asked((ONE, question))
    assert list(no.value.fields) == ["question-2"]


def test_a_survey_has_few_questions_and_one_at_least_to_be_opened():
    with refused("survey_questions_wrong"):
        domain.asked([YES_NO] * 21)
    with refused("survey_questions_wrong"):
        opened(replace(DRAFT, questions=()))


def test_it_is_open_until_noon_in_london_of_its_day():
    survey = opened()
    assert (survey.state, survey.invited) == ("open", 166)
    assert survey.is_open(datetime(2018, 11, 26, 11, 59, 59, tzinfo=UTC))
    assert not survey.is_open(datetime(2018, 11, 26, 12, 0, tzinfo=UTC))
    assert survey.is_over(datetime(2018, 11, 26, 12, 0, tzinfo=UTC))
    summer = opened(closes_on=date(2019, 6, 3), now=datetime(2019, 6, 1, tzinfo=UTC))
    assert summer.closes_at == datetime(2019, 6, 3, 11, 0, tzinfo=UTC)


def test_what_is_opened_gives_people_time_asks_somebody_and_changes_no_more():
    with refused("survey_closes_too_soon"):
        opened(closes_on=date(2018, 11, 12))
    with refused("survey_nobody"):
        opened(invited=0)
    with refused("survey_not_draft"):
        opened(opened())
    with refused("survey_not_draft"):
        domain.change(opened(), DRAFT)


def test_a_next_wave_asks_the_questions_of_the_first():
    second = domain.next_wave(domain.close(opened(), 64), 1, replace(DRAFT, id="s-2", questions=()))
    assert (second.repeats, second.wave, second.questions) == ("s-1", 2, ALL)
    with refused("survey_not_over"):
        domain.next_wave(DRAFT, 1, DRAFT)


def test_a_rate_has_both_its_numbers_or_is_unknown():
    assert domain.rate(70, 280) == 25.0
    assert domain.rate(None, 280) is None
    assert domain.rate(70, None) is None
    with refused("survey_numbers_wrong"):
        domain.record(replace(DRAFT, invited=10, responses=11))


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"q1": "Daily"}, "q1"),
        ({"q1": ["Weekly", "Monthly"]}, "q1"),
        ({"q2": ["Team", "Nobody"]}, "q2"),
        ({"q3": "6"}, "q3"),
        ({"q3": 3}, "q3"),
        ({"q4": "maybe"}, "q4"),
        ({"q5": ["a", "b"]}, "q5"),
        ({"q5": "a" * 2001}, "q5"),
        ({"q9": "yes"}, "q9"),
        ({"q4": {"$ne": 1}}, "q4"),
    ],
)
def test_an_answer_that_does_not_fit_its_question_is_refused_beside_it(sent, wrong):
    with refused("survey_answer_wrong") as no:
        checked(ALL, sent)
    assert list(no.value.fields) == [wrong]


def test_every_question_may_be_left_out_but_not_all():
    assert checked(ALL, {"q2": ["Team", "Alone", "Team"], "q3": "", "q5": "  Time. "}) == {
        "q2": ("Team", "Alone"),
        "q5": ("Time.",),
    }
    with refused("survey_answer_empty"):
        checked(ALL, {"q1": "", "q2": [], "q5": " "})
