"""What blocks improvement: causes, never culprits (row 40)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from commons.naming import person_in
from stewardship.refusal import Refusal

STANDS, EASED, GONE = STATES = ("stands", "eased", "gone")
THEMES = (
    "time",
    "support",
    "geography",
    "data",
    "understanding",
    "senior_support",
    "skills",
    "other",
)


@dataclass(frozen=True)
class Action:
    """What is done about a barrier: words, and a page of the portal where there is one."""

    text: str
    path: str = ""


@dataclass(frozen=True)
class Barrier:
    """A cause that stands in the way. ``raised_as`` says in which role, never who (row 40)."""

    id: str
    version: int
    region: str
    theme: str
    text: str
    raised_on: date
    raised_by: str
    raised_as: str
    state: str = STANDS
    action: Action | None = None
    is_shared: bool = False


def log(barrier: Barrier, known_names: Iterable[str]) -> Barrier:
    """A barrier as somebody put it. Refused: ``barrier_blames`` when it names a person or an organisation."""
    refuse_blame("text", barrier.text, known_names)
    return barrier


def change(
    barrier: Barrier,
    *,
    text: str | None,
    theme: str | None,
    state: str | None,
    action: Action | None,
    is_shared: bool | None,
    known_names: Iterable[str],
) -> Barrier:
    """Other words, another state, an action, or shared UK-wide; None leaves a part as it is.

    An action without words takes the one there was away.

    Refused: ``barrier_blames``.
    """
    names = tuple(known_names)
    if text is not None:
        refuse_blame("text", text, names)
    after = replace(
        barrier,
        text=barrier.text if text is None else text,
        theme=barrier.theme if theme is None else theme,
        state=barrier.state if state is None else state,
        action=barrier.action if action is None else (action if action.text else None),
        is_shared=barrier.is_shared if is_shared is None else is_shared,
    )
    return barrier if after == barrier else replace(after, version=barrier.version + 1)


def refuse_blame(field: str, text: str, known_names: Iterable[str]) -> None:
    """Refused: ``barrier_blames``, quoting the words that say who instead of what.

    We know the organisations of the region files and of the stakeholder register; a person is
    told by a title before a name, or by an address.
    """
    found = _names_somebody(text, known_names)
    if found:
        message = f"Say what the cause is, not who: leave out “{found}”."
        raise Refusal("barrier_blames", fields={field: [message]})


def _names_somebody(text: str, known_names: Iterable[str]) -> str:
    person = person_in(text)
    if person:
        return person
    for name in sorted(known_names, key=len, reverse=True):
        match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
        if match:
            return match.group()
    return ""


def by_theme(barriers: Iterable[Barrier]) -> list[tuple[str, int, tuple[Barrier, ...]]]:
    """(theme, how many regions, its barriers), themes of the most regions first."""
    found: dict[str, list[Barrier]] = {}
    for barrier in barriers:
        found.setdefault(barrier.theme, []).append(barrier)
    counted = [
        (theme, len({each.region for each in several}), tuple(several)) for theme, several in found.items()
    ]
    return sorted(counted, key=lambda entry: (-entry[1], THEMES.index(entry[0])))
