"""A line manager's page, opened by the signed link of our mail; they sign in nowhere (row 61)."""

from typing import Any

from flask import request

from contracts.refusals import CODES, Refused
from gateway.clients.skills_register import placements as doors
from gateway.guards import caller
from gateway.portal.dates import show_date, show_instant
from gateway.portal.day_counts import beside_days, half_days_of
from gateway.portal.forms import Form, date_names, date_of, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.releases import period
from gateway.signin import who_is_line_manager

STATUS = {
    "replaced": CODES["release_link_replaced"].status,
    "over": CODES["release_over"].status,
    "expired": CODES["release_link_expired"].status,
}
"""What a page answers with for a link that can no longer be used."""
ALL, FEWER, NOT = "all", "fewer", "decline"
FIELDS = ("ticket", "decision", "days", *date_names("ends_on"), "reason")


@page("/release-answer", "public")
def release_answer() -> Page:
    """What the link asks. Programs that check mail follow links, so following one changes nothing."""
    ticket = request.args.get("ticket", "")
    return _look(ticket, Form())


@action("/release-answer", "public")
def answer_release() -> Page:
    form = sent_form(*FIELDS).lacking({"decision": "Choose your answer"})
    decision, ticket = form.answers["decision"], form.answers["ticket"]
    half_days, ends_on = None, ""
    if decision == FEWER:
        form, half_days = half_days_of(form, "days")
        form, ends_on = date_of(form, "ends_on", "The last day", needed=False)
    if decision == NOT:
        form = form.lacking({"reason": "Say why, in a line"})
    answer = send(
        form,
        ("days", "reason", "ends_on"),
        beside_days(
            lambda form: doors.answer_release(
                who_is_line_manager(ticket),
                form.command_id,
                "decline" if decision == NOT else "grant",
                half_days=half_days,
                ends_on=ends_on or None,
                reason=form.answers["reason"] if decision == NOT else None,
            )
        ),
    )
    if isinstance(answer, Form):
        return _look(ticket, answer)
    done = "help-not-released" if decision == NOT else "help-released"
    return onward("release_answer", done, ticket=ticket)


@action("/release-answer/fresh-link", "public")
def send_fresh_release_link() -> Page:
    form = sent_form("ticket")
    ticket = form.answers["ticket"]
    answer = send(form, (), lambda form: doors.send_fresh_link(who_is_line_manager(ticket), form.command_id))
    return _look(ticket, answer) if isinstance(answer, Form) else onward("fresh_release_link_sent")


@page("/release-answer/sent", "public")
def fresh_release_link_sent() -> Page:
    return show("release_answer_sent")


def _look(ticket: str, form: Form) -> Page:
    try:
        found = doors.get_release_ask(who_is_line_manager(ticket))
    except Refused as no:
        if no.code not in ("ticket_invalid", "not_found"):
            raise
        return show("release_answer_over", form=Form(), ask=None, ticket=""), CODES["ticket_invalid"].status
    if found["state"] == "open":
        return show("release_answer", form=form, ask=_ask(found), ticket=ticket, caller=caller())
    if found["state"] == "answered":
        return show("release_answered", form=Form(), ask=_ask(found))
    shown = show("release_answer_over", form=form, ask=_ask(found), ticket=ticket)
    return shown if form.is_wrong else (shown, STATUS[found["state"]])


def _ask(found: dict[str, Any]) -> dict[str, Any]:
    answer = found["answer"]
    return {
        **found,
        "skills": ", ".join(found["skills"]),
        "period": period(found["starts_on"], found["ends_on"]),
        "ends": show_date(found["ends_on"]),
        "until": show_instant(found["until"]),
        "lender": found["lender"] or "your organisation",
        "borrower": found["borrower"] or "a neighbouring organisation",
        "given": f"{answer['days_in_words']}, until {show_date(answer['ends_on'])}" if answer else "",
        "given_on": show_date(answer["at"]) if answer else "",
    }
