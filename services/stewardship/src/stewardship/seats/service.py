"""The doors of the seats: a roster for everybody, and what becomes of each seat (rows 12, 15, 23)."""

from typing import Any

from chassis.call import Call, Job
from chassis.doors import PUBLIC, command, due, query, when
from chassis.fields import Nothing
from chassis.versions import refuse_stale
from commons.london import day_of
from commons.people.hearing import person_of
from commons.people.store import People
from commons.places import KEEPERS, keeps
from contracts import membership
from contracts.events import Event, Fact
from contracts.refusals import Refused
from stewardship.refusal import Refusal
from stewardship.seats import composition, convenor_role, domain, due_dates, schemas, warning
from stewardship.seats.composition import Place
from stewardship.seats.domain import CONVENOR, LEADERS, RESIGNED, Ending, Seat, Term
from stewardship.seats.filling import Wanted, fill_seat, renew_seat
from stewardship.seats.showing import Showing
from stewardship.seats.store import SeatStore, changed, vacated
from stewardship.settings import Settings

RECORDERS = ("coordinator", "national_team")


class Seats:
    """Who holds a place in which group."""

    name = "stewardship_seats"
    context = "stewardship"
    refusals = (Refusal,)
    store_class = SeatStore
    settings_class = Settings
    store: SeatStore
    settings: Settings

    @query(schemas.Roster, by=(PUBLIC,))
    def roster(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A group's seats on a day, by background. Those who look after it see also who it is.

        Refused: ``region_unknown``.
        """
        return self._showing(call).roster(asked["region"], asked["on"] or day_of(call.now))

    @query(schemas.OneSeat, by=(PUBLIC,))
    def get_seat(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One seat with everybody who held it, the newest term first. Refused: ``not_found``."""
        return self._showing(call).history(self._known(asked))

    @query(schemas.CheckRoster, by=KEEPERS)
    def check_roster(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What the rules say of a proposed roster; nothing is saved. Refused: ``not_found`` for a seat."""
        on = day_of(call.now)
        rules = self._showing(call).rules(asked["region"], on)
        held = {each.seat_id: each for each in self.store.holders(asked["region"], on)}
        if not held.keys() >= set(asked["keep"]):
            raise Refused("not_found")
        places = [schemas.place_of(held[seat_id]) for seat_id in dict.fromkeys(asked["keep"])]
        places += [Place(each["kind"], schemas.description_of(each)) for each in asked["people"]]
        answer = schemas.judged(rules, places, composition.check(rules, places))
        return {"region": rules.region, "name": rules.name, **answer}

    @command(schemas.FillSeat, by=KEEPERS)
    def fill_seat(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Give a seat to a member from today or later. A convenor may fill the other seats of the group.

        Refused: as in ``filling.fill_seat``, ``not_your_region``, ``own_seat``, ``term_dates_wrong``
        for a start in the past, which is recorded instead.
        """
        self._looks_after(call, asked["region"], asked["kind"])
        self._not_their_own(call, asked["member_id"])
        if asked["start"] is not None and asked["start"] < day_of(call.now):
            words = "Choose today or a later day, or record this as a term that began earlier."
            raise Refused("term_dates_wrong", fields={"start": [words]})
        return self._filled(call, Wanted(**_wanted(asked), start=asked["start"], months=asked["months"]))

    @command(schemas.RecordTerm, by=RECORDERS)
    def record_term(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Record a term that began in the past, whether it still runs or not.

        Refused: as in ``filling.fill_seat``, ``not_your_region``, ``own_seat``, ``reason_required``.
        """
        if not call.caller.acts_for(asked["region"], "coordinator"):
            raise Refused("not_your_region")
        self._not_their_own(call, asked["member_id"])
        start, end = asked["start"], asked["end"]
        if start.first > day_of(call.now):
            raise Refused("term_dates_wrong", fields={"start": ["This is not in the past."]})
        wanted = Wanted(
            **_wanted(asked),
            start=start.first,
            start_precision=schemas.precision_of(start),
            months=asked["months"],
            end=end.first if end else None,
            open_end=asked["open_end"] and end is None,
            ending=_recorded_ending(call, asked),
        )
        return self._filled(call, wanted)

    @command(schemas.RenewSeat, by=KEEPERS)
    def renew_seat(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Let the holder go on after the running term, which nothing does by itself.

        Refused: as in ``filling.renew_seat``, ``own_seat``, ``stale_version``.
        """
        seat = self._kept(call, asked)
        self._not_their_own(call, domain.held_on(seat, day_of(call.now)).member_id)
        after, _ = renew_seat(self.store, self.settings, call, seat, asked["months"])
        return self._showing(call).history(after)

    @command(schemas.DescribeSeat, by=KEEPERS)
    def describe_seat(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Correct what is shown of the present holder. Refused: ``seat_vacant``, ``stale_version``."""
        before = self._kept(call, asked)
        term = domain.held_on(before, day_of(call.now))
        shown = schemas.description_of(asked)
        if (shown.basis, shown.represents) != (term.description.basis, term.description.represents):
            words = "What a seat stands for is settled when it is filled."
            raise Refused("invalid_input", fields={"represents": [words]})
        after = domain.describe(before, term, shown)
        if after is not before:
            facts = [fact for each in _altered(before, after) for fact in changed(after, each)]
            self.store.save(after, facts)
        return self._showing(call).history(after)

    @command(schemas.VacateSeat, by=KEEPERS)
    def vacate_seat(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Note that a holder resigned, or end a term; the day may be past and only roughly known (row 15).

        A convenor notes resignations; only a coordinator or the national team ends somebody's term.
        Refused: ``role_required`` for that, ``seat_vacant`` when nobody held it then, ``term_dates_wrong``,
        ``stale_version``.
        """
        seat = self._kept(call, asked)
        if asked["how"] != RESIGNED and not call.caller.acts_for(seat.region, "coordinator"):
            raise Refused("role_required")
        on, precision = day_of(call.now), "day"
        if asked["on"] is not None:
            on, precision = asked["on"].first, schemas.precision_of(asked["on"])
        term = seat.term_on(on)
        if term is None and asked["on"] is not None:
            # A month in which the term began: it cannot have ended before it started.
            term = seat.term_on(asked["on"].last)
        if term is None:
            then = {"on": ["Nobody held the seat then."]} if asked["on"] is not None else {}
            raise Refused("seat_vacant", fields=then)
        ending = Ending(
            max(on, term.start), asked["how"], asked["reason"], call.caller.subject, call.now, precision
        )
        return self._showing(call).history(self._ended(seat, term, ending))

    @command(schemas.ChangeSeat, by=KEEPERS)
    def close_seat(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Give up a vacant seat, so that it is not shown as one to fill. Refused: ``seat_held``."""
        seat = domain.close(self._kept(call, asked), day_of(call.now))
        self.store.save(seat)
        return self._showing(call).history(seat)

    @query(Nothing, by=("member",))
    def my_seats(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """The caller's own seats: held, to come, and past."""
        seats = self.store.of_member(call.caller.subject)
        return {"items": [self._showing(call).own(seat) for seat in seats]}

    @command(schemas.ShowMyName, by=("member",))
    def show_my_name(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Show the caller's own name beside their background, or take it back. Refused: ``not_found``."""
        before = self._own(call, asked)
        after = domain.show_name(before, call.caller.subject, asked["name"])
        if after is not before:
            self.store.save(after)
        return self._showing(call).own(after)

    @command(schemas.ResignSeat, by=("member",))
    def resign_seat(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Resign one's own seat, from today or a later day of the term.

        Refused: ``seat_vacant`` when no term of theirs runs or is to come, ``term_dates_wrong``.
        """
        before, today = self._own(call, asked), day_of(call.now)
        on = asked["on"] or today
        if on < today:
            raise Refused("term_dates_wrong", fields={"on": ["Choose today or a later day."]})
        term = domain.running(before, call.caller.subject, today)
        if term is None:
            raise Refused("seat_vacant")
        ending = Ending(max(on, term.start), RESIGNED, asked["reason"], call.caller.subject, call.now)
        return self._showing(call).own(self._ended(before, term, ending))

    @when(membership.MEMBER_LEFT, queue="vacate_seats")
    def when_member_left_vacate_their_seats(self, call: Call, event: Event) -> None:
        """Rows 12 and 15: who left Q holds no seat from that day on, and is shown by no name."""
        member_id, left = event.data["member_id"], event.data["left"]
        self.store.take_turn(f"member {member_id}")
        People(self.store.work).keep(person_of(event.data))
        for before in self.store.of_member(member_id):
            after = domain.forget_holder(before, member_id, left or day_of(call.now), call.now)
            if after is not before:
                self._save_endings(before, after)

    @due(due_dates.WARN)
    def warn_of_term_end(self, call: Call, job: Job) -> None:
        """Tell a holder and those who look after the group that a term ends; once per term."""
        warning.warn(self.store, self.settings, call, job.data["seat"], job.data["term"])

    @due(due_dates.OVER)
    def note_term_over(self, _call: Call, job: Job) -> None:
        """A term ran out and nobody renewed it: the seat is vacant, unless a successor holds it."""
        seat = self.store.get(job.data["seat"])
        term = seat.term(job.data["term"]) if seat else None
        if seat is None or term is None or term.ending is not None or domain.is_renewed(seat, term):
            return
        after = domain.note_over(seat)
        facts = [] if domain.is_followed(seat, term) else vacated(after, term)
        self.store.save(after, [*facts, *convenor_role.ends(self.store, self.settings, after, term)])

    def _showing(self, call: Call) -> Showing:
        return Showing(self.store, self.settings, call.caller, day_of(call.now))

    def _filled(self, call: Call, wanted: Wanted) -> dict[str, Any]:
        return self._showing(call).history(fill_seat(self.store, self.settings, call, wanted))

    def _ended(self, before: Seat, term: Term, ending: Ending) -> Seat:
        after = domain.end_term(before, term.id, ending)
        self._save_endings(before, after)
        return after

    def _save_endings(self, before: Seat, after: Seat) -> None:
        """Save a step by which terms ended, and tell of each."""
        ended = [term for term in _altered(before, after) if term.until != _as_before(before, term).until]
        facts: list[Fact] = []
        for term in ended:
            due_dates.forget(self.store, term)
            facts += vacated(after, term)
            if _as_before(before, term).until != term.start:
                facts += convenor_role.ends(self.store, self.settings, after, term)
        self.store.save(after, facts)

    def _known(self, asked: dict[str, Any]) -> Seat:
        seat = self.store.get(asked["seat_id"])
        if seat is None or asked["region"] not in (None, seat.region):
            raise Refused("not_found")
        return seat

    def _kept(self, call: Call, asked: dict[str, Any]) -> Seat:
        """A seat that the caller looks after, as they read it."""
        seat = self._known(asked)
        if not keeps(call.caller, seat.region):
            raise Refused("not_found")
        self._looks_after(call, seat.region, seat.kind)
        return _as_read(seat, asked["version"])

    def _own(self, call: Call, asked: dict[str, Any]) -> Seat:
        """A seat that the caller holds, held or is to hold."""
        seat = self._known(asked)
        if all(term.member_id != call.caller.subject for term in seat.terms):
            raise Refused("not_found")
        return _as_read(seat, asked["version"])

    def _looks_after(self, call: Call, region: str, kind: str) -> None:
        """Row 12: a convenor looks after the group's other seats, not after the convenor's."""
        roles = ("coordinator",) if kind in LEADERS else ("coordinator", "convenor")
        if not call.caller.acts_for(region, *roles):
            if kind == CONVENOR and keeps(call.caller, region):
                raise Refused("own_seat")
            raise Refused("not_your_region")

    def _not_their_own(self, call: Call, member_id: str) -> None:
        if call.caller.subject == member_id:
            raise Refused("own_seat")


def _wanted(asked: dict[str, Any]) -> dict[str, Any]:
    same = ("region", "kind", "member_id", "designation", "seat_id", "version")
    return {**{name: asked[name] for name in same}, "description": schemas.description_of(asked)}


def _recorded_ending(call: Call, asked: dict[str, Any]) -> Ending | None:
    """How a recorded term was cut short, if it was."""
    on, start = asked["ended_on"], asked["start"]
    if on is None:
        return None
    if not asked["reason"]:
        raise Refused("reason_required", "Say why the term ended.", {"reason": ["Give a reason."]})
    if on.last < start.first or on.first > day_of(call.now):
        raise Refused("term_dates_wrong", fields={"ended_on": ["Choose a day within the term."]})
    return Ending(
        on=max(on.first, start.first),
        how=asked["how"],
        reason=asked["reason"],
        by=call.caller.subject,
        at=call.now,
        precision=schemas.precision_of(on),
    )


def _as_read(seat: Seat, version: int | None) -> Seat:
    refuse_stale(seat.version, version)
    return seat


def _altered(before: Seat, after: Seat) -> list[Term]:
    return [term for term in after.terms if term != before.term(term.id)]


def _as_before(before: Seat, term: Term) -> Term:
    return before.term(term.id) or term
