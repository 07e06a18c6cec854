"""What voters still hold of their shares of the pot: exact, and quick for a million of them.

Voters who hold the same are of one *class*; a payment moves its voters to other classes, so that fractions
are reckoned once a class and not once a voter.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction

from exchange.tally.vote import Vote

NOTHING = Fraction(0)


class Purses:
    """All purses of one vote; everybody begins with the same share."""

    def __init__(self, vote: Vote) -> None:
        self._times = list(vote.ballots.values())
        self._class_of = [0] * len(self._times)
        self._holds = [vote.pot / vote.voters if vote.voters else NOTHING]
        self._class_with = {self._holds[0]: 0}
        self._costs = [each.cost for each in vote.projects]
        self._chose: list[dict[int, list[int]]] = [defaultdict(list) for _ in vote.projects]
        for number, ballot in enumerate(vote.ballots):
            for place, points in ballot:
                self._chose[place][points].append(number)

    def together(self, place: int) -> Fraction:
        """What those who chose the project still hold."""
        counted = Counter[int]()
        for kind, _, voters in self._classes(place):
            counted[kind] += voters
        return sum((self._holds[kind] * voters for kind, voters in counted.items()), NOTHING)

    def price(self, place: int) -> Fraction | None:
        """The smallest price for a point at which the project's voters pay its cost; None: they cannot.

        Whoever holds less than the price of their points pays what they hold.
        """
        need = self._costs[place]
        points_left, able = 0, []
        for kind, points, voters in self._classes(place):
            held = self._holds[kind]
            able.append((held / points, held * voters, points * voters))
            points_left += points * voters
        # Floats compare quicker than fractions; rounding keeps the order, so fractions decide the rest.
        able.sort(key=lambda each: (float(each[0]), each[0]))
        for most, held_together, points in able:
            if most * points_left >= need:
                return need / points_left
            need -= held_together
            points_left -= points
        return None

    def pay(self, place: int, price: Fraction) -> None:
        """Everybody who chose the project pays ``price`` for each of their points, or what they hold."""
        for points, ballots in self._chose[place].items():
            moved: dict[int, int] = {}
            for number in ballots:
                kind = self._class_of[number]
                if kind not in moved:
                    moved[kind] = self._class_holding(max(NOTHING, self._holds[kind] - price * points))
                self._class_of[number] = moved[kind]

    def _classes(self, place: int) -> Iterator[tuple[int, int, int]]:
        """``(class, points, how many voters)`` of those who chose the project."""
        for points, ballots in self._chose[place].items():
            counted: dict[int, int] = defaultdict(int)
            for number in ballots:
                counted[self._class_of[number]] += self._times[number]
            for kind, voters in counted.items():
                yield kind, points, voters

    def _class_holding(self, held: Fraction) -> int:
        if held not in self._class_with:
            self._class_with[held] = len(self._holds)
            self._holds.append(held)
        return self._class_with[held]
