"""An election for SW over the real bus: 159 on the roll, 64 ballots, a patient's seat, the count repeated."""

import secrets
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from contracts.ballots import receipt_of
from journeys.people import SCOPES, People, Person
from journeys.running import READY_SECONDS, Platform, eventually
from launcher import ports
from launcher.plan import http_probe
from launcher.processes import Child, stop
from launcher.programs import READY

pytestmark = [pytest.mark.servers, pytest.mark.timeout(600)]

RECOUNT = Path(__file__).parents[2] / "docs" / "recount.py"
REGION, ROLL, BALLOTS = "SW", 159, 64
AHEAD = {"nominations_open": 1, "nominations_close": 8, "roll_on": 8, "voting_opens": 15, "voting_closes": 29}
STANDING = (
    ("Ann", True, "Devon"),
    ("Ben", False, "Devon"),
    ("Cat", False, "Cornwall"),
    ("Dan", False, "Dorset"),
)
WAYS = (("Ben", "Cat"), ("Cat", "Ben", "Ann"), ("Ben",), ("Dan", "Ann"), ("Cat", "Dan"))


class Ballotbox:
    """One election and its voters; ``days`` are moved back instead of waiting for them."""

    def __init__(self, platform: Platform, people: People, officer: Person, tokens: dict[str, str]) -> None:
        self.platform, self.people, self.officer, self.tokens = platform, people, officer, tokens
        self.voters = sorted(tokens)
        self.database = platform.database("stewardship")
        self.id = ""

    @property
    def path(self) -> str:
        return f"/elections/{self.id}"

    def send(self, path: str, token: str, body: dict[str, Any]) -> Any:
        told = self.people.ask("POST", path, token, json=body)
        assert told.status_code in (200, 201), told.text
        return told.json()

    def draft(self) -> None:
        today = datetime.now(UTC).date()
        days = {name: (today + timedelta(days=ahead)).isoformat() for name, ahead in AHEAD.items()}
        body = {"region": REGION, "seats": 2, "patient_seats": 1, "tie_seed": "drawn together", **days}
        self.id = self.send("/elections", self.officer.token, body)["id"]

    def reach(self, state: str) -> dict[str, Any]:
        """Let days pass until the election is there; each deadline acts by the platform's own due work."""

        def look() -> Any:
            found = self.people.get(self.path)
            if found["state"] == state:
                return found
            row = self.database["elections"].find_one({"_id": self.id})
            days = {
                name: (date.fromisoformat(day) - timedelta(days=1)).isoformat()
                for name, day in row["deadlines"].items()
            }
            same = {"_id": self.id, "version": row["version"]}
            self.database["elections"].update_one(same, {"$set": {"deadlines": days}})
            hurry = {"$set": {"due_at": datetime.now(UTC)}}
            self.database["jobs"].update_many({"key": self.id, "claim": {"$exists": False}}, hurry)
            return None

        reached: dict[str, Any] = eventually(look)
        return reached

    def stand(self, number: int, name: str, patient: bool, county: str) -> None:
        candidate, proposer, seconder = self.voters[number], self.voters[10], self.voters[11]
        words = {"shown_name": name, "statement": "I listen first.", "background": "Nurse", "county": county}
        made = self.send(f"{self.path}/nominations", self.tokens[candidate], {**words, "patient": patient})
        support = f"{self.path}/nominations/{made['id']}/support"
        for part, backer in (("proposer", proposer), ("seconder", seconder)):
            self.send(support, self.tokens[backer], {"part": part})

    def ballot(self, numbers: dict[str, int], *names: str) -> dict[str, Any]:
        ranked = [{"candidate": numbers[name], "rank": rank} for rank, name in enumerate(names, 1)]
        return {"ballot_secret": secrets.token_hex(16), "preferences": ranked}

    def cast(self, voter: str, body: dict[str, Any]) -> Any:
        return self.people.ask("POST", f"{self.path}/ballots", self.tokens[voter], json=body)


@pytest.fixture(scope="module")
def second_process(platform: Platform) -> Iterator[None]:
    """Another process of stewardship at the same queues."""
    program, port = platform.programs["stewardship"], ports.any_free()
    environment = {**program.environment, "HEALTH_PORT": str(port)}
    log = platform.folder / "logs" / "stewardship-2.log"
    child = Child("stewardship-2", program.command, environment, log)
    probe = http_probe(f"http://127.0.0.1:{port}/health/ready")
    eventually(lambda: probe() == READY, READY_SECONDS)
    yield
    stop([child], {"stewardship-2": program.grace})


@pytest.fixture(scope="module")
def box(platform: Platform, people: People, second_process: None) -> Ballotbox:
    """An election whose vote is open: everybody in SW is on its roll, four stand."""
    officer = people.officer("coordinator", REGION)
    missing = ROLL - people.members_of(REGION)
    with ThreadPoolExecutor(4) as several:
        list(several.map(lambda _: people.member(REGION), range(missing)))
    known = platform.database("stewardship")["people"]
    active = {"region": REGION, "status": "active"}
    eventually(lambda: known.count_documents(active) == ROLL)
    voters = [row["_id"] for row in known.find(active).sort("_id", -1) if row["_id"] != officer.id][
        : BALLOTS + 1
    ]
    made = Ballotbox(platform, people, officer, _tokens(platform, voters))
    made.draft()
    made.reach("nominations_open")
    for number, (name, patient, county) in enumerate(STANDING):
        made.stand(number, name, patient, county)
    made.reach("voting")
    return made


def _tokens(platform: Platform, members: list[str]) -> dict[str, str]:
    import json

    words = [word for member in members for word in ("--subject", member)]
    words += [word for scope in SCOPES for word in ("--scope", scope)]
    made = platform.command("-m", "gateway.tokens", "issue", *words, "--name", "voting", "--json")
    return dict(zip(members, (each["token"] for each in json.loads(made.stdout)), strict=True))


def test_an_election_with_a_reserved_seat_is_recounted_from_the_published_file_alone(
    platform: Platform, people: People, box: Ballotbox
) -> None:
    # Given 159 members on the roll, four candidates, two seats, one of them for a patient
    election = people.get(box.path)
    assert (election["roll_size"], len(election["candidates"])) == (ROLL, 4)
    numbers = {each["shown_name"]: each["number"] for each in election["candidates"]}

    # When 64 vote, the first eight of them with two different ballots at the same time
    receipts: dict[str, list[int]] = {}
    for at, voter in enumerate(box.voters[:8]):
        bodies = [box.ballot(numbers, *WAYS[(at + n) % len(WAYS)]) for n in range(4)]
        with ThreadPoolExecutor(4) as several:
            told = list(several.map(lambda body, voter=voter: box.cast(voter, body), bodies))
        codes = Counter(each.json().get("code", "accepted") for each in told)
        assert codes == {"accepted": 1, "already_voted": 3}
        receipts |= {
            each.json()["receipt"]: [choice["candidate"] for choice in body["preferences"]]
            for each, body in zip(told, bodies, strict=True)
            if each.status_code == 200
        }
    for at, voter in enumerate(box.voters[8:BALLOTS]):
        body = box.ballot(numbers, *WAYS[at % len(WAYS)])
        chosen = [choice["candidate"] for choice in body["preferences"]]
        told = box.cast(voter, body)
        assert told.json() == {"accepted": True, "receipt": receipt_of(box.id, body["ballot_secret"], chosen)}
        assert box.cast(voter, body).json() == told.json()
        receipts[told.json()["receipt"]] = chosen
    assert len(receipts) == BALLOTS

    # Then the count is published: 64 of 159 are 40.3 %, and a patient is among the two
    box.reach("counted")
    counted = people.get(f"{box.path}/count")
    assert counted["turnout"] == {"ballots": BALLOTS, "roll": ROLL, "percent": 40.3}
    elected = [each["shown_name"] for each in counted["elected"]]
    assert elected[0] == "Ann"
    assert counted["count"]["differences"]
    assert box.cast(box.voters[BALLOTS], box.ballot(numbers, "Ann")).json()["code"] == "voting_closed"

    # and whoever has nothing but the file comes to the same result
    file = people.ask("GET", f"{box.path}/ballots.blt")
    again = subprocess.run(
        [sys.executable, "-I", str(RECOUNT)], input=file.text, capture_output=True, text=True, check=True
    ).stdout.split()
    assert again == [each["candidate"] for each in counted["count"]["elected"]]

    # and every voter finds their ballot by its receipt
    listed: dict[str, list[int]] = {}
    cursor = None
    while True:
        page = people.get(f"{box.path}/ballots", **({"cursor": cursor} if cursor else {}))
        listed |= {each["receipt"]: each["preferences"] for each in page["items"]}
        cursor = page["next"]
        if cursor is None:
            break
    assert listed == receipts

    # When the coordinator declares it, the elected have their seats
    declared = box.send(f"{box.path}/declaration", box.officer.token, {})
    assert (declared["state"], declared["not_placed"]) == ("declared", [])
    seats = list(platform.database("stewardship")["seats"].find({"region": REGION}))
    held = [term for seat in seats for term in seat["terms"] if term["designation"] == "elected"]
    assert sorted(term["patient"] for term in held) == [False, True]


def test_nothing_that_is_kept_or_logged_joins_a_voter_and_a_ballot(
    platform: Platform, box: Ballotbox
) -> None:
    ballots = platform.client[f"{platform.prefix}stewardship_ballots"]["ballots"]
    receipts = [row["_id"] for row in ballots.find({"election": box.id})]
    assert len(receipts) == BALLOTS
    natural = [row["_id"] for row in ballots.find({}).hint([("$natural", 1)])]
    assert natural == sorted(natural)
    for name in ("stewardship", "gateway", "notifications", "membership"):
        database = platform.database(name)
        for collection in database.list_collection_names():
            if collection == "ballot_files":
                continue
            text = repr(list(database[collection].find()))
            assert not any(receipt in text for receipt in receipts), f"{name}.{collection}"
    commands = platform.database("stewardship")["commands"]
    assert commands.count_documents({"_id": {"$regex": "cast_ballot"}}) == 0
    for log in platform.logs():
        text = log.read_text(errors="replace")
        assert not any(receipt in text for receipt in receipts), log.name
