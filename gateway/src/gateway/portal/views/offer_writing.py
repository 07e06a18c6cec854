"""Offering time or asking for some: few fields, then a look at what others will see (row 59)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.skills_register import offers as doors
from gateway.clients.skills_register import organisations, vocabulary
from gateway.guards import caller
from gateway.portal.dates import show_date
from gateway.portal.forms import Form, date_names, date_of, send, sent_form, version_of
from gateway.portal.how_long import SAID, hours_typed, minutes_in
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.offers import OFFER, READERS, REQUEST, VISIBLE_CHOICES, where_of
from gateway.portal.presenting.time_given import in_hours
from gateway.portal.views.offers import asked_together, shown_to, words_for

PLAIN = ("title", "text", "place", "shown_name")
TYPED = (*PLAIN, "hours", "online", "visible_to", *date_names("until"), "account", "campaign", "skill")
FIELDS = (
    "title",
    "text",
    "hours",
    "place",
    "online",
    "visible_to",
    "shown_name",
    "until",
    "account",
    "skills",
)
NEEDED = {
    OFFER: {"title": "Say in a few words what you offer", "hours": "Enter how much time you offer"},
    REQUEST: {"title": "Say in a few words what you need", "hours": "Enter how much time you need"},
}
LONGEST_TITLE = 120
DOORS_NAMES = {"minutes": "hours"}
"""What a door calls a field -> what the form calls it."""
ADDRESS = {OFFER: "/offers/new", REQUEST: "/requests/new"}


@page("/offers/new", "member")
def offer_time() -> Page:
    return _begin(OFFER)


@page("/requests/new", "member")
def ask_for_time() -> Page:
    return _begin(REQUEST)


@action("/offers/new", "member")
def publish_offer() -> Page:
    return _go_on(OFFER)


@action("/requests/new", "member")
def publish_request() -> Page:
    return _go_on(REQUEST)


@page("/offers/<offer_id>/change", "member")
def change_offer_form(offer_id: str) -> Page:
    found = _own(offer_id)
    until = date.fromisoformat(found["until"])
    days = dict(zip(date_names("until"), (str(until.day), str(until.month), str(until.year)), strict=True))
    answers = {
        **{name: found[name] or "" for name in PLAIN},
        "hours": hours_typed(found["minutes"]),
        "online": "yes" if found["online"] else "",
        "visible_to": found["visible_to"],
        "skills": found["skills"],
        "version": str(found["version"]),
        **days,
    }
    return _change(found, Form(answers=answers))


@action("/offers/<offer_id>/change", "member")
def change_offer(offer_id: str) -> Page:
    found = _own(offer_id)
    form, told = _said(found["kind"])
    number = version_of(form)
    answer = send(
        form,
        FIELDS,
        _named_as_here(
            lambda form: doors.change_offer(caller(), form.command_id, offer_id, version=number, **told)
        ),
    )
    if isinstance(answer, Form):
        return _change(found, answer)
    return onward("offer", "offer-changed", offer_id=offer_id)


def _begin(kind: str) -> Page:
    """Empty, but for what a link chose: a campaign, a skill."""
    chosen = {"campaign": request.args.get("campaign", ""), "visible_to": "members"}
    skill = request.args.get("skill", "")
    return _write(kind, Form(answers={**chosen, "skills": [skill] if skill else []}))


def _go_on(kind: str) -> Page:
    """From the form to the preview, from there back or on."""
    form, told = _said(kind)
    step = request.form.get("step", "preview")
    if step == "change" or form.is_wrong:
        return _write(kind, form)
    if step != "publish":
        return _preview(kind, form, told)
    account, campaign = form.answers["account"] or None, form.answers["campaign"] or None
    more: dict[str, Any] = {"account": account, "campaign_id": campaign}
    answer = send(
        form,
        FIELDS,
        _named_as_here(lambda form: doors.publish_offer(caller(), form.command_id, kind, **told, **more)),
    )
    if isinstance(answer, Form):
        return _write(kind, answer)
    return onward("offer", "offer-published", offer_id=answer["id"])


def _said(kind: str) -> tuple[Form, dict[str, Any]]:
    """The form as it was sent and the door's payload, or the form with what is wrong."""
    form = sent_form(*TYPED, "version", several=("skills",)).lacking(NEEDED[kind])
    typed = form.answers
    if len(typed["title"]) > LONGEST_TITLE:
        form = form.wrong("title", f"Use {LONGEST_TITLE} characters or fewer")
    minutes = minutes_in(typed["hours"])
    if typed["hours"] and not minutes:
        form = form.wrong("hours", SAID)
    if not typed["place"] and typed["online"] != "yes":
        form = form.wrong("place", "Name a place, or tick that it can be online")
    if not typed["visible_to"]:
        form = form.wrong("visible_to", "Choose who can read it")
    form, until = date_of(form, "until", "The last day", needed=False)
    return form, {
        **{name: typed[name] for name in PLAIN},
        "minutes": minutes or 0,
        "online": typed["online"] == "yes",
        "visible_to": typed["visible_to"],
        "skills": list(dict.fromkeys([*typed["skills"], *([typed["skill"]] if typed["skill"] else [])])),
        "until": until or None,
    }


def _write(kind: str, form: Form) -> Page:
    person = caller()
    mine, campaign = together(
        organisations.my_organisations.asking(person),
        doors.get_campaign.asking(person, form.answers.get("campaign") or "none"),
    )
    acts_for = [] if isinstance(mine, Refused) else mine["items"]
    return show(
        "offer_write",
        form=form,
        kind=kind,
        address=ADDRESS[kind],
        readers=VISIBLE_CHOICES,
        accounts=[{"value": f"organisation:{each['id']}", "text": each["name"]} for each in acts_for],
        campaign=None if isinstance(campaign, Refused) else campaign["title"],
        offer=None,
    )


def _preview(kind: str, form: Form, told: Mapping[str, Any]) -> Page:
    """What others will see, and which skills are understood from its words."""
    person = caller()
    names, understood = asked_together(
        vocabulary.list_vocabulary.asking(person),
        vocabulary.look_up_words.asking(person, form.answers["title"]),
    )
    known = {each["key"]: each["name"] for group in names["items"] for each in group["skills"]}
    chosen = [each for each in told["skills"] if each in known]
    whole = [each["key"] for each in understood["items"] if each["whole"]]
    offered = dict.fromkeys([*chosen, *(each["key"] for each in understood["items"])])
    ticked = replace(form, answers={**form.answers, "skills": chosen or whole})
    return show(
        "offer_preview",
        form=ticked,
        kind=kind,
        address=ADDRESS[kind],
        kept=[(name, value) for name, value in form.answers.items() if name not in ("skills", "skill")],
        skills=[{"value": key, "text": known[key]} for key in offered],
        others=as_choices(dict(sorted(known.items(), key=lambda each: each[1].casefold()))),
        hours=in_hours(told["minutes"]),
        where=where_of(told["online"], told["place"]),
        until=show_date(told["until"]),
        readers=READERS.get(told["visible_to"], ""),
        who=_who(form),
    )


def _who(form: Form) -> str:
    """How its owner is called in it."""
    person, account = caller(), form.answers["account"]
    if account:
        mine = organisations.my_organisations(person)["items"]
        return next((each["name"] for each in mine if account == f"organisation:{each['id']}"), "")
    if form.answers["shown_name"]:
        return str(form.answers["shown_name"])
    home = region_names(person).get(person.region or "", "")
    return f"A member of Q in {home}, or your name for those who may see it among the members"


def _own(offer_id: str) -> Any:
    """Refused: ``not_found`` for what is not the reader's to change."""
    found = doors.get_offer(caller(), offer_id)
    if not found["is_own"]:
        raise Refused("not_found")
    return found


def _change(found: Mapping[str, Any], form: Form) -> Page:
    words = words_for(caller())
    (shown,) = shown_to([found], words)
    return show(
        "offer_write",
        form=form,
        kind=found["kind"],
        address=f"/offers/{found['id']}/change",
        readers=VISIBLE_CHOICES,
        accounts=[],
        campaign=None,
        offer=shown,
        skills=[{"value": key, "text": words[1][key]} for key in found["skills"] if key in words[1]],
        others=as_choices(words[1]),
    )


def _named_as_here(knock: Any) -> Any:
    """The same knock; a refusal's fields are called as in this form."""

    def knocked(form: Form) -> Any:
        try:
            return knock(form)
        except Refused as no:
            fields = {DOORS_NAMES.get(name, name): said for name, said in no.fields.items()}
            raise Refused(no.code, no.message, fields) from no

    return knocked
