"""Shapes of extracts for evaluators: counts by coded fields, never a member."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, Versioned, day, instant, page_of, string, whole

DATASETS = {
    "members": ("status", "joined"),
    "proposals": ("round", "stage", "theme"),
    "learning": ("kind", "worked", "year"),
    "stories": ("evidence", "year"),
    "led_projects": ("state", "year"),
    "lab_sign_ups": ("project", "year"),
}
"""What may be counted, by which fields beside the region."""
STATES = ("asked", "approved", "refused", "ended")
FIELDS = tuple(sorted({name for names in DATASETS.values() for name in names}))
CELLS = "1 to 4 as <5, more to the nearest five"


class ListKeptExtracts(Paging):
    region = string("One that you look after, or UK", required=True)


class AskExtract(Schema):
    region = string("A region's code, or UK for all", required=True)
    asker = string("The evaluator's organisation", required=True)
    purpose = string(required=True)
    dataset = fields.Str(required=True, validate=validate.OneOf(list(DATASETS)))
    fields_ = fields.List(
        fields.Str(validate=validate.OneOf(FIELDS)),
        data_key="fields",
        attribute="fields",
        metadata={"description": "Counted by these, and by region always"},
    )
    until = day("Its last day, a year ahead at most", required=True)


class DecideExtract(Versioned):
    is_approved = fields.Bool(required=True)
    reason = string("Needed for a no")


class EndExtract(Versioned):
    reason = string()


class Extract(Shown):
    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    asker = string(required=True)
    purpose = string(required=True)
    dataset = fields.Str(required=True, validate=validate.OneOf(list(DATASETS)))
    fields_ = fields.List(fields.Str(), required=True, data_key="fields", attribute="fields")
    until = day(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    reason = string("Why it was refused or ended", required=True, allow_none=True)
    asked_at = instant(required=True)
    handed_over = whole("How often", required=True)
    may_decide = fields.Bool(required=True, metadata={"description": "It waits, and you did not record it"})
    ended_at = instant(required=True, allow_none=True)


class HandOver(Shown):
    number = whole(required=True)
    by = string("The member who handed it over", required=True)
    at = instant(required=True)
    rows = whole(required=True)
    digest = string("SHA-256 of the file", required=True)
    is_erased = fields.Bool(required=True, metadata={"description": "Its counts went with the extract"})


class HandedOver(Extract):
    hand_over = fields.Nested(HandOver, required=True)


class HandOverTable(HandOver):
    columns = fields.List(fields.Str(), required=True)
    cells = fields.List(fields.List(fields.Str()), required=True, metadata={"description": CELLS})


ExtractPage = page_of(Extract)
HandOverPage = page_of(HandOver)
