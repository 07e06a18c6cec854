"""The one way in which membership's domain says no."""

from collections.abc import Mapping


class Refusal(Exception):
    """A plain no: a code of the published allow-list, a sentence if it needs its own, the fields.

    The door turns it into the only error on the bus; the domain itself imports nothing.
    """

    def __init__(self, code: str, message: str = "", fields: Mapping[str, list[str]] | None = None) -> None:
        self.code = code
        self.message = message
        self.fields = dict(fields or {})
        super().__init__(code, message)
