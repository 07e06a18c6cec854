"""What we remember of offers, requests and campaigns; an offer's end is due work."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from commons.centre import UK
from contracts.events import Fact
from skills_register.offers.domain import (
    EVERYBODY,
    EXPIRED,
    MEMBERS,
    OPEN,
    SAME_REGION,
    Campaign,
    Offer,
    Words,
)
from skills_register.offers.matching import words_of

OFFERS, CAMPAIGNS = "offers", "campaigns"
MOST_LOOKED_AT = 200
"""Open ones with a skill or a word in common that are looked at for a match, the newest first."""


class OfferStore:
    """Offers and requests by id, kind, region, skill, campaign and owner; campaigns by region."""

    INDEXES: tuple[Index, ...] = (
        Index(OFFERS, ("state", "kind", "-made_at", "-_id")),
        Index(OFFERS, ("state", "region", "kind", "-made_at", "-_id")),
        Index(OFFERS, ("state", "found_by", "kind", "-made_at", "-_id")),
        Index(OFFERS, ("campaign_id", "state", "-made_at", "-_id"), sparse=True),
        Index(OFFERS, ("owner", "-changed_at", "-_id")),
        Index(OFFERS, ("owner", "state", "_id")),
        Index(OFFERS, ("by", "_id")),
        Index(CAMPAIGNS, ("ends", "_id")),
        Index(CAMPAIGNS, ("region", "ends", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def offers(self) -> Any:
        return self.work.collection(OFFERS)

    @property
    def campaigns(self) -> Any:
        return self.work.collection(CAMPAIGNS)

    def get(self, offer_id: str) -> Offer | None:
        row = self.offers.find_one({"_id": {"$eq": offer_id}})
        return _from_row(row) if row is not None else None

    def save(self, offer: Offer, facts: Iterable[Fact] = ()) -> None:
        """Write the state and its facts. Refused: ``stale_version``."""
        self.work.save(OFFERS, _to_row(offer))
        self.work.publish(facts)

    def delete(self, offer_id: str) -> None:
        """It ended long ago."""
        self.offers.delete_one({"_id": {"$eq": offer_id}})

    def page(
        self,
        asked: Mapping[str, Any],
        *,
        visible_in: str | None,
        is_member: bool,
        online: bool | None = None,
        **wanted: str | None,
    ) -> dict[str, Any]:
        """Open ones that somebody of this home region may see, the newest first.

        ``wanted``: ``kind``, ``region``, ``campaign_id``, ``skill``; what is None is not asked for.
        """
        where: dict[str, Any] = {"state": {"$eq": OPEN}, **_visible(visible_in, is_member)}
        if wanted.get("skill") is not None:
            where["found_by"] = {"$eq": f"#{wanted['skill']}"}
        if online is not None:
            where["online"] = {"$eq": online}
        for name in ("kind", "region", "campaign_id"):
            if wanted.get(name) is not None:
                where[name] = {"$eq": wanted[name]}
        return cut(self.offers, where, order=("made_at", -1), asked=asked, shape=_from_row)

    def of_owners(self, owners: Iterable[str], asked: Mapping[str, Any]) -> dict[str, Any]:
        """All of these accounts, whatever became of them."""
        where = {"owner": {"$in": sorted(owners)}}
        return cut(self.offers, where, order=("changed_at", -1), asked=asked, shape=_from_row)

    def count_open(self, owner: str) -> int:
        """How many this account has open."""
        return int(self.offers.count_documents({"owner": {"$eq": owner}, "state": {"$eq": OPEN}}))

    def open_of(self, owner: str) -> list[Offer]:
        """What this account has open."""
        where = {"owner": {"$eq": owner}, "state": {"$eq": OPEN}}
        return [_from_row(row) for row in self.offers.find(where).sort("_id", 1)]

    def renewable_of(self, owner: str) -> list[Offer]:
        """What this account has open, and what has expired and can be opened again."""
        where = {"owner": {"$eq": owner}, "state": {"$in": [OPEN, EXPIRED]}}
        return [_from_row(row) for row in self.offers.find(where).sort("_id", 1)]

    def like(self, offer: Offer, kind: str) -> list[Offer]:
        """Open ones of this kind with a skill or a word of the title in common, the newest first."""
        where = {
            "state": {"$eq": OPEN},
            "kind": {"$eq": kind},
            "found_by": {"$in": _found_by(offer)},
        }
        rows = self.offers.find(where).sort([("made_at", -1), ("_id", -1)]).limit(MOST_LOOKED_AT)
        return [_from_row(row) for row in rows]

    def made_by(self, member_id: str) -> list[Offer]:
        """Everything that this member made, for an organisation too."""
        return [_from_row(row) for row in self.offers.find({"by": {"$eq": member_id}}).sort("_id", 1)]

    def campaign(self, campaign_id: str) -> Campaign | None:
        row = self.campaigns.find_one({"_id": {"$eq": campaign_id}})
        return _campaign(row) if row is not None else None

    def save_campaign(self, campaign: Campaign) -> None:
        """Refused: ``stale_version``."""
        row = {"_id": campaign.id, **{name: getattr(campaign, name) for name in CAMPAIGN_PLAIN}}
        days = {"starts": campaign.starts.isoformat(), "ends": campaign.ends.isoformat()}
        self.work.save(CAMPAIGNS, row | days)

    def campaigns_from(self, day: date, region: str | None, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Campaigns that have not ended before this day, which ends first first; UK with every region."""
        where: dict[str, Any] = {"ends": {"$gte": day.isoformat()}}
        if region is not None:
            where["region"] = {"$in": sorted({region, UK})}
        return cut(self.campaigns, where, order=("ends", 1), asked=asked, shape=_campaign)

    def tally(self, campaign_id: str) -> dict[str, dict[str, int]]:
        """What was offered and requested for a campaign: how many, and minutes, by kind."""
        among = {"campaign_id": {"$eq": campaign_id}, "state": {"$ne": "withdrawn"}}
        sums = {"_id": "$kind", "number": {"$sum": 1}, "minutes": {"$sum": "$minutes"}}
        rows = self.offers.aggregate([{"$match": among}, {"$group": sums}])
        return {row["_id"]: {"number": row["number"], "minutes": row["minutes"]} for row in rows}


def _visible(region: str | None, is_member: bool) -> dict[str, Any]:
    if not is_member:
        return {"visible_to": {"$eq": EVERYBODY}}
    here = {"visible_to": {"$eq": SAME_REGION}, "region": {"$eq": region}}
    return {"$or": [{"visible_to": {"$in": [EVERYBODY, MEMBERS]}}, here]}


def _found_by(offer: Offer) -> list[str]:
    """Skills and words in one field, so that one index finds both; a skill carries a ``#``."""
    return [*(f"#{code}" for code in offer.words.skills), *sorted(words_of(offer))]


PLAIN = ("version", "kind", "owner", "by", "region", "state", "made_at", "changed_at")
WORDS = ("title", "text", "minutes", "online", "place", "visible_to", "shown_name")
CAMPAIGN_PLAIN = ("version", "region", "title", "purpose", "by", "made_at")


def _to_row(offer: Offer) -> dict[str, Any]:
    row: dict[str, Any] = {
        "_id": offer.id,
        **{name: getattr(offer, name) for name in PLAIN},
        **{name: getattr(offer.words, name) for name in WORDS},
        "skills": list(offer.words.skills),
        "found_by": _found_by(offer),
        "until": offer.until.isoformat(),
        "reminded_for": offer.reminded_for.isoformat() if offer.reminded_for else None,
    }
    return row | {"campaign_id": offer.campaign_id} if offer.campaign_id is not None else row


def _from_row(row: Mapping[str, Any]) -> Offer:
    reminded = row["reminded_for"]
    return Offer(
        id=row["_id"],
        words=Words(skills=tuple(row["skills"]), **{name: row[name] for name in WORDS}),
        until=date.fromisoformat(row["until"]),
        reminded_for=date.fromisoformat(reminded) if reminded else None,
        campaign_id=row.get("campaign_id"),
        **{name: row[name] for name in PLAIN},
    )


def _campaign(row: Mapping[str, Any]) -> Campaign:
    starts, ends = date.fromisoformat(row["starts"]), date.fromisoformat(row["ends"])
    kept = {name: row[name] for name in CAMPAIGN_PLAIN}
    return Campaign(id=row["_id"], starts=starts, ends=ends, **kept)
