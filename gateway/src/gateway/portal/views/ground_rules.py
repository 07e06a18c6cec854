"""Ground rules of shared spaces: in force, proposed, commented on, decided (row 21)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.stewardship import documents as doors
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, given, send, sent_form, version_of
from gateway.portal.pages import Page, action, page, show
from gateway.portal.presenting.documents import GROUND_RULES, comment_of, document_of
from gateway.portal.presenting.ground_rules import proposal_of
from gateway.portal.rough_dates import rough_date_of
from gateway.portal.views.documents import group_names, onward_to
from gateway.portal.whole_numbers import whole

DECIDERS = ("coordinator", "convenor", "national_team")
PROPOSAL = ("change", "clause", "space", "text", "why", "steward", "days", "shown_name")
COMMENT = ("text", "shown_name")
DECISION = ("decision", "meeting", "on", "reason")


@page("/groups/<region>/ground-rules", "public")
def ground_rules(region: str) -> Page:
    """The rules in force with their date, and what is proposed."""
    person, cursor = caller(), request.args.get("cursor") or None
    found, listed = together(
        doors.get_document.asking(person, region, GROUND_RULES),
        doors.list_ground_rules.asking(person, region, cursor=cursor),
    )
    for answer in (found, listed):
        if isinstance(answer, Refused):
            raise answer
    names = group_names()
    return show(
        "ground_rules",
        region=region,
        name=names.get(region, region),
        document=document_of(found),
        proposals=[proposal_of(each, names) for each in listed["items"]],
        spaces=listed["spaces"],
        next=listed["next"],
        later=cursor is not None,
    )


@page("/groups/<region>/ground-rules/propose", "member")
def propose_ground_rule_form(region: str) -> Page:
    return _proposing(region, Form(answers={"change": "add"}))


@action("/groups/<region>/ground-rules/propose", "member")
def propose_ground_rule(region: str) -> Page:
    form = sent_form(*PROPOSAL).lacking(
        {"change": "Choose what you propose", "space": "Name the shared space it is for"}
    )
    if form.answers["change"] != "retire":
        form = form.lacking({"text": "Write the rule"})
    if form.answers["change"] in ("change", "retire"):
        form = form.lacking({"clause": "Choose the rule in force"})
    days = form.answers["days"]
    if days and whole(days) is None:
        form = form.wrong("days", "Enter a whole number of days")
    answer = send(form, PROPOSAL, lambda form: _propose(region, form))
    if isinstance(answer, Form):
        return _proposing(region, answer)
    return onward_to(f"/ground-rules/{answer['id']}", "rule-proposed")


@page("/ground-rules/<proposal_id>", "public")
def ground_rule(proposal_id: str) -> Page:
    return _proposal(proposal_id, Form())


@action("/ground-rules/<proposal_id>/comments", "member")
def comment_on_ground_rule(proposal_id: str) -> Page:
    answer = send(
        sent_form(*COMMENT).lacking({"text": "Write your comment"}),
        COMMENT,
        lambda form: doors.comment_on_ground_rule(
            caller(), form.command_id, proposal_id, given(form, *COMMENT)
        ),
    )
    return _acted(proposal_id, answer, "commented")


@action("/ground-rules/<proposal_id>/decision", *DECIDERS)
def decide_ground_rule(proposal_id: str) -> Page:
    form = sent_form("decision", "meeting", "reason", "version", *date_names("on")).lacking(
        {"decision": "Choose what the group decided", "meeting": "Name the meeting"}
    )
    if form.answers["decision"] == "decline":
        form = form.lacking({"reason": "Say why, for those who commented"})
    form, on = rough_date_of(form, "on", "The date of the meeting")
    body = {**given(form, "decision", "meeting", "reason"), "on": on}
    answer = send(
        form,
        DECISION,
        lambda form: doors.decide_ground_rule(
            caller(), form.command_id, proposal_id, body, version=version_of(form)
        ),
    )
    return _acted(proposal_id, answer, "rule-decided")


@action("/ground-rules/<proposal_id>/withdrawal", "member")
def withdraw_ground_rule(proposal_id: str) -> Page:
    answer = send(
        sent_form("version"),
        (),
        lambda form: doors.withdraw_ground_rule(
            caller(), form.command_id, proposal_id, version=version_of(form)
        ),
    )
    return _acted(proposal_id, answer, "rule-withdrawn")


@action("/ground-rules/<proposal_id>/name-off", "member")
def take_name_off_proposal(proposal_id: str) -> Page:
    doors.show_name_beside_proposal(caller(), sent_form().command_id, proposal_id, "")
    return onward_to(f"/ground-rules/{proposal_id}", "name-off")


def _propose(region: str, form: Form) -> Any:
    body = given(form, *(name for name in PROPOSAL if name not in ("days", "clause")))
    if form.answers["days"]:
        body["days"] = int(form.answers["days"])
    if form.answers["change"] != "add":
        body["clause"] = form.answers["clause"]
    return doors.propose_ground_rule(caller(), form.command_id, region, body)


def _proposing(region: str, form: Form) -> Page:
    found, listed = together(
        doors.get_document.asking(caller(), region, GROUND_RULES),
        doors.list_ground_rules.asking(caller(), region, limit=1),
    )
    for answer in (found, listed):
        if isinstance(answer, Refused):
            raise answer
    in_force = document_of(found).clauses if found["status"] == "agreed" else ()
    names = group_names()
    return show(
        "ground_rule_propose",
        form=form,
        region=region,
        name=names.get(region, region),
        days=listed["comment_days"],
        rules=[{"value": rule.code, "text": f"{rule.heading}: {rule.text[:80]}"} for rule in in_force],
    )


def _proposal(proposal_id: str, form: Form) -> Page:
    person, cursor = caller(), request.args.get("cursor") or None
    found, said = together(
        doors.get_ground_rule.asking(person, proposal_id),
        doors.list_ground_rule_comments.asking(person, proposal_id, cursor=cursor),
    )
    for answer in (found, said):
        if isinstance(answer, Refused):
            raise answer
    names = group_names()
    return show(
        "ground_rule",
        form=form,
        rule=proposal_of(found, names),
        name=names.get(found["region"], found["region"]),
        comments=[comment_of(each, names, {}) for each in said["items"]],
        next=said["next"],
        later=cursor is not None,
        may_decide=person.acts_for(found["region"], "coordinator", "convenor"),
    )


def _acted(proposal_id: str, answer: Any, done: str) -> Page:
    if isinstance(answer, Form):
        return _proposal(proposal_id, answer)
    return onward_to(f"/ground-rules/{proposal_id}", done)
