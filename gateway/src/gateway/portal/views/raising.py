"""Raising a matter for one's group, or proposing one to it; nothing twice (row 24)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.stewardship import matters as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.matters import (
    CENTRE,
    STATES,
    group_names,
    proposal_of,
    proposals_of,
)

NEEDED = {"title": "Give it a title of a few words", "text": "Say what it is about"}
LONGEST_TITLE = 120
FIELDS = ("group", "to", "title", "text", "is_new")
DECISIONS = ("decision", "matter_id", "title", "text", "is_new", "reason")
SPEAKERS = ("member", "coordinator", "convenor", "national_team")


@page("/matters/new", *SPEAKERS)
def raise_form() -> Page:
    """An empty form, or one with the title that a link brought."""
    title = request.args.get("title", "").strip()
    return _raise(Form(answers={"title": title} if 0 < len(title) <= LONGEST_TITLE else {}))


@action("/matters/new", *SPEAKERS)
def raise_matter() -> Page:
    form = sent_form("group", "title", "text", "is_new", several=("to",)).lacking(NEEDED)
    form = form.lacking({"group": "Choose for which group you act"})
    if form.answers["group"] == CENTRE:
        form = form.lacking({"to": "Choose who is to answer"})
    answer = send(form, FIELDS, _send_raised)
    if isinstance(answer, Form):
        return _raise(answer)
    return onward("matter", "matter-raised", matter_id=answer["id"])


@action("/matters/propose", "member")
def propose_matter() -> Page:
    form = sent_form("title", "text").lacking(NEEDED)
    answer = send(
        form,
        FIELDS,
        lambda form: doors.propose_matter(
            caller(), form.command_id, form.answers["title"], form.answers["text"]
        ),
    )
    return _raise(answer) if isinstance(answer, Form) else onward("my_proposals", "matter-proposed")


@page("/matters/mine", "member")
def my_proposals() -> Page:
    found = doors.my_proposals(caller(), cursor=request.args.get("cursor") or None)
    return show("proposals_mine", proposals=proposals_of(found["items"]), next=found["next"])


@action("/matters/mine/<proposal_id>/take-back", "member")
def take_back_proposal(proposal_id: str) -> Page:
    doors.take_back_proposal(caller(), sent_form().command_id, proposal_id)
    return onward("my_proposals", "proposal-taken-back")


@page("/matters/proposals/<code>", *SPEAKERS)
def proposals(code: str) -> Page:
    """What members proposed to this region's group."""
    found = doors.list_proposals(caller(), code, cursor=request.args.get("cursor") or None)
    names = region_names(caller())
    return show(
        "proposals",
        proposals=proposals_of(found["items"]),
        code=code,
        region=names.get(code, code),
        next=found["next"],
    )


@page("/matters/proposals/<code>/<proposal_id>", *SPEAKERS)
def matter_proposal(code: str, proposal_id: str) -> Page:
    return _proposal(code, proposal_id, Form())


@action("/matters/proposals/<code>/<proposal_id>", *SPEAKERS)
def decide_proposal(code: str, proposal_id: str) -> Page:
    form = sent_form(*DECISIONS, "version").lacking({"decision": "Choose what the group does with it"})
    if form.answers["decision"] == "turn_down":
        form = form.lacking({"reason": "Say why the group does not take this up"})
    if form.answers["decision"] == "join":
        form = form.lacking({"matter_id": "Choose the matter that you join"})
    answer = send(form, DECISIONS, lambda form: _send_decision(proposal_id, form))
    if isinstance(answer, Form):
        return _proposal(code, proposal_id, answer)
    return onward("proposals", "proposal-decided", code=code)


def _send_raised(form: Form) -> Any:
    from_centre = form.answers["group"] == CENTRE
    return doors.raise_matter(
        caller(),
        form.command_id,
        form.answers["group"],
        title=form.answers["title"],
        text=form.answers["text"],
        to=form.answers["to"] if from_centre else None,
        is_new=form.answers["is_new"] == "yes",
    )


def _send_decision(proposal_id: str, form: Form) -> Any:
    sent = form.answers
    raising, joining = sent["decision"] == "raise", sent["decision"] == "join"
    return doors.decide_proposal(
        caller(),
        form.command_id,
        proposal_id,
        decision=sent["decision"],
        title=(sent["title"] or None) if raising else None,
        text=(sent["text"] or None) if raising else None,
        is_new=(sent["is_new"] == "yes") if raising else None,
        matter_id=sent["matter_id"] if joining else None,
        reason=sent["reason"] or None,
        version=version_of(form),
    )


def _raise(form: Form) -> Page:
    """The form for a group that the reader speaks for; for other members the proposal to theirs."""
    person = caller()
    names = group_names(region_names(person))
    mine = {code: names.get(code, code) for code in doors.acting_for(person)["items"]}
    return show(
        "matter_new",
        form=form,
        mine=as_choices(mine),
        from_centre=CENTRE in mine,
        regions=[
            {"value": "all", "text": "Every region with somebody to answer"},
            *as_choices({code: name for code, name in names.items() if code != CENTRE}),
        ],
        home=names.get(person.region or "", ""),
        alike=_alike(form.answers.get("title", "")),
    )


def _alike(title: str) -> list[dict[str, Any]]:
    """Matters under way that look like this title, each with its state in words.

    A title that the door refuses is like none: the form says what is wrong with it, and keeps the text.
    """
    if not title:
        return []
    (found,) = together(doors.similar_matters.asking(caller(), title))
    items = [] if isinstance(found, Refused) else found["items"]
    return [{**each, "state_name": STATES[each["state"]][0]} for each in items]


def _proposal(code: str, proposal_id: str, form: Form) -> Page:
    found = doors.get_proposal(caller(), proposal_id)
    answers = {"title": found["title"], "text": found["text"], "version": str(found["version"])}
    shown = form if form.answers else Form(answers=answers)
    names = region_names(caller())
    title = shown.answers.get("title") or found["title"]
    alike = [each for each in _alike(title) if _can_take_it_up(each, code)]
    return show(
        "proposal",
        form=shown,
        proposal=proposal_of(found),
        code=code,
        region=names.get(code, code),
        matters=[
            {"value": each["id"], "text": f"{each['title']} ({each['state_name'].lower()})"}
            for each in (alike or _under_way())
        ],
    )


def _can_take_it_up(matter: dict[str, Any], region: str) -> bool:
    """Whether a proposal of this region can become part of it: it stands behind it, or may still join."""
    waits = matter["state"] in ("raised", "acknowledged")
    return matter["direction"] == "to_centre" and (waits or region in matter["groups"])


def _under_way() -> list[dict[str, Any]]:
    """Where no title looks alike: what the regions wait for the centre to answer."""
    found = doors.list_matters(caller(), direction="to_centre", limit=100)["items"]
    return [
        {**each, "state_name": STATES[each["state"]][0]}
        for each in found
        if each["state"] in ("raised", "acknowledged")
    ]
