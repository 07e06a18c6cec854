"""A form between its page and its door: the answers, what is wrong with them, the command id."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID, uuid4

from flask import request

from contracts.refusals import CODES, Refused
from gateway.portal.whole_numbers import YEAR_DIGITS, whole
from gateway.portal.wording import plain

T = TypeVar("T")

PAGE_REFUSALS = frozenset(
    {
        "credentials_invalid",
        "not_found",
        "not_your_region",
        "role_required",
        "scope_required",
        "second_factor_required",
        "session_required",
        "sign_in_required",
    }
)
"""Refusals that no other answer would mend: they get a page of their own, not a form."""


@dataclass(frozen=True)
class Form:
    """What the form macros draw.

    ``answers`` are the strings as typed, ``errors`` the messages per field, ``message`` a
    refusal that belongs to no field. ``command_id`` makes a double submit one command.
    ``status`` is what the page answers with while something is wrong.
    """

    answers: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, list[str]] = field(default_factory=dict)
    message: str = ""
    command_id: str = field(default_factory=lambda: str(uuid4()))
    status: int = 200

    @property
    def is_wrong(self) -> bool:
        return bool(self.errors or self.message)

    def lacking(self, required: Mapping[str, str]) -> "Form":
        """The form with a message for each required field that is empty (field -> message)."""
        missing = {name: [said] for name, said in required.items() if not self.answers.get(name)}
        return replace(self, errors={**self.errors, **missing}, status=422) if missing else self

    def wrong(self, name: str, said: str) -> "Form":
        """The form with one more message at a field."""
        said_before = self.errors.get(name, [])
        return replace(self, errors={**self.errors, name: [*said_before, said]}, status=422)

    def refused(self, no: Refused, known: tuple[str, ...] = ()) -> "Form":
        """The same answers with a door's refusal: beside its fields, else above the form.

        ``known`` are the fields of the page; messages for others are shown above the form,
        so that nothing a door says is lost.
        """
        here = {name: [plain(text) for text in said] for name, said in no.fields.items() if name in known}
        elsewhere = [plain(text) for name, said in no.fields.items() if name not in known for text in said]
        message = "" if here and not elsewhere else " ".join([no.message, *elsewhere])
        # The same id with other answers would be refused as a second use of it.
        renewed = str(uuid4()) if no.code == "command_id_reused" else self.command_id
        status = 503 if CODES[no.code].status == 503 else 422
        return replace(self, errors=here, message=message, command_id=renewed, status=status)


def sent_form(*names: str, several: tuple[str, ...] = ()) -> Form:
    """The form as it was sent: ``names`` stripped of blanks, ``several`` as lists.

    A command id that is not a UUID is replaced: it is ours to give, never the sender's to shape.
    """
    answers: dict[str, Any] = {name: request.form.get(name, "").strip() for name in names}
    answers.update({name: request.form.getlist(name) for name in several})
    return Form(answers=answers, command_id=_command_id(request.form.get("command_id", "")))


def send(form: Form, known: tuple[str, ...], knock: Callable[[Form], T]) -> T | Form:
    """What the door answers, or the form with its refusal.

    A refusal that the person cannot mend here (not signed in, not allowed, not found) is
    raised on, and becomes an error page.
    """
    if form.is_wrong:
        return form
    try:
        return knock(form)
    except Refused as no:
        if no.code in PAGE_REFUSALS:
            raise
        return form.refused(no, known)


def given(form: Form, *names: str) -> dict[str, Any]:
    """The answers that are not empty, as a door's payload."""
    return {name: form.answers[name] for name in names if form.answers.get(name)}


def whole_of(form: Form, name: str) -> int | None:
    """A whole number as it was typed; None for what is none, or too long to be meant."""
    return whole(form.answers.get(name, ""))


def version_of(form: Form) -> int | None:
    """The version that was read, as the form carries it."""
    return whole_of(form, "version")


def date_of(form: Form, name: str, what: str, *, needed: bool = True) -> tuple[Form, str]:
    """The ISO date of a day-month-year field, or the form with its message (and "").

    ``what`` begins the message: "The date you met".
    """
    parts = [form.answers.get(f"{name}-{part}", "") for part in ("year", "month", "day")]
    if not any(parts):
        return (form.wrong(name, f"Enter {what[0].lower()}{what[1:]}") if needed else form), ""
    year, month, day = (whole(part, YEAR_DIGITS) for part in parts)
    try:
        return form, date(year or 0, month or 0, day or 0).isoformat()
    except ValueError:
        return form.wrong(name, f"{what} must be a real date, like 21 11 2026"), ""


def date_names(name: str) -> tuple[str, str, str]:
    return (f"{name}-day", f"{name}-month", f"{name}-year")


def _command_id(sent: str) -> str:
    try:
        return str(UUID(sent))
    except ValueError:
        return str(uuid4())
