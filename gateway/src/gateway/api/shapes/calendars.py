"""Shapes of calendar addresses; the calendars themselves are files."""

from marshmallow import fields

from gateway.api.shapes.parts import Shown


class CalendarAddress(Shown):
    made_at = fields.DateTime(
        required=True,
        allow_none=True,
        metadata={"description": "Since when your calendar has an address; null without one"},
    )


class NewCalendarAddress(CalendarAddress):
    address = fields.Url(
        required=True,
        require_tld=False,
        metadata={"description": "Shown this once: we keep no copy that anybody could read"},
    )
