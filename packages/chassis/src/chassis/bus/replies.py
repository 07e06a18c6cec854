"""What a door's outcome looks like on the wire: nameko's reply format, our one error."""

import json
import secrets
from dataclasses import dataclass
from typing import Any

from contracts.refusals import Refused

compact = json.JSONEncoder(separators=(",", ":")).encode
"""JSON without blanks, by one encoder made once."""

REFUSED_PATH = "contracts.refusals.Refused"


@dataclass(frozen=True)
class Outcome:
    """How a knock ended: with an answer, a refusal, or an incident whose code alone is told."""

    answer: Any = None
    refusal: Refused | None = None
    incident: str | None = None

    @property
    def label(self) -> str:
        if self.incident:
            return "incident"
        return self.refusal.code if self.refusal else "ok"


def new_incident() -> str:
    """A short code a person can read out: ``K7QF-92MD``."""
    letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
    code = "".join(secrets.choice(letters) for _ in range(8))
    return f"{code[:4]}-{code[4:]}"


def write(outcome: Outcome) -> str:
    """The reply body: ``{"result": ..., "error": null | {exc_type, exc_path, exc_args, value}}``."""
    refusal = outcome.refusal
    if outcome.incident:
        refusal = Refused("unexpected", fields={"incident": [outcome.incident]})
    if refusal is None:
        return compact({"result": outcome.answer, "error": None})
    error = {
        "exc_type": "Refused",
        "exc_path": REFUSED_PATH,
        "exc_args": [refusal.code, refusal.message, json.dumps(refusal.fields)],
        "value": refusal.message,
    }
    return compact({"result": None, "error": error})


def read(body: str | bytes) -> Any:
    """The answer in a reply, or ``Refused``. An error of any other kind becomes ``unexpected``."""
    reply = json.loads(body)
    error = reply.get("error")
    if not error:
        return reply.get("result")
    if error.get("exc_path") == REFUSED_PATH:
        code, message, fields = error["exc_args"]
        raise Refused(code, message, json.loads(fields))
    raise Refused("unexpected", fields={"remote": [str(error.get("exc_type"))]})
