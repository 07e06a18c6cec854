"""Expenses for everybody and for those who decide: who pays, what waits, one claim (row 51)."""

from typing import Any

from flask import Response, request

from contracts.refusals import Refused
from gateway.clients.meetings import expenses as doors
from gateway.expense_files import receipt_file
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.expenses import (
    ASSISTANT,
    HELPED,
    NEXT,
    PAYERS,
    QUESTIONS,
    STATES,
    STATUSES,
    YES_OR_NO,
    claim_of,
    short_of,
    years_of,
)
from gateway.portal.presenting.matters import group_names

DECIDERS = ("coordinator", "convenor", "national_team")
READERS = ("member", *DECIDERS)
DECISION = ("decision", "words", "version")
WAITING = ("draft", "submitted", "approved_once")
"""What is in no list of its own: drafts are private, the others are the list that comes first."""
SAID = {"yes": True, "no": False, "patient_or_carer": "patient_or_carer", "somebody_else": "somebody_else"}


@page("/expenses/check", "public")
def expense_check() -> Page:
    """Can I claim? The status, then its questions, then who pays; nothing is kept."""
    everybody = {**STATUSES, **ASSISTANT}
    status = request.args.get("status", "")
    choices = [{"value": key, "text": name} for key, name in everybody.items()]
    if status not in everybody:
        form = Form()
        if "status" in request.args:
            form = form.wrong("status", "Choose what fits you best")
        return show("expense_check", form=form, step="status", choices=choices)
    typed = {name: request.args.get(name, "") for name in QUESTIONS}
    answers = {name: SAID[each] for name, each in typed.items() if each in SAID}
    found = doors.who_pays(caller(), status, answers)
    # A question that is not asked of this status is not there, whatever the address says.
    questions = {name: QUESTIONS[name] for name in found["questions"]}
    form = Form(answers={"status": status, **typed})
    if found["missing"]:
        if any(name in request.args for name in questions):
            form = form.lacking(dict.fromkeys(found["missing"], "Answer this question"))
        return show("expense_check", form=form, step="questions", questions=_asked(questions))
    return show(
        "expense_check",
        step="answer",
        status=everybody[status],
        said=[(text, _in_words(typed[name])) for name, text in questions.items() if typed[name]],
        payer=PAYERS[found["payer"]],
        words=found["words"],
        next=NEXT[found["payer"]],
        pays=found["payer"] in ("q", "q_on_application", "manual_decision"),
    )


def _asked(questions: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"name": name, "text": text, "choices": HELPED if name == "accompanies" else YES_OR_NO}
        for name, text in questions.items()
    ]


def _in_words(typed: str) -> str:
    return next(each["text"] for each in (*YES_OR_NO, *HELPED) if each["value"] == typed)


@page("/expenses/totals", "public")
def expense_totals() -> Page:
    return show("expense_totals", years=years_of(doors.expense_totals(caller())["items"]))


@page("/expenses", *DECIDERS)
def expenses() -> Page:
    """What waits for the reader, each with the next step; other states by choice."""
    state = request.args.get("state", "")
    names = group_names(region_names(caller()))
    found = doors.list_claims(
        caller(), state=state if state in STATES else None, cursor=request.args.get("cursor") or None
    )
    return show(
        "expenses",
        claims=[short_of(each, names) for each in found["items"]],
        states=[
            {"value": key, "text": name}
            for key, (name, _) in STATES.items()
            if key not in ("draft", *WAITING)
        ],
        chosen={"state": state},
        next=found["next"],
        later=bool(request.args.get("cursor")),
        pays=caller().has("national_team"),
    )


@page("/expenses/<claim_id>", *READERS)
def expense(claim_id: str) -> Page:
    return _claim(claim_id, Form())


@action("/expenses/<claim_id>", *DECIDERS)
def decide_expense(claim_id: str) -> Page:
    form = sent_form(*DECISION).lacking({"decision": "Choose what you decide"})
    if form.answers["decision"] in ("return", "refuse"):
        form = form.lacking({"words": "Write a few words: the claimant reads them"})
    answer = send(form, DECISION, lambda form: _send(claim_id, form))
    if isinstance(answer, Form):
        return _claim(claim_id, answer)
    return onward("expenses", f"expense-{answer['state'].replace('_', '-')}")


def _send(claim_id: str, form: Form) -> Any:
    decision, words = form.answers["decision"], form.answers["words"] or None
    version = version_of(form)
    try:
        if decision == "return":
            return doors.return_claim(caller(), form.command_id, claim_id, question=words, version=version)
        door = doors.approve_claim if decision == "approve" else doors.refuse_claim
        return door(caller(), form.command_id, claim_id, reason=words, version=version)
    except Refused as no:
        # The doors' reason and question are one field here.
        fields = {"words" if name in ("reason", "question") else name: no.fields[name] for name in no.fields}
        raise Refused(no.code, no.message, fields) from None


@page("/expenses/<claim_id>/receipts/<receipt_id>", *READERS)
def expense_receipt(claim_id: str, receipt_id: str) -> Response:
    return receipt_file(caller(), claim_id, receipt_id)


def _claim(claim_id: str, form: Form) -> Page:
    found = claim_of(doors.get_claim(caller(), claim_id), group_names(region_names(caller())))
    choices = [
        {"value": "approve", "text": "Approve it"},
        {"value": "return", "text": "Give it back with a question"},
        {"value": "refuse", "text": "Refuse it"},
    ]
    return show(
        "expense",
        form=form,
        claim=found,
        choices=[each for each in choices if each["value"] in found.may],
    )
