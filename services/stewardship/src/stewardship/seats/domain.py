"""Seats and their terms: one convenor, no gap hidden, the history kept (rows 12, 15, 23)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, datetime

from commons.centre import UK
from stewardship.refusal import Refusal

CONVENOR, MEMBER, CHAIR = "convenor", "member", "chair"
KINDS = (CONVENOR, MEMBER, CHAIR)
LEADERS = (CONVENOR, CHAIR)
"""A group has one of them: a region its convenor, the UK-wide group its chair."""

APPOINTED, ELECTED, CO_OPTED, EX_OFFICIO = "appointed", "elected", "co_opted", "ex_officio"
DESIGNATIONS = (APPOINTED, ELECTED, CO_OPTED, EX_OFFICIO)

RESIGNED, VACATED, LEFT = "resigned", "vacated", "left"
ENDINGS = (RESIGNED, VACATED, LEFT)
"""How a term ends early: by the holder, by those who look after the group, by leaving Q."""

BASES = ("region", "nation", "executive", "non_executive")
"""What a seat of the UK-wide group stands for (row 23, C2)."""

PRECISIONS = ("day", "month", "year")


@dataclass(frozen=True)
class Description:
    """What everybody sees of a seat's holder: a background, never a name (row 12).

    A seat may name several locations (C11). ``basis`` and ``represents`` belong to the UK-wide group:
    region codes for the basis ``region``, names of nations for ``nation``.
    """

    background: str
    locations: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    patient: bool = False
    basis: str = ""
    represents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ending:
    """A term that ended before its time: the seat is vacant from ``on``, that day included (row 15)."""

    on: date
    how: str
    reason: str
    by: str
    at: datetime
    precision: str = "day"


@dataclass(frozen=True)
class Term:
    """One member's time in a seat, from ``start`` to ``end``, the end exclusive; None: no end agreed.

    ``shown_name`` is what the holder wrote to be shown; empty means that no name is shown.
    """

    id: str
    member_id: str
    designation: str
    start: date
    end: date | None
    description: Description
    by: str
    at: datetime
    start_precision: str = "day"
    ending: Ending | None = None
    shown_name: str = ""
    warned_at: datetime | None = None

    @property
    def until(self) -> date | None:
        """The first day on which this term holds no more."""
        return self.ending.on if self.ending else self.end

    def in_force(self, on: date) -> bool:
        return self.start <= on and (self.until is None or on < self.until)

    def is_over(self, on: date) -> bool:
        """Whether it holds no more, or was taken back before it began."""
        return self.until is not None and (self.until <= on or self.until <= self.start)

    def overlaps(self, start: date, end: date | None) -> bool:
        """Whether both hold on at least one day."""
        begins, stops = max(self.start, start), self.until
        return (stops is None or begins < stops) and (end is None or begins < end)


@dataclass(frozen=True)
class Seat:
    """A place in a group with everybody who held it; ``terms`` in the order of their start."""

    id: str
    version: int
    region: str
    kind: str
    terms: tuple[Term, ...]
    closed_on: date | None = None

    def term_on(self, on: date) -> Term | None:
        return next((term for term in self.terms if term.in_force(on)), None)

    def term(self, term_id: str) -> Term | None:
        return next((term for term in self.terms if term.id == term_id), None)

    def vacant_since(self, on: date) -> date | None:
        """Since when nobody holds it, or None while it is held, closed or was never held by then."""
        if self.term_on(on) is not None or (self.closed_on is not None and self.closed_on <= on):
            return None
        return max((term.until for term in self.terms if term.until and term.until <= on), default=None)


@dataclass(frozen=True)
class Holding:
    """A seat in force with the term that is in force: what other capabilities ask for."""

    seat: Seat
    term: Term

    @property
    def seat_id(self) -> str:
        return self.seat.id

    @property
    def region(self) -> str:
        return self.seat.region

    @property
    def kind(self) -> str:
        return self.seat.kind

    @property
    def member_id(self) -> str:
        return self.term.member_id

    @property
    def patient(self) -> bool:
        return self.term.description.patient

    @property
    def description(self) -> Description:
        return self.term.description


def in_force(seats: Iterable[Seat], on: date) -> list[Holding]:
    """The seats that somebody holds on that day, the leader's first, then as they were first filled."""
    found = [Holding(seat, term) for seat in seats if (term := seat.term_on(on)) is not None]
    return sorted(found, key=lambda held: (held.kind not in LEADERS, held.seat.terms[0].start, held.seat_id))


def term_end(start: date, months: int) -> date:
    """The exclusive end: twelve months from 7 September 2017 end on 7 September 2018 (row 15).

    A day that the last month lacks becomes the first of the next, so that no day is cut off.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    try:
        return date(year, month + 1, start.day)
    except ValueError:
        return date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)


def open_seat(seat_id: str, region: str, kind: str, term: Term) -> Seat:
    """A new seat with its first holder, version 1. Refused: ``term_dates_wrong``, ``chair_not_appointed``."""
    _refuse_wrong_kind(region, kind)
    return _checked(Seat(seat_id, 1, region, kind, (term,)), term)


def fill(seat: Seat, term: Term) -> Seat:
    """Give a seat to somebody for a time in which nobody holds it; earlier holders stay in its history.

    Refused: ``seat_closed``, ``convenor_held``, ``seat_held``, ``term_dates_wrong``,
    ``chair_not_appointed``.
    """
    if seat.closed_on is not None:
        raise Refusal("seat_closed")
    if any(other.overlaps(term.start, term.until) for other in seat.terms):
        raise Refusal("convenor_held" if seat.kind in LEADERS else "seat_held")
    terms = tuple(sorted((*seat.terms, term), key=lambda each: (each.start, each.at)))
    return _checked(replace(seat, version=seat.version + 1, terms=terms), term)


def renew(seat: Seat, term_id: str, months: int, on: date, by: str, now: datetime) -> Seat:
    """Let the holder go on from the end of the running term, which nothing does by itself (row 15).

    Refused: ``seat_vacant``, ``term_has_no_end``, ``term_renewed_already``.
    """
    running = held_on(seat, on)
    # A year like 9999 was written for no end.
    if running.end is None or running.end.year + months // 12 >= MAXYEAR:
        raise Refusal("term_has_no_end")
    if any(term.start >= running.end and term.until != term.start for term in seat.terms):
        raise Refusal("term_renewed_already")
    onward = replace(
        running,
        id=term_id,
        start=running.end,
        start_precision=running.start_precision,
        end=term_end(running.end, months),
        by=by,
        at=now,
        warned_at=None,
    )
    return replace(seat, version=seat.version + 1, terms=(*seat.terms, onward))


def end_term(seat: Seat, term_id: str, ending: Ending) -> Seat:
    """Vacate the seat from a day of the term, or from its start; what the holder was to hold later goes too.

    Refused: ``term_ended_already``, ``reason_required``, ``term_dates_wrong``.
    """
    running = seat.term(term_id)
    if running is None:
        raise Refusal("seat_vacant")
    if running.ending is not None:
        raise Refusal("term_ended_already")
    if not ending.reason:
        raise Refusal("reason_required", "Say why the seat becomes vacant.", {"reason": ["Give a reason."]})
    if ending.on < running.start or (running.end is not None and ending.on > running.end):
        raise Refusal("term_dates_wrong", fields={"on": ["Choose a day within the term."]})
    terms = tuple(_ended(term, running, ending) for term in seat.terms)
    return replace(seat, version=seat.version + 1, terms=terms)


def _ended(term: Term, running: Term, ending: Ending) -> Term:
    if term.id == running.id:
        return replace(term, ending=ending)
    if term.member_id == running.member_id and term.start > running.start and term.ending is None:
        return replace(term, ending=replace(ending, on=term.start))
    return term


def describe(seat: Seat, described: Term, description: Description) -> Seat:
    """Correct what is shown of a term's holder, in that term and those of theirs that follow.

    Unchanged when it says the same.
    """

    def corrected(term: Term) -> Term:
        same_holder = term.member_id == described.member_id and term.start >= described.start
        return replace(term, description=description) if same_holder else term

    terms = tuple(corrected(term) for term in seat.terms)
    return seat if terms == seat.terms else replace(seat, version=seat.version + 1, terms=terms)


def show_name(seat: Seat, member_id: str, name: str) -> Seat:
    """Show, change or take back the holder's own name, on all their terms in this seat (row 12)."""
    terms = tuple(
        replace(term, shown_name=name) if term.member_id == member_id else term for term in seat.terms
    )
    return seat if terms == seat.terms else replace(seat, version=seat.version + 1, terms=terms)


def forget_holder(seat: Seat, member_id: str, left: date, now: datetime) -> Seat:
    """Somebody left Q: what they hold is vacant from that day, and their name is shown no more.

    Unchanged for a seat in which nothing of theirs ran on and no name was shown.
    """
    ending = Ending(left, LEFT, "Left Q", f"member:{member_id}", now)
    terms = tuple(_left(term, ending) if term.member_id == member_id else term for term in seat.terms)
    return seat if terms == seat.terms else replace(seat, version=seat.version + 1, terms=terms)


def _left(term: Term, ending: Ending) -> Term:
    nameless = replace(term, shown_name="")
    if term.until is not None and term.until <= ending.on:
        return nameless
    return replace(nameless, ending=replace(ending, on=max(ending.on, term.start)))


def note_warned(seat: Seat, term_id: str, now: datetime) -> Seat:
    """The holder was told that the term ends: once per term."""
    terms = tuple(replace(term, warned_at=now) if term.id == term_id else term for term in seat.terms)
    return replace(seat, version=seat.version + 1, terms=terms)


def is_renewed(seat: Seat, term: Term) -> bool:
    """Whether the same member goes on after this term."""
    return any(
        other.start == term.until and other.until != other.start and other.member_id == term.member_id
        for other in seat.terms
    )


def is_followed(seat: Seat, term: Term) -> bool:
    """Whether somebody holds the seat from this term's end: it was renewed, or a successor is chosen."""
    return any(other.start == term.until and other.until != other.start for other in seat.terms)


def note_over(seat: Seat) -> Seat:
    """A step in the seat's life that changes no word of it: its term ran out."""
    return replace(seat, version=seat.version + 1)


def close(seat: Seat, on: date) -> Seat:
    """Give up a vacant seat; it stays in the history. Refused: ``seat_held``, ``seat_closed``."""
    if seat.closed_on is not None:
        raise Refusal("seat_closed")
    if any(not term.is_over(on) for term in seat.terms):
        raise Refusal("seat_held")
    return replace(seat, version=seat.version + 1, closed_on=on)


def running(seat: Seat, member_id: str, on: date) -> Term | None:
    """The member's term that runs, or else their next to come."""
    own = (term for term in seat.terms if term.member_id == member_id and term.ending is None)
    return next((term for term in own if not term.is_over(on)), None)


def held_on(seat: Seat, on: date) -> Term:
    """The term in force. Refused: ``seat_vacant``."""
    term = seat.term_on(on)
    if term is None:
        raise Refusal("seat_vacant")
    return term


def _refuse_wrong_kind(region: str, kind: str) -> None:
    other = CONVENOR if region == UK else CHAIR
    if kind == other or kind not in KINDS:
        raise Refusal("invalid_input", fields={"kind": ["This group has no seat of that kind."]})


def _checked(seat: Seat, term: Term) -> Seat:
    end, cut = term.end, term.ending.on if term.ending else None
    if (end is not None and end <= term.start) or (cut is not None and cut < term.start):
        raise Refusal("term_dates_wrong", fields={"end": ["The end is not after the start."]})
    if end is not None and cut is not None and cut > end:
        raise Refusal("term_dates_wrong", fields={"ended_on": ["The term was over by then."]})
    if seat.kind == CHAIR and term.designation != APPOINTED:
        raise Refusal("chair_not_appointed", fields={"designation": ["The chair is always appointed."]})
    return seat
