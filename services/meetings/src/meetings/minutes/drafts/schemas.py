"""The shapes at the doors of drafts. What a command answers is kept, so it holds none of the words."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from chassis.fields import Identifier, Line, Paragraphs, Version
from meetings.calendar.domain import CLOSED_REASONS
from meetings.minutes.drafts.domain import PARTS, Revision, Saving, Section
from meetings.minutes.drafts.merging import Merge
from meetings.minutes.drafts.withholding import passages, public_text
from meetings.minutes.schemas import MOST_EDITIONS

LONGEST_SECTION = 12_000
MOST_LINES = 500
LONGEST_HEADING = 120


class Words(Paragraphs):
    """A section's text; so many lines that two texts are compared in no time."""

    def __init__(self, **options: Any) -> None:
        super().__init__(longest=LONGEST_SECTION, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if text.count("\n") >= MOST_LINES:
            raise ValidationError(f"These are too many lines: at most {MOST_LINES} in one section.")
        return text


class OfMeeting(Schema):
    """The draft of a meeting's minutes."""

    id = Identifier(required=True)


class OfSection(OfMeeting):
    section = Identifier(required=True)


class OfWords(OfSection):
    """Words that collided, by the id that saving them answered."""

    words = Identifier(required=True)


class OfEdition(OfMeeting):
    edition = fields.Int(required=True, validate=validate.Range(1, MOST_EDITIONS))


class AddSection(OfMeeting):
    """``reason`` is needed for a closed part: a dispute, or a personal matter (row 43).

    Without a ``part`` it is open, but closed in a meeting that is wholly closed.
    """

    heading = Line(required=True, longest=LONGEST_HEADING)
    text = Words(load_default="")
    part = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(PARTS))
    reason = fields.Str(load_default="", validate=validate.OneOf(("", *CLOSED_REASONS)))


class SaveSection(OfSection):
    """``read`` is the section's version that the writer began with; ``settles`` words that collided."""

    text = Words(load_default=None, allow_none=True)
    read = Version(required=True)
    settles = Identifier(load_default=None, allow_none=True)

    @validates_schema(skip_on_field_errors=True)
    def the_text_is_there(self, data: Mapping[str, Any], **_: Any) -> None:
        """An emptied section is something to save, a forgotten text is not."""
        if data["text"] is None:
            raise ValidationError("Missing data for required field.", "text")


class DescribeSection(OfSection):
    heading = Line(required=True, longest=LONGEST_HEADING)
    part = fields.Str(required=True, validate=validate.OneOf(PARTS))
    reason = fields.Str(load_default="", validate=validate.OneOf(("", *CLOSED_REASONS)))
    version = Version()


class MoveSection(OfSection):
    """One place up or down."""

    up = fields.Bool(required=True)


class RemoveSection(OfSection):
    version = Version()


def section_view(section: Section) -> dict[str, Any]:
    """A section as the table reads it, with what it withholds from everybody.

    ``public`` is what everybody will read; null in a closed part, and while a mark is unclear.
    """
    is_shown = not section.is_closed and not section.problems
    withheld = [] if section.is_closed else passages(section.text)
    return {
        "id": section.id,
        "version": section.version,
        "heading": section.heading,
        "text": section.text,
        "part": section.part,
        "reason": section.reason or None,
        "item_id": section.item_id or None,
        "problems": list(section.problems),
        "public": public_text(section.text) if is_shown else None,
        "withheld": [{"reason": each.reason, "words": each.words} for each in withheld],
    }


def revision_view(revision: Revision, name: str) -> dict[str, Any]:
    return {
        "id": revision.id,
        "section_id": revision.section_id,
        "number": revision.number,
        "kind": revision.kind,
        "by": name,
        "at": revision.at.isoformat(),
        "read": revision.read,
        "heading": revision.heading,
        "text": revision.text,
        "typed": revision.typed or None,
        "part": revision.part,
        "waits": revision.waits,
    }


def saving_view(saving: Saving) -> dict[str, Any]:
    """What came of a save, without a word of it: answers to commands are kept in the public database."""
    return {
        "id": saving.section.meeting_id,
        "section": saving.section.id,
        "version": saving.section.version,
        "outcome": saving.outcome,
        "words": saving.revision.id if saving.revision is not None and saving.revision.waits else None,
    }


def collision_view(section: Section, yours: Revision, name: str, found: Merge) -> dict[str, Any]:
    return {
        "section": section_view(section),
        "words": revision_view(yours, name),
        "stretches": [
            {
                "kind": each.kind,
                "before": list(each.before),
                "saved": list(each.saved),
                "yours": list(each.yours),
            }
            for each in found.stretches
        ],
        "proposal": found.text,
        "collides": found.collides,
    }
