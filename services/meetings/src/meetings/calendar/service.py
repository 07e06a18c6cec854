"""The doors of the calendar: keepers plan and publish, everybody reads what is published."""

from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, query
from commons.london import day_of
from contracts.refusals import Refused
from meetings import speaking
from meetings.calendar import schemas
from meetings.calendar.store import MeetingStore
from meetings.refusal import Refusal
from meetings.settings import Settings


class Calendar:
    """When and where groups meet."""

    name = "meetings_calendar"
    context = "meetings"
    refusals = (Refusal,)
    store_class = MeetingStore
    settings_class = Settings
    store: MeetingStore
    settings: Settings

    @query(schemas.GetMeeting, by=(PUBLIC,))
    def get_meeting(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One meeting; before it is published only for the group's table. Refused: ``not_found``."""
        found = self.store.get(asked["id"])
        if found is None:
            raise Refused("not_found")
        if not found.is_shown and not speaking.is_at_the_table(
            self.store.work, call.caller, found.region, day_of(call.now)
        ):
            raise Refused("not_found")
        return schemas.meeting_view(found)
