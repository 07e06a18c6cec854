"""Writes the file with which anybody tallies a vote again, in pabulib's form; it leads to no voter."""

import csv
import io
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from exchange.tally.greedy import RULE as GREEDY
from exchange.tally.outcome import Outcome
from exchange.tally.vote import Ballot, Vote, support_of

APPROVAL, SCORING = "approval", "scoring"


def write_pb(vote: Vote, outcome: Outcome | None = None, meta: Mapping[str, str] | None = None) -> str:
    """``meta`` adds lines (a country, the days of the vote); ``outcome`` marks who was funded.

    Ballots are sorted, so that their order tells nothing of when they came; their numbers are new.
    """
    made = io.StringIO()
    lines = csv.writer(made, delimiter=";", lineterminator="\n")
    kind = APPROVAL if all(points == 1 for ballot in vote.ballots for _, points in ballot) else SCORING
    lines.writerow(["META"])
    lines.writerow(["key", "value"])
    lines.writerows(_meta(vote, kind, outcome, meta or {}).items())
    _write_projects(lines, vote, outcome)
    lines.writerow(["VOTES"])
    lines.writerow(["voter_id", "vote"] if kind == APPROVAL else ["voter_id", "vote", "points"])
    number = 0
    for ballot in sorted(vote.ballots):
        for _ in range(vote.ballots[ballot]):
            number += 1
            lines.writerow([str(number), *_vote(vote, ballot, kind)])
    return made.getvalue()


def _meta(vote: Vote, kind: str, outcome: Outcome | None, more: Mapping[str, str]) -> dict[str, str]:
    rule = {"rule": "greedy" if outcome.rule == GREEDY else "equalshares"} if outcome else {}
    return {
        "description": _line(vote.title),
        **{key: _line(value) for key, value in more.items()},
        "num_projects": str(len(vote.projects)),
        "num_votes": str(vote.voters),
        "budget": amount(vote.pot),
        "vote_type": kind,
        **rule,
    }


def _write_projects(lines: Any, vote: Vote, outcome: Outcome | None) -> None:
    funded = {each.id for each in outcome.funded} if outcome else set()
    lines.writerow(["PROJECTS"])
    lines.writerow(["project_id", "cost", "votes", "name", *(["selected"] if outcome else [])])
    for project, got in zip(vote.projects, support_of(vote), strict=True):
        marked = [str(int(project.id in funded))] if outcome else []
        lines.writerow([project.id, amount(project.cost), str(got.votes), _line(project.name), *marked])


def _vote(vote: Vote, ballot: Ballot, kind: str) -> list[str]:
    ids = ",".join(vote.projects[place].id for place, _ in ballot)
    return [ids] if kind == APPROVAL else [ids, ",".join(str(points) for _, points in ballot)]


def _line(text: str) -> str:
    """On one line: some readers go by lines before they look for quotes."""
    return " ".join(text.split())


def amount(value: Fraction) -> str:
    """``1200``, ``12.5``: exact; an amount is a decimal number, as it was read or is in pence."""
    if value.denominator == 1:
        return str(value.numerator)
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = str((value * 10**places).numerator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"
