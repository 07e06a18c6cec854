"""Surveys at the doors: drafted, opened, answered once, closed, counted, compared (row 74)."""

from datetime import UTC, date, datetime

import pytest
from meetings_desk import NATIONAL, coordinator

from chassis.identity import VISITOR
from chassis.testkit.refusing import refused
from commons.people.domain import Person
from commons.people.store import People
from meetings.calendar.domain import HELD

DRAFT, OPEN, GET = "surveys.draft_survey", "surveys.open_survey", "surveys.get_survey"
ANSWER, RESULTS = "survey_answers.answer_survey", "survey_answers.survey_results"
TEXTS, PAST = "survey_answers.survey_texts", "surveys.record_past_survey"
START = datetime(2018, 11, 12, 10, 0, tzinfo=UTC)
NOON = datetime(2018, 11, 26, 12, 0, tzinfo=UTC)
KEEPER = coordinator()
QUESTIONS = [
    {"kind": "yes_no", "text": "Do you learn from incidents?"},
    {"kind": "several", "text": "With whom?", "choices": ["Team", "Patients"]},
    {"kind": "text", "text": "What helps?"},
]
WOE = {"region": "WOE", "title": "Annual review", "sent": "2018"}


@pytest.fixture
def desk(desk):
    """Twelve members of NENC, of whom one holds a seat; one member of SW."""
    desk.now = START
    for number in range(1, 13):
        desk.member(f"m-{number:02}", "NENC")
    desk.holder("m-01")
    desk.member("m-99", "SW")
    return desk


@pytest.fixture
def draft(desk):
    def drafted(by=KEEPER, **more):
        asked = {"region": "NENC", "title": "Incidents", "purpose": "To plan.", "questions": QUESTIONS}
        return desk.knock(DRAFT, asked | more, by=by)

    return drafted


@pytest.fixture
def opened(desk, draft):
    def made(**more):
        return desk.knock(OPEN, {"id": draft(**more)["id"], "closes_on": "2018-11-26"}, by=KEEPER)

    return made


def answer(desk, survey, number, **answers):
    given = {"survey": survey["id"], "answers": answers or {"q1": "yes"}}
    return desk.knock(ANSWER, given, by=desk.member(f"m-{number:02}", "NENC"))


def told(desk, kind):
    return sorted(
        member
        for event in desk.events("notice_raised")
        if event["data"]["kind"] == kind
        for member in event["data"]["members"]
    )


def results(desk, survey, by=VISITOR):
    return desk.knock(RESULTS, {"survey": survey["id"]}, by=by)["waves"]


def test_the_audience_is_counted_and_told_when_the_survey_opens_and_stays(desk, opened):
    survey = opened()
    assert (survey["state"], survey["invited"], survey["known"]) == ("open", 12, 12)
    assert told(desk, "survey_opened") == [f"m-{number:02}" for number in range(1, 13)]
    desk.member("m-13", "NENC")
    assert desk.knock(GET, {"id": survey["id"]})["invited"] == 12
    with refused("survey_not_asked"):
        answer(desk, survey, 13)
    seats = opened(audience="group_seats")
    assert (seats["invited"], told(desk, "survey_opened").count("m-01")) == (1, 2)


def test_of_twelve_invited_ten_answer_and_each_percentage_has_its_base(desk, opened):
    survey = opened()
    for number in range(1, 11):
        assert answer(desk, survey, number, q1="yes", q2=["Team"] if number > 5 else []) == {"accepted": True}
    with refused("survey_not_over"):
        results(desk, survey)
    desk.now = NOON
    desk.do_due_work()
    (wave,) = results(desk, survey)
    assert (wave["invited"], wave["responses"], round(wave["rate"], 1)) == (12, 10, 83.3)
    first, second, third = wave["questions"]
    assert (first["base"], first["cells"][0]) == (10, {"answer": "yes", "count": 10, "percent": 100.0})
    assert (second["base"], [cell["count"] for cell in second["cells"]]) == (5, [5, 0])
    assert (third["base"], third["cells"]) == (None, [])


def test_nobody_answers_twice_or_after_noon_and_nobody_who_is_not_asked(desk, opened):
    survey = opened()
    answer(desk, survey, 1)
    with refused("survey_answered"):
        answer(desk, survey, 1)
    with refused("survey_not_asked"):
        desk.knock(ANSWER, {"survey": survey["id"], "answers": {"q1": "yes"}}, by=desk.member("m-99", "SW"))
    with refused("survey_answer_wrong") as no:
        answer(desk, survey, 2, q1="maybe")
    assert list(no.value.fields) == ["q1"]
    desk.now = NOON
    with refused("survey_not_open"):
        answer(desk, survey, 2)
    assert desk.knock(GET, {"id": survey["id"]})["state"] == "closed"


def test_nothing_joins_an_answer_to_who_gave_it(desk, opened):
    survey = opened()
    given = {"survey": survey["id"], "answers": {"q1": "yes", "q3": "More time."}}
    desk.knock(ANSWER, given, by=desk.member("m-03", "NENC"), command="c-1")
    database = desk.work.database
    assert database["commands"].find_one({"_id": {"$regex": "answer_survey"}}) is None
    (row,) = desk.work.collection("survey_answers", "closed").find({})
    assert set(row) == {"_id", "survey", "given"}
    assert "m-03" not in str(row)
    assert desk.events("notice_raised")[-1]["data"]["kind"] == "survey_opened"
    desk.now = NOON
    desk.do_due_work()
    assert list(database["survey_roll"].find({})) == []


def test_who_has_not_answered_is_reminded_once_three_days_before_the_end(desk, opened):
    survey = opened()
    answer(desk, survey, 2)
    desk.member("m-03", "NENC", status="left")
    desk.now = datetime(2018, 11, 23, 11, 59, tzinfo=UTC)
    assert desk.do_due_work() == 0
    desk.now = datetime(2018, 11, 23, 12, 0, tzinfo=UTC)
    desk.do_due_work()
    desk.do_due_work()
    everybody = {f"m-{number:02}" for number in range(1, 13)}
    assert told(desk, "survey_reminder") == sorted(everybody - {"m-02", "m-03"})


def test_a_reminder_that_comes_after_the_end_is_not_sent(desk, opened):
    opened()
    desk.now = NOON
    desk.do_due_work()
    assert told(desk, "survey_reminder") == []


def test_a_last_day_that_no_calendar_holds_is_refused_beside_its_field(desk, draft):
    with refused("invalid_input") as no:
        desk.knock(OPEN, {"id": draft()["id"], "closes_on": "9999-12-31"}, by=KEEPER)
    assert list(no.value.fields) == ["closes_on"]


def test_my_surveys_are_those_that_ask_me_and_are_open(desk, opened):
    survey = opened()
    me = desk.member("m-05", "NENC")
    assert [each["asks_me"] for each in desk.knock("surveys.my_surveys", by=me)["items"]] == [True]
    answer(desk, survey, 5)
    assert [each["asks_me"] for each in desk.knock("surveys.my_surveys", by=me)["items"]] == [False]
    assert desk.knock("surveys.my_surveys", by=desk.member("m-99", "SW"))["items"] == []
    desk.now = NOON
    assert desk.knock("surveys.my_surveys", by=me)["items"] == []


def test_the_table_drafts_and_changes_and_its_keepers_open(desk, draft):
    made = draft(by=desk.holder("m-01"))
    assert made["may"] == ["change", "discard"]
    with refused("role_required"):
        desk.knock(OPEN, {"id": made["id"], "closes_on": "2018-11-26"}, by=desk.holder("m-01"))
    with refused("not_found"):
        desk.knock(OPEN, {"id": made["id"], "closes_on": "2018-11-26"}, by=coordinator("SW"))
    with refused("not_your_group"):
        draft(by=desk.member("m-02", "NENC"))
    with refused("not_found"):
        desk.knock(GET, {"id": made["id"]})
    change = {"id": made["id"], "title": "Near misses", "questions": QUESTIONS[:1], "version": 1}
    changed = desk.knock("surveys.change_survey", change, by=KEEPER)
    assert (changed["title"], len(changed["questions"]), changed["version"]) == ("Near misses", 1, 2)
    with refused("stale_version"):
        desk.knock("surveys.change_survey", change | {"title": "Falls"}, by=KEEPER)
    desk.knock("surveys.discard_survey", {"id": made["id"]}, by=KEEPER)
    with refused("not_found"):
        desk.knock(GET, {"id": made["id"]}, by=KEEPER)


def test_what_was_opened_is_neither_changed_nor_discarded(desk, opened):
    survey = opened()
    for door, more in (("change_survey", {"title": "Other"}), ("discard_survey", {})):
        with refused("survey_not_draft"):
            desk.knock(f"surveys.{door}", {"id": survey["id"], **more}, by=KEEPER)


def test_what_people_wrote_is_for_the_table_alone_and_ends_after_a_year(desk, opened):
    survey = opened()
    for number in range(1, 6):
        answer(desk, survey, number, q1="yes", q3=f"Text {number}")
    with refused("survey_not_over"):
        desk.knock(TEXTS, {"survey": survey["id"]}, by=KEEPER)
    desk.now = NOON
    desk.do_due_work()
    with refused("not_your_group"):
        desk.knock(TEXTS, {"survey": survey["id"]}, by=desk.member("m-02", "NENC"))
    read = desk.knock(TEXTS, {"survey": survey["id"]}, by=desk.holder("m-01"))
    assert sorted(each["text"] for each in read["questions"][0]["texts"]) == [
        f"Text {n}" for n in range(1, 6)
    ]
    assert {each["by"] for each in read["questions"][0]["texts"]} == {None}
    assert "Text" not in str(results(desk, survey))
    assert read["until"] == "2019-11-26T12:00:00+00:00"
    desk.now = datetime(2019, 11, 26, 12, 0, tzinfo=UTC)
    desk.do_due_work()
    with refused("survey_texts_gone"):
        desk.knock(TEXTS, {"survey": survey["id"]}, by=KEEPER)
    assert results(desk, survey)[0]["questions"][0]["base"] == 5


def test_texts_of_fewer_than_five_are_not_shown_unless_the_survey_names_who_wrote(desk, opened):
    secret, named = opened(), opened(is_named=True)
    for survey in (secret, named):
        answer(desk, survey, 1, q3="More time.")
    desk.now = NOON
    desk.do_due_work()
    assert desk.knock(TEXTS, {"survey": secret["id"]}, by=KEEPER)["questions"][0]["texts"] == []
    (text,) = desk.knock(TEXTS, {"survey": named["id"]}, by=KEEPER)["questions"][0]["texts"]
    assert text == {"text": "More time.", "by": "Nurse consultant, Newcastle"}


def test_a_repeat_asks_the_same_questions_and_both_waves_are_compared(desk, opened, draft):
    first = opened()
    for number in range(1, 6):
        answer(desk, first, number, q1="no")
    desk.now = NOON
    desk.do_due_work()
    again = draft(repeats=first["id"], title="Incidents again", questions=[])
    assert (again["wave"], again["repeats"], len(again["questions"])) == (2, first["id"], 3)
    second = desk.knock(OPEN, {"id": again["id"], "closes_on": "2018-12-10"}, by=KEEPER)
    for number in range(1, 7):
        answer(desk, second, number, q1="yes")
    desk.now = datetime(2018, 12, 10, 12, 0, tzinfo=UTC)
    desk.do_due_work()
    waves = results(desk, second)
    shown = [(wave["wave"], [cell["percent"] for cell in wave["questions"][0]["cells"]]) for wave in waves]
    assert shown == [(1, [0.0, 100.0]), (2, [100.0, 0.0])]
    with refused("not_found"):
        draft(repeats=first["id"], region="SW", by=coordinator("SW"))


def test_280_invited_where_the_register_knew_166_members_is_noted(desk):
    for number in range(154):
        joined = date(2018, 1, 15) if number % 2 else date(2018, 11, 30)
        People(desk.work).keep(Person(f"n-{number:03}", 1, "NENC", "active", joined))
    late = Person("n-late", 1, "NENC", "active", date(2018, 12, 1))
    People(desk.work).keep(late)
    desk.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    wanted = {
        "region": "NENC", "title": "Learning from incidents", "sent": "2018-11", "channel": "AHSN",
        "invited": 280, "themes": ["Experience of learning", "Appetite for regional tools"],
    }  # fmt: skip
    survey = desk.knock(PAST, wanted, by=KEEPER)
    assert (survey["invited"], survey["known"], survey["is_mismatched"]) == (280, 166, True)
    (wave,) = results(desk, survey)
    assert (wave["responses"], wave["rate"], wave["themes"]) == (None, None, wanted["themes"])
    assert desk.events("notice_raised") == []


def test_a_published_percentage_without_its_base_says_so_and_of_fewer_than_five_is_hidden(desk):
    figures = [
        {"statement": "Met colleagues otherwise not met", "percent": 100},
        {"statement": "Found it useful", "percent": 75, "base": 4},
    ]
    survey = desk.knock(PAST, WOE | {"figures": figures}, by=coordinator("WOE"))
    (wave,) = results(desk, survey)
    assert wave["figures"] == [
        {"statement": figures[0]["statement"], "percent": 100.0, "base": None, "is_hidden": False},
        {"statement": figures[1]["statement"], "percent": None, "base": None, "is_hidden": True},
    ]
    assert (wave["invited"], wave["is_mismatched"]) == (None, False)


def test_a_past_survey_is_recorded_by_the_groups_keepers_with_numbers_that_fit(desk):
    with refused("not_your_region"):
        desk.knock(PAST, WOE, by=KEEPER)
    with refused("survey_numbers_wrong"):
        desk.knock(PAST, WOE | {"invited": 10, "responses": 11}, by=NATIONAL)
    with refused("invalid_input") as no:
        desk.knock(PAST, WOE | {"sent": "2030"}, by=NATIONAL)
    assert list(no.value.fields) == ["sent"]


def test_a_survey_is_linked_to_the_decision_that_it_informed(desk, opened):
    survey = opened()
    desk.meeting(status=HELD)
    made = {"meeting": "meeting-1", "title": "An event in May", "method": "consent", "took_part": ["m-01"]}
    decision = desk.knock("decisions.record_decision", made, by=KEEPER)
    link = {"id": survey["id"], "decision": decision["id"], "version": 2}
    linked = desk.knock("surveys.inform_decision", link, by=KEEPER)
    assert linked["decision_id"] == decision["id"]
    with refused("not_found"):
        desk.knock("surveys.inform_decision", {"id": survey["id"], "decision": "d-404"}, by=KEEPER)
    none = desk.knock("surveys.inform_decision", {"id": survey["id"], "decision": None}, by=KEEPER)
    assert none["decision_id"] is None


def test_the_uk_wide_group_asks_the_members_of_every_region(desk, draft):
    made = draft(by=NATIONAL, region="UK")
    assert desk.knock(OPEN, {"id": made["id"], "closes_on": "2018-11-26"}, by=NATIONAL)["invited"] == 13
