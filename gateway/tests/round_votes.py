"""The vote of a round in the gateway's tests: voters, projects, and a clock moved by moving its days."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.identity import Caller, system
from chassis.testkit.local_bus import LocalBus
from chassis.wiring import doorway_of
from commons.london import day_of
from commons.people.domain import Person
from commons.people.store import People
from exchange.proposals.domain import Proposal, Words
from exchange.proposals.store import ProposalStore
from exchange.service import SERVICES

KEEPER = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")
FLOW, OUTPATIENTS = "Flow through hospital", "Outpatients"
AHEAD = {"proposal": (1, 10), "shortlist": (11, 20), "vote": (25, 36), "award": (36, 60)}
"""Days from now; the vote closes at a noon."""
SIX = {
    "kind": "fixed",
    "picks": 6,
    "per_theme": [{"theme": FLOW, "number": 3}, {"theme": OUTPATIENTS, "number": 3}],
}
"""The form of 2019: six, three of each theme."""
PROJECTS = {
    f"{theme[0].lower()}{number}": (f"{theme} project {number}", theme)
    for theme in (FLOW, OUTPATIENTS)
    for number in range(1, 6)
}
"""``f1`` to ``f5`` and ``o1`` to ``o5``; the lead of ``f1`` is the first voter."""
HOSPITAL = "Musgrove Park Hospital"
"""The organisation of every project about flow."""
REGIONS = ("SW", "WOE", "NENC")


class RoundVotes:
    """A round of the whole community; ``open`` and ``tally`` let days pass until members vote, or have."""

    def __init__(
        self,
        bus: LocalBus,
        voters: int = 12,
        projects: Any = tuple(PROJECTS),
        *,
        has_themes: bool = True,
        **terms: Any,
    ) -> None:
        self.bus = bus
        self.work = bus.databases["exchange"]
        self.voters = [
            self.member(f"voter-{number:03}", REGIONS[number % len(REGIONS)]) for number in range(voters)
        ]
        self.id = self._published(terms)
        self.ids: Mapping[str, str] = {name: self._proposed(name, has_themes) for name in projects}

    @staticmethod
    def keep(bus: LocalBus, member_id: str, region: str) -> None:
        """Somebody whom membership told exchange of."""
        People(bus.databases["exchange"]).keep(Person(member_id, 1, region, "active", date(2018, 1, 15)))

    def member(self, member_id: str, region: str = "SW") -> Caller:
        self.keep(self.bus, member_id, region)
        return Caller(member_id, frozenset({"member"}), region)

    def knock(self, door: str, payload: dict[str, Any], by: Caller = KEEPER) -> Any:
        service, _, name = door.partition(".")
        return self.bus.call(f"exchange_{service}", name, payload, caller=by)

    def _published(self, terms: dict[str, Any]) -> str:
        today = day_of(datetime.now(UTC))
        phases = [
            {
                "kind": kind,
                "first": (today + timedelta(days=first)).isoformat(),
                "last": (today + timedelta(days=last)).isoformat(),
            }
            for kind, (first, last) in AHEAD.items()
        ]
        asked = {
            "region": "UK",
            "title": "Q Exchange for tests",
            "pot": 100_000_00,
            "least_ask": 1_000_00,
            "most_ask": 30_000_00,
            "themes": [FLOW, OUTPATIENTS],
            "phases": phases,
            "ballot": SIX,
            "seed": "drawn together",
            **terms,
        }
        made = self.knock("rounds.draft_round", asked)
        self.knock("rounds.publish_round", {"id": made["id"]})
        return str(made["id"])

    def _proposed(self, name: str, has_theme: bool) -> str:
        """A shortlisted project, as the capability keeps it that decides on the shortlist."""
        title, theme = PROJECTS[name]
        now = datetime.now(UTC)
        lead = self.voters[0].subject if name == "f1" else f"lead-{name}"
        made = Proposal(
            id=f"{self.id}-{name}",
            version=1,
            round_id=self.id,
            region=REGIONS[int(name[1:]) % len(REGIONS)],
            lead=lead,
            shown_name="",
            stage="shortlisted",
            words=Words(
                title,
                "An aim",
                organisation=HOSPITAL if theme == FLOW else "",
                theme=theme if has_theme else "",
                ask=20_000_00,
            ),
            text=1,
            is_open=True,
            made_at=now,
            changed_at=now,
            submitted_at=now,
        )
        self.work.in_transaction(Call(now=now), lambda: ProposalStore(self.work).save(made))
        return made.id

    def open(self) -> "RoundVotes":
        """To the second day of the vote."""
        self._go_on(AHEAD["vote"][0] + 1)
        assert self.paper()["takes_ballots"]
        return self

    def go_past(self) -> "RoundVotes":
        """To the day after the vote, whether it ever opened or not."""
        self._go_on(AHEAD["vote"][1] + 1)
        return self

    def close(self) -> "RoundVotes":
        """To the day after the vote, when the ballots are being tallied."""
        self._go_on(AHEAD["vote"][1] - AHEAD["vote"][0], due=False)
        return self

    def tally(self) -> "RoundVotes":
        self.close()
        self.perform_due()
        return self

    def cancel(self, reason: str = "There is no fund.") -> None:
        self.knock("rounds.cancel_round", {"id": self.id, "reason": reason})

    def paper(self, by: Caller = KEEPER) -> dict[str, Any]:
        told: dict[str, Any] = self.knock("ballots.get_paper", {"round": self.id}, by)
        return told

    def several(self, names: str) -> list[str]:
        """``"f1 o2"`` -> the ids of these projects."""
        return [self.ids[name] for name in names.split()]

    def vote(self, voter: int, names: str, **more: Any) -> None:
        asked = {"round": self.id, "ballot_secret": f"{voter:032x}", "projects": self.several(names)}
        self.knock("ballots.cast_ballot", {**asked, **more}, self.voters[voter])

    def _go_on(self, days: int, *, due: bool = True) -> None:
        rounds, jobs = self.work.database["rounds"], self.work.database["jobs"]
        row = rounds.find_one({"_id": self.id})
        moved = [
            {
                **phase,
                **{
                    end: (date.fromisoformat(phase[end]) - timedelta(days=days)).isoformat()
                    for end in ("first", "last")
                },
            }
            for phase in row["terms"]["phases"]
        ]
        rounds.update_one({"_id": self.id}, {"$set": {"terms.phases": moved}})
        jobs.update_many({"key": self.id}, {"$set": {"due_at": datetime.now(UTC)}})
        if due:
            self.perform_due()

    def perform_due(self) -> None:
        """Each piece of due work of this round once, as far as it goes now."""
        jobs = self.work.database["jobs"]
        for _ in range(100):
            row = jobs.find_one({"key": self.id, "state": "waiting", "due_at": {"$lte": datetime.now(UTC)}})
            if row is None:
                return
            job = Job(row["_id"], row["kind"], row["key"], row["due_at"], row["data"])
            answer = self._handler(row["kind"])(Call(caller=system("due")), job)
            if isinstance(answer, Again):
                jobs.update_one({"_id": row["_id"]}, {"$set": {"due_at": answer.due_at}})
            else:
                jobs.delete_one({"_id": row["_id"], "due_at": row["due_at"]})
        raise AssertionError("due work does not come to an end")

    def _handler(self, kind: str) -> Any:
        for service in SERVICES:
            for name in dir(service):
                doorway = doorway_of(getattr(service, name))
                if doorway is not None and doorway.options.get("kind") == kind:
                    return getattr(self.bus.service(vars(service)["name"]), name)
        raise AssertionError(f"nobody handles {kind}")
