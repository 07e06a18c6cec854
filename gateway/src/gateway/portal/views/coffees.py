"""Coffee rounds on the pages: join, be dealt, reach each other, say what came of it, leave (rows 64, 65)."""

import json
from collections.abc import Callable
from typing import Any

from flask import Response, request

from gateway.clients.skills_register import coffees as doors
from gateway.guards import caller
from gateway.portal.forms import Form, given, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.coffees import group_of, guest_of, pace_choices, round_of
from gateway.portal.whole_numbers import whole

SAID = ("shown_name", "organisation", "place", "pace")


@page("/coffees", "member")
def my_coffees() -> Page:
    return _coffees(Form())


@page("/coffees/join", "member")
def join_coffees_form() -> Page:
    known = guest_of(doors.my_coffees(caller())["guest"])
    if known is None:
        return _join(Form(answers={"pace": "1"}))
    return _join(Form(answers={name: getattr(known, name) for name in SAID}))


@action("/coffees/join", "member")
def join_coffees() -> Page:
    form = sent_form(*SAID).lacking({"shown_name": "Say how you are called", "pace": "Choose how often"})
    if form.answers["pace"] and whole(form.answers["pace"]) is None:
        form = form.wrong("pace", "Choose one of the answers in the list")
    answer = send(form, SAID, _send_join)
    return _join(answer) if isinstance(answer, Form) else onward("my_coffees", "coffees-joined")


@action("/coffees/skip", "member")
def skip_coffee() -> Page:
    form = sent_form("skips")
    skips = form.answers["skips"] == "yes"
    return _acted(
        form,
        "coffee-skipped" if skips else "coffee-taken",
        lambda form: doors.skip_round(caller(), form.command_id, skips=skips),
    )


@action("/coffees/leave", "member")
def leave_coffees() -> Page:
    return _acted(sent_form(), "coffees-left", lambda form: doors.leave_coffees(caller(), form.command_id))


@action("/coffees/<group_id>/reach", "member")
def say_coffee_reach(group_id: str) -> Page:
    return _acted(
        sent_form("reach"),
        "saved",
        lambda form: doors.say_reach(caller(), form.command_id, group_id, reach=form.answers["reach"]),
    )


@action("/coffees/<group_id>/outcome", "member")
def note_coffee_outcome(group_id: str) -> Page:
    form = sent_form("met").lacking({"met": "Say whether you met"})
    return _acted(
        form,
        "coffee-noted",
        lambda form: doors.note_outcome(
            caller(), form.command_id, group_id, met=form.answers["met"] == "yes"
        ),
    )


@page("/coffees/rounds", "member")
def coffee_rounds() -> Page:
    """Every round with its seed, and how its draw is checked."""
    return _rounds(Form())


@page("/coffees/rounds/<round_id>/draw.json", "member")
def coffee_draw(round_id: str) -> Response:
    """The draw to take home, as the API gives it."""
    found = doors.get_draw(caller(), round_id)
    answer = Response(json.dumps(found, indent=1), mimetype="application/json")
    answer.headers.set("Content-Disposition", "attachment", filename=f"coffees-{round_id}.json")
    return answer


@action("/coffees/rounds/deal", "national_team")
def deal_coffees() -> Page:
    answer = send(sent_form(), (), lambda form: doors.deal_now(caller(), form.command_id))
    return _rounds(answer) if isinstance(answer, Form) else onward("coffee_rounds", "coffees-dealt")


def _send_join(form: Form) -> Any:
    said = given(form, "shown_name", "organisation", "place")
    return doors.join_coffees(caller(), form.command_id, **said, pace=int(form.answers["pace"]))


def _acted(form: Form, done: str, knock: Callable[[Form], Any]) -> Page:
    answer = send(form, ("reach", "met"), knock)
    return _coffees(answer) if isinstance(answer, Form) else onward("my_coffees", done)


def _coffees(form: Form) -> Page:
    mine = doors.my_coffees(caller())
    group = group_of(mine["group"])
    if group and not form.is_wrong:
        form = Form(answers={"reach": group.my_reach, "met": group.said})
    return show(
        "coffees",
        form=form,
        guest=guest_of(mine["guest"]),
        coming=round_of(mine["next"]),
        takes_part=mine["takes_part"],
        skips=mine["skips"],
        group=group,
    )


def _join(form: Form) -> Page:
    return show("coffee_join", form=form, paces=pace_choices())


def _rounds(form: Form) -> Page:
    cursor = request.args.get("cursor") or None
    found = doors.list_rounds(caller(), cursor=cursor)
    rounds = [round_of(each) for each in found["items"]]
    return show(
        "coffee_rounds",
        form=form,
        rounds=rounds,
        going=next((each for each in rounds if each and each.state == "matched"), None),
        next=found["next"],
        later=bool(cursor),
    )
