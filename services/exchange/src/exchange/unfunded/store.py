"""What we remember of ideas without an award; nothing of it is deleted."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from exchange.proposals.resembling import telling_words
from exchange.unfunded.domain import CarriedOn, Idea, Outcome, Sponsor, Wish
from exchange.unfunded.help import RUNNING, Help

IDEAS = "unfunded_ideas"
NEWEST = ("opened_at", -1)
MOST_LOOKED_AT = 50


class UnfundedStore:
    """By proposal, by region and round, by who takes part, by words; the newest first."""

    INDEXES: tuple[Index, ...] = (
        Index(IDEAS, ("is_listed", "-opened_at", "-_id")),
        Index(IDEAS, ("idea.region", "is_listed", "-opened_at", "-_id")),
        Index(IDEAS, ("idea.round_id", "is_listed", "-opened_at", "-_id")),
        Index(IDEAS, ("people", "-opened_at", "-_id")),
        Index(IDEAS, ("is_listed", "telling")),
        Index(IDEAS, ("outcome.next_id",)),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def ideas(self) -> Any:
        return self.work.collection(IDEAS)

    def get(self, proposal_id: str) -> CarriedOn | None:
        row = self.ideas.find_one({"_id": {"$eq": proposal_id}})
        return _from_row(row) if row is not None else None

    def carried_on_by(self, proposal_id: str) -> list[CarriedOn]:
        """The ideas that this proposal carries on, as their people said."""
        return [_from_row(row) for row in self.ideas.find({"outcome.next_id": {"$eq": proposal_id}})]

    def listed(self, asked: Mapping[str, Any], **wanted: str | None) -> dict[str, Any]:
        """A page of those that members see; ``wanted``: ``region``, ``round_id``."""
        where: dict[str, Any] = {"is_listed": {"$eq": True}}
        where |= {f"idea.{name}": {"$eq": told} for name, told in wanted.items() if told is not None}
        return cut(self.ideas, where, order=NEWEST, asked=asked, shape=_from_row)

    def page_of(self, member_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Those in which a member has a part: their own, and those that they help, offer help or sponsor."""
        is_theirs = {"$eq": member_id}
        running = {"$elemMatch": {"by": is_theirs, "state": {"$in": list(RUNNING)}}}
        where = {
            "people": is_theirs,
            "$or": [{"team": is_theirs}, {"sponsor.by": is_theirs}, {"help": running}],
        }
        return cut(self.ideas, where, order=NEWEST, asked=asked, shape=_from_row)

    def all_of(self, member_id: str) -> list[CarriedOn]:
        """All in which they ever had one: for who leaves Q."""
        return [_from_row(row) for row in self.ideas.find({"people": {"$eq": member_id}})]

    def of_round(self, round_id: str) -> list[CarriedOn]:
        return [_from_row(row) for row in self.ideas.find({"idea.round_id": {"$eq": round_id}})]

    def sharing_words(self, words: frozenset[str]) -> list[CarriedOn]:
        """Listed ones of any round with the most of these words, ``MOST_LOOKED_AT`` at most."""
        wanted = {"$in": sorted(words)}
        steps = [
            {"$match": {"is_listed": {"$eq": True}, "telling": wanted}},
            {"$unwind": "$telling"},
            {"$match": {"telling": wanted}},
            {"$group": {"_id": "$_id", "shared": {"$sum": 1}}},
            {"$sort": {"shared": -1, "_id": 1}},
            {"$limit": MOST_LOOKED_AT},
        ]
        likest = [row["_id"] for row in self.ideas.aggregate(steps)]
        return [_from_row(row) for row in self.ideas.find({"_id": {"$in": likest}})]

    def save(self, one: CarriedOn, facts: Iterable[Fact] = ()) -> None:
        """Refused: ``stale_version``."""
        self.work.save(IDEAS, _to_row(one))
        self.work.publish(facts)


def _to_row(one: CarriedOn) -> dict[str, Any]:
    row = asdict(one)
    sponsor = [one.sponsor.by] if one.sponsor is not None else []
    people = {*one.team, *sponsor, *(each.by for each in one.help if each.by)}
    return {
        "_id": row.pop("id"),
        **row,
        "is_listed": one.is_listed,
        "people": sorted(people),
        "telling": sorted(telling_words(one.idea.title, one.idea.aim)),
    }


def _from_row(row: Mapping[str, Any]) -> CarriedOn:
    return CarriedOn(
        row["_id"],
        row["version"],
        Idea(**row["idea"]),
        tuple(row["team"]),
        row["opened_at"],
        row["choice"],
        Wish(**row["wish"]),
        tuple(Help(**each) for each in row["help"]),
        Sponsor(**row["sponsor"]) if row["sponsor"] is not None else None,
        Outcome(**row["outcome"]) if row["outcome"] is not None else None,
    )
