"""When and where groups meet (rows 41, 43 and 50)."""

from gateway.clients.doors import Payload, query

CALENDAR = "meetings_calendar"


@query(CALENDAR)
def get_meeting(meeting_id: str) -> Payload:
    """One meeting; ``not_found`` too before it is published, except for the group's table."""
    return {"id": meeting_id}
