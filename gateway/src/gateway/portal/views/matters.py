"""Matters for everybody: the list with its counts, one matter, and the feed (row 24; public by row 80)."""

from datetime import UTC, datetime
from typing import Any

from flask import Response, make_response, render_template, request

from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.stewardship import matters as doors
from gateway.guards import caller
from gateway.parts import parts
from gateway.portal.pages import Page, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.matters import CENTRE, STATES, counts_of, group_names, matter_of

FEED_LENGTH = 30


@page("/matters", "public")
def matters() -> Page:
    """The list, by group and state; the counts are left out while they do not answer."""
    person = caller()
    group, state = request.args.get("group", ""), request.args.get("state", "")
    overdue = state == "overdue"
    listing = doors.list_matters.asking(
        person,
        group=group or None,
        state=state if state in STATES else None,
        overdue=overdue or None,
        cursor=request.args.get("cursor") or None,
    )
    asked = [
        listing,
        doors.list_matters.asking(person, overdue=True),
        doors.matter_traffic.asking(person),
        membership.list_regions.asking(person),
    ]
    if person.has("member"):
        asked.append(doors.acting_for.asking(person))
    found, late, traffic, regions, *own = together(*asked)
    for answer in (found, regions):
        if isinstance(answer, Refused):
            raise answer
    names = group_names({region["code"]: region["name"] for region in regions["items"]})
    return show(
        "matters",
        matters=[matter_of(each, names) for each in found["items"]],
        late=[] if isinstance(late, Refused) else [matter_of(each, names) for each in late["items"]],
        counts=None if isinstance(traffic, Refused) else counts_of(traffic, names),
        mine=_regions_of(own, names),
        groups=as_choices(names),
        states=[
            *({"value": key, "text": name} for key, (name, _) in STATES.items()),
            {"value": "overdue", "text": "Not acknowledged in time"},
        ],
        chosen={"group": group if group in names else "", "state": state},
        group_name=names.get(group, ""),
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


def _regions_of(own: list[Any], names: dict[str, str]) -> dict[str, str]:
    """The regions that the reader speaks for: their members' proposals wait for them."""
    codes = [] if not own or isinstance(own[0], Refused) else own[0]["items"]
    return {code: names.get(code, code) for code in codes if code != CENTRE}


@page("/matters/<matter_id>", "public")
def matter(matter_id: str) -> Page:
    found = doors.get_matter(caller(), matter_id)
    return show("matter", matter=matter_of(found, group_names(region_names(caller()))))


@page("/matters.atom", "public")
def matters_feed() -> Response:
    """What happened last, as an Atom feed."""
    names = group_names(region_names(caller()))
    found = doors.latest_matters(caller(), limit=FEED_LENGTH)["items"]
    text = render_template(
        "portal/matters.atom.jinja",
        entries=[(each, matter_of(each, names)) for each in found],
        site=parts().settings.portal_url,
        now=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    answer = make_response(text)
    answer.mimetype = "application/atom+xml"
    return answer
