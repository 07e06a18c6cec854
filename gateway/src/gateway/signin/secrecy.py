"""Secrets at rest: what is only compared is hashed, what must be read again is encrypted.

All keys come from ``SECRET_KEY``, one for each purpose, so that no two uses share one.
"""

import base64
import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12


def new_secret() -> str:
    """256 random bits, as they fit a cookie or a header (43 characters)."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What we keep of a random secret: its SHA-256. 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Secrecy:
    """The keys of one deployment."""

    def __init__(self, secret_key: str) -> None:
        self._master = secret_key.encode()

    def fingerprint(self, purpose: str, value: str) -> str:
        """A keyed digest: the same for the same value, and of no use to who reads the database."""
        return hmac.new(self._key(purpose), value.encode(), "sha256").hexdigest()

    def address(self, email: str) -> str:
        """The fingerprint of an e-mail address, however it was typed."""
        return self.fingerprint("e-mail address", email.strip().casefold())

    def seal(self, purpose: str, text: str, bound_to: str) -> str:
        """``text`` encrypted (AES-256-GCM); it opens only for the same purpose and ``bound_to``."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = AESGCM(self._key(purpose)).encrypt(nonce, text.encode(), bound_to.encode())
        return base64.urlsafe_b64encode(nonce + sealed).decode()

    def open(self, purpose: str, sealed: str, bound_to: str) -> str | None:
        """The text again, or None when it was not sealed by us for this purpose and ``bound_to``."""
        try:
            raw = base64.urlsafe_b64decode(sealed.encode())
            nonce, body = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
            return AESGCM(self._key(purpose)).decrypt(nonce, body, bound_to.encode()).decode()
        except (ValueError, InvalidTag):
            return None

    def _key(self, purpose: str) -> bytes:
        return HKDF(SHA256(), 32, None, purpose.encode()).derive(self._master)
