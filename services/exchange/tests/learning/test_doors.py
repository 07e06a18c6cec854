"""The learning library: written, read by somebody else, found, used again, withdrawn (rows 73, 79)."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from exchange_desk import INDEXES, NATIONAL, Desk, coordinator
from library import CASE, KEEPER, act, heard, published, review, titles, told, write

from chassis.call import Call
from chassis.testkit.index_scan import collection_scans, watched
from chassis.testkit.refusing import refused
from commons.people.domain import LEFT
from contracts.meetings import LESSON_NOTED
from exchange.learning.leaving import leave
from exchange.learning.store import LearningStore


def test_a_case_is_found_by_near_miss_by_everybody_once_somebody_else_read_it(desk, ann):
    desk.member("kim", "SW", "convenor:SW")
    item = act(desk, "submit_item", write(desk, ann), ann)
    assert (titles(desk, words="near miss"), told(desk, "learning_submitted")) == ([], [["kim"]])
    with refused("not_found"):
        desk.knock("learning.get_item", {"id": item["id"]}, by=desk.member("bob", "SW"))
    review(desk, item)
    assert titles(desk, words="near miss") == titles(desk, words="MISSES syringe") == ["Two labels alike"]
    assert titles(desk, words="near misses abroad") == []
    assert told(desk, "learning_reviewed") == [["ann"]]


@pytest.mark.parametrize(
    "field", ["title", "topic", "context", "what_happened", "learning", "source", "shown_name"]
)
def test_a_text_with_an_nhs_number_is_stopped_before_anything_is_kept(desk, ann, field):
    with refused("identity_in_text") as no:
        write(desk, ann, **{field: "Patient 943 476 5919"})
    assert list(no.value.fields) == [field]
    assert desk.knock("learning.my_items", by=ann)["items"] == []


def test_a_tag_that_is_an_address_is_stopped(desk, ann):
    with refused("identity_in_text"):
        write(desk, ann, tags=["falls", "ann@nhs.net"])


def test_facets_narrow_what_is_found(desk, ann):
    published(desk, ann)
    published(desk, ann, title="Huddles", worked="did_not_work", topic="Flow", tags=["ED"])
    assert titles(desk, topic="near miss") == titles(desk, topic="NEAR MISSES") == ["Two labels alike"]
    assert titles(desk, worked="did_not_work") == titles(desk, topic="flow", tag="ed") == ["Huddles"]
    assert titles(desk, region="SW", kind="case_study") == ["Huddles", "Two labels alike"]
    assert titles(desk, region="WOE") == titles(desk, tag="ED", topic="Near misses") == []
    with refused("region_unknown"):
        titles(desk, region="XX")


def test_nobody_reviews_what_they_wrote(desk):
    item = act(desk, "submit_item", write(desk, KEEPER), KEEPER)
    with refused("learning_own_review"):
        review(desk, item, KEEPER)
    assert review(desk, item, NATIONAL)["state"] == "published"


def test_a_reviewer_looks_for_whom_one_could_recognise_and_is_shown_what_is_doubtful(desk, ann):
    item = act(desk, "submit_item", write(desk, ann, context="Dr Jones was there."), ann)
    (waiting,) = desk.knock("learning.items_to_review", {"region": "SW"}, by=KEEPER)["items"]
    assert waiting["doubts"] == ["a person's name"]
    with refused("learning_identity_unchecked"):
        review(desk, item, identity_checked=False)
    with refused("reason_required"):
        review(desk, item, outcome="returned")
    back = review(desk, item, outcome="returned", reason="Leave the name out.")
    mine = desk.knock("learning.get_item", {"id": item["id"]}, by=ann)
    assert (back["state"], mine["review"]["reason"]) == ("returned", "Leave the name out.")
    with refused("not_your_region"):
        desk.knock("learning.items_to_review", {"region": "SW"}, by=coordinator("WOE"))
    with refused("not_found"):
        review(desk, back, coordinator("WOE"))


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ({"learning": ""}, "learning"),
        ({"what_happened": ""}, "what_happened"),
        ({"worked": ""}, "worked"),
        ({"kind": "lesson", "worked": ""}, "worked"),
        ({"kind": "tool"}, "source"),
        ({"kind": "evidence"}, "source"),
    ],
)
def test_what_is_missing_is_said_when_it_is_submitted(desk, ann, more, missing):
    item = write(desk, ann, **more)
    with refused("learning_incomplete") as no:
        act(desk, "submit_item", item, ann)
    assert list(no.value.fields) == [missing]


def test_what_everybody_reads_is_what_was_reviewed_while_the_author_writes_the_next(desk, ann):
    item = published(desk, ann)
    changed = act(desk, "change_item", item, ann, **{**CASE, "title": "Three labels"})
    assert (changed["state"], titles(desk)) == ("draft", ["Two labels alike"])
    assert desk.knock("learning.get_item", {"id": item["id"]}, by=ann)["written"]["title"] == "Three labels"
    assert "written" not in desk.knock("learning.get_item", {"id": item["id"]})
    waits = act(desk, "submit_item", changed, ann)
    with refused("learning_waits"):
        act(desk, "change_item", waits, ann, **CASE)
    with refused("stale_version"):
        act(desk, "take_back_item", changed, ann)
    review(desk, waits)
    (shown,) = desk.knock("learning.list_items")["items"]
    assert (shown["words"]["title"], shown["edition"]) == ("Three labels", 2)


def test_a_name_is_shown_once_it_was_reviewed_and_taken_off_at_once(desk, ann):
    item = published(desk, ann, shown_name="Ann")

    def shown() -> Any:
        return desk.knock("learning.get_item", {"id": item["id"]})["shown_name"]

    changed = act(desk, "change_item", item, ann, **CASE, shown_name="Dr Ann Smith of ward 7")
    mine = desk.knock("learning.get_item", {"id": item["id"]}, by=ann)
    assert (shown(), mine["written_name"]) == ("Ann", "Dr Ann Smith of ward 7")
    act(desk, "change_item", changed, ann, **CASE, shown_name="")
    assert shown() is None


def test_where_nobody_else_keeps_the_region_the_national_team_is_told_that_something_waits(desk):
    desk.member("c-SW", "SW", "coordinator:SW")
    desk.member("n-1", "WOE", "national_team")
    act(desk, "submit_item", write(desk, KEEPER), KEEPER)
    bob = desk.member("bob", "NENC")
    act(desk, "submit_item", write(desk, bob), bob)
    assert told(desk, "learning_submitted") == [["n-1"], ["n-1"]]


def test_a_published_lesson_that_a_keeper_mends_waits_from_that_day_and_the_others_are_told(desk):
    desk.member("con-SW", "SW", "convenor:SW")
    item = review(desk, heard(desk, "Small tables work better."))
    desk.now += timedelta(days=9)
    with refused("learning_incomplete") as no:
        act(desk, "change_item", item, KEEPER, kind="lesson", title="Small tables", learning="Sit close.")
    assert list(no.value.fields) == ["worked"]
    mended = act(desk, "change_item", item, KEEPER, **{**CASE, "kind": "lesson"})
    (waiting,) = desk.knock("learning.items_to_review", by=NATIONAL)["items"]
    assert waiting["submitted_at"][:10] == desk.now.date().isoformat()
    assert told(desk, "learning_submitted") == [["con-SW"], ["con-SW"]]
    act(desk, "change_item", mended, KEEPER, **{**CASE, "kind": "lesson", "title": "Tables"})
    assert len(told(desk, "learning_submitted")) == 2  # it waits already


def test_a_lesson_of_an_event_is_reviewed_and_goes_to_the_other_regions(desk):
    for region in ("SW", "WOE", "NENC"):
        desk.member(f"con-{region}", region, f"convenor:{region}")
    lesson = {"lesson_id": "l-1", "region": "SW", "event_id": "e-1", "text": "Small tables work better."}
    for _ in range(2):
        desk.hear(LESSON_NOTED, "l-1", 1, lesson, "SW")
    (waiting,) = desk.knock("learning.items_to_review", {"region": "SW"}, by=KEEPER)["items"]
    assert (waiting["event_id"], waiting["written"]["learning"]) == ("e-1", "Small tables work better.")
    review(desk, waiting)
    assert told(desk, "lesson_shared") == [["con-NENC", "con-WOE"]]
    shared = desk.knock("learning.get_item", {"id": "l-1"})["shared_with"]
    assert "SW" not in shared
    assert {"WOE", "NENC"} <= set(shared)


def test_a_lesson_goes_to_coordinators_where_there_is_no_convenor_and_says_where_nobody_was_told(desk, ann):
    for role, region in (("convenor", "WOE"), ("coordinator", "WOE"), ("coordinator", "NENC")):
        desk.member(f"{role[:3]}-{region}", region, f"{role}:{region}")
    item = published(desk, ann, kind="lesson")
    assert told(desk, "lesson_shared") == [["con-WOE", "coo-NENC"]]
    assert desk.knock("learning.get_item", {"id": item["id"]})["shared_with"] == ["NENC", "WOE"]
    again = act(desk, "change_item", item, ann, **{**CASE, "kind": "lesson", "title": "Three labels"})
    review(desk, act(desk, "submit_item", again, ann))
    assert len(told(desk, "lesson_shared")) == 1


def test_a_case_that_is_published_anew_as_a_lesson_is_shared_then(desk, ann):
    desk.member("con-WOE", "WOE", "convenor:WOE")
    item = published(desk, ann)
    again = act(desk, "change_item", item, ann, **{**CASE, "kind": "lesson"})
    review(desk, act(desk, "submit_item", again, ann))
    assert told(desk, "lesson_shared") == [["con-WOE"]]


def test_a_keeper_mends_the_words_of_an_event_and_then_somebody_else_reviews(desk, ann):
    text = "Write to ann@nhs.net for the tables."
    desk.hear(
        LESSON_NOTED, "l-1", 1, {"lesson_id": "l-1", "region": "SW", "event_id": "e-1", "text": text}, "SW"
    )
    (waiting,) = desk.knock("learning.items_to_review", {"region": "SW"}, by=KEEPER)["items"]
    with refused("identity_in_text"):
        review(desk, waiting)
    with refused("not_found"):
        act(desk, "change_item", waiting, ann, **CASE)
    mended = act(desk, "change_item", waiting, KEEPER, **{**CASE, "kind": "lesson", "title": "Small tables"})
    with refused("learning_own_review"):
        review(desk, mended, KEEPER)
    review(desk, mended, NATIONAL)
    assert titles(desk) == ["Small tables"]


def test_what_identifies_somebody_in_a_lesson_of_an_event_stands_in_no_title_and_no_mail(desk):
    desk.member("con-SW", "SW", "convenor:SW")
    waiting = heard(desk, "Patient 943 476 5919 should have been asked.")
    assert waiting["written"]["title"] == "A lesson of an event"
    assert "943" not in str(desk.events("notice_raised"))


def test_what_has_no_author_is_given_back_to_nobody_and_taken_back_by_nobody(desk):
    waiting = heard(desk, "Small tables work better.")
    with refused("learning_nobodys"):
        review(desk, waiting, outcome="returned", reason="Say more.")
    with refused("not_found"):
        act(desk, "take_back_item", waiting, KEEPER)
    assert review(desk, waiting, outcome="declined", reason="We knew.")["state"] == "declined"


def test_who_reads_it_is_told_whether_it_is_theirs_to_answer(desk, ann):
    item = act(desk, "submit_item", write(desk, KEEPER), KEEPER)
    for by, own, may in ((KEEPER, True, False), (NATIONAL, False, True)):
        seen = desk.knock("learning.get_item", {"id": item["id"]}, by=by)
        assert (seen["is_own"], seen["may_review"]) == (own, may)


def test_who_keeps_several_regions_sees_all_that_waits_there_in_one_list(desk, ann):
    for by, region in ((ann, "SW"), (desk.member("bob", "WOE"), "WOE"), (desk.member("cay", "NENC"), "NENC")):
        act(desk, "submit_item", write(desk, by, title=region), by)

    def waiting(by: Any, **asked: Any) -> list[str]:
        found = desk.knock("learning.items_to_review", asked, by=by)["items"]
        return [each["written"]["title"] for each in found]

    assert waiting(NATIONAL) == ["SW", "WOE", "NENC"]
    assert waiting(KEEPER) == waiting(NATIONAL, region="SW") == ["SW"]


def test_a_draft_that_nobody_goes_on_with_has_its_end(desk, ann):
    old, kept = write(desk, ann), published(desk, ann, title="Kept")
    act(desk, "change_item", kept, ann, **{**CASE, "title": "Never sent"})
    desk.now += timedelta(days=200)
    act(desk, "change_item", old, ann, **CASE)
    desk.now += timedelta(days=200)
    desk.do_due_work()
    mine = desk.knock("learning.my_items", by=ann)["items"]
    assert {(each["written"]["title"], each["state"]) for each in mine} == {
        ("Two labels alike", "draft"),
        ("Kept", "published"),
    }
    desk.now += timedelta(days=200)
    desk.do_due_work()
    assert [each["written"]["title"] for each in desk.knock("learning.my_items", by=ann)["items"]] == ["Kept"]


def test_what_somebody_published_stays_without_them_when_they_leave_and_the_rest_goes(desk, ann):
    kept, draft = published(desk, ann, shown_name="Ann"), write(desk, ann)
    act(desk, "change_item", kept, ann, **{**CASE, "title": "Never sent", "shown_name": "Ann"})
    other = published(desk, desk.member("bob", "SW"))
    desk.knock("learning.note_reuse", {"id": other["id"], "worked": "worked"}, by=ann)
    desk.member("ann", "SW", status=LEFT)
    call = Call(now=desk.now)
    desk.work.in_transaction(call, lambda: leave(desk.work, desk.settings, call, "ann"))
    with refused("not_found"):
        desk.knock("learning.get_item", {"id": draft["id"]}, by=ann)
    assert desk.knock("learning.get_item", {"id": kept["id"]})["shown_name"] is None
    assert len(desk.knock("learning.list_reuses", {"id": other["id"]})["items"]) == 1
    held = [*desk.work.database["learning_items"].find(), *desk.work.database["learning_reuses"].find()]
    assert not {"ann", "Ann"} & set(re.findall(r"\w+", str(held)))


PAGE = {"limit": 2}
FINDERS: dict[str, list[Callable[[LearningStore], Any]]] = {
    "get": [lambda s: s.get("i-1")],
    "several": [lambda s: s.several(["i-1", "i-2"])],
    "page": [
        lambda s: s.page(PAGE),
        lambda s: s.page(PAGE, "near miss"),
        lambda s: s.page(PAGE, region="SW", kind="case_study", topic="Flow", tag="ed", worked="worked"),
    ],
    "waiting": [lambda s: s.waiting(["SW"], PAGE), lambda s: s.waiting(["SW", "WOE", "UK"], PAGE)],
    "written_by": [lambda s: s.written_by("ann", PAGE)],
    "all_by": [lambda s: s.all_by("ann")],
    "coded": [lambda s: list(s.coded(["SW", "UK"]))],
    "reuses_of": [lambda s: s.reuses_of("i-1", PAGE)],
    "reuse": [lambda s: s.reuse("r-1")],
    "forget_reuser": [lambda s: s.forget_reuser("nobody")],
    "forget_reuses_of": [lambda s: s.forget_reuses_of("i-9")],
}


def test_every_finder_is_watched():
    methods = {name for name, value in vars(LearningStore).items() if callable(value) and name[0] != "_"}
    assert methods - {"save", "delete", "note", "remove"} == set(FINDERS)


@pytest.mark.servers
def test_no_finder_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "exchange", INDEXES) as (work, watching):
        desk = Desk(work)
        ann = desk.member("ann", "SW")
        item = published(desk, ann)
        desk.knock(
            "learning.note_reuse", {"id": item["id"], "worked": "worked"}, by=desk.member("bob", "WOE")
        )
        watching.commands.clear()
        for name, ways in FINDERS.items():
            for find in ways:
                before = len(watching.commands)
                find(LearningStore(work))
                assert len(watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []
