"""Q Lab projects: launched, promoted by regions, signed up for, with what came of them (row 77)."""

from collections.abc import Callable
from typing import Any

import pytest
from exchange_desk import INDEXES, NATIONAL, Desk, coordinator

from chassis.call import Call
from chassis.testkit.index_scan import collection_scans, watched
from chassis.testkit.refusing import refused
from exchange.lab.domain import SignUp
from exchange.lab.leaving import leave
from exchange.lab.store import LabStore

KEEPER = coordinator("SW")


def launch(desk: Desk, by: Any = NATIONAL, **more: Any) -> dict[str, Any]:
    return desk.knock("lab.launch_lab_project", {"title": "Chronic pain", **more}, by=by)


def act(desk: Desk, door: str, project: dict[str, Any], by: Any = NATIONAL, **more: Any) -> dict[str, Any]:
    return desk.knock(f"lab.{door}", {"id": project["id"], **more}, by=by)


def library_item(desk: Desk, is_published: bool = True) -> str:
    words = {"kind": "guidance", "title": "Peer support kit", "learning": "Start small.", "source": "Q Lab"}
    ann = desk.member("ann", "SW")
    item = desk.knock("learning.write_item", words, by=ann)
    if is_published:
        desk.knock("learning.submit_item", {"id": item["id"]}, by=ann)
        answer = {"id": item["id"], "outcome": "published", "identity_checked": True}
        desk.knock("learning.review_item", answer, by=KEEPER)
    return str(item["id"])


def test_the_second_project_names_mind_as_its_partner_and_the_regions_that_promote_it(desk):
    launch(desk)
    second = launch(desk, title="Mental health", partner="MIND")
    for region in ("WOE", "SW", "SW"):
        act(desk, "promote_lab_project", second, coordinator(region), region=region)
    shown = desk.knock("lab.get_lab_project", {"id": second["id"]})
    assert (shown["number"], shown["partner"], shown["promoted_by"]) == (2, "MIND", ["SW", "WOE"])
    assert [each["number"] for each in desk.knock("lab.list_lab_projects")["items"]] == [2, 1]
    promoted = desk.knock("lab.list_lab_projects", {"promoted_by": "SW"})["items"]
    assert [each["title"] for each in promoted] == ["Mental health"]


def test_a_region_speaks_for_itself_alone_and_the_centre_launches(desk):
    project = launch(desk)
    with refused("not_your_region"):
        act(desk, "promote_lab_project", project, KEEPER, region="WOE")
    with refused("role_required"):
        launch(desk, KEEPER)
    act(desk, "promote_lab_project", project, KEEPER, region="SW")
    assert act(desk, "stop_promoting", project, KEEPER, region="SW")["promoted_by"] == []


def test_a_member_signs_up_once_of_their_own_will_and_takes_it_back(desk):
    project, ann = launch(desk), desk.member("ann", "SW")
    for _ in range(2):
        act(desk, "sign_up", project, ann)
    mine = desk.knock("lab.get_lab_project", {"id": project["id"]}, by=ann)
    others = desk.knock("lab.get_lab_project", {"id": project["id"]}, by=desk.member("bob", "SW"))
    assert [(each["signed_up"], each["is_signed_up"]) for each in (mine, others)] == [(1, True), (1, False)]
    seen = desk.knock("lab.get_lab_project", {"id": project["id"]}, by=NATIONAL)
    assert "ann" not in seen.values()
    assert [each["id"] for each in desk.knock("lab.my_sign_ups", by=ann)["items"]] == [project["id"]]
    act(desk, "take_back_sign_up", project, ann)
    assert desk.knock("lab.my_sign_ups", by=ann)["items"] == []


def test_it_moves_on_and_never_back_and_those_who_signed_up_are_told(desk):
    project, ann = launch(desk), desk.member("ann", "SW")
    act(desk, "sign_up", project, ann)
    moved = act(desk, "move_lab_project", project, stage="testing")
    (notice,) = desk.events("notice_raised")
    assert (notice["data"]["kind"], notice["data"]["members"]) == ("lab_moved", ["ann"])
    for stage in ("testing", "exploring"):
        with refused("lab_stage_back"):
            act(desk, "move_lab_project", moved, stage=stage)
    ended = act(desk, "move_lab_project", moved, stage="ended")
    assert [each["stage"] for each in ended["stages"]] == ["planned", "testing", "ended"]
    with refused("lab_ended"):
        act(desk, "sign_up", ended, desk.member("bob", "SW"))
    with refused("lab_ended"):
        act(desk, "promote_lab_project", ended, KEEPER, region="SW")


def test_what_came_of_it_is_linked_from_the_library_once_it_is_published(desk):
    project, item = launch(desk), library_item(desk)
    with refused("lab_output_unpublished"):
        act(desk, "link_output", project, item_id=library_item(desk, is_published=False))
    with refused("lab_output_unpublished"):
        act(desk, "link_output", project, item_id="nothing")
    for _ in range(2):
        linked = act(desk, "link_output", project, item_id=item)
    assert linked["outputs"] == [{"item_id": item, "title": "Peer support kit"}]
    assert act(desk, "unlink_output", project, item_id=item)["outputs"] == []


def test_it_is_changed_by_who_read_it_newest_and_holds_no_address(desk):
    project = launch(desk)
    changed = act(desk, "change_lab_project", project, title="Pain", partner="MIND", version=1)
    with refused("stale_version"):
        act(desk, "change_lab_project", changed, title="Pain", version=1)
    with refused("identity_in_text"):
        launch(desk, partner="Dr Jones")
    with refused("identity_in_text"):
        act(desk, "change_lab_project", changed, title="Pain", challenge="Ask lab@health.org.uk")


def test_a_sign_up_goes_with_whoever_leaves(desk, call):
    project, ann = launch(desk), desk.member("ann", "SW")
    act(desk, "sign_up", project, ann)
    assert list(LabStore(desk.work).coded(["SW"])) == [
        {"region": "SW", "project": "Lab project 1", "year": "2018"}
    ]
    desk.work.in_transaction(call, lambda: leave(desk.work, desk.settings, call, "ann"))
    assert list(desk.work.database["lab_sign_ups"].find()) == []


PAGE = {"limit": 2}
FINDERS: dict[str, list[Callable[[LabStore], Any]]] = {
    "get": [lambda s: s.get("p-1")],
    "last_number": [lambda s: s.last_number()],
    "page": [lambda s: s.page(None, PAGE), lambda s: s.page("SW", PAGE)],
    "remove": [lambda s: s.remove("p-9", "ann")],
    "forget": [lambda s: s.forget("nobody")],
    "count": [lambda s: s.count("p-1")],
    "is_signed_up": [lambda s: s.is_signed_up("p-1", "ann")],
    "members_of": [lambda s: s.members_of("p-1")],
    "of_member": [lambda s: s.of_member("ann", PAGE)],
    "coded": [lambda s: list(s.coded(["SW"]))],
    "forget_output": [lambda s: s.forget_output("i-9")],
}


def test_every_finder_is_watched():
    methods = {name for name, value in vars(LabStore).items() if callable(value) and name[0] != "_"}
    assert methods - {"save", "add"} == set(FINDERS)


@pytest.mark.servers
def test_no_finder_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "exchange", INDEXES) as (work, watching):
        desk = Desk(work)
        project = launch(desk)
        store = LabStore(work)
        work.in_transaction(
            Call(now=desk.now), lambda: store.add(SignUp(project["id"], "ann", "SW", desk.now))
        )
        watching.commands.clear()
        for name, ways in FINDERS.items():
            for find in ways:
                before = len(watching.commands)
                find(store)
                assert len(watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []
