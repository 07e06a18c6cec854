"""Shapes of development opportunities."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import ROUGH, Paging, Shown, Versioned, day, page_of, string, whole

KINDS = ("course", "training", "masterclass", "webinar", "fellowship", "visit", "reading")


class ListDevelopment(Paging):
    region = string("Only what is in this region, and in the whole UK")
    kind = fields.Str(validate=validate.OneOf(KINDS))
    since = day("What is not over before this day, else before today")
    until = day("What begins by this day")


class MyDevelopment(Paging):
    """A page of what one completed."""


class OpportunitySent(Schema):
    region = string("A region's code, or UK", required=True)
    title = string(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    provider = string("Who offers it", required=True)
    begins = string(ROUGH, required=True)
    ends = string(f"{ROUGH}; left out, the day it begins")
    places = fields.List(fields.Str(), metadata={"description": "Where it takes place, or `Online`"})
    access = string("What is there for people with access needs")
    open_to = string("Left out: every member")
    booking = string("The path of the page of this site at which one registers")
    teaches = fields.List(
        fields.Str(), metadata={"description": "Words of the vocabulary: what one learns there"}
    )


class ChangeOpportunity(OpportunitySent, Versioned):
    """All of it, said anew."""


class Complete(Schema):
    on = day("On which day, else today")


class Taught(Shown):
    skill = string("Its key in the vocabulary", required=True)
    word = string("The word that was used for it", required=True)


class SkillOffered(Taught):
    words = string("As a button would say it", required=True)


class Opportunity(Shown):
    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    title = string(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    provider = string(required=True)
    begins = string(ROUGH, required=True)
    ends = string(ROUGH, required=True)
    dates = string("In words", required=True)
    places = fields.List(fields.Str(), required=True)
    access = string(required=True)
    open_to = string("In words; `Every member` where nothing else is said", required=True)
    is_open_to_all = fields.Bool(required=True)
    booking = string("The path of the page at which one registers; empty where there is none", required=True)
    teaches = fields.List(fields.Nested(Taught), required=True)
    is_withdrawn = fields.Bool(required=True)


class OpportunityRead(Opportunity):
    completed_on = day("When you completed it, by your own word", required=True, allow_none=True)


class Completion(Shown):
    """That you completed it, for you alone, and which skills you may now add to your own."""

    id = string("The opportunity's", required=True)
    title = string(required=True)
    on = day(required=True)
    offers = fields.List(fields.Nested(SkillOffered), required=True)


class CompletionForgotten(Shown):
    id = string(required=True)


OpportunityPage = page_of(Opportunity)
CompletionPage = page_of(Completion)
