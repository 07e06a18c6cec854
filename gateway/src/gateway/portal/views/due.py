"""What is due in the groups that somebody looks after."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from chassis.identity import Caller
from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.meetings import calendar
from gateway.clients.stewardship import (
    alliances,
    appointments,
    documents,
    elections,
    matters,
    network,
    seats,
    support,
)
from gateway.guards import caller
from gateway.portal.dates import today
from gateway.portal.exchange_due import in_exchange
from gateway.portal.pages import Page, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting import due as presenting
from gateway.portal.presenting.due import AHEAD, Due
from gateway.portal.presenting.matters import group_names

UK = "UK"
MOST = 100
"""Lines taken of each list; what is due first comes first in each."""


@page("/due", "coordinator", "convenor", "national_team")
def due() -> Page:
    """One list by date; a part that does not answer is named, the rest is shown."""
    person = caller()
    names = group_names(region_names(person))
    mine = sorted(person.regions_as("coordinator", "convenor"))
    groups = [*mine, UK] if person.has("national_team") else mine
    found, missing = _found(person, groups, names, today())
    more, also_missing = in_exchange(person, groups, names, today())
    return show(
        "due",
        dues=presenting.in_order(found + more),
        missing=sorted({*missing, *also_missing}),
        groups=[(code, names.get(code, code)) for code in groups],
        days=AHEAD.days,
        in_network=person.has("convenor") or person.has("national_team"),
    )


def _found(
    person: Caller, groups: list[str], names: dict[str, str], now: date
) -> tuple[list[Due], list[str]]:
    asked: list[tuple[str, Any, Any]] = [
        ("next steps with organisations", alliances.due_steps.asking(person),
         lambda answer: presenting.steps_of(answer, names, now)),
    ]  # fmt: skip
    for group in groups:
        asked += _of_group(person, group, groups, names, now)
    answers = together(*(question for _, question, _ in asked))
    found, missing = [], []
    for (part, _, read), answer in zip(asked, answers, strict=True):
        if isinstance(answer, Refused):
            missing.append(part)
        else:
            found += read(answer)
    return list(dict.fromkeys(found)), missing


def _of_group(
    person: Caller, group: str, groups: list[str], names: dict[str, str], now: date
) -> Iterator[tuple[str, Any, Any]]:
    """What is asked of one group: the part's name, the question, how its answer is read."""
    yield "seats", seats.roster.asking(person, group), lambda found: presenting.terms_of(found, now)
    yield (
        "reviews of documents",
        documents.list_reviews.asking(person, region=group, days=AHEAD.days, limit=MOST),
        lambda found: presenting.reviews_of(found, names, now),
    )
    yield (
        "matters",
        matters.list_matters.asking(person, group=group, state="raised", limit=MOST),
        lambda found: presenting.matters_of(found, groups, names, now),
    )
    yield (
        "support",
        support.list_support.asking(person, group),
        lambda found: presenting.gaps_of(found, names, now),
    )
    yield (
        "calls for seats",
        appointments.list_calls.asking(person, region=group, limit=MOST),
        lambda found: presenting.calls_of(found, names, now),
    )
    yield (
        "meetings",
        calendar.meeting_cycle.asking(person, group),
        lambda found: presenting.meetings_of(found, names, now),
    )
    yield "pilots", network.get_group.asking(person, group), lambda found: presenting.pilot_of(found, now)
    if group != UK:
        yield (
            "elections",
            elections.list_elections.asking(person, region=group, limit=MOST),
            lambda found: presenting.elections_of(found, names, now),
        )
