"""Shapes of the projects that stewardship groups lead (row 72)."""

from typing import Any

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, Versioned, day, instant, page_of, string, whole

OUTPUTS = ("event", "regional tool", "priorities", "learning", "other")
STATES = ("open", "ended")


def _one_of(words: tuple[str, ...], **options: Any) -> fields.Str:
    return fields.Str(validate=validate.OneOf(words), **options)


def _texts(meaning: str, **options: Any) -> fields.List[str]:
    return fields.List(fields.Str(), metadata={"description": meaning}, **options)


class ListLedProjects(Paging):
    region = string()


class LedTerms(Schema):
    """What its keepers say of it."""

    title = string(required=True)
    about = string()
    site = string("A place, like Derriford Hospital")
    areas = _texts("Each wants a sponsor")
    sectors = _texts("Like mental health")
    support = _texts("Bodies that help, like AHSN")
    led_by = string("A group, no person's name")
    funded_by = string()


class StartLedProject(LedTerms):
    region = string("The group's, or UK", required=True)


class ChangeLedProject(LedTerms, Versioned):
    """All of it again; a sponsor goes with its area."""


class ConsiderTopic(Versioned):
    topic = string(required=True)
    reason = string("Why it might be it")


class ChooseTopic(Versioned):
    topic = string("One that was considered", required=True)
    reason = string("Needed")


class ConsiderFramework(Versioned):
    framework = string(required=True)
    steps = _texts("Their names in order")
    number = whole("How many steps, where nobody named them")


class ChooseFramework(Versioned):
    framework = string("One that was considered", required=True)


class TakeStep(Versioned):
    number = whole("The one that comes next", required=True)
    on = day("Left out, today")
    note = string()


class UndoStep(Versioned):
    """The last one was entered by mistake."""


class AddSponsor(Versioned):
    area = string("One of the project's areas", required=True)
    body = string("A body or a role, no person's name", required=True)


class EndSponsor(Versioned):
    area = string(required=True)


class AddOutput(Versioned):
    kind = _one_of(OUTPUTS, required=True)
    title = string(required=True)
    path = string("The page of ours that shows it, like /events/...")


class EndLedProject(Versioned):
    ending = string("What became of it, good or not; needed")


class ConsideredTopic(Shown):
    name = fields.Str(required=True)
    reason = fields.Str(required=True)


class ConsideredFramework(Shown):
    name = fields.Str(required=True)
    steps = fields.List(fields.Str(), required=True)


class LedStep(Shown):
    number = whole("Counts from 1", required=True)
    name = fields.Str(required=True)
    on = day("When it was taken; null for what is to come", required=True, allow_none=True)
    note = fields.Str(required=True)


class LedSponsor(Shown):
    area = fields.Str(required=True)
    body = fields.Str(required=True)


class LedOutput(Shown):
    id = fields.Str(required=True)
    kind = _one_of(OUTPUTS, required=True)
    title = fields.Str(required=True)
    path = fields.Str(required=True, allow_none=True)


class LedProject(Shown):
    """Everybody reads it, with what it was chosen over."""

    id = fields.Str(required=True)
    version = whole(required=True)
    region = fields.Str(required=True)
    title = fields.Str(required=True)
    about = fields.Str(required=True)
    site = fields.Str(required=True, allow_none=True)
    sectors = fields.List(fields.Str(), required=True)
    support = fields.List(fields.Str(), required=True)
    led_by = fields.Str(required=True, allow_none=True)
    funded_by = fields.Str(required=True, allow_none=True)
    topic = string("The chosen one", required=True, allow_none=True)
    topics_considered = fields.List(fields.Nested(ConsideredTopic), required=True)
    framework = string("The chosen one", required=True, allow_none=True)
    frameworks_considered = fields.List(fields.Nested(ConsideredFramework), required=True)
    steps = fields.List(
        fields.Nested(LedStep), required=True, metadata={"description": "Of the chosen framework, in order"}
    )
    next_step = whole("Null where none is to come", required=True, allow_none=True)
    areas = fields.List(fields.Str(), required=True)
    sponsors = fields.List(fields.Nested(LedSponsor), required=True)
    areas_without_sponsor = fields.List(fields.Str(), required=True)
    outputs = fields.List(fields.Nested(LedOutput), required=True)
    state = _one_of(STATES, required=True)
    started_at = instant(required=True)
    ended_at = instant(required=True, allow_none=True)
    ending = fields.Str(required=True, allow_none=True)


LedProjectPage = page_of(LedProject)
