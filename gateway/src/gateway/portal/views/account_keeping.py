"""What keepers do for the accounts of their region: see them, grant time, take a transfer back (row 59)."""

from typing import Any

from flask import request

from chassis.identity import Caller
from contracts.refusals import Refused
from gateway.account_names import names_of
from gateway.clients.skills_register import ledger as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.accounts import account_of, audits_of
from gateway.portal.views.account_gifts import how_long
from gateway.portal.views.accounts import account_shown
from gateway.portal.views.exchanging import beside_hours
from gateway.statements.lines import kind_of
from gateway.time_words import day_in_words, in_hours

KEEPERS = ("coordinator", "convenor", "national_team")
OPERATORS = ("operator", "national_team")


@page("/accounts", *KEEPERS)
def region_accounts() -> Page:
    """The accounts of a region that the reader keeps, those first that received most in comparison."""
    person, names = caller(), region_names(caller())
    mine = _kept(person, names)
    region = request.args.get("region") or next(iter(mine), "")
    if not region:
        raise Refused("not_your_region")  # they look after what belongs to all of Q, and after no region
    found = doors.list_accounts(person, region, cursor=request.args.get("cursor") or None)
    called = names_of(person, [each["id"] for each in found["items"]], names)
    return show(
        "accounts",
        accounts=[account_of(each, called[each["id"]]) for each in found["items"]],
        region=region,
        region_name=names.get(region, region),
        regions=as_choices(mine),
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/accounts/<account_id>/grant", *KEEPERS)
def grant_time_form(account_id: str) -> Page:
    return _grant(account_id, Form())


@action("/accounts/<account_id>/grant", *KEEPERS)
def grant_time(account_id: str) -> Page:
    form, minutes = how_long(sent_form("hours", "purpose").lacking({"purpose": "Say why"}))
    region = doors.get_account(caller(), account_id)["region"]
    answer = send(
        form,
        ("hours", "purpose"),
        beside_hours(
            lambda form: doors.grant_time(
                caller(),
                form.command_id,
                region,
                account=account_id,
                minutes=minutes,
                purpose=form.answers["purpose"],
            )
        ),
    )
    if isinstance(answer, Form):
        return _grant(account_id, answer)
    return onward("account_statement", "time-granted", account_id=account_id)


@page("/transfers/<transfer_id>/reversal", *KEEPERS)
def reverse_transfer_form(transfer_id: str) -> Page:
    return _reversal(transfer_id, Form())


@action("/transfers/<transfer_id>/reversal", *KEEPERS)
def reverse_transfer(transfer_id: str) -> Page:
    form = sent_form("reason").lacking({"reason": "Say why it is taken back"})
    answer = send(
        form,
        ("reason",),
        lambda form: doors.reverse_transfer(
            caller(), form.command_id, transfer_id, reason=form.answers["reason"]
        ),
    )
    if isinstance(answer, Form):
        return _reversal(transfer_id, answer)
    return onward("account_statement", "transfer-reversed", account_id=answer["receiver"])


@page("/timebank/audits", *OPERATORS)
def ledger_audits() -> Page:
    found = doors.list_audits(caller(), cursor=request.args.get("cursor") or None)
    return show(
        "ledger_audits",
        audits=audits_of(found["items"]),
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


def _grant(account_id: str, form: Form) -> Page:
    account = account_shown(account_id)
    if account.kind == "pot" or not account.seen_by:
        raise Refused("not_found")
    return show("account_grant", form=form, account=account)


def _reversal(transfer_id: str, form: Form) -> Page:
    person = caller()
    found = doors.get_transfer(person, transfer_id)
    names = names_of(person, [found["giver"], found["receiver"]], region_names(person))
    return show(
        "transfer_reversal",
        form=form,
        transfer=_shown(found, names),
        may=found["reverses"] is None and found["reversed_by"] is None,
    )


def _shown(found: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": found["id"],
        "what": kind_of({**found, "minutes": found["minutes"]}),
        "hours": in_hours(found["minutes"]),
        "day": day_in_words(found["at"]),
        "purpose": found["purpose"],
        "giver": names[found["giver"]],
        "receiver": names[found["receiver"]],
        "giver_id": found["giver"],
        "is_reversal": found["reverses"] is not None,
    }


def _kept(person: Caller, names: dict[str, str]) -> dict[str, str]:
    """Code -> name of the regions whose accounts the reader keeps."""
    return {code: name for code, name in names.items() if person.acts_for(code, "coordinator", "convenor")}
