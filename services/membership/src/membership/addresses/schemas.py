"""The shapes at the doors of changes of address."""

from typing import Any

from marshmallow import Schema

from chassis.fields import EmailAddress, Version
from membership.addresses.domain import AddressChange
from membership.members.domain import Member


class ChangeEmail(Schema):
    """Another address for the same person."""

    version = Version(required=True)
    email = EmailAddress(required=True)


def address_view(member: Member, change: AddressChange | None) -> dict[str, Any]:
    """The address of a member, and the one that is still to confirm itself."""
    wished = {**wish_view(change), "asked_at": change.asked_at.isoformat()} if change is not None else None
    return {"email": member.email, "change": wished}


def wish_view(change: AddressChange) -> dict[str, Any]:
    """What whoever holds the link may see: the address it went to, and until when it works."""
    return {"email": change.email, "until": change.until.isoformat()}
