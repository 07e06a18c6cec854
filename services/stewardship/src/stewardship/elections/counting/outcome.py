"""What a count says: its stages, who is elected and why, and what the reservations changed.

Votes are exact (``fractions.Fraction``), by candidate id. At the end of every stage
``sum(votes) + exhausted + non_transferable == valid``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from stewardship.elections.counting.contest import Contest

Kind: TypeAlias = Literal["first_preferences", "surplus", "exclusion", "withdrawal"]
Reason: TypeAlias = Literal["quota", "reservation", "last_seats"]
Purpose: TypeAlias = Literal["surplus", "exclusion", "withdrawal", "election"]


@dataclass(frozen=True)
class Tie:
    """``candidates`` had equal votes; ``chosen`` was taken for ``purpose``, by ``rule``.

    ``rule``: ``earlier_stage`` (they differed at ``stage``) or ``lot`` (``stage`` is None).
    """

    purpose: Purpose
    candidates: tuple[str, ...]
    chosen: str
    rule: Literal["earlier_stage", "lot"]
    stage: int | None
    sentence: str


@dataclass(frozen=True)
class Stage:
    """One step of the count, as it stands at its end.

    ``candidate``: whose papers moved, if any did. ``transfers``: what each candidate gained, and what
    that one lost (below zero). ``value``: by what each moved paper's value was multiplied, in a surplus.
    ``exhausted``: votes so far of excluded or withdrawn candidates whose papers name nobody further;
    ``non_transferable``: parts of surpluses so far whose papers name nobody further.
    ``sentences``: what happened, in plain words.
    """

    number: int
    kind: Kind
    candidate: str | None
    votes: Mapping[str, Fraction]
    transfers: Mapping[str, Fraction]
    value: Fraction | None
    exhausted: Fraction
    non_transferable: Fraction
    elected: tuple[str, ...]
    excluded: tuple[str, ...]
    withdrawn: tuple[str, ...]
    ties: tuple[Tie, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Elected:
    """``votes`` as they were when elected; ``sentence`` says why, in plain words."""

    candidate: str
    stage: int
    votes: Fraction
    reason: Reason
    sentence: str


@dataclass(frozen=True)
class Difference:
    """``elected`` has the seat that ``instead_of`` would have without the reservations.

    ``rules``: one or more of ``patient_seats``, ``most_per_county``, ``least_per_system``.
    """

    elected: str
    instead_of: str
    rules: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class Count:
    """``valid``: ballots that name a standing candidate; ``empty``: those that do not, set aside.

    ``elected`` in the order of election. ``reserved``: the count that decided who takes the patient
    seats, if there are any. ``lot``: the published order that settles the last ties.
    """

    contest: Contest
    valid: int
    empty: int
    quota: int
    stages: tuple[Stage, ...]
    elected: tuple[Elected, ...]
    lot: tuple[str, ...]
    differences: tuple[Difference, ...] = ()
    reserved: "Count | None" = None

    @property
    def elected_ids(self) -> tuple[str, ...]:
        return tuple(each.candidate for each in self.elected)
