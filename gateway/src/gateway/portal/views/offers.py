"""Offers and requests of time for everybody: the lists, one with its next step, and what fits it (row 59)."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request

from chassis.identity import Caller
from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.skills_register import offers as doors
from gateway.clients.skills_register import vocabulary
from gateway.guards import caller
from gateway.portal.account_names import account_names
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices
from gateway.portal.presenting.offers import (
    OFFER,
    REQUEST,
    Match,
    Offer,
    campaign_of,
    match_of,
    offer_of,
    skill_names,
)

FILTERS = ("region", "skill", "online", "campaign")
SHOWN_AT_ONCE = 3
"""So many of what fits stand on the page of one's own; a page of its own shows more."""
MOST_MATCHES = 25

Words = tuple[dict[str, str], dict[str, str]]
"""The names of the regions and of the skills, by code."""


@page("/offers", "public")
def offers() -> Page:
    """Time that is offered, the newest first."""
    return _list(OFFER)


@page("/requests", "public")
def requests() -> Page:
    """Time that is asked for, the newest first."""
    return _list(REQUEST)


@page("/offers/<offer_id>", "public")
def offer(offer_id: str) -> Page:
    """One; its owner sees what fits and what to do, others how to take it up."""
    return one_offer(offer_id, Form())


@page("/offers/<offer_id>/matches", "member")
def offer_matches(offer_id: str) -> Page:
    """What fits one, the best first, with the reasons."""
    person = caller()
    found, matches = asked_together(
        doors.get_offer.asking(person, offer_id),
        doors.find_matches.asking(person, offer_id, limit=MOST_MATCHES),
    )
    words = words_for(person)
    (shown,) = shown_to([found], words)
    return show("offer_matches", offer=shown, matches=_matches(matches["items"], words))


@action("/offers/<offer_id>/renewal", "member")
def renew_offer(offer_id: str) -> Page:
    return _do(doors.renew_offer, offer_id, "offer-renewed")


@action("/offers/<offer_id>/fulfilment", "member")
def fulfil_offer(offer_id: str) -> Page:
    return _do(doors.fulfil_offer, offer_id, "offer-fulfilled")


@action("/offers/<offer_id>/withdrawal", "member")
def withdraw_offer(offer_id: str) -> Page:
    return _do(doors.withdraw_offer, offer_id, "offer-withdrawn")


@page("/my-offers", "member")
def my_offers() -> Page:
    """One's own and those of organisations that one acts for, with what to do next."""
    person = caller()
    found = doors.my_offers(person, cursor=request.args.get("cursor") or None)
    return show(
        "my_offers",
        offers=shown_to(found["items"], words_for(person)),
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


def one_offer(offer_id: str, form: Form) -> Page:
    """Its page, with a form that was refused if one was."""
    person = caller()
    found = doors.get_offer(person, offer_id)
    words = words_for(person)
    (shown,) = shown_to([found], words)
    fits = shown.is_own and shown.is_open
    matches = doors.find_matches(person, offer_id, limit=SHOWN_AT_ONCE)["items"] if fits else []
    return show(
        "offer",
        form=form,
        offer=shown,
        campaign=_campaign(person, shown.campaign_id, words[0]),
        matches=_matches(matches, words),
    )


def words_for(person: Caller) -> Words:
    """Names of regions and skills by code."""
    listed, known = asked_together(
        membership.list_regions.asking(person), vocabulary.list_vocabulary.asking(person)
    )
    return {each["code"]: each["name"] for each in listed["items"]}, skill_names(known)


def shown_to(answers: Sequence[Mapping[str, Any]], words: Words) -> list[Offer]:
    """As one reader sees them, with what their owners may be called."""
    regions, skills = words
    nameless = {each["owner"]: each["region"] for each in answers if not _named(each)}
    names = account_names(nameless, regions) if nameless else {}
    return [offer_of(each, _named(each) or names[each["owner"]], regions, skills) for each in answers]


def asked_together(*asked: Any) -> list[Any]:
    """The answers; the first refusal is raised."""
    answers = together(*asked)
    for each in answers:
        if isinstance(each, Refused):
            raise each
    return answers


def _list(kind: str) -> Page:
    person = caller()
    chosen = {name: request.args.get(name, "") for name in FILTERS}
    regions, skills = words_for(person)
    found = doors.list_offers(
        person,
        kind=kind,
        region=chosen["region"] if chosen["region"] in regions else None,
        skill=chosen["skill"] if chosen["skill"] in skills else None,
        online=True if chosen["online"] == "yes" else None,
        campaign_id=chosen["campaign"] or None,
        cursor=request.args.get("cursor") or None,
    )
    kept = {name: value for name, value in chosen.items() if value}
    return show(
        "offers",
        kind=kind,
        offers=shown_to(found["items"], (regions, skills)),
        chosen=Form(answers=chosen),
        kept=kept,
        campaign=_campaign(person, chosen["campaign"], regions),
        regions=as_choices(regions),
        skills=as_choices(skills),
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


def _named(answer: Mapping[str, Any]) -> str:
    """As it says itself from whom it is; "" where it does not."""
    return str(answer["organisation"] or answer["shown_name"] or "")


def _matches(answers: Sequence[Mapping[str, Any]], words: Words) -> list[Match]:
    shown = shown_to([each["offer"] for each in answers], words)
    return [match_of(each, offer, words[1]) for each, offer in zip(answers, shown, strict=True)]


def _campaign(person: Caller, campaign_id: str, regions: Mapping[str, str]) -> Any:
    """The campaign for which it is, if there is one."""
    if not campaign_id:
        return None
    try:
        return campaign_of(doors.get_campaign(person, campaign_id), regions)
    except Refused:
        return None


def _do(door: Any, offer_id: str, done: str) -> Page:
    """One step of its owner, on what they read."""
    form = sent_form("version")
    version = version_of(form)
    answer = send(form, (), lambda form: door(caller(), form.command_id, offer_id, version=version))
    if isinstance(answer, Form):
        return one_offer(offer_id, answer)
    return onward("offer", done, offer_id=offer_id)
