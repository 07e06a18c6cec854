"""Making a pledge, changing it, and taking it back (row 62)."""

from datetime import date
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients.exchange import pledges as doors
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.pledges import KIND_CHOICES, KINDS, TYPED_SAID, amount_in, pledge_of
from gateway.portal.views.pledges import one_pledge, place_choices

TYPED = ("region", "kind", "what", "amount", "shown_name", "reach", "version", *date_names("until"))
FIELDS = ("region", "kind", "what", "amount", "until", "shown_name", "reach")
NEEDED = {"what": "Say in a few words what you offer", "amount": "Say how much you offer"}


@page("/pledges/new", "member")
def make_pledge_form() -> Page:
    """Empty, but for what a link chose."""
    person = caller()
    kind, region = request.args.get("kind", ""), request.args.get("region", "") or person.region or ""
    return _write(Form(answers={"kind": kind, "region": region}))


@action("/pledges/new", "member")
def make_pledge() -> Page:
    form = sent_form(*TYPED).lacking({"kind": "Choose what you offer", "region": "Choose for whom", **NEEDED})
    form, offer = _offer(form, form.answers["kind"])
    region, kind = form.answers["region"], form.answers["kind"]
    answer = send(
        form, FIELDS, lambda form: doors.make_pledge(caller(), form.command_id, region, kind, offer)
    )
    if isinstance(answer, Form):
        return _write(answer)
    return onward("pledge", "pledge-made", pledge_id=answer["id"])


@page("/pledges/<pledge_id>/change", "member")
def change_pledge_form(pledge_id: str) -> Page:
    found = _own(pledge_id)
    shown = pledge_of(found, {})
    days: dict[str, str] = {}
    if shown.until_day:
        until = date.fromisoformat(shown.until_day)
        parts = (str(until.day), str(until.month), str(until.year))
        days = dict(zip(date_names("until"), parts, strict=True))
    answers = {
        "what": found["what"],
        "amount": shown.offered_typed,
        "shown_name": found["shown_name"] or "",
        "reach": found["reach"] or "",
        "version": str(found["version"]),
        **days,
    }
    return _change(found, Form(answers=answers))


@action("/pledges/<pledge_id>/change", "member")
def change_pledge(pledge_id: str) -> Page:
    found = _own(pledge_id)
    form, offer = _offer(sent_form(*TYPED).lacking(NEEDED), found["kind"])
    answer = send(
        form,
        FIELDS,
        lambda form: doors.change_pledge(
            caller(), form.command_id, pledge_id, offer, version=version_of(form)
        ),
    )
    if isinstance(answer, Form):
        return _change(found, answer)
    return onward("pledge", "pledge-changed", pledge_id=pledge_id)


@action("/pledges/<pledge_id>/withdrawal", "member")
def withdraw_pledge(pledge_id: str) -> Page:
    form = sent_form("version")
    answer = send(
        form,
        (),
        lambda form: doors.withdraw_pledge(caller(), form.command_id, pledge_id, version=version_of(form)),
    )
    if isinstance(answer, Form):
        return one_pledge(pledge_id, answer)
    return onward("pledge", "pledge-withdrawn", pledge_id=pledge_id)


def _offer(form: Form, kind: str) -> tuple[Form, dict[str, Any]]:
    """What is offered as the door wants it, or the form with what is wrong."""
    amount = amount_in(kind, form.answers["amount"])
    if kind in KINDS and form.answers["amount"] and amount is None:
        form = form.wrong("amount", TYPED_SAID[kind])
    form, until = date_of(form, "until", "The last day", needed=False)
    told = {name: form.answers[name] for name in ("what", "shown_name", "reach")}
    return form, {**told, "amount": amount or 0, "until": until or None}


def _write(form: Form) -> Page:
    places = place_choices(region_names(caller()))
    return show("pledge_write", form=form, pledge=None, kinds=KIND_CHOICES, places=places)


def _change(found: dict[str, Any], form: Form) -> Page:
    return show("pledge_write", form=form, pledge=pledge_of(found, region_names(caller())))


def _own(pledge_id: str) -> dict[str, Any]:
    """Refused: ``not_found`` for what is not the reader's to change."""
    found: dict[str, Any] = doors.get_pledge(caller(), pledge_id)
    if not found["is_mine"]:
        raise Refused("not_found")
    return found
