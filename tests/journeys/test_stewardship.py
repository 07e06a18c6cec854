"""A region forms its group, appoints its convenor and chooses its members, and anybody can see it."""

import json
import secrets
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from journeys.people import SCOPES, Browser, People, Person
from journeys.running import Platform, eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(420)]

RECOUNT = Path(__file__).parents[2] / "docs" / "recount.py"
REGION, NAME = "EM", "East Midlands"
DAYS = {"nominations_open": 1, "nominations_close": 8, "roll_on": 8, "voting_opens": 15, "voting_closes": 29}
PLACES = ("Ann", True, "Derbyshire"), ("Ben", False, "Rutland"), ("Cat", False, "Lincolnshire")


class Story:
    """The region's people with their tokens, and a calendar that is moved instead of waited for."""

    def __init__(self, platform: Platform, people: People) -> None:
        self.platform, self.people = platform, people
        self.database = platform.database("stewardship")
        self.coordinator = people.officer("coordinator", REGION)
        self.members = [people.member(REGION) for _ in range(9)]
        self.tokens = self._tokens()
        known = {"region": REGION, "status": "active"}
        eventually(lambda: self.database["people"].count_documents(known) == 1 + len(self.members))
        office = f"coordinator:{REGION}"
        eventually(lambda: self.database["people"].count_documents({"roles": office}) == 1)

    def _tokens(self) -> dict[str, str]:
        words = [word for member in self.members for word in ("--subject", member.id)]
        words += [word for scope in SCOPES for word in ("--scope", scope)]
        made = self.platform.command("-m", "gateway.tokens", "issue", *words, "--name", "story", "--json")
        return dict(
            zip(
                (each.id for each in self.members),
                (one["token"] for one in json.loads(made.stdout)),
                strict=True,
            )
        )

    def token(self, by: Person) -> str:
        return by.token or self.tokens[by.id]

    def get(self, path: str, by: Person | None = None) -> Any:
        return self.people.get(path, self.token(by) if by else "")

    def send(self, path: str, by: Person, body: dict[str, Any] | None = None, status: int = 200) -> Any:
        told = self.people.ask("POST", path, self.token(by), json=body or {})
        assert told.status_code == status, told.text
        return told.json()

    def wait_for_noon(self, call_id: str) -> None:
        """The call's noon comes now; the platform closes it by its own due work."""
        now = datetime.now(UTC)
        self.database["appointment_calls"].update_one({"_id": call_id}, {"$set": {"closes_at": now}})
        self.database["jobs"].update_one({"key": call_id}, {"$set": {"due_at": now}})
        eventually(lambda: self.database["appointment_calls"].find_one({"_id": call_id})["state"] == "closed")

    def reach(self, election_id: str, state: str) -> dict[str, Any]:
        """Days pass until the election is there; each deadline acts by the platform's own due work."""

        def look() -> Any:
            found = self.get(f"/elections/{election_id}")
            if found["state"] == state:
                return found
            row = self.database["elections"].find_one({"_id": election_id})
            days = {
                name: (date.fromisoformat(day) - timedelta(days=1)).isoformat()
                for name, day in row["deadlines"].items()
            }
            same = {"_id": election_id, "version": row["version"]}
            self.database["elections"].update_one(same, {"$set": {"deadlines": days}})
            hurry = {"$set": {"due_at": datetime.now(UTC)}}
            self.database["jobs"].update_many({"key": election_id, "claim": {"$exists": False}}, hurry)
            return None

        reached: dict[str, Any] = eventually(look)
        return reached


@pytest.fixture(scope="module")
def story(platform: Platform, people: People) -> Story:
    return Story(platform, people)


def test_a_region_forms_its_group_appoints_its_convenor_and_chooses_its_members(
    platform: Platform, people: People, story: Story
) -> None:
    # Given a region that had no group, and forms one
    assert story.get(f"/groups/{REGION}")["status"] == "none"
    for path, body in (
        ("/groups", {"region": REGION, "on": "2026"}),
        (f"/groups/{REGION}/opening", {"on": "2026-10"}),
    ):
        told = people.ask("POST", path, people.setup, json=body)
        assert told.status_code in (200, 201), told.text
    assert story.get(f"/groups/{REGION}")["status"] == "active"

    # When its coordinator calls for a convenor, and two members ask
    chair, second, third, first_wish, other_wish, *candidates = story.members
    call = _call(story, chair, second, third)
    ada = _asks(story, call["id"], first_wish, "Nurse consultant")
    _asks(story, call["id"], other_wish, "Director of safety")
    assert story.get(f"/appointments/{call['id']}")["asked"] is None
    platform.letter(first_wish.email, "expression of interest")
    story.wait_for_noon(call["id"])
    platform.letter(chair.email, "on a panel")

    # Then nothing is shown to the panel before it declares, and who has an interest decides nothing
    blank = story.get(f"/appointments/{call['id']}/panel", chair)
    assert [each["about"] for each in blank["applicants"]] == [None, None]
    interest = {"expression_id": ada["id"], "why": "We share an office."}
    story.send(f"/appointments/{call['id']}/interests", third, {"interests": [interest]})
    for each in (chair, second):
        story.send(f"/appointments/{call['id']}/interests", each, {"interests": []})
    decision = {"outcome": "appoint", "reasons": "Meets the criteria.", "feedback": "We look forward to it."}
    place = f"/appointments/expressions/{ada['id']}"
    refused = story.send(f"{place}/proposal", third, decision, 403)
    assert refused["code"] == "panel_member_has_interest"

    # and two others appoint, the convenor accepts, and anybody sees the seat by its background
    story.send(f"{place}/proposal", chair, decision)
    story.send(f"{place}/agreement", second)
    platform.letter(first_wish.email, "offered a seat")
    story.send(f"{place}/answer", first_wish, {"accepts": True, "location": "Nottinghamshire"})
    roster = story.get(f"/groups/{REGION}/seats")
    assert [(each["kind"], each["background"], each["designation"]) for each in roster["seats"]] == [
        ("convenor", "Nurse consultant", "appointed")
    ]

    # When the members choose two more, one of them for patients
    election_id = _election(story)
    story.reach(election_id, "nominations_open")
    for candidate, (name, patient, county) in zip(candidates, PLACES, strict=False):
        _stands(story, election_id, candidate, (second, third), name, patient, county)
    election = story.reach(election_id, "voting")
    assert election["roll_size"] == 1 + len(story.members)
    numbers = {each["shown_name"]: each["number"] for each in election["candidates"]}
    ways = (("Ben", "Cat"), ("Cat", "Ben"), ("Ben",), ("Cat", "Ann"), ("Ben", "Cat"))
    for voter, ranked in zip((chair, second, third, first_wish, other_wish), ways, strict=True):
        _votes(story, election_id, voter, [numbers[name] for name in ranked])
    again = {"ballot_secret": secrets.token_hex(16), "preferences": [{"candidate": 1, "rank": 1}]}
    assert story.send(f"/elections/{election_id}/ballots", chair, again, 409)["code"] == "already_voted"

    # Then the count is there for everybody, with the reason why the patient's seat goes first
    story.reach(election_id, "counted")
    counted = story.get(f"/elections/{election_id}/count")
    assert counted["turnout"] == {"ballots": 5, "roll": 10, "percent": 50.0}
    elected = {each["shown_name"] for each in counted["elected"]}
    assert elected == {"Ann", "Ben"}
    assert counted["count"]["differences"]

    # and two programs that have nothing but the published file count the same
    file = people.ask("GET", f"/elections/{election_id}/ballots.blt").text
    ids = {each["candidate"] for each in counted["count"]["elected"]}
    alone = [sys.executable, "-I", str(RECOUNT)]
    ours = [sys.executable, "-m", "stewardship.elections.command", "count", "-", "--json"]
    assert set(_output(alone, file).split()) == ids
    assert {each["candidate"] for each in json.loads(_output(ours, file))["elected"]} == ids

    # When the coordinator declares it, the elected have their seats beside the convenor
    declared = story.send(f"/elections/{election_id}/declaration", story.coordinator)
    assert (declared["state"], declared["not_placed"]) == ("declared", [])
    roster = story.get(f"/groups/{REGION}/seats")
    assert sorted((each["kind"], each["designation"], each["patient"]) for each in roster["seats"]) == [
        ("convenor", "appointed", False),
        ("member", "elected", False),
        ("member", "elected", True),
    ]

    # and a visitor without scripts reads all of it
    with Browser(platform) as browser:
        group = browser.look(f"/groups/{REGION}").text
        assert f"/appointments?region={REGION}" in group
        calls = browser.look(f"/appointments?region={REGION}").text
        assert "1 convenor appointed" in calls
        seats = browser.look(f"/groups/{REGION}/seats").text
        assert "Nurse consultant" in seats
        assert people.surname not in seats


def test_nothing_that_applicants_wrote_is_told_to_others_or_logged(platform: Platform, story: Story) -> None:
    rows = list(story.database["expressions_of_interest"].find({"region": REGION}))
    assert len(rows) == 2
    words = [row["why"] for row in rows]
    for name in ("gateway", "notifications", "membership"):
        database = platform.database(name)
        for collection in database.list_collection_names():
            text = repr(list(database[collection].find()))
            assert not any(each in text for each in words), f"{name}.{collection}"
    assert not any(each in repr(list(story.database["outbox"].find())) for each in words)
    for log in platform.logs():
        text = log.read_text(errors="replace")
        assert not any(each in text for each in words), log.name


def _call(story: Story, *panel: Person) -> dict[str, Any]:
    closes = datetime.now(UTC).date() + timedelta(days=14)
    body = {
        "region": REGION,
        "kind": "convenor",
        "criteria": "Brings people together who would not meet otherwise.",
        "closes_on": closes.isoformat(),
        "panel": [each.id for each in panel],
        "chair": panel[0].id,
    }
    made: dict[str, Any] = story.send("/appointments", story.coordinator, body, 201)
    return made


def _asks(story: Story, call_id: str, member: Person, background: str) -> dict[str, Any]:
    about = {"shown_name": member.name, "background": background, "why": f"Only the panel reads {member.id}."}
    made: dict[str, Any] = story.send(f"/appointments/{call_id}/expressions", member, about, 201)
    return made


def _election(story: Story) -> str:
    today = datetime.now(UTC).date()
    days = {name: (today + timedelta(days=ahead)).isoformat() for name, ahead in DAYS.items()}
    body = {"region": REGION, "seats": 2, "patient_seats": 1, "tie_seed": "drawn in public", **days}
    return str(story.send("/elections", story.coordinator, body, 201)["id"])


def _stands(
    story: Story,
    election_id: str,
    candidate: Person,
    backers: tuple[Person, Person],
    name: str,
    patient: bool,
    county: str,
) -> None:
    words = {"shown_name": name, "statement": "I listen first.", "background": f"What {name} does"}
    place = f"/elections/{election_id}/nominations"
    made = story.send(place, candidate, {**words, "patient": patient, "county": county}, 201)
    for part, backer in zip(("proposer", "seconder"), backers, strict=True):
        story.send(f"{place}/{made['id']}/support", backer, {"part": part})


def _votes(story: Story, election_id: str, voter: Person, chosen: list[int]) -> None:
    ranked = [{"candidate": number, "rank": rank} for rank, number in enumerate(chosen, 1)]
    body = {"ballot_secret": secrets.token_hex(16), "preferences": ranked}
    assert story.send(f"/elections/{election_id}/ballots", voter, body)["accepted"]


def _output(command: list[str], file: str) -> str:
    return subprocess.run(command, input=file, capture_output=True, text=True, check=True).stdout
