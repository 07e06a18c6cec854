"""An election in the gateway's tests: its people, and a clock that is moved by moving its days."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.identity import Caller, system
from chassis.testkit.local_bus import LocalBus
from chassis.wiring import doorway_of
from commons.london import day_of
from commons.people.domain import Person
from commons.people.store import People
from stewardship.service import SERVICES

OFFICER = Caller("sw-coordinator", frozenset({"member", "coordinator:SW"}), "SW")
ORDER = ("nominations_open", "nominations_close", "roll_on", "voting_opens", "voting_closes")
AHEAD = (1, 8, 8, 15, 29)
WORDS = {"statement": "I listen first.", "background": "Nurse consultant", "county": "Devon"}


def frame(**changes: Any) -> dict[str, Any]:
    """What a coordinator of SW sends to set an election up, from tomorrow on."""
    days = dict(zip(ORDER, AHEAD, strict=True))
    ahead = {
        name: (day_of(datetime.now(UTC)) + timedelta(days=number)).isoformat()
        for name, number in days.items()
    }
    return {"region": "SW", "seats": 2, "patient_seats": 1, **ahead, **changes}


class Polls:
    """Members of SW by number; ``reach(state)`` lets deadlines pass until the election is there."""

    def __init__(self, bus: LocalBus, members: int = 12) -> None:
        self.bus = bus
        self.work = bus.databases["stewardship"]
        self.voters = [self.member(f"sw-{number:03}") for number in range(1, members + 1)]

    def member(self, member_id: str, region: str = "SW") -> Caller:
        People(self.work).keep(Person(member_id, 1, region, "active", date(2018, 1, 15)))
        return Caller(member_id, frozenset({"member"}), region)

    def knock(self, door: str, payload: dict[str, Any], by: Caller = OFFICER) -> Any:
        service, _, name = door.partition(".")
        return self.bus.call(f"stewardship_{service}", name, payload, caller=by)

    def draft(self, **changes: Any) -> str:
        return str(self.knock("elections.draft_election", frame(**changes))["id"])

    def stand(self, election_id: str, number: int, name: str, **words: Any) -> str:
        """The voter of this number stands, backed by the next two."""
        candidate, proposer, seconder = self.voters[number - 1 : number + 2]
        said = {"election": election_id, "shown_name": name, **WORDS, **words}
        made = self.knock("nominations.nominate_candidate", said, candidate)
        for part, backer in (("proposer", proposer), ("seconder", seconder)):
            self.knock("nominations.support_nomination", {"id": made["id"], "part": part}, backer)
        return str(made["id"])

    def open_voting(self, **changes: Any) -> str:
        """Ann (a patient), Ben and Cat stand for two seats; the vote is open."""
        election_id = self.draft(**changes)
        self.reach(election_id, "nominations_open")
        self.stand(election_id, 1, "Ann Example", patient=True, background="Patient representative")
        self.stand(election_id, 2, "Ben Example")
        self.stand(election_id, 3, "Cat Example", county="Cornwall")
        self.reach(election_id, "voting")
        return election_id

    def reach(self, election_id: str, state: str) -> None:
        """Move all days back, a step at a time, and do what is due."""
        elections, jobs = self.work.database["elections"], self.work.database["jobs"]
        for _ in range(90):
            self.perform_due()
            row = elections.find_one({"_id": election_id})
            if row["state"] == state:
                return
            moved = {
                name: (date.fromisoformat(day) - timedelta(days=1)).isoformat()
                for name, day in row["deadlines"].items()
            }
            elections.update_one({"_id": election_id}, {"$set": {"deadlines": moved}})
            jobs.update_many({"key": election_id}, {"$set": {"due_at": datetime.now(UTC)}})
        raise AssertionError(f"the election did not come to {state}")

    def perform_due(self) -> None:
        """Each piece of due work once, as far as it goes now."""
        jobs = self.work.database["jobs"]
        for _ in range(100):
            row = jobs.find_one({"state": "waiting", "due_at": {"$lte": datetime.now(UTC)}})
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
