"""Keys and passwords of one installation: made once, readable by their owner alone.

``python -m launcher.keys FOLDER`` makes what is missing in FOLDER (the compose job runs it).
"""

import os
import secrets
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

PAIRS = ("envelope", "ticket")
"""envelope: the gateway vouches for a caller. ticket: notifications mints sign-in links."""


def make(folder: Path) -> dict[str, Path]:
    """The key files by setting name (``ENVELOPE_PRIVATE_KEY_FILE`` and so on); makes what is missing."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    files = {}
    for name in PAIRS:
        private, public = folder / f"{name}-private.pem", folder / f"{name}-public.pem"
        if not (private.exists() and public.exists()):
            _write_pair(private, public)
        files[f"{name.upper()}_PRIVATE_KEY_FILE"] = private
        files[f"{name.upper()}_PUBLIC_KEY_FILE"] = public
    files["SECRET_KEY_FILE"] = folder / "secret-key"
    password(files["SECRET_KEY_FILE"])
    return files


def password(file: Path) -> str:
    """The secret in this file, 43 characters; made at the first call."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_secret(file, secrets.token_urlsafe(32).encode())
    return file.read_text()


def write_secret(file: Path, content: bytes, mode: int = 0o600) -> None:
    """Write whole or not at all, never readable by others in between."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as output:
        output.write(content)
        output.flush()
        os.fsync(output.fileno())
    draft.replace(file)


def _write_pair(private: Path, public: Path) -> None:
    key = Ed25519PrivateKey.generate()
    # The public half first: a half-made pair is then made anew, and nothing was signed with it yet.
    write_secret(public, key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    write_secret(private, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


if __name__ == "__main__":
    make(Path(sys.argv[1]))
