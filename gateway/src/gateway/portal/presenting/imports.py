"""An import of members: where it stands and what may be done next, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_instant, show_number

STATES: dict[str, tuple[str, str]] = {
    "receiving": ("Receiving the file", "grey"),
    "checking": ("Checking the rows", "grey"),
    "checked": ("Checked, waiting for you", "blue"),
    "applying": ("Being applied", "grey"),
    "done": ("Done", "white"),
    "failed": ("Stopped by a problem", "blue"),
    "cancelled": ("Cancelled", "grey"),
}
WORKING = ("receiving", "checking", "applying")


@dataclass(frozen=True)
class RowError:
    """What is wrong with one row."""

    line: str
    field: str
    message: str


@dataclass(frozen=True)
class Import:
    """An import as its page shows it."""

    id: str
    file_name: str
    state: str
    state_name: str
    colour: str
    is_working: bool
    rows: str
    done_rows: int
    all_rows: int
    new: str
    changed: str
    unchanged: str
    wrong: str
    errors: tuple[RowError, ...]
    errors_total: str
    more_errors: bool
    ignored: str
    started: str
    finished: str
    can_apply: bool
    has_wrong: bool
    can_cancel: bool
    nothing_to_do: bool


def import_of(answer: Mapping[str, Any]) -> Import:
    """The page's import from the door's."""
    state = answer["state"]
    name, colour = STATES[state]
    counts = {"new": 0, "changed": 0, "unchanged": 0, "wrong": 0, **(answer.get("counts") or {})}
    errors = answer.get("errors") or []
    total = answer.get("errors_total") or 0
    useful = counts["new"] + counts["changed"]
    return Import(
        id=answer["id"],
        file_name=answer["file_name"],
        state=state,
        state_name=name,
        colour=colour,
        is_working=state in WORKING,
        rows=show_number(answer.get("rows") or 0),
        done_rows=(answer.get("applied") if state == "applying" else answer.get("checked")) or 0,
        all_rows=answer.get("rows") or 0,
        new=show_number(counts["new"]),
        changed=show_number(counts["changed"]),
        unchanged=show_number(counts["unchanged"]),
        wrong=show_number(counts["wrong"]),
        errors=tuple(
            RowError(show_number(error.get("line")), error.get("field") or "", error["message"])
            for error in errors
        ),
        errors_total=show_number(total),
        more_errors=total > len(errors),
        ignored=", ".join(answer.get("ignored_columns") or []),
        started=show_instant(answer.get("started_at")),
        finished=show_instant(answer.get("finished_at")),
        can_apply=state == "checked" and useful > 0,
        has_wrong=counts["wrong"] > 0,
        can_cancel=state in ("receiving", "checking", "checked"),
        nothing_to_do=state == "checked" and useful == 0,
    )
