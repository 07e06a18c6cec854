"""Writing a decision down, and saying what came of looking at it again (row 45)."""

from typing import Any

from chassis.paging import MOST
from contracts.refusals import Refused
from gateway.clients.meetings import calendar
from gateway.clients.meetings import decisions as doors
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.decisions import ANSWERS, METHODS, OUTCOMES, decision_of
from gateway.portal.presenting.matters import group_names
from gateway.portal.presenting.own_meetings import heading_of
from gateway.portal.views.acting import closed_with
from gateway.portal.whole_numbers import whole

SIGNED_IN = ("member", "coordinator", "convenor", "national_team")
COUNTS = ("favour", "against", "abstain")
REVIEW, NEXT, ON = date_names("review_on"), date_names("next_on"), date_names("on")
OBJECTIONS = 3
"""Lines for objections on the form; the API takes more."""
SAID = tuple(f"objection-{number}" for number in range(1, OBJECTIONS + 1))
BECAME = tuple(f"answer-{number}" for number in range(1, OBJECTIONS + 1))
WRITTEN = ("title", "text", "method", *COUNTS, *REVIEW, *SAID, *BECAME, "supersedes", "is_closed")
KNOWN = ("title", "text", "method", "took_part", *COUNTS, "review_on", "supersedes")


@page("/meetings/<meeting_id>/decisions/new", *SIGNED_IN)
def new_decision_form(meeting_id: str) -> Page:
    """An empty form; who was present, as the attendance has it, is ticked already."""
    voters = doors.voters_of_meeting(caller(), meeting_id)
    present = [each["id"] for each in voters["items"] if each["present"]]
    return _new(meeting_id, Form(answers={"took_part": present}), voters)


@action("/meetings/<meeting_id>/decisions/new", *SIGNED_IN)
def record_decision(meeting_id: str) -> Page:
    form = sent_form(*WRITTEN, several=("took_part",))
    form = form.lacking(
        {"title": "Say in a few words what was decided", "method": "Choose how it was decided"}
    )
    for name in COUNTS:
        if form.answers[name] and whole(form.answers[name]) is None:
            form = form.wrong(name, "Enter a whole number")
    form, review_on = date_of(form, "review_on", "The day of the review", needed=False)
    for said, became in zip(SAID, BECAME, strict=True):
        if form.answers[said] and not form.answers[became]:
            form = form.wrong(became, "Choose what became of this objection")
    answer = send(form, KNOWN, lambda form: _send(meeting_id, form, review_on))
    if isinstance(answer, Form):
        return _new(meeting_id, answer, doors.voters_of_meeting(caller(), meeting_id))
    return onward("decision", "decision-recorded", decision_id=answer["id"])


@page("/decisions/<decision_id>/change", *SIGNED_IN)
def change_decision_form(decision_id: str) -> Page:
    return _change(decision_id, Form())


@action("/decisions/<decision_id>/change", *SIGNED_IN)
def change_decision(decision_id: str) -> Page:
    """Its words and its day, until minutes carry it."""
    form = sent_form("title", "text", "is_closed", "version", *REVIEW)
    form = form.lacking({"title": "Say in a few words what was decided"})
    form, review_on = date_of(form, "review_on", "The day of the review", needed=False)
    sent = form.answers
    changes = {
        "title": sent["title"],
        "text": sent["text"],
        "review_on": review_on or None,
        "is_closed": sent["is_closed"] == "yes",
    }
    version = version_of(form)
    answer = send(
        form,
        ("title", "text", "review_on"),
        lambda form: doors.change_decision(caller(), form.command_id, decision_id, changes, version=version),
    )
    if isinstance(answer, Form):
        return _change(decision_id, answer)
    return onward("decision", "saved", decision_id=decision_id)


@page("/decisions/<decision_id>/review", *SIGNED_IN)
def decision_review_form(decision_id: str) -> Page:
    return _review(decision_id, Form())


@action("/decisions/<decision_id>/review", *SIGNED_IN)
def review_decision(decision_id: str) -> Page:
    form = sent_form("outcome", "words", "version", *NEXT, *ON).lacking({"outcome": "Choose what came of it"})
    form, on = date_of(form, "on", "The day", needed=False)
    form, next_on = date_of(form, "next_on", "The next day", needed=False)
    answer = send(
        form,
        ("outcome", "words", "on", "next_on"),
        lambda form: doors.review_decision(
            caller(),
            form.command_id,
            decision_id,
            outcome=form.answers["outcome"],
            words=form.answers["words"],
            on=on or None,
            next_on=next_on or None,
            version=version_of(form),
        ),
    )
    if isinstance(answer, Form):
        return _review(decision_id, answer)
    return onward("decision", "decision-reviewed", decision_id=decision_id)


def _send(meeting_id: str, form: Form, review_on: str) -> Any:
    sent = form.answers
    objections = [
        {"words": sent[said], "answer": sent[became]}
        for said, became in zip(SAID, BECAME, strict=True)
        if sent[said]
    ]
    is_vote = sent["method"] == "majority"
    favour, against, abstain = (int(sent[name]) if is_vote and sent[name] else None for name in COUNTS)
    return doors.record_decision(
        caller(),
        form.command_id,
        meeting_id,
        title=sent["title"],
        text=sent["text"] or None,
        method=sent["method"],
        took_part=sent["took_part"],
        objections=objections,
        review_on=review_on or None,
        supersedes=sent["supersedes"] or None,
        is_closed=sent["is_closed"] == "yes",
        favour=favour,
        against=against,
        abstain=abstain,
    )


def _new(meeting_id: str, form: Form, voters: dict[str, Any]) -> Page:
    found = calendar.get_meeting(caller(), meeting_id)
    meeting = heading_of(found, group_names(region_names(caller())))
    earlier = doors.list_decisions(caller(), region=meeting.region, state="in_force", limit=MOST)["items"]
    return show(
        "decision_new",
        form=closed_with(found, form),
        meeting=meeting,
        methods=[{"value": key, "text": name} for key, name in METHODS.items()],
        voters=[{"value": each["id"], "text": each["called"]} for each in voters["items"]],
        needed=voters["needed"],
        answers=[{"value": key, "text": name} for key, name in ANSWERS.items()],
        lines=list(zip(SAID, BECAME, strict=True)),
        earlier=[{"value": each["id"], "text": each["title"]} for each in earlier],
    )


def _review(decision_id: str, form: Form) -> Page:
    found = decision_of(doors.get_decision(caller(), decision_id))
    if "review" not in found.may and not form.is_wrong:
        raise Refused("role_required", "There is nothing to review here for you just now.")
    return show(
        "decision_review",
        form=form if form.answers else Form(answers={"version": str(found.version)}),
        decision=found,
        outcomes=[{"value": key, "text": name} for key, name in OUTCOMES.items()],
    )


def _change(decision_id: str, form: Form) -> Page:
    found = decision_of(doors.get_decision(caller(), decision_id))
    if "change" not in found.may and not form.is_wrong:
        raise Refused("decision_published")
    fresh = {
        "title": found.title,
        "text": found.text,
        "is_closed": "yes" if found.is_closed else "",
        "version": str(found.version),
    }
    if found.review_on:
        year, month, day = found.review_on.split("-")
        fresh |= dict(zip(REVIEW, (str(int(day)), str(int(month)), year), strict=True))
    return show("decision_change", form=form if form.answers else Form(answers=fresh), decision=found)
