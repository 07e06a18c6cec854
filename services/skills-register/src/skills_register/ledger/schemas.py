"""The shapes at the doors of the ledger."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode
from chassis.paging import page_fields
from skills_register.ledger.domain import SEEN_BY, Account, Limits, Transfer, hours

LONGEST_ACCOUNT = 80


class OneAccount(Schema):
    """An account; left out, the caller's own."""

    account = fields.Str(load_default=None, allow_none=True, validate=validate.Length(1, LONGEST_ACCOUNT))


class ListEntries(OneAccount):
    """A page of an account's entries from one day in London to another, both in it."""

    since = Day(load_default=None, allow_none=True)
    until = Day(load_default=None, allow_none=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class ListAccounts(Schema):
    """A page of a region's accounts."""

    region = RegionCode(required=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class ShowAccount(OneAccount):
    """Who else may see what an account has given and received."""

    seen_by = fields.Str(required=True, validate=validate.OneOf(SEEN_BY))


class Donate(OneAccount):
    """Whole minutes out of one's own account, or one that the caller acts for; ``to`` a member, an
    organisation or a pot, and into the community pot of its region where nobody is named."""

    to = fields.Str(load_default=None, allow_none=True, validate=validate.Length(1, LONGEST_ACCOUNT))
    minutes = fields.Int(required=True, strict=True)
    purpose = Line(required=True)


class Grant(Schema):
    """Whole minutes out of a region's pot to a member or an organisation of it, and why."""

    region = RegionCode(required=True)
    account = fields.Str(required=True, validate=validate.Length(1, LONGEST_ACCOUNT))
    minutes = fields.Int(required=True, strict=True)
    purpose = Line(required=True)


class OneTransfer(Schema):
    """Which transfer."""

    id = Identifier(required=True)


class Reverse(Schema):
    """Which transfer is taken back, and why."""

    transfer_id = Identifier(required=True)
    reason = Paragraphs(load_default="")


def account_view(account: Account, limits: Limits, opening: int) -> dict[str, Any]:
    """Minutes, and the same in words; no word of debt. ``opening`` is with how many it began."""
    return {
        "id": account.id,
        "region": account.region,
        "holder": account.holder_kind,
        "holder_id": account.holder_id,
        "balance": account.balance,
        "given": account.given,
        "received": account.received,
        "gifts": account.gifts,
        "in_words": f"{hours(account.given)} given, {hours(account.received)} received",
        "is_low": account.is_low(limits),
        "opening": opening if account.has_floor else None,
        "soft_limit": limits.soft if account.has_floor else None,
        "may_go_down_to": limits.hard if account.has_floor else None,
        "seen_by": account.seen_by,
    }


def glance_view(account: Account) -> dict[str, Any]:
    """What its holder lets others see: given and received, and no entry."""
    kept = ("id", "region", "balance", "given", "received")
    said = f"{hours(account.given)} given, {hours(account.received)} received"
    return {
        **{name: getattr(account, name) for name in kept},
        "holder": account.holder_kind,
        "in_words": said,
    }


def transfer_view(transfer: Transfer) -> dict[str, Any]:
    return {
        "id": transfer.id,
        "kind": transfer.kind,
        "receiver": transfer.receiver,
        "giver": transfer.giver,
        "minutes": transfer.minutes,
        "purpose": transfer.purpose,
        "at": transfer.at.isoformat(),
        "reverses": transfer.reverses,
    }


def whole_transfer_view(transfer: Transfer, reversed_by: str | None) -> dict[str, Any]:
    """With what took it back."""
    return {**transfer_view(transfer), "region": transfer.region, "reversed_by": reversed_by}


def entry_view(entry: Mapping[str, Any], transfer: Transfer, reversed_by: str | None) -> dict[str, Any]:
    """One line of a statement: minutes with their sign, and the other side."""
    is_giver = entry["account_id"] == transfer.giver
    return {
        "transfer_id": transfer.id,
        "kind": transfer.kind,
        "at": entry["at"].isoformat(),
        "minutes": entry["minutes"],
        "in_words": f"{hours(transfer.minutes)} {'given' if entry['minutes'] > 0 else 'received'}",
        "other": transfer.receiver if is_giver else transfer.giver,
        "purpose": transfer.purpose,
        "reverses": transfer.reverses,
        "reversed_by": reversed_by,
    }


def veiled(line: Mapping[str, Any]) -> dict[str, Any]:
    """A line of a pot's statement for who may not read whom it is about."""
    return {**line, "other": None, "purpose": None}
