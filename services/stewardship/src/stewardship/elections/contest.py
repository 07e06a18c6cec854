"""An election as the counting code sees it: its contest, its possible rules, its ballot paper's order."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from stewardship.elections import counting
from stewardship.elections.counting import Contest, Reservations, lot_order
from stewardship.elections.counting.problems import problems
from stewardship.elections.domain import Candidate, Election, Rules
from stewardship.seats.domain import ELECTED, MEMBER, Description
from stewardship.seats.filling import Wanted


def contest_of(election: Election) -> Contest:
    """The contest that is counted: the rules as the candidates can keep them."""
    rules = election.contested or election.rules
    return _contest(_title(election, rules), rules, election.candidates, election.tie_seed)


def impossible(rules: Rules) -> tuple[str, ...]:
    """Why no candidates whatever could keep these rules, in plain sentences; empty when some could."""
    return problems(_contest("", rules, tuple(_everybody(rules)), ""))


def fitting(rules: Rules, candidates: tuple[Candidate, ...]) -> Rules | None:
    """The rules as these candidates can keep them, with as many seats as they can fill; None: no seat.

    A patient seat without a patient to take it, and a system's seat without a candidate for it, stay empty.
    """
    patients = min(rules.patient_seats, sum(each.patient for each in candidates))
    systems = tuple(
        (system, min(least, sum(each.system == system for each in candidates)))
        for system, least in rules.system_seats
    )
    kept_empty = (
        rules.patient_seats - patients + sum(n for _, n in rules.system_seats) - sum(n for _, n in systems)
    )
    least = tuple(pair for pair in systems if pair[1])
    for seats in range(min(rules.seats - kept_empty, len(candidates)), 0, -1):
        wanted = replace(rules, seats=seats, patient_seats=min(patients, seats), system_seats=least)
        if not problems(_contest("", wanted, candidates, "")):
            return wanted
    return None


def on_paper(candidates: Iterable[Candidate], tie_seed: str) -> tuple[Candidate, ...]:
    """The candidates in the order of the lot, numbered from 1: nobody stands first by their name."""
    by_id = {candidate.nomination_id: candidate for candidate in candidates}
    order = lot_order(_contest("", Rules(1), tuple(by_id.values()), tie_seed))
    return tuple(replace(by_id[each], number=number) for number, each in enumerate(order, 1))


def spelled_alike(rules: Rules, candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The candidates with one spelling for each county and system: the rule's own, else whoever wrote first.

    They type both themselves: "devon" is no second county, and "devon stp" is the system of the rule.
    """
    counties: dict[str, str] = {}
    systems = {_plain(system): system for system, _ in rules.system_seats}
    return tuple(
        replace(
            each,
            county=counties.setdefault(_plain(each.county), each.county),
            system=systems.setdefault(_plain(each.system), each.system),
        )
        for each in candidates
    )


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _title(election: Election, rules: Rules) -> str:
    closes = election.deadlines.voting_closes
    return f"Q Commons, {election.region}: {rules.seats} of the group's seats, {closes}"


def _contest(title: str, rules: Rules, candidates: tuple[Candidate, ...], seed: str) -> Contest:
    return Contest(
        title,
        rules.seats,
        tuple(_counted_as(candidate) for candidate in candidates),
        seed,
        Reservations(rules.patient_seats, rules.most_per_county, dict(rules.system_seats)),
    )


def _counted_as(candidate: Candidate) -> counting.Candidate:
    return counting.Candidate(
        candidate.nomination_id, candidate.shown_name, candidate.county, candidate.system, candidate.patient
    )


def _everybody(rules: Rules) -> Iterable[Candidate]:
    """More candidates than any rule asks for: patients of every system, each from a county of their own."""
    systems = [system for system, least in rules.system_seats for _ in range(least)]
    for number, system in enumerate((*systems, *("" for _ in range(rules.seats))), 1):
        name = f"candidate {number}"
        yield Candidate(number, name, name, name, "", "", f"county {number}", "", system, True)


def wanted_seat(
    election: Election, candidate: Candidate, *, starts: date | None = None, seat_id: str | None = None
) -> Wanted:
    """The seat of an elected candidate, described as on the ballot paper; a vacated one by its id."""
    shown = Description(
        background=candidate.background,
        locations=(candidate.county,),
        sectors=(candidate.sector,) if candidate.sector else (),
        systems=(candidate.system,) if candidate.system else (),
        patient=candidate.patient,
    )
    return Wanted(election.region, MEMBER, candidate.member_id, ELECTED, shown, start=starts, seat_id=seat_id)
