"""What a tally says to a lay reader: for each project what became of it, and why."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from exchange.tally.outcome import (
    BY_COMPLETION,
    BY_SHARES,
    BY_VOTES,
    NO_VOTES,
    OVER_POT,
    TIED_OUT,
    TOO_LITTLE_LEFT,
    Fate,
    Outcome,
)

EXPLAINED = {
    "greedy": "The projects with the most votes come first. Each is funded that the money left still pays "
    "for; one that it does not pay for is passed over.",
    "equal-shares": "Every voter has the same share of the pot. A project is funded when those who chose it "
    "can pay for it together, each with as much; the project that asks its voters for the smallest part of "
    "its cost comes first. What is left when no project can be paid for goes to the others by votes.",
}


SIGNS = {"GBP": "£"}
"""Before an amount; files of other currencies show figures alone."""

Money = Callable[[Fraction], str]


def in_figures(value: Fraction, sign: str = "") -> str:
    """``1,200`` or ``£12.50``; what has no end is rounded down to hundredths."""
    if value.denominator == 1:
        return f"{sign}{value.numerator:,}"
    hundredths = value * 100 // 1
    return f"{sign}{hundredths // 100:,}.{hundredths % 100:02d}"


def sign_of(meta: Mapping[str, str]) -> str:
    """Of the currency that a file's ``meta`` names, "" where it names none that we write with a sign."""
    return SIGNS.get(meta.get("currency", "").upper(), "")


def sentence(fate: Fate, sign: str = "") -> str:
    """Why it is funded, or why not, with the figures that decided."""

    def money(value: Fraction) -> str:
        return in_figures(value, sign)

    return FUNDED[fate.funded_by](fate, money) if fate.funded_by else _not_funded(fate, money)


def document(outcome: Outcome, sign: str = "") -> dict[str, Any]:
    """The whole tally as JSON types, amounts as exact strings; ``sign`` is for its sentences."""
    return {
        "rule": outcome.rule,
        "explained": EXPLAINED[outcome.rule],
        "pot": str(outcome.pot),
        "spent": str(outcome.spent),
        "voters": outcome.voters,
        "ties": [list(each) for each in outcome.ties],
        "projects": [
            {
                "id": fate.project.id,
                "name": fate.project.name,
                "cost": str(fate.project.cost),
                "votes": fate.votes,
                "people": fate.people,
                "turn": fate.turn,
                "left": str(fate.left),
                "is_funded": fate.is_funded,
                "funded_by": fate.funded_by,
                "reason": fate.reason,
                "price": None if fate.price is None else str(fate.price),
                "purses": None if fate.purses is None else str(fate.purses),
                "votes_short": fate.votes_short,
                "sentence": sentence(fate, sign),
            }
            for fate in outcome.fates
        ],
    }


def _by_votes(fate: Fate, money: Money) -> str:
    return f"Funded: its {_votes(fate.votes)} brought it here while {money(fate.left)} was left."


def _by_shares(fate: Fate, money: Money) -> str:
    price = money(fate.price or Fraction(0))
    each = "each" if fate.votes == fate.people else "for each of their points"
    return f"Funded by the shares of {_voters(fate.people)} who chose it, at most {price} {each}."


def _by_completion(fate: Fate, money: Money) -> str:
    held = money(fate.purses or Fraction(0))
    return (
        f"Funded by its {_votes(fate.votes)} from what was left in the end, {money(fate.left)}; "
        f"those who chose it still held {held} of their shares."
    )


def _not_funded(fate: Fate, money: Money) -> str:
    why = REASONS[fate.reason or TOO_LITTLE_LEFT](fate, money)
    if fate.purses is not None and fate.votes and fate.reason != OVER_POT:
        why += f" Those who chose it held {money(fate.purses)} of its cost when the shares were used up."
    return f"Not funded: {why}"


def _no_votes(_fate: Fate, _money: Money) -> str:
    return "nobody voted for it."


def _over_pot(fate: Fate, money: Money) -> str:
    return f"it costs {money(fate.project.cost)}, more than the whole pot."


def _tied_out(fate: Fate, money: Money) -> str:
    return f"as many voted for another, which the lot took first; {_too_little(fate, money)}"


def _too_little(fate: Fate, money: Money) -> str:
    left = f"it costs {money(fate.project.cost)}, and {money(fate.left)} was left at its turn."
    return f"{left} {_short(fate)}" if fate.votes_short else left


def _short(fate: Fate) -> str:
    return f"With {_votes(fate.votes_short or 0)} more its turn would have come in time."


def _voters(number: int) -> str:
    return "1 voter" if number == 1 else f"{number:,} voters"


def _votes(number: int) -> str:
    return "1 vote" if number == 1 else f"{number:,} votes"


FUNDED = {BY_VOTES: _by_votes, BY_SHARES: _by_shares, BY_COMPLETION: _by_completion}
REASONS = {NO_VOTES: _no_votes, OVER_POT: _over_pot, TOO_LITTLE_LEFT: _too_little, TIED_OUT: _tied_out}
