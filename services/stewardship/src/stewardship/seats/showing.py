"""What a caller may see of seats: everybody by background, those who look after a group by person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from chassis.identity import Caller
from commons.centre import UK
from commons.people.store import People
from commons.places import keeps
from stewardship.seats import domain, schemas
from stewardship.seats.composition import WARNING, Finding, Rules
from stewardship.seats.domain import Seat, in_force
from stewardship.seats.rules import rules_of
from stewardship.seats.store import SeatStore
from stewardship.settings import Settings


@dataclass(frozen=True)
class Showing:
    """Rosters and histories as one caller may see them on one day."""

    store: SeatStore
    settings: Settings
    caller: Caller
    today: date

    def rules(self, region: str, on: date) -> Rules:
        """The group's rules; for the UK-wide group also which regional groups it should hear."""
        regions = self.settings.regions
        groups = self.store.groups(regions.by_code, on) if region == UK else ()
        return rules_of(regions, region, groups)

    def roster(self, region: str, on: date) -> dict[str, Any]:
        """A group on a day. Those who look after it see also who it is, and whose membership is paused."""
        rules = self.rules(region, on)
        seats = self.store.of_group(region)
        view = schemas.roster_view(rules, seats, in_force(seats, on), on)
        if not keeps(self.caller, region):
            return view
        held, planned = (self._named(view[name], seats) for name in ("seats", "planned"))
        findings = [*_paused(held), *view["findings"]]
        return {**view, "seats": held, "planned": planned, "findings": findings}

    def history(self, seat: Seat) -> dict[str, Any]:
        """A seat with all its terms, the newest first."""
        rules = self.rules(seat.region, self.today)
        terms = [schemas.seat_view(rules, seat, term) for term in reversed(seat.terms)]
        return {
            **_headed(rules, seat),
            "vacant": schemas.vacancies([seat], self.today) != [],
            "closed_on": seat.closed_on.isoformat() if seat.closed_on else None,
            "terms": self._named(terms, [seat]) if keeps(self.caller, seat.region) else terms,
        }

    def own(self, seat: Seat) -> dict[str, Any]:
        """The caller's own terms in a seat, the newest first; ``running`` runs or is the next to come."""
        rules = self.rules(seat.region, self.today)
        own = [term for term in reversed(seat.terms) if term.member_id == self.caller.subject]
        running = domain.running(seat, self.caller.subject, self.today)
        return {
            **_headed(rules, seat),
            "running": running.id if running else None,
            "terms": [schemas.with_person(schemas.seat_view(rules, seat, term), term, None) for term in own],
        }

    def _named(self, views: list[dict[str, Any]], seats: list[Seat]) -> list[dict[str, Any]]:
        terms = {term.id: term for seat in seats for term in seat.terms}
        people = People(self.store.work).several(term.member_id for term in terms.values())
        named = []
        for view in views:
            term = terms[view["term_id"]]
            person = people.get(term.member_id)
            named.append(schemas.with_person(view, term, person.status if person else None))
        return named


def _headed(rules: Rules, seat: Seat) -> dict[str, Any]:
    return {
        "id": seat.id,
        "version": seat.version,
        "region": seat.region,
        "name": rules.name,
        "kind": seat.kind,
    }


def _paused(held: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A paused member keeps the seat, as they may come back; those who look after it are told (row 12)."""
    number = sum(each["member_status"] not in (None, "active") for each in held)
    if not number:
        return []
    seats = "1 seat is" if number == 1 else f"{number} seats are"
    found = Finding("holder_not_active", WARNING, f"{seats} held by somebody whose membership is not active")
    return [schemas.finding_view(found)]
