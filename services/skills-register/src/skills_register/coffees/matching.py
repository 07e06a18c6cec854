"""Who has coffee with whom: a pure function of the guests, of who met before, and of a published seed.

What it promises:

* everybody is in exactly one group; all are pairs but one trio when their number is odd;
* nobody meets somebody again while it can be avoided: for an even number the fewest pairs possible are
  repeats, and while everybody has met fewer than half of the others there is none, in the trio neither;
* no two pairs could be dealt anew between their four people so that fewer are of one organisation or
  place. So, while nobody met before, two of one organisation meet only where more than half are of it;
* the same guests, history and seed make the same groups, in whatever order the guests come.
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from hashlib import sha256

from skills_register.coffees.pairing import ALONE, completed

MET, SAME_ORGANISATION, SAME_PLACE = 10, 3, 1
"""What a pair costs. To meet again is worse than any change of two pairs can gain by the others."""

LOOKED_AT = 100
"""How many of those still waiting are looked at for a first partner; improving looks at all."""


@dataclass(frozen=True)
class Guest:
    """Somebody who takes part. "" is an organisation or a place that they did not name: nobody's same."""

    id: str
    organisation: str = ""
    place: str = ""


def match(guests: Sequence[Guest], met: Mapping[str, Set[str]], seed: str) -> list[tuple[str, ...]]:
    """The groups by member id; none for fewer than two guests. ``met`` names whom each has met before."""
    return deal(in_drawn_order(guests, seed), met)


def ticket_of(member_id: str, seed: str) -> str:
    """What the seed draws for somebody: a SHA-256 in hexadecimal, which they can compute themselves."""
    return sha256(f"{seed}|{member_id}".encode()).hexdigest()


def in_drawn_order(guests: Sequence[Guest], seed: str) -> list[Guest]:
    """Those with the lowest tickets first."""
    return sorted(guests, key=lambda each: ticket_of(each.id, seed))


def deal(drawn: Sequence[Guest], met: Mapping[str, Set[str]]) -> list[tuple[str, ...]]:
    """The groups of guests who stand in the order in which they were drawn; ids have no part in it."""
    if len(drawn) < 2:
        return []
    return _Dealing(drawn, met).groups()


def same(name: str) -> str:
    """How an organisation or a place is compared."""
    return " ".join(name.casefold().split())


class _Dealing:
    """One round; guests are numbers in the order in which they are dealt."""

    def __init__(self, drawn: Sequence[Guest], met: Mapping[str, Set[str]]) -> None:
        sizes = Counter(same(guest.organisation) for guest in drawn if guest.organisation)
        # Those with the fewest strangers, who come from the largest organisation, choose first.
        ordered = sorted(drawn, key=lambda each: -sizes.get(same(each.organisation), 0))
        number = {guest.id: place for place, guest in enumerate(ordered)}
        self._ids = [guest.id for guest in ordered]
        self._organisations = [same(guest.organisation) for guest in ordered]
        self._places = [same(guest.place) for guest in ordered]
        self._met = [{number[each] for each in met.get(guest.id, ()) if each in number} for guest in ordered]
        for one, others in enumerate(self._met):
            for other in others:
                self._met[other].add(one)

    def groups(self) -> list[tuple[str, ...]]:
        partner = completed(self._first_choice(), self._are_strangers)
        alone = [person for person, mate in enumerate(partner) if mate == ALONE]
        third = self._third(alone) if len(alone) % 2 else None
        pairs = [(person, mate) for person, mate in enumerate(partner) if person < mate]
        pairs += self._repeats([person for person in alone if person != third])
        dealt: list[tuple[int, ...]] = list(self._improved(pairs))
        if third is not None:
            joined = min(range(len(dealt)), key=lambda at: (self._sum(third, dealt[at]), at))
            dealt[joined] = (*dealt[joined], third)
        return sorted(tuple(sorted(self._ids[person] for person in group)) for group in dealt)

    def _first_choice(self) -> list[int]:
        partner = [ALONE] * len(self._ids)
        waiting = list(range(len(self._ids)))
        while len(waiting) > 1:
            person = waiting.pop(0)
            looked_at = [other for other in waiting[:LOOKED_AT] if other not in self._met[person]]
            # The last ones come from the smallest organisations: whoever waits may be one of many.
            looked_at += [other for other in waiting[-LOOKED_AT:] if other not in self._met[person]]
            if not looked_at:
                continue
            chosen = min(looked_at, key=lambda other: self._cost(person, other))
            waiting.remove(chosen)
            partner[person], partner[chosen] = chosen, person
        return partner

    def _third(self, alone: list[int]) -> int:
        """Who joins a pair: the one who met fewest, and so finds two strangers most easily."""
        return min(alone, key=lambda person: (len(self._met[person]), person))

    def _repeats(self, alone: list[int]) -> list[tuple[int, int]]:
        """Pairs of those who can only meet somebody again."""
        pairs, waiting = [], list(alone)
        while waiting:
            person = waiting.pop(0)
            chosen = min(waiting, key=lambda other: self._cost(person, other))
            waiting.remove(chosen)
            pairs.append((person, chosen))
        return pairs

    def _improved(self, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Deal two pairs anew as long as that costs less; each time the whole costs less, so it ends."""
        dealt = list(pairs)
        costs = [self._cost(*pair) for pair in dealt]
        is_better = True
        while is_better:
            is_better = False
            for at in range(len(dealt)):
                if costs[at] and self._swap(dealt, costs, at):
                    is_better = True
        return dealt

    def _swap(self, dealt: list[tuple[int, int]], costs: list[int], at: int) -> bool:
        one, two = dealt[at]
        for other, (three, four) in enumerate(dealt):
            if other == at:
                continue
            now = costs[at] + costs[other]
            for mine, theirs in (((one, three), (two, four)), ((one, four), (two, three))):
                first = self._cost(*mine)
                if first >= now:
                    continue
                second = self._cost(*theirs)
                if first + second < now:
                    dealt[at], dealt[other], costs[at], costs[other] = mine, theirs, first, second
                    return True
        return False

    def _sum(self, person: int, group: tuple[int, ...]) -> int:
        return sum(self._cost(person, other) for other in group)

    def _are_strangers(self, one: int, other: int) -> bool:
        return one != other and other not in self._met[one]

    def _cost(self, one: int, other: int) -> int:
        cost = MET if other in self._met[one] else 0
        organisation, place = self._organisations[one], self._places[one]
        if organisation and organisation == self._organisations[other]:
            cost += SAME_ORGANISATION
        if place and place == self._places[other]:
            cost += SAME_PLACE
        return cost
