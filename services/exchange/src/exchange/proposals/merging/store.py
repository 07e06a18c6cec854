"""What we remember of offers to merge."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from contracts.events import Fact
from contracts.refusals import Refused
from exchange.proposals.merging.domain import OFFERED, Merge

MERGES = "merges"
MOST_SHOWN = 100


class MergeStore:
    """Offers by id and by either proposal."""

    INDEXES: tuple[Index, ...] = (
        # One open offer for two proposals, whichever side it came from.
        Index(MERGES, ("open_pair",), unique=True, sparse=True),
        Index(MERGES, ("proposals", "-at", "-_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def merges(self) -> Any:
        return self.work.collection(MERGES)

    def get(self, merge_id: str) -> Merge | None:
        row = self.merges.find_one({"_id": {"$eq": merge_id}})
        return _from_row(row) if row is not None else None

    def of_proposal(self, proposal_id: str) -> list[Merge]:
        """Those on either side of which it stands, the newest first, ``MOST_SHOWN`` at most."""
        rows = self.merges.find({"proposals": {"$eq": proposal_id}})
        return [_from_row(row) for row in rows.sort([("at", -1), ("_id", -1)]).limit(MOST_SHOWN)]

    def open_of(self, proposal_id: str) -> list[Merge]:
        """Those that wait for an answer, on either side of which it stands."""
        rows = self.merges.find({"proposals": {"$eq": proposal_id}, "state": {"$eq": OFFERED}})
        return [_from_row(row) for row in rows.sort("_id", 1)]

    def waiting_on(self, proposal_ids: Iterable[str]) -> dict[str, int]:
        """How many offers wait for the answer of each of these."""
        wanted = sorted(set(proposal_ids))
        rows = self.merges.find({"proposals": {"$in": wanted}, "state": {"$eq": OFFERED}})
        numbers = Counter(_from_row(row).to_answer for row in rows)
        return {each: numbers[each] for each in wanted if numbers[each]}

    def save(self, merge: Merge, facts: Iterable[Fact] = ()) -> None:
        """Refused: ``stale_version``, ``merge_offered_already``."""
        try:
            self.work.save(MERGES, _to_row(merge))
        except DuplicateKeyError:
            raise Refused("merge_offered_already") from None
        self.work.publish(facts)

    def delete_of(self, proposal_id: str) -> None:
        """The proposal's time to be kept is over."""
        self.merges.delete_many({"proposals": {"$eq": proposal_id}})


def _to_row(merge: Merge) -> dict[str, Any]:
    row = asdict(merge)
    pair = sorted((merge.gone, merge.into))
    row = {"_id": row.pop("id"), **row, "proposals": pair}
    return row | {"open_pair": ":".join(pair)} if merge.state == OFFERED else row


def _from_row(row: Mapping[str, Any]) -> Merge:
    told = {name: value for name, value in row.items() if name not in ("_id", "proposals", "open_pair")}
    return Merge(id=row["_id"], **told)
