"""The receipt of a ballot: one published formula for voters, the gateway and the count (ADR 0013).

The voter's side makes the receipt and shows it to the voter; the service makes the same and keeps it
with the ballot, and keeps neither the secret nor whose it is.
"""

import base64
import hashlib
import re
import secrets
from collections.abc import Sequence

RECEIPT_LENGTH = 20
"""Characters of base32: 100 bits."""
SECRET = re.compile(r"[0-9a-f]{32}\Z")
"""128 random bits in small hexadecimal digits."""
RECEIPT = re.compile(r"[A-Z2-7]{20}\Z")


def new_secret() -> str:
    """A ballot secret; the voter's side draws one for each ballot and tells nobody else."""
    return secrets.token_hex(16)


def receipt_of(election_id: str, secret: str, preferences: Sequence[int]) -> str:
    """The first 20 characters of base32 SHA-256 over ``<election id>:<secret>:<numbers>``.

    ``preferences`` are numbers on the ballot paper, the first choice first, joined by single blanks.

    >>> receipt_of("e-1", "00000000000000000000000000000000", (3, 1, 2))
    'HTCHDUVG7Y3ED3Z3IKU4'
    """
    said = f"{election_id}:{secret}:{' '.join(str(number) for number in preferences)}"
    digest = hashlib.sha256(said.encode()).digest()
    return base64.b32encode(digest).decode()[:RECEIPT_LENGTH]
