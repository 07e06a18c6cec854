"""The shapes at the doors of peer support: nothing about anybody's health is asked."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from skills_register.peer_support.domain import Need, PeerGroup, counted

MOST_OFFERS = 20
LONGEST_NEED = 1_000
OUR_PAGE = validate.Regexp(r"(/[A-Za-z0-9_.~-]+)+\Z", error="Give the path of one of our own pages.")


class _About(Schema):
    """What a group is. ``expenses`` is the path of the page of ours that takes claims."""

    title = Line(required=True)
    about = Paragraphs(load_default="")
    offers = fields.List(Line(required=True), required=True, validate=validate.Length(1, MOST_OFFERS))
    funded_by = Line(load_default="")
    expenses = fields.Str(load_default=None, allow_none=True, validate=OUR_PAGE)
    lead_name = Line(required=True)


class StartGroup(_About):
    """``leads_as_service_user``: the lead says of themselves that they use services; no more is asked."""

    region = RegionCode(load_default=None, allow_none=True)
    leads_as_service_user = fields.Bool(required=True)


class ChangeGroup(_About):
    id = Identifier(required=True)
    version = Version()


class OneGroup(Schema):
    id = Identifier(required=True)


class JoinGroup(OneGroup):
    """How one is called in the group, and, if one likes, what one needs to take part."""

    shown_name = Line(required=True)
    needs = Paragraphs(load_default="", longest=LONGEST_NEED)


class SayNeeds(OneGroup):
    """What one needs to take part; empty takes it back."""

    needs = Paragraphs(load_default="", longest=LONGEST_NEED)


class HandOver(OneGroup):
    """Which learner is asked to lead; none takes it back."""

    member_id = Identifier(load_default=None, allow_none=True)


class TakeOver(OneGroup):
    leads_as_service_user = fields.Bool(required=True)


class ListGroups(Schema):
    """A page of groups, of a region or of all."""

    region = RegionCode(load_default=None, allow_none=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


def group_view(group: PeerGroup, gone: bool) -> dict[str, Any]:
    """As everybody sees it; ``gone``: the lead left Q, and their name is shown no more."""
    return {
        "id": group.id,
        "version": group.version,
        "region": group.region,
        "title": group.title,
        "about": group.about,
        "offers": list(group.offers),
        "funded_by": group.funded_by,
        "expenses": group.expenses,
        "leader_kind": group.leader_kind,
        "lead": "" if gone else group.lead_name,
        "state": group.state,
        "started_at": group.started_at.isoformat(),
        "ended_at": group.ended_at.isoformat() if group.ended_at else None,
        "learners": counted(len(group.learners)),
    }


def changed_view(group: PeerGroup, member_id: str, need: Need | None) -> dict[str, Any]:
    """What a change answers: none of its words, for answers are remembered longer than a need is kept."""
    return {
        "id": group.id,
        "version": group.version,
        "state": group.state,
        "i_lead": group.lead_id == member_id,
        "i_learn": group.has(member_id),
        "needs_until": need.ends_at.isoformat() if need else None,
    }


def learner_view(group: PeerGroup, member_id: str, need: Need | None) -> dict[str, Any]:
    """What a member has to do with the group."""
    return {
        "i_lead": group.lead_id == member_id,
        "i_learn": group.has(member_id),
        "asked_to_lead": bool(member_id) and group.next_lead == member_id,
        "my_needs": need.words if need else "",
        "needs_until": need.ends_at.isoformat() if need else None,
    }


def lead_view(group: PeerGroup, needs: list[Need]) -> dict[str, Any]:
    """For the lead alone: who learns, and what each needs to take part."""
    said = {each.member_id: each.words for each in needs}
    return {
        "items": [
            {
                "member_id": each.member_id,
                "shown_name": each.shown_name,
                "since": each.since.isoformat(),
                "needs": said.get(each.member_id, ""),
            }
            for each in group.learners
        ],
        "next_lead": group.next_lead or None,
    }
