"""Shapes of local contacts and of questions to them (row 65)."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, day, instant, list_of, page_of, string, whole

STATES = ("waiting", "answered", "closed")


class ContactsOf(Schema):
    region = string("The region's code", required=True)


class NameContact(Schema):
    region = string("A region that you keep", required=True)
    member_id = string("Whom you ask to be its contact", required=True)


class AcceptContact(Schema):
    shown_name = string("How members call you", required=True)
    hours = string("When you can be reached, in your words", required=True)
    topics = fields.List(fields.Str(), metadata={"description": "What you may be asked about"})
    areas = fields.List(fields.Str(), metadata={"description": "Which areas of the region you know"})


class BeAway(Schema):
    until = day("The last day on which you are away; null to be back", required=True, allow_none=True)


class AskContact(Schema):
    words = string("The question, for whoever answers it alone", required=True)
    shown_name = string("How you are called", required=True)
    region = string("Whose contacts you ask; without it those of the area, else of your own region")
    area = string("Where it is about, for example Cumbria")
    topic = string("What it is about, in a word or two")


class AnswerQuestion(Schema):
    words = string(required=True)


class HandQuestion(Schema):
    member_id = string("A contact of whichever region", required=True)


class WaitingIn(Paging):
    region = string("A region that you keep", required=True)


class ListQuestions(Paging):
    pass


class CoachingContact(Shown):
    """Who it is, members see alone."""

    region = string(required=True)
    topics = fields.List(fields.Str(), required=True)
    areas = fields.List(fields.Str(), required=True)
    hours = string(required=True)
    is_reachable = fields.Bool(required=True)
    away_until = day("The last day on which they are away", required=True, allow_none=True)
    member_id = string("For members")
    shown_name = string("For members")
    is_listed = fields.Bool(metadata={"description": "For members; false: asked, and has not said yes yet"})


class ContactStanding(Shown):
    """How a contact stands after a step; what they typed stands under `/coaching-contacts`."""

    member_id = string(required=True)
    region = string(required=True)
    is_listed = fields.Bool(required=True, metadata={"description": "False: asked, and has not said yes yet"})
    is_reachable = fields.Bool(required=True)
    away_until = day("The last day on which they are away", required=True, allow_none=True)


class MyContact(Shown):
    contact = fields.Nested(
        CoachingContact, required=True, allow_none=True, metadata={"description": "Null: you are none"}
    )


class ContactGone(Shown):
    pass


class RegionCoverage(Shown):
    region = string(required=True)
    name = string(required=True)
    reachable = whole("Contacts who can be reached today", required=True)
    wanted = whole("How many there should be", required=True)
    is_gap = fields.Bool(required=True)


class CoachingCoverage(Shown):
    items = fields.List(fields.Nested(RegionCoverage), required=True)
    gaps = whole("Regions with too few", required=True)


class QuestionStep(Shown):
    """Where a question lies after a step, without anything that was typed."""

    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    asked_at = instant(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    brought_to = whole("To how many contacts it was brought so far", required=True)
    with_keepers = fields.Bool(required=True, metadata={"description": "No contact is left to bring it to"})
    due_at = instant(required=True, allow_none=True)


class WaitingQuestion(QuestionStep):
    """For keepers: that it waits, without its words."""

    topic = string(required=True)
    area = string(required=True)


class QuestionAnswer(Shown):
    words = string(required=True)
    at = instant(required=True)
    by = string("How the contact is called; empty once they are none any more", required=True)


class CoachingQuestion(WaitingQuestion):
    """For its asker and the contacts to whom it was brought."""

    asked_by = string(required=True)
    words = string(required=True)
    lies_with = string(
        "The contact who is to answer now; empty while it waits for the keepers", required=True
    )
    answers = fields.List(fields.Nested(QuestionAnswer), required=True)


ContactList = list_of(CoachingContact)
QuestionPage = page_of(CoachingQuestion)
WaitingPage = page_of(WaitingQuestion)
