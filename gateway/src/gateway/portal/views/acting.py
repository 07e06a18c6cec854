"""Writing an action down, and what its owner and the table do with it: one page for each (row 45)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from contracts.refusals import Refused
from gateway.clients.meetings import actions as doors
from gateway.clients.meetings import calendar
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.actions import VERBS, Action, action_of
from gateway.portal.presenting.matters import group_names
from gateway.portal.presenting.own_meetings import heading_of

SIGNED_IN = ("member", "coordinator", "convenor", "national_team")
DUE = date_names("due_on")
ON = date_names("on")
NEW = ("text", "owner", *DUE, "is_closed")


@dataclass(frozen=True)
class Act:
    """How one act is asked for: its words' name and label, its date's name and label, what is needed."""

    words: str
    label: str
    hint: str = ""
    needed: str = ""
    date: str = ""
    date_label: str = ""
    date_needed: bool = False


ACTS: dict[str, Act] = {
    "finish": Act("note", "What was done? (optional)", "A word or two for the group.", date="on",
                  date_label="On which day? Leave it empty for today"),
    "drop": Act("reason", "Why is it not to be done?", needed="Say why this is not to be done"),
    "reopen": Act("reason", "What is still to be done?", needed="Say what is still to be done"),
    "ask_day": Act("words", "Why do you need another day?", "The table of the group reads this and answers.",
                   "Say why you need another day", "due_on", "Until which day?", True),
    "change": Act("words", "Why another day? (optional)", date="due_on", date_label="Due on",
                  date_needed=True),
    "offer": Act("words", "A word to them (optional)", "It stays with its owner until they accept."),
    "answer_offer": Act("words", "A word to the group (optional)"),
}  # fmt: skip


@page("/meetings/<meeting_id>/actions/new", *SIGNED_IN)
def new_action_form(meeting_id: str) -> Page:
    return _new(meeting_id, Form())


@action("/meetings/<meeting_id>/actions/new", *SIGNED_IN)
def add_action(meeting_id: str) -> Page:
    form = sent_form(*NEW).lacking({"text": "Say what is to be done", "owner": "Choose who does it"})
    form, due_on = date_of(form, "due_on", "The day it is due")
    answer = send(
        form,
        ("text", "owner", "due_on", "is_closed"),
        lambda form: doors.add_action(
            caller(),
            form.command_id,
            meeting_id,
            text=form.answers["text"],
            owner=form.answers["owner"],
            due_on=due_on,
            is_closed=form.answers["is_closed"] == "yes",
        ),
    )
    if isinstance(answer, Form):
        return _new(meeting_id, answer)
    return onward("meeting_actions", "action-added", meeting_id=meeting_id)


@page("/actions/<action_id>/<act>", *SIGNED_IN)
def action_act_form(action_id: str, act: str) -> Page:
    return _act(action_id, _known(act), Form())


@action("/actions/<action_id>/<act>", *SIGNED_IN)
def act_on_action(action_id: str, act: str) -> Page:
    asked = ACTS[_known(act)]
    form = sent_form(asked.words, "text", "to", "accepts", "version", *DUE, *ON)
    form = form.lacking(_needed(act, asked))
    day = ""
    if asked.date:
        form, day = date_of(form, asked.date, "The day", needed=asked.date_needed)
    known = (asked.words, "text", "to", "accepts", asked.date)
    answer = send(form, known, lambda form: _knock(action_id, act, form, day))
    if isinstance(answer, Form):
        return _act(action_id, act, answer)
    return onward("action_page", f"action-{act}", action_id=action_id)


def _needed(act: str, asked: Act) -> dict[str, str]:
    needed = {asked.words: asked.needed} if asked.needed else {}
    if act == "change":
        needed["text"] = "Say what is to be done"
    if act == "offer":
        needed["to"] = "Choose whom you ask"
    if act == "answer_offer":
        needed["accepts"] = "Choose yes or no"
    return needed


def _knock(action_id: str, act: str, form: Form, day: str) -> Any:
    sent = form.answers
    words = {ACTS[act].words: sent[ACTS[act].words]}
    version = version_of(form)
    knocks: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
        "finish": (doors.finish_action, {"on": day or None}),
        "drop": (doors.drop_action, {}),
        "reopen": (doors.reopen_action, {}),
        "ask_day": (doors.ask_for_day, {"due_on": day}),
        "change": (doors.change_action, {"text": sent["text"], "due_on": day}),
        "offer": (doors.offer_action, {"to": sent["to"]}),
        "answer_offer": (doors.answer_offer, {"accepts": sent["accepts"] == "yes"}),
    }
    door, more = knocks[act]
    return door(caller(), form.command_id, action_id, version=version, **words, **more)


def _act(action_id: str, key: str, form: Form) -> Page:
    found = action_of(doors.get_action(caller(), action_id))
    if key not in dict(found.verbs) and not form.is_wrong:
        raise Refused("role_required", "There is nothing to do here for you just now.")
    names = group_names(region_names(caller()))
    return show(
        "action_act",
        form=form if form.answers else Form(answers=_fresh(found)),
        action=found,
        act=ACTS[key],
        key=key,
        heading=VERBS[key],
        owners=_owners(found.region) if key == "offer" else [],
        group_name=names.get(found.region, found.region),
    )


def _fresh(found: Action) -> dict[str, str]:
    year, month, day = found.due_on.split("-")
    due = dict(zip(DUE, (str(int(day)), str(int(month)), year), strict=True))
    return {"text": found.text, "version": str(found.version), **due}


def _new(meeting_id: str, form: Form) -> Page:
    found = calendar.get_meeting(caller(), meeting_id)
    meeting = heading_of(found, group_names(region_names(caller())))
    form = closed_with(found, form)
    return show("action_new", form=form, meeting=meeting, owners=_owners(meeting.region))


def closed_with(meeting: dict[str, Any], form: Form) -> Form:
    """An empty form has its tick already where the whole meeting is without the public (row 43)."""
    if meeting["access"] != "closed" or "is_closed" in form.answers:
        return form
    return replace(form, answers={**form.answers, "is_closed": "yes"})


def _owners(region: str) -> list[dict[str, str]]:
    """The group's table as choices; those who are called alike are told apart by nothing we may show."""
    found = doors.possible_owners(caller(), region)["items"]
    return [{"value": each["id"], "text": each["called"]} for each in found]


def _known(act: str) -> str:
    if act not in ACTS:
        raise Refused("not_found")
    return act
