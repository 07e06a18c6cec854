"""The agenda of a meeting: for everybody once it is published, for the table to shape (row 42)."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.meetings import actions, calendar
from gateway.clients.meetings import agendas as doors
from gateway.guards import caller
from gateway.portal.dates import show_instant
from gateway.portal.forms import Form, date_names, date_of, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.agendas import agenda_of
from gateway.portal.whole_numbers import whole

TABLE = ("member", "coordinator", "convenor", "national_team")
ITEM = ("title", "minutes", "outcome", "why", "part")
NEEDED = {
    "title": "Say what it is about",
    "minutes": "Say how many minutes it needs",
    "outcome": "Choose what you want of the group",
}
LONGEST_NUMBER = 4
OUTCOME_CHOICES = [
    {"value": "inform", "text": "Inform", "hint": "Everybody hears it"},
    {"value": "discuss", "text": "Discuss", "hint": "Everybody says what they think"},
    {"value": "decide", "text": "Decide", "hint": "The group takes a decision"},
]
PART_CHOICES = [
    {"value": "open", "text": "The open part"},
    {"value": "closed", "text": "The closed part, without the public"},
]


@page("/meetings/<meeting_id>/agenda", "public")
def agenda(meeting_id: str) -> Page:
    return _agenda(meeting_id, Form())


@action("/meetings/<meeting_id>/agenda", *TABLE)
def propose_item(meeting_id: str) -> Page:
    form = item_form("proposer")
    answer = send(
        form,
        (*ITEM, "proposer"),
        lambda form: doors.propose_item(
            caller(),
            form.command_id,
            meeting_id,
            proposer=form.answers["proposer"] or None,
            **item_answers(form),
        ),
    )
    return _after(meeting_id, answer, "item-proposed")


@action("/meetings/<meeting_id>/agenda/order", *TABLE)
def order_items(meeting_id: str) -> Page:
    """Move one item up or down by one place."""
    form = sent_form("item", "direction", "version")

    def knock(form: Form) -> Any:
        found = doors.get_agenda(caller(), meeting_id)
        ids = _moved([each["id"] for each in found["items"]], form.answers["item"], form.answers["direction"])
        return doors.order_items(caller(), form.command_id, meeting_id, ids, version=version_of(form))

    return _after(meeting_id, send(form, (), knock), "")


@action("/meetings/<meeting_id>/agenda/publication", *TABLE)
def publish_agenda(meeting_id: str) -> Page:
    form, on = date_of(sent_form(*date_names("published_on")), "published_on", "The day", needed=False)
    answer = send(
        form,
        ("published_on",),
        lambda form: doors.publish_agenda(caller(), form.command_id, meeting_id, published_on=on or None),
    )
    return _after(meeting_id, answer, "agenda-published")


@action("/meetings/<meeting_id>/agenda/<item_id>/support", *TABLE)
def support_item(meeting_id: str, item_id: str) -> Page:
    supports = request.form.get("supports") != "no"
    answer = send(
        sent_form(),
        (),
        lambda form: doors.support_item(caller(), form.command_id, meeting_id, item_id, supports=supports),
    )
    return _after(meeting_id, answer, "item-supported" if supports else "item-unsupported")


def _after(meeting_id: str, answer: Any, done: str) -> Page:
    if isinstance(answer, Form):
        return _agenda(meeting_id, answer)
    return onward("agenda", done, meeting_id=meeting_id)


def _agenda(meeting_id: str, form: Form) -> Page:
    meeting, found = together(
        calendar.get_meeting.asking(caller(), meeting_id), doors.get_agenda.asking(caller(), meeting_id)
    )
    if isinstance(meeting, Refused):
        raise meeting
    # Everybody sees that there will be one; its words only when it is published.
    if isinstance(found, Refused) and found.code != "not_found":
        raise found
    return show(
        "agenda",
        form=form if form.answers.get("part") else replace(form, answers={**form.answers, "part": "open"}),
        meeting=meeting,
        when=show_instant(meeting["starts_at"]),
        agenda=None if isinstance(found, Refused) else agenda_of(found),
        outcomes=OUTCOME_CHOICES,
        parts=PART_CHOICES,
        table=[] if isinstance(found, Refused) else _table(found),
        is_over=datetime.fromisoformat(meeting["starts_at"]) < datetime.now(UTC),
        fresh=Form,
    )


def _table(agenda: dict[str, Any]) -> list[dict[str, str]]:
    """For who keeps the agenda: whose wish they may write down, by chat or on the phone (row 42)."""
    if "order" not in agenda["may"]:
        return []
    people = actions.possible_owners(caller(), agenda["region"])["items"]
    return [
        {"value": each["id"], "text": each["called"]} for each in people if each["id"] != caller().subject
    ]


def _moved(ids: list[str], item_id: str, direction: str) -> list[str]:
    """The order with one item a place further up or down; as it is where there is no such place."""
    if item_id not in ids:
        return ids
    place = ids.index(item_id)
    other = place + (-1 if direction == "up" else 1)
    if 0 <= other < len(ids):
        ids[place], ids[other] = ids[other], ids[place]
    return ids


def item_answers(form: Form) -> dict[str, Any]:
    """The answers of an item's form as a door's payload; an empty ``why`` is one."""
    return {
        "title": form.answers["title"],
        "minutes": int(form.answers["minutes"]),
        "outcome": form.answers["outcome"],
        "why": form.answers["why"],
        **({"part": form.answers["part"]} if form.answers["part"] else {}),
    }


def item_form(*more: str) -> Form:
    """An item's form as it was sent, with what is missing."""
    form = sent_form(*ITEM, *more).lacking(NEEDED)
    minutes = form.answers["minutes"]
    if minutes and whole(minutes, LONGEST_NUMBER) is None:
        return form.wrong("minutes", "Enter a whole number of minutes, like 20")
    return form
