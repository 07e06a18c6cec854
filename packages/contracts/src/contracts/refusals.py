"""The only error that crosses the bus, and the allow-list of its codes.

A code is stable for ever; its sentence may be improved. Each code says which
HTTP status the gateway answers with, so one table serves the REST API
(problem+json) and the portal (error summary).
"""

from collections.abc import Mapping

from contracts.codes import everywhere, exchange, meetings, skills_register, stewardship
from contracts.codes.code import Code


def together(*tables: Mapping[str, Code]) -> dict[str, Code]:
    """All codes in one table. ValueError names those that two contexts would mean differently."""
    found: dict[str, Code] = {}
    for table in tables:
        if twice := sorted(found.keys() & table.keys()):
            raise ValueError(f"codes of two contexts: {', '.join(twice)}")
        found.update(table)
    return found


CODES = together(everywhere.CODES, stewardship.CODES, meetings.CODES, skills_register.CODES, exchange.CODES)


class Refused(Exception):
    """A door's plain no: a code from ``CODES``, a sentence, and messages per field.

    ``fields`` maps a field's name to its messages, as the form and problem+json show them.
    """

    def __init__(self, code: str, message: str = "", fields: Mapping[str, list[str]] | None = None) -> None:
        if code not in CODES:
            raise ValueError(f"{code!r} is not an allowed refusal code; add it to contracts.refusals")
        self.code = code
        self.message = message or CODES[code].sentence
        self.fields = dict(fields or {})
        super().__init__(self.code, self.message)
