"""What a reader sees of surveys: drafts only at their tables, and what they can do with each."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from chassis.identity import Caller
from commons.london import day_of
from commons.places import keeps
from contracts.refusals import Refused
from meetings import speaking
from meetings.seats.store import SeatStore
from meetings.surveys.domain import CLOSED, DRAFT, OPEN, Survey
from meetings.surveys.schemas import survey_view
from meetings.surveys.store import SurveyStore


class Reading:
    """For one caller at one instant."""

    def __init__(self, store: SurveyStore, caller: Caller, now: datetime) -> None:
        self._store = store
        self._caller = caller
        self._now = now

    def survey(self, survey_id: str) -> Survey:
        """Refused: ``not_found``, also for a draft of another group."""
        found = self._store.get(survey_id)
        if found is None or (found.state == DRAFT and not self.is_at_table(found.region)):
            raise Refused("not_found")
        return found

    def views(self, surveys: Iterable[Survey]) -> list[dict[str, Any]]:
        me = self._caller.subject
        asking = self._store.roll.asking(me) if me else {}
        return [self._view(each, asking) for each in surveys]

    def own_groups(self) -> set[str] | None:
        """The groups at whose table the caller is; None for all of them."""
        caller = self._caller
        if caller.has("national_team"):
            return None
        if caller.is_visitor:
            return set()
        held = SeatStore(self._store.work).held_by(caller.subject, day_of(self._now))
        return {term.region for term in held} | caller.regions_as("coordinator", "convenor")

    def is_at_table(self, region: str) -> bool:
        return speaking.is_at_the_table(self._store.work, self._caller, region, day_of(self._now))

    def _view(self, survey: Survey, asking: dict[str, bool]) -> dict[str, Any]:
        state = CLOSED if survey.is_over(self._now) else survey.state
        asks_me = not asking[survey.id] if survey.id in asking and state == OPEN else None
        return survey_view(survey, state=state, may=self._may(survey, state), asks_me=asks_me)

    def _may(self, survey: Survey, state: str) -> list[str]:
        if not self.is_at_table(survey.region):
            return []
        kept = keeps(self._caller, survey.region)
        if state == DRAFT:
            return ["change", "discard", *(["open"] if kept else [])]
        verbs = ["inform"] if kept else []
        if state == CLOSED and survey.past is None:
            verbs.append("repeat")
            verbs += ["read_texts"] if survey.has_texts and not survey.texts_gone else []
        return verbs
