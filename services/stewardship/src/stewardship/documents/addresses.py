"""Addresses that people may give: a page of this platform, or one of the web."""

import re
from typing import Any

from marshmallow import ValidationError, fields

LONGEST_ADDRESS = 500
SAFE = re.compile(r"(?:https?://[^\s/\\<>\"']+\.[^\s\\<>\"']+|/(?![/\\])[^\s\\<>\"']*)\Z")


class Address(fields.String):
    """``/regions/SW`` or ``https://example.org/minutes``, and nothing that a browser would run."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        typed = super()._deserialize(value, attr, data, **kwargs).strip()
        if typed and (len(typed) > LONGEST_ADDRESS or SAFE.match(typed) is None):
            raise ValidationError(
                "Give an address that begins with https:// or a page of this site, like /regions."
            )
        return str(typed)
