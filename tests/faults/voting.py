"""An election on the platform that is broken, and voters who do not give up."""

import json
import secrets
import time
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import requests
from journeys.people import SCOPES, People, Person
from journeys.running import Platform, eventually

from faults.breaking import CLIENT_SECONDS, SIDE_BY_SIDE

REGION = "NI"
VOTERS = 8
CANDIDATES = ("Ann", "Ben", "Cat")
AHEAD = {"nominations_open": 1, "nominations_close": 8, "roll_on": 8, "voting_opens": 15, "voting_closes": 29}


class Polling:
    """Members of a region, some of whom stand; ``vote`` is what each of them does as often as it takes."""

    def __init__(self, platform: Platform, people: People) -> None:
        self.platform, self.people = platform, people
        self.database = platform.database("stewardship")
        self.box = platform.database("stewardship_ballots")
        self.voters = [people.member(REGION) for _ in range(VOTERS)]
        self.tokens = self._tokens()
        self.officer = people.officer("coordinator", REGION)
        known = {"_id": {"$in": [voter.id for voter in self.voters]}}
        eventually(lambda: self.database["people"].count_documents(known) == VOTERS)
        self.id = self._drafted()

    def open_vote(self) -> None:
        """Nominations, then the vote; each deadline by the platform's own due work."""
        self._rehearse(2, "nominations_open")
        for number, name in enumerate(CANDIDATES):
            words = {"shown_name": name, "statement": "I listen.", "background": "Nurse", "county": "Down"}
            made = self._send(f"/elections/{self.id}/nominations", self.voters[number], words, 201)
            for part, backer in (("proposer", self.voters[-1]), ("seconder", self.voters[-2])):
                place = f"/elections/{self.id}/nominations/{made['id']}/support"
                self._send(place, backer, {"part": part}, 200)
        self._rehearse(14, "voting")

    def votes_at_once(self) -> list[list[Future[requests.Response]]]:
        """Every voter votes from two places at the same time, with two secrets: the answers to come."""
        clients = ThreadPoolExecutor(SIDE_BY_SIDE)
        asked = [[clients.submit(self._vote, voter) for _ in range(2)] for voter in self.voters]
        clients.shutdown(wait=False)
        return asked

    def cast(self) -> list[dict[str, Any]]:
        return list(self.box["ballots"].find({"election": self.id}))

    def flagged(self) -> list[str]:
        rows = self.database["electoral_roll"].find({"election": self.id, "voted": True})
        return sorted(row["member"] for row in rows)

    def _vote(self, voter: Person) -> requests.Response:
        """One ballot until there is an answer; a broken part may only say "later"."""
        ranked = [{"candidate": number, "rank": number} for number in (1, 2)]
        ballot = {"ballot_secret": secrets.token_hex(16), "preferences": ranked}
        deadline = time.monotonic() + CLIENT_SECONDS
        while time.monotonic() < deadline:
            told = self._ask(f"/elections/{self.id}/ballots", voter, ballot)
            if told.status_code != requests.codes.unavailable:
                return told
            time.sleep(0.1)
        raise AssertionError(f"no answer within {CLIENT_SECONDS:.0f} s")

    def _ask(self, path: str, by: Person, body: dict[str, Any]) -> requests.Response:
        return self.people.ask("POST", path, by.token or self.tokens[by.id], json=body)

    def _send(self, path: str, by: Person, body: dict[str, Any], status: int) -> Any:
        told = self._ask(path, by, body)
        assert told.status_code == status, told.text
        return told.json()

    def _drafted(self) -> str:
        today = datetime.now(UTC).date()
        days = {name: (today + timedelta(days=ahead)).isoformat() for name, ahead in AHEAD.items()}
        body = {"region": REGION, "seats": 2, **days}
        return str(self._send("/elections", self.officer, body, 201)["id"])

    def _rehearse(self, days: int, state: str) -> None:
        self.platform.command("-m", "stewardship.elections.rehearsal", self.id, str(days))
        eventually(lambda: self.people.get(f"/elections/{self.id}")["state"] == state)

    def _tokens(self) -> dict[str, str]:
        words = [word for voter in self.voters for word in ("--subject", voter.id)]
        words += [word for scope in SCOPES for word in ("--scope", scope)]
        made = self.platform.command("-m", "gateway.tokens", "issue", *words, "--name", "voters", "--json")
        told = [each["token"] for each in json.loads(made.stdout)]
        return dict(zip((voter.id for voter in self.voters), told, strict=True))
