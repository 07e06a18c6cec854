"""Whom an action is told to, and when: its owner before its day and once it has passed."""

from datetime import date, datetime, timedelta
from typing import Any

from commons.london import day_in_words, noon
from commons.places import name_of
from contracts.events import Fact
from meetings.actions.domain import Action
from meetings.notices import notices
from meetings.settings import Settings
from meetings.speaking import table_of

CLOCK = "action_clock"


def next_tick(action: Action, days: int, now: datetime) -> datetime | None:
    """When its owner is next to be told of its day: before it, then after it; None when both are over."""
    if not action.is_open:
        return None
    before, after = noon(action.due_on - timedelta(days=days)), noon(action.due_on + timedelta(days=1))
    return next((each for each in (before, after) if each > now), None)


class Telling:
    """Makes the notices of actions; what it answers is saved with the state."""

    def __init__(self, work: Any, settings: Settings) -> None:
        self._work = work
        self._settings = settings

    def given(self, action: Action, by: str) -> list[Fact]:
        """To the owner to whom somebody else gave it."""
        if action.owner_id == by:
            return []
        return self._tell("action_given", action, [action.owner_id], "given")

    def offered(self, action: Action, _today: date) -> list[Fact]:
        """To the member who may take it over."""
        return self._tell("action_offered", action, [action.offered_to], f"offered:{action.version}")

    def day_asked(self, action: Action, today: date) -> list[Fact]:
        """To the group's table, except the owner, who asks."""
        table = table_of(self._work, action.region, today) - {action.owner_id}
        if not table or action.asked is None:
            return []
        asked = {"asked": day_in_words(action.asked.due_on)}
        return self._tell("action_day_asked", action, sorted(table), f"asked:{action.version}", **asked)

    def due_soon(self, action: Action) -> list[Fact]:
        """To its owner, before the day; once for each day."""
        return self._tell("action_due", action, [action.owner_id], f"due:{action.due_on}")

    def overdue(self, action: Action) -> list[Fact]:
        """To its owner, once the day has passed; once for each day."""
        return self._tell("action_overdue", action, [action.owner_id], f"overdue:{action.due_on}")

    def _tell(self, kind: str, action: Action, members: list[str], cause: str, **about: str) -> list[Fact]:
        return notices(
            kind,
            cause=f"action:{action.id}:{cause}",
            members=members,
            about={
                "group": name_of(self._settings.regions, action.region),
                "due": day_in_words(action.due_on),
                **about,
            },
            path=f"/actions/{action.id}",
            concerning=(action.id, action.version),
            region=action.region,
        )
