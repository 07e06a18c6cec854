"""What we remember of exchanges: each with its history, and when it times out as due work."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from skills_register.exchanges.domain import (
    AGREED,
    CONFIRMED,
    DISPUTED,
    DONE,
    PROPOSED,
    SETTLED,
    Exchange,
    Party,
    Step,
)

COLLECTION = "exchanges"
CLOCK, FORGET = "exchange_clock", "forget_exchange"
PARTNERSHIP = (AGREED, DONE, CONFIRMED, SETTLED, DISPUTED)
"""States in which two who exchange help may see what they let partners see."""


class ExchangeStore:
    """Exchanges by id, by account, by pair of accounts, and those that a region's keepers are to decide."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("accounts", "state", "-changed_at", "-_id")),
        Index(COLLECTION, ("pair", "state")),
        Index(COLLECTION, ("for_keepers_of", "changed_at", "_id"), sparse=True),
        Index(COLLECTION, ("offer_id", "state"), sparse=True),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def exchanges(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, exchange_id: str) -> Exchange | None:
        row = self.exchanges.find_one({"_id": {"$eq": exchange_id}})
        return _from_row(row) if row is not None else None

    def save_new(self, exchange: Exchange, facts: Iterable[Fact] = ()) -> None:
        self._write(exchange, facts)

    def save(self, before: Exchange, after: Exchange, facts: Iterable[Fact] = ()) -> Exchange:
        """Write what became of it, with the clock that runs from here; answers it with its new version.

        Refused: ``stale_version``.
        """
        saved = replace(after, version=before.version + 1)
        self._write(saved, facts)
        return saved

    def save_timed_out(self, before: Exchange, after: Exchange, facts: Iterable[Fact]) -> None:
        """The same for the clock itself, which is planned on by what its handler answers."""
        self.work.save(COLLECTION, _to_row(replace(after, version=before.version + 1)))
        self.work.publish(facts)

    def of_account(
        self, accounts: Iterable[str], states: Iterable[str], asked: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The exchanges of these accounts in one of these states, the one that changed last first."""
        where: dict[str, Any] = {
            "accounts": {"$in": sorted(accounts)},
            "state": {"$in": sorted(states)},
        }
        return cut(self.exchanges, where, order=("changed_at", -1), asked=asked, shape=_from_row)

    def not_done_of(self, account: str) -> list[Exchange]:
        """What this account has proposed, is asked for, or has agreed to."""
        where = {"accounts": {"$eq": account}, "state": {"$in": [PROPOSED, AGREED]}}
        return [_from_row(row) for row in self.exchanges.find(where).sort("_id", 1)]

    def to_decide(self, region: str, own: Iterable[str], asked: Mapping[str, Any]) -> dict[str, Any]:
        """What waits for the keepers of a region, the longest first; not what is of one of these accounts."""
        where = {"for_keepers_of": {"$eq": region}, "accounts": {"$nin": sorted(own)}}
        return cut(self.exchanges, where, order=("changed_at", 1), asked=asked, shape=_from_row)

    def states_of_offer(self, offer_id: str) -> dict[str, int]:
        """How many exchanges came from an offer or a request, by state."""
        found: dict[str, int] = {}
        for row in self.exchanges.find({"offer_id": {"$eq": offer_id}}, {"state": 1}):
            found[row["state"]] = found.get(row["state"], 0) + 1
        return found

    def are_partners(self, one: str, other: str) -> bool:
        """Whether an exchange between these accounts was ever agreed and not called off."""
        where = {"pair": {"$eq": _pair(one, other)}, "state": {"$in": list(PARTNERSHIP)}}
        return self.exchanges.find_one(where, {"_id": 1}) is not None

    def _write(self, exchange: Exchange, facts: Iterable[Fact]) -> None:
        self.work.save(COLLECTION, _to_row(exchange))
        if exchange.waits_until is None:
            self.work.unschedule(CLOCK, exchange.id)
        else:
            self.work.schedule(CLOCK, exchange.id, exchange.waits_until)
        self.work.publish(facts)


PLAIN = (
    "version",
    "proposed_by",
    "what",
    "minutes",
    "state",
    "waits_until",
    "said_by",
    "took",
    "disputed_by",
    "ending",
    "transfer_id",
)
STEP = ("kind", "at", "side", "by", "minutes", "words")


def _to_row(exchange: Exchange) -> dict[str, Any]:
    accounts = [party.account for party in exchange.parties]
    row: dict[str, Any] = {
        "_id": exchange.id,
        **{name: getattr(exchange, name) for name in PLAIN},
        "on": exchange.on.isoformat(),
        "giver": _party_row(exchange.giver),
        "receiver": _party_row(exchange.receiver),
        "accounts": accounts,
        "pair": _pair(*accounts),
        "flags": list(exchange.flags),
        "history": [{name: getattr(step, name) for name in STEP} for step in exchange.history],
        "changed_at": exchange.history[-1].at,
    }
    # Sparse indexes: the field is only there where it says something.
    if exchange.is_for_keepers:
        row["for_keepers_of"] = list(exchange.regions)
    if exchange.offer_id is not None:
        row["offer_id"] = exchange.offer_id
    return row


def _pair(one: str, other: str) -> str:
    """Both accounts as one key, whichever is named first."""
    return "|".join(sorted((one, other)))


def _party_row(party: Party) -> dict[str, str]:
    return {"account": party.account, "region": party.region, "member": party.member}


def _from_row(row: Mapping[str, Any]) -> Exchange:
    return Exchange(
        id=row["_id"],
        giver=Party(**row["giver"]),
        receiver=Party(**row["receiver"]),
        on=date.fromisoformat(row["on"]),
        flags=tuple(row["flags"]),
        history=tuple(Step(**{name: step[name] for name in STEP}) for step in row["history"]),
        offer_id=row.get("offer_id"),
        **{name: row[name] for name in PLAIN},
    )
