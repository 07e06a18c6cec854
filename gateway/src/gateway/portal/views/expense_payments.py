"""Sending approved claims to whoever pays, and naming carers (row 51)."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request

from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.meetings import expenses as doors
from gateway.expense_files import batch_file
from gateway.guards import caller
from gateway.portal.dates import show_number
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.money import show_pounds
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.expenses import batch_of
from gateway.portal.presenting.matters import group_names

NO_NAME = "A member of Q"


@page("/expenses/batches", "national_team")
def expense_batches() -> Page:
    return _batches(Form())


@action("/expenses/batches", "national_team")
def make_expense_batch() -> Page:
    answer = send(sent_form(), (), lambda form: doors.make_batch(caller(), form.command_id))
    if isinstance(answer, Form):
        return _batches(answer)
    return onward("expense_batch", "expense-batch", batch_id=answer["id"])


@page("/expenses/batches/<batch_id>", "national_team")
def expense_batch(batch_id: str) -> Page:
    names = group_names(region_names(caller()))
    return show("expense_batch", batch=batch_of(doors.get_batch(caller(), batch_id), names))


@page("/expenses/batches/<batch_id>/file", "national_team")
def expense_batch_file(batch_id: str) -> Response:
    return batch_file(caller(), batch_id)


@action("/expenses/batches/<batch_id>/payment", "national_team")
def record_expense_payment(batch_id: str) -> Page:
    """What is ticked; the whole batch when nothing is."""
    form = sent_form(several=("claim_ids",))
    doors.record_payment(caller(), form.command_id, batch_id, claim_ids=form.answers["claim_ids"] or None)
    return onward("expense_batch", "expense-paid", batch_id=batch_id)


def _batches(form: Form) -> Page:
    names = group_names(region_names(caller()))
    found = doors.list_batches(caller(), cursor=request.args.get("cursor") or None)
    return show(
        "expense_batches",
        form=form,
        batches=[batch_of(each, names) for each in found["items"]],
        waiting=show_number(found["waiting"]["claims"]) if found["waiting"]["claims"] else "",
        amount=show_pounds(found["waiting"]["total_pence"]),
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/expenses/carers", "member")
def my_carers() -> Page:
    """Whom the reader named; each by the name that the directory shows the reader."""
    found = doors.my_carers(caller())["items"]
    known = together(*(membership.get_member.asking(caller(), each["id"]) for each in found))
    # Who hides the whole profile is named by nobody's name, and can be taken back all the same.
    names = [NO_NAME if isinstance(told, Refused) else _name_in(told) for told in known]
    return show("carers", carers=[{**each, "name": name} for each, name in zip(found, names, strict=True)])


@page("/expenses/carers/<member_id>", "member")
def name_carer_form(member_id: str) -> Page:
    return _carer(member_id, Form())


@action("/expenses/carers/<member_id>", "member")
def name_carer(member_id: str) -> Page:
    answer = send(sent_form(), (), lambda form: doors.name_carer(caller(), form.command_id, member_id))
    return _carer(member_id, answer) if isinstance(answer, Form) else onward("my_carers", "carer-named")


@action("/expenses/carers/<member_id>/removal", "member")
def unname_carer(member_id: str) -> Page:
    doors.unname_carer(caller(), sent_form().command_id, member_id)
    return onward("my_carers", "carer-unnamed")


def _carer(member_id: str, form: Form) -> Page:
    """Refused: ``not_found`` for whoever is no member."""
    return show("carer", form=form, member_id=member_id, name=_name_of(member_id))


def _name_of(member_id: str) -> str:
    return _name_in(membership.get_member(caller(), member_id))


def _name_in(told: Mapping[str, Any]) -> str:
    return str(told.get("name") or NO_NAME)
