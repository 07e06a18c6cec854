"""Decisions: of all groups, of one, and one at its lasting address (row 45)."""

from urllib.parse import urlencode

from flask import request

from gateway.clients.meetings import decisions as doors
from gateway.guards import caller
from gateway.portal.pages import Page, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.decisions import METHODS, STATES, decision_of, decisions_of
from gateway.portal.presenting.matters import group_names

LONGEST_WORDS = 100


@page("/decisions", "public")
def decisions() -> Page:
    return _list(request.args.get("region", ""), "/decisions")


@page("/groups/<region>/decisions", "public")
def group_decisions(region: str) -> Page:
    return _list(region, f"/groups/{region}/decisions")


@page("/decisions/<decision_id>", "public")
def decision(decision_id: str) -> Page:
    found = decision_of(doors.get_decision(caller(), decision_id))
    names = group_names(region_names(caller()))
    return show("decision", decision=found, group_name=names.get(found.region, found.region))


def _list(region: str, path: str) -> Page:
    """Found by words, method and state; of other groups than one's own what minutes carry."""
    method, state = request.args.get("method", ""), request.args.get("state", "")
    chosen = {
        "region": region,
        "words": request.args.get("words", "").strip()[:LONGEST_WORDS],
        "method": method if method in METHODS else "",
        "state": state if state in STATES else "",
    }
    cursor = request.args.get("cursor") or None
    found = doors.list_decisions(
        caller(),
        region=region or None,
        words=chosen["words"] or None,
        method=chosen["method"] or None,
        state=chosen["state"] or None,
        cursor=cursor,
    )
    names = group_names(region_names(caller()))
    of_one = path != "/decisions"
    asked = {name: value for name, value in chosen.items() if value and not (of_one and name == "region")}
    return show(
        "decisions",
        decisions=decisions_of(found["items"]),
        names=names,
        path=path,
        region=region if of_one else "",
        group_name=names.get(region, region),
        groups=as_choices(names),
        methods=[{"value": key, "text": name} for key, name in METHODS.items()],
        states=[{"value": key, "text": name} for key, (name, _) in STATES.items()],
        chosen=chosen,
        is_search=bool(asked),
        first=f"{path}?{urlencode(asked)}" if cursor else "",
        next=f"{path}?{urlencode({**asked, 'cursor': found['next']})}" if found["next"] else "",
    )
