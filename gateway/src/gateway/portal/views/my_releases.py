"""One's own help next door: consent, withdraw, have the line manager asked; the lender's side (row 61)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway import line_manager_asking
from gateway.clients import together
from gateway.clients.skills_register import concordats, organisations
from gateway.clients.skills_register import placements as doors
from gateway.guards import caller
from gateway.portal.day_counts import beside_days, half_days_of
from gateway.portal.forms import Form, date_names, date_of, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.releases import (
    Release,
    release_of,
    releases_of,
    request_of,
    step_of_lender,
    step_of_member,
)
from gateway.portal.views.release_requests import IN_FORCE, names_in, show_request


@page("/my-releases", "member")
def my_releases() -> Page:
    """What one was asked for or offered, and those of people whom one's organisations employ."""
    person = caller()
    found = doors.my_releases(person, cursor=request.args.get("cursor") or None)
    mine = organisations.my_organisations(person)["items"]
    asked = (doors.list_lent_releases.asking(person, each["id"]) for each in mine)
    lent = [_lent(each, answer) for each, answer in zip(mine, together(*asked), strict=True)]
    return show(
        "my_releases",
        releases=releases_of(found["items"], person.subject, {}),
        lent=lent,
        step_of_member=step_of_member,
        step_of_lender=step_of_lender,
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/release-requests/<request_id>/consent", "member")
def consent_form(request_id: str) -> Page:
    return _consent(request_id, Form())


@action("/release-requests/<request_id>/consent", "member")
def consent_to_release(request_id: str) -> Page:
    form = sent_form("lender_id", "shown_name").lacking(
        {"lender_id": "Choose where you work", "shown_name": "Say how your line manager knows you"}
    )
    answer = send(
        form,
        ("lender_id", "shown_name"),
        lambda form: doors.consent_to_release(
            caller(),
            form.command_id,
            request_id,
            lender_id=form.answers["lender_id"],
            shown_name=form.answers["shown_name"],
        ),
    )
    if isinstance(answer, Form):
        return _consent(request_id, answer)
    return onward("line_manager_form", "help-consented", release_id=answer["id"])


@action("/releases/<release_id>/withdraw", "member")
def withdraw_consent(release_id: str) -> Page:
    form = sent_form()
    answer = send(form, (), lambda form: doors.withdraw_consent(caller(), form.command_id, release_id))
    if isinstance(answer, Form):
        return show_request(doors.get_release(caller(), release_id)["request_id"], answer)
    return onward("my_releases", "help-taken-back")


@page("/releases/<release_id>/line-manager", "member")
def line_manager_form(release_id: str) -> Page:
    return _ask(release_id, Form())


@action("/releases/<release_id>/line-manager", "member")
def ask_line_manager(release_id: str) -> Page:
    form = sent_form("email", "days", *date_names("ends_on"))
    form = form.lacking({"email": "Enter the e-mail address of the line manager"})
    form, half_days = half_days_of(form, "days", needed=False)
    form, ends_on = date_of(form, "ends_on", "The last day", needed=False)
    more = {"half_days": half_days, "ends_on": ends_on or None}
    answer = send(
        form,
        ("email", "days", "ends_on"),
        beside_days(
            lambda form: line_manager_asking.ask(
                caller(), form.command_id, release_id, email=form.answers["email"], **more
            )
        ),
    )
    if isinstance(answer, Form):
        return _ask(release_id, answer)
    return onward("release_request", "manager-asked", request_id=answer["request_id"])


def _lent(organisation: dict[str, Any], answer: Any) -> tuple[str, list[Release]]:
    if isinstance(answer, Refused):
        raise answer
    rows = answer["items"]
    return organisation["name"], releases_of(rows, caller().subject, names_in(rows))


def _consent(request_id: str, form: Form) -> Page:
    answer = doors.get_request(caller(), request_id)
    signed = concordats.list_signatories(caller(), concordat_id=answer["concordat_id"], limit=200)["items"]
    lenders = [
        {"value": each["organisation_id"], "text": each["organisation"]}
        for each in signed
        if each["standing"] in IN_FORCE and each["organisation_id"] != answer["organisation_id"]
    ]
    lenders.sort(key=lambda each: each["text"].casefold())
    return show("release_consent", form=form, request=request_of(answer), lenders=lenders)


def _ask(release_id: str, form: Form) -> Page:
    answer = doors.get_release(caller(), release_id)
    found = release_of(answer, caller().subject, names_in([answer]))
    if not (found.may_ask_manager or found.state == "taken"):
        raise Refused("not_found")
    return show("release_line_manager", form=form, release=found)
