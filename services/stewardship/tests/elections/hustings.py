"""People of SW who hold an election: they draft, stand, back, vote, as the clock goes on."""

from datetime import date, datetime, timedelta
from typing import Any

from stewardship_desk import Desk, coordinator

from chassis.identity import Caller
from commons.london import noon
from contracts.ballots import receipt_of

OFFICER = coordinator("SW")
SECRET = "0123456789abcdef0123456789abcdef"
DAYS = {
    "nominations_open": "2018-09-10",
    "nominations_close": "2018-09-24",
    "roll_on": "2018-09-24",
    "voting_opens": "2018-10-01",
    "voting_closes": "2018-10-15",
}
FRAME = {"region": "SW", "seats": 2, "patient_seats": 1, "tie_seed": "drawn at the meeting", **DAYS}
WORDS = {
    "statement": "I listen first.",
    "background": "Nurse consultant",
    "county": "Devon",
    "sector": "acute hospital",
}


class Hustings:
    """``to(state)`` goes on until there; the clock is the desk's."""

    def __init__(self, desk: Desk, members: int = 12) -> None:
        self.desk = desk
        self.voters = [desk.member(f"v-{number:03}", "SW") for number in range(1, members + 1)]
        self.id = ""

    def at(self, day: str, **later: int) -> None:
        """Go on to that day's noon (and ``later``), and do all that is due."""
        self.desk.now = noon(date.fromisoformat(day)) + timedelta(**later)
        self.desk.do_due_work()

    def draft(self, by: Caller = OFFICER, **changes: Any) -> dict[str, Any]:
        made: dict[str, Any] = self.desk.knock("elections.draft_election", {**FRAME, **changes}, by=by)
        self.id = made["id"]
        return made

    def open_nominations(self, **changes: Any) -> None:
        self.draft(**changes)
        self.at(DAYS["nominations_open"])

    def stand(self, number: int, name: str = "", **words: Any) -> str:
        """The voter of this number stands, backed by the next two; the nomination's id."""
        candidate, proposer, seconder = (self.voters[(number - 1 + n) % len(self.voters)] for n in range(3))
        said = {"election": self.id, "shown_name": name or f"Candidate {number}", **WORDS, **words}
        made = self.desk.knock("nominations.nominate_candidate", said, by=candidate)
        for part, backer in (("proposer", proposer), ("seconder", seconder)):
            self.desk.knock("nominations.support_nomination", {"id": made["id"], "part": part}, by=backer)
        return str(made["id"])

    def open_voting(self, **changes: Any) -> None:
        """Ann (a patient), Ben and Cat stand for two seats, one of them for a patient; the vote is open."""
        self.open_nominations(**changes)
        self.stand(1, "Ann", patient=True, background="Patient representative")
        self.stand(2, "Ben")
        self.stand(3, "Cat", county="Cornwall")
        self.at(DAYS["nominations_close"])
        self.at(DAYS["voting_opens"])

    def count(self) -> None:
        self.at(DAYS["voting_closes"], seconds=30)

    def election(self, by: Caller = OFFICER) -> dict[str, Any]:
        told: dict[str, Any] = self.desk.knock("elections.get_election", {"id": self.id}, by=by)
        return told

    def number(self, name: str) -> int:
        """A candidate's number on the paper."""
        return next(
            int(each["number"]) for each in self.election()["candidates"] if each["shown_name"] == name
        )

    def vote(self, voter: Caller, *names: str, secret: str = "", command: str | None = None) -> str:
        """Cast a ballot for these names in order; the receipt as the voter's side makes it."""
        chosen = [self.number(name) for name in names]
        secret = secret or f"{abs(hash(voter.subject)):032x}"[-32:]
        ranked = [{"candidate": number, "rank": rank} for rank, number in enumerate(chosen, 1)]
        payload = {"election": self.id, "ballot_secret": secret, "preferences": ranked}
        told = self.desk.knock("ballots.cast_ballot", payload, by=voter, command=command)
        assert told == {"accepted": True}
        return receipt_of(self.id, secret, chosen)

    @property
    def now(self) -> datetime:
        return self.desk.now
