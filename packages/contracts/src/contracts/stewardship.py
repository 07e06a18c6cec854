"""What stewardship publishes: groups, seats and elections, and whom notifications is to tell.

No name and no address: people are member ids, and a notice says in plain words what it is about.
"""

from marshmallow import EXCLUDE, Schema, fields, validate

from contracts.events import EventType
from contracts.notices import Notice

NOTICES: dict[str, tuple[str, ...]] = {
    "term_ending": ("group", "ends"),
    "convenor_changed": ("group", "what"),
    "review_due": ("document", "group", "due"),
    "interest_received": ("group", "seat", "closes"),
    "panel_asked": ("group", "seat", "until"),
    "appointment_decided": ("group", "seat", "outcome"),
    "seat_offered": ("group", "seat", "answer_by"),
    "matter_proposed": ("title", "group"),
    "matter_raised": ("title", "origin", "due"),
    "matter_due": ("title", "origin", "due"),
    "matter_overdue": ("title", "group", "due"),
    "matter_answered": ("title", "group", "outcome"),
    "consultation_opened": ("title", "asker", "closes"),
    "consultation_decided": ("title", "asker", "changes", "not_taken"),
    "group_dormant": ("name", "since"),
    "group_ended": ("name",),
    "nomination_asked": ("region",),
    "voting_opened": ("region", "closes"),
    "ballot_reminder": ("region", "closes"),
    "election_declared": ("region",),
    "vacancy_offered": ("region",),
    "support_gap": ("group", "tasks", "since"),
    "barrier_action": ("group",),
    "session_planned": ("title", "on"),
}
"""Every kind of notice, with the gaps that its words fill; notifications has a mail of that name for each."""
GROUP_STATUSES = ("none", "forming", "active", "closed")
SEAT_KINDS = ("convenor", "member", "chair")
PILOT_STAGES = ("invited", "recruiting", "running", "complete", "reviewed")


class _Shape(Schema):
    """A listener ignores what a later minor addition brings."""

    class Meta:
        unknown = EXCLUDE


NOTICE_RAISED = EventType(
    "stewardship",
    "notice_raised",
    1,
    Notice,
    "Members are to be told something by mail, each once per cause.",
    ("notifications.send_notice",),
)


class GroupState(_Shape):
    """A group's status and, for a pilot, its stage; ``region`` is ``UK`` for the UK-wide group."""

    region = fields.Str(required=True)
    status = fields.Str(required=True, validate=validate.OneOf(GROUP_STATUSES))
    stage = fields.Str(required=True, allow_none=True, validate=validate.OneOf(PILOT_STAGES))
    version = fields.Int(required=True)


GROUP_CHANGED = EventType(
    "stewardship",
    "group_changed",
    1,
    GroupState,
    "A region's group entered another status, or its pilot another stage.",
    ("meetings.note_group_changed",),
)


class SeatState(_Shape):
    """One member's term in a seat, as the seat's ``version`` has it: a background, never a name (row 12).

    A copy keeps a row for each ``term_id``. ``end`` is the first day on which the term holds no more
    (agreed, or brought forward by a resignation); null while no end is agreed.
    """

    seat_id = fields.Str(required=True)
    version = fields.Int(required=True)
    region = fields.Str(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(SEAT_KINDS))
    term_id = fields.Str(required=True)
    member_id = fields.Str(required=True)
    patient = fields.Bool(required=True)
    background = fields.Str(required=True)
    locations = fields.List(fields.Str(), required=True)
    start = fields.Date(required=True)
    end = fields.Date(required=True, allow_none=True)


SEAT_FILLED = EventType(
    "stewardship",
    "seat_filled",
    1,
    SeatState,
    "A member was given a seat for a term; past terms that are recorded later are told too.",
    ("meetings.note_seat_filled",),
)
SEAT_VACATED = EventType(
    "stewardship",
    "seat_vacated",
    1,
    SeatState,
    "A term ended, by resignation, by leaving or because it ran out: the seat is vacant from its end.",
    ("meetings.note_seat_vacated",),
)
SEAT_CHANGED = EventType(
    "stewardship",
    "seat_changed",
    1,
    SeatState,
    "A term was renewed, which makes a term that follows it, or what it says of the seat was corrected.",
    ("meetings.note_seat_changed",),
)


class Declaration(_Shape):
    """A declared election: who was elected, and how many of those on the roll voted; no names."""

    region = fields.Str(required=True)
    election_id = fields.Str(required=True)
    elected = fields.List(fields.Str(), required=True)
    seats = fields.Int(required=True)
    roll_size = fields.Int(required=True)
    ballots = fields.Int(required=True)


ELECTION_DECLARED = EventType(
    "stewardship",
    "election_declared",
    1,
    Declaration,
    "The returning officer declared a result; ``elected`` are member ids in the order of election.",
    (),
)

EVENTS: tuple[EventType, ...] = (
    ELECTION_DECLARED,
    GROUP_CHANGED,
    NOTICE_RAISED,
    SEAT_FILLED,
    SEAT_VACATED,
    SEAT_CHANGED,
)
