"""Agreeing a placement, and what can be done with one: a page for each (row 61)."""

from collections.abc import Callable
from typing import Any

from contracts.refusals import Refused
from gateway.clients.skills_register import placements as doors
from gateway.guards import caller
from gateway.portal.day_counts import beside_days, half_days_of
from gateway.portal.forms import Form, date_names, date_of, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.days_given import as_typed
from gateway.portal.presenting.placements import ACTS, Placement
from gateway.portal.presenting.releases import release_of
from gateway.portal.views.placements import READERS, read_placement
from gateway.portal.views.release_requests import names_in

STARTS, ENDS = date_names("starts_on"), date_names("ends_on")
FIELDS = ("days", *ENDS, "reason", "words", "organisation_id", "version")
WITH_DAYS = ("confirm", "extend", "correct")
NEEDED = {
    "cancel": {"reason": "Say why it is cancelled"},
    "feedback": {"words": "Say how it went"},
    "correct": {"reason": "Say what was wrong"},
}


@page("/releases/<release_id>/placement", "member")
def agree_placement_form(release_id: str) -> Page:
    answer = _release(release_id)
    released, asked = answer["released"], answer["asked"]
    days = {"days": as_typed(released["half_days"]), "where": asked["where"]}
    dates = {**parts_of("starts_on", asked["starts_on"]), **parts_of("ends_on", released["ends_on"])}
    return _agree(answer, Form(answers={**days, **dates}))


@action("/releases/<release_id>/placement", "member")
def agree_placement(release_id: str) -> Page:
    form, half_days = half_days_of(sent_form("days", "where", *STARTS, *ENDS), "days")
    form, starts_on = date_of(form, "starts_on", "The first day")
    form, ends_on = date_of(form, "ends_on", "The last day")
    answer = send(
        form,
        ("days", "starts_on", "ends_on", "where"),
        beside_days(
            lambda form: doors.agree_placement(
                caller(),
                form.command_id,
                release_id,
                half_days=half_days,
                starts_on=starts_on,
                ends_on=ends_on,
                where=form.answers["where"] or None,
            )
        ),
    )
    if isinstance(answer, Form):
        return _agree(_release(release_id), answer)
    return onward("placement", "placement-agreed", placement_id=answer["id"])


@page("/placements/<placement_id>/<act>", *READERS)
def placement_act_form(placement_id: str, act: str) -> Page:
    found = read_placement(placement_id)
    if _known(act) not in dict(found.acts):
        raise Refused("role_required", "There is nothing to do here for you just now.")
    days = "" if act == "correct" else as_typed(found.half_days)
    fresh = {"days": days, "version": str(found.version), **parts_of("ends_on", found.ends_on)}
    return _act(found, act, Form(answers=fresh))


@action("/placements/<placement_id>/<act>", *READERS)
def act_on_placement(placement_id: str, act: str) -> Page:
    form = sent_form(*FIELDS).lacking(NEEDED.get(_known(act), {}))
    half_days, ends_on = None, ""
    if act in WITH_DAYS:
        form, half_days = half_days_of(form, "days")
    if act == "extend":
        form, ends_on = date_of(form, "ends_on", "The last day")
    known = ("days", "reason", "words", "organisation_id", "ends_on")
    knock = beside_days(lambda form: _knock(placement_id, act, form, half_days or 0, ends_on))
    answer = send(form, known, knock)
    if isinstance(answer, Form):
        return _act(read_placement(placement_id), act, answer)
    return onward("placement", f"placement-{act}", placement_id=placement_id)


def parts_of(name: str, iso: str) -> dict[str, str]:
    """The three answers of a date's field."""
    year, month, day = iso.split("-")
    return dict(zip(date_names(name), (str(int(day)), str(int(month)), year), strict=True))


def _knock(placement_id: str, act: str, form: Form, half_days: int, ends_on: str) -> Any:
    sent = form.answers
    side = {"organisation_id": sent["organisation_id"] or None}
    read = {"version": version_of(form)}
    knocks: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
        "confirm": (doors.confirm_days, {"half_days": half_days, **side}),
        "extend": (doors.extend_placement, {"half_days": half_days, "ends_on": ends_on, **read}),
        "cancel": (doors.cancel_placement, {"reason": sent["reason"], **read}),
        "feedback": (doors.give_feedback, {"words": sent["words"], **side}),
        "correct": (doors.correct_days, {"half_days": half_days, "reason": sent["reason"]}),
    }
    door, payload = knocks[act]
    return door(caller(), form.command_id, placement_id, **payload)


def _release(release_id: str) -> dict[str, Any]:
    answer: dict[str, Any] = doors.get_release(caller(), release_id)
    if answer["released"] is None or answer["asked"] is None:
        raise Refused("release_not_granted")
    return answer


def _agree(answer: dict[str, Any], form: Form) -> Page:
    found = release_of(answer, caller().subject, names_in([answer]))
    return show("placement_agree", form=form, release=found)


def _act(found: Placement, act: str, form: Form) -> Page:
    sides = [{"value": key, "text": name} for key, name in found.sides] if len(found.sides) > 1 else []
    return show("placement_act", form=form, placement=found, act=act, heading=ACTS[act], sides=sides)


def _known(act: str) -> str:
    if act not in ACTS:
        raise Refused("not_found")
    return act
