"""What the demo's Q Exchange is brought in with: who takes part, and which rounds there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from launcher.demo.platform import Api
from launcher.demo.skills_register.desk import Desk as SkillsDesk
from launcher.demo.skills_register.desk import Helper


@dataclass(frozen=True)
class Desk:
    """What is needed to bring it in.

    ``setup`` acts as the national team without being a member; ``roles`` is role -> the member who has it
    in the demo, ``helpers`` are members who take part and have no role. ``rounds`` (a name of rounds.yaml
    -> id) is filled by the first step.
    """

    setup: Api
    roles: Mapping[str, Helper]
    helpers: Sequence[Helper]
    rounds: dict[str, str] = field(default_factory=dict)

    def of_region(self, code: str) -> list[Helper]:
        """Those of one region, always in the same order."""
        return [each for each in self.helpers if each.region == code]

    def who(self, named: str) -> Helper:
        """A role of the demo, or as ``SW 3`` the member of a region with that number."""
        if named in self.roles:
            return self.roles[named]
        region, number = named.split()
        those = self.of_region(region)
        return those[int(number) % len(those)]


def desk_of(skills: SkillsDesk) -> Desk:
    """The desk of Q Exchange: the same members as in the skills register."""
    return Desk(setup=skills.setup, roles=skills.roles, helpers=skills.helpers)


def in_days(days: int) -> str:
    """The day so many days from today, or before it."""
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


def all_of(api: Api, path: str, **params: str) -> list[dict[str, Any]]:
    """Every item of a list, page by page."""
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        told = api.get(path, limit="200", **params, **({"cursor": cursor} if cursor else {}))
        found += told["items"]
        cursor = told.get("next")
        if not cursor:
            return found
