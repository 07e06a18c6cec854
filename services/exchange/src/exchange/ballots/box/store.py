"""What we remember of ballots: in a database beside the context's own, stored by receipt (ADR 0013)."""

import secrets
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from chassis.paging import cut
from exchange.ballots.domain import Ballot
from exchange.refusal import Refusal

BALLOTS, HOME_VOTES, COLLEAGUES = "ballots", "home_votes", "colleagues"
BESIDE = "ballots"


class BoxStore:
    """Ballots by receipt and by round, in no other order, for none is kept.

    A home vote says that a project was chosen once by somebody of its lead's own region, and no more: it has
    an id drawn by lot, and leads neither to a ballot nor to another home vote of the same voter. In the same
    way somebody of a project's own organisation chose it, or did not.
    """

    INDEXES: tuple[Index, ...] = (
        # Stored by receipt or by lot: a collection as usual would keep the order in which they came.
        Index(BALLOTS, ("_id",), beside=BESIDE),
        Index(BALLOTS, ("round", "_id"), beside=BESIDE),
        Index(HOME_VOTES, ("_id",), beside=BESIDE),
        Index(HOME_VOTES, ("round", "number"), beside=BESIDE),
        Index(COLLEAGUES, ("_id",), beside=BESIDE),
        Index(COLLEAGUES, ("round", "number"), beside=BESIDE),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def ballots(self) -> Any:
        return self.work.collection(BALLOTS, BESIDE)

    @property
    def home_votes(self) -> Any:
        return self.work.collection(HOME_VOTES, BESIDE)

    @property
    def colleagues(self) -> Any:
        return self.work.collection(COLLEAGUES, BESIDE)

    def add(
        self, ballot: Ballot, at_home: Sequence[int] = (), colleague: Sequence[tuple[int, bool]] = ()
    ) -> None:
        """Put a ballot into the box; ``at_home`` are its projects of the voter's own region, ``colleague``
        all projects of the voter's own organisation and whether they were chosen.

        Refused: ``ballot_secret_used``.
        """
        row = {"_id": ballot.receipt, "round": ballot.round_id, "numbers": list(ballot.numbers)}
        try:
            self.ballots.insert_one(row)
        except DuplicateKeyError:
            raise Refusal("ballot_secret_used") from None
        if at_home:
            self.home_votes.insert_many([{**_by_lot(ballot), "number": number} for number in at_home])
        if colleague:
            rows = [{**_by_lot(ballot), "number": number, "chosen": chosen} for number, chosen in colleague]
            self.colleagues.insert_many(rows)

    def get(self, round_id: str, receipt: str) -> Ballot | None:
        row = self.ballots.find_one({"_id": {"$eq": receipt}, "round": {"$eq": round_id}})
        return _from_row(row) if row is not None else None

    def page(self, round_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        where = {"round": {"$eq": round_id}}
        return cut(self.ballots, where, order=("_id", 1), asked=asked, shape=_from_row)

    def all(self, round_id: str) -> Iterator[Ballot]:
        """Every ballot of a round, by receipt."""
        for row in self.ballots.find({"round": {"$eq": round_id}}).sort("_id", 1):
            yield _from_row(row)

    def count_at_home(self, round_id: str) -> Counter[int]:
        """How often each number was chosen by voters of its lead's own region."""
        rows = self.home_votes.find({"round": {"$eq": round_id}}, {"_id": 0, "number": 1})
        return Counter(row["number"] for row in rows)

    def count_colleagues(self, round_id: str) -> Counter[tuple[int, bool]]:
        """How many of a project's own organisation chose each number, and how many did not."""
        rows = self.colleagues.find({"round": {"$eq": round_id}}, {"_id": 0, "number": 1, "chosen": 1})
        return Counter((row["number"], row["chosen"]) for row in rows)

    def forget_home_votes(self, round_id: str) -> None:
        """Counted, and no longer needed one by one; those of colleagues too."""
        self.home_votes.delete_many({"round": {"$eq": round_id}})
        self.colleagues.delete_many({"round": {"$eq": round_id}})

    def throw_away(self, round_id: str) -> None:
        """Everything that was cast in a round that was cancelled."""
        self.ballots.delete_many({"round": {"$eq": round_id}})
        self.forget_home_votes(round_id)


def _by_lot(ballot: Ballot) -> dict[str, Any]:
    return {"_id": secrets.token_hex(16), "round": ballot.round_id}


def _from_row(row: Mapping[str, Any]) -> Ballot:
    return Ballot(row["_id"], row["round"], tuple(row["numbers"]))
