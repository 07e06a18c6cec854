"""What meetings publishes: meetings, minutes, decisions, events, lessons, and whom notifications is to tell.

No name and no address: people are member ids, and a notice says in plain words what it is about.
"""

from marshmallow import EXCLUDE, Schema, fields, validate

from contracts.events import EventType
from contracts.notices import Notice

NOTICES: dict[str, tuple[str, ...]] = {
    "pulse_asked": ("group", "day", "closes"),
    "access_need_said": ("group", "day"),
    "cycle_plan_due": ("group", "day"),
    "cycle_close_due": ("group", "day"),
    "booking_confirmed": ("title", "when"),
    "waiting_listed": ("title", "when"),
    "place_offered": ("title", "when", "until"),
    "place_lapsed": ("title",),
    "event_altered": ("title", "when", "what"),
    "event_moved": ("title", "when", "cause"),
    "event_cancelled": ("title", "when", "cause"),
    "event_weather": ("title", "when", "note"),
    "event_reminder": ("title", "when"),
    "feedback_asked": ("title", "until"),
    "agenda_published": ("group", "day"),
    "agenda_due": ("group", "day"),
    "item_parked": ("group", "title"),
    "item_sent_back": ("group", "title"),
    "meeting_published": ("group", "when"),
    "meeting_moved": ("group", "was", "now"),
    "meeting_cancelled": ("group", "when"),
    "cycle_short": ("group", "ends", "missing"),
    "minutes_due": ("meeting", "group", "due"),
    "minutes_to_approve": ("meeting", "group"),
    "minutes_published": ("meeting", "group"),
    "action_given": ("group", "due"),
    "action_offered": ("group", "due"),
    "action_day_asked": ("group", "due", "asked"),
    "action_due": ("group", "due"),
    "action_overdue": ("group", "due"),
    "claim_submitted": ("group",),
    "claim_returned": ("group",),
    "claim_decided": ("group", "outcome"),
    "claim_paid": ("group",),
    "decision_review_due": ("group", "decided", "due"),
    "survey_opened": ("title", "asker", "closes"),
    "survey_reminder": ("title", "asker", "closes"),
}
"""Every kind of notice, with the gaps that its words fill; notifications has a mail of that name for each."""
MEETING_STATUSES = ("planned", "published", "held", "cancelled")
METHODS = ("consent", "consensus", "majority")
EVENT_STATUSES = ("planned", "held", "held_poorly_attended", "moved", "cancelled")


class _Shape(Schema):
    """A listener ignores what a later minor addition brings."""

    class Meta:
        unknown = EXCLUDE


NOTICE_RAISED = EventType(
    "meetings",
    "notice_raised",
    1,
    Notice,
    "Members are to be told something by mail, each once per cause.",
    ("notifications.send_meetings_notice",),
)


class MeetingState(_Shape):
    """A group's meeting as its ``version`` has it. ``starts_at`` in UTC, ``minutes`` its length."""

    meeting_id = fields.Str(required=True)
    version = fields.Int(required=True)
    region = fields.Str(required=True)
    status = fields.Str(required=True, validate=validate.OneOf(MEETING_STATUSES))
    starts_at = fields.AwareDateTime(required=True)
    minutes = fields.Int(required=True)


MEETING_CHANGED = EventType(
    "meetings",
    "meeting_changed",
    1,
    MeetingState,
    "A group's meeting was planned, published, moved, held or cancelled.",
    (),
)


class MinutesState(_Shape):
    """Published minutes; ``edition`` counts from 1, a correction publishes the next."""

    meeting_id = fields.Str(required=True)
    version = fields.Int(required=True)
    region = fields.Str(required=True)
    edition = fields.Int(required=True)
    published_at = fields.AwareDateTime(required=True)


MINUTES_PUBLISHED = EventType(
    "meetings",
    "minutes_published",
    1,
    MinutesState,
    "Minutes of a group's meeting were published, or a correction of them.",
    (),
)


class DecisionState(_Shape):
    """What a group decided, by which method; its words stand in the minutes."""

    decision_id = fields.Str(required=True)
    version = fields.Int(required=True)
    region = fields.Str(required=True)
    meeting_id = fields.Str(required=True)
    method = fields.Str(required=True, validate=validate.OneOf(METHODS))
    review_on = fields.Date(required=True, allow_none=True)


DECISION_MADE = EventType(
    "meetings",
    "decision_made",
    1,
    DecisionState,
    "A group made a decision at a meeting, or changed what is kept of it.",
    (),
)


class EventState(_Shape):
    """A regional event as its ``version`` has it; ``attended`` is null where nobody counted (row 52)."""

    event_id = fields.Str(required=True)
    version = fields.Int(required=True)
    region = fields.Str(required=True)
    kind = fields.Str(required=True)
    status = fields.Str(required=True, validate=validate.OneOf(EVENT_STATUSES))
    starts_at = fields.AwareDateTime(required=True, allow_none=True)
    attended = fields.Int(required=True, allow_none=True)


EVENT_CHANGED = EventType(
    "meetings",
    "event_changed",
    1,
    EventState,
    "An event was announced, moved, held or cancelled, or its attendance was counted.",
    (),
)


class Lesson(_Shape):
    """Something learnt at an event that is worth keeping for everybody (rows 53 and 79); no name in it."""

    lesson_id = fields.Str(required=True)
    region = fields.Str(required=True)
    event_id = fields.Str(required=True)
    text = fields.Str(required=True)


LESSON_NOTED = EventType(
    "meetings",
    "lesson_noted",
    1,
    Lesson,
    "The organisers of an event wrote down a lesson for the whole community.",
    ("exchange.note_lesson",),
)

EVENTS: tuple[EventType, ...] = (
    DECISION_MADE,
    EVENT_CHANGED,
    LESSON_NOTED,
    MEETING_CHANGED,
    MINUTES_PUBLISHED,
    NOTICE_RAISED,
)
