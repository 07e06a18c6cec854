"""A change of e-mail address, which the new address confirms."""

from gateway.clients.doors import Payload, command, query

ADDRESSES = "membership_addresses"


@query(ADDRESSES)
def my_address() -> Payload:
    """The caller's address, and the one that is still to confirm itself."""
    return {}


@command(ADDRESSES)
def change_email(version: int, email: str) -> Payload:
    """Wish for another address; the answer is the same for every address."""
    return {"version": version, "email": email}


@command(ADDRESSES)
def withdraw_email_change() -> Payload:
    return {}


@query(ADDRESSES)
def email_change() -> Payload:
    """By whoever holds the link that went to the new address: what it would confirm."""
    return {}


@command(ADDRESSES)
def confirm_email_change() -> Payload:
    """By the same: the address is the member's from now on."""
    return {}
