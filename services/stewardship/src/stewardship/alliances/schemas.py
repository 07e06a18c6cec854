"""The shapes at the doors of the alliances."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from commons.fields import RoughDay
from stewardship.alliances.domain import (
    KINDS,
    STANCES,
    TOPICS,
    Initiative,
    Stakeholder,
    stances_in_words,
)
from stewardship.network.schemas import LONGEST_LINK, link_or_nothing

LONGEST_SUMMARY = 1_000


class ListStakeholders(Schema):
    """A region's stakeholders, or ``UK``."""

    region = RegionCode(required=True)


class DueSteps(Schema):
    """Of one region, or of all that the caller keeps."""

    region = RegionCode(load_default=None, allow_none=True)


class _ContactFields(Schema):
    contact_role = Line(required=True)
    contact_point = Line(load_default="")
    consent_on = Day(load_default=None, allow_none=True)


class AddStakeholder(_ContactFields):
    """A body, and the role to turn to; how to reach it needs its holder's consent."""

    region = RegionCode(required=True)
    organisation = Line(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))


class ChangeContact(_ContactFields):
    """The role to turn to, and how."""

    id = Identifier(required=True)
    version = Version()


class OneStakeholder(Schema):
    """One stakeholder by id."""

    id = Identifier(required=True)
    version = Version()


class RecordEngagement(OneStakeholder):
    """A meeting or talk, and what comes next if anything does."""

    on = RoughDay(required=True)
    topic = fields.Str(load_default=TOPICS[0], validate=validate.OneOf(TOPICS))
    stance = fields.Str(required=True, validate=validate.OneOf(STANCES))
    summary = Paragraphs(required=True, longest=LONGEST_SUMMARY)
    next_step = Line(load_default="")
    next_due = Day(load_default=None, allow_none=True)

    @validates_schema(skip_on_field_errors=True)
    def a_step_has_its_day(self, data: Mapping[str, Any], **_: Any) -> None:
        if data["next_step"] and data["next_due"] is None:
            raise ValidationError("Say by when.", "next_due")
        if data["next_due"] is not None and not data["next_step"]:
            raise ValidationError("Say what is to be done.", "next_step")


class AddInitiative(Schema):
    """A programme of others, in a few words."""

    name = Line(required=True)
    about = Paragraphs(required=True, longest=LONGEST_SUMMARY)
    address = Line(load_default="", longest=LONGEST_LINK, validate=link_or_nothing)


class LinkInitiative(Schema):
    """How a region works with a programme."""

    id = Identifier(required=True)
    region = RegionCode(required=True)
    how = Line(required=True)


class UnlinkInitiative(Schema):
    """The region no longer works with it."""

    id = Identifier(required=True)
    region = RegionCode(required=True)


def stakeholder_view(stakeholder: Stakeholder, for_keepers: bool) -> dict[str, Any]:
    """What members see; how to reach somebody and what was said in talks is for those who keep the group."""
    contact, step = stakeholder.contact, stakeholder.next_step
    return {
        "id": stakeholder.id,
        "version": stakeholder.version,
        "region": stakeholder.region,
        "organisation": stakeholder.organisation,
        "kind": stakeholder.kind,
        "stances": stakeholder.stances,
        "last_on": stakeholder.engagements[-1].on.text if stakeholder.engagements else None,
        "contact_role": contact.role,
        "contact_point": contact.point or None if for_keepers else None,
        "consent_on": contact.consent_on.isoformat() if for_keepers and contact.consent_on else None,
        "next_step": step.text if for_keepers and step else None,
        "next_due": step.due.isoformat() if for_keepers and step else None,
        "engagements": [
            {
                "id": each.id,
                "on": each.on.text,
                "topic": each.topic,
                "stance": each.stance,
                "summary": each.summary,
            }
            for each in stakeholder.engagements
        ]
        if for_keepers
        else [],
    }


def kept_answer(stakeholder: Stakeholder) -> dict[str, Any]:
    """What a command answers. Answers are remembered for weeks, so they do not say how to reach anybody:
    consent that is taken back must leave nothing behind."""
    return {**stakeholder_view(stakeholder, for_keepers=True), "contact_point": None}


def counts_view(counts: Mapping[str, Mapping[str, int]]) -> list[dict[str, Any]]:
    """``[{topic, supports, neutral, declined, shown}]``, the topics in their order."""
    return [
        {"topic": topic, **counts[topic], "shown": stances_in_words(counts[topic]) or "nobody asked yet"}
        for topic in TOPICS
    ]


def step_view(stakeholder: Stakeholder, today: date) -> dict[str, Any]:
    """A next step as a list of what is due shows it."""
    step = stakeholder.next_step
    assert step is not None
    return {
        "id": stakeholder.id,
        "region": stakeholder.region,
        "organisation": stakeholder.organisation,
        "next_step": step.text,
        "next_due": step.due.isoformat(),
        "overdue": step.due < today,
    }


def initiative_view(initiative: Initiative, names: Mapping[str, str]) -> dict[str, Any]:
    """A programme with the regions that work with it."""
    return {
        "id": initiative.id,
        "version": initiative.version,
        "name": initiative.name,
        "about": initiative.about,
        "address": initiative.address or None,
        "links": [
            {"region": each.region, "name": names.get(each.region, each.region), "how": each.how}
            for each in initiative.links
        ],
    }
