"""Concordats as everybody reads them: the list, one with text and signatories, what changed (row 60)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.skills_register import concordats as doors
from gateway.clients.skills_register import organisations as bodies
from gateway.guards import caller
from gateway.portal.pages import Page, page, show
from gateway.portal.places import as_choices, kept_regions, region_names
from gateway.portal.presenting.concordats import Concordat, concordat_of, difference_of, line_of, step_of
from gateway.portal.presenting.organisations import organisation_of
from gateway.portal.views.organisations import answered
from gateway.portal.whole_numbers import whole

MOST_DRAFTS = 50


@page("/concordats", "public")
def concordats() -> Page:
    """Those that were agreed, the newest first; drafts of the regions that the reader looks after."""
    person = caller()
    names = region_names(person)
    region = request.args.get("region", "")
    kept: list[str | None] = [code for code in kept_regions(person, names) if region in ("", code)]
    if person.has("national_team") and not region:
        kept = [None]  # one question for all of them
    found, *drafts = together(
        doors.list_concordats.asking(person, region or None, cursor=request.args.get("cursor") or None),
        *(doors.list_concordats.asking(person, code, state="draft", limit=MOST_DRAFTS) for code in kept),
    )
    found = answered(found)
    return show(
        "concordats",
        concordats=[line_of(each, names) for each in found["items"]],
        drafts=[line_of(each, names) for every in drafts for each in answered(every)["items"]],
        chosen={"region": region},
        regions=as_choices(names),
        keeps=bool(kept),
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/concordats/<concordat_id>", "public")
def concordat(concordat_id: str) -> Page:
    """The text in force, who signed it, and for a leader the next step of each organisation."""
    person = caller()
    asked = [doors.get_concordat.asking(person, concordat_id)]
    if person.has("member"):
        asked.append(bodies.my_organisations.asking(person))
    found, *own = (answered(each) for each in together(*asked))
    names = region_names(person)
    shown = concordat_of(found, names)
    mine = [organisation_of(each, names) for each in own[0]["items"]] if own else []
    signed = {each.organisation_id for each in shown.signatories}
    steps = [
        step_of(shown, each)
        for each in mine
        if each.i_lead and shown.is_agreed and (shown.covers(each) or each.id in signed)
    ]
    return show("concordat", concordat=shown, steps=steps, keeps=_keeps(shown))


@page("/concordats/<concordat_id>/texts/<int:number>", "public")
def concordat_text(concordat_id: str, number: int) -> Page:
    """One agreed version, also an earlier one."""
    shown = read_concordat(concordat_id)
    text = shown.text(number)
    if text is None:
        raise Refused("not_found")
    return show("concordat_text", concordat=shown, text=text)


@page("/concordats/<concordat_id>/changes", "public")
def concordat_changes(concordat_id: str) -> Page:
    """What differs between two texts; without ``to`` the draft, for its keepers."""
    before, after = _number("from"), _number("to")
    if before is None:
        raise Refused("not_found")
    found = doors.compare_texts(caller(), concordat_id, before=before, after=after)
    return show(
        "concordat_changes",
        concordat=read_concordat(concordat_id),
        before=before,
        after=after,
        clauses=difference_of(found),
    )


def read_concordat(concordat_id: str) -> Concordat:
    """One as the reader may see it. Refused: ``not_found``."""
    return concordat_of(doors.get_concordat(caller(), concordat_id), region_names(caller()))


def kept_concordat(concordat_id: str) -> Concordat:
    """One that the reader looks after. Refused: ``not_found``, ``not_your_region``."""
    found = read_concordat(concordat_id)
    if not _keeps(found):
        raise Refused("not_your_region")
    return found


def _keeps(found: Concordat) -> bool:
    return caller().acts_for(found.region, "coordinator", "convenor")


def _number(name: str) -> int | None:
    sent: Any = request.args.get(name, "")
    return whole(sent) or None
