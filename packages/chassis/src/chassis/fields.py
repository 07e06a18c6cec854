"""Field types that the forms of all contexts share: what people may type, and how long."""

import base64
import binascii
import re
import unicodedata
from datetime import UTC, date, datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

LONGEST_LINE = 200
LONGEST_TEXT = 4_000
LONGEST_EMAIL = 254  # RFC 5321
LONGEST_ID = 64
# Python's own calendar ends with the years 1 and 9999: a step beyond, or their time in London, is an error.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
OUTSIDE = "Enter a year between 1900 and 2999."

# Marks that turn the reading direction for the text that follows them: a line with one of them
# can make the rest of a page read wrongly. Right-to-left letters need none of them. The joiners
# U+200C and U+200D stay allowed: Persian, Indic scripts and emoji are written with them.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LINE_BREAKS = frozenset("\n\t")

LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
HOST_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
PLAIN_CODE = validate.Regexp(r"[A-Za-z0-9:_-]+\Z", error="Letters, digits, colons and hyphens only.")


class Line(fields.String):
    """One line that people type: stripped, NFC, at most ``longest`` characters, nothing invisible.

    ``required=True`` also means that it is not blank.
    """

    allowed_controls: frozenset[str] = frozenset()

    def __init__(self, *, longest: int = LONGEST_LINE, **options: Any) -> None:
        super().__init__(**options)
        self.longest = longest

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        typed = super()._deserialize(value, attr, data, **kwargs)
        text = unicodedata.normalize("NFC", typed.replace("\r\n", "\n")).strip()
        if self.required and not text:
            raise ValidationError("Enter something here.")
        if len(text) > self.longest:
            raise ValidationError(f"This is too long: at most {self.longest:,} characters.")
        if any(self._unwanted(letter) for letter in text):
            raise ValidationError("This contains characters that cannot be shown. Type it again.")
        return text

    def _unwanted(self, letter: str) -> bool:
        if letter in self.allowed_controls:
            return False
        return letter in TURNING or unicodedata.category(letter) in ("Cc", "Cs", "Co", "Zl", "Zp")


class Paragraphs(Line):
    """Text of several lines, at most ``longest`` characters."""

    allowed_controls = LINE_BREAKS

    def __init__(self, *, longest: int = LONGEST_TEXT, **options: Any) -> None:
        super().__init__(longest=longest, **options)


class EmailAddress(Line):
    """An e-mail address as mail servers take one; the host part is kept in small letters."""

    def __init__(self, **options: Any) -> None:
        super().__init__(longest=LONGEST_EMAIL, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        local, _, host = text.rpartition("@")
        labels = host.lower().split(".")
        usable = LOCAL_PART.fullmatch(local) and len(local) <= 64 and len(labels) > 1
        if not usable or not all(HOST_LABEL.fullmatch(label) for label in labels):
            raise ValidationError("Enter an e-mail address, like name@example.org.")
        return f"{local}@{host.lower()}"


class Identifier(fields.String):
    """The id of something, as an answer gave it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(validate=[validate.Length(1, LONGEST_ID), PLAIN_CODE], **options)


class RegionCode(fields.String):
    """A region's code in capitals, or ``UK``; whether it exists is the door's question."""

    def __init__(self, **options: Any) -> None:
        super().__init__(validate=[validate.Length(1, 20), PLAIN_CODE], **options)


class Base64(fields.String):
    """Bytes, sent as base64 text."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bytes:  # type: ignore[override]
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise ValidationError("This is not base64.") from None


class Version(fields.Integer):
    """The version the caller read, from 1; left out, the newest is meant."""

    def __init__(self, **options: Any) -> None:
        if not options.get("required"):
            options = {"load_default": None, "allow_none": True, **options}
        super().__init__(strict=True, validate=validate.Range(1), **options)


class Day(fields.Date):
    """A day that a calendar of ours can hold, with what is reckoned from it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(validate=validate.Range(FIRST_DAY, LAST_DAY, error=OUTSIDE), **options)


class Instant(fields.AwareDateTime):
    """An instant of such a day with its time zone; kept in UTC, to the minute."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        told: datetime = super()._deserialize(value, attr, data, **kwargs)
        if not FIRST_DAY <= told.date() <= LAST_DAY:
            raise ValidationError(OUTSIDE)
        return told.astimezone(UTC).replace(second=0, microsecond=0)


class Nothing(Schema):
    """A door that needs no more than who is asking."""
