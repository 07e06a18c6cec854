"""The convenors' network: sessions, topics, own training, notes shared by consent (row 25)."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import request

from chassis.identity import Caller
from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.stewardship import convenors as doors
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.convenors import AUDIENCES, KINDS, note_of, session_of, training_of
from gateway.portal.rough_dates import HINT, rough_date_of

NETWORK = ("convenor", "national_team")
MOST = 200
"""Topics and notes on the page, as many as a door tells at once: they have no further pages here."""


@page("/convenors", "member")
def convenors() -> Page:
    return _convenors(Form())


@action("/convenors/sessions", *NETWORK)
def plan_session() -> Page:
    names = ("title", "kind", "audience", "joining")
    form = sent_form(*names, *date_names("on"))
    form = form.lacking(
        {"title": "Enter the title", "kind": "Choose the kind", "audience": "Choose who is invited"}
    )
    form, on = rough_date_of(form, "on", "The date")

    def knock(form: Form) -> Any:
        answers = form.answers
        return doors.plan_session(
            caller(),
            form.command_id,
            title=answers["title"],
            kind=answers["kind"],
            audience=answers["audience"],
            on=on,
            joining=answers["joining"] or None,
        )

    return _done(form, (*names, "on"), knock)


@action("/convenors/topics", *NETWORK)
def propose_topic() -> Page:
    form = sent_form("topic").lacking({"topic": "Say what you would like to talk about"})
    return _done(
        form,
        ("topic",),
        lambda form: doors.propose_topic(caller(), form.command_id, text=form.answers["topic"]),
        {"text": "topic"},
    )


@action("/convenors/topics/planned", *NETWORK)
def take_up_topic() -> Page:
    form = sent_form("session_id", "topic_id").lacking(
        {"session_id": "Choose the session", "topic_id": "Choose the topic"}
    )

    def knock(form: Form) -> Any:
        session, topic = form.answers["session_id"], form.answers["topic_id"]
        return doors.take_up_topic(caller(), form.command_id, session, topic_id=topic)

    return _done(form, ("session_id", "topic_id"), knock)


@action("/convenors/training/booked", *NETWORK)
def book_training() -> Page:
    return _done(
        sent_form("session"),
        (),
        lambda form: doors.book_training(caller(), form.command_id, session_id=form.answers["session"]),
    )


@action("/convenors/training/<training_id>/cancelled", *NETWORK)
def cancel_training(training_id: str) -> Page:
    return _done(sent_form(), (), lambda form: doors.cancel_training(caller(), form.command_id, training_id))


@action("/convenors/training/<training_id>/attended", *NETWORK)
def attend_training(training_id: str) -> Page:
    return _done(sent_form(), (), lambda form: doors.attend_training(caller(), form.command_id, training_id))


@action("/convenors/training", *NETWORK)
def record_training() -> Page:
    form = sent_form("learned", "provider", *date_names("learned_on"))
    form = form.lacking({"learned": "Say what it was", "provider": "Say who gave it"})
    form, on = rough_date_of(form, "learned_on", "The date")

    def knock(form: Form) -> Any:
        title, provider = form.answers["learned"], form.answers["provider"]
        return doors.record_training(caller(), form.command_id, title=title, on=on, provider=provider)

    own = {"title": "learned", "on": "learned_on"}
    return _done(form, ("learned", "provider", "learned_on"), knock, own)


@action("/convenors/notes", *NETWORK)
def write_note() -> Page:
    form = sent_form("note", "shared").lacking({"note": "Write your note"})
    shared = form.answers["shared"] == "yes"
    return _done(
        form,
        ("note",),
        lambda form: doors.write_note(caller(), form.command_id, text=form.answers["note"], shared=shared),
        {"text": "note"},
    )


@action("/convenors/notes/<note_id>/sharing", *NETWORK)
def share_note(note_id: str) -> Page:
    form = sent_form("share")
    shared = form.answers["share"] == "yes"
    return _done(form, (), lambda form: doors.share_note(caller(), form.command_id, note_id, shared=shared))


def _done(
    form: Form, known: tuple[str, ...], knock: Callable[[Form], Any], own: Mapping[str, str] | None = None
) -> Page:
    """``own``: what a field of the door is called here, where several forms share a page."""

    def named(form: Form) -> Any:
        try:
            return knock(form)
        except Refused as no:
            fields = {(own or {}).get(name, name): said for name, said in no.fields.items()}
            raise Refused(no.code, no.message, fields) from no

    answer = send(form, known, named)
    return _convenors(answer) if isinstance(answer, Form) else onward("convenors", "saved")


def _convenors(form: Form) -> Page:
    """The sessions for whoever may see them; the rest for convenors and the Q team."""
    person = caller()
    cursor = request.args.get("cursor") or None
    sessions = doors.list_sessions(person, cursor=cursor)
    shown = [session_of(each) for each in sessions["items"]]
    inside = any(person.has(role) for role in NETWORK)
    return show(
        "convenors",
        form=form,
        inside=inside,
        sessions=shown,
        next=sessions["next"],
        later=bool(cursor),
        coming=[
            {"value": each.id, "text": f"{each.title}, {each.when}"} for each in shown if not each.is_over
        ],
        kinds=[{"value": value, "text": text} for value, text in KINDS.items()],
        audiences=[{"value": value, "text": text} for value, text in AUDIENCES.items()],
        hint=HINT,
        **(_inner_parts(person) if inside else {}),
    )


def _inner_parts(person: Caller) -> dict[str, Any]:
    """Topics, the reader's own training, and notes."""
    topics, notes, training = together(
        doors.list_topics.asking(person, limit=MOST),
        doors.list_notes.asking(person, limit=MOST),
        doors.my_training.asking(person),
    )
    for answer in (topics, notes, training):
        if isinstance(answer, Refused):
            raise answer
    names = region_names(person)
    return {
        "topics": [
            {"value": each["id"], "text": each["text"], "from": names.get(each["region"] or "", "the Q team")}
            for each in topics["items"]
        ],
        "training": [training_of(each) for each in training["items"]],
        "mine": [note_of(each, names) for each in notes["mine"]],
        "notes": [note_of(each, names) for each in notes["items"] if not each["mine"]],
    }
