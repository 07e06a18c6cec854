"""The shapes at the doors of the seats."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from commons.fields import RoughDay
from commons.rough_dates import RoughDate
from stewardship.seats import composition
from stewardship.seats.composition import Finding, Place, Rules, Share
from stewardship.seats.domain import (
    BASES,
    CONVENOR,
    DESIGNATIONS,
    KINDS,
    MEMBER,
    RESIGNED,
    VACATED,
    Description,
    Holding,
    Seat,
    Term,
)

MOST_PLACES = 60
MOST_LABELS = 10
MOST_MONTHS = 60
LONGEST_REASON = 500


class Roster(Schema):
    """One group's roster, as at a day; today where none is given."""

    region = RegionCode(required=True)
    on = Day(load_default=None, allow_none=True)


class OneSeat(Schema):
    """One seat by id; with ``region`` only if it is that group's."""

    seat_id = Identifier(required=True)
    region = RegionCode(load_default=None, allow_none=True)


def _labels() -> fields.List[Any]:
    return fields.List(Line(required=True), load_default=list, validate=validate.Length(0, MOST_LABELS))


class SeatKind(fields.String):
    """``convenor`` in either of its spellings (C4), ``member`` or ``chair``."""

    def __init__(self, **options: Any) -> None:
        super().__init__(validate=validate.OneOf(KINDS), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        typed = super()._deserialize(value, attr, data, **kwargs).strip().casefold()
        return CONVENOR if typed == "convener" else typed


class Described(Schema):
    """What everybody sees of a holder: a background, never a name."""

    background = Line(required=True)
    locations = _labels()
    sectors = _labels()
    systems = _labels()
    patient = fields.Bool(load_default=False)
    basis = fields.Str(load_default="", validate=validate.OneOf(("", *BASES)))
    represents = _labels()


class ProposedPlace(Described):
    """Somebody who might hold a seat, by background."""

    kind = SeatKind(load_default=MEMBER)


class CheckRoster(Schema):
    """A proposed roster: those who keep their seat, by seat id, and those who would be new."""

    region = RegionCode(required=True)
    keep = fields.List(Identifier(), load_default=list, validate=validate.Length(0, MOST_PLACES))
    people = fields.List(
        fields.Nested(ProposedPlace), load_default=list, validate=validate.Length(0, MOST_PLACES)
    )


class SeatedMember(ProposedPlace):
    """A member and a seat; without ``seat_id`` a new one. Without ``months`` the group's usual term."""

    region = RegionCode(required=True)
    member_id = Identifier(required=True)
    designation = fields.Str(required=True, validate=validate.OneOf(DESIGNATIONS))
    months = fields.Int(
        load_default=None, allow_none=True, strict=True, validate=validate.Range(1, MOST_MONTHS)
    )
    seat_id = Identifier(load_default=None, allow_none=True)
    version = Version()


class FillSeat(SeatedMember):
    """From ``start``, today where none is given."""

    start = Day(load_default=None, allow_none=True)


class RecordTerm(SeatedMember):
    """A term that began in the past, as exactly as its dates are known.

    ``open_end``: no end was agreed. ``ended_on`` with ``how`` and ``reason``: it was cut short.
    """

    start = RoughDay(required=True)
    end = RoughDay(load_default=None, allow_none=True)
    open_end = fields.Bool(load_default=False)
    ended_on = RoughDay(load_default=None, allow_none=True)
    how = fields.Str(load_default=RESIGNED, validate=validate.OneOf((RESIGNED, VACATED)))
    reason = Paragraphs(load_default="", longest=LONGEST_REASON)


class ChangeSeat(OneSeat):
    """``version`` is what the caller read."""

    version = Version()


class RenewSeat(ChangeSeat):
    """For ``months``, or the group's usual term."""

    months = fields.Int(
        load_default=None, allow_none=True, strict=True, validate=validate.Range(1, MOST_MONTHS)
    )


class DescribeSeat(ChangeSeat, Described):
    """The whole description of the present holder, as it is to be."""


class VacateSeat(ChangeSeat):
    """From which day the seat is vacant (today where none is given), and why."""

    on = RoughDay(load_default=None, allow_none=True)
    how = fields.Str(load_default=RESIGNED, validate=validate.OneOf((RESIGNED, VACATED)))
    reason = Paragraphs(required=True, longest=LONGEST_REASON)


class ResignSeat(ChangeSeat):
    """The holder's own resignation; ``on`` is today or later."""

    on = Day(load_default=None, allow_none=True)
    reason = Paragraphs(required=True, longest=LONGEST_REASON)


class ShowMyName(ChangeSeat):
    """The name to show beside the background; empty takes it back."""

    name = Line(load_default="")


def description_of(asked: dict[str, Any]) -> Description:
    return Description(
        background=asked["background"],
        locations=tuple(asked["locations"]),
        sectors=tuple(asked["sectors"]),
        systems=tuple(asked["systems"]),
        patient=asked["patient"],
        basis=asked["basis"],
        represents=tuple(asked["represents"]),
    )


def precision_of(written: RoughDate) -> str:
    """How much of the date is known: ``day``, ``month`` or ``year``."""
    return {4: "year", 7: "month"}.get(len(written.text), "day")


def roster_view(rules: Rules, seats: list[Seat], held: list[Holding], on: date) -> dict[str, Any]:
    """A group by background: who is there, what is vacant, what comes, and what its rules say of it."""
    places = [place_of(each) for each in held]
    return {
        "region": rules.region,
        "name": rules.name,
        "leader": rules.leader,
        "as_at": on.isoformat(),
        "rules": {
            "size_min": rules.size_min,
            "target": rules.target,
            "size_max": rules.size_max,
            "recommended": list(rules.recommended) if rules.recommended else None,
            "counts_leader": rules.counts_leader,
            "term_months": rules.term_months,
            "selection": rules.selection,
            "leader_paid": rules.leader_paid,
        },
        "seats": [seat_view(rules, each.seat, each.term) for each in held],
        "vacant": vacancies(seats, on),
        "planned": [
            seat_view(rules, seat, term)
            for seat in seats
            for term in seat.terms
            if _is_to_come(seat, term, on)
        ],
        **judged(rules, places, composition.check(rules, places)),
    }


def judged(rules: Rules, places: list[Place], findings: list[Finding]) -> dict[str, Any]:
    """What the rules say of these places, and how they are balanced."""
    return {
        "size": len(places),
        "verdict": composition.verdict(findings),
        "findings": [{"code": each.code, "level": each.level, "words": each.words} for each in findings],
        "coverage": [
            {"what": each.what, "label": each.label, "seats": each.seats, "shown": each.seats > 0}
            for each in composition.coverage(rules, places)
        ],
        "balance": {name: _shares(shares) for name, shares in composition.balance(places).items()},
    }


def finding_view(finding: Finding) -> dict[str, Any]:
    return {"code": finding.code, "level": finding.level, "words": finding.words}


def seat_view(rules: Rules, seat: Seat, term: Term) -> dict[str, Any]:
    """A seat with one term, by background; the name only where its holder wrote one to be shown."""
    shown = term.description
    return {
        "id": seat.id,
        "version": seat.version,
        "region": seat.region,
        "kind": seat.kind,
        "term_id": term.id,
        "designation": term.designation,
        "background": shown.background,
        "locations": list(shown.locations),
        "outside": list(composition.outside(rules, shown)),
        "sectors": list(shown.sectors),
        "systems": list(shown.systems),
        "patient": shown.patient,
        "basis": shown.basis or None,
        "represents": list(shown.represents),
        "shown_name": term.shown_name or None,
        "start": term.start.isoformat(),
        "start_precision": term.start_precision,
        "end": term.end.isoformat() if term.end else None,
        "ended": ending_view(term),
    }


def ending_view(term: Term) -> dict[str, Any] | None:
    """How a term ended early; why, only those who look after the group and its holder see."""
    if term.ending is None:
        return None
    return {
        "on": term.ending.on.isoformat(),
        "precision": term.ending.precision,
        "how": term.ending.how,
    }


def with_person(view: dict[str, Any], term: Term, status: str | None) -> dict[str, Any]:
    """For those who look after the group: who it is, and why a term ended early."""
    return {
        **view,
        "member_id": term.member_id,
        "member_status": status,
        "reason": term.ending.reason if term.ending else None,
    }


def vacancies(seats: Iterable[Seat], on: date) -> list[dict[str, Any]]:
    """The seats that nobody holds, each with since when, and the background of who held it last."""
    found = []
    for seat in seats:
        since = seat.vacant_since(on)
        if since is None:
            continue
        over = [term for term in seat.terms if term.until is not None and term.until <= on]
        last = max(over, key=lambda term: (term.until, term.start))
        found.append(
            {
                "id": seat.id,
                "version": seat.version,
                "kind": seat.kind,
                "since": since.isoformat(),
                "precision": last.ending.precision if last.ending else last.start_precision,
                "how": last.ending.how if last.ending else "term_over",
                "background": last.description.background,
                "patient": last.description.patient,
            }
        )
    return found


def place_of(held: Holding) -> Place:
    return Place(held.kind, held.description)


def _is_to_come(seat: Seat, term: Term, on: date) -> bool:
    cancelled = term.until == term.start
    return term.start > on and not cancelled and (seat.closed_on is None or on < seat.closed_on)


def _shares(shares: Iterable[Share]) -> list[dict[str, Any]]:
    return [{"label": each.label, "seats": each.seats} for each in shares]
