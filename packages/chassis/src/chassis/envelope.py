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
HEADER = "qc-envelope"

Sign = Callable[[Caller, str, str], str]
Verify = Callable[[str | None, str], Caller]


def signer(private_key_file: Path, clock: Callable[[], float] = time.time) -> Sign:
    """A function (caller, audience, request id) -> envelope, good for ``LIFE_SECONDS``."""
    key = OKPKey.import_key(private_key_file.read_text())
    header = {"alg": ALGORITHM}

    def sign(caller: Caller, audience: str, request_id: str) -> str:
        claims = {
            "sub": caller.subject,
            "roles": sorted(caller.roles),
            "region": caller.region,
            "aud": audience,
            "rid": request_id,
            "exp": clock() + LIFE_SECONDS,
        }
        return jwt.encode(header, claims, key, algorithms=[ALGORITHM])

    return sign


def verifier(public_key_file: Path, clock: Callable[[], float] = time.time) -> Verify:
    """A function (envelope or None, audience) -> Caller. None is a visitor.

    Refused: ``credentials_invalid`` when the envelope is forged, expired or meant for another context.
    """
    key = OKPKey.import_key(public_key_file.read_text())

    def verify(envelope: str | None, audience: str) -> Caller:
        if envelope is None:
            return VISITOR
        try:
            claims: dict[str, Any] = jwt.decode(envelope, key, algorithms=[ALGORITHM]).claims
        except (JoseError, ValueError):
            raise Refused("credentials_invalid") from None
        if claims.get("aud") != audience or claims.get("exp", 0) < clock():
            raise Refused("credentials_invalid")
        return Caller(claims["sub"], frozenset(claims["roles"]), claims["region"])

    return verify
