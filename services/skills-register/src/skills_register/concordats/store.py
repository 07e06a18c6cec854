"""What we remember of concordats and of the signatures under them."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from contracts.refusals import Refused
from skills_register.concordats.domain import AGREED, Concordat, Review, Text
from skills_register.concordats.signatures import Signature, Signing, Withdrawal, signature_id

CONCORDATS, SIGNATURES = "concordats", "signatures"
MOST_AGREED = 100
"""Concordats of one region that are held against an organisation at once."""


class ConcordatStore:
    """Concordats by region and state; signatures by concordat and by organisation."""

    INDEXES: tuple[Index, ...] = (
        Index(CONCORDATS, ("state", "drafted_at", "_id")),
        Index(CONCORDATS, ("region", "state", "drafted_at", "_id")),
        Index(SIGNATURES, ("first_at", "_id")),
        Index(SIGNATURES, ("concordat_id", "first_at", "_id")),
        Index(SIGNATURES, ("organisation_id", "first_at", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def concordats(self) -> Any:
        return self.work.collection(CONCORDATS)

    @property
    def signatures(self) -> Any:
        return self.work.collection(SIGNATURES)

    def get(self, concordat_id: str) -> Concordat | None:
        row = self.concordats.find_one({"_id": {"$eq": concordat_id}})
        return _concordat(row) if row is not None else None

    def several(self, concordat_ids: Iterable[str]) -> dict[str, Concordat]:
        """Those of these that there are, by id."""
        rows = self.concordats.find({"_id": {"$in": sorted(set(concordat_ids))}})
        return {row["_id"]: _concordat(row) for row in rows}

    def save(self, concordat: Concordat, facts: Iterable[Fact] = ()) -> None:
        """Refused: ``stale_version``."""
        self.work.save(CONCORDATS, _concordat_row(concordat))
        self.work.publish(facts)

    def page(
        self, asked: Mapping[str, Any], *, states: Iterable[str], region: str | None = None
    ) -> dict[str, Any]:
        """Those in one of these states, of a region if given, the newest first."""
        where: dict[str, Any] = {"state": {"$in": sorted(states)}}
        if region is not None:
            where["region"] = {"$eq": region}
        return cut(self.concordats, where, order=("drafted_at", -1), asked=asked, shape=_concordat)

    def agreed_in(self, region: str) -> list[Concordat]:
        """Those in force in a region, the newest first; at most ``MOST_AGREED``."""
        where = {"region": {"$eq": region}, "state": {"$eq": AGREED}}
        rows = self.concordats.find(where).sort([("drafted_at", -1), ("_id", -1)]).limit(MOST_AGREED)
        return [_concordat(row) for row in rows]

    def signature(self, concordat_id: str, organisation_id: str) -> Signature | None:
        row = self.signatures.find_one({"_id": {"$eq": signature_id(concordat_id, organisation_id)}})
        return _signature(row) if row is not None else None

    def signatures_of(self, concordat_id: str) -> list[Signature]:
        """All under this concordat, the first signatory first."""
        rows = self.signatures.find({"concordat_id": {"$eq": concordat_id}})
        return [_signature(row) for row in rows.sort([("first_at", 1), ("_id", 1)])]

    def signed_by(self, organisation_id: str) -> list[Signature]:
        """Every signature of this organisation, the first one first."""
        rows = self.signatures.find({"organisation_id": {"$eq": organisation_id}})
        return [_signature(row) for row in rows.sort([("first_at", 1), ("_id", 1)])]

    def page_of_signatures(
        self,
        asked: Mapping[str, Any],
        *,
        concordat_id: str | None = None,
        organisation_id: str | None = None,
    ) -> dict[str, Any]:
        """Signatures, the newest signatory first: under this concordat, or of this organisation, if given."""
        named = {"concordat_id": concordat_id, "organisation_id": organisation_id}
        where = {name: {"$eq": value} for name, value in named.items() if value is not None}
        return cut(self.signatures, where, order=("first_at", -1), asked=asked, shape=_signature)

    def save_signature(self, signature: Signature, facts: Iterable[Fact] = ()) -> None:
        """Refused: ``stale_version``, also for two first signatures at once."""
        try:
            self.work.save(SIGNATURES, _signature_row(signature))
        except DuplicateKeyError:
            raise Refused("stale_version") from None
        self.work.publish(facts)


PLAIN = (
    "version",
    "title",
    "region",
    "system",
    "group",
    "state",
    "draft",
    "drafted_at",
    "drafted_by",
    "ended_why",
)


def _concordat_row(concordat: Concordat) -> dict[str, Any]:
    row: dict[str, Any] = {"_id": concordat.id, **{name: getattr(concordat, name) for name in PLAIN}}
    row["review_on"] = concordat.review_on.isoformat()
    row["ended_on"] = _said(concordat.ended_on)
    row["texts"] = [{**asdict(each), "sign_by": _said(each.sign_by)} for each in concordat.texts]
    row["reviews"] = [
        {**asdict(each), "on": each.on.isoformat(), "next_on": each.next_on.isoformat()}
        for each in concordat.reviews
    ]
    return row


def _concordat(row: Mapping[str, Any]) -> Concordat:
    return Concordat(
        id=row["_id"],
        review_on=date.fromisoformat(row["review_on"]),
        ended_on=_day(row["ended_on"]),
        texts=tuple(Text(**{**each, "sign_by": _day(each["sign_by"])}) for each in row["texts"]),
        reviews=tuple(_review(each) for each in row["reviews"]),
        **{name: row[name] for name in PLAIN},
    )


def _review(row: Mapping[str, Any]) -> Review:
    on, next_on = date.fromisoformat(row["on"]), date.fromisoformat(row["next_on"])
    return Review(**{**row, "on": on, "next_on": next_on})


def _signature_row(signature: Signature) -> dict[str, Any]:
    held = signature.withdrawal
    return {
        "_id": signature.id,
        "concordat_id": signature.concordat_id,
        "organisation_id": signature.organisation_id,
        "version": signature.version,
        "first_at": signature.signings[0].at,
        "signings": [asdict(each) for each in signature.signings],
        "withdrawal": _withdrawal_row(held) if held else None,
        "past_withdrawals": [_withdrawal_row(each) for each in signature.past_withdrawals],
    }


def _signature(row: Mapping[str, Any]) -> Signature:
    return Signature(
        concordat_id=row["concordat_id"],
        organisation_id=row["organisation_id"],
        version=row["version"],
        signings=tuple(Signing(**each) for each in row["signings"]),
        withdrawal=_withdrawal(row["withdrawal"]) if row["withdrawal"] else None,
        past_withdrawals=tuple(_withdrawal(each) for each in row["past_withdrawals"]),
    )


def _withdrawal_row(withdrawal: Withdrawal) -> dict[str, Any]:
    return {**asdict(withdrawal), "from_day": withdrawal.from_day.isoformat()}


def _withdrawal(row: Mapping[str, Any]) -> Withdrawal:
    return Withdrawal(**{**row, "from_day": date.fromisoformat(row["from_day"])})


def _said(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
