"""The shapes of signing in, for the REST API."""

from marshmallow import Schema, ValidationError, fields, validate

from gateway.signin.tokens import DEFAULT_DAYS, MOST_DAYS, SCOPES

LONGEST_EMAIL = 254  # RFC 5321
EMAIL = validate.Email()


def is_email(text: str) -> bool:
    """Whether this could be an e-mail address; whether it is anybody's is not asked here."""
    try:
        EMAIL(text)
    except ValidationError:
        return False
    return len(text) <= LONGEST_EMAIL


class AskForLink(Schema):
    email = fields.Email(required=True, validate=validate.Length(max=LONGEST_EMAIL))


class LinkAsked(Schema):
    message = fields.Str(metadata={"description": "The same sentence for every address"})


class Redeem(Schema):
    ticket = fields.Str(required=True, validate=validate.Length(1, 2048))


class EnterCode(Schema):
    code = fields.Str(required=True, validate=validate.Length(1, 40))


class SignedIn(Schema):
    member_id = fields.Str()
    second_factor_due = fields.Bool(
        metadata={"description": "Officer roles wait until POST sign-in/second-factor"}
    )
    csrf_token = fields.Str(metadata={"description": "Send it as X-CSRFToken with every change"})


class TokenWanted(Schema):
    name = fields.Str(required=True, validate=validate.Length(1, 80))
    scopes = fields.List(
        fields.Str(validate=validate.OneOf(SCOPES)), required=True, validate=validate.Length(1, 3)
    )
    days = fields.Int(load_default=DEFAULT_DAYS, strict=True, validate=validate.Range(1, MOST_DAYS))


class TokenShown(Schema):
    id = fields.Str()
    name = fields.Str()
    scopes = fields.List(fields.Str())
    created_at = fields.AwareDateTime(format="iso")
    expires_at = fields.AwareDateTime(format="iso")
    last_used_on = fields.Date(allow_none=True)


class TokenMade(TokenShown):
    token = fields.Str(metadata={"description": "The secret: shown here and never again"})


class TokenList(Schema):
    items = fields.List(fields.Nested(TokenShown))
    next = fields.Str(allow_none=True)


class SessionShown(Schema):
    id = fields.Str(attribute="handle")
    browser = fields.Str()
    started_at = fields.AwareDateTime(format="iso")
    seen_at = fields.AwareDateTime(format="iso")
    ends_at = fields.AwareDateTime(format="iso")
    second_factor_at = fields.AwareDateTime(format="iso", allow_none=True)


class SessionList(Schema):
    items = fields.List(fields.Nested(SessionShown))
    next = fields.Str(allow_none=True)
