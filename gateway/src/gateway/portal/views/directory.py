"""Finding members: a search, its results by pages, a page for each member."""

from collections.abc import Sequence
from typing import Any

from flask import request

from chassis.identity import Caller
from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.skills_register import skills
from gateway.guards import caller
from gateway.portal.pages import Page, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.people import people_of, person_of
from gateway.portal.questions import SECTORS

ASKED = ("q", "region", "sector", "topic")


@page("/members", "public")
def members() -> Page:
    """Without a question: the form alone with the first page; nobody is shown beyond what they allow."""
    asked = {name: request.args.get(name, "").strip() for name in ASKED}
    connectors = request.args.get("connectors_only") == "yes"
    names = region_names(caller())
    found = membership.search_members(
        caller(),
        q=asked["q"] or None,
        region=asked["region"] or None,
        sector=asked["sector"] or None,
        topic=asked["topic"] or None,
        connectors_only=True if connectors else None,
        cursor=request.args.get("cursor") or None,
    )
    kept = {name: value for name, value in asked.items() if value}
    if connectors:
        kept["connectors_only"] = "yes"
    return show(
        "members",
        asked={**asked, "connectors_only": "yes" if connectors else ""},
        kept=kept,
        later=bool(request.args.get("cursor")),
        next=found["next"],
        people=people_of(found["items"], names),
        regions=as_choices(names),
        sectors=SECTORS,
    )


@page("/members/<member_id>", "public")
def member(member_id: str) -> Page:
    person = caller()
    asked = [membership.get_member.asking(person, member_id), membership.list_regions.asking(person)]
    if person.has("member"):
        asked.append(membership.member_recognition.asking(person, member_id))
        asked.append(skills.get_member_skills.asking(person, member_id))
    found, regions, *more = together(*asked)
    for answer in (found, regions):
        if isinstance(answer, Refused):
            raise answer
    names = {region["code"]: region["name"] for region in regions["items"]}
    return show(
        "member",
        person=person_of(found, names),
        thanks=_items(more, 0),
        skills=_items(more, 1),
        is_me=person.subject == member_id,
        may_appoint=_may_appoint(person, found.get("region")),
    )


def _may_appoint(person: Caller, region: str | None) -> bool:
    """Whether the way to appoint a Connector leads anywhere; a hidden region may be the person's own."""
    if region is None:
        return person.has("national_team") or bool(person.regions_as("coordinator", "convenor"))
    return person.acts_for(region, "coordinator", "convenor")


def _items(answers: Sequence[Any], at: int) -> list[Any]:
    """Of what was asked besides; none where it was not asked, or refused: the page comes without it."""
    if at >= len(answers) or isinstance(answers[at], Refused):
        return []
    items: list[Any] = answers[at]["items"]
    return items
