"""Skills of members as others see them: one, all of a member's, and endorsing (row 63)."""

from collections.abc import Iterable
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.skills_register import skills as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.skills import UNNAMED, Owner, endorsements_of, owner_of, skill_of

MOST_LISTED = 10


@page("/skills/<entry_id>", "public")
def skill(entry_id: str) -> Page:
    return _skill(entry_id, Form())


@action("/skills/<entry_id>/endorsements", "member")
def endorse_skill(entry_id: str) -> Page:
    form = sent_form("words")
    answer = send(
        form,
        ("words",),
        lambda form: doors.endorse_skill(caller(), form.command_id, entry_id, words=form.answers["words"]),
    )
    return (
        _skill(entry_id, answer)
        if isinstance(answer, Form)
        else onward("skill", "endorsed", entry_id=entry_id)
    )


@action("/skills/<entry_id>/endorsements/<endorsement_id>/removal", "member")
def take_back_endorsement(entry_id: str, endorsement_id: str) -> Page:
    answer = send(
        sent_form(), (), lambda form: doors.take_back_endorsement(caller(), form.command_id, endorsement_id)
    )
    if isinstance(answer, Form):
        return _skill(entry_id, answer)
    return onward("skill", "endorsement-removed", entry_id=entry_id)


@page("/members/<member_id>/skills", "member", "coordinator", "convenor", "national_team")
def member_skills(member_id: str) -> Page:
    """Linked from the member's page in the directory."""
    found = doors.get_member_skills(caller(), member_id)
    return show("member_skills", owner=_owner(found), skills=[skill_of(each) for each in found["items"]])


def _skill(entry_id: str, form: Form) -> Page:
    person, cursor = caller(), request.args.get("cursor") or None
    found, vouched = together(
        doors.get_skill.asking(person, entry_id),
        doors.list_endorsements.asking(person, entry_id, cursor=cursor, limit=MOST_LISTED),
    )
    for answer in (found, vouched):
        if isinstance(answer, Refused):
            raise answer
    is_own = found["owner"]["member_id"] == person.subject
    has_endorsed = any(each["giver_id"] == person.subject for each in vouched["items"])
    return show(
        "skill",
        form=form,
        skill=skill_of(found),
        owner=_owner(found["owner"]),
        endorsements=endorsements_of(vouched["items"], _givers(vouched["items"])),
        next=vouched["next"],
        later=bool(cursor),
        is_own=is_own,
        may_endorse=person.has("member") and not is_own and not has_endorsed,
    )


def _owner(owner: dict[str, Any]) -> Owner:
    """By the name they wrote beside their skills, else by the one the directory shows this reader."""
    return owner_of(owner, region_names(caller()), _directory_name(owner))


def _directory_name(owner: dict[str, Any]) -> str:
    if owner["shown_name"] or not owner["member_id"]:
        return ""
    try:
        return str(membership.get_member(caller(), owner["member_id"]).get("name") or "")
    except Refused:
        return ""


def _givers(endorsements: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Those who write no name beside their own skills, as far as the directory names them to the reader."""
    ids = [each["giver_id"] for each in endorsements if each["giver_id"] and each["by"] == UNNAMED]
    answers = together(*(membership.get_member.asking(caller(), each) for each in ids)) if ids else []
    return {
        giver: answer["name"]
        for giver, answer in zip(ids, answers, strict=True)
        if not isinstance(answer, Refused) and answer.get("name")
    }
