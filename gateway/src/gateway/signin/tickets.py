"""Tickets in links: read with the public key, redeemed once.

They are JWTs signed with Ed25519 (``chassis.tickets``), minted by notifications when the mail
goes out: audience ``sign-in`` for 15 minutes, ``applicant`` for 90 days and any number of visits.
"""

from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from chassis.identity import Caller
from chassis.mongo.unit_of_work import DuplicateKeyError
from chassis.tickets import Ticket, TicketInvalid, read
from contracts.refusals import Refused

SIGN_IN = "sign-in"
APPLICANT = "applicant"
APPLICANT_PREFIX = "applicant:"

REMEMBERED = timedelta(days=1)  # far longer than the 15 minutes in which a ticket could be used again


class Tickets:
    """The reader of tickets, and the book of those that were redeemed."""

    def __init__(self, public_key_file: Path, database: Any) -> None:
        self._file = public_key_file
        self._redeemed = database["redeemed"]

    @cached_property
    def _key(self) -> bytes:
        return self._file.read_bytes()

    def read(self, ticket: str, now: datetime) -> Ticket:
        """A genuine sign-in ticket, perhaps expired. Refused: ``ticket_invalid``."""
        try:
            return read(self._key, ticket, audience=SIGN_IN, now=now)
        except TicketInvalid:
            raise Refused("ticket_invalid") from None

    def redeem(self, ticket: Ticket, now: datetime) -> None:
        """Use it up. Refused: ``ticket_expired``; ``ticket_invalid`` when it was used before.

        The unique ``_id`` decides, so of any number of simultaneous tries one succeeds.
        """
        if ticket.expired:
            raise Refused("ticket_expired")
        try:
            self._redeemed.insert_one({"_id": ticket.jti, "at": now, "purge_at": now + REMEMBERED})
        except DuplicateKeyError:
            raise Refused("ticket_invalid") from None

    def applicant(self, ticket: str, now: datetime) -> Caller:
        """Whom an applicant's link speaks for. Refused: ``ticket_invalid``, ``ticket_expired``."""
        try:
            genuine = read(self._key, ticket, audience=APPLICANT, now=now)
        except TicketInvalid:
            raise Refused("ticket_invalid") from None
        if genuine.expired:
            raise Refused("ticket_expired")
        if not genuine.subject.startswith(APPLICANT_PREFIX):
            raise Refused("ticket_invalid")
        return Caller(genuine.subject, frozenset({"applicant"}))
