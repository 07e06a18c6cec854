"""The no of this context; the doors turn it into ``Refused``."""

from collections.abc import Mapping


class Refusal(Exception):
    """A rule said no: ``code`` is one of ``contracts.refusals.CODES``, ``fields`` messages per field."""

    def __init__(self, code: str, message: str = "", fields: Mapping[str, list[str]] | None = None) -> None:
        self.code = code
        self.message = message
        self.fields = dict(fields or {})
        super().__init__(code)
