"""A member's own claims: the list, one with its receipts, handed in or taken back (row 51)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients.meetings import expenses as doors
from gateway.expense_files import send_receipt
from gateway.guards import caller
from gateway.limits import takes_upload
from gateway.parts import parts
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.expenses import claim_of, short_of
from gateway.portal.presenting.matters import group_names


@page("/my-expenses", "member")
def my_expenses() -> Page:
    names = group_names(region_names(caller()))
    found = doors.my_claims(caller(), cursor=request.args.get("cursor") or None)
    return show(
        "my_expenses",
        claims=[short_of(each, names) for each in found["items"]],
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/my-expenses/<claim_id>", "member")
def my_expense(claim_id: str) -> Page:
    return _mine(claim_id, Form())


@action("/my-expenses/<claim_id>/lines/<cost_id>/removal", "member")
def remove_expense_line(claim_id: str, cost_id: str) -> Page:
    return _do(claim_id, lambda form: doors.remove_cost(caller(), form.command_id, claim_id, cost_id))


@action("/my-expenses/<claim_id>/receipts", "member")
@takes_upload
def add_expense_receipt(claim_id: str) -> Page:
    form, upload = sent_form(), request.files.get("file")
    if upload is None or not upload.filename:
        return _mine(claim_id, form.wrong("file", "Choose a PDF, PNG or JPEG file"))
    file, name = upload.stream, upload.filename
    answer = send(form, ("file",), lambda form: send_receipt(caller(), form.command_id, claim_id, file, name))
    if isinstance(answer, Form):
        return _mine(claim_id, answer)
    return onward("my_expense", "expense-receipt", claim_id=claim_id)


@action("/my-expenses/<claim_id>/receipts/<receipt_id>/removal", "member")
def remove_expense_receipt(claim_id: str, receipt_id: str) -> Page:
    return _do(claim_id, lambda form: doors.remove_receipt(caller(), form.command_id, claim_id, receipt_id))


@action("/my-expenses/<claim_id>/submission", "member")
def submit_expense(claim_id: str) -> Page:
    return _do(
        claim_id,
        lambda form: doors.submit_claim(
            caller(),
            form.command_id,
            claim_id,
            words=form.answers["words"] or None,
            version=version_of(form),
        ),
        "expense-submitted",
    )


@action("/my-expenses/<claim_id>/withdrawal", "member")
def withdraw_expense(claim_id: str) -> Page:
    return _do(
        claim_id,
        lambda form: doors.withdraw_claim(caller(), form.command_id, claim_id),
        "expense-withdrawn",
    )


def _do(claim_id: str, knock: Any, done: str = "") -> Page:
    answer = send(sent_form("words", "version"), ("words",), knock)
    return (
        _mine(claim_id, answer) if isinstance(answer, Form) else onward("my_expense", done, claim_id=claim_id)
    )


def own_claim(claim_id: str) -> Any:
    """The reader's own claim. Refused: ``not_found`` for one that they may only decide."""
    found = doors.get_claim(caller(), claim_id)
    if not found["mine"]:
        raise Refused("not_found")
    return found


def _mine(claim_id: str, form: Form) -> Page:
    found = claim_of(own_claim(claim_id), group_names(region_names(caller())))
    address = f"{parts().settings.portal_url}/expenses/carers/{caller().subject}"
    return show("my_expense", form=form, claim=found, carers_address=address)
