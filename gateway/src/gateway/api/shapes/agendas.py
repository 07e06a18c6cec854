"""Shapes of agendas, their items and papers."""

from flask_smorest.fields import Upload
from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Shown, Versioned, day, instant, string, whole

OUTCOMES = ("inform", "discuss", "decide")
PARTS = ("open", "closed")
STATES = ("on", "parked", "sent_back")
CHANGES = ("added", "changed", "ordered", "parked", "sent_back", "paper_added", "paper_removed")
CLOSED = "Without the public; only where the meeting has a closed part"


def _minutes(**more: bool) -> fields.Int:
    return fields.Int(strict=True, validate=validate.Range(1, 480), **more)  # type: ignore[arg-type]


class ProposeItem(Schema):
    title = string(required=True)
    minutes = _minutes(required=True)
    outcome = fields.Str(required=True, validate=validate.OneOf(OUTCOMES))
    why = string("Why the group should talk about it")
    part = fields.Str(validate=validate.OneOf(PARTS), metadata={"description": CLOSED})
    proposer = string("For keepers: the id of the member of the group who asked for it, by chat perhaps")


class ChangeItem(Versioned):
    title = string()
    minutes = _minutes()
    outcome = fields.Str(validate=validate.OneOf(OUTCOMES))
    why = string()
    part = fields.Str(validate=validate.OneOf(PARTS), metadata={"description": CLOSED})


class OrderItems(Versioned):
    item_ids = fields.List(
        fields.Str(), required=True, metadata={"description": "Every item of the agenda, in the new order"}
    )


class SetAsideItem(Schema):
    reason = string("For the proposer to read", required=True)


class PublishAgenda(Schema):
    published_on = day("For an agenda that went out on an earlier day than it is recorded here")


class PaperFile(Schema):
    """The file itself."""

    file = Upload(
        required=True,
        metadata={"description": "PDF, PNG, JPEG, DOCX, XLSX, PPTX, ODT, ODS, TXT or CSV, at most 20 MB"},
    )


class Paper(Shown):
    """A file to read before; it is downloaded from the address of the paper."""

    id = string(required=True)
    name = string(required=True)
    media_type = string(required=True)
    size = whole("Bytes", required=True)
    parts = whole("How many parts the file is kept in", required=True)
    at = instant(required=True)


class AgendaItem(Shown):
    """One item. Who proposed it is called as the group's papers call them, never by an id."""

    id = string(required=True)
    title = string(required=True)
    minutes = whole(required=True)
    begins_at = instant(allow_none=True)
    why = string(required=True)
    outcome = fields.Str(required=True, validate=validate.OneOf(OUTCOMES))
    part = fields.Str(required=True, validate=validate.OneOf(PARTS))
    proposer = string(required=True)
    is_yours = fields.Bool(required=True)
    supporters = whole(required=True)
    supported_by_you = fields.Bool(required=True)
    papers = fields.List(fields.Nested(Paper), required=True)
    came_from = string("The day of the meeting from which it was parked", allow_none=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    reason = string("Why it was set aside; for the table", required=True)
    may = fields.List(fields.Str(), required=True, metadata={"description": "What you can do with it now"})


class AgendaMinutes(Shown):
    """The sum of all items beside the meeting's length; flagged where it is over, never refused."""

    sum = whole(required=True)
    limit = whole(required=True)
    over = whole(required=True)


class AgendaLead(Shown):
    """How many days before the meeting it went out, and how many are wanted."""

    days = whole("Negative where it went out after the meeting", required=True)
    wanted = whole(required=True)
    is_late = fields.Bool(required=True)


class AgendaChange(Shown):
    """What a keeper changed after publication."""

    at = instant(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(CHANGES))
    item_id = string(allow_none=True)
    title = string(allow_none=True)
    words = string(required=True)


class CarriedAction(Shown):
    """An action from before that this meeting finds still to be done."""

    id = string(required=True)
    text = string(required=True)
    owner = string(required=True)
    due_on = string(required=True)
    is_overdue = fields.Bool(required=True)


class CarriedActions(Shown):
    """All that are carried here; those that published minutes do not carry yet are counted alone."""

    count = whole(required=True)
    items = fields.List(fields.Nested(CarriedAction), required=True)


class ReviewedDecision(Shown):
    """A decision that is to be looked at again by the day of this meeting."""

    id = string(required=True)
    title = string(required=True)
    decided_on = string(required=True)


class Agenda(Shown):
    """What is to be talked about; closed items are counted for everybody and shown to the table."""

    meeting_id = string(required=True)
    version = whole("0 while nobody has touched it", required=True)
    region = string(required=True)
    published_at = instant(allow_none=True)
    due_on = string("The day by which it is to be out", required=True)
    lead = fields.Nested(AgendaLead, allow_none=True)
    minutes = fields.Nested(AgendaMinutes, required=True)
    actions = fields.Nested(CarriedActions, required=True)
    reviews = fields.List(fields.Nested(ReviewedDecision), required=True)
    items = fields.List(fields.Nested(AgendaItem), required=True)
    closed_items = whole(required=True)
    set_aside = fields.List(fields.Nested(AgendaItem), required=True)
    changes = fields.List(fields.Nested(AgendaChange), required=True)
    has_closed_part = fields.Bool(required=True)
    may = fields.List(fields.Str(), required=True, metadata={"description": "What you can do now"})
