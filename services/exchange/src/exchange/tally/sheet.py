"""What a tally says to a lay reader: for each project what became of it, and why."""

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


def in_figures(value: Fraction) -> str:
    """``1,200`` or ``12.50``; what has no end is rounded down to hundredths."""
    if value.denominator == 1:
        return f"{value.numerator:,}"
    hundredths = value * 100 // 1
    return f"{hundredths // 100:,}.{hundredths % 100:02d}"


def sentence(fate: Fate) -> str:
    """Why it is funded, or why not, with the figures that decided."""
    return FUNDED[fate.funded_by](fate) if fate.funded_by else _not_funded(fate)


def document(outcome: Outcome) -> dict[str, Any]:
    """The whole tally as JSON types, amounts as exact strings."""
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
                "sentence": sentence(fate),
            }
            for fate in outcome.fates
        ],
    }


def _by_votes(fate: Fate) -> str:
    return f"Funded: its {_votes(fate.votes)} brought it here while {in_figures(fate.left)} was left."


def _by_shares(fate: Fate) -> str:
    price = in_figures(fate.price or Fraction(0))
    return f"Funded by {_voters(fate.people)} who chose it; none of them paid more than {price} for a vote."


def _by_completion(fate: Fate) -> str:
    held = in_figures(fate.purses or Fraction(0))
    return (
        f"Funded by its {_votes(fate.votes)} from what was left in the end, {in_figures(fate.left)}; "
        f"those who chose it still held {held} of their shares."
    )


def _not_funded(fate: Fate) -> str:
    why = REASONS[fate.reason or TOO_LITTLE_LEFT](fate)
    if fate.purses is not None and fate.votes and fate.reason != OVER_POT:
        why += f" Those who chose it held {in_figures(fate.purses)} of its cost when the shares were used up."
    return f"Not funded: {why}"


def _no_votes(_fate: Fate) -> str:
    return "nobody voted for it."


def _over_pot(fate: Fate) -> str:
    return f"it costs {in_figures(fate.project.cost)}, more than the whole pot."


def _tied_out(fate: Fate) -> str:
    return f"as many voted for another, which the lot took first; {_too_little(fate)}"


def _too_little(fate: Fate) -> str:
    left = f"it costs {in_figures(fate.project.cost)}, and {in_figures(fate.left)} was left at its turn."
    return f"{left} {_short(fate)}" if fate.votes_short else left


def _short(fate: Fate) -> str:
    return f"With {_votes(fate.votes_short or 0)} more its turn would have come in time."


def _voters(number: int) -> str:
    return "1 voter" if number == 1 else f"{number:,} voters"


def _votes(number: int) -> str:
    return "1 vote" if number == 1 else f"{number:,} votes"


FUNDED = {BY_VOTES: _by_votes, BY_SHARES: _by_shares, BY_COMPLETION: _by_completion}
REASONS = {NO_VOTES: _no_votes, OVER_POT: _over_pot, TOO_LITTLE_LEFT: _too_little, TIED_OUT: _tied_out}
