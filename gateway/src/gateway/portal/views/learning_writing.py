"""Writing for the library: a draft, what identifies somebody beside its field, then submitted (row 73)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4, uuid5

from flask import request

from gateway.clients.exchange import learning as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.learning import KIND_CHOICES, REACH_CHOICES, WORKED_CHOICES, item_of
from gateway.portal.views.learning import one_item, own_item

PLAIN = ("kind", "title", "topic", "context", "what_happened", "learning", "worked", "source", "reach")
FIELDS = (*PLAIN, "shown_name", "tags")
NEEDED = {"kind": "Choose what it is", "title": "Give it a title"}


@page("/learning/new", "member")
def write_learning_form() -> Page:
    """Empty; a link may have chosen what it is."""
    return _writing(Form(answers={"kind": request.args.get("kind", "")}))


@action("/learning/new", "member")
def write_learning() -> Page:
    """Kept as a draft; by the second button submitted too."""
    form = sent_form(*FIELDS).lacking(NEEDED)
    answer = send(form, FIELDS, lambda form: doors.write_item(caller(), form.command_id, _words(form)))
    if isinstance(answer, Form):
        return _writing(answer)
    return _go_on(form, answer)


@page("/learning/<item_id>/edit", "member")
def change_learning_form(item_id: str) -> Page:
    return _changing(item_id, Form(answers=_as_typed(own_item(item_id))))


@action("/learning/<item_id>/edit", "member")
def change_learning(item_id: str) -> Page:
    form = sent_form(*FIELDS, "version").lacking(NEEDED)
    answer = send(
        form,
        FIELDS,
        lambda form: doors.change_item(
            caller(), form.command_id, item_id, _words(form), version=version_of(form)
        ),
    )
    if isinstance(answer, Form):
        return _changing(item_id, answer)
    return _go_on(form, answer)


@action("/learning/<item_id>/submission", "member")
def submit_learning(item_id: str) -> Page:
    form = sent_form("version")
    return _submit(item_id, form)


@action("/learning/<item_id>/taking-back", "member")
def take_back_learning(item_id: str) -> Page:
    form = sent_form("version")
    answer = send(
        form,
        (),
        lambda form: doors.take_back_item(caller(), form.command_id, item_id, version=version_of(form)),
    )
    if isinstance(answer, Form):
        return one_item(item_id, answer)
    return onward("learning_item", "learning-taken-back", item_id=item_id)


@page("/learning/<item_id>/withdraw", "member")
def withdraw_learning_form(item_id: str) -> Page:
    return _withdrawing(item_id, Form())


@action("/learning/<item_id>/withdraw", "member")
def withdraw_learning(item_id: str) -> Page:
    form = sent_form("reason", "version").lacking({"reason": "Say why it is withdrawn"})
    answer = send(
        form,
        ("reason",),
        lambda form: doors.withdraw_item(
            caller(), form.command_id, item_id, reason=form.answers["reason"], version=version_of(form)
        ),
    )
    if isinstance(answer, Form):
        return _withdrawing(item_id, answer)
    return onward("learning_item", "learning-withdrawn", item_id=item_id)


# What the pages share


def _go_on(form: Form, saved: Mapping[str, Any]) -> Page:
    """Saved: on to its page, or submitted at once by a command that follows from the first."""
    item_id, version = saved["id"], str(saved["version"])
    if saved["state"] == "submitted":
        return onward("review_learning_form", "learning-mended", item_id=item_id)
    if request.form.get("step") != "submit":
        return onward("learning_item", "learning-saved", item_id=item_id)
    next_id = str(uuid5(UUID(form.command_id), "submit"))
    return _submit(item_id, replace(form, answers={"version": version}, command_id=next_id))


def _submit(item_id: str, form: Form) -> Page:
    """What is missing is said beside its field, where it can be written."""
    answer = send(
        form,
        FIELDS,
        lambda form: doors.submit_item(caller(), form.command_id, item_id, version=version_of(form)),
    )
    if not isinstance(answer, Form):
        return onward("learning_item", "learning-submitted", item_id=item_id)
    if not answer.errors:
        return one_item(item_id, answer)
    typed = _as_typed(own_item(item_id))
    return _changing(item_id, replace(answer, answers=typed, command_id=str(uuid4())))


def _words(form: Form) -> dict[str, Any]:
    """As the door takes them; each line of ``tags`` is one."""
    lines = [line.strip() for line in form.answers["tags"].splitlines()]
    said = {name: form.answers[name] for name in (*PLAIN, "shown_name")}
    return {**said, "tags": [line for line in lines if line]}


def _as_typed(found: Mapping[str, Any]) -> dict[str, str]:
    """The newest words as the answers of a form."""
    written = found["written"]
    said = {name: written[name] or "" for name in PLAIN}
    more = {"shown_name": found["written_name"] or "", "tags": "\n".join(written["tags"])}
    return {**said, **more, "version": str(found["version"])}


def _writing(form: Form) -> Page:
    return _form("/learning/new", form, None)


def _changing(item_id: str, form: Form) -> Page:
    return _form(f"/learning/{item_id}/edit", form, item_of(own_item(item_id), region_names(caller())))


def _form(address: str, form: Form, item: Any) -> Page:
    return show(
        "learning_write",
        form=form,
        address=address,
        item=item,
        kinds=KIND_CHOICES,
        worked=[*WORKED_CHOICES, {"value": "", "text": "Not known, or does not apply"}],
        reaches=REACH_CHOICES,
    )


def _withdrawing(item_id: str, form: Form) -> Page:
    found = doors.get_item(caller(), item_id)
    return show("learning_withdraw", form=form, item=item_of(found, region_names(caller())))
