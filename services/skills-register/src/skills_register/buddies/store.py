"""What we remember of buddying: wishes, offers and pairs, each only as long as it is needed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from commons.london import day_of
from contracts.events import Fact
from skills_register.buddies.domain import RUNNING, Offer, Pair, Side, Wish
from skills_register.refusal import Refusal

WISHES, OFFERS, PAIRS = "buddy_wishes", "buddy_offers", "buddy_pairs"
MOST_LISTED = 500
"""Wishes or offers of one region that are read at once, those of the longest standing first."""


class BuddyStore:
    """Wishes by member and region, offers by region, pairs by who is in them."""

    INDEXES: tuple[Index, ...] = (
        Index(WISHES, ("member_id",), unique=True),
        Index(WISHES, ("region", "asked_at")),
        Index(OFFERS, ("region", "is_open", "offered_at")),
        Index(PAIRS, ("people", "-proposed_at")),
        Index(PAIRS, ("region", "state")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def wishes(self) -> Any:
        return self.work.collection(WISHES)

    @property
    def offers(self) -> Any:
        return self.work.collection(OFFERS)

    @property
    def pairs(self) -> Any:
        return self.work.collection(PAIRS)

    def wish(self, wish_id: str) -> Wish | None:
        row = self.wishes.find_one({"_id": {"$eq": wish_id}})
        return _wish(row) if row is not None else None

    def wish_of(self, member_id: str) -> Wish | None:
        """A member asks for one buddy at a time."""
        row = self.wishes.find_one({"member_id": {"$eq": member_id}})
        return _wish(row) if row is not None else None

    def wishes_in(self, region: str) -> list[Wish]:
        """Who asks in this region, the longest waiting first; at most ``MOST_LISTED``."""
        rows = self.wishes.find({"region": {"$eq": region}}).sort("asked_at", 1).limit(MOST_LISTED)
        return [_wish(row) for row in rows]

    def offer(self, member_id: str) -> Offer | None:
        row = self.offers.find_one({"_id": {"$eq": member_id}})
        return _offer(row) if row is not None else None

    def open_in(self, region: str) -> list[Offer]:
        """Who offers to be a buddy there, the longest offered first; at most ``MOST_LISTED``."""
        where = {"region": {"$eq": region}, "is_open": {"$eq": True}}
        return [_offer(row) for row in self.offers.find(where).sort("offered_at", 1).limit(MOST_LISTED)]

    def pair(self, pair_id: str) -> Pair | None:
        row = self.pairs.find_one({"_id": {"$eq": pair_id}})
        return _pair(row) if row is not None else None

    def pairs_of(self, member_id: str) -> list[Pair]:
        """Proposed, running and ended ones that are not forgotten yet; the newest first."""
        rows = self.pairs.find({"people": {"$eq": member_id}}).sort("proposed_at", -1).limit(MOST_LISTED)
        return [_pair(row) for row in rows]

    def running_by_month(self, region: str) -> dict[str, int]:
        """How many pairs of the region run, by the month (``2018-10``) in which they began."""
        where = {"region": {"$eq": region}, "state": {"$eq": RUNNING}}
        rows = self.pairs.find(where, {"started_at": 1})
        return dict(Counter(f"{day_of(row['started_at']):%Y-%m}" for row in rows))

    def save_wish(self, wish: Wish) -> None:
        """Refused: ``buddy_asked_already`` when the member asks for one already."""
        row = asdict(wish)
        try:
            self.work.save(WISHES, {"_id": row.pop("id"), **row, "not_with": list(wish.not_with)})
        except DuplicateKeyError:
            raise Refusal("buddy_asked_already") from None

    def save_offer(self, offer: Offer) -> None:
        """One that is taken back and has no pair left is forgotten."""
        if not offer.is_open and offer.pairs == 0:
            self.offers.delete_one({"_id": {"$eq": offer.id}})
            return
        row = asdict(offer)
        self.work.save(OFFERS, {"_id": row.pop("id"), **row})

    def save_pair(self, pair: Pair, facts: Iterable[Fact] = ()) -> None:
        self.work.save(PAIRS, _pair_row(pair))
        self.work.publish(facts)

    def forget_wish(self, wish_id: str) -> None:
        self.wishes.delete_one({"_id": {"$eq": wish_id}})

    def forget_offer(self, member_id: str) -> None:
        self.offers.delete_one({"_id": {"$eq": member_id}})

    def forget_pair(self, pair_id: str) -> None:
        self.pairs.delete_one({"_id": {"$eq": pair_id}})


def _wish(row: Mapping[str, Any]) -> Wish:
    said = {name: value for name, value in row.items() if name != "_id"}
    return Wish(id=row["_id"], **{**said, "not_with": tuple(row["not_with"])})


def _offer(row: Mapping[str, Any]) -> Offer:
    return Offer(id=row["_id"], **{name: value for name, value in row.items() if name != "_id"})


PAIR_FIELDS = ("version", "region", "wish_id", "goal", "proposed_at", "started_at", "ended_at")


def _pair_row(pair: Pair) -> dict[str, Any]:
    return {
        "_id": pair.id,
        **{name: getattr(pair, name) for name in PAIR_FIELDS},
        "state": pair.state,
        "people": list(pair.people),
        "buddy": asdict(pair.buddy),
        "learner": asdict(pair.learner),
        "next_check": pair.next_check.isoformat() if pair.next_check else None,
        "checks": [day.isoformat() for day in pair.checks],
    }


def _pair(row: Mapping[str, Any]) -> Pair:
    return Pair(
        id=row["_id"],
        **{name: row[name] for name in PAIR_FIELDS},
        buddy=Side(**row["buddy"]),
        learner=Side(**row["learner"]),
        next_check=date.fromisoformat(row["next_check"]) if row["next_check"] else None,
        checks=tuple(date.fromisoformat(day) for day in row["checks"]),
    )
