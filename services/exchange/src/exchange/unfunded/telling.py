"""Whom an idea without an award tells what: its people, its region's keepers, those who offer help."""

from collections.abc import Iterable
from typing import Any

from commons.people.store import People
from contracts.events import Fact
from exchange.notices import notices
from exchange.unfunded.domain import CarriedOn
from exchange.unfunded.help import AGREED, Help


class Telling:
    """Notices of one step."""

    def __init__(self, work: Any) -> None:
        self._people = People(work)

    def options(self, one: CarriedOn) -> list[Fact]:
        """Its people, on result day: what else there is."""
        return self._notice("unfunded_options", "options", one, one.team)

    def listed(self, one: CarriedOn) -> list[Fact]:
        """Who keeps its region, once: they may sponsor it."""
        roles = (f"coordinator:{one.idea.region}", f"convenor:{one.idea.region}")
        told = [each for each in self._people.holding(*roles) if each not in one.team]
        return self._notice("unfunded_listed", "listed", one, told)

    def offered(self, one: CarriedOn, help_: Help) -> list[Fact]:
        return self._notice("unfunded_help_offered", help_.id, one, one.team)

    def answered(self, one: CarriedOn, help_: Help) -> list[Fact]:
        outcome = "gladly take" if help_.state == AGREED else "do not need"
        return self._notice("unfunded_help_answered", help_.id, one, [help_.by], {"outcome": outcome})

    def ended(self, one: CarriedOn, help_: Help, by: str) -> list[Fact]:
        """The other side: its people, or who helped; it leads to the list, for it may be private now."""
        told = one.team if by == help_.by else [help_.by]
        return self._notice("unfunded_help_ended", f"{help_.id} ended", one, told, path="/unfunded")

    def sponsored(self, one: CarriedOn) -> list[Fact]:
        return self._notice("unfunded_sponsored", f"sponsor {one.version}", one, one.team)

    def over(self, one: CarriedOn) -> list[Fact]:
        """Whoever helped it: it is said what became of it."""
        helpers = [each.by for each in one.help if each.state == AGREED]
        sponsor = [one.sponsor.by] if one.sponsor is not None else []
        said_by = one.outcome.by if one.outcome is not None else ""
        told = [each for each in (*one.team, *helpers, *sponsor) if each != said_by]
        return self._notice("unfunded_outcome", f"outcome {one.version}", one, told)

    def _notice(
        self,
        kind: str,
        cause: str,
        one: CarriedOn,
        told: Iterable[str],
        more: dict[str, str] | None = None,
        path: str = "",
    ) -> list[Fact]:
        members = [each for each in told if each]
        if not members:
            return []
        return notices(
            kind,
            cause=f"unfunded {one.id} {cause}",
            members=members,
            about={"title": one.idea.title, **(more or {})},
            path=path or f"/unfunded/{one.id}",
            concerning=(one.id, one.version),
            region=one.idea.region,
        )
