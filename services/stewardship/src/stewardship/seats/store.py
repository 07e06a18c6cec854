"""What we remember of seats: each with all its terms, and the facts that its steps are."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from contracts.events import EventType, Fact
from contracts.stewardship import SEAT_CHANGED, SEAT_FILLED, SEAT_VACATED
from stewardship.refusal import Refusal
from stewardship.seats.domain import (
    LEADERS,
    Description,
    Ending,
    Holding,
    Seat,
    Term,
    in_force,
)

COLLECTION = "seats"
TURNS = "seat_turns"


class SeatStore:
    """Seats by id, by region and by who ever held them."""

    INDEXES: tuple[Index, ...] = (
        # Row 12: one convenor for a group. The seat of its leader is one; who holds it, its terms say.
        Index(COLLECTION, ("leader_of",), unique=True, sparse=True),
        Index(COLLECTION, ("region", "_id")),
        Index(COLLECTION, ("members", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def seats(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, seat_id: str) -> Seat | None:
        row = self.seats.find_one({"_id": {"$eq": seat_id}})
        return _from_row(row) if row is not None else None

    def of_group(self, region: str) -> list[Seat]:
        """Every seat that a group has or had, in order of id."""
        rows = self.seats.find({"region": {"$eq": region}}).sort("_id", 1)
        return [_from_row(row) for row in rows]

    def of_groups(self, codes: Iterable[str]) -> list[Seat]:
        """Every seat that these groups have or had."""
        rows = self.seats.find({"region": {"$in": sorted(codes)}}).sort("_id", 1)
        return [_from_row(row) for row in rows]

    def of_leader(self, region: str) -> Seat | None:
        """The convenor's or the chair's seat, held or not."""
        row = self.seats.find_one({"leader_of": {"$eq": region}})
        return _from_row(row) if row is not None else None

    def of_member(self, member_id: str) -> list[Seat]:
        """The seats that a member holds, held or is to hold."""
        rows = self.seats.find({"members": {"$eq": member_id}}).sort("_id", 1)
        return [_from_row(row) for row in rows]

    def holders(self, region: str, on: date) -> list[Holding]:
        """The seats of a group that somebody holds on that day, its leader's first."""
        return in_force(self.of_group(region), on)

    def leader(self, region: str, on: date) -> Holding | None:
        """Who leads the group on that day."""
        seat = self.of_leader(region)
        return next(iter(in_force([seat] if seat else [], on)), None)

    def held_by(self, member_id: str, on: date) -> list[Holding]:
        """The seats that this member holds on that day, in any group."""
        return [held for held in in_force(self.of_member(member_id), on) if held.member_id == member_id]

    def groups(self, codes: Iterable[str], on: date) -> list[str]:
        """Those of these regions in whose group somebody holds a seat on that day."""
        return sorted({held.region for held in in_force(self.of_groups(codes), on)})

    def current_facts(self, after_id: str | None, limit: int) -> tuple[list[Fact], str | None]:
        """Every term of up to ``limit`` seats, told again, and the id to go on after (None: all told)."""
        rows = self.seats.find({"_id": {"$gt": after_id or ""}}).sort("_id", 1).limit(limit)
        told = [_from_row(row) for row in rows]
        facts = [fact for seat in told for term in seat.terms for fact in _state_of(seat, term)]
        return facts, told[-1].id if len(told) == limit else None

    def take_turn(self, key: str) -> None:
        """Let whoever changes the same group or member at once wait for us, or try again.

        Two transactions that write the same document conflict, and the later one sees our work.
        """
        self.work.collection(TURNS).update_one({"_id": str(key)}, {"$inc": {"turn": 1}}, upsert=True)

    def save(self, seat: Seat, facts: Iterable[Fact] = ()) -> None:
        """Write a seat and its facts. Refused: ``convenor_held``, ``stale_version``."""
        try:
            self.work.save(COLLECTION, _to_row(seat))
        except DuplicateKeyError:
            raise Refusal("convenor_held") from None
        self.work.publish(facts)


def filled(seat: Seat, term: Term) -> list[Fact]:
    """Somebody was given the seat for this term."""
    return [_told(SEAT_FILLED, seat, term)]


def vacated(seat: Seat, term: Term) -> list[Fact]:
    """The seat is vacant from this term's end."""
    return [_told(SEAT_VACATED, seat, term)]


def changed(seat: Seat, term: Term) -> list[Fact]:
    """This term follows another by renewal, or was described anew."""
    return [_told(SEAT_CHANGED, seat, term)]


def _state_of(seat: Seat, term: Term) -> list[Fact]:
    """What a copy needs to know of a term, whenever it was: that it was cut short says its end."""
    return vacated(seat, term) if term.ending is not None else filled(seat, term)


def _told(event_type: EventType, seat: Seat, term: Term) -> Fact:
    state = {
        "seat_id": seat.id,
        "version": seat.version,
        "region": seat.region,
        "kind": seat.kind,
        "term_id": term.id,
        "member_id": term.member_id,
        "patient": term.description.patient,
        "background": term.description.background,
        "locations": list(term.description.locations),
        "start": term.start.isoformat(),
        "end": _iso(term.until),
    }
    return event_type.of(seat.id, seat.version, state, seat.region)


def _to_row(seat: Seat) -> dict[str, Any]:
    row: dict[str, Any] = {
        "_id": seat.id,
        "version": seat.version,
        "region": seat.region,
        "kind": seat.kind,
        "closed_on": _iso(seat.closed_on),
        "members": sorted({term.member_id for term in seat.terms}),
        "terms": [_term_row(term) for term in seat.terms],
    }
    if seat.kind in LEADERS and seat.closed_on is None:
        row["leader_of"] = seat.region
    return row


def _term_row(term: Term) -> dict[str, Any]:
    shown, ending = term.description, term.ending
    return {
        "id": term.id,
        "member_id": term.member_id,
        "designation": term.designation,
        "start": term.start.isoformat(),
        "start_precision": term.start_precision,
        "end": _iso(term.end),
        "by": term.by,
        "at": term.at,
        "shown_name": term.shown_name,
        "warned_at": term.warned_at,
        "background": shown.background,
        "locations": list(shown.locations),
        "sectors": list(shown.sectors),
        "systems": list(shown.systems),
        "patient": shown.patient,
        "basis": shown.basis,
        "represents": list(shown.represents),
        "ending": None if ending is None else _ending_row(ending),
    }


def _ending_row(ending: Ending) -> dict[str, Any]:
    return {
        "on": ending.on.isoformat(),
        "precision": ending.precision,
        "how": ending.how,
        "reason": ending.reason,
        "by": ending.by,
        "at": ending.at,
    }


def _from_row(row: Mapping[str, Any]) -> Seat:
    return Seat(
        id=row["_id"],
        version=row["version"],
        region=row["region"],
        kind=row["kind"],
        terms=tuple(_term(each) for each in row["terms"]),
        closed_on=_day(row["closed_on"]),
    )


def _term(row: Mapping[str, Any]) -> Term:
    return Term(
        id=row["id"],
        member_id=row["member_id"],
        designation=row["designation"],
        start=date.fromisoformat(row["start"]),
        start_precision=row["start_precision"],
        end=_day(row["end"]),
        description=Description(
            background=row["background"],
            locations=tuple(row["locations"]),
            sectors=tuple(row["sectors"]),
            systems=tuple(row["systems"]),
            patient=row["patient"],
            basis=row["basis"],
            represents=tuple(row["represents"]),
        ),
        by=row["by"],
        at=row["at"],
        ending=_ending(row["ending"]),
        shown_name=row["shown_name"],
        warned_at=row["warned_at"],
    )


def _ending(row: Mapping[str, Any] | None) -> Ending | None:
    if row is None:
        return None
    return Ending(
        date.fromisoformat(row["on"]), row["how"], row["reason"], row["by"], row["at"], row["precision"]
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
