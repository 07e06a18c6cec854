"""The shapes at the doors of impact stories."""

from datetime import date
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from exchange.learning.identities import doubts
from exchange.stories.domain import EVIDENCE, NARRATIVE, PARTS, SUBMITTED, Consent, Credit, Story, Words

MOST_CREDITS = 20


class CreditOf(Schema):
    """A body or a group, never a person."""

    who = Line(required=True)
    part = fields.Str(required=True, validate=validate.OneOf(PARTS))


class TellStory(Schema):
    """Without a region, of the teller's own; ``consent_by`` is who agreed, a role or a group."""

    region = RegionCode(load_default=None, allow_none=True)
    shown_name = Line(load_default="")
    title = Line(required=True)
    theme = Line(load_default="")
    changed = Paragraphs(load_default="")
    evidence = fields.Str(load_default=NARRATIVE, validate=validate.OneOf(EVIDENCE))
    source = Line(load_default="")
    credits = fields.List(
        fields.Nested(CreditOf), load_default=list, validate=validate.Length(0, MOST_CREDITS)
    )
    consent_by = Line(load_default="")
    consent_on = Day(load_default=None, allow_none=True, format="iso")


class OneStory(Schema):
    id = Identifier(required=True)


class WithdrawStory(OneStory):
    version = Version()
    reason = Paragraphs(load_default="")


class DecideStory(WithdrawStory):
    """``identity_checked``: that the reader looked for anybody who could be recognised."""

    is_published = fields.Bool(required=True)
    identity_checked = fields.Bool(load_default=False)


class Page(Schema):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class StoriesToRead(Page):
    """Without a region, of all that the caller looks after."""

    region = RegionCode(load_default=None, allow_none=True)


class ListStories(Page):
    region = RegionCode(load_default=None, allow_none=True)
    theme = Line(load_default=None, allow_none=True)
    evidence = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(EVIDENCE))


def words_of(asked: dict[str, Any]) -> Words:
    credited = tuple(Credit(each["who"], each["part"]) for each in asked["credits"])
    said = {name: asked[name] for name in ("title", "theme", "changed", "evidence", "source")}
    return Words(**said, credits=credited)


def consent_of(asked: dict[str, Any]) -> Consent:
    """A day that was not said counts as one that is ahead: either is refused."""
    return Consent(asked["consent_by"], asked["consent_on"] or date.max)


def standing(story: Story) -> dict[str, Any]:
    """What a command answers: no words, for answers are remembered."""
    return {"id": story.id, "version": story.version, "region": story.region, "state": story.state}


def story_view(story: Story) -> dict[str, Any]:
    """With the tag that says what kind of evidence it is."""
    words = story.words
    return {
        **standing(story),
        "title": words.title or None,
        "theme": words.theme or None,
        "changed": words.changed or None,
        "tag": words.evidence,
        "source": words.source or None,
        "credits": [{"who": each.who, "part": each.part} for each in words.credits],
        "shown_name": story.shown_name or None,
        "consent_recorded": story.consent is not None,
        "published_at": story.published_at.isoformat() if story.published_at else None,
        "reason": story.reason or None,
    }


def kept_view(story: Story, reader: str) -> dict[str, Any]:
    """For its teller and who reads it: the consent, what may identify somebody, whether it is theirs."""
    consent = story.consent
    return {
        **story_view(story),
        "told_at": story.told_at.isoformat(),
        "is_own": story.teller_id == reader,
        "may_review": story.state == SUBMITTED and story.teller_id != reader,
        "consent": {"by": consent.by, "on": consent.on.isoformat()} if consent else None,
        "doubts": list(doubts(*story.words.texts.values())),
    }
