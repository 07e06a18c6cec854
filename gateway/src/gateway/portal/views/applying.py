"""An applicant's own page, reached by the signed link in our mail: see, send, take back (row 2)."""

from flask import request

from gateway.clients import membership
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.applications import application_of
from gateway.portal.presenting.compact import version_of
from gateway.portal.questions import PERSPECTIVES, SECTORS, with_own
from gateway.portal.views.joining import TO_SEND, WORDS
from gateway.signin import send_applicant_link, who_is_applicant
from gateway.signin.schemas import is_email

NEEDED = {name: TO_SEND[name] for name in ("why", "compact_accepted")}
FIELDS = (*WORDS, "compact_accepted")


@page("/apply/status", "public")
def application_status() -> Page:
    return _status(request.args.get("ticket", ""), None)


@page("/apply/link", "public")
def new_link() -> Page:
    """For applicants whose link ran out or got lost."""
    return show("application_link", form=Form())


@action("/apply/link", "public")
def ask_for_new_link() -> Page:
    """The same answer for every address, whether or not anybody applied with it."""
    form = sent_form("email")
    if not is_email(form.answers["email"]):
        wrong = form.wrong("email", "Enter an e-mail address in the correct format, like name@example.com")
        return show("application_link", form=wrong)
    send_applicant_link(form.answers["email"])
    return onward("new_link_sent")


@page("/apply/link/sent", "public")
def new_link_sent() -> Page:
    return show("application_link_sent")


@action("/apply/submit", "public")
def submit_saved_application() -> Page:
    """Send what was saved, with the answers as they stand in the form now."""
    form = sent_form("ticket", *FIELDS)
    ticket = form.answers["ticket"]
    # All of them, empty ones too: what was saved and is cleared here is not to be sent.
    words = {name: form.answers[name] for name in WORDS}
    answer = send(
        form.lacking(NEEDED),
        FIELDS,
        lambda form: membership.submit_saved_application(
            who_is_applicant(ticket), form.command_id, {**words, "compact_accepted": True}
        ),
    )
    return _led(ticket, answer, "submitted")


@action("/apply/withdraw", "public")
def withdraw_application() -> Page:
    form = sent_form("ticket")
    ticket = form.answers["ticket"]
    answer = send(
        form, (), lambda form: membership.withdraw_application(who_is_applicant(ticket), form.command_id)
    )
    return _led(ticket, answer, "withdrawn")


def _led(ticket: str, answer: object, done: str) -> Page:
    if isinstance(answer, Form):
        return _status(ticket, answer)
    return onward("application_status", done, ticket=ticket)


def _status(ticket: str, form: Form | None) -> Page:
    found = membership.application_status(who_is_applicant(ticket))
    application = application_of(found, region_names(caller()))
    form = form or Form(answers={name: found.get(name) or "" for name in WORDS})
    return show(
        "application_status",
        form=form,
        application=application,
        ticket=ticket,
        compact=version_of(membership.current_compact(caller())) if application.can_submit else None,
        sectors=with_own(SECTORS, form.answers.get("sector", "")),
        perspectives=with_own(PERSPECTIVES, form.answers.get("perspective", "")),
    )
