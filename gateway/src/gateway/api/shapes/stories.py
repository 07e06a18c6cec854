"""Shapes of impact stories (row 78)."""

from typing import Any

from marshmallow import Schema, fields, validate

from gateway.api.shapes.actions import flag
from gateway.api.shapes.parts import Paging, Shown, Versioned, day, instant, page_of, string, whole

EVIDENCE = ("narrative", "feedback", "measured")
PARTS = ("took part", "helped", "led")
STATES = ("submitted", "published", "declined", "withdrawn")


def _one_of(words: tuple[str, ...], meaning: str = "", **options: Any) -> fields.Str:
    metadata = {"description": meaning} if meaning else {}
    return fields.Str(validate=validate.OneOf(words), metadata=metadata, **options)


class ListStories(Paging):
    region = string()
    theme = string("As a whole, in small or capital letters")
    evidence = _one_of(EVIDENCE, "The tag")


class ListStoriesToRead(Paging):
    region = string("One that you look after; left out, all of them")


class CreditGiven(Schema):
    who = string("A body or a group, never a person", required=True)
    part = _one_of(PARTS, required=True)


class TellStory(Schema):
    """What changed; no figure is needed."""

    region = string("Left out, your own")
    title = string(required=True)
    changed = string("What changed. Needed")
    theme = string()
    evidence = _one_of(EVIDENCE, "What it rests on; left out, narrative")
    source = string("Where figures are from; needed with measured")
    credits = fields.List(fields.Nested(CreditGiven), metadata={"description": "Who had which part in it"})
    consent_by = string("Who agreed that it is told: a role or a group. Needed")
    consent_on = day("On which day they agreed. Needed")
    shown_name = string("How the teller is called beside it; left out, not at all")


class DecideStory(Versioned):
    is_published = flag("Publish it, or decline it", required=True)
    identity_checked = flag("That you looked for anybody who could be recognised; needed to publish")
    reason = string("Needed to decline it")


class WithdrawStory(Versioned):
    reason = string("Needed; everybody reads it")


class StoryStanding(Shown):
    id = fields.Str(required=True)
    version = whole(required=True)
    region = fields.Str(required=True)
    state = _one_of(STATES, required=True)


class Credit(Shown):
    who = fields.Str(required=True)
    part = _one_of(PARTS, required=True)


class StoryConsent(Shown):
    by = fields.Str(required=True)
    on = day(required=True)


class Story(StoryStanding):
    """Of one that was withdrawn the words are null, and the reason stays."""

    title = fields.Str(required=True, allow_none=True)
    theme = fields.Str(required=True, allow_none=True)
    changed = fields.Str(required=True, allow_none=True)
    tag = _one_of(EVIDENCE, "What it rests on", required=True)
    source = fields.Str(required=True, allow_none=True)
    credits = fields.List(fields.Nested(Credit), required=True)
    shown_name = fields.Str(required=True, allow_none=True)
    consent_recorded = fields.Bool(required=True)
    published_at = instant(required=True, allow_none=True)
    reason = fields.Str(required=True, allow_none=True)
    is_own = fields.Bool(metadata={"description": "For its teller and its keepers"})
    may_review = fields.Bool(metadata={"description": "It waits, and somebody else told it"})
    told_at = instant()
    consent = fields.Nested(
        StoryConsent, allow_none=True, metadata={"description": "For its teller and its keepers"}
    )
    doubts = fields.List(
        fields.Str(), metadata={"description": "What may identify somebody, for its teller and its keepers"}
    )


StoryPage = page_of(Story)
