"""Who may still be elected, who must be, and why: the rules on the seats at every point of a count.

The count asks one question, ``possible``: can the seats still be filled by the rules when these are
elected and those continue? Nobody is elected, and nobody excluded, by whom the answer becomes no.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from stewardship.elections.counting.contest import Candidate, Contest
from stewardship.elections.counting.wording import listed, number_of

Ids = frozenset[str]


class Rules(Protocol):
    """What a count asks before it elects or excludes anybody."""

    def possible(self, elected: Ids, continuing: Ids) -> bool: ...

    def why_withdrawn(self, candidate: str, elected: Ids) -> str: ...

    def why_kept(self, candidate: str, elected: Ids) -> str: ...


class SeatRules:
    """The rules of a contest while its seats are filled (patient seats are filled before: PatientRules)."""

    def __init__(self, contest: Contest) -> None:
        self._seats = contest.seats
        self._by_id = {each.id: each for each in contest.candidates}
        self._most = contest.reservations.most_per_county
        self._least = dict(contest.reservations.least_per_system)
        self._sitting = contest.sitting
        self._counties = {each.county for each in contest.candidates} - {""}
        self._free = self._most is None and not self._least and not self._sitting

    def possible(self, elected: Ids, continuing: Ids) -> bool:
        left = self._seats - len(elected)
        if self._free or not 0 <= left <= len(continuing):
            return 0 <= left <= len(continuing)
        chosen = self._of(elected | (self._sitting & continuing))
        open_to = self._of(continuing - self._sitting)
        left = self._seats - len(chosen)
        room = self._room(chosen)
        need = self._need(chosen)
        return (
            self._sitting <= elected | continuing
            and sum(need.values()) <= left
            and all(places >= 0 for places in room.values())
            and left <= most_that_fit(open_to, room)
            and _floors_fit(need, open_to, room)
        )

    def why_withdrawn(self, candidate: str, elected: Ids) -> str:
        name, county = self._by_id[candidate].label, self._by_id[candidate].county
        if self._most is not None and county and self._room(self._of(elected)).get(county, 1) <= 0:
            most = number_of(self._most, "seat")
            return f"{county} has its {most}, the most for one county: {name} is withdrawn."
        left = number_of(self._seats - len(elected), "seat")
        return f"{name} is withdrawn from the {left} left. {self._wanted(elected)}."

    def why_kept(self, candidate: str, elected: Ids) -> str:
        name, system = self._by_id[candidate].label, self._by_id[candidate].system
        if candidate in self._sitting:
            return f"{name} holds a seat already and keeps it, so is not excluded."
        if self._need(self._of(elected)).get(system):
            return f"{name} is not excluded: without them {system} could not have its {self._floor(system)}."
        return f"{name} is not excluded: without them the rules could not be kept. {self._wanted(elected)}."

    def _of(self, ids: Iterable[str]) -> list[Candidate]:
        return [self._by_id[each] for each in ids]

    def _room(self, chosen: Iterable[Candidate]) -> dict[str, int]:
        """Places left for each county under the rule; no entry: no limit."""
        if self._most is None:
            return {}
        taken = Counter(each.county for each in chosen)
        return {county: self._most - taken[county] for county in self._counties}

    def _need(self, chosen: Iterable[Candidate]) -> dict[str, int]:
        """Seats that each system still has to get."""
        have = Counter(each.system for each in chosen)
        return {system: n - have[system] for system, n in self._least.items() if n > have[system]}

    def _floor(self, system: str) -> str:
        return number_of(self._least[system], "seat")

    def _wanted(self, elected: Ids) -> str:
        need = sorted(self._need(self._of(elected)).items())
        wants = [f"at least {number_of(n, 'more seat')} for {system}" for system, n in need]
        kept = len(self._sitting - elected)
        wants += [f"{number_of(kept, 'seat')} for those who hold one already"] * bool(kept)
        wants += [f"at most {number_of(self._most, 'seat')} for one county"] if self._most is not None else []
        return f"The rules ask for {listed(wants)}"


def most_that_fit(open_to: Iterable[Candidate], room: dict[str, int]) -> int:
    """How many of them the limits per county let in."""
    there = Counter(each.county for each in open_to)
    return sum(min(n, room.get(county, n)) for county, n in there.items())


def _floors_fit(need: dict[str, int], open_to: Iterable[Candidate], room: dict[str, int]) -> bool:
    """Whether what the systems need finds candidates within the counties' room (augmenting paths)."""
    there = Counter((each.system, each.county) for each in open_to)
    given: Counter[tuple[str, str]] = Counter()

    def place(system: str, seen: set[str]) -> bool:
        for county in [c for s, c in there if s == system and given[s, c] < there[s, c] and c not in seen]:
            seen.add(county)
            full = county in room and sum(n for (_, c), n in given.items() if c == county) >= room[county]
            holders = [s for (s, c), n in given.items() if c == county and n] if full else []
            moved = next((each for each in holders if place(each, seen)), None)
            if full and moved is None:
                continue
            if moved is not None:
                given[moved, county] -= 1
            given[system, county] += 1
            return True
        return False

    return all(place(system, set()) for system, n in need.items() for _ in range(n))


class PatientRules:
    """Who may take the reserved patient seats, so that the other rules can still be kept afterwards."""

    def __init__(self, contest: Contest, seats: int) -> None:
        self._seats = seats
        self._rest = SeatRules(contest)
        self._standing = frozenset(each.id for each in contest.standing)
        self._by_id = {each.id: each for each in contest.candidates}

    def possible(self, elected: Ids, continuing: Ids) -> bool:
        seats = self._seats - len(elected)
        return seats >= 0 and self._can_fill(elected, self._groups(continuing), seats)

    def why_withdrawn(self, candidate: str, elected: Ids) -> str:
        return f"In the reserved seat of this count: {self._rest.why_withdrawn(candidate, elected)}"

    def why_kept(self, candidate: str, elected: Ids) -> str:
        return self._rest.why_kept(candidate, elected)

    def _groups(self, continuing: Ids) -> list[list[str]]:
        """Those of one county and system together: nothing else about them matters here."""
        groups: dict[tuple[str, str], list[str]] = {}
        for each in sorted(continuing):
            groups.setdefault((self._by_id[each].county, self._by_id[each].system), []).append(each)
        return list(groups.values())

    def _can_fill(self, elected: Ids, groups: list[list[str]], seats: int) -> bool:
        """Tries one of each group for the next seat, and goes no further where the rest is impossible."""
        if not self._rest.possible(elected, self._standing - elected):
            return False
        return not seats or any(
            self._can_fill(elected | {first}, [*([others] if others else []), *groups[place:]], seats - 1)
            for place, (first, *others) in enumerate(groups, 1)
        )


def patient_seats_open(contest: Contest) -> int:
    """Reserved patient seats that nobody holds yet."""
    held = sum(each.patient for each in contest.candidates if each.id in contest.sitting)
    return max(0, contest.reservations.patient_seats - held)


def patients(contest: Contest) -> tuple[str, ...]:
    """Who stands for the reserved patient seats."""
    return tuple(each.id for each in contest.standing if each.patient and each.id not in contest.sitting)
