"""For those who ask: setting the question, keeping it open, deciding, and saying how input was used."""

import re
from typing import Any

from flask import request

from chassis.identity import Caller
from contracts.refusals import Refused
from gateway.clients.stewardship import consultations as doors
from gateway.clients.stewardship import matters, self_organised
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.consultations import comments_of, consultation_of
from gateway.portal.presenting.matters import CENTRE, group_names
from gateway.portal.whole_numbers import whole

ASKERS = ("member", "coordinator", "convenor", "national_team")
NEEDED = {
    "asked_by": "Choose for which group you ask",
    "title": "Give it a title of a few words",
    "question": "Write your question",
    "scope": "Choose who is affected",
}
ASKED = (*NEEDED, "regions", "options", "several", "opens_on", "first_days", "closes_on")
FIRST_POINTS, MORE_POINTS, MOST_POINTS = 4, 4, 40
DAYS_DIGITS = 3
POINT_KINDS = [
    {"value": "change", "text": "We changed something"},
    {"value": "not_taken", "text": "We did not take a point"},
]
MOST_PAGES_OF_COMMENTS = 20


@page("/consultations/new", *ASKERS)
def ask_form() -> Page:
    return _ask(Form(answers={"several": "yes"}))


@action("/consultations/new", *ASKERS)
def ask_question() -> Page:
    form = sent_form(
        "asked_by", "title", "question", "scope", "options", "several", "first_days",
        *date_names("opens_on"), *date_names("closes_on"), several=("regions",),
    ).lacking(NEEDED)  # fmt: skip
    form, opens_on = date_of(form, "opens_on", "The day on which it opens", needed=False)
    form, closes_on = date_of(form, "closes_on", "The day on which it closes", needed=False)
    days = form.answers["first_days"]
    if days and whole(days, DAYS_DIGITS) is None:
        form = form.wrong("first_days", "Enter a number of days, like 7")
    if form.answers["scope"] == "regions":
        form = form.lacking({"regions": "Choose the regions that are affected"})
    answer = send(form, ASKED, lambda form: _send_question(form, opens_on, closes_on))
    if isinstance(answer, Form):
        return _ask(answer)
    return onward("consultation", "consultation-asked", consultation_id=answer["id"])


@page("/consultations/<consultation_id>/decide", *ASKERS)
def decide_form(consultation_id: str) -> Page:
    return _decide(consultation_id, Form(), FIRST_POINTS)


@action("/consultations/<consultation_id>/decide", *ASKERS)
def decide_consultation(consultation_id: str) -> Page:
    sent_points = request.form.get("points", "")
    points = min(whole(sent_points) or FIRST_POINTS, MOST_POINTS)
    form = sent_form("decision", "version", *_point_names(points), several=("chosen",))
    if request.form.get("action") == "more":
        return _decide(consultation_id, form, min(points + MORE_POINTS, MOST_POINTS))
    form = form.lacking({"decision": "Write what was decided"})
    numbered = {number: each["id"] for number, each in enumerate(_all_comments(consultation_id), 1)}
    form, changes, not_taken = _points_of(form, points, numbered)
    answer = send(
        form,
        ("decision", "chosen", *_point_names(points)),
        lambda form: doors.decide_consultation(
            caller(),
            form.command_id,
            consultation_id,
            decision=form.answers["decision"],
            changes=changes,
            not_taken=not_taken,
            chosen=[{"option": each} for each in form.answers["chosen"]],
            version=version_of(form),
        ),
    )
    if isinstance(answer, Form):
        return _decide(consultation_id, answer, points)
    return onward("consultation", "consultation-decided", consultation_id=consultation_id)


@page("/consultations/<consultation_id>/extend", *ASKERS)
def extend_form(consultation_id: str) -> Page:
    return _with(consultation_id, "extend", Form())


@action("/consultations/<consultation_id>/extend", *ASKERS)
def extend_consultation(consultation_id: str) -> Page:
    form = sent_form("reason", *date_names("closes_on"))
    form = form.lacking({"reason": "Say why it stays open for longer"})
    form, closes_on = date_of(form, "closes_on", "The new day on which it closes")
    answer = send(
        form,
        ("closes_on", "reason"),
        lambda form: doors.extend_consultation(
            caller(),
            form.command_id,
            consultation_id,
            closes_on=closes_on,
            reason=form.answers["reason"],
        ),
    )
    if isinstance(answer, Form):
        return _with(consultation_id, "extend", answer)
    return onward("consultation", "consultation-extended", consultation_id=consultation_id)


@page("/consultations/<consultation_id>/withdraw", *ASKERS)
def withdraw_consultation_form(consultation_id: str) -> Page:
    return _with(consultation_id, "withdraw", Form())


@action("/consultations/<consultation_id>/withdraw", *ASKERS)
def withdraw_consultation(consultation_id: str) -> Page:
    form = sent_form("reason").lacking({"reason": "Say why nothing will be decided"})
    answer = send(
        form,
        ("reason",),
        lambda form: doors.withdraw_consultation(
            caller(), form.command_id, consultation_id, reason=form.answers["reason"]
        ),
    )
    if isinstance(answer, Form):
        return _with(consultation_id, "withdraw", answer)
    return onward("consultation", "consultation-withdrawn", consultation_id=consultation_id)


def _send_question(form: Form, opens_on: str, closes_on: str) -> Any:
    sent = form.answers
    question = {name: sent[name] for name in ("asked_by", "title", "question", "scope")}
    if sent["scope"] == "regions":
        question["regions"] = sent["regions"]
    question |= {"options": _options(sent["options"]), "several": sent["several"] == "yes"}
    question |= {"opens_on": opens_on or None, "closes_on": closes_on or None}
    if sent["first_days"]:
        question["first_days"] = int(sent["first_days"])
    return doors.ask_question(caller(), form.command_id, question)


def _options(typed: str) -> list[dict[str, str]]:
    """One option a line; what stands behind a bar is its note."""
    lines = (line.partition("|") for line in typed.splitlines() if line.strip())
    return [{"text": text.strip(), "note": note.strip()} for text, _, note in lines]


def _ask(form: Form) -> Page:
    person = caller()
    names = region_names(person)
    askers = _askers(person, names)
    return show(
        "consultation_new",
        form=form,
        askers=as_choices(askers),
        regions=as_choices(names),
        is_centre=CENTRE in askers,
    )


def _askers(person: Caller, names: dict[str, str]) -> dict[str, str]:
    """The groups for which this person can ask: those they speak for, and their own ones."""
    named = group_names(names)
    found = {code: named.get(code, code) for code in matters.acting_for(person)["items"]}
    if person.has("member"):
        own = self_organised.my_groups(person)["items"]
        found |= {each["id"]: each["name"] for each in own if each["state"] != "ended"}
    return found


def _decide(consultation_id: str, form: Form, points: int) -> Page:
    found = _found(consultation_id, "decide", form)
    names = region_names(caller())
    if not form.answers:
        form = Form(answers={"version": str(found["version"]), "chosen": []})
    return show(
        "consultation_decide",
        form=form,
        consultation=consultation_of(found, names, {}),
        comments=comments_of(_all_comments(consultation_id), found["options"], names, 1),
        choices=[{"value": each["id"], "text": each["text"]} for each in found["options"]],
        points=points,
        most=MOST_POINTS,
        kinds=POINT_KINDS,
    )


def _all_comments(consultation_id: str) -> list[dict[str, Any]]:
    """Every comment in its order, so that each has the number it has on the page."""
    items: list[dict[str, Any]] = []
    cursor: str | None = None
    for _ in range(MOST_PAGES_OF_COMMENTS):
        found = doors.list_comments(caller(), consultation_id, cursor=cursor, limit=200)
        items += found["items"]
        cursor = found["next"]
        if cursor is None:
            break
    return items


def _point_names(points: int) -> tuple[str, ...]:
    parts = ("kind", "text", "reason", "comments")
    return tuple(f"{part}-{number}" for number in range(1, points + 1) for part in parts)


def _points_of(
    form: Form, points: int, numbered: dict[int, str]
) -> tuple[Form, list[dict[str, Any]], list[dict[str, Any]]]:
    """The points as the door takes them; a message beside what is missing or names no comment."""
    given: dict[str, list[dict[str, Any]]] = {"change": [], "not_taken": []}
    for number in range(1, points + 1):
        kind, text, reason, said = (
            form.answers[f"{part}-{number}"] for part in ("kind", "text", "reason", "comments")
        )
        if not (text or reason or said):
            continue
        form = form.lacking(
            {
                f"kind-{number}": f"Choose what point {number} is",
                f"text-{number}": f"Say what point {number} is about",
                f"reason-{number}": f"Give the reason of point {number}",
            }
        )
        wanted = [int(each) for each in re.findall(r"\d{1,6}", said)]
        unknown = [each for each in wanted if each not in numbered]
        if unknown or re.search(r"[^\d\s,;]", said):
            form = form.wrong(f"comments-{number}", "Enter numbers of comments, like 1, 4, 7")
        if kind in given:
            ids = [numbered[each] for each in wanted if each in numbered]
            given[kind].append({"text": text, "reason": reason, "comments": ids})
    return form, given["change"], given["not_taken"]


def _with(consultation_id: str, act: str, form: Form) -> Page:
    found = _found(consultation_id, act, form)
    shown = consultation_of(found, region_names(caller()), {})
    return show(f"consultation_{act}", form=form, consultation=shown)


def _found(consultation_id: str, act: str, form: Form) -> dict[str, Any]:
    """The consultation, for whoever can do this with it now; a refused form is shown again to anybody."""
    found: dict[str, Any] = doors.get_consultation(caller(), consultation_id)
    if act not in found["may"] and not form.is_wrong:
        raise Refused("role_required", "This is for the group that asks, and for its time.")
    return found
