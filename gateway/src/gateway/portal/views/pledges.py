"""What members pool: the pools, what is offered, one pledge, one's own (row 62)."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request

from gateway.clients.exchange import pledges as doors
from gateway.guards import caller
from gateway.pledge_files import flows_file
from gateway.portal.account_names import member_names
from gateway.portal.dates import show_date
from gateway.portal.forms import Form
from gateway.portal.pages import Page, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.pledges import (
    EVERYBODY,
    EVERYBODYS,
    KIND_CHOICES,
    KINDS,
    flow_of,
    nameless_of,
    place_of,
    pledge_of,
    pool_of,
)
from gateway.portal.views.offers import asked_together


@page("/pledges", "public")
def pledges() -> Page:
    """The pools with what is left of them, and what is offered now; of one region or kind if asked."""
    person, regions = caller(), region_names(caller())
    asked = {name: request.args.get(name, "") for name in ("region", "kind")}
    region = asked["region"] if asked["region"] in (EVERYBODY, *regions) else None
    kind = asked["kind"] if asked["kind"] in KINDS else None
    pools, found = asked_together(
        doors.list_pools.asking(person, region=region),
        doors.list_pledges.asking(
            person, region=region, kind=kind, cursor=request.args.get("cursor") or None
        ),
    )
    shown = [each for each in pools["items"] if each["offered"] and kind in (None, each["kind"])]
    return show(
        "pledges",
        pools=[pool_of(each, regions) for each in shown],
        pledges=[pledge_of(each, regions) for each in found["items"]],
        chosen=Form(answers=asked),
        kept={name: value for name, value in (("region", region), ("kind", kind)) if value},
        places=place_choices(regions),
        kinds=KIND_CHOICES,
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/pledges/flows/<region>/<kind>", "public")
def pledge_flows(region: str, kind: str) -> Page:
    """What went into a pool and out of it, the newest first."""
    person, regions = caller(), region_names(caller())
    found, pools = asked_together(
        doors.list_flows.asking(person, region, kind, cursor=request.args.get("cursor") or None),
        doors.list_pools.asking(person, region=region),
    )
    pool = next(each for each in pools["items"] if each["kind"] == kind)
    return show(
        "pledge_flows",
        pool=pool_of(pool, regions),
        place=place_of(region, regions),
        flows=[flow_of(each) for each in found["items"]],
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/pledges/flows/<region>/<kind>.csv", "public")
def pledge_flows_csv(region: str, kind: str) -> Response:
    return flows_file(caller(), region, kind)


@page("/pledges/<pledge_id>", "public")
def pledge(pledge_id: str) -> Page:
    """One; its giver and who asked see what they do next."""
    return one_pledge(pledge_id, Form())


@page("/my-pledges", "member")
def my_pledges() -> Page:
    """What one gives, and what one asked to use."""
    person = caller()
    found, regions = doors.my_pledges(person, cursor=request.args.get("cursor") or None), region_names(person)
    mine = [pledge_of(each, regions) for each in found["items"]]
    return show(
        "my_pledges",
        given=[each for each in mine if each.is_mine],
        asked=[each for each in mine if not each.is_mine],
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


def one_pledge(pledge_id: str, form: Form) -> Page:
    """Its page, with a form that was refused if one was."""
    found: dict[str, Any] = doors.get_pledge(caller(), pledge_id)
    nameless = nameless_of(found)
    names = member_names(nameless) if nameless else {}
    shown = pledge_of(found, region_names(caller()), names)
    return show("pledge", form=form, pledge=shown, ended=show_date(found["ended_at"]))


def place_choices(regions: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{"value": EVERYBODY, "text": EVERYBODYS}, *as_choices(dict(regions))]
