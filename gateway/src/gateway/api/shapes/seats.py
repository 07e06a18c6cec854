"""Shapes of seats, rosters and terms."""

from typing import Any

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import ROUGH, Shown, Versioned, day, string, whole

KINDS = ("convenor", "member", "chair")
DESIGNATIONS = ("appointed", "elected", "co_opted", "ex_officio")
BASES = ("region", "nation", "executive", "non_executive")
ENDINGS = ("resigned", "vacated")


def labels(meaning: str) -> fields.List[Any]:
    return fields.List(fields.Str(), metadata={"description": meaning})


def flag(meaning: str) -> fields.Bool:
    return fields.Bool(truthy={True}, falsy={False}, metadata={"description": meaning})


class RosterAsAt(Schema):
    on = day("As the group stood on this day; today where none is given")


class Described(Schema):
    """What everybody sees of a holder."""

    background = string("As everybody sees it: a background, never a name", required=True)
    locations = labels("One or several places")
    sectors = labels("As the region's file names those it looks for")
    systems = labels("Sustainability and transformation partnerships")
    patient = flag("A patient or service-user seat")
    basis = fields.Str(
        validate=validate.OneOf(BASES), metadata={"description": "Of a UK-wide seat: what it stands for"}
    )
    represents = labels("Codes of regions, or names of nations, for which a UK-wide seat speaks")


class ProposedSeat(Described):
    kind = fields.Str(
        validate=validate.OneOf((*KINDS, "convener")),
        metadata={"description": "member, unless named; convenor may be spelled in both ways"},
    )


class CheckRoster(Schema):
    """A proposal; nothing is saved."""

    keep = labels("Ids of seats whose holders stay")
    people = fields.List(fields.Nested(ProposedSeat), metadata={"description": "Who would be new"})


class SeatedMember(ProposedSeat):
    member_id = string("An active member", required=True)
    designation = fields.Str(required=True, validate=validate.OneOf(DESIGNATIONS))
    months = whole("Length of the term; the group's usual one where none is given")
    seat_id = string("A vacant seat; without it a new one is made")
    version = whole("The version of that seat that you read")


class FillSeat(SeatedMember):
    """A term from today or later."""

    start = day("Today where none is given")


class RecordTerm(SeatedMember):
    """A term that began in the past."""

    start = string(ROUGH, required=True)
    end = string(f"{ROUGH}; the first day after the term")
    open_end = flag("No end was agreed")
    ended_on = string(f"It was cut short, then: {ROUGH}")
    how = fields.Str(validate=validate.OneOf(ENDINGS))
    reason = string("Why it was cut short")


class RenewSeat(Versioned):
    months = whole("The group's usual term where none is given")


class DescribeSeat(Versioned, Described):
    """The whole description of the present holder, as it is to be."""


class VacateSeat(Versioned):
    on = string(f"From which day it is vacant, today where none is given. {ROUGH}")
    how = fields.Str(validate=validate.OneOf(ENDINGS))
    reason = string("For those who look after the group, and the holder", required=True)


class CloseSeat(Versioned):
    """A vacant seat that nobody is to fill."""


class ResignSeat(Versioned):
    on = day("Today where none is given")
    reason = string("For those who look after the group", required=True)


class ShowMyName(Versioned):
    name = string("Shown to everybody beside the background; empty takes it back", required=True)


class EarlyEnd(Shown):
    on = string("The first day on which the seat is vacant", required=True)
    precision = string("day, month or year: how much of that date is known", required=True)
    how = string("resigned, vacated or left", required=True)


class Term(Shown):
    """One holder's term in a seat; who it is, only for those who look after the group and the holder."""

    id = string("Of the seat", required=True)
    version = whole(required=True)
    region = string(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    term_id = string(required=True)
    designation = fields.Str(required=True, validate=validate.OneOf(DESIGNATIONS))
    background = string(required=True)
    locations = labels("Where the holder works or lives")
    outside = labels("Those of the locations that lie in another region: a flag, no fault")
    sectors = labels("")
    systems = labels("")
    patient = fields.Bool(required=True)
    basis = string(allow_none=True)
    represents = labels("")
    shown_name = string("Only where the holder agreed", allow_none=True)
    start = string(required=True)
    start_precision = string(required=True)
    end = string("The first day after the term; null: no end agreed", allow_none=True)
    ended = fields.Nested(EarlyEnd, allow_none=True)
    member_id = string("For those who look after the group, and the holder")
    member_status = string("For those who look after the group", allow_none=True)
    reason = string("Why the term ended early; for the same", allow_none=True)


class Finding(Shown):
    code = string(required=True)
    level = string("refusal, warning or note", required=True)
    words = string("The rule's own words", required=True)


class Coverage(Shown):
    what = string("sector, system or area", required=True)
    label = string(required=True)
    seats = whole(required=True)
    shown = fields.Bool(required=True)


class Share(Shown):
    label = string(required=True)
    seats = whole(required=True)


class Balance(Shown):
    place = fields.List(fields.Nested(Share), required=True)
    sector = fields.List(fields.Nested(Share), required=True)
    perspective = fields.List(fields.Nested(Share), required=True)


class Judged(Shown):
    region = string(required=True)
    name = string(required=True)
    size = whole(required=True)
    verdict = string("ok, warn or reject; notes block nothing", required=True)
    findings = fields.List(fields.Nested(Finding), required=True)
    coverage = fields.List(fields.Nested(Coverage), required=True)
    balance = fields.Nested(Balance, required=True)


class Vacancy(Shown):
    id = string(required=True)
    version = whole(required=True)
    kind = string(required=True)
    since = string(required=True)
    precision = string(required=True)
    how = string("resigned, vacated, left or term_over", required=True)
    background = string("Of who held it last", required=True)
    patient = fields.Bool(required=True)


class SizeRules(Shown):
    size_min = whole(allow_none=True)
    target = whole(allow_none=True)
    size_max = whole(allow_none=True)
    recommended = fields.List(fields.Int(), allow_none=True)
    counts_leader = fields.Bool(required=True)
    term_months = whole(required=True)
    selection = string("How seats are filled: appointment, vote or both", required=True)
    leader_paid = fields.Bool(
        required=True, allow_none=True, metadata={"description": "null: nobody settled it"}
    )


class Roster(Judged):
    leader = string("convenor, or chair of the UK-wide group", required=True)
    as_at = string(required=True)
    rules = fields.Nested(SizeRules, required=True)
    seats = fields.List(fields.Nested(Term), required=True)
    vacant = fields.List(fields.Nested(Vacancy), required=True)
    planned = fields.List(fields.Nested(Term), required=True)


class Seat(Shown):
    """A seat with its whole history, the newest term first."""

    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    name = string("Of the group", required=True)
    kind = string(required=True)
    vacant = fields.Bool(required=True)
    closed_on = string(allow_none=True)
    terms = fields.List(fields.Nested(Term), required=True)


class OwnSeat(Shown):
    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    name = string("Of the group", required=True)
    kind = string(required=True)
    running = string("Id of the term that runs, or else of the next", allow_none=True)
    terms = fields.List(fields.Nested(Term), required=True)


class OwnSeats(Shown):
    items = fields.List(fields.Nested(OwnSeat), required=True)
