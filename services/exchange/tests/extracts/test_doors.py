"""Extracts at their doors: asked for, approved by another, handed over and recorded, ended (row 79)."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from exchange_desk import INDEXES, NATIONAL, Desk, coordinator

from chassis.identity import VISITOR, Caller
from chassis.testkit.index_scan import collection_scans, watched
from chassis.testkit.refusing import refused
from exchange.extracts.domain import DATASETS
from exchange.extracts.store import ExtractStore, PeopleRows

KEEPER = coordinator("SW")
OTHER = Caller("n-2", frozenset({"member", "national_team"}))


def ask(desk: Desk, by: Any = NATIONAL, **more: Any) -> dict[str, Any]:
    asked = {
        "region": "UK",
        "asker": "RAND Europe",
        "purpose": "The independent evaluation of Q.",
        "dataset": "members",
        "fields_wanted": ["joined"],
        "until": "2019-03-31",
        **more,
    }
    return desk.knock("extracts.ask_extract", asked, by=by)


def act(desk: Desk, door: str, extract: dict[str, Any], by: Any = NATIONAL, **more: Any) -> dict[str, Any]:
    return desk.knock(f"extracts.{door}_extract", {"id": extract["id"], **more}, by=by)


def approved(desk: Desk, **more: Any) -> dict[str, Any]:
    return act(desk, "decide", ask(desk, **more), OTHER, is_approved=True)


def members(desk: Desk, region: str, number: int) -> None:
    for each in range(number):
        desk.member(f"{region}-{each}", region)


def test_an_evaluator_gets_counts_with_a_region_in_each_row_and_no_member(desk):
    members(desk, "SW", 12)
    members(desk, "WOE", 4)
    extract = approved(desk)
    handed = act(desk, "hand_over", extract)
    table = desk.knock("extracts.get_hand_over", {"id": extract["id"], "number": 1}, by=NATIONAL)
    assert table["columns"] == ["region", "joined", "count"]
    assert table["cells"] == [["SW", "2018", "10"], ["WOE", "2018", "<5"]]
    assert (handed["handed_over"], handed["hand_over"]["digest"]) == (1, table["digest"])
    assert hashlib.sha256(table["csv"].encode()).hexdigest() == table["digest"]
    assert "SW-" not in str(table["cells"])


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_kind_of_extract_is_counted_by_all_of_its_fields(desk, dataset):
    members(desk, "SW", 5)
    project = desk.knock("lab.launch_lab_project", {"title": "Pain"}, by=NATIONAL)
    desk.knock("lab.sign_up", {"id": project["id"]}, by=desk.member("SW-0", "SW"))
    desk.knock("led_projects.start_led_project", {"region": "SW", "title": "Excellence"}, by=KEEPER)
    story = {"title": "A", "changed": "B", "consent_by": "Us", "consent_on": "2018-11-01"}
    told = desk.knock("stories.tell_story", story, by=KEEPER)
    desk.knock(
        "stories.decide_story",
        {"id": told["id"], "is_published": True, "identity_checked": True},
        by=NATIONAL,
    )
    extract = approved(desk, dataset=dataset, fields_wanted=list(DATASETS[dataset]))
    act(desk, "hand_over", extract)
    table = desk.knock("extracts.get_hand_over", {"id": extract["id"], "number": 1}, by=NATIONAL)
    assert {len(each) for each in table["cells"]} <= {len(table["columns"])}
    assert bool(table["cells"]) is (dataset not in ("proposals", "learning"))


def test_nobody_decides_on_what_they_asked_for_and_the_centre_is_told(desk):
    desk.member("n-2", "SW", "national_team")
    extract = ask(desk)
    assert extract["may_decide"] is False
    (waiting,) = desk.knock("extracts.extracts_to_decide", by=OTHER)["items"]
    assert waiting["may_decide"] is True
    with refused("extract_own_request"):
        act(desk, "decide", extract, is_approved=True)
    with refused("extract_not_approved"):
        act(desk, "hand_over", extract)
    with refused("reason_required"):
        act(desk, "decide", extract, OTHER, is_approved=False)
    decided = act(desk, "decide", extract, OTHER, is_approved=False, reason="Ask for less.")
    with refused("extract_decided"):
        act(desk, "decide", decided, OTHER, is_approved=True)
    with refused("extract_not_approved"):
        act(desk, "hand_over", decided)
    told = [(each["data"]["kind"], each["data"]["members"]) for each in desk.events("notice_raised")]
    assert told == [("extract_asked", ["n-2"]), ("extract_decided", ["n-1"])]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"fields_wanted": ["name"]}, "extract_fields_wrong"),
        ({"fields_wanted": ["joined", "joined"]}, "extract_fields_wrong"),
        ({"dataset": "stories", "fields_wanted": ["joined"]}, "extract_fields_wrong"),
        ({"dataset": "people"}, "invalid_input"),
        ({"until": "2018-12-01"}, "extract_end_wrong"),
        ({"until": "2020-01-01"}, "extract_end_wrong"),
        ({"asker": "ann@rand.org"}, "identity_in_text"),
        ({"asker": "Dr Jones"}, "identity_in_text"),
        ({"purpose": ""}, "invalid_input"),
        ({"region": "XX"}, "region_unknown"),
    ],
)
def test_what_may_not_be_asked_for_is_refused(desk, more, code):
    with refused(code):
        ask(desk, **more)


def test_a_regions_keeper_asks_for_their_region_and_hands_that_over_alone(desk):
    members(desk, "SW", 5)
    members(desk, "WOE", 5)
    with refused("not_your_region"):
        ask(desk, KEEPER)
    extract = ask(desk, KEEPER, region="SW")
    with refused("role_required"):
        act(desk, "decide", extract, KEEPER, is_approved=True)
    act(desk, "decide", extract, is_approved=True)
    with refused("not_found"):
        act(desk, "hand_over", extract, coordinator("WOE"))
    act(desk, "hand_over", extract, KEEPER)
    table = desk.knock("extracts.get_hand_over", {"id": extract["id"], "number": 1}, by=KEEPER)
    assert table["cells"] == [["SW", "2018", "5"]]


def test_everybody_reads_who_was_given_what_and_why_and_not_what_was_refused(desk):
    hidden, open_one = ask(desk), approved(desk, asker="A university")
    listed = desk.knock("extracts.list_extracts", by=VISITOR)["items"]
    assert [(each["asker"], each["fields"]) for each in listed] == [("A university", ["region", "joined"])]
    with refused("not_found"):
        desk.knock("extracts.get_extract", {"id": hidden["id"]}, by=VISITOR)
    assert desk.knock("extracts.get_extract", {"id": open_one["id"]}, by=VISITOR)["state"] == "approved"
    waiting = desk.knock("extracts.extracts_to_decide", by=OTHER)["items"]
    assert [each["id"] for each in waiting] == [hidden["id"]]
    assert len(desk.knock("extracts.extracts_of", {"region": "UK"}, by=NATIONAL)["items"]) == 2


def test_after_its_last_day_the_counts_are_gone_and_the_record_stays(desk):
    members(desk, "SW", 6)
    extract = approved(desk)
    act(desk, "hand_over", extract)
    desk.now += timedelta(days=122)
    with refused("extract_ended"):
        act(desk, "hand_over", extract)
    with refused("extract_ended"):  # before its counts are erased, too
        desk.knock("extracts.get_hand_over", {"id": extract["id"], "number": 1}, by=NATIONAL)
    desk.do_due_work()
    assert desk.knock("extracts.get_extract", {"id": extract["id"]})["state"] == "ended"
    with refused("extract_ended"):
        desk.knock("extracts.get_hand_over", {"id": extract["id"], "number": 1}, by=NATIONAL)
    (kept,) = desk.knock("extracts.list_hand_overs", {"id": extract["id"]}, by=NATIONAL)["items"]
    assert (kept["rows"], kept["by"], kept["is_erased"], len(kept["digest"])) == (1, "n-1", True, 64)


def test_what_was_not_decided_by_its_last_day_is_refused_and_never_approved(desk):
    extract = ask(desk)
    desk.now += timedelta(days=121)
    with refused("extract_end_wrong"):
        act(desk, "decide", extract, OTHER, is_approved=True)
    refusal = act(desk, "decide", extract, OTHER, is_approved=False, reason="Its last day has passed.")
    assert refusal["state"] == "refused"


def test_it_is_handed_over_on_its_last_day_and_may_end_earlier(desk):
    extract = approved(desk)
    desk.now += timedelta(days=120)
    desk.do_due_work()
    act(desk, "hand_over", extract)
    ended = act(desk, "end", extract, reason="The evaluation is over.")
    assert (ended["state"], ended["reason"]) == ("ended", "The evaluation is over.")
    with refused("extract_ended"):
        act(desk, "end", extract)
    with refused("stale_version"):
        act(desk, "hand_over", extract, version=1)


PAGE = {"limit": 2}
FINDERS: dict[str, list[Callable[[ExtractStore], Any]]] = {
    "get": [lambda s: s.get("x-1")],
    "published": [lambda s: s.published(PAGE)],
    "of_region": [lambda s: s.of_region("UK", PAGE)],
    "to_decide": [lambda s: s.to_decide(PAGE)],
    "hand_over_of": [lambda s: s.hand_over_of("x-1", 1)],
    "hand_overs_of": [lambda s: s.hand_overs_of("x-1", PAGE)],
    "erase_cells": [lambda s: s.erase_cells("x-9")],
    "coded": [lambda s: list(PeopleRows(s.work).coded(["SW", "UK"]))],
}


def test_every_finder_is_watched():
    named = {**vars(ExtractStore), **vars(PeopleRows)}
    methods = {name for name, value in named.items() if callable(value) and name[0] != "_"}
    assert methods - {"save", "add"} == set(FINDERS)


@pytest.mark.servers
def test_no_finder_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "exchange", INDEXES) as (work, watching):
        desk = Desk(work)
        members(desk, "SW", 2)
        act(desk, "hand_over", approved(desk))
        watching.commands.clear()
        for name, ways in FINDERS.items():
            for find in ways:
                before = len(watching.commands)
                find(ExtractStore(work))
                assert len(watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []
