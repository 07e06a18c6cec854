"""Impact stories over the API (row 78)."""

import pytest

STORY = {
    "title": "Suicide prevention across three sectors",
    "theme": "Mental health",
    "changed": "Three sectors meet each month and talk about the same people.",
    "credits": [{"who": "The region's group", "part": "took part"}],
    "consent_by": "The three teams in it",
    "consent_on": "2018-11-20",
}


@pytest.fixture
def tell(api, calling, people):
    def told(by="member", **more):
        calling(people[by])
        made = api("POST", "/stories", json=STORY | more)
        assert made.status_code == 201, made.text
        return made.headers["Location"].removeprefix("/api/v1")

    return told


@pytest.fixture
def published(api, calling, people, tell):
    """The convenor's story, once somebody of the national team published it."""
    story = tell("convenor")
    read = {"is_published": True, "identity_checked": True}
    api.refused("POST", f"{story}/decision", 403, "story_own", json=read)
    calling(people["national"])
    assert api("POST", f"{story}/decision", json=read).status_code == 200
    return story


def test_a_convenor_posts_a_story_without_figures_and_everybody_reads_its_tag(api, calling, published):
    calling()
    shown = api("GET", published).get_json()
    assert (shown["state"], shown["tag"], shown["consent_recorded"]) == ("published", "narrative", True)
    assert "consent" not in shown
    assert [each["id"] for each in api("GET", "/stories?theme=mental+health").get_json()["items"]] == [
        shown["id"]
    ]
    assert api("GET", "/stories?evidence=measured").get_json()["items"] == []


def test_a_members_story_waits_and_is_published_or_declined_with_a_reason(api, calling, people, tell):
    first, second = tell(), tell(title="Another", changed="Dr Jones changed it.")
    assert [each["state"] for each in api("GET", "/stories/mine").get_json()["items"]] == ["submitted"] * 2
    calling(people["convenor"])
    waiting = api("GET", "/stories/to-read?region=WOE").get_json()["items"]
    assert [each["doubts"] for each in waiting] == [[], ["a person's name"]]
    decision = f"{first}/decision"
    api.refused("POST", decision, 422, "learning_identity_unchecked", json={"is_published": True})
    api("POST", decision, json={"is_published": True, "identity_checked": True})
    api.refused("POST", f"{second}/decision", 422, "reason_required", json={"is_published": False})
    api("POST", f"{second}/decision", json={"is_published": False, "reason": "Leave the name out."})
    api.refused("POST", decision, 409, "story_decided", json={"is_published": False, "reason": "No."})
    calling(people["member"])
    mine = api("GET", second).get_json()
    assert (mine["state"], mine["reason"], mine["is_own"]) == ("declined", "Leave the name out.", True)
    calling()
    api.refused("GET", second, 404, "not_found")


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"changed": ""}, "story_incomplete", "changed"),
        ({"consent_by": ""}, "story_consent_missing", "consent_by"),
        ({"consent_on": "2999-01-01"}, "story_consent_missing", "consent_on"),
        ({"evidence": "measured"}, "story_source_required", "source"),
        ({"changed": "Ring 01392 123456"}, "identity_in_text", "changed"),
        ({"evidence": "proof"}, "invalid_input", "evidence"),
    ],
)
def test_what_is_wrong_is_refused_beside_its_field(api, calling, people, wrong, code, field):
    calling(people["member"])
    assert field in api.refused("POST", "/stories", 422, code, json=STORY | wrong)["fields"]


def test_when_consent_is_taken_back_the_words_go_at_once(api, calling, people, published):
    story = published
    calling(people["stranger"])
    api.refused("POST", f"{story}/withdrawal", 404, "not_found", json={"reason": "Not mine."})
    calling(people["convenor"])
    api.refused("POST", f"{story}/withdrawal", 422, "reason_required")
    api("POST", f"{story}/withdrawal", json={"reason": "One team took its consent back."})
    calling()
    gone = api("GET", story).get_json()
    assert (gone["title"], gone["changed"], gone["reason"]) == (
        None, None, "One team took its consent back.",
    )  # fmt: skip
    assert api("GET", "/stories").get_json()["items"] == []
