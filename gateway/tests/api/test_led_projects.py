"""Projects that groups lead, over the API (row 72)."""

import pytest

TERMS = {
    "region": "WOE",
    "title": "Why do we keep making the same mistakes?",
    "areas": ["north", "south"],
    "support": ["AHSN"],
}
STEPS = ["Look", "Ask", "Plan", "Try", "Study", "Spread"]
TOPIC = "Safety incidents and near misses"


@pytest.fixture
def project(api, calling, people):
    """The address of one that is begun; its coordinator is calling from then on."""
    calling(people["coordinator"])
    made = api("POST", "/led-projects", json=TERMS)
    assert made.status_code == 201, made.text
    return made.headers["Location"].removeprefix("/api/v1")


@pytest.fixture
def chosen(api, project):
    """With a topic and a framework of six steps."""
    api("POST", f"{project}/topics", json={"topic": TOPIC})
    api("PUT", f"{project}/topic", json={"topic": TOPIC, "reason": "It pulls people in."})
    api("POST", f"{project}/frameworks", json={"framework": "Engaging for Improvement", "steps": STEPS})
    api("PUT", f"{project}/framework", json={"framework": "Engaging for Improvement"})
    return project


def test_a_topic_is_chosen_from_a_recorded_list_with_a_reason(api, project):
    for topic in (TOPIC, "Workforce recruitment"):
        api("POST", f"{project}/topics", json={"topic": topic})
    unknown = {"topic": "Parking", "reason": "Why not."}
    api.refused("PUT", f"{project}/topic", 422, "led_topic_unlisted", json=unknown)
    api.refused("PUT", f"{project}/topic", 422, "reason_required", json={"topic": TOPIC})
    shown = api("PUT", f"{project}/topic", json={"topic": TOPIC, "reason": "It pulls people in."}).get_json()
    assert shown["topic"] == TOPIC
    assert {each["name"]: each["reason"] for each in shown["topics_considered"]} == {
        TOPIC: "It pulls people in.",
        "Workforce recruitment": "",
    }


def test_steps_are_taken_in_their_order_and_the_last_is_undone(api, chosen):
    api.refused("POST", f"{chosen}/steps", 409, "led_step_order", json={"number": 2})
    first = api("POST", f"{chosen}/steps", json={"number": 1, "on": "2018-11-05", "note": "12 came."})
    assert first.get_json()["steps"][0] == {
        "number": 1, "name": "Look", "on": "2018-11-05", "note": "12 came.",
    }  # fmt: skip
    assert first.get_json()["next_step"] == 2
    other = {"framework": "Engaging for Improvement"}
    api.refused("PUT", f"{chosen}/framework", 409, "led_framework_begun", json=other)
    assert api("POST", f"{chosen}/steps/undoing").get_json()["next_step"] == 1


def test_the_framework_of_six_steps_has_six(api, project):
    wrong = {"framework": "Engaging for Improvement", "number": 5}
    no = api.refused("POST", f"{project}/frameworks", 422, "led_framework_wrong", json=wrong)
    assert no["fields"]["steps"] == ["Engaging for Improvement has 6 steps."]


def test_each_area_has_its_sponsor_and_who_looks_sees_which_has_none(api, calling, project):
    shown = api("POST", f"{project}/sponsors", json={"area": "north", "body": "A trust board"}).get_json()
    assert shown["areas_without_sponsor"] == ["south"]
    again = {"area": "north", "body": "Another board"}
    api.refused("POST", f"{project}/sponsors", 409, "led_area_sponsored", json=again)
    ended = api("POST", f"{project}/sponsors/ending", json={"area": "north"}).get_json()
    assert ended["areas_without_sponsor"] == ["north", "south"]


def test_it_ends_with_what_became_of_it_and_visitors_read_all(api, calling, project):
    out = {"kind": "event", "title": "Learning from serious incidents", "path": "/events/e-1"}
    api("POST", f"{project}/outputs", json=out)
    wrong = api("POST", f"{project}/outputs", json={"kind": "other", "title": "Entered wrongly"}).get_json()
    left = api("DELETE", f"{project}/outputs/{wrong['outputs'][-1]['id']}").get_json()
    assert [each["title"] for each in left["outputs"]] == [out["title"]]
    again = api("DELETE", f"{project}/outputs/{wrong['outputs'][-1]['id']}").get_json()
    assert again["version"] == left["version"]
    changed = {name: value for name, value in TERMS.items() if name != "region"} | {
        "title": "The same again?"
    }
    tag = {"If-Match": api("GET", project).headers["ETag"]}
    api("PUT", project, json=changed, headers=tag)
    api.refused("PUT", project, 412, "stale_version", json=changed, headers=tag)
    api.refused("POST", f"{project}/ending", 422, "reason_required")
    api("POST", f"{project}/ending", json={"ending": "Two regional tools."})
    api.refused("POST", f"{project}/ending", 409, "led_project_ended", json={"ending": "Again."})
    calling()
    (shown,) = api("GET", "/led-projects?region=WOE").get_json()["items"]
    assert (shown["title"], shown["state"], shown["ending"]) == (
        "The same again?", "ended", "Two regional tools.",
    )  # fmt: skip
    assert shown["outputs"][0]["path"] == "/events/e-1"


def test_only_its_keepers_start_and_change_one(api, calling, people, project):
    for who, status, code in (
        ("visitor", 401, "sign_in_required"),
        ("member", 403, "role_required"),
        ("stranger", 403, "not_your_region"),
    ):
        calling(people[who])
        api.refused("POST", "/led-projects", status, code, json=TERMS)
    calling(people["stranger"])
    api.refused("POST", f"{project}/topics", 404, "not_found", json={"topic": TOPIC})
