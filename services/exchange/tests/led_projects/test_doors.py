"""Projects that groups lead: a topic from a list, a framework's steps in order, sponsors (row 72)."""

from collections.abc import Callable
from typing import Any

import pytest
from exchange_desk import INDEXES, NATIONAL, Desk, coordinator

from chassis.testkit.index_scan import collection_scans, watched
from chassis.testkit.refusing import refused
from exchange.led_projects.store import LedProjectStore

KEEPER = coordinator("NENC")
ENGAGING = "Engaging for Improvement"
MISTAKES = "Safety incidents and near misses"
OTHERS = (
    "Care groups North Cumbria",
    "Workforce recruitment",
    "Intermediate care and re-ablement guidance",
    "Vulnerable patients including dementia",
)


def start(desk: Desk, by: Any = KEEPER, **more: Any) -> dict[str, Any]:
    asked = {
        "region": "NENC",
        "title": "Why do we keep making the same mistakes?",
        "areas": ["north east", "north west"],
        "support": ["AHSN"],
        **more,
    }
    return desk.knock("led_projects.start_led_project", asked, by=by)


def act(desk: Desk, door: str, project: dict[str, Any], by: Any = KEEPER, **more: Any) -> dict[str, Any]:
    asked = {"id": project["id"], "version": project["version"], **more}
    return desk.knock(f"led_projects.{door}", asked, by=by)


def with_topic(desk: Desk, project: dict[str, Any]) -> dict[str, Any]:
    for topic in (MISTAKES, *OTHERS):
        project = act(desk, "consider_topic", project, topic=topic)
    return act(desk, "choose_topic", project, topic=MISTAKES, reason="It concerns every profession.")


def with_framework(desk: Desk) -> dict[str, Any]:
    project = with_topic(desk, start(desk))
    project = act(desk, "consider_framework", project, framework="Rapid Process Improvement Workshop")
    project = act(desk, "consider_framework", project, framework=ENGAGING, number=6)
    return act(desk, "choose_framework", project, framework=ENGAGING)


def test_the_golden_project_is_told_with_what_was_considered_its_sponsors_and_its_support(desk):
    project = with_framework(desk)
    for area in ("north east", "north west"):
        project = act(desk, "add_sponsor", project, area=area, body="Senior sponsors")
    act(desk, "add_output", project, kind="event", title="May 2019", path="/events/e-1")
    shown = desk.knock("led_projects.get_led_project", {"id": project["id"]})
    assert (shown["topic"], len(shown["topics_considered"]), shown["support"]) == (MISTAKES, 5, ["AHSN"])
    assert [each["area"] for each in shown["sponsors"]] == ["north east", "north west"]
    assert (shown["areas_without_sponsor"], shown["outputs"][0]["path"]) == ([], "/events/e-1")
    assert [len(each["steps"]) for each in shown["frameworks_considered"]] == [0, 6]


def test_a_topic_is_chosen_from_the_list_with_a_reason(desk):
    project = act(desk, "consider_topic", start(desk), topic=MISTAKES)
    with refused("led_topic_unlisted"):
        act(desk, "choose_topic", project, topic="Parking", reason="It is loud.")
    with refused("reason_required"):
        act(desk, "choose_topic", project, topic=MISTAKES)
    with refused("led_topic_twice"):
        act(desk, "consider_topic", project, topic=MISTAKES.upper())
    chosen = act(desk, "choose_topic", project, topic=MISTAKES.upper(), reason="It concerns all.")
    assert (chosen["topic"], chosen["topics_considered"][0]["reason"]) == (MISTAKES, "It concerns all.")


def test_steps_are_taken_in_their_order_to_the_last(desk):
    project = with_framework(desk)
    with refused("led_step_order") as no:
        act(desk, "take_step", project, number=2)
    assert no.value.message == "Steps are taken in their order: step 1 comes next."
    for number in range(1, 7):
        project = act(desk, "take_step", project, number=number, on="2018-11-20")
    assert ([each["on"] for each in project["steps"]], project["next_step"]) == (["2018-11-20"] * 6, None)
    with refused("led_step_order"):
        act(desk, "take_step", project, number=7)
    undone = act(desk, "undo_step", project)
    assert undone["next_step"] == 6


@pytest.mark.parametrize("on", ["2018-12-02", "2018-11-19"])
def test_a_step_is_neither_ahead_nor_before_the_last_one(desk, on):
    project = act(desk, "take_step", with_framework(desk), number=1, on="2018-11-20")
    with refused("led_step_day_wrong"):
        act(desk, "take_step", project, number=2, on=on)


def test_engaging_for_improvement_has_six_steps_and_other_frameworks_their_own(desk):
    project = start(desk)
    with refused("led_framework_wrong") as no:
        act(desk, "consider_framework", project, framework=ENGAGING.upper(), steps=["Ask", "Do"])
    assert no.value.message == "ENGAGING FOR IMPROVEMENT has 6 steps."
    own = act(desk, "consider_framework", project, framework="PDSA", steps=["Plan", "Do", "Study", "Act"])
    assert own["frameworks_considered"] == [{"name": "PDSA", "steps": ["Plan", "Do", "Study", "Act"]}]


def test_a_framework_is_chosen_after_the_topic_from_the_list_and_stays_once_it_began(desk):
    project = act(desk, "consider_framework", start(desk), framework="PDSA", number=4)
    with refused("led_topic_missing"):
        act(desk, "choose_framework", project, framework="PDSA")
    project = with_topic(desk, project)
    with refused("led_framework_unlisted"):
        act(desk, "choose_framework", project, framework=ENGAGING)
    with refused("led_framework_missing"):
        act(desk, "take_step", project, number=1)
    project = act(desk, "choose_framework", project, framework="pdsa")
    project = act(desk, "take_step", project, number=1)
    with refused("led_framework_begun"):
        act(desk, "choose_framework", project, framework="PDSA")
    with refused("led_framework_begun"):
        act(desk, "consider_framework", project, framework="PDSA", number=5)


def test_each_area_of_the_project_has_one_sponsor(desk):
    project = act(desk, "add_sponsor", start(desk), area="north east", body="A trust's board")
    assert project["areas_without_sponsor"] == ["north west"]
    with refused("led_area_sponsored"):
        act(desk, "add_sponsor", project, area="north east", body="Another board")
    with refused("led_area_unknown"):
        act(desk, "add_sponsor", project, area="south", body="A board")
    freed = act(desk, "end_sponsor", project, area="north east")
    assert freed["areas_without_sponsor"] == ["north east", "north west"]
    with refused("led_area_unknown"):
        act(desk, "end_sponsor", freed, area="north east")


def test_its_region_keeps_it_and_everybody_reads_it(desk):
    project = start(desk)
    with refused("not_your_region"):
        start(desk, coordinator("SW"))
    with refused("not_found"):
        act(desk, "consider_topic", project, coordinator("SW"), topic="Flow")
    with refused("role_required"):
        start(desk, desk.member("ann", "NENC"))
    assert act(desk, "consider_topic", project, NATIONAL, topic="Flow")["version"] == 2
    with refused("stale_version"):
        act(desk, "consider_topic", project, topic="Beds")
    listed = desk.knock("led_projects.list_led_projects", {"region": "NENC"})["items"]
    assert [each["title"] for each in listed] == ["Why do we keep making the same mistakes?"]
    assert desk.knock("led_projects.list_led_projects", {"region": "SW"})["items"] == []


def test_a_sponsor_is_a_body_and_never_an_address(desk):
    for body in ("board@nhs.net", "Professor Jones"):
        with refused("identity_in_text"):
            act(desk, "add_sponsor", start(desk), area="north east", body=body)
    with refused("identity_in_text") as no:
        start(desk, led_by="Mrs Smith of ward 7")
    assert list(no.value.fields) == ["led_by"]


def test_what_ended_says_what_became_of_it_and_stays_as_it_is(desk):
    project = start(desk)
    with refused("reason_required"):
        act(desk, "end_led_project", project)
    ended = act(desk, "end_led_project", project, ending="We learnt to ask earlier.")
    assert (ended["state"], ended["ending"]) == ("ended", "We learnt to ask earlier.")
    with refused("led_project_ended"):
        act(desk, "consider_topic", ended, topic="Flow")


def test_an_output_that_was_wrong_is_removed_and_nothing_after_the_end(desk):
    wrong = act(desk, "add_output", start(desk), kind="event", title="Wrong")
    output = wrong["outputs"][0]["id"]
    left = act(desk, "remove_output", wrong, output_id=output)
    assert left["outputs"] == []
    assert act(desk, "remove_output", left, output_id=output)["version"] == left["version"]
    kept = act(desk, "add_output", left, kind="event", title="Right")
    ended = act(desk, "end_led_project", kept, ending="We learnt.")
    with refused("led_project_ended"):
        act(desk, "remove_output", ended, output_id=kept["outputs"][0]["id"])


def test_a_sponsor_goes_with_an_area_that_is_taken_off(desk):
    project = act(desk, "add_sponsor", start(desk), area="north west", body="A board")
    changed = act(desk, "change_led_project", project, title="Same mistakes", areas=["north east"])
    assert (changed["sponsors"], changed["title"]) == ([], "Same mistakes")


def test_what_was_saved_is_read_as_it_was(desk):
    project = act(desk, "take_step", with_framework(desk), number=1, note="Forty came.")
    store = LedProjectStore(desk.work)
    found = store.get(project["id"])
    assert found is not None
    assert (found.steps[0].note, found.frameworks[1].name, found.version) == ("Forty came.", ENGAGING, 11)
    assert list(store.coded(["NENC"])) == [{"region": "NENC", "state": "open", "year": "2018"}]


PAGE = {"limit": 2}
FINDERS: dict[str, list[Callable[[LedProjectStore], Any]]] = {
    "get": [lambda s: s.get("p-1")],
    "page": [lambda s: s.page(None, PAGE), lambda s: s.page("SW", PAGE)],
    "coded": [lambda s: list(s.coded(["SW", "UK"]))],
}


def test_every_finder_is_watched():
    methods = {name for name, value in vars(LedProjectStore).items() if callable(value) and name[0] != "_"}
    assert methods - {"save"} == set(FINDERS)


@pytest.mark.servers
def test_no_finder_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "exchange", INDEXES) as (work, watching):
        with_framework(Desk(work))
        watching.commands.clear()
        for name, ways in FINDERS.items():
            for find in ways:
                before = len(watching.commands)
                find(LedProjectStore(work))
                assert len(watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []
