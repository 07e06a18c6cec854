"""A round of Q Exchange on the running platform: its people, what they send, and days that are moved back."""

import json
import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import requests

from journeys.people import SCOPES, People
from journeys.running import Platform, eventually

POT, ASK = 100_000_00, 10_000_00
"""Pence: the pot holds ten times what a project asks for."""
THEMES = ("Flow through hospital", "Outpatients")
OF_A_THEME, WIDELY_WANTED = 9, 6
VOTES, MINORITY = 200, 30
CRITERIA = [{"key": "benefit", "title": "Benefit", "question": "Who is better off?"}]
AHEAD = {
    "idea": (0, 6),
    "proposal": (0, 10),
    "shortlist": (10, 15),
    "vote": (16, 20),
    "award": (20, 60),
    "report": (21, 90),
}
"""From today, in days; a phase ends at a noon."""
SHORTLIST_DAY, VOTE_DAY, AWARD_DAY = 12, 17, 22


class ExchangeRound:
    """One round of all regions, which the national team keeps; ``reach`` lets days pass until that day."""

    def __init__(self, platform: Platform, people: People, voters: int = VOTES) -> None:
        self.platform, self.people = platform, people
        self.database = platform.database("exchange")
        keepers = [
            platform.token(f"service:keeper-{number}", *SCOPES, roles=("national_team",))
            for number in range(2)
        ]
        self.keepers = [people.setup, *keepers]
        self.tokens = self._members(voters)
        self.voters = sorted(self.tokens)
        self.today = datetime.now(UTC).date()
        self.passed = 0
        self.id = self._published()
        self.projects: dict[str, str] = {}
        self.engagement: dict[str, Any] = {}

    @property
    def path(self) -> str:
        return f"/rounds/{self.id}"

    def token_of(self, voter: int) -> str:
        return self.tokens[self.voters[voter]]

    def ask(
        self, method: str, path: str, token: str, body: dict[str, Any] | None = None
    ) -> requests.Response:
        return self.people.ask(method, path, token, **({} if body is None else {"json": body}))

    def do(self, method: str, path: str, token: str, body: dict[str, Any] | None = None) -> Any:
        told = self.ask(method, path, token, body)
        assert told.status_code in (200, 201), f"{method} {path}: {told.text}"
        return told.json()

    def refused(self, method: str, path: str, token: str, body: dict[str, Any]) -> tuple[int, str]:
        told = self.ask(method, path, token, body)
        return told.status_code, told.json()["code"]

    def _members(self, wanted: int) -> dict[str, str]:
        """So many active members whom exchange knows, with a token each."""
        known, active = self.database["people"], {"status": "active"}
        missing = max(0, wanted - known.count_documents(active))
        with ThreadPoolExecutor(4) as several:
            list(several.map(lambda number: self.people.member(("SW", "WOE")[number % 2]), range(missing)))
        eventually(lambda: known.count_documents(active) >= wanted)
        return self.tokens_for([row["_id"] for row in known.find(active).sort("_id", -1).limit(wanted)])

    def tokens_for(self, members: list[str]) -> dict[str, str]:
        words = [word for member in members for word in ("--subject", member)]
        words += [word for scope in SCOPES for word in ("--scope", scope)]
        made = self.platform.command("-m", "gateway.tokens", "issue", *words, "--name", "a round", "--json")
        return dict(zip(members, (each["token"] for each in json.loads(made.stdout)), strict=True))

    def _published(self) -> str:
        phases = [
            {"kind": kind, "first": self._day(first), "last": self._day(last)}
            for kind, (first, last) in AHEAD.items()
        ]
        form = {"kind": "fixed", "picks": 6, "per_theme": [{"theme": each, "number": 3} for each in THEMES]}
        terms = {
            "region": "UK",
            "title": "Q Exchange on the running platform",
            "pot": POT,
            "least_ask": 1_000_00,
            "most_ask": 30_000_00,
            "themes": list(THEMES),
            "phases": phases,
            "ballot": form,
            "rule": "greedy",
            "shown": ["greedy", "equal-shares"],
            "seed": "drawn together",
        }
        made = self.do("POST", "/rounds", self.keepers[0], terms)
        self.do("POST", f"/rounds/{made['id']}/publication", self.keepers[0], {})
        return str(made["id"])

    def _day(self, ahead: int) -> str:
        return (self.today + timedelta(days=ahead)).isoformat()

    def reach(self, day: int) -> None:
        """Move every phase back until it is that day of the round; the platform does what is due then."""
        back, self.passed = day - self.passed, day
        rounds = self.database["rounds"]
        row = rounds.find_one({"_id": self.id})
        phases = [
            {
                **phase,
                **{
                    end: (date.fromisoformat(phase[end]) - timedelta(days=back)).isoformat()
                    for end in ("first", "last")
                },
            }
            for phase in row["terms"]["phases"]
        ]
        rounds.update_one({"_id": self.id}, {"$set": {"terms.phases": phases}})
        self.hurry()

    def hurry(self) -> None:
        """What is planned for this round is due now; due work that is too early plans itself anew."""
        waiting = {"key": self.id, "claim": {"$exists": False}}
        self.database["jobs"].update_many(waiting, {"$set": {"due_at": datetime.now(UTC)}})

    def enter(self, name: str, lead: int, theme: str) -> str:
        """A proposal, from its draft to its submission."""
        words = {**words_of(name, theme), "kind": "draft"}
        made = self.do("POST", f"{self.path}/proposals", self.token_of(lead), words)
        self.do("POST", f"/proposals/{made['id']}/submission", self.token_of(lead), {})
        return str(made["id"])

    def ballot(self, *names: str) -> dict[str, Any]:
        chosen = [self.projects[name] for name in names]
        return {"ballot_secret": secrets.token_hex(16), "projects": chosen}

    def cast(self, voter: int, body: dict[str, Any]) -> requests.Response:
        return self.ask("POST", f"{self.path}/ballots", self.token_of(voter), body)


def words_of(name: str, theme: str) -> dict[str, Any]:
    return {
        "title": f"Project {name}",
        "aim": f"People on ward {name} wait less, and we count how long.",
        "plan": "Three cycles in three months.",
        "spending": "Time of two nurses.",
        "theme": theme,
        "ask": ASK,
    }


def names_of(theme: int) -> list[str]:
    """``f0`` to ``f8`` and ``o0`` to ``o8``."""
    return [f"{'fo'[theme]}{number}" for number in range(OF_A_THEME)]


def choice_of(voter: int, own: str = "") -> list[str]:
    """Three of each theme: a minority wants the last three, all others three of the first six in turn."""
    chosen = []
    for theme in (0, 1):
        names = names_of(theme)
        if voter >= VOTES - MINORITY:
            wanted = names[WIDELY_WANTED:]
        else:
            wide = names[:WIDELY_WANTED]
            wanted = [wide[(voter + step) % WIDELY_WANTED] for step in (0, 1, 3, 4)]
        chosen += [name for name in wanted if name != own][:3]
    return chosen
