"""What a notice is, whichever context asks notifications for it."""

from marshmallow import EXCLUDE, Schema, fields, validate

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

    # Not OneOf: a new kind is no new shape. A context names no others than its own, and notifications
    # parks what it does not know among its dead letters until it does.
    kind = fields.Str(required=True, metadata={"description": "one of the publisher's NOTICES"})
    cause = fields.Str(required=True)
    members = fields.List(fields.Str(), required=True, validate=validate.Length(1, MOST_TOLD))
    about = fields.List(fields.Nested(Detail), required=True)
    path = fields.Str(required=True, validate=validate.Regexp(r"^/"))
