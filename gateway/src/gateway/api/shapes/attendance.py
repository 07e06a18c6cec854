"""Shapes of attendance, of introductions and of pulses."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Shown, Versioned, day, instant, list_of, string, whole

MARKS = ("in_room", "online", "apology", "absent", "not_recorded")


def _presence(meaning: str = "") -> fields.Str:
    return fields.Str(
        required=True,
        validate=validate.OneOf(MARKS),
        metadata={"description": meaning} if meaning else {},
    )


def _share() -> fields.Float:
    said = "Present of the seats filled, one decimal, half up; null until every filled seat is recorded"
    return fields.Float(required=True, allow_none=True, metadata={"description": said})


def _flag(meaning: str = "") -> fields.Bool:
    return fields.Bool(required=True, truthy={True}, falsy={False}, metadata={"description": meaning})


class AttendanceDays(Schema):
    since = day("The first day that counts")
    until = day("The last day that counts")


class SeatPresence(Schema):
    seat = string(required=True)
    presence = _presence("`not_recorded` takes a mark away")


class MarkAttendance(Versioned):
    """Seats that are left out stay as they are."""

    marks = fields.List(fields.Nested(SeatPresence), required=True)
    reason = string("Needed for a change more than 14 days after the meeting")


class Apology(Schema):
    reason = string("For those who keep the group's papers alone; erased 30 days after the meeting")


class NotePublishedAttendance(Schema):
    """A percentage twice, or a range."""

    period = string("In words", required=True)
    low = whole(required=True)
    high = whole(required=True)
    source = string("Who published it", required=True)


class AttendanceFigure(Shown):
    """No names. Online counts as present, an apology does not."""

    present = whole(required=True)
    seats = whole("Filled on the day of the meeting", required=True)
    percent = _share()
    in_room = whole(required=True)
    online = whole(required=True)
    apologies = whole(required=True)
    absent = whole(required=True)
    not_recorded = whole(required=True)


class AttendanceSeat(Shown):
    """For the group's table alone."""

    seat = string(required=True)
    called = string("By the holder's own word, else by the seat", required=True)
    in_words = string("The seat's background", required=True)
    region = string(required=True)
    leads = fields.Bool(required=True)
    presence = _presence()
    reason = string("Of an apology, for keepers alone", required=True, allow_none=True)


class OwnPresence(Shown):
    seat = string(required=True)
    presence = _presence()
    reason = string("Your own", required=True, allow_none=True)
    may_apologise = fields.Bool(required=True)
    may_take_back = fields.Bool(required=True)


class AttendanceCorrection(Shown):
    seat = string("In words", required=True)
    before = _presence()
    after = _presence()
    at = instant(required=True)
    by = string("In words", required=True)
    reason = string(required=True)


class _OfMeeting(Shown):
    meeting_id = string(required=True)
    region = string(required=True)
    title = string(required=True)
    day = day(required=True)
    observers = whole("Who watched: never part of a share", required=True, allow_none=True)


class Attendance(_OfMeeting):
    version = whole("Null while nothing is recorded", required=True, allow_none=True)
    has_begun = fields.Bool(required=True)
    figure = fields.Nested(AttendanceFigure, required=True)
    may_mark = fields.Bool(required=True)
    mine = fields.Nested(OwnPresence, required=True, allow_none=True)
    seats = fields.List(fields.Nested(AttendanceSeat), required=True, allow_none=True)
    corrections = fields.List(fields.Nested(AttendanceCorrection), required=True, allow_none=True)


class AttendanceOfMeeting(_OfMeeting, AttendanceFigure):
    """One line of a group's attendance."""


class PooledAttendance(Shown):
    """All the present of all the seat-meetings of meetings that are recorded completely."""

    present = whole(required=True)
    seats = whole(required=True)
    percent = fields.Float(required=True, allow_none=True)
    meetings = whole(required=True)


class PublishedAttendance(Shown):
    """What others published of past meetings; it is in no average of ours."""

    id = string(required=True)
    region = string(required=True)
    period = string(required=True)
    low = whole(required=True)
    high = whole(required=True)
    source = string(required=True)


class RegionAttendance(Shown):
    region = string(required=True)
    pooled = fields.Nested(PooledAttendance, required=True)
    meetings = fields.List(fields.Nested(AttendanceOfMeeting), required=True)
    published = fields.List(fields.Nested(PublishedAttendance), required=True)


class OwnAttendance(_OfMeeting):
    presence = _presence()


class ApologySent(Shown):
    meeting = string(required=True)
    presence = _presence()


OwnAttendanceList = list_of(OwnAttendance)


class Introduce(Versioned):
    """Your own name, as your group's papers may use it."""

    name = string(required=True)
    is_public = _flag("Papers for everybody may use it, too")


class Introduction(Shown):
    """All null while you have not written one."""

    name = string(required=True, allow_none=True)
    is_public = fields.Bool(required=True, allow_none=True)
    version = whole(required=True, allow_none=True)


class AnswerPulse(Schema):
    """Kept without your name and without the time."""

    could = _flag("I could contribute")
    sentence = string("One sentence, read by the group when five have answered")


class PulseAccepted(Shown):
    accepted = fields.Bool(required=True)


class PulseResult(Shown):
    yes = whole(required=True)
    answers = whole(required=True)
    percent = fields.Float(required=True)
    sentences = fields.List(
        fields.Str(), required=True, allow_none=True, metadata={"description": "For the group's table alone"}
    )


class SpeakingRound(Shown):
    item = string(required=True)
    title = string(required=True)
    is_on = fields.Bool(required=True)


class Pulse(Shown):
    """Shown once it has closed, from five answers on; `result` is null for fewer."""

    meeting_id = string(required=True)
    region = string(required=True)
    title = string(required=True)
    day = day(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(("not_open", "open", "closed")))
    closes_at = instant(required=True, allow_none=True)
    asked = whole(required=True, allow_none=True)
    answers = whole("Once it has closed", required=True, allow_none=True)
    result = fields.Nested(PulseResult, required=True, allow_none=True)
    mine = fields.Str(required=True, allow_none=True, validate=validate.OneOf(("asked", "answered", None)))
    rounds = fields.List(fields.Nested(SpeakingRound), required=True, allow_none=True)
    may_note_rounds = fields.Bool(required=True)


class NoteRound(Schema):
    is_on = _flag("Everybody is asked in turn; nobody notes who spoke")


class SpeakingRounds(Shown):
    meeting = string(required=True)
    rounds = fields.List(fields.Nested(SpeakingRound), required=True)


class SayNeed(Schema):
    text = string("What you need to take part; empty takes it back")


class NeedKept(Shown):
    meeting = string(required=True)
    kept = fields.Bool(required=True)


class Need(Shown):
    called = string(required=True)
    text = string(required=True)


class Needs(Shown):
    mine = string(required=True)
    may_say = fields.Bool(required=True)
    needs = fields.List(
        fields.Nested(Need),
        required=True,
        allow_none=True,
        metadata={"description": "For those who keep the group's papers alone"},
    )
