"""A form between its page and its door: the answers, what is wrong with them, the command id."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from contracts.refusals import Refused

EMPTY: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Form:
    """What the form macros draw.

    ``answers`` are the strings as typed, ``errors`` the messages per field, ``message`` a
    refusal that belongs to no field. ``command_id`` makes a double submit one command.
    """

    answers: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, list[str]] = field(default_factory=dict)
    message: str = ""
    command_id: str = field(default_factory=lambda: str(uuid4()))

    @property
    def is_wrong(self) -> bool:
        return bool(self.errors or self.message)

    def refused(self, no: Refused, known: tuple[str, ...] = ()) -> "Form":
        """The same answers with a door's refusal: beside its fields, else above the form.

        ``known`` are the fields of the page; messages for others are shown above the form,
        so that nothing a door says is lost.
        """
        here = {name: list(said) for name, said in no.fields.items() if name in known}
        elsewhere = [text for name, said in no.fields.items() if name not in known for text in said]
        message = "" if here and not elsewhere else " ".join([no.message, *elsewhere])
        # The same id with other answers would be refused as a second use of it.
        renewed = str(uuid4()) if no.code == "command_id_reused" else self.command_id
        return replace(self, errors=here, message=message, command_id=renewed)
