"""Another e-mail address: wished for here, confirmed by the link in the mail to the new one (row 1)."""

from flask import request

from contracts.refusals import CODES, Refused
from gateway.clients import membership
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.signin import who_has_new_address

OVER = (
    "ticket_invalid",
    "email_change_used",
    "email_change_replaced",
    "email_change_expired",
    "email_taken",
)
"""What a link may have come to; each has its words and its next step on one page."""


@page("/me/email", "member")
def email_form() -> Page:
    version = membership.my_profile(caller())["version"]
    return _wish(Form(answers={"version": str(version)}))


@action("/me/email", "member")
def change_email() -> Page:
    form = sent_form("email", "version").lacking({"email": "Enter your new e-mail address"})
    answer = send(
        form,
        ("email",),
        lambda form: membership.change_email(
            caller(), form.command_id, version_of(form) or 0, form.answers["email"]
        ),
    )
    return _wish(answer) if isinstance(answer, Form) else onward("email_form", "email-asked")


@action("/me/email/withdraw", "member")
def withdraw_email_change() -> Page:
    membership.withdraw_email_change(caller(), sent_form().command_id)
    return onward("email_form", "email-kept")


@page("/email-change", "public")
def look_at_email_change() -> Page:
    """One button. Programs that check mail follow links, so following one changes nothing."""
    ticket = request.args.get("ticket", "")
    try:
        change = membership.email_change(who_has_new_address(ticket))
    except Refused as no:
        return _over(no)
    return show("email_change", ticket=ticket, change=change)


@action("/email-change", "public")
def confirm_email_change() -> Page:
    form = sent_form("ticket")
    try:
        membership.confirm_email_change(who_has_new_address(form.answers["ticket"]), form.command_id)
    except Refused as no:
        return _over(no)
    return onward("email_confirmed")


@page("/email-change/done", "public")
def email_confirmed() -> Page:
    return show("email_confirmed")


def _wish(form: Form) -> Page:
    return show("change_email", form=form, address=membership.my_address(caller()))


def _over(no: Refused) -> Page:
    if no.code not in OVER:
        raise no
    return show("email_change_over", code=no.code), CODES[no.code].status
