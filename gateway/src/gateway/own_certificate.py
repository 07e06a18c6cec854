"""The certificate of whoever asks, with the name that they typed when they booked, else their profile's."""

from gateway import certificate_files
from gateway.clients import membership
from gateway.clients.meetings import feedback as doors
from gateway.guards import caller
from gateway.parts import parts


def own_certificate(event_id: str) -> bytes:
    """Refused: ``not_found``, ``not_at_event``, ``certificate_not_ready``."""
    # Issuing changes nothing but that a first certificate gets its code, so no command is remembered.
    made = doors.issue_certificate(caller(), None, event_id)
    # The names of bookings are forgotten some time after the event; people's own are not.
    name = made["name"] or membership.my_profile(caller())["name"]
    return certificate_files.draw(made, name, parts().settings.portal_url)
