"""The secret address of a member's calendar: 128 random bits, of which only the SHA-256 leaves this page."""

import hashlib
import re
import secrets

from gateway.parts import parts

SECRET = re.compile(r"[0-9a-f]{32}")
REGION, PERSON, MEETING, EVENT = "regions", "people", "meetings", "events"


def new_calendar_secret() -> str:
    """128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def hash_of(secret: str) -> str:
    """What meetings keeps and looks for; "" for what cannot be a secret of ours."""
    return hashlib.sha256(secret.encode()).hexdigest() if SECRET.fullmatch(secret) else ""


def address(kind: str, name: str) -> str:
    """Where a calendar program finds it: ``https://.../api/v1/calendars/regions/NENC.ics``."""
    return f"{parts().settings.portal_url}/api/v1/calendars/{kind}/{name}.ics"


def subscription(kind: str, name: str) -> str:
    """The same as a link that opens the calendar program."""
    return re.sub(r"^https?://", "webcal://", address(kind, name))
