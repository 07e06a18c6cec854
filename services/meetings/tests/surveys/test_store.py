"""What the store remembers of surveys, rolls and answers, in memory and on MongoDB alike."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from commons.rough_dates import rough
from contracts.refusals import Refused
from meetings.surveys import domain
from meetings.surveys.answers.domain import Answers
from meetings.surveys.answers.store import AnswerStore
from meetings.surveys.domain import Figure, Past, Question, Survey

NOW = datetime(2018, 11, 12, 10, 0, tzinfo=UTC)
QUESTIONS = (
    Question("q1", "one", "How often?", ("Weekly", "Monthly")),
    Question("q2", "text", "What helps?"),
)
DRAFT = Survey("s-1", 1, "NENC", "Incidents", "To plan.", QUESTIONS, drafted_at=NOW, drafted_by="m-1")


@pytest.fixture
def store(work):
    return AnswerStore(work)


@pytest.fixture
def do(work, call):
    return lambda change: work.in_transaction(call, change)


def opened(survey=DRAFT):
    return domain.open_it(
        survey, closes_on=date(2018, 11, 26), invited=3, known=3, now=NOW, texts_for=timedelta(days=365)
    )


def test_a_survey_comes_back_as_it_was_saved(store, do):
    past = Past(rough("2018-11"), "AHSN", ("Incidents",), (Figure("Met colleagues", 100.0, None),))
    recorded = replace(DRAFT, id="s-2", past=past, invited=280, known=166, state="closed", questions=())
    for each in (DRAFT, opened(), recorded):
        do(lambda each=each: store.save(each))
    assert store.get("s-1") == opened()
    assert store.several(["s-2", "s-9"]) == [recorded]
    with pytest.raises(Refused, match="stale_version"):
        do(lambda: store.save(opened()))


def test_drafts_are_listed_for_their_own_groups_alone_the_newest_first(store, do):
    later = replace(opened(replace(DRAFT, id="s-2")), version=1, opened_at=NOW + timedelta(days=3))
    other = replace(DRAFT, id="s-3", region="SW", drafted_at=NOW - timedelta(days=9))
    for each in (DRAFT, later, other):
        do(lambda each=each: store.save(each))

    def ids(region=None, drafts_of=None):
        return [each.id for each in store.page({"limit": 9}, region=region, drafts_of=drafts_of)["items"]]

    assert ids() == ["s-2", "s-1", "s-3"]
    assert ids(drafts_of=set()) == ["s-2"]
    assert ids(drafts_of={"SW"}) == ["s-2", "s-3"]
    assert ids("NENC", {"NENC"}) == ["s-2", "s-1"]


def test_a_draft_is_discarded_and_what_was_opened_is_not(store, do):
    do(lambda: store.save(DRAFT))
    do(lambda: store.save(opened()))
    do(lambda: store.discard("s-1"))
    assert store.get("s-1") is not None
    do(lambda: store.save(replace(DRAFT, id="s-2")))
    do(lambda: store.discard("s-2"))
    assert store.get("s-2") is None


def test_answers_carry_no_member_and_no_time_unless_the_survey_names_them(store, do):
    do(lambda: store.add(Answers("b", "s-1", {"q1": ("Weekly",), "q2": ("Time.",)})))
    do(lambda: store.add(Answers("a", "s-1", {"q1": ("Monthly",)})))
    do(lambda: store.add(Answers("c", "s-2", {"q2": ("Tea.",)}, "m-1")))
    assert [each.id for each in store.answers_of("s-1")] == ["a", "b"]
    assert store.count("s-1") == 2
    assert set(store.answers.find_one({"_id": "a"})) == {"_id", "survey", "given"}
    assert store.answers_of("s-2")[0].member_id == "m-1"
    for survey in ("s-1", "s-2"):
        do(lambda survey=survey: store.forget_texts(survey, ["q2"]))
    assert [each.given for each in store.answers_of("s-1")] == [{"q1": ("Monthly",)}, {"q1": ("Weekly",)}]
    assert (store.answers_of("s-2")[0].member_id, store.answers_of("s-2")[0].given) == ("", {})


def test_waves_are_found_by_their_first_and_surveys_by_the_decision_they_informed(store, do):
    for number in (3, 2):
        wave = replace(DRAFT, id=f"s-{number}", repeats="s-1", wave=number, decision_id="d-1")
        do(lambda wave=wave: store.save(wave))
    assert [each.wave for each in store.waves("s-1")] == [2, 3]
    assert [each.id for each in store.of_decision("d-1")] == ["s-2", "s-3"]
