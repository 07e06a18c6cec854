"""Giving time away: into the community pot, to an organisation, or to a member (row 59)."""

from contextlib import suppress
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.account_names import MEMBER, names_of
from gateway.clients.skills_register import ledger as doors
from gateway.clients.skills_register import organisations
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.how_long import SAID, minutes_in
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.views.accounts import account_shown
from gateway.portal.views.exchanging import beside_hours
from gateway.statements.reading import own_account

FIELDS = ("hours", "purpose", "to", "account")
RECENT = 50
"""Of so many entries the other sides are offered as whom to give to."""


@page("/my-account/give", "member")
def give_time_form() -> Page:
    return _give(Form(answers={"to": request.args.get("to", "")}))


@action("/my-account/give", "member")
def give_time() -> Page:
    form = sent_form(*FIELDS).lacking({"to": "Choose who gets the time", "purpose": "Say what it is for"})
    form, minutes = how_long(form)
    answer = send(
        form,
        FIELDS,
        beside_hours(
            lambda form: doors.donate_time(
                caller(),
                form.command_id,
                minutes,
                purpose=form.answers["purpose"],
                account=form.answers["account"] or None,
                to=form.answers["to"],
            )
        ),
    )
    return _give(answer) if isinstance(answer, Form) else onward("my_account", "time-given")


def how_long(form: Form) -> tuple[Form, int]:
    """The minutes typed in the field ``hours``, or the form with its message (and 0)."""
    minutes = minutes_in(form.answers["hours"])
    return (form, minutes) if minutes is not None else (form.wrong("hours", SAID), 0)


def _give(form: Form) -> Page:
    person, account = caller(), account_shown("mine")
    regions = region_names(person)
    pot = f"pot:{person.region}"
    bodies = organisations.my_organisations(person)["items"]
    own = [{"value": account.id, "text": "My own"}]
    return show(
        "account_give",
        form=form,
        account=account,
        from_choices=own + [{"value": f"organisation:{each['id']}", "text": each["name"]} for each in bodies]
        if bodies
        else [],
        to_choices=[
            {"value": pot, "text": f"Community pot of {regions.get(person.region or '', 'my region')}"},
            *_people(regions, form.answers.get("to", "")),
            *_bodies(person.region),
        ],
    )


def _people(regions: dict[str, str], chosen: str) -> list[dict[str, Any]]:
    """Those with whom there was a transfer lately, and whoever the address names."""
    person, own = caller(), own_account(caller(), "mine")
    found = doors.get_statement(person, limit=RECENT)["items"]
    others = {each["other"] for each in found} | {chosen}
    members = [each for each in others if each.startswith(f"{MEMBER}:") and each != own]
    names = names_of(person, members, regions)
    return [{"value": each, "text": names[each]} for each in sorted(members, key=names.__getitem__)]


def _bodies(region: str | None) -> list[dict[str, Any]]:
    """Organisations of the giver's region that are open."""
    found: list[dict[str, Any]] = []
    with suppress(Refused):
        found = organisations.list_organisations(caller(), region, limit=200)["items"]
    return [
        {"value": f"organisation:{each['id']}", "text": each["name"]} for each in found if each["is_open"]
    ]
