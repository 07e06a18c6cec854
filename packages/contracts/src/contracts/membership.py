"""What membership publishes: who applied, joined, changed, left; the Compact.

Personal data travels in five events only, and only notifications hears them:
``member_contact_changed``, ``application_submitted``, ``application_told_again``,
``application_decided`` and ``email_change_asked``.
Every other event says what a region's figures and a local copy need, and no name.
"""

from marshmallow import EXCLUDE, Schema, fields, validate

from contracts.events import EventType

STATUSES = ("active", "paused", "left")
STAGES = ("prospect", "applied", "in_review", "accepted", "declined", "withdrawn")
JOINING_ROUTES = ("application", "import")
ADDRESS_OUTCOMES = ("confirmed", "replaced", "withdrawn")


class _Shape(Schema):
    """A listener ignores what a later minor addition brings."""

    class Meta:
        unknown = EXCLUDE


class Contact(_Shape):
    """How to reach a person: name as they wrote it, e-mail address."""

    name = fields.Str(required=True)
    email = fields.Str(required=True)


class HeldRole(_Shape):
    """A role in force; ``region`` is null for one that acts everywhere."""

    role = fields.Str(required=True)
    region = fields.Str(required=True, allow_none=True)


class MemberState(_Shape):
    """A member as every context may know one: no name, no address. Dates are YYYY-MM-DD."""

    member_id = fields.Str(required=True)
    version = fields.Int(required=True)
    region = fields.Str(required=True, metadata={"description": "code of the home region"})
    status = fields.Str(required=True, validate=validate.OneOf(STATUSES))
    cohort = fields.Str(required=True, metadata={"description": "founding, or the year of joining"})
    joined = fields.Date(required=True)
    left = fields.Date(required=True, allow_none=True)
    roles = fields.List(fields.Nested(HeldRole), required=True)


class MemberJoined(MemberState):
    """``route`` tells an accepted application from an import; people imported are not welcomed by mail."""

    route = fields.Str(required=True, validate=validate.OneOf(JOINING_ROUTES))


class MemberContact(_Shape):
    """The address of a member, for mail alone."""

    member_id = fields.Str(required=True)
    name = fields.Str(required=True)
    email = fields.Str(required=True)


class RoleChange(_Shape):
    """One role given or ended; ``held`` says which."""

    member_id = fields.Str(required=True)
    role = fields.Str(required=True)
    region = fields.Str(required=True, allow_none=True)
    held = fields.Bool(required=True)


class ConnectorScope(_Shape):
    """The regions and topics a Connector bridges, since a day."""

    regions = fields.List(fields.Str(), required=True)
    topics = fields.List(fields.Str(), required=True)
    since = fields.Date(required=True)


class ConnectorChange(_Shape):
    """The designation as it is now; null when it ended (row 8)."""

    member_id = fields.Str(required=True)
    connector = fields.Nested(ConnectorScope, required=True, allow_none=True)


class ApplicationState(_Shape):
    """An application as it stands; ``since`` is the instant of its stage."""

    application_id = fields.Str(required=True)
    region = fields.Str(required=True)
    stage = fields.Str(required=True, validate=validate.OneOf(STAGES))
    since = fields.AwareDateTime(required=True, format="iso")


class ApplicationSubmitted(ApplicationState):
    """``stage`` is prospect when the person only saved it, applied when it was sent in."""

    contact = fields.Nested(Contact, required=True)


class ApplicationToldAgain(ApplicationState):
    """How to reach somebody whose application is undecided; nothing new has happened."""

    contact = fields.Nested(Contact, required=True)


class ApplicationDecided(ApplicationState):
    """``decision`` is accepted or declined; ``feedback`` is what the applicant is told."""

    decision = fields.Str(required=True, validate=validate.OneOf(("accepted", "declined")))
    member_id = fields.Str(required=True, allow_none=True)
    feedback = fields.Str(required=True)
    contact = fields.Nested(Contact, required=True)


class EmailChangeAsked(_Shape):
    """``contact`` is the member as reached until then; ``new_email`` is null when nothing goes there."""

    change_id = fields.Str(required=True)
    member_id = fields.Str(required=True)
    until = fields.AwareDateTime(required=True, format="iso")
    contact = fields.Nested(Contact, required=True)
    new_email = fields.Str(required=True, allow_none=True)


class EmailChangeEnded(_Shape):
    """``outcome`` is confirmed, replaced (by a newer wish) or withdrawn."""

    change_id = fields.Str(required=True)
    member_id = fields.Str(required=True)
    outcome = fields.Str(required=True, validate=validate.OneOf(ADDRESS_OUTCOMES))


class CompactPublished(_Shape):
    """A version of the Compact and the day from which it applies."""

    compact_version = fields.Str(required=True)
    effective = fields.Date(required=True)
    summary_of_changes = fields.Str(required=True)


class CompactPrompted(_Shape):
    """One member is asked once for one version; access goes on until ``grace_until``."""

    member_id = fields.Str(required=True)
    compact_version = fields.Str(required=True)
    grace_until = fields.AwareDateTime(required=True, format="iso")


class CompactAccepted(_Shape):
    """One member accepted one version."""

    member_id = fields.Str(required=True)
    compact_version = fields.Str(required=True)
    accepted_at = fields.AwareDateTime(required=True, format="iso")


APPLICATION_SUBMITTED = EventType(
    "membership",
    "application_submitted",
    1,
    ApplicationSubmitted,
    "Somebody saved or sent in an application; they get a link to it.",
    ("notifications.acknowledge_application",),
)
APPLICATION_DECIDED = EventType(
    "membership",
    "application_decided",
    1,
    ApplicationDecided,
    "An application was accepted or declined, with what the applicant is told.",
    ("notifications.tell_applicant_decision",),
)
APPLICATION_WITHDRAWN = EventType(
    "membership",
    "application_withdrawn",
    1,
    ApplicationState,
    "The applicant took the application back; copies of their contact are to be forgotten.",
    ("notifications.forget_applicant",),
)
APPLICATION_TOLD_AGAIN = EventType(
    "membership",
    "application_told_again",
    1,
    ApplicationToldAgain,
    "The state of an undecided application, told again on request. Personal data: for notifications alone.",
    ("notifications.keep_applicant",),
)
MEMBER_JOINED = EventType(
    "membership",
    "member_joined",
    1,
    MemberJoined,
    "Somebody belongs from now on (again, if they had left).",
    (
        "notifications.welcome_member",
        "stewardship.note_member_joined",
        "meetings.note_member_joined",
        "skills_register.note_member_joined",
        "exchange.note_member_joined",
    ),
)
MEMBER_CHANGED = EventType(
    "membership",
    "member_changed",
    1,
    MemberState,
    "A member's region, status or roles changed, or the state was told again on request.",
    (
        "stewardship.note_member_changed",
        "meetings.note_member_changed",
        "skills_register.note_member_changed",
        "exchange.note_member_changed",
    ),
)
MEMBER_LEFT = EventType(
    "membership",
    "member_left",
    1,
    MemberState,
    "Somebody no longer belongs; copies of their contact are to be forgotten.",
    (
        "notifications.forget_contact",
        "stewardship.note_member_left",
        "stewardship.vacate_seats",
        "meetings.note_member_left",
        "meetings.give_bookings_back",
        "skills_register.note_member_left",
        "exchange.note_member_left",
    ),
)
MEMBER_CONTACT_CHANGED = EventType(
    "membership",
    "member_contact_changed",
    1,
    MemberContact,
    "The name or address to which a member's mail goes. Personal data: for notifications alone.",
    ("notifications.keep_contact",),
)
EMAIL_CHANGE_ASKED = EventType(
    "membership",
    "email_change_asked",
    1,
    EmailChangeAsked,
    "A member wishes for another address; it is to confirm itself. Personal data: for notifications alone.",
    ("notifications.ask_new_address",),
)
EMAIL_CHANGE_ENDED = EventType(
    "membership",
    "email_change_ended",
    1,
    EmailChangeEnded,
    "A wish for another address was confirmed, replaced or taken back.",
    ("notifications.close_address_change",),
)
ROLE_CHANGED = EventType(
    "membership",
    "role_changed",
    1,
    RoleChange,
    "A role was given to a member or ended.",
)
CONNECTOR_CHANGED = EventType(
    "membership",
    "connector_changed",
    1,
    ConnectorChange,
    "A member became a Connector, with which scope, or ceased to be one.",
)
COMPACT_PUBLISHED = EventType(
    "membership",
    "compact_published",
    1,
    CompactPublished,
    "A version of the Compact was published.",
)
COMPACT_PROMPTED = EventType(
    "membership",
    "compact_prompted",
    1,
    CompactPrompted,
    "A member is asked, once, to accept a version of the Compact.",
    ("notifications.prompt_compact",),
)
COMPACT_ACCEPTED = EventType(
    "membership",
    "compact_accepted",
    1,
    CompactAccepted,
    "A member accepted a version of the Compact.",
)

EVENTS: tuple[EventType, ...] = (
    APPLICATION_SUBMITTED,
    APPLICATION_DECIDED,
    APPLICATION_WITHDRAWN,
    APPLICATION_TOLD_AGAIN,
    MEMBER_JOINED,
    MEMBER_CHANGED,
    MEMBER_LEFT,
    MEMBER_CONTACT_CHANGED,
    EMAIL_CHANGE_ASKED,
    EMAIL_CHANGE_ENDED,
    ROLE_CHANGED,
    CONNECTOR_CHANGED,
    COMPACT_PUBLISHED,
    COMPACT_PROMPTED,
    COMPACT_ACCEPTED,
)
