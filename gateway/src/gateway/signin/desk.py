"""The sign-in desk of one worker: everything that signing in needs, put together once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Flask, current_app, request

from chassis.identity import system
from gateway.clients import membership, notifications
from gateway.parts import parts
from gateway.signin import indexes
from gateway.signin.cookies import Cookies
from gateway.signin.devices import Devices
from gateway.signin.kept_forms import KeptForms
from gateway.signin.links import Links
from gateway.signin.people import People
from gateway.signin.second_factor import SecondFactor
from gateway.signin.secrecy import Secrecy
from gateway.signin.sessions import Sessions
from gateway.signin.settings import SignInSettings
from gateway.signin.throttle import Throttle
from gateway.signin.tickets import Tickets
from gateway.signin.tokens import Tokens

EXTENSION = "qcommons_sign_in"
GATEWAY = system("gateway")

CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Desk:
    """What lies on the desk. ``now()`` is the only clock of signing in."""

    now: Clock
    settings: SignInSettings
    portal_url: str
    cookies: Cookies
    devices: Devices
    tickets: Tickets
    people: People
    sessions: Sessions
    links: Links
    second_factor: SecondFactor
    tokens: Tokens
    kept_forms: KeptForms


@dataclass
class Setup:
    """What ``install`` left for the first request: nothing is asked of the database at start."""

    settings: SignInSettings
    clock: Clock
    desk: Desk | None = None
    indexed: bool = False


def utc_now() -> datetime:
    """Now in UTC, in milliseconds: MongoDB keeps no finer ones."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def set_up(app: Flask, settings: SignInSettings, clock: Clock) -> None:
    app.extensions[EXTENSION] = Setup(settings, clock)


def desk() -> Desk:
    """The desk of the current app."""
    setup: Setup = current_app.extensions[EXTENSION]
    if setup.desk is None:
        setup.desk = _lay_out(setup)
    # With the first change, not before: public pages are read without the gateway's database.
    if not setup.indexed and request.method in CHANGING:
        indexes.ensure(parts().database)
        setup.indexed = True
    return setup.desk


def identify(member_id: str) -> Mapping[str, Any]:
    """What membership says of a member now, name and address included."""
    answer: Mapping[str, Any] = membership.identify(GATEWAY, member_id=member_id)
    return answer


def identify_address(email: str) -> Mapping[str, Any]:
    """The member with this e-mail address; refused: ``not_found``."""
    answer: Mapping[str, Any] = membership.identify(GATEWAY, email=email)
    return answer


def _send(email: str) -> object:
    return notifications.send_sign_in_link(GATEWAY, None, email)


def _renew(member_id: str) -> object:
    return notifications.renew_sign_in_link(GATEWAY, None, member_id)


def _renew_applicant(email: str) -> object:
    return notifications.renew_applicant_link(GATEWAY, None, email)


def _lay_out(setup: Setup) -> Desk:
    held = parts()
    database = held.database
    secrecy = Secrecy(held.settings.secret_key)
    throttle = Throttle(database)
    tickets = Tickets(held.settings.ticket_public_key_file, database)
    people = People(database, identify, secrecy.address)
    return Desk(
        now=setup.clock,
        settings=setup.settings,
        portal_url=held.settings.portal_url,
        cookies=Cookies(held.settings.secure_cookies),
        devices=Devices(secrecy),
        tickets=tickets,
        people=people,
        sessions=Sessions(database),
        links=Links(
            tickets=tickets,
            people=people,
            throttle=throttle,
            secrecy=secrecy,
            settings=setup.settings,
            send=_send,
            renew=_renew,
            renew_applicant=_renew_applicant,
        ),
        second_factor=SecondFactor(database, secrecy, throttle),
        tokens=Tokens(database),
        kept_forms=KeptForms(database, secrecy),
    )
