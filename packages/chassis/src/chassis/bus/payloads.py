"""A call's body, read: no number in it is beyond what MongoDB keeps, wherever it was typed."""

import json
from typing import Any

from contracts.refusals import Refused

INT_BITS = 63
MOST_CHARACTERS = len(str(-(2**INT_BITS)))


def _kept(digits: str) -> int:
    if len(digits) <= MOST_CHARACTERS:
        number = int(digits)
        if number.bit_length() <= INT_BITS:
            return number
    raise Refused("invalid_input", "A number here is too long.")


decode = json.JSONDecoder(parse_int=_kept).decode
"""JSON read by one decoder made once."""


def read_call(body: str | bytes) -> Any:
    """The body as JSON. Refused: ``invalid_input`` for a whole number beyond 64 bits; else ``ValueError``."""
    return decode(body if isinstance(body, str) else body.decode())
