"""Placements: one's own, an organisation's, one with what can be done next (row 61)."""

from typing import Any

from flask import request

from gateway.clients.skills_register import organisations
from gateway.clients.skills_register import placements as doors
from gateway.guards import caller
from gateway.portal.forms import Form
from gateway.portal.pages import Page, page, show
from gateway.portal.presenting.placements import Placement, placement_of
from gateway.portal.views.release_requests import names_in

READERS = ("member", "coordinator", "convenor", "national_team")
KEEPERS = ("coordinator", "convenor", "national_team")


@page("/placements", *READERS)
def placements() -> Page:
    """One's own, or those that an organisation lent and borrowed."""
    person, chosen = caller(), request.args.get("organisation", "")
    mine = organisations.my_organisations(person)["items"] if person.has("member") else []
    found = _found(chosen, request.args.get("cursor") or None)
    called = names_in(found["items"])
    return show(
        "placements",
        placements=[placement_of(each, person.subject, called) for each in found["items"]],
        organisations=mine,
        chosen=chosen,
        organisation=organisations.get_organisation(person, chosen)["name"] if chosen else "",
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/placements/<placement_id>", *READERS)
def placement(placement_id: str) -> Page:
    return show("placement", form=Form(), placement=read_placement(placement_id))


def read_placement(placement_id: str) -> Placement:
    """One as its reader may see it. Refused: ``not_found``."""
    person = caller()
    answer = doors.get_placement(person, placement_id)
    # Only who acts for one of the two and the keepers of its region read feedback.
    keeps = "feedback" in answer and any(person.has(each) for each in KEEPERS)
    return placement_of(answer, person.subject, names_in([answer]), keeps=keeps)


def _found(organisation_id: str, cursor: str | None) -> dict[str, Any]:
    if organisation_id:
        found: dict[str, Any] = doors.list_placements(caller(), organisation_id, cursor=cursor)
        return found
    if not caller().has("member"):
        return {"items": [], "next": None}
    own: dict[str, Any] = doors.my_placements(caller(), cursor=cursor)
    return own
