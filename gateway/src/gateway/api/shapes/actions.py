"""Shapes of actions."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, Versioned, day, instant, page_of, string, whole

STATES = ("open", "done", "dropped")
FILTERS = (*STATES, "overdue")
VERBS = ("answer_offer", "finish", "offer", "ask_day", "change", "drop", "reopen")


def flag(meaning: str = "", *, required: bool = False) -> fields.Bool:
    """True or false, and nothing that looks like it."""
    return fields.Bool(
        truthy={True}, falsy={False}, required=required, metadata={"description": meaning} if meaning else {}
    )


class ListActions(Paging):
    region = string("The group's region, or UK", required=True)
    state = fields.Str(validate=validate.OneOf(FILTERS))


class ExportActions(Schema):
    region = string("The group's region, or UK", required=True)


class AddAction(Schema):
    """What was agreed in a meeting."""

    text = string(required=True)
    owner = string("The id of the member who does it; needed: an action has one owner")
    due_on = day(required=True)
    section = string("The section of the minutes in which it stands")
    item = string("The id of the agenda item")
    is_closed = flag("Agreed in a closed part: it stays at the table")


class ChangeAction(Versioned):
    text = string()
    due_on = day("Another day; the day it has already says no to an asked one")
    words = string("Why")


class FinishAction(Versioned):
    note = string("What was done")
    on = day("The day it was done, else today")


class DropAction(Versioned):
    reason = string("Needed")
    on = day("The day it was given up, else today")


class ReopenAction(Versioned):
    reason = string("What is still to be done; needed")


class AskForDay(Versioned):
    due_on = day(required=True)
    words = string("Why; needed")


class OfferAction(Versioned):
    to = string("The id of the member who is asked to take it over", required=True)
    words = string()


class AnswerHandover(Versioned):
    accepts = flag(required=True)
    words = string()


class ActionStep(Shown):
    kind = string(required=True)
    at = instant(required=True)
    on = day(required=True)
    by = string("Null for others than the table and the owner", required=True, allow_none=True)
    words = string(required=True)
    due_on = day(required=True, allow_none=True)


class Action(Shown):
    """Visitors see it once published minutes carry it, without notes and ids."""

    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    meeting_id = string(required=True)
    raised_on = day("The day of its meeting", required=True)
    text = string(required=True)
    owner = string("As the group's papers call them", required=True)
    owner_id = string(required=True, allow_none=True)
    owner_left = fields.Bool(required=True)
    is_mine = fields.Bool(required=True)
    due_on = day(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    is_overdue = fields.Bool(required=True)
    ended_on = day(required=True, allow_none=True)
    carried = whole("To how many held meetings it was carried", required=True)
    section = string(required=True, allow_none=True)
    item_id = string(required=True, allow_none=True)
    is_closed = fields.Bool(required=True)
    is_public = fields.Bool(required=True)
    asked_day = day("Which day its owner asks for", required=True, allow_none=True)
    asked_words = string(required=True, allow_none=True)
    offered_to = string(required=True, allow_none=True)
    offered_to_me = fields.Bool(required=True)
    history = fields.List(fields.Nested(ActionStep), required=True)
    may = fields.List(fields.Str(validate=validate.OneOf(VERBS)), required=True)


class ActionsOfMeeting(Shown):
    raised = fields.List(fields.Nested(Action), required=True)
    carried = fields.List(
        fields.Nested(Action), required=True, metadata={"description": "Still to be done when it began"}
    )


class MyActions(Shown):
    offered = fields.List(fields.Nested(Action), required=True)
    open = fields.List(fields.Nested(Action), required=True)
    done = fields.List(fields.Nested(Action), required=True)


class PossibleOwner(Shown):
    id = string(required=True)
    called = string(required=True)


ActionPage = page_of(Action)
