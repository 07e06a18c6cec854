"""The desk of a local contact: say yes, answer, be away, step down (row 65)."""

from collections.abc import Callable
from typing import Any

from flask import request

from gateway.clients.skills_register import coaching as doors
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.coaching import contact_of, question_of

SAID = ("shown_name", "hours", "topics", "areas")


@page("/coaching/desk", "member")
def coaching_desk() -> Page:
    return _desk(Form())


@page("/coaching/desk/about", "member")
def contact_about_form() -> Page:
    found = doors.my_contact(caller())["contact"]
    if found is None or not found["is_listed"]:
        return onward("coaching_desk")
    known = contact_of(found)
    answers = {"shown_name": known.name, "hours": known.hours}
    lines = {"topics": known.topic_lines, "areas": known.area_lines}
    return show("coaching_about", form=Form(answers={**answers, **lines}))


@action("/coaching/desk/about", "member")
def accept_contact() -> Page:
    """Yes to being a contact, or what one says of it anew."""
    form = sent_form(*SAID).lacking(
        {"shown_name": "Say how you are called", "hours": "Say when you can be reached"}
    )
    answer = send(form, SAID, _send_about)
    if isinstance(answer, Form):
        return show("coaching_about", form=answer)
    return onward("coaching_desk", "contact-listed")


@action("/coaching/desk/away", "member")
def be_away() -> Page:
    form, until = date_of(sent_form(*date_names("until")), "until", "The last day on which you are away")
    return _acted(form, "contact-away", lambda form: doors.be_away(caller(), form.command_id, until=until))


@action("/coaching/desk/back", "member")
def be_back() -> Page:
    return _acted(
        sent_form(), "contact-back", lambda form: doors.be_away(caller(), form.command_id, until=None)
    )


@action("/coaching/desk/step-down", "member")
def step_down_as_contact() -> Page:
    return _acted(
        sent_form(), "contact-stepped-down", lambda form: doors.step_down(caller(), form.command_id)
    )


@action("/coaching/desk/<question_id>/answer", "member")
def answer_brought_question(question_id: str) -> Page:
    """Each question has a field of its own, so that what is wrong stands beside it."""
    name = f"words-{question_id}"
    form = sent_form(name).lacking({name: "Write your answer"})
    words = form.answers[name]
    return _acted(
        form,
        "question-answered",
        lambda form: doors.answer_question(caller(), form.command_id, question_id, words=words),
    )


def _send_about(form: Form) -> Any:
    sent = form.answers
    return doors.accept_contact(
        caller(),
        form.command_id,
        shown_name=sent["shown_name"],
        hours=sent["hours"],
        topics=_lines_of(sent["topics"]),
        areas=_lines_of(sent["areas"]),
    )


def _lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _acted(form: Form, done: str, knock: Callable[[Form], Any]) -> Page:
    answer = send(form, ("until",), knock)
    return _desk(answer) if isinstance(answer, Form) else onward("coaching_desk", done)


def _desk(form: Form) -> Page:
    found = doors.my_contact(caller())["contact"]
    cursor = request.args.get("cursor") or None
    listed = found is not None and found["is_listed"]
    page_of = doors.questions_for_me(caller(), cursor=cursor) if listed else {"items": [], "next": None}
    questions = [question_of(each) for each in page_of["items"]]
    return show(
        "coaching_desk",
        form=form,
        contact=contact_of(found) if found else None,
        place=region_names(caller()).get(found["region"], found["region"]) if found else "",
        waiting=[each for each in questions if each.state == "waiting"],
        done_with=[each for each in questions if each.state != "waiting"],
        next=page_of["next"],
        later=bool(cursor),
    )
