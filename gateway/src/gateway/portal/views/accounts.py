"""One's own account of time, who sees it, and the statement of an account (row 59)."""

from typing import Any

from flask import Response, request

from contracts.refusals import Refused
from gateway.account_names import names_of
from gateway.clients import together
from gateway.clients.skills_register import ledger as doors
from gateway.clients.skills_register import organisations
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.accounts import AUDIENCE_CHOICES, Account, account_of
from gateway.statements.files import csv_file, pdf_file
from gateway.statements.lines import balance_in_words, line_of, period_in_words
from gateway.statements.reading import own_account, whole_statement

READERS = ("member", "coordinator", "convenor", "national_team")
LAST = 5
PERIOD = ("since", "until")


@page("/my-account", "member")
def my_account() -> Page:
    return _mine(Form())


@action("/my-account/audience", "member")
def choose_account_audience() -> Page:
    form = sent_form("seen_by").lacking({"seen_by": "Choose who may see it"})
    answer = send(
        form,
        ("seen_by",),
        lambda form: doors.show_account(caller(), form.command_id, form.answers["seen_by"]),
    )
    return _mine(answer) if isinstance(answer, Form) else onward("my_account", "account-audience")


@page("/accounts/<account_id>/statement", *READERS)
def account_statement(account_id: str) -> Page:
    """The entries of a period with its files; who keeps the region may take one back from here."""
    person, account = caller(), own_account(caller(), account_id)
    form, since, until = _period()
    asked: dict[str, Any] = {"since": since or None, "until": until or None}
    found = _entries(form, account, asked)
    if isinstance(found, Form):
        form, asked = found, {}
        found = doors.get_statement(person, account)
    regions = region_names(person)
    names = names_of(person, [account, *(each["other"] for each in found["items"])], regions)
    shown = doors.get_account(person, account)
    keeps = person.acts_for(shown["region"], "coordinator", "convenor")
    chosen = {name: value for name, value in asked.items() if value}
    return show(
        "account_statement",
        form=form,
        account=account_of(shown, names[account]),
        is_own=account == own_account(person, "mine"),
        lines=[line_of(each, _other(each, names), keeps=keeps) for each in found["items"]],
        keeps=keeps,
        period=period_in_words(asked.get("since"), asked.get("until")),
        before=balance_in_words(found["balance_before"]),
        after=balance_in_words(found["balance_after"]),
        chosen=chosen,
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/accounts/<account_id>/statement.csv", *READERS)
def account_statement_csv(account_id: str) -> Response:
    return csv_file(whole_statement(caller(), account_id, **_days()))


@page("/accounts/<account_id>/statement.pdf", *READERS)
def account_statement_pdf(account_id: str) -> Response:
    return pdf_file(whole_statement(caller(), account_id, **_days()))


def account_shown(account_id: str) -> Account:
    """The account with its name, as far as the reader may see it. Refused: ``not_found``."""
    person, account = caller(), own_account(caller(), account_id)
    return account_of(
        doors.get_account(person, account), names_of(person, [account], region_names(person))[account]
    )


def _mine(form: Form) -> Page:
    person, own = caller(), own_account(caller(), "mine")
    answers = together(
        doors.get_account.asking(person),
        doors.get_statement.asking(person, limit=LAST),
        organisations.my_organisations.asking(person),
    )
    for answer in answers:
        if isinstance(answer, Refused):
            raise answer
    found, entries, bodies = answers
    regions = region_names(person)
    names = names_of(person, [own, *(each["other"] for each in entries["items"])], regions)
    account = account_of(found, names[own])
    if not form.is_wrong:
        form = Form(answers={"seen_by": account.seen_by})
    return show(
        "my_account",
        form=form,
        account=account,
        lines=[line_of(each, _other(each, names)) for each in entries["items"]],
        has_more=entries["next"] is not None,
        organisations=bodies["items"],
        audiences=AUDIENCE_CHOICES,
        pot=f"pot:{found['region']}",
        region=regions.get(found["region"], found["region"]),
    )


def _entries(form: Form, account: str, asked: dict[str, Any]) -> dict[str, Any] | Form:
    """A page of the period that was asked for, or the form with what is wrong with it."""
    cursor = request.args.get("cursor") or None
    found: dict[str, Any] | Form = send(
        form, PERIOD, lambda _: doors.get_statement(caller(), account, cursor=cursor, **asked)
    )
    return found


def _other(entry: dict[str, Any], names: dict[str, str]) -> str:
    return names.get(entry["other"] or "", "A member of Q")


def _period() -> tuple[Form, str, str]:
    """The days of the address, as the form shows them: one field each, or three of a date field."""
    names = (*date_names("since"), *date_names("until"))
    form = Form(answers={name: request.args.get(name, "").strip() for name in names})
    days = _days()
    if any(days.values()):
        return Form(answers=_parts(days)), days["since"] or "", days["until"] or ""
    form, since = date_of(form, "since", "The first day", needed=False)
    form, until = date_of(form, "until", "The last day", needed=False)
    return form, since, until


def _days() -> dict[str, str | None]:
    return {name: request.args.get(name) or None for name in PERIOD}


def _parts(days: dict[str, str | None]) -> dict[str, str]:
    parts: dict[str, str] = {}
    for name, day in days.items():
        year, _, rest = (day or "").partition("-")
        month, _, number = rest.partition("-")
        parts |= {f"{name}-day": number, f"{name}-month": month, f"{name}-year": year}
    return parts
