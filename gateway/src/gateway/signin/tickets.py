"""Tickets in links: read with the public key, redeemed once.

They are JWTs signed with Ed25519 (``chassis.tickets``), minted by notifications when the mail
goes out: audience ``sign-in`` for 15 minutes, ``applicant`` for 90 days and any number of visits,
``new-address`` for a day (membership knows whether its change was confirmed already), ``line-manager``
until the answer is due (the skills register knows whether it was given).
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
NEW_ADDRESS = "new-address"
NEW_ADDRESS_PREFIX = "new-address:"
LINE_MANAGER = "line-manager"
LINE_MANAGER_PREFIX = "line-manager:"

REMEMBERED = timedelta(days=1)  # or as long as the ticket could be used again, if that is longer


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
            until = max(now + REMEMBERED, ticket.expires_at)
            self._redeemed.insert_one({"_id": ticket.jti, "at": now, "purge_at": until})
        except DuplicateKeyError:
            raise Refused("ticket_invalid") from None

    def applicant(self, ticket: str, now: datetime) -> Caller:
        """Whom an applicant's link speaks for. Refused: ``ticket_invalid``, ``ticket_expired``."""
        genuine = self._genuine(ticket, APPLICANT, APPLICANT_PREFIX, now)
        if genuine.expired:
            raise Refused("ticket_expired")
        return Caller(genuine.subject, frozenset({"applicant"}))

    def new_address(self, ticket: str, now: datetime) -> Caller:
        """The change of address that this link is to confirm, perhaps too late. Refused: ``ticket_invalid``.

        How the change stands is membership's to say: that it was confirmed is better to know than that
        the link has run out since.
        """
        genuine = self._genuine(ticket, NEW_ADDRESS, NEW_ADDRESS_PREFIX, now)
        return Caller(genuine.subject, frozenset({"new_address"}))

    def line_manager(self, ticket: str, now: datetime) -> Caller:
        """The line manager whom this link asks, perhaps too late. Refused: ``ticket_invalid``.

        How the link stands is the skills register's to say: one that ran out still offers a fresh one.
        """
        genuine = self._genuine(ticket, LINE_MANAGER, LINE_MANAGER_PREFIX, now)
        return Caller(genuine.subject, frozenset({"line_manager"}))

    def _genuine(self, ticket: str, audience: str, prefix: str, now: datetime) -> Ticket:
        try:
            genuine = read(self._key, ticket, audience=audience, now=now)
        except TicketInvalid:
            raise Refused("ticket_invalid") from None
        if not genuine.subject.startswith(prefix):
            raise Refused("ticket_invalid")
        return genuine
