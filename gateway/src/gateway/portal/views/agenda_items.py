"""One item of an agenda on a page of its own: reworded, set aside, with its papers (row 42)."""

from typing import Any

from flask import request
from werkzeug.wrappers import Response

from contracts.refusals import Refused
from gateway.agenda_papers import paper_file, send_paper
from gateway.clients.meetings import agendas as doors
from gateway.clients.meetings import calendar
from gateway.guards import caller
from gateway.limits import takes_upload
from gateway.portal.dates import show_instant
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.agendas import agenda_of
from gateway.portal.views.agendas import ITEM, OUTCOME_CHOICES, PART_CHOICES, TABLE, item_answers, item_form

ITEM_PATH = "/meetings/<meeting_id>/agenda/<item_id>"
PAPER_PATH = f"{ITEM_PATH}/papers/<paper_id>"
SET_ASIDE = {"park": (doors.park_item, "item-parked"), "send-back": (doors.send_back_item, "item-sent-back")}


@page(ITEM_PATH, *TABLE)
def agenda_item(meeting_id: str, item_id: str) -> Page:
    return _item(meeting_id, item_id, Form())


@action(ITEM_PATH, *TABLE)
def change_item(meeting_id: str, item_id: str) -> Page:
    answer = send(
        item_form("version"),
        ITEM,
        lambda form: doors.change_item(
            caller(), form.command_id, meeting_id, item_id, version=version_of(form), **item_answers(form)
        ),
    )
    return _after(meeting_id, item_id, answer, "saved")


@action(f"{ITEM_PATH}/aside", *TABLE)
def set_item_aside(meeting_id: str, item_id: str) -> Page:
    form = sent_form("aside", "reason").lacking(
        {"aside": "Choose what becomes of it", "reason": "Say why, so that the proposer knows"}
    )
    door, done = SET_ASIDE.get(form.answers["aside"], SET_ASIDE["park"])
    answer = send(
        form,
        ("aside", "reason"),
        lambda form: door(caller(), form.command_id, meeting_id, item_id, reason=form.answers["reason"]),
    )
    if isinstance(answer, Form):
        return _item(meeting_id, item_id, answer)
    return onward("agenda", done, meeting_id=meeting_id)


@action(f"{ITEM_PATH}/withdrawal", *TABLE)
def withdraw_item(meeting_id: str, item_id: str) -> Page:
    answer = send(
        sent_form(), (), lambda form: doors.withdraw_item(caller(), form.command_id, meeting_id, item_id)
    )
    if isinstance(answer, Form):
        return _item(meeting_id, item_id, answer)
    return onward("agenda", "item-withdrawn", meeting_id=meeting_id)


@action(f"{ITEM_PATH}/papers", *TABLE)
@takes_upload
def add_paper(meeting_id: str, item_id: str) -> Page:
    form, upload = sent_form(), request.files.get("file")
    if upload is None or not upload.filename:
        return _item(meeting_id, item_id, form.wrong("file", "Choose a file"))
    stream, name = upload.stream, upload.filename
    answer = send(
        form,
        ("file",),
        # The form's command id: a second submit meets the same upload instead of beginning another.
        lambda form: send_paper(caller(), form.command_id, meeting_id, item_id, stream, name),
    )
    return _after(meeting_id, item_id, answer, "paper-added")


@page(PAPER_PATH, "public")
def download_paper(meeting_id: str, item_id: str, paper_id: str) -> Response:
    """The file, as a download."""
    return paper_file(caller(), meeting_id, item_id, paper_id)


@action(f"{PAPER_PATH}/removal", *TABLE)
def remove_paper(meeting_id: str, item_id: str, paper_id: str) -> Page:
    answer = send(
        sent_form(),
        (),
        lambda form: doors.remove_paper(caller(), form.command_id, meeting_id, item_id, paper_id),
    )
    return _after(meeting_id, item_id, answer, "paper-removed")


def _after(meeting_id: str, item_id: str, answer: Any, done: str) -> Page:
    if isinstance(answer, Form):
        return _item(meeting_id, item_id, answer)
    return onward("agenda_item", done, meeting_id=meeting_id, item_id=item_id)


def _item(meeting_id: str, item_id: str, form: Form) -> Page:
    found = agenda_of(doors.get_agenda(caller(), meeting_id))
    item = found.item(item_id)
    # Who may do nothing with an item reads it on the agenda itself.
    if item is None or not item.may:
        raise Refused("not_found")
    typed = {
        "title": item.title,
        "minutes": str(item.minutes),
        "outcome": item.outcome_code,
        "why": item.why,
        "part": item.part,
        "version": str(found.version),
    }
    shown = Form({**typed, **form.answers}, form.errors, form.message, form.command_id, form.status)
    meeting = calendar.get_meeting(caller(), meeting_id)
    return show(
        "agenda_item",
        form=shown,
        meeting=meeting,
        when=show_instant(meeting["starts_at"]),
        agenda=found,
        item=item,
        outcomes=OUTCOME_CHOICES,
        parts=PART_CHOICES,
        fresh=Form,
    )
