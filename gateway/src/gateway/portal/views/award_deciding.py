"""Proposing an award and changing its terms, for a round's keepers (row 57)."""

from dataclasses import replace
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients.exchange import awards as doors
from gateway.clients.exchange import proposals, rounds
from gateway.guards import caller
from gateway.portal.award_terms import (
    DOORS_NAMES,
    FIRST_ROWS,
    fresh_terms,
    rows_of,
    sent_terms,
    terms_as_typed,
    terms_of,
    waiting_choices,
    with_more,
)
from gateway.portal.forms import Form, send, version_of
from gateway.portal.money import show_sum
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.views.awards import KEEPERS, funded_by_vote


@page("/rounds/<round_id>/awards/new", *KEEPERS)
def propose_award_form(round_id: str) -> Page:
    found = _proposal(round_id, request.args.get("proposal", ""))
    is_funded = found["id"] in funded_by_vote(round_id)
    return _write(found, fresh_terms(found["ask"], is_funded=is_funded))


@action("/rounds/<round_id>/awards/new", *KEEPERS)
def propose_award(round_id: str) -> Page:
    form = sent_terms()
    found = _proposal(round_id, form.answers["proposal"])
    if _more():
        return _write(found, with_more(form, _more()))
    form, told = terms_of(form, found["ask"])
    answer = _sent(form, lambda form: doors.propose_award(caller(), form.command_id, found["id"], told))
    if isinstance(answer, Form):
        return _write(found, answer)
    return onward("award", "award-proposed", award_id=answer["id"])


@page("/awards/<award_id>/terms", *KEEPERS)
def change_award_form(award_id: str) -> Page:
    found = _undecided(award_id)
    return _change(found, terms_as_typed(found))


@action("/awards/<award_id>/terms", *KEEPERS)
def change_award(award_id: str) -> Page:
    form, found = sent_terms(), _undecided(award_id)
    if _more():
        return _change(found, with_more(form, _more()))
    form, told = terms_of(form, found["ask"])
    answer = _sent(
        form,
        lambda form: doors.change_award(caller(), form.command_id, award_id, told, version=version_of(form)),
    )
    if isinstance(answer, Form):
        return _change(found, answer)
    return onward("award", "award-changed", award_id=award_id)


def _sent(form: Form, knock: Any) -> Any:
    """What the door answers, or the form with its refusal beside the fields as they are called here."""

    def named(form: Form) -> Any:
        try:
            return knock(form)
        except Refused as no:
            # A line of a list is called by its place in it: conditions.2.
            fields = {DOORS_NAMES.get(name.partition(".")[0], name): said for name, said in no.fields.items()}
            raise Refused(no.code, no.message, fields=fields) from None

    return send(form, tuple(DOORS_NAMES.values()), named)


def _more() -> str:
    """Of what one row more is wanted, without JavaScript; "" when the form is done."""
    kind = request.form.get("step", "").removeprefix("more-")
    return kind if kind in FIRST_ROWS else ""


def _write(found: dict[str, Any], form: Form) -> Page:
    round_id = found["round_id"]
    kept = replace(form, answers={**form.answers, "proposal": found["id"]})
    return _form(kept, found, f"/rounds/{round_id}/awards/new", [f"/rounds/{round_id}/awards", "Awards"])


def _change(found: dict[str, Any], form: Form) -> Page:
    return _form(form, found, f"/awards/{found['id']}/terms", [f"/awards/{found['id']}", found["title"]])


def _form(form: Form, found: dict[str, Any], address: str, back: list[str]) -> Page:
    rows = rows_of(form)
    numbers = range(1, rows["instalments"] + 1)
    return show(
        "award_write",
        form=form,
        project=found,
        ask=show_sum(found["ask"]),
        round=rounds.get_round(caller(), found["round_id"]),
        address=address,
        back=back,
        rows=rows,
        waits={number: waiting_choices(form, number) for number in numbers},
    )


def _proposal(round_id: str, proposal_id: str) -> dict[str, Any]:
    """Refused: ``not_found``, also for a proposal of another round."""
    found: dict[str, Any] = proposals.get_proposal(caller(), proposal_id)
    if found["round_id"] != round_id:
        raise Refused("not_found")
    return found


def _undecided(award_id: str) -> dict[str, Any]:
    """Refused: ``not_found`` for who does not keep its round, ``award_decided``."""
    found: dict[str, Any] = doors.get_award(caller(), award_id)
    if "approved_by" not in found:
        raise Refused("not_found")
    if found["state"] != "proposed":
        raise Refused("award_decided")
    return found
