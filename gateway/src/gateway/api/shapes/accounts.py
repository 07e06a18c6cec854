"""Shapes of accounts of time, statements, gifts, reversals and audits."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, day, instant, page_of, string, whole

HOLDERS = ("member", "organisation", "pot")
KINDS = ("exchange", "opening", "donation", "grant", "reversal")
SEEN_BY = ("holder", "partners", "region", "members")
MINUTES = "Whole minutes, 1 to 6,000"


class ListTimeAccounts(Paging):
    region = string("The region's code", required=True)


class AskStatement(Paging):
    since = day("The first day, in London")
    until = day("The last day, in London")


class AskStatementFile(Schema):
    since = day("The first day, in London")
    until = day("The last day, in London")


class ChooseAudience(Schema):
    """Who else may see what an account has given and received."""

    seen_by = fields.Str(
        required=True,
        validate=validate.OneOf(SEEN_BY),
        metadata={"description": "Nobody else, those you have an exchange with, your region, every member"},
    )


class DonateTime(Schema):
    """Time that you give away out of an account of yours."""

    minutes = whole(MINUTES, required=True)
    purpose = string("What it is for", required=True)
    to = string("An account; else the community pot of the account's region", allow_none=True)


class GrantTime(Schema):
    """Time out of a region's community pot."""

    region = string("The region whose pot it comes from, and where the account is", required=True)
    minutes = whole(MINUTES, required=True)
    purpose = string("Why", required=True)


class ReverseTransfer(Schema):
    reason = string("Why it is taken back; both sides read it", required=True)


class TimeAccount(Shown):
    """Minutes. Others than its holder and who keeps the region see less of it."""

    id = string("member:, organisation: or pot: and the id of its holder", required=True)
    region = string(required=True)
    holder = fields.Str(required=True, validate=validate.OneOf(HOLDERS))
    holder_id = string("For its holder and keepers")
    balance = whole("Given less received, with gifts", required=True)
    given = whole("Help given; of a pot what was put in", required=True)
    received = whole("Help received; of a pot what was handed out", required=True)
    gifts = whole("Gifts and allowances that came, less gifts made")
    in_words = string(required=True)
    is_low = fields.Bool(metadata={"description": "Below the soft limit of its region"})
    opening = whole("With how much an account of its region begins; null for a pot", allow_none=True)
    soft_limit = whole("Below it the holder is told", allow_none=True)
    may_go_down_to = whole("No transfer takes it below; null for a pot", allow_none=True)
    seen_by = fields.Str(validate=validate.OneOf(SEEN_BY))


class TimeTransfer(Shown):
    id = string(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    receiver = string("The account that the minutes come from", required=True)
    giver = string("The account that they go to", required=True)
    minutes = whole(required=True)
    purpose = string(required=True)
    at = instant(required=True)
    reverses = string("The transfer that it takes back", required=True, allow_none=True)


class WholeTransfer(TimeTransfer):
    region = string("Whose keepers may take it back", required=True)
    reversed_by = string("The transfer that took it back", required=True, allow_none=True)


class StatementEntry(Shown):
    transfer_id = string(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    at = instant(required=True)
    minutes = whole("Above zero: it came; below: it went", required=True)
    in_words = string(required=True)
    other = string(
        "The account on the other side; null in a pot for who may not see it", required=True, allow_none=True
    )
    purpose = string(required=True, allow_none=True)
    reverses = string(required=True, allow_none=True)
    reversed_by = string(required=True, allow_none=True)


class TimeStatement(Shown):
    """The entries of a period, the newest first."""

    items = fields.List(fields.Nested(StatementEntry), required=True)
    next = string("The cursor of the next page, null on the last", required=True, allow_none=True)
    balance_before = whole("When the period began", required=True)
    balance_after = whole("When it ended", required=True)


class RegionsTime(Shown):
    region = string(required=True)
    exchanges = whole(
        "Null for fewer than five, and where another's few would follow", required=True, allow_none=True
    )
    minutes = whole(required=True, allow_none=True)


class MonthsTime(Shown):
    month = string("2018-10", required=True)
    exchanges = whole("Null for one to four", required=True, allow_none=True)
    minutes = whole(required=True, allow_none=True)


class LastAudit(Shown):
    at = instant(required=True)
    differences = whole("Accounts and transfers that were not right", required=True)


class TimebankSummary(Shown):
    accounts = whole(required=True)
    exchanges = whole("Of help; what was taken back is not among them", required=True)
    minutes_exchanged = whole(required=True)
    sum_of_balances = whole("Always 0", required=True)
    regions = fields.List(fields.Nested(RegionsTime), required=True)
    months = fields.List(
        fields.Nested(MonthsTime), required=True, metadata={"description": "The last twelve"}
    )
    last_audit = fields.Nested(LastAudit, required=True, allow_none=True)


class LedgerAudit(Shown):
    id = string(required=True)
    at = instant(required=True)
    accounts = whole(required=True)
    transfers = whole(required=True)
    differences = whole(required=True)
    total = whole("The sum of all balances, in minutes", required=True)
    in_words = string("A line for each finding", required=True)


TimeAccountPage = page_of(TimeAccount)
LedgerAuditPage = page_of(LedgerAudit)
