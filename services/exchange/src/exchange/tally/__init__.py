"""Tallies one vote on which projects are funded, by several rules; standard library only.

The whole interface, in the order in which a round uses it::

    lot_order(seed, ids)            -> project ids; publish it before opening, it settles ties
    vote = Vote(pot, projects, ballots, title)   # projects in the order of the lot; Gathering makes ballots
    RULES["greedy"](vote)           -> Outcome: the most votes first, while the money lasts
    RULES["equal-shares"](vote)     -> Outcome: every voter has the same share of the pot
    sentence(fate), document(outcome)            -> why or why not in words; the whole tally as JSON types
    sign_of(meta)                   -> what its sentences write before an amount, as "£"
    write_pb(vote, outcome, meta)   -> the file to publish; read_pb(content) -> BallotFile, or PbError
"""

from collections.abc import Callable, Mapping

from exchange.tally.greedy import greedy
from exchange.tally.lots import lot_order
from exchange.tally.outcome import Fate, Outcome
from exchange.tally.pabulib import BallotFile, PbError, read_pb
from exchange.tally.publishing import write_pb
from exchange.tally.shares import equal_shares
from exchange.tally.sheet import document, sentence, sign_of
from exchange.tally.vote import Gathering, Project, Vote

RULES: Mapping[str, Callable[[Vote], Outcome]] = {"greedy": greedy, "equal-shares": equal_shares}

__all__ = [
    "RULES",
    "BallotFile",
    "Fate",
    "Gathering",
    "Outcome",
    "PbError",
    "Project",
    "Vote",
    "document",
    "equal_shares",
    "greedy",
    "lot_order",
    "read_pb",
    "sentence",
    "sign_of",
    "write_pb",
]
