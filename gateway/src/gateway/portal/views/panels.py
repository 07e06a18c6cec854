"""A panel's pages: declare, read, propose, agree; and those of who looks after the panel (row 13)."""

from flask import request

from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.stewardship import appointments as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.appointments import call_of
from gateway.portal.presenting.panels import OUTCOMES, TURNS, interest_field, panel_of
from gateway.portal.views.appointments import group_names

DECISION = ("outcome", "reasons", "feedback")
NEEDED = {
    "outcome": "Choose what you propose",
    "reasons": "Give your reasons, for the panel",
    "feedback": "Write a few words to the applicant",
}
WHOLE = "interest-in-all"
"""The field of an interest in the whole call, beside one per applicant."""


@page("/appointments/panels", "member")
def my_panels() -> Page:
    names, cursor = group_names(), request.args.get("cursor") or None
    found = doors.my_panels(caller(), cursor=cursor)
    return show(
        "appointment_panels",
        calls=[(call_of(each, names), TURNS[each["my_turn"]]) for each in found["items"]],
        next=found["next"],
        later=bool(cursor),
    )


@page("/appointments/<call_id>/panel", "member", "national_team")
def appointment_panel(call_id: str) -> Page:
    return _panel(call_id, Form())


@page("/appointments/<call_id>/interests", "member")
def interests_form(call_id: str) -> Page:
    return _interests(call_id, Form())


@action("/appointments/<call_id>/interests", "member")
def declare_interests(call_id: str) -> Page:
    found = doors.get_panel(caller(), call_id)
    fields = {interest_field(each["id"]): each["id"] for each in found.get("applicants") or []}
    names = (*fields, WHOLE)
    form = _declared(sent_form("says", *names), names)
    interests = [
        {"why": form.answers[name], **({"expression_id": fields[name]} if name in fields else {})}
        for name in names
        if form.answers[name]
    ]
    answer = send(
        form,
        ("says", *names),
        lambda form: doors.declare_interests(caller(), form.command_id, call_id, interests=interests),
    )
    if isinstance(answer, Form):
        return _interests(call_id, answer)
    return onward("appointment_panel", "interests-declared", call_id=call_id)


@page("/appointments/<call_id>/decide/<expression_id>", "member")
def decision_form(call_id: str, expression_id: str) -> Page:
    return _decision(call_id, expression_id, Form())


@action("/appointments/<call_id>/decide/<expression_id>", "member")
def propose_decision(call_id: str, expression_id: str) -> Page:
    form = sent_form(*DECISION, "version").lacking(NEEDED)
    answer = send(
        form,
        DECISION,
        lambda form: doors.propose_decision(
            caller(),
            form.command_id,
            expression_id,
            outcome=form.answers["outcome"],
            reasons=form.answers["reasons"],
            feedback=form.answers["feedback"],
            version=version_of(form),
        ),
    )
    if isinstance(answer, Form):
        return _decision(call_id, expression_id, answer)
    return onward("appointment_panel", "decision-proposed", call_id=call_id)


@action("/appointments/<call_id>/agree/<expression_id>", "member")
def agree_decision(call_id: str, expression_id: str) -> Page:
    answer = send(
        sent_form("version"),
        (),
        lambda form: doors.agree_decision(caller(), form.command_id, expression_id, version=version_of(form)),
    )
    if isinstance(answer, Form):
        return _panel(call_id, answer)
    return onward("appointment_panel", "decision-agreed", call_id=call_id)


@action("/appointments/<call_id>/end", "member", "national_team")
def end_call(call_id: str) -> Page:
    answer = send(sent_form(), (), lambda form: doors.end_call(caller(), form.command_id, call_id))
    if isinstance(answer, Form):
        return _panel(call_id, answer)
    return onward("appointment", "call-ended", call_id=call_id)


def names_of(member_ids: list[str]) -> dict[str, str]:
    """The names of members, as far as they let this reader see them."""
    found = together(*(membership.get_member.asking(caller(), each) for each in member_ids))
    return {
        member_id: answer["name"]
        for member_id, answer in zip(member_ids, found, strict=True)
        if not isinstance(answer, Refused) and answer.get("name")
    }


def _declared(form: Form, names: tuple[str, ...]) -> Form:
    """Either none, or at least one reason; not both."""
    form = form.lacking({"says": "Say whether you have an interest"})
    written = any(form.answers[name] for name in names)
    if form.answers["says"] == "none" and written:
        return form.wrong(
            "says", "You chose none and wrote an interest. Choose the other, or empty the field"
        )
    if form.answers["says"] == "some" and not written:
        return form.wrong(names[0], "Say in whom, or in the whole call, and what your interest is")
    return form


def _panel(call_id: str, form: Form) -> Page:
    found, names = doors.get_panel(caller(), call_id), group_names()
    people = names_of([each["member_id"] for each in found["panel"]])
    return show(
        "appointment_panel",
        form=form,
        call=call_of(found, names),
        panel=panel_of(found, people, caller().subject),
        may_keep=caller().acts_for(found["region"], "coordinator"),
    )


def _interests(call_id: str, form: Form) -> Page:
    found, names = doors.get_panel(caller(), call_id), group_names()
    if found["as"] != "panel":
        raise Refused("not_found")
    return show(
        "appointment_declare",
        form=form,
        call=call_of(found, names),
        panel=panel_of(found, {}, caller().subject),
    )


def _decision(call_id: str, expression_id: str, form: Form) -> Page:
    found, names = doors.get_panel(caller(), call_id, considering=expression_id), group_names()
    shown = panel_of(found, {}, caller().subject)
    applicant = next((each for each in shown.applicants if each.id == expression_id), None)
    if applicant is None or not applicant.may_propose:
        raise Refused("not_found")
    call = call_of(found, names)
    return show(
        "appointment_decide",
        form=form,
        call=call,
        panel=shown,
        applicant=applicant,
        outcomes=[
            {"value": value, "text": text, "hint": hint}
            for value, (text, hint) in OUTCOMES.items()
            if value != "offer_member_seat" or call.kind != "member"
        ],
    )
