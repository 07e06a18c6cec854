"""What a search filters a skill by: everything of it and of its owner in one flat row (row 63).

The store keeps a skill's row with these in it, and a change from one set of them to another is what
saved searches look at.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from skills_register.skills.domain import NOBODY, Entry, Profile


@dataclass(frozen=True)
class Facts:
    """``place`` is the code of a spot, ``system`` in small letters; "" where nothing was said."""

    entry_id: str
    member_id: str
    skill: str
    audience: str
    region: str
    system: str
    place: str
    months: tuple[int, ...]
    weekdays: tuple[int, ...]
    hours: int
    stale_from: datetime
    standing: int

    def plain(self) -> dict[str, Any]:
        """As due work carries them."""
        return {**asdict(self), "months": list(self.months), "weekdays": list(self.weekdays)}

    def finds_more_than(self, before: "Facts | None", now: datetime) -> bool:
        """Whether a search could find it that did not find it before."""
        if self.audience == NOBODY:
            return False
        if before is None:
            return True
        asked = ("audience", "region", "system", "place", "months", "weekdays", "hours")
        changed = any(getattr(self, name) != getattr(before, name) for name in asked)
        return changed or self.standing > before.standing or before.stale_from <= now < self.stale_from


def facts_of(entry: Entry, profile: Profile) -> Facts:
    said = profile.availability
    return Facts(
        entry_id=entry.id,
        member_id=entry.member_id,
        skill=entry.skill,
        audience=profile.audience,
        region=profile.region,
        system=plain_system(profile.system),
        place=profile.place.spot.code if profile.place else "",
        months=said.in_months if said else (),
        weekdays=said.on_weekdays if said else (),
        hours=said.hours if said else 0,
        stale_from=entry.stale_from,
        standing=entry.standing(profile),
    )


def facts_from(row: Mapping[str, Any]) -> Facts:
    """Of ``plain`` again."""
    lists = {name: tuple(row[name]) for name in ("months", "weekdays")}
    return Facts(**{**row, **lists})


def plain_system(name: str) -> str:
    """A system's name as it is compared."""
    return " ".join(name.casefold().split())
