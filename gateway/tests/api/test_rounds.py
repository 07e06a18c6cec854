"""Rounds of Q Exchange over the API (row 56)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.identity import Caller
from commons.people.domain import Person
from commons.people.store import People

TODAY = datetime.now(UTC).date()
DAYS = {"idea": (-2, 10), "proposal": (-1, 20), "shortlist": (21, 30), "vote": (31, 40), "award": (40, 50)}


def phases(**moved):
    return [
        {
            "kind": kind,
            "first": (TODAY + timedelta(days=first)).isoformat(),
            "last": (TODAY + timedelta(days=last)).isoformat(),
        }
        for kind, (first, last) in {**DAYS, **moved}.items()
    ]


TERMS = {
    "title": "Q Exchange",
    "purpose": "Ideas that improve care.",
    "pot": 600_000_00,
    "least_ask": 1_000_00,
    "most_ask": 30_000_00,
    "themes": ["Flow", "Outpatients"],
    "phases": phases(),
    "ballot": {
        "kind": "fixed",
        "picks": 6,
        "per_theme": [{"theme": "Flow", "number": 3}, {"theme": "Outpatients", "number": 3}],
    },
    "grace": 5,
}


@pytest.fixture
def ann(bus):
    """A member of WOE."""
    People(bus.databases["exchange"]).keep(Person("ann", 1, "WOE", "active", date(2018, 1, 15)))
    return Caller("ann", frozenset({"member"}), "WOE")


@pytest.fixture
def draft(api, calling, people):
    """``draft(by="national", **terms)``: the path of a draft; that keeper is calling after."""

    def made(by="national", **more):
        calling(people[by])
        answer = api("POST", "/rounds", json={"region": "UK", **TERMS, **more})
        assert answer.status_code == 201, answer.text
        return answer.headers["Location"].removeprefix("/api/v1")

    return made


def part(found, kind):
    return next(each for each in found["mine"] if each["kind"] == kind)


def test_a_round_is_drafted_published_and_read_by_everybody(api, calling, people, draft):
    path = draft()
    calling(people["visitor"])
    api.refused("GET", path, 404, "not_found")
    assert api("GET", "/rounds").get_json()["items"] == []
    calling(people["national"])
    (waiting,) = api("GET", "/rounds/drafts").get_json()["items"]
    assert api("POST", f"{path}/publication").get_json()["state"] == "published"
    calling(people["visitor"])
    (listed,) = api("GET", "/rounds?region=UK").get_json()["items"]
    assert (listed["id"], listed["open_now"]) == (waiting["id"], ["idea", "proposal"])
    assert listed["next_phase"]["kind"] == "shortlist"
    assert part(listed, "idea")["why_not"] == "Only members of Q can do this."
    assert listed["phases"][0]["who_may"] == ["member"]


def test_a_member_reads_what_they_may_do_and_until_when(api, calling, draft, ann):
    path = draft()
    api("POST", f"{path}/publication")
    calling(ann)
    found = api("GET", path).get_json()
    assert (part(found, "idea")["may"], part(found, "idea")["why_not"]) == (True, None)
    assert part(found, "idea")["until"] == found["phases"][0]["closes_at"]
    assert part(found, "vote")["why_not"].startswith("It is too early. Members vote from ")
    closes, taken = (
        datetime.fromisoformat(found["phases"][0][name]) for name in ("closes_at", "taken_until")
    )
    assert taken - closes == timedelta(minutes=5)


def test_a_draft_changes_with_the_version_that_was_read_and_then_only_moves(api, draft):
    path = draft()
    tag = {"If-Match": api("GET", path).headers["ETag"]}
    changed = api("PUT", path, json={**TERMS, "title": "Q Exchange again"}, headers=tag).get_json()
    assert (changed["title"], changed["version"]) == ("Q Exchange again", 2)
    api.refused("PUT", path, 412, "stale_version", json=TERMS, headers=tag)
    api("POST", f"{path}/publication")
    api.refused("PUT", path, 409, "round_published", json=TERMS)
    later = api("POST", f"{path}/postponement", json={"phases": phases(award=(40, 60))}).get_json()
    assert later["phases"][-1]["last"] == (TODAY + timedelta(days=60)).isoformat()
    api.refused("POST", f"{path}/postponement", 409, "phase_earlier", json={"phases": phases()})


def test_a_cancelled_round_says_why(api, calling, people, draft):
    path = draft()
    api("POST", f"{path}/publication")
    api.refused("POST", f"{path}/cancellation", 422, "reason_required", json={"reason": ""})
    cancelled = api("POST", f"{path}/cancellation", json={"reason": "The fund was withdrawn."}).get_json()
    assert (cancelled["state"], cancelled["reason"]) == ("cancelled", "The fund was withdrawn.")
    assert {each["why_not"] for each in cancelled["mine"]} == {"The round was cancelled."}


@pytest.mark.parametrize(
    ("wrong", "status", "code"),
    [
        ({"pot": 0}, 422, "pot_wrong"),
        ({"phases": phases()[:2]}, 422, "phases_wrong"),
        ({"grace": -1}, 422, "grace_wrong"),
        ({"ballot": {"kind": "fixed"}}, 422, "ballot_form_wrong"),
        ({"themes": ["Flow", "Flow"]}, 422, "themes_wrong"),
        ({"rule": "dice"}, 422, "invalid_input"),
        ({"region": "XX"}, 404, "region_unknown"),
    ],
)
def test_what_makes_no_sense_is_refused(api, calling, people, wrong, status, code):
    calling(people["national"])
    api.refused("POST", "/rounds", status, code, json={"region": "UK", **TERMS, **wrong})


def test_who_does_not_keep_a_round_does_not_set_it_up(api, calling, people, ann, draft):
    calling(ann)
    api.refused("POST", "/rounds", 403, "role_required", json={"region": "WOE", **TERMS})
    calling(people["coordinator"])
    api.refused("POST", "/rounds", 403, "not_your_region", json={"region": "UK", **TERMS})
    path = draft()
    calling(people["coordinator"])
    api.refused("POST", f"{path}/publication", 404, "not_found")
    assert api("GET", "/rounds/drafts").get_json()["items"] == []


def test_the_numbers_of_a_round_stand_beside_the_shares_of_members(api, draft, ann):
    path = draft()
    api("POST", f"{path}/publication")
    assert api("GET", f"{path}/numbers").get_json() == {
        "handed_in": 0,
        "members": 1,
        "by_stage": dict.fromkeys(
            (
                *("idea", "draft", "submitted", "shortlisted", "not_shortlisted"),
                *("awarded", "not_awarded", "withdrawn", "merged"),
            ),
            0,
        ),
        "by_region": [],
        "by_theme": [],
    }
