"""What stewardship publishes: groups, seats and elections, and whom notifications is to tell.

No name and no address: people are member ids, and a notice says in plain words what it is about.
"""

from marshmallow import EXCLUDE, Schema, fields, validate

from contracts.events import EventType

NOTICES = ("term_ending",)
"""Every kind of notice; notifications has a mail of the same name for each."""
MOST_TOLD = 500
"""Members that one notice names; more of them are told by several."""


class _Shape(Schema):
    """A listener ignores what a later minor addition brings."""

    class Meta:
        unknown = EXCLUDE


class Detail(_Shape):
    """One gap of a mail and the plain words that fill it."""

    name = fields.Str(required=True)
    words = fields.Str(required=True)


class Notice(_Shape):
    """Members who are to be told something.

    ``about`` fills the mail's gaps; ``path`` is the portal page with the next step.
    ``cause`` is what makes a repetition one: a member gets one mail per kind and cause.
    """

    kind = fields.Str(required=True, validate=validate.OneOf(NOTICES))
    cause = fields.Str(required=True)
    members = fields.List(fields.Str(), required=True, validate=validate.Length(1, MOST_TOLD))
    about = fields.List(fields.Nested(Detail), required=True)
    path = fields.Str(required=True, validate=validate.Regexp(r"^/"))


NOTICE_RAISED = EventType(
    "stewardship",
    "notice_raised",
    1,
    Notice,
    "Members are to be told something by mail, each once per cause.",
    ("notifications.send_notice",),
)

EVENTS: tuple[EventType, ...] = (NOTICE_RAISED,)
