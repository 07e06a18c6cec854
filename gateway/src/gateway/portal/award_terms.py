"""The terms of an award between their form and their door: rows of instalments, conditions and reports."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask import request

from gateway.portal.forms import Form, date_names, date_of, sent_form
from gateway.portal.money import pence_of, show_sum
from gateway.portal.whole_numbers import whole

ALL, PART, NOTHING = "all", "part", "nothing"
MOST_ROWS = 12
FIRST_ROWS = {"instalments": 1, "reports": 1}
"""So many rows of each are there at first."""
NO_AMOUNT = "Enter an amount in pounds, like 12,500"
FIELDS = ("gives", "amount", "reason", "conditions", "instalments")
DOORS_NAMES = {"amount": "amount", "reason": "reason", "instalments": "amount-1", "conditions": "conditions"}
"""What a door calls a field -> the field beside which the form says it."""


def sent_terms() -> Form:
    """The form as it was sent, with as many rows as it had."""
    rows = {kind: _rows(request.form.get(kind, ""), least) for kind, least in FIRST_ROWS.items()}
    names = [
        name
        for number in range(1, rows["instalments"] + 1)
        for name in (f"amount-{number}", f"waits-{number}", *date_names(f"due-{number}"))
    ]
    names += [name for number in range(1, rows["reports"] + 1) for name in date_names(f"report-{number}")]
    return sent_form("proposal", "version", "gives", "amount", "reason", "conditions", *FIRST_ROWS, *names)


def rows_of(form: Form) -> dict[str, int]:
    """How many rows of instalments and of reports a form has."""
    return {kind: _rows(str(form.answers.get(kind, "")), least) for kind, least in FIRST_ROWS.items()}


def with_more(form: Form, kind: str) -> Form:
    """The same with one row more; nothing else is lost, and nothing is checked yet."""
    rows = min(rows_of(form)[kind] + 1, MOST_ROWS)
    return Form(answers={**form.answers, kind: str(rows)}, command_id=form.command_id)


def fresh_terms(ask: int, *, is_funded: bool) -> Form:
    """All that was asked for in one instalment, and one report."""
    rows = {kind: str(least) for kind, least in FIRST_ROWS.items()}
    return Form(answers={"gives": ALL if is_funded else "", "amount-1": _typed(ask), **rows})


def terms_as_typed(award: Mapping[str, Any]) -> Form:
    """The form of terms that are there, to be changed."""
    answers: dict[str, str] = {
        "gives": {"full": ALL, "part": PART, "skip": NOTHING}[award["kind"]],
        "amount": _typed(award["amount"]) if award["kind"] == "part" else "",
        "reason": award["reason"] or "",
        "conditions": "\n".join(each["text"] for each in award["conditions"]),
        "instalments": str(max(len(award["instalments"]), FIRST_ROWS["instalments"])),
        "reports": str(max(len(award["reports"]), FIRST_ROWS["reports"])),
        "version": str(award["version"]),
    }
    for each in award["instalments"]:
        waits = [f"c{number}" for number in each["after"]] + (
            [f"r{each['report']}"] if each["report"] else []
        )
        answers[f"amount-{each['number']}"] = _typed(each["amount"])
        answers[f"waits-{each['number']}"] = " ".join(waits)
        answers |= _days(f"due-{each['number']}", each["due"])
    for each in award["reports"]:
        answers |= _days(f"report-{each['number']}", each["due"])
    return Form(answers=answers)


def terms_of(form: Form, ask: int) -> tuple[Form, dict[str, Any]]:
    """The door's terms, or the form with what is wrong."""
    gives, reason = form.answers["gives"], form.answers["reason"]
    if gives not in (ALL, PART, NOTHING):
        return form.wrong("gives", "Say what you propose"), {}
    if gives == NOTHING:
        said = form if reason else form.wrong("reason", "Say why; everybody can read it")
        return said, {"amount": 0, "reason": reason}
    amount: int | None = ask
    if gives == PART:
        amount = pence_of(form.answers["amount"])
        form = form if amount else form.wrong("amount", NO_AMOUNT)
        form = form if reason else form.wrong("reason", "Say why it gets less than it asks for")
    rows = rows_of(form)
    conditions = [line.strip() for line in form.answers["conditions"].splitlines() if line.strip()]
    form, reports, numbers = _reports(form, rows["reports"])
    form, instalments = _instalments(form, rows["instalments"], numbers)
    return form, {
        "amount": amount or 0,
        "reason": reason,
        "conditions": conditions,
        "instalments": instalments,
        "reports": reports,
    }


def waiting_choices(form: Form, number: int) -> list[dict[str, str]]:
    """For what an instalment may wait; also for several things, if it does already."""
    conditions = [line for line in str(form.answers.get("conditions", "")).splitlines() if line.strip()]
    known = [f"c{each}" for each in range(1, max(len(conditions), 3) + 1)]
    known += [f"r{each}" for each in range(1, rows_of(form)["reports"] + 1)]
    own = str(form.answers.get(f"waits-{number}", ""))
    if own and own not in known:
        known = [own, *known]
    return [{"value": each, "text": _in_words(each)} for each in known]


def _reports(form: Form, rows: int) -> tuple[Form, list[str], dict[int, int]]:
    """The days in order, and which row each became."""
    reports: list[str] = []
    numbers: dict[int, int] = {}
    for number in range(1, rows + 1):
        form, due = date_of(form, f"report-{number}", f"The day of report {number}", needed=False)
        if due:
            reports.append(due)
            numbers[number] = len(reports)
    return form, reports, numbers


def _instalments(form: Form, rows: int, reports: Mapping[int, int]) -> tuple[Form, list[dict[str, Any]]]:
    """Those with an amount; an empty row is left out, the first one is needed."""
    found: list[dict[str, Any]] = []
    for number in range(1, rows + 1):
        typed = form.answers[f"amount-{number}"]
        if not typed and number > 1:
            continue
        amount = pence_of(typed)
        if not amount:
            form = form.wrong(f"amount-{number}", NO_AMOUNT)
        form, due = date_of(form, f"due-{number}", f"The day of instalment {number}")
        after, report, is_known = _waits(form.answers[f"waits-{number}"].split(), reports)
        if not is_known:
            form = form.wrong(f"waits-{number}", "Give that report a day first")
        found.append({"amount": amount or 0, "due": due, "after": after, "report": report})
    return form, found


def _waits(parts: Iterable[str], reports: Mapping[int, int]) -> tuple[list[int], int | None, bool]:
    after, report, is_known = [], None, True
    for part in parts:
        kind, number = part[:1], part[1:]
        counted = whole(number) or 0
        if kind == "c" and counted:
            after.append(counted)
        elif kind == "r" and counted in reports:
            report = reports[counted]
        else:
            is_known = False
    return after, report, is_known


def _in_words(waits: str) -> str:
    names = {"c": "condition", "r": "report"}
    said = " and ".join(f"{names[part[0]]} {part[1:]}" for part in waits.split() if part[0] in names)
    return said[:1].upper() + said[1:]


def _rows(typed: str, least: int) -> int:
    return min(max(whole(typed) or 0, least), MOST_ROWS)


def _days(name: str, day: str) -> dict[str, str]:
    value = date.fromisoformat(day)
    return dict(zip(date_names(name), (str(value.day), str(value.month), str(value.year)), strict=True))


def _typed(pence: int) -> str:
    return show_sum(pence).removeprefix("£")
