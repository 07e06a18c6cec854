"""A vote as the tally takes it, in pounds, and the tally's document as we keep it, in pence.

People read its sentences and its file, so these speak of pounds; machines read whole pence, as everywhere.
"""

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from typing import Any

from exchange.ballots.domain import Poll, vote_of
from exchange.rounds.domain import Round
from exchange.tally import Gathering, Project, Vote, write_pb

PENCE = 100
COMMENT = (
    "Of two that are equal the one that stands first is preferred. A project without a vote is not funded. "
    "Equal shares: a project is worth its cost; what is left at the end goes to the others by votes."
)
"""What whoever tallies the file again has to know."""


def vote_to_tally(
    found: Round, poll: Poll, ballots: Iterable[tuple[int, ...]], left_out: Collection[str]
) -> Vote:
    """``ballots`` as numbers on the paper; projects that are left out are on no ballot any more."""
    entries = [each for each in poll.entries if each.id not in left_out]
    place = {each.number: place for place, each in enumerate(entries)}
    gathering = Gathering()
    for numbers in ballots:
        gathering.add({place[number]: 1 for number in numbers if number in place})
    projects = tuple(Project(each.id, each.title, Fraction(each.ask, PENCE)) for each in entries)
    return Vote(Fraction(found.terms.limits.pot, PENCE), projects, gathering.ballots, found.terms.title)


def file_of(found: Round, vote: Vote) -> str:
    """The vote as a file, in pabulib's form; nobody is marked as funded yet."""
    phase, form = vote_of(found), found.terms.form
    meta = {
        "country": "United Kingdom",
        "unit": found.region,
        "currency": "GBP",
        "date_begin": f"{phase.first:%d.%m.%Y}",
        "date_end": f"{phase.last:%d.%m.%Y}",
        "comment": COMMENT,
    }
    if form.picks is not None:
        meta["max_length"] = str(form.picks)
    return write_pb(vote, None, meta)


def told(document: Mapping[str, Any], poll: Poll) -> dict[str, Any]:
    """The document of one rule: ``pot``, ``spent``, ``cost`` and ``left`` whole pence.

    ``price`` and ``purses`` are exact fractions of pence, as text.
    """
    entries = {each.id: each for each in poll.entries}
    return {
        **document,
        "pot": _pence(document["pot"]),
        "spent": _pence(document["spent"]),
        "projects": [_project(each, entries[each["id"]].number) for each in document["projects"]],
    }


def _project(one: Mapping[str, Any], number: int) -> dict[str, Any]:
    return {
        **one,
        "number": number,
        "cost": _pence(one["cost"]),
        "left": _pence(one["left"]),
        "price": _exact(one["price"]),
        "purses": _exact(one["purses"]),
    }


def _pence(pounds: str) -> int:
    """Asks and pots are whole pence, and so is what is left of them."""
    return int(Fraction(pounds) * PENCE)


def _exact(pounds: str | None) -> str | None:
    return None if pounds is None else str(Fraction(pounds) * PENCE)
