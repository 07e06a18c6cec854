"""Rules that no result could keep, found before anybody votes, in plain sentences."""

from collections import Counter
from collections.abc import Iterable, Iterator

from stewardship.elections.counting.contest import Contest, Reservations
from stewardship.elections.counting.reservations import (
    PatientRules,
    most_that_fit,
    patient_seats_open,
    patients,
)
from stewardship.elections.counting.wording import listed, number_of


class ImpossibleContest(Exception):
    """No result could keep the rules; ``sentences`` say why."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__(" ".join(self.sentences))


def problems(contest: Contest) -> tuple[str, ...]:
    """Why this contest cannot be counted whatever the ballots say; empty when it can. Ask before opening."""
    found = (*_malformed(contest), *_too_few(contest))
    return found or _contradictions(contest)


def _malformed(contest: Contest) -> Iterator[str]:
    ids, rules = Counter(each.id for each in contest.candidates), contest.reservations
    yield from (f"Two candidates have the id “{each}”." for each, n in ids.items() if n > 1)
    yield from ("A candidate has no id." for each in ids if not each)
    yield from (
        f"Nobody has the id “{each}”."
        for each in sorted(contest.withdrawn | contest.sitting)
        if each not in ids
    )
    if contest.seats < 1:
        yield "There must be at least 1 seat."
    if rules.patient_seats < 0:
        yield "The number of patient seats is below 0."
    if rules.most_per_county is not None and rules.most_per_county < 1:
        yield "The most seats for one county is below 1."
    yield from (
        f"The least number of seats for {each} is below 1."
        for each, n in rules.least_per_system.items()
        if n < 1
    )


def _too_few(contest: Contest) -> Iterator[str]:
    rules, standing = contest.reservations, contest.standing
    seats = number_of(contest.seats, "seat")
    if len(standing) < contest.seats:
        yield f"There are {seats} and only {number_of(len(standing), 'candidate')}."
    if rules.patient_seats > contest.seats:
        yield f"{number_of(rules.patient_seats, 'patient seat')} are more than all {seats}."
    if len(patients(contest)) < patient_seats_open(contest):
        reserved = number_of(patient_seats_open(contest), "patient seat")
        yield f"{reserved} to fill, and {number_of(len(patients(contest)), 'candidate')} who may take one."
    for system, least in sorted(rules.least_per_system.items()):
        there = sum(each.system == system for each in standing)
        if there < least:
            floor = number_of(least, "seat")
            yield f"At least {floor} for {system}, and {number_of(there, 'candidate')} from there."
    floors = sum(rules.least_per_system.values())
    if floors > contest.seats:
        yield f"The systems are to have {number_of(floors, 'seat')} at least, and there are {contest.seats}."
    if rules.most_per_county is not None:
        room = dict.fromkeys({each.county for each in standing} - {""}, rules.most_per_county)
        fit = most_that_fit(standing, room)
        if fit < min(contest.seats, len(standing)):
            most = number_of(rules.most_per_county, "seat")
            yield f"With at most {most} for one county only {fit} of {seats} could be filled."


def _contradictions(contest: Contest) -> tuple[str, ...]:
    """Each rule can be kept alone; can all?"""
    open_seats = patient_seats_open(contest)
    if PatientRules(contest, open_seats).possible(frozenset(), frozenset(patients(contest))):
        return ()
    rules = contest.reservations
    return (f"No choice of candidates keeps all the rules at once: {listed(rule_words(rules))}.",)


def rule_words(rules: Reservations) -> list[str]:
    """The rules that hold, each in words, in the order in which they are applied."""
    words = []
    if rules.patient_seats:
        seats = number_of(rules.patient_seats, "patient seat")
        words.append(f"{seats}, filled first")
    if rules.most_per_county is not None:
        words.append(f"at most {number_of(rules.most_per_county, 'seat')} for one county")
    floors = sorted(rules.least_per_system.items())
    words += [f"at least {number_of(n, 'seat')} for {system}" for system, n in floors]
    return words
