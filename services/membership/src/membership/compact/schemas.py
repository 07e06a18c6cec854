"""The shapes at the doors of the Compact."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Paragraphs
from membership.compact.domain import Compact
from membership.members.domain import Member

LONGEST_COMPACT = 40_000


class PublishCompact(Schema):
    """A new version; ``effective`` is the day from which it applies."""

    text = Paragraphs(required=True, longest=LONGEST_COMPACT)
    summary_of_changes = Paragraphs(required=True)
    effective = Day(required=True)


class AcceptCompact(Schema):
    """The version that the member read."""

    version = fields.Str(required=True, validate=validate.Regexp(r"[0-9]{1,6}\Z"))


def compact_view(compact: Compact) -> dict[str, Any]:
    """A version as everybody may read it."""
    return {
        "version": compact.number,
        "text": compact.text,
        "summary_of_changes": compact.summary_of_changes,
        "effective": compact.effective.isoformat(),
        "published_at": compact.published_at.isoformat(),
    }


def acceptance_view(member: Member) -> dict[str, Any]:
    """What the member accepted, and when."""
    accepted_at = member.compact.accepted_at
    return {
        "version": member.compact.version,
        "accepted_at": accepted_at.isoformat() if accepted_at else None,
    }
