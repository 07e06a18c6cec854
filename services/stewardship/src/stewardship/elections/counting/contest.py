"""What is contested: seats, candidates, the rules for them, and the seed of the lot."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Preferences = tuple[str, ...]
"""One ballot: candidate ids, the first choice first."""

Ballots = Mapping[Preferences, int]
"""How many ballots say the same."""


@dataclass(frozen=True)
class Candidate:
    """``county`` and ``system`` (STP) may be empty: then no rule on counties or systems counts them.

    ``patient``: may take a reserved patient or service-user seat. ``name`` is what may be shown.
    """

    id: str
    name: str = ""
    county: str = ""
    system: str = ""
    patient: bool = False

    @property
    def label(self) -> str:
        return self.name or self.id


@dataclass(frozen=True)
class Reservations:
    """Rules on who may fill the seats (row 12, row 14), in the order in which they are applied.

    ``patient_seats``: filled first, from the candidates with ``patient``.
    ``most_per_county``: no county has more seats; None: no such rule.
    ``least_per_system``: system -> seats it has at least.
    """

    patient_seats: int = 0
    most_per_county: int | None = None
    least_per_system: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.patient_seats or self.most_per_county is not None or self.least_per_system)


@dataclass(frozen=True)
class Contest:
    """``withdrawn``: ids of candidates who are on the ballot and stand no longer; they are passed over.

    ``seed`` is published before opening; with the ids it fixes the order of the lot.
    ``sitting``: ids of those who hold a seat already and keep it (casual vacancy); nobody in an election.
    """

    title: str
    seats: int
    candidates: tuple[Candidate, ...]
    seed: str = ""
    reservations: Reservations = field(default_factory=Reservations)
    withdrawn: frozenset[str] = frozenset()
    sitting: frozenset[str] = frozenset()

    @property
    def standing(self) -> tuple[Candidate, ...]:
        return tuple(each for each in self.candidates if each.id not in self.withdrawn)

    def candidate(self, candidate_id: str) -> Candidate:
        return next(each for each in self.candidates if each.id == candidate_id)
