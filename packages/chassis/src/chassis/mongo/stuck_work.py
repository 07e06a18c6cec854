"""Due work that was given up after its last attempt: looked at, tried again, thrown away.

Each change names the state it expects, so work that somebody planned anew meanwhile is left alone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

STUCK = {"state": {"$eq": "stuck"}}
SHOWN = {"kind": 1, "key": 1, "attempts": 1, "problem": 1}


@dataclass(frozen=True)
class StuckWork:
    """A piece of stuck work without its data: what it is, of what, and how its last attempt ended."""

    id: str
    kind: str
    key: str
    attempts: int
    problem: str


def listed(database: Any, most: int = 1000) -> list[StuckWork]:
    """Those that wait longest first; at most ``most``."""
    return [_work(row) for row in database["jobs"].find(STUCK, SHOWN).sort("due_at", 1).limit(most)]


def try_again(database: Any, ids: Iterable[str], now: datetime) -> list[StuckWork]:
    """Make it due now, with all its attempts before it; what is not stuck any more is left out."""
    fresh = {"$set": {"state": "waiting", "due_at": now, "attempts": 0}, "$unset": {"problem": ""}}
    return _each(ids, lambda one: database["jobs"].find_one_and_update(one, fresh, SHOWN))


def throw_away(database: Any, ids: Iterable[str]) -> list[StuckWork]:
    """Discard it for good; the caller writes down who and why."""
    return _each(ids, lambda one: database["jobs"].find_one_and_delete(one, SHOWN))


def _each(ids: Iterable[str], change: Callable[[dict[str, Any]], Any]) -> list[StuckWork]:
    rows = (change({"_id": {"$eq": work_id}, **STUCK}) for work_id in ids)
    return [_work(row) for row in rows if row is not None]


def _work(row: dict[str, Any]) -> StuckWork:
    return StuckWork(row["_id"], row["kind"], row["key"], row.get("attempts", 0), row.get("problem", ""))
