"""Asking to use what others pledged, answering, and saying what was used (row 62)."""

from typing import Any

from contracts.refusals import Refused
from gateway.clients.exchange import pledges as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.pledges import TYPED_SAID, Claim, Pledge, amount_in, pledge_of
from gateway.portal.views.pledges import one_pledge


@page("/pledges/<pledge_id>/ask", "member")
def ask_for_pledge_form(pledge_id: str) -> Page:
    return show("pledge_ask", form=Form(), pledge=_read(pledge_id))


@action("/pledges/<pledge_id>/ask", "member")
def ask_for_pledge(pledge_id: str) -> Page:
    found = _read(pledge_id)
    needed = {"amount": "Say how much you would like to use", "purpose": "Say what you would use it for"}
    form = sent_form("amount", "purpose", "shown_name", "reach").lacking(needed)
    form, amount = _amount(form, found.kind)
    told = {name: form.answers[name] for name in ("shown_name", "reach")}
    answer = send(
        form,
        ("amount", "purpose", "shown_name", "reach"),
        lambda form: doors.claim_pledge(
            caller(), form.command_id, pledge_id, amount, form.answers["purpose"], **told
        ),
    )
    if isinstance(answer, Form):
        return show("pledge_ask", form=answer, pledge=found)
    return onward("pledge", "pledge-asked", pledge_id=pledge_id)


@action("/pledges/<pledge_id>/claims/<claim_id>/answer", "member")
def answer_pledge_claim(pledge_id: str, claim_id: str) -> Page:
    form = sent_form("answer")
    agrees = form.answers["answer"] == "agree"
    if form.answers["answer"] not in ("agree", "decline"):
        form = form.wrong("answer", "Say whether you agree")
    answer = send(
        form, (), lambda form: doors.answer_claim(caller(), form.command_id, pledge_id, claim_id, agrees)
    )
    if isinstance(answer, Form):
        return one_pledge(pledge_id, answer)
    return onward("pledge", "pledge-agreed" if agrees else "pledge-declined", pledge_id=pledge_id)


@page("/pledges/<pledge_id>/claims/<claim_id>/use", "member")
def note_pledge_use_form(pledge_id: str, claim_id: str) -> Page:
    """As much as was agreed, to be put right."""
    found = _read(pledge_id)
    claim = _claim(found, claim_id)
    return show("pledge_use", form=Form(answers={"amount": claim.typed}), pledge=found, claim=claim)


@action("/pledges/<pledge_id>/claims/<claim_id>/use", "member")
def note_pledge_use(pledge_id: str, claim_id: str) -> Page:
    found = _read(pledge_id)
    claim = _claim(found, claim_id)
    form, amount = _amount(sent_form("amount").lacking({"amount": "Say how much was used"}), found.kind)
    answer = send(
        form,
        ("amount",),
        lambda form: doors.note_use(caller(), form.command_id, pledge_id, claim_id, amount),
    )
    if isinstance(answer, Form):
        return show("pledge_use", form=answer, pledge=found, claim=claim)
    return onward("pledge", "pledge-used", pledge_id=pledge_id)


@action("/pledges/<pledge_id>/claims/<claim_id>/ending", "member")
def end_pledge_claim(pledge_id: str, claim_id: str) -> Page:
    form = sent_form()
    answer = send(form, (), lambda form: doors.end_claim(caller(), form.command_id, pledge_id, claim_id))
    if isinstance(answer, Form):
        return one_pledge(pledge_id, answer)
    return onward("pledge", "pledge-claim-ended", pledge_id=pledge_id)


def _read(pledge_id: str) -> Pledge:
    found: Any = doors.get_pledge(caller(), pledge_id)
    return pledge_of(found, region_names(caller()))


def _claim(found: Pledge, claim_id: str) -> Claim:
    """Refused: ``claim_unknown``; ``claim_not_agreed`` when its reader has nothing to say of it."""
    claim = next((each for each in found.claims if each.id == claim_id), None)
    if claim is None:
        raise Refused("claim_unknown")
    if not claim.may_note:
        raise Refused("claim_not_agreed")
    return claim


def _amount(form: Form, kind: str) -> tuple[Form, int]:
    amount = amount_in(kind, form.answers["amount"])
    if form.answers["amount"] and amount is None:
        form = form.wrong("amount", TYPED_SAID[kind])
    return form, amount or 0
