"""Tickets: only ours, only for their audience, and honest about their age."""

import base64
import hmac
import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chassis import tickets

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


def _keys() -> tuple[bytes, bytes]:
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private, public


PRIVATE, PUBLIC = _keys()


def _mint(**changed) -> str:
    asked = {"subject": "m-1", "audience": "sign-in", "now": NOW, "lifetime": QUARTER, **changed}
    return tickets.mint(PRIVATE, **asked)


def _read(ticket: str, *, now: datetime = NOW, audience: str = "sign-in") -> tickets.Ticket:
    return tickets.read(PUBLIC, ticket, audience=audience, now=now)


def _unsigned(claims: dict) -> str:
    def part(value: dict) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    return f"{part({'alg': 'none'})}.{part(claims)}."


def test_a_ticket_says_whom_it_is_for_and_until_when():
    ticket = _read(_mint())
    assert (ticket.subject, ticket.issued_at, ticket.expires_at) == ("m-1", NOW, NOW + QUARTER)
    assert not ticket.expired


def test_a_ticket_runs_out_at_its_last_second():
    assert not _read(_mint(), now=NOW + QUARTER - timedelta(seconds=1)).expired
    assert _read(_mint(), now=NOW + QUARTER).expired


def test_two_tickets_are_never_the_same():
    assert _read(_mint()).jti != _read(_mint()).jti


def test_a_ticket_for_another_audience_is_not_ours():
    with pytest.raises(tickets.TicketInvalid):
        _read(_mint(audience="applicant"))


def test_a_ticket_of_another_key_is_not_ours():
    other, _ = _keys()
    forged = tickets.mint(other, subject="m-1", audience="sign-in", now=NOW, lifetime=QUARTER)
    with pytest.raises(tickets.TicketInvalid):
        _read(forged)


@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_ticket_changed_in_any_part_is_not_ours(part):
    parts = _mint().split(".")
    middle = len(parts[part]) // 2
    swapped = "A" if parts[part][middle] != "A" else "B"
    parts[part] = parts[part][:middle] + swapped + parts[part][middle + 1 :]
    with pytest.raises(tickets.TicketInvalid):
        _read(".".join(parts))


def test_a_ticket_from_the_future_is_not_ours():
    with pytest.raises(tickets.TicketInvalid):
        _read(_mint(now=NOW + timedelta(minutes=5)))


CLAIMS = {"sub": "m-1", "aud": "sign-in", "jti": "j", "iat": int(NOW.timestamp()), "exp": 9999999999}


@pytest.mark.parametrize(
    "nonsense",
    ["", "a", "a.b.c", "...", "é.è.ê", "x" * 5000, "\x00", "e30.e30.e30", _unsigned(CLAIMS)],
    ids=lambda value: value[:12] or "empty",
)
def test_what_is_not_a_ticket_is_refused(nonsense):
    with pytest.raises(tickets.TicketInvalid):
        _read(nonsense)


def test_the_public_key_is_never_taken_for_a_shared_secret():
    head = base64.urlsafe_b64encode(b'{"alg":"HS256"}').rstrip(b"=")
    body = base64.urlsafe_b64encode(json.dumps(CLAIMS).encode()).rstrip(b"=")
    signed = hmac.digest(PUBLIC, head + b"." + body, "sha256")
    forged = b".".join((head, body, base64.urlsafe_b64encode(signed).rstrip(b"=")))
    with pytest.raises(tickets.TicketInvalid):
        _read(forged.decode())
