"""The shapes at the doors of the registry."""

import re
from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from chassis.fields import Day, Line, Paragraphs, RegionCode, Version
from commons.centre import UK
from commons.fields import RoughDay
from contracts.region_settings import Region, UkPolicy
from stewardship.network.domain import CLOCKS, STAGES, Clock, Group, Pilot, Step

MOST_NAMES = 20
LONGEST_REASON = 500
LONGEST_LINK = 500
MOST_MONTHS = 120


def link_or_nothing(text: str) -> None:
    """Refuses what is written as a web address and is none."""
    if text and not re.match(r"https?://[^\s/]+(/\S*)?\Z", text):
        raise ValidationError("Enter a web address that begins with https://.")


def _names(**options: Any) -> fields.List[Any]:
    return fields.List(Line(required=True), validate=validate.Length(0, MOST_NAMES), **options)


class ListGroups(Schema):
    """As things stand, or as they stood on a day."""

    as_at = Day(load_default=None, allow_none=True)


class GetGroup(ListGroups):
    """The group of a region, or of ``UK``."""

    region = RegionCode(required=True)


class FormGroup(Schema):
    """Since when a group is being put together; ``on`` may be a day, a month or a year."""

    region = RegionCode(required=True)
    on = RoughDay(required=True)


class OpenGroup(FormGroup):
    """When the group began its work. ``version`` is what the caller read; left out, the newest."""

    version = Version()


class CloseGroup(OpenGroup):
    """When the group ended, and why."""

    reason = Paragraphs(required=True, longest=LONGEST_REASON)


class DescribeGroup(Schema):
    """What is left out stays as it is."""

    region = RegionCode(required=True)
    about = Paragraphs(load_default=None, allow_none=True)
    sponsors = _names(load_default=None, allow_none=True)
    partners = _names(load_default=None, allow_none=True)
    version = Version()


class BeginPilot(OpenGroup):
    """When the region was invited."""


class MovePilotOn(OpenGroup):
    """When the pilot entered this stage."""

    stage = fields.Str(required=True, validate=validate.OneOf(STAGES))


class SetPilotClock(Schema):
    """A start with its end, or with a number of months, or with neither while no end is known."""

    region = RegionCode(required=True)
    clock = fields.Str(required=True, validate=validate.OneOf(CLOCKS))
    starts = RoughDay(required=True)
    ends = RoughDay(load_default=None, allow_none=True)
    months = fields.Int(
        load_default=None, allow_none=True, strict=True, validate=validate.Range(1, MOST_MONTHS)
    )
    version = Version()


class AddPilotReport(Schema):
    """Something published about the pilot."""

    region = RegionCode(required=True)
    title = Line(required=True)
    published = RoughDay(required=True)
    link = Line(load_default="", longest=LONGEST_LINK, validate=link_or_nothing)
    version = Version()


# What is shown


def line_view(region: Region, group: Group | None, day: date) -> dict[str, Any]:
    """A region in the list: its file's facts, and its group as it stood on the day."""
    return {
        "region": region.code,
        "name": region.name,
        "nation": region.nation,
        "host": {"name": region.host.name, "kind": region.host.kind} if region.host else None,
        "is_pilot_site": region.pilot,
        "version": group.version if group else 0,
        "status": group.status_on(day) if group else "none",
        "since": _since(group, day),
        "stage": group.pilot.stage_on(day) if group and group.pilot else None,
    }


def uk_line_view(uk: UkPolicy, group: Group | None, day: date) -> dict[str, Any]:
    """The UK-wide group, which joins the others: no region, no nation, no host."""
    return {
        "region": UK,
        "name": uk.name,
        "nation": None,
        "host": None,
        "is_pilot_site": False,
        "version": group.version if group else 0,
        "status": group.status_on(day) if group else "none",
        "since": _since(group, day),
        "stage": None,
    }


def group_view(line: dict[str, Any], region: Region | None, group: Group | None, day: date) -> dict[str, Any]:
    """All that everybody may read of a group; who recorded a step is not part of it."""
    return {
        **line,
        "systems": list(region.systems) if region else [],
        "about": group.about if group else "",
        "sponsors": list(group.sponsors) if group else [],
        "partners": list(group.partners) if group else [],
        "history": [_step_view(step, "status") for step in group.steps] if group else [],
        "pilot": _pilot_view(group.pilot, region, day) if group and group.pilot else None,
    }


def _pilot_view(pilot: Pilot, region: Region | None, day: date) -> dict[str, Any]:
    return {
        "stage": pilot.stage_on(day),
        "history": [_step_view(step, "stage") for step in pilot.steps],
        "term": _clock_view(pilot.term, day),
        "cycle": _clock_view(pilot.cycle, day),
        "meetings_expected": region.meetings.count if region else None,
        "reports": [
            {"id": each.id, "title": each.title, "published": each.published.text, "link": each.link or None}
            for each in pilot.reports
        ],
    }


def _step_view(step: Step, name: str) -> dict[str, Any]:
    return {name: step.what, "on": step.on.text, "reason": step.note or None}


def _clock_view(clock: Clock | None, day: date) -> dict[str, Any] | None:
    if clock is None:
        return None
    return {
        "starts": clock.starts.text,
        "ends": clock.ends.text if clock.ends else None,
        "state": clock.state_on(day),
    }


def _since(group: Group | None, day: date) -> str | None:
    """From when the status of that day holds, as exactly as it is known."""
    taken = [step for step in group.steps if not step.on.surely_after(day)] if group else []
    return taken[-1].on.text if taken else None
