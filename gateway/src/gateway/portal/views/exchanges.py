"""A member's exchanges, one of them with its next step, and those that keepers are to decide (row 59)."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.skills_register import exchanges as doors
from gateway.guards import caller
from gateway.portal.account_names import account_names
from gateway.portal.dates import today
from gateway.portal.forms import Form
from gateway.portal.how_long import hours_typed
from gateway.portal.pages import Page, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.exchange_acts import act_of
from gateway.portal.presenting.exchanges import Exchange, accounts_of, exchange_of

KEEPERS = ("coordinator", "convenor", "national_team")
READERS = ("member", *KEEPERS)
MOST_OPEN = 200


@page("/my-exchanges", "member")
def my_exchanges() -> Page:
    """What waits for the reader, what is agreed for a later day, what waits for others, and what is over."""
    person, cursor = caller(), request.args.get("cursor") or None
    going, over = together(
        doors.my_exchanges.asking(person, over=False, limit=MOST_OPEN),
        doors.my_exchanges.asking(person, over=True, cursor=cursor),
    )
    for answer in (going, over):
        if isinstance(answer, Refused):
            raise answer
    found = _shown(going["items"] + over["items"])
    open_ones = [each for each in found if not each.is_over]
    return show(
        "my_exchanges",
        mine=[each for each in open_ones if each.verb and not each.is_to_come],
        to_come=sorted((each for each in open_ones if each.is_to_come), key=lambda each: each.on_iso),
        others=[each for each in open_ones if not each.verb],
        over=[each for each in found if each.is_over],
        is_cut=going["next"] is not None,
        next=over["next"],
        later=cursor is not None,
    )


@page("/exchanges/<exchange_id>", *READERS)
def exchange(exchange_id: str) -> Page:
    """Its history, and the form of the one next step."""
    found = shown_exchange(doors.get_exchange(caller(), exchange_id))
    act = act_of(found.verb, found) if found.verb else None
    minutes = found.took_minutes or found.minutes
    form = Form(answers={"hours": hours_typed(minutes)} if found.verb == "say_done" else {})
    return show("exchange", exchange=found, act=act, form=form)


@page("/exchanges-to-decide", *KEEPERS)
def exchanges_to_decide() -> Page:
    """The desk of those who keep a region; without one chosen, the first of theirs."""
    person, names = caller(), region_names(caller())
    mine = sorted(person.regions_as("coordinator", "convenor"))
    choices = list(names) if person.has("national_team") else mine
    region = request.args.get("region") or (mine or choices or [""])[0]
    found = doors.exchanges_to_decide(person, region, cursor=request.args.get("cursor") or None)
    return show(
        "exchanges_to_decide",
        region=region,
        region_name=names.get(region, region),
        choices=as_choices({code: names.get(code, code) for code in choices}),
        exchanges=_shown(found["items"], names),
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


def shown_exchange(answer: Mapping[str, Any]) -> Exchange:
    """One exchange as its page shows it."""
    return _shown([answer])[0]


def _shown(answers: Iterable[Mapping[str, Any]], names: Mapping[str, str] | None = None) -> list[Exchange]:
    found = list(answers)
    regions = names if names is not None else region_names(caller()) if found else {}
    called = account_names(accounts_of(found), regions)
    return [exchange_of(each, called, today()) for each in found]
