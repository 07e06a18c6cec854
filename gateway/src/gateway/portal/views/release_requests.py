"""Requests for help next door: the list, a new one, and one with the next step of its reader (row 61)."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import request

from gateway.clients import together
from gateway.clients.skills_register import concordats, organisations
from gateway.clients.skills_register import placements as doors
from gateway.guards import caller
from gateway.portal.account_names import account_names
from gateway.portal.day_counts import beside_days, half_days_of
from gateway.portal.forms import Form, date_names, date_of, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.releases import (
    FILTERS,
    REQUEST_STATES,
    release_of,
    releases_of,
    request_of,
    step_at_request,
    step_of_asker,
)

READERS = ("member", "national_team")
IN_FORCE = ("signed", "to_renew", "leaving")
"""How a signature stands with which an organisation asks and lends."""
NEW = ("signatory", "need", "skills", "days", "where", *date_names("starts_on"), *date_names("ends_on"))


@page("/release-requests", *READERS)
def release_requests() -> Page:
    """The newest first."""
    state = request.args.get("state", "")
    chosen = state if state in REQUEST_STATES else ""
    found = doors.list_requests(caller(), state=chosen or None, cursor=request.args.get("cursor") or None)
    return show(
        "release_requests",
        requests=[request_of(each) for each in found["items"]],
        filters=FILTERS,
        chosen={"state": chosen},
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/release-requests/new", "member")
def new_release_request() -> Page:
    return _new(Form(answers={"signatory": ""}))


@action("/release-requests/new", "member")
def request_release() -> Page:
    form = sent_form(*NEW).lacking(
        {
            "signatory": "Choose for which organisation you ask",
            "need": "Say what you need help with",
            "skills": "Name at least one skill",
            "where": "Say where the help is needed",
        }
    )
    form, half_days = half_days_of(form, "days")
    form, starts_on = date_of(form, "starts_on", "The first day")
    form, ends_on = date_of(form, "ends_on", "The last day")
    answer = send(
        form,
        ("need", "skills", "days", "where", "starts_on", "ends_on"),
        beside_days(lambda form: _send(form, half_days or 0, starts_on, ends_on)),
    )
    if isinstance(answer, Form):
        return _new(answer)
    return onward("release_request", "help-asked", request_id=answer["id"])


@page("/release-requests/<request_id>", *READERS)
def release_request(request_id: str) -> Page:
    return show_request(request_id, Form())


def show_request(request_id: str, form: Form) -> Page:
    """One, for whoever looks: who asks, a member, a lender, keepers."""
    me = caller().subject
    answer = doors.get_request(caller(), request_id)
    found = request_of(answer)
    rows = answer.get("releases", [])
    names = names_in([*rows, *answer["lent"]])
    mine = release_of(answer["mine"], me, names) if answer["mine"] else None
    releases = releases_of(rows, me, names)
    lent = [each for each in releases_of(answer["lent"], me, names) if not each.is_mine]
    return show(
        "release_request",
        form=form,
        request=found,
        mine=mine,
        lent=lent,
        releases=releases if "releases" in answer else None,
        is_asking=answer["is_asking"],
        step=step_at_request(found, mine, lent, releases, answer["is_asking"]),
        step_of=step_of_asker,
    )


def names_in(rows: Iterable[Mapping[str, Any]], region: str = "") -> dict[str, str]:
    """How the reader may call the members of these who said nothing themselves; ``region`` is where they
    are, unless each says so."""
    nameless = {
        f"member:{each['member_id']}": each.get("region", region)
        for each in rows
        if not each["shown_name"] and each["member_id"] != caller().subject
    }
    if not nameless:
        return {}
    called = account_names(nameless, region_names(caller()))
    return {account.partition(":")[2]: name for account, name in called.items()}


def _send(form: Form, half_days: int, starts_on: str, ends_on: str) -> Any:
    sent = form.answers
    concordat_id, _, organisation_id = sent["signatory"].partition("/")
    return doors.request_release(
        caller(),
        form.command_id,
        concordat_id,
        organisation_id=organisation_id,
        need=sent["need"],
        skills=[each.strip() for each in sent["skills"].split(",") if each.strip()],
        half_days=half_days,
        starts_on=starts_on,
        ends_on=ends_on,
        where=sent["where"],
    )


def _new(form: Form) -> Page:
    mine = organisations.my_organisations(caller())["items"]
    signed = together(
        *(concordats.list_signatories.asking(caller(), organisation_id=each["id"]) for each in mine)
    )
    choices = [
        {"value": f"{row['concordat_id']}/{row['organisation_id']}", "text": _signatory(row)}
        for answer in signed
        if isinstance(answer, dict)
        for row in answer["items"]
        if row["standing"] in IN_FORCE
    ]
    return show("release_request_new", form=form, choices=choices, mine=[each["name"] for each in mine])


def _signatory(row: dict[str, Any]) -> str:
    return f"{row['organisation']}, under: {row['concordat']}"
