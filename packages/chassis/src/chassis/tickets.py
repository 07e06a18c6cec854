"""Tickets: short signed proofs that travel in links, as JWTs signed with Ed25519.

One part of the platform mints them with the private key, another reads them with the
public one; neither needs to ask the other. Whether a ticket may be used twice is the
reader's business: ``jti`` is there to remember it by.
"""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from chassis.ids import new_id

# RFC 9864 replaced the name "EdDSA", and joserfc warns of it. One algorithm, never the ticket's own choice.
ALGORITHM = "Ed25519"

LONGEST = 2048  # characters; ours have about 300, and nobody may make us decode more
SKEW = timedelta(seconds=60)  # by how much the minting machine's clock may run ahead of ours


class TicketInvalid(Exception):
    """Not a ticket of ours: wrong signature, wrong audience, or not a ticket at all."""


@dataclass(frozen=True)
class Ticket:
    """A genuine ticket. ``expired`` says that its time has passed; the signature was good.

    ``subject`` is whom it speaks for, ``jti`` its own id; the instants are UTC, in whole seconds.
    """

    subject: str
    jti: str
    issued_at: datetime
    expires_at: datetime
    expired: bool


def mint(
    private_key_pem: str | bytes, *, subject: str, audience: str, now: datetime, lifetime: timedelta
) -> str:
    """A new ticket for ``subject``, good for ``audience`` from ``now`` for ``lifetime``."""
    issued = int(now.timestamp())
    claims = {
        "sub": subject,
        "aud": audience,
        "jti": new_id(),
        "iat": issued,
        "exp": issued + int(lifetime.total_seconds()),
    }
    key = OKPKey.import_key(private_key_pem)
    return jwt.encode({"alg": ALGORITHM}, claims, key, algorithms=[ALGORITHM])


def read(public_key_pem: str | bytes, ticket: str, *, audience: str, now: datetime) -> Ticket:
    """The ticket, if it was minted by us for this audience; an outdated one comes with ``expired=True``.

    Raises ``TicketInvalid`` for anything else, without saying why: the reason would help a forger.
    """
    if len(ticket) > LONGEST:
        raise TicketInvalid
    try:
        key = OKPKey.import_key(public_key_pem)
        claims = jwt.decode(ticket, key, algorithms=[ALGORITHM]).claims
    except (JoseError, ValueError, TypeError):
        raise TicketInvalid from None
    if not _is_whole(claims) or not hmac.compare_digest(claims["aud"].encode(), audience.encode()):
        raise TicketInvalid
    try:
        issued_at = datetime.fromtimestamp(claims["iat"], UTC)
        expires_at = datetime.fromtimestamp(claims["exp"], UTC)
    except (OverflowError, OSError, ValueError):
        raise TicketInvalid from None
    if issued_at > now + SKEW or expires_at <= issued_at:
        raise TicketInvalid
    return Ticket(claims["sub"], claims["jti"], issued_at, expires_at, expired=now >= expires_at)


def _is_whole(claims: dict[str, Any]) -> bool:
    texts = all(isinstance(claims.get(name), str) and claims[name] for name in ("sub", "aud", "jti"))
    return texts and all(type(claims.get(name)) is int for name in ("iat", "exp"))
