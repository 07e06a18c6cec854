"""The shapes at the doors of results; money is whole pence."""

from typing import Any

from marshmallow import fields, validate

from exchange.ballots.domain import Poll
from exchange.ballots.schemas import OfRound, entry_view
from exchange.results.domain import SMALLEST_SHOWN, Colleagues, Home, Result, percent


class FilePart(OfRound):
    """One part of the published file, from 0."""

    part = fields.Int(load_default=0, strict=True, validate=validate.Range(0))


def result_view(poll: Poll, result: Result) -> dict[str, Any]:
    """``tallies`` by every rule, the one that decides first; each project with why or why not."""
    return {
        "round": result.id,
        "region": result.region,
        "tallied_at": result.tallied_at.isoformat(),
        "turnout": {
            "ballots": result.ballots,
            "blank": result.blank,
            "roll": result.roll,
            "percent": percent(result.ballots, result.roll),
        },
        "rule": result.rule,
        "funded": list(result.chosen),
        "tallies": [dict(each) for each in result.tallies],
        "left_out": list(result.left_out),
        "projects": [entry_view(each) for each in poll.entries],
        "from_own_region": {
            "hidden_below": SMALLEST_SHOWN,
            "items": [home_view(each) for each in result.homes],
        }
        if result.homes
        else None,
        "from_own_organisation": {
            "hidden_below": SMALLEST_SHOWN,
            "items": [colleagues_view(each) for each in result.colleagues],
        },
    }


def colleagues_view(told: Colleagues) -> dict[str, Any]:
    return {
        "project": told.project,
        "organisation": told.organisation,
        "votes": told.votes,
        "percent": told.percent,
        "percent_of_ballots": told.of_ballots,
    }


def home_view(home: Home) -> dict[str, Any]:
    return {
        "project": home.project,
        "region": home.region,
        "votes": home.votes,
        "percent": home.percent,
        "percent_of_roll": home.of_roll,
    }
