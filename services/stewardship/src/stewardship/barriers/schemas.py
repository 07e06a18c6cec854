"""The shapes at the doors of the barriers."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from chassis.fields import Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from stewardship.barriers.domain import STATES, THEMES, Barrier

LONGEST_BARRIER = 500
PAGE_OF_OURS = validate.Regexp(
    r"(/[A-Za-z0-9][A-Za-z0-9/_?=&-]*)?\Z", error="Enter a page of this site: /..."
)


class ListBarriers(Schema):
    """A region's barriers."""

    region = RegionCode(required=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class GetBarrier(Schema):
    """One barrier by id."""

    id = Identifier(required=True)


class LogBarrier(Schema):
    """A cause in plain words, without a person or an organisation in it."""

    region = RegionCode(required=True)
    theme = fields.Str(required=True, validate=validate.OneOf(THEMES))
    text = Paragraphs(required=True, longest=LONGEST_BARRIER)


class ChangeBarrier(Schema):
    """What is left out stays as it is; an empty ``action`` takes away what was said to be done."""

    id = Identifier(required=True)
    text = Paragraphs(load_default=None, allow_none=True, longest=LONGEST_BARRIER)
    theme = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(THEMES))
    state = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(STATES))
    action = Line(load_default=None, allow_none=True)
    action_path = fields.Str(load_default="", validate=PAGE_OF_OURS)
    shared = fields.Bool(load_default=None, allow_none=True)
    version = Version()

    @validates_schema(skip_on_field_errors=True)
    def words_are_not_taken_away(self, data: Mapping[str, Any], **_: Any) -> None:
        if data["text"] == "":
            raise ValidationError("Enter something here.", "text")

    @validates_schema(skip_on_field_errors=True)
    def a_page_belongs_to_an_action(self, data: Mapping[str, Any], **_: Any) -> None:
        if data["action_path"] and not data["action"]:
            raise ValidationError("Say what is done about it.", "action")


def barrier_view(barrier: Barrier, name: str) -> dict[str, Any]:
    """Who raised it is not shown, only in which role."""
    return {
        "id": barrier.id,
        "version": barrier.version,
        "region": barrier.region,
        "name": name,
        "theme": barrier.theme,
        "text": barrier.text,
        "raised_on": barrier.raised_on.isoformat(),
        "raised_as": barrier.raised_as,
        "state": barrier.state,
        "action": {"text": barrier.action.text, "path": barrier.action.path or None}
        if barrier.action
        else None,
        "shared": barrier.is_shared,
    }
