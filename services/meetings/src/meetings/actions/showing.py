"""Actions as a reader sees them: their people called by the group's words, their carrying counted."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from commons.people.store import People
from meetings.actions.domain import Action
from meetings.actions.schemas import Reader, action_view
from meetings.actions.store import ActionStore
from meetings.called import SOMEBODY, called


class Showing:
    """For one reader on one day."""

    def __init__(self, work: Any, today: date, reader: Reader) -> None:
        self._work = work
        self._today = today
        self._reader = reader

    def views(self, actions: Iterable[Action]) -> list[dict[str, Any]]:
        """These actions of one group, in their order."""
        shown = list(actions)
        if not shown:
            return []
        region = shown[0].region
        names = self._names(region, shown)
        gone = People(self._work).gone(each.owner_id for each in shown)
        held = ActionStore(self._work).held_days(region)
        return [
            action_view(
                each,
                self._reader,
                names,
                self._today,
                carried=carried_times(each, held),
                gone=each.owner_id in gone,
            )
            for each in shown
        ]

    def called(self, region: str, member_ids: Iterable[str], on: date | None = None) -> dict[str, str]:
        """Member id -> their word in this group's papers of that day, else of today."""
        everybody = not self._reader.at_table
        day = on or self._today
        return called(self._work, member_ids, region, day, for_everybody=everybody)

    def _names(self, region: str, shown: list[Action]) -> dict[str, str]:
        """As they were called on the day of the meeting; who had no seat then, as they are today."""
        names: dict[str, str] = {}
        for day in {each.raised_on for each in shown}:
            ids = {who for each in shown if each.raised_on == day for who in _people(each)}
            found = self.called(region, ids, day)
            names |= {who: word for who, word in found.items() if names.get(who, SOMEBODY) == SOMEBODY}
        unknown = {who for who, word in names.items() if word == SOMEBODY}
        return names | (self.called(region, unknown) if unknown else {})


def carried_times(action: Action, held: Iterable[date]) -> int:
    """To how many held meetings of its group it was carried."""
    return sum(1 for day in held if action.is_carried_to(day))


def _people(action: Action) -> set[str]:
    return {action.owner_id, *(step.by for step in action.history), action.offered_to} - {""}


def by_region(actions: Iterable[Action]) -> Mapping[str, list[Action]]:
    """The actions of each group, both in the order in which they come."""
    found: dict[str, list[Action]] = {}
    for each in actions:
        found.setdefault(each.region, []).append(each)
    return found
