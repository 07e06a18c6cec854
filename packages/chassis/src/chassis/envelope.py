"""The signed envelope: who is asking, for whom it is meant, until when (ARCHITECTURE rule 8).

A compact JWT signed with Ed25519. Only the gateway holds the private key; a service
verifies with the public one and believes nothing else in a message's headers.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from chassis.identity import VISITOR, Caller
from contracts.refusals import Refused

ALGORITHM = "Ed25519"
LIFE_SECONDS = 30
REUSE_SECONDS = 5
"""How long a query may travel in an envelope that was made for an earlier one of the same caller."""
MOST_KEPT = 2000
HEADER = "qc-envelope"

Sign = Callable[[Caller, str, str], str]
Verify = Callable[[str | None, str], Caller]
Opened = tuple[Caller, str | None, float]
"""Whom a verified envelope vouches for, for which audience, until when (seconds since the epoch)."""


def signer(private_key_file: Path, clock: Callable[[], float] = time.time) -> Sign:
    """A function (caller, audience, request id) -> envelope, good for ``LIFE_SECONDS``.

    A command's envelope (with a request id) is its own; a query may get one made up to
    ``REUSE_SECONDS`` ago for the same caller and audience.
    """
    key = OKPKey.import_key(private_key_file.read_text())
    header = {"alg": ALGORITHM}
    kept: dict[tuple[Caller, str], tuple[str, float]] = {}

    def sign(caller: Caller, audience: str, request_id: str) -> str:
        if request_id:
            return seal(caller, audience, request_id, clock())
        return reused(caller, audience, clock())

    def reused(caller: Caller, audience: str, now: float) -> str:
        # Without a command id two envelopes of one caller say the same but for the second they
        # were made in, and a signature is a tenth of what a query costs here.
        envelope, until = kept.get((caller, audience), ("", 0.0))
        if until <= now:
            _make_room(kept)
            envelope = seal(caller, audience, "", now)
            kept[caller, audience] = envelope, now + REUSE_SECONDS
        return envelope

    def seal(caller: Caller, audience: str, request_id: str, now: float) -> str:
        claims = {
            "sub": caller.subject,
            "roles": sorted(caller.roles),
            "region": caller.region,
            "aud": audience,
            "rid": request_id,
            "exp": now + LIFE_SECONDS,
        }
        return jwt.encode(header, claims, key, algorithms=[ALGORITHM])

    return sign


def verifier(public_key_file: Path, clock: Callable[[], float] = time.time) -> Verify:
    """A function (envelope or None, audience) -> Caller. None is a visitor.

    A signature is checked once; audience and expiry at every call.
    Refused: ``credentials_invalid`` when the envelope is forged, expired or meant for another context.
    """
    key = OKPKey.import_key(public_key_file.read_text())
    opened: dict[str, Opened] = {}

    def verify(envelope: str | None, audience: str) -> Caller:
        if envelope is None:
            return VISITOR
        known = opened.get(envelope)
        if known is None:
            _make_room(opened)
            known = opened[envelope] = open_envelope(envelope)
        caller, meant_for, good_until = known
        if meant_for != audience or good_until < clock():
            raise Refused("credentials_invalid")
        return caller

    def open_envelope(envelope: str) -> Opened:
        try:
            claims: dict[str, Any] = jwt.decode(envelope, key, algorithms=[ALGORITHM]).claims
        except (JoseError, ValueError):
            raise Refused("credentials_invalid") from None
        caller = Caller(claims["sub"], frozenset(claims["roles"]), claims["region"])
        return caller, claims.get("aud"), claims.get("exp", 0)

    return verify


def _make_room(kept: dict[Any, Any]) -> None:
    """Forget everything once too much is remembered: the next of each costs one signature."""
    if len(kept) >= MOST_KEPT:
        kept.clear()
