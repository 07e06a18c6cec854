"""Texts to test with."""

from typing import Any

PURPOSE = "We look after Q in the South West and meet four times a year."


def clause(code: str = "purpose", text: str = PURPOSE, label: str = "", **more: str) -> dict[str, str]:
    return {"code": code, "label": label or code.replace("_", " ").capitalize(), "text": text, **more}


def terms(region: str = "SW", *clauses: dict[str, str], **more: Any) -> dict[str, Any]:
    """What begins terms of reference."""
    given = list(clauses) or [clause(), clause("membership", "A convenor and up to seven members.")]
    return {"region": region, "kind": "terms_of_reference", "clauses": given, **more}


def agreed_at(meeting: str = "Meeting 2", on: str = "2018-01", **more: Any) -> dict[str, Any]:
    """What agrees terms of reference of the South West."""
    return {"id": "SW:terms_of_reference", "meeting": meeting, "on": on, **more}
