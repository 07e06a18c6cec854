"""Shapes of placements, and of days lent and borrowed."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, Versioned, day, instant, page_of, string, whole

STATES = ("agreed", "differs", "done", "cancelled")
RECORD_KINDS = ("loan", "correction")


class ListPlacements(Paging):
    organisation_id = string("Lent or borrowed by this organisation; left out: your own")


class OfOrganisation(Paging):
    """A page of an organisation's records."""


class AgreePlacement(Schema):
    """Out of a release that was granted; what is left out is as it was released."""

    release_id = string(required=True)
    half_days = whole("At most what was released")
    starts_on = day()
    ends_on = day("At the latest when the release ends")
    where = string()


class ExtendPlacement(Versioned):
    half_days = whole("As many as it holds from now on", required=True)
    ends_on = day(required=True)


class ConfirmDays(Schema):
    half_days = whole("How many it came to", required=True)
    organisation_id = string("For which of the two, for somebody who acts for both")


class CancelPlacement(Versioned):
    reason = string("Needed")


class GivePlacementFeedback(Schema):
    words = string(required=True)
    organisation_id = string("For which of the two, for somebody who acts for both")


class CorrectDays(Schema):
    half_days = whole("How many it really came to; 0 for none", required=True)
    reason = string("Needed", required=True)


class Confirmed(Shown):
    organisation_id = string(required=True)
    half_days = whole(required=True)
    at = instant(required=True)


class DayRecord(Shown):
    """Never changed: a correction is a record of its own, below zero where it takes something back."""

    id = string(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(RECORD_KINDS))
    placement_id = string(required=True)
    lender_id = string(required=True)
    lender = string(required=True, allow_none=True)
    borrower_id = string(required=True)
    borrower = string(required=True, allow_none=True)
    half_days = whole(required=True)
    at = instant(required=True)
    reason = string(required=True, allow_none=True)
    corrects = string("The id of the record that this one corrects", required=True, allow_none=True)


class PlacementFeedback(Shown):
    organisation_id = string(required=True)
    words = string(required=True)
    at = instant(required=True)


class Placement(Shown):
    """``records``, ``counted_half_days`` with a single one; ``feedback`` for the two and the keepers."""

    id = string(required=True)
    version = whole(required=True)
    release_id = string(required=True)
    request_id = string(required=True)
    concordat_id = string(required=True)
    region = string("The concordat's", required=True)
    lender_id = string(required=True)
    lender = string(required=True, allow_none=True)
    borrower_id = string(required=True)
    borrower = string(required=True, allow_none=True)
    member_id = string(required=True)
    shown_name = string("How the member is called, until it is forgotten", required=True, allow_none=True)
    half_days = whole(required=True)
    days_in_words = string(required=True)
    starts_on = day(required=True)
    ends_on = day(required=True)
    where = string(required=True, allow_none=True)
    released_half_days = whole("What the line manager has released", required=True)
    released_until = day(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    confirmed = fields.List(fields.Nested(Confirmed), required=True)
    cancelled_why = string(required=True, allow_none=True)
    acting_for = fields.List(
        fields.Str(), required=True, metadata={"description": "Which of the two you act for"}
    )
    records = fields.List(fields.Nested(DayRecord))
    counted_half_days = whole("What it came to with every correction")
    feedback = fields.List(fields.Nested(PlacementFeedback))


class Tally(Shown):
    """Side by side: one is never taken from the other."""

    lent_half_days = whole(required=True)
    borrowed_half_days = whole(required=True)
    in_words = string(required=True)


class TallyOfPair(Tally):
    organisation_id = string(required=True)
    organisation = string(required=True, allow_none=True)


class ExchangeBalance(Shown):
    pooled = fields.Nested(Tally, required=True)
    pairs = fields.List(fields.Nested(TallyOfPair), required=True)


class PlacementNumbers(Shown):
    """One organisation's; null where a small number would give a person away."""

    organisation_id = string(required=True)
    organisation = string(required=True, allow_none=True)
    placements_lent = whole(required=True, allow_none=True)
    half_days_lent = whole(required=True, allow_none=True)
    placements_borrowed = whole(required=True, allow_none=True)
    half_days_borrowed = whole(required=True, allow_none=True)


class PlacementSummary(Shown):
    placements = whole(required=True, allow_none=True)
    half_days = whole(required=True, allow_none=True)
    hidden_below = whole("Smaller numbers than this are null", required=True)
    items = fields.List(fields.Nested(PlacementNumbers), required=True)


PlacementPage = page_of(Placement)
RecordPage = page_of(DayRecord)
