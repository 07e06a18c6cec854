"""The only error that crosses the bus, and the allow-list of its codes.

A code is stable for ever; its sentence may be improved. Each code says which
HTTP status the gateway answers with, so one table serves the REST API
(problem+json) and the portal (error summary).
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """A refusal that callers may rely on: its HTTP status and a plain sentence."""

    status: int
    sentence: str


CODES: dict[str, Code] = {
    # who may knock
    "sign_in_required": Code(401, "Sign in to do this."),
    "credentials_invalid": Code(401, "We could not verify who you are. Sign in again."),
    "role_required": Code(403, "Your role does not allow this."),
    "not_your_region": Code(403, "This belongs to another region."),
    "not_found": Code(404, "We could not find that."),
    # what was sent
    "invalid_input": Code(422, "Some answers need correcting."),
    "stale_version": Code(412, "Somebody changed this since you read it. Read it again, then retry."),
    "command_id_reused": Code(409, "This command id was already used for something else."),
    # how we are
    "temporarily_unavailable": Code(503, "This part of Q Commons is not answering just now. Try again soon."),
    "unexpected": Code(500, "Something went wrong on our side. Quote the incident code if you tell us."),
}


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
