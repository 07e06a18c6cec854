"""Links in e-mails: one to sign in asked for, renewed, redeemed; one to an application asked for."""

from collections.abc import Callable
from datetime import datetime

from chassis.tickets import Ticket
from contracts.refusals import Refused
from gateway.signin.people import People, Person
from gateway.signin.secrecy import Secrecy
from gateway.signin.settings import SignInSettings
from gateway.signin.throttle import Throttle, network_of
from gateway.signin.tickets import Tickets


class Links:
    """What happens around a link. ``send`` and ``renew`` ask notifications, which mints and mails."""

    def __init__(
        self,
        *,
        tickets: Tickets,
        people: People,
        throttle: Throttle,
        secrecy: Secrecy,
        settings: SignInSettings,
        send: Callable[[str], object],
        renew: Callable[[str], object],
        renew_applicant: Callable[[str], object],
    ) -> None:
        self._tickets = tickets
        self._people = people
        self._throttle = throttle
        self._secrecy = secrecy
        self._settings = settings
        self._send = send
        self._renew = renew
        self._renew_applicant = renew_applicant

    def ask(self, email: str, network: str | None, device: str, now: datetime) -> None:
        """Have a link sent, if the address is a member's; nothing here knows whether it is.

        Over the limits nothing is sent, and the answer is the same. ``device`` names a browser that
        signed in with this address before (or is empty): it has its own count, so that a stranger
        who asks for links all day cannot keep the owner out.
        """
        address_key = f"link|{self._secrecy.address(email)}|{device}"
        # A known browser is not counted with its network either: behind one hospital sit hundreds.
        if self._within_limits(f"network|{device or network_of(network)}", address_key, now):
            self._send(email)

    def ask_as_applicant(self, email: str, network: str | None, now: datetime) -> None:
        """Have a link to the application sent, if somebody applied with the address.

        As with ``ask``, nothing here knows whether it is so, and over the limits nothing is sent.
        """
        address_key = f"application|{self._secrecy.address(email)}"
        if self._within_limits(f"network|{network_of(network)}", address_key, now):
            self._renew_applicant(email)

    def _within_limits(self, network_key: str, address_key: str, now: datetime) -> bool:
        return self._throttle.lets_through(network_key, now, self._settings.links_per_network) and (
            self._throttle.lets_through(address_key, now, self._settings.links_per_address)
        )

    def renew(self, ticket: str, now: datetime) -> None:
        """A new link for the member whose link ran out, without typing the address again.

        It goes to the member's own address, whoever presses the button. Refused: ``ticket_invalid``.
        """
        genuine = self._tickets.read(ticket, now)
        if self._throttle.lets_through(f"renewal|{genuine.subject}", now, self._settings.links_per_address):
            self._renew(genuine.subject)

    def look(self, ticket: str, now: datetime) -> Ticket:
        """The ticket, unused: what a GET may do. Refused: ``ticket_invalid``."""
        return self._tickets.read(ticket, now)

    def redeem(self, ticket: str, now: datetime) -> Person:
        """The member the link signs in; the link is used up.

        Refused: ``ticket_invalid`` (forged, used, or of somebody who left), ``ticket_expired``,
        ``temporarily_unavailable`` (then the link stays good).
        """
        genuine = self._tickets.read(ticket, now)
        if genuine.expired:
            raise Refused("ticket_expired")
        person = self._people.ask(genuine.subject, now)
        self._tickets.redeem(genuine, now)
        if person is None:
            raise Refused("ticket_invalid")
        return person
