"""When a row was written last: calendar files show it beside the number of the revision."""

from typing import Any


def stamped(work: Any, row: dict[str, Any]) -> dict[str, Any]:
    """The row with the instant of the call that writes it."""
    return {**row, "changed_at": work.call.now} if work.call is not None else row
