"""The shapes at the doors of notifications."""

from marshmallow import Schema, fields, validate

from chassis.paging import page_fields
from notifications.domain import STATES

LONGEST_ADDRESS = 254  # RFC 5321, in octets; nobody's address is longer
LONGEST_ID = 64


class SendSignInLink(Schema):
    """Any text that could be an address: the answer must not tell whether it is one we know."""

    email = fields.Str(required=True, validate=validate.Length(1, LONGEST_ADDRESS))


class RenewSignInLink(Schema):
    """A fresh link for somebody who came with an old one."""

    member_id = fields.Str(required=True, validate=validate.Length(1, LONGEST_ID))


class RenewApplicantLink(SendSignInLink):
    """A fresh link to one's own application, for whoever lost the old one or let it run out."""


ListMail = Schema.from_dict(
    {
        **page_fields(),
        "state": fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(STATES)),
    },
    name="ListMail",
)


class SendAgain(Schema):
    """One mail, by the id that ``list_mail`` shows."""

    id = fields.Str(required=True, validate=validate.Length(1, LONGEST_ID))


class MailRow(Schema):
    """What an operator sees of a mail: no recipient, no address, no text."""

    id = fields.Str()
    template = fields.Str()
    state = fields.Str()
    attempts = fields.Int()
    queued_at = fields.AwareDateTime(format="iso")
    sent_at = fields.AwareDateTime(format="iso", allow_none=True)
    problem = fields.Str()
