"""The doors of ballots: cast one, and read the published ones."""

from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from contracts.ballots import receipt_of
from contracts.refusals import Refused
from stewardship.elections.ballots import schemas
from stewardship.elections.ballots.domain import Ballot, order_of
from stewardship.elections.ballots.store import BallotStore
from stewardship.elections.domain import refuse_outside_voting
from stewardship.elections.roll.store import RollStore
from stewardship.elections.store import ElectionStore
from stewardship.refusal import Refusal
from stewardship.settings import Settings


class Ballots:
    """One secret ballot for each member on the roll."""

    name = "stewardship_ballots"
    context = "stewardship"
    refusals = (Refusal,)
    store_class = BallotStore
    settings_class = Settings
    store: BallotStore
    settings: Settings

    @command(schemas.CastBallot, by=("member",), remembered=False)
    def cast_ballot(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Vote. The flag on the roll and the ballot in its own database are one transaction.

        Nothing is answered but that it was taken: the voter's side knows the receipt. The same ballot
        with the same secret again is the same vote. Refused: ``voting_not_open``, ``voting_closed``,
        ``not_on_roll``, ``already_voted``, ``ballot_empty``, ``candidate_not_nominated``,
        ``preference_repeated``, ``preference_gap``, ``ballot_secret_used``.
        """
        paper = ElectionStore(self.store.work).paper(asked["election"])
        if paper is None:
            raise Refused("not_found")
        refuse_outside_voting(paper, call.now)
        ranked = ((each["candidate"], each["rank"]) for each in asked["preferences"])
        preferences = order_of(ranked, paper.numbers)
        receipt = receipt_of(paper.id, asked["ballot_secret"], preferences)
        roll, me = RollStore(self.store.work), call.caller.subject
        if not roll.mark(paper.id, me):
            self._refuse_unless_repeated(roll.voted(paper.id, me), paper.id, receipt)
        else:
            self.store.add(Ballot(receipt, paper.id, preferences))
        return {"accepted": True}

    @query(schemas.ListBallots, by=(PUBLIC,))
    def list_ballots(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Every ballot with its receipt, by receipt, once counted. Refused: ``not_counted``."""
        self._refuse_unpublished(asked["election"])
        page = self.store.page(asked["election"], asked)
        return {**page, "items": [schemas.ballot_view(ballot) for ballot in page["items"]]}

    @query(schemas.FindBallot, by=(PUBLIC,))
    def find_ballot(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The published ballot with this receipt. Refused: ``not_counted``, ``receipt_unknown``."""
        self._refuse_unpublished(asked["election"])
        ballot = self.store.get(asked["election"], asked["receipt"])
        if ballot is None:
            raise Refused("receipt_unknown")
        return schemas.ballot_view(ballot)

    def _refuse_unless_repeated(self, voted: bool | None, election_id: str, receipt: str) -> None:
        if voted is None:
            raise Refusal("not_on_roll")
        # Only whoever cast it knows the secret that the receipt is made of.
        if self.store.get(election_id, receipt) is None:
            raise Refusal("already_voted")

    def _refuse_unpublished(self, election_id: str) -> None:
        election = ElectionStore(self.store.work).get(election_id)
        if election is None:
            raise Refused("not_found")
        if not election.is_published:
            raise Refusal("not_counted")
