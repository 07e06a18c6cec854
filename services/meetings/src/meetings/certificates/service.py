"""The doors of certificates: one's own, and the check of a code by anybody."""

import secrets
from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from contracts.refusals import Refused
from meetings.certificates import domain, schemas
from meetings.certificates.domain import Certificate
from meetings.certificates.store import CertificateStore
from meetings.events import reach
from meetings.events.bookings.store import BookingStore
from meetings.events.store import EventStore
from meetings.refusal import Refusal
from meetings.settings import Settings


class Certificates:
    """Who can show that they came."""

    name = "meetings_certificates"
    context = "meetings"
    refusals = (Refusal,)
    store_class = CertificateStore
    settings_class = Settings
    store: CertificateStore
    settings: Settings

    @command(schemas.OfEvent, by=("member",), remembered=False)
    def issue_certificate(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The caller's own certificate, with the same code each time. ``name`` is as they typed it.

        It changes nothing but that a first one gets its code, so it may be asked as often as one likes.
        Refused: ``not_found``, ``not_at_event``, ``certificate_not_ready``.
        """
        work, me = self.store.work, call.caller.subject
        event = reach.event_seen(work, call.caller, asked["event_id"])
        booking = BookingStore(work).standing(event.id, me)
        domain.refuse_without_attendance(event, booking, call.now)
        made = self.store.of(event.id, me)
        if made is None:
            made = Certificate(_new_code(), event.id, me)
            self.store.add(made)
        name = booking.name if booking else ""
        return {"code": made.code, "name": name, "event": schemas.event_view(event)}

    @query(schemas.CheckCertificate, by=(PUBLIC,))
    def check_certificate(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What a certificate with this code is good for; it names nobody. Refused: ``not_found``."""
        made = self.store.get(asked["code"])
        if made is None:
            raise Refused("not_found")
        event = EventStore(self.store.work).get(made.event_id)
        booking = BookingStore(self.store.work).standing(made.event_id, made.member_id)
        if event is None or not domain.holds(event, booking):
            raise Refused("not_found")
        return {"code": made.code, "event": schemas.event_view(event)}


def _new_code() -> str:
    """78 random bits."""
    return "".join(secrets.choice(schemas.CODE_LETTERS) for _ in range(schemas.CODE_LENGTH))
