"""The Compact and its versions."""

from gateway.clients.doors import Payload, command, query

COMPACT = "membership_compact"


@query(COMPACT)
def current_compact() -> Payload:
    return {}


@query(COMPACT)
def compact_history() -> Payload:
    return {}


@command(COMPACT)
def publish_compact(text: str, summary_of_changes: str, effective: str) -> Payload:
    """``effective`` is a date; every active member is prompted once."""
    return {"text": text, "summary_of_changes": summary_of_changes, "effective": effective}


@command(COMPACT)
def accept_compact(version: str) -> Payload:
    return {"version": version}
