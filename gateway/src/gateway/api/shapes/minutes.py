"""Shapes of minutes: drafts, editions, and what became of a save."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import (
    Day,
    Paging,
    Shown,
    Versioned,
    day,
    instant,
    list_of,
    page_of,
    string,
    whole,
)  # fmt: skip

STATES = ("not_started", "not_published", "draft", "submitted", "approved", "published")
TIMINGS = ("no_due_day", "due", "overdue", "in_time", "late")
ACTIONS = ("start", "write", "submit", "return", "approve", "publish", "correct")
PARTS = ("open", "closed")
CLOSED_REASONS = ("dispute", "personal_matter")
WITHHELD = ("personal", "dispute", "commercial", "safety")
OUTCOMES = ("saved", "merged", "beside", "unchanged")
MARK = "Words as `[[withhold personal: the words]]` are left out of what everybody reads (also: " + (
    ", ".join(WITHHELD[1:]) + ")"
)
EARLIER = "An earlier day, where it is recorded later; else today"


class ListMinutes(Paging):
    region = string("Of this region's group")
    words = string("With all of these whole words")


class AwaitedMinutes(Schema):
    region = string("Of this region's group", required=True)


class Editions(Schema):
    edition = fields.Int(metadata={"description": "The latest, if none is named"})


class TwoEditions(Schema):
    older = fields.Int(required=True)
    newer = fields.Int(required=True)


class SubmitMinutes(Versioned):
    """The words as they are now."""


class ReturnMinutes(Versioned):
    note = string("What is to be changed; the group alone reads it", required=True)


class ApproveMinutes(Versioned):
    approved_on = Day(metadata={"description": EARLIER})


class PublishMinutes(Versioned):
    published_on = Day(metadata={"description": EARLIER})
    note = string("What a correction corrects; needed from the second edition on")
    withdraw = fields.Str(
        validate=validate.OneOf(WITHHELD),
        metadata={"description": "Why nobody but the group reads the earlier editions any more"},
    )


class CorrectMinutes(Versioned):
    """Begin a correction of what is published."""


class AddMinutesSection(Schema):
    heading = string(required=True)
    text = string(MARK)
    part = fields.Str(validate=validate.OneOf(PARTS))
    reason = fields.Str(
        validate=validate.OneOf(CLOSED_REASONS), metadata={"description": "Needed for a closed part"}
    )


class SaveMinutesSection(Schema):
    text = string(MARK, required=True)
    read = whole("The section's version that you began with", required=True)
    settles = string("The words that collided and are dealt with by this text")


class MoveMinutesSection(Schema):
    up = fields.Bool(
        required=True, truthy={True}, falsy={False}, metadata={"description": "One place up, else down"}
    )


class DescribeMinutesSection(Versioned):
    heading = string(required=True)
    part = fields.Str(required=True, validate=validate.OneOf(PARTS))
    reason = fields.Str(
        validate=validate.OneOf(CLOSED_REASONS), metadata={"description": "Needed for a closed part"}
    )


class MinutesEditionInShort(Shown):
    number = whole(required=True)
    published_on = day(required=True)
    recorded_at = instant(required=True)
    recorded_later = fields.Bool(
        required=True, metadata={"description": "The day was told us later, not seen here"}
    )
    approved_on = day(required=True)
    note = string("What this correction corrects", required=True, allow_none=True)
    withdrawn = fields.Str(required=True, allow_none=True, validate=validate.OneOf((*WITHHELD, None)))


class MinutesState(Shown):
    """How a meeting's minutes stand; visitors learn of a draft only that nothing is published."""

    id = string("The meeting's", required=True)
    version = whole("Null while nobody has started them", required=True, allow_none=True)
    region = string(required=True)
    group = string(required=True)
    title = string("The meeting's", required=True)
    starts_at = instant(required=True)
    due_on = day("To 12:00 in London; null where the region agreed none", required=True, allow_none=True)
    day = day(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    timing = fields.Str(required=True, validate=validate.OneOf(TIMINGS))
    days = whole("How many days late; 0 on the day itself", required=True)
    editions = fields.List(fields.Nested(MinutesEditionInShort), required=True)
    may = fields.List(
        fields.Str(validate=validate.OneOf(ACTIONS)),
        required=True,
        metadata={"description": "What you can do now"},
    )


class MinutesPassage(Shown):
    id = string(required=True)
    heading = string(required=True)
    text = string("Withheld words stand as `[withheld: personal information]`", required=True)
    item_id = string("The agenda's item", required=True, allow_none=True)


class MinutesEdition(Shown):
    number = whole(required=True)
    sections = fields.List(fields.Nested(MinutesPassage), required=True)
    closed = fields.List(
        fields.Str(validate=validate.OneOf(CLOSED_REASONS)),
        required=True,
        metadata={"description": "The reason of each part without the public"},
    )
    digest = string("SHA-256 of its words", required=True)
    intact = fields.Bool(
        required=True, metadata={"description": "Whether these are the words that were published"}
    )


class Minutes(MinutesState):
    edition = fields.Nested(MinutesEdition, required=True, allow_none=True)


class MinutesLine(Shown):
    kind = fields.Str(required=True, validate=validate.OneOf(("same", "taken", "added")))
    text = string(required=True)


class ComparedSection(Shown):
    heading = string(required=True)
    changed = fields.Bool(required=True)
    lines = fields.List(fields.Nested(MinutesLine), required=True)


class ComparedMinutes(MinutesState):
    older = whole(required=True)
    newer = whole(required=True)
    sections = fields.List(fields.Nested(ComparedSection), required=True)


class WithheldWords(Shown):
    reason = fields.Str(required=True, validate=validate.OneOf(WITHHELD))
    words = string(required=True)


class DraftSection(Shown):
    """For the group's table alone."""

    id = string(required=True)
    version = whole(required=True)
    heading = string(required=True)
    text = string(required=True)
    part = fields.Str(required=True, validate=validate.OneOf(PARTS))
    reason = fields.Str(required=True, allow_none=True, validate=validate.OneOf((*CLOSED_REASONS, None)))
    item_id = string(required=True, allow_none=True)
    problems = fields.List(fields.Str(), required=True, metadata={"description": "Marks that are not clear"})
    public = string(
        "What everybody will read; null in a closed part and while a mark is unclear",
        required=True,
        allow_none=True,
    )
    withheld = fields.List(fields.Nested(WithheldWords), required=True)


class DraftRevision(Shown):
    id = string(required=True)
    section_id = string(required=True)
    number = whole("The section's version after it", required=True)
    kind = string(required=True)
    by = string("How the group calls them", required=True)
    at = instant(required=True)
    read = whole("The version that its writer had read", required=True)
    heading = string(required=True)
    text = string(required=True)
    typed = string("What was sent, where a merge made more of it", required=True, allow_none=True)
    part = string(required=True)
    waits = fields.Bool(required=True, metadata={"description": "It collided, and nobody has dealt with it"})


class NewSection(Shown):
    """What a section is that nobody says it of: closed where the whole meeting is."""

    part = fields.Str(required=True, validate=validate.OneOf(PARTS))
    reason = fields.Str(required=True, validate=validate.OneOf(("", *CLOSED_REASONS)))


class DraftMinutes(MinutesState):
    new = fields.Nested(NewSection, required=True)
    sections = fields.List(fields.Nested(DraftSection), required=True)
    waiting = fields.List(fields.Nested(DraftRevision), required=True)
    returned = fields.Nested(DraftRevision, required=True, allow_none=True)


class SectionWithHistory(DraftSection):
    history = fields.List(fields.Nested(DraftRevision), required=True)


class MinutesStretch(Shown):
    kind = fields.Str(
        required=True, validate=validate.OneOf(("same", "saved", "yours", "alike", "added", "collision"))
    )
    before = fields.List(fields.Str(), required=True)
    saved = fields.List(fields.Str(), required=True)
    yours = fields.List(fields.Str(), required=True)


class MinutesCollision(Shown):
    """Words that collided, the section as it is now, and both merged."""

    section = fields.Nested(DraftSection, required=True)
    words = fields.Nested(DraftRevision, required=True)
    stretches = fields.List(fields.Nested(MinutesStretch), required=True)
    proposal = string("Both texts; where lines collide both stand one after the other", required=True)
    collides = fields.Bool(required=True)


class ClosedAnnex(MinutesState):
    edition = whole(required=True)
    sections = fields.List(fields.Nested(DraftSection), required=True)


class SectionSaved(Shown):
    id = string("The meeting's", required=True)
    section = string(required=True)
    version = whole(required=True)
    outcome = fields.Str(
        required=True,
        validate=validate.OneOf(OUTCOMES),
        metadata={"description": "`beside`: lines collided, the text is kept under the id in `words`"},
    )
    words = string(required=True, allow_none=True)


class SectionDone(Shown):
    id = string("The meeting's", required=True)
    section = string(required=True)
    version = whole(required=True)


class SectionsAdded(Shown):
    id = string("The meeting's", required=True)
    added = whole(required=True)


MinutesPage = page_of(MinutesState)
MinutesList = list_of(MinutesState)
