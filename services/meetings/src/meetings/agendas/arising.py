"""What comes before a meeting by itself: open actions, decisions to look at again (row 42)."""

from datetime import date
from typing import Any

from meetings.actions.schemas import Reader as ActionReader
from meetings.actions.showing import Showing
from meetings.actions.store import ActionStore
from meetings.agendas.schemas import Reader
from meetings.calendar.domain import Meeting
from meetings.decisions.domain import REVIEW_DUE
from meetings.decisions.store import DecisionStore

MOST_SHOWN = 50
ACTION = ("id", "text", "owner", "due_on", "is_overdue")


def arising(work: Any, meeting: Meeting, reader: Reader, today: date) -> dict[str, Any]:
    """``actions`` and ``reviews`` as an agenda shows them to this reader.

    An action that no published minutes carry yet is counted for everybody and shown to the table.
    """
    return {
        "actions": _actions(work, meeting, reader, today),
        "reviews": _reviews(work, meeting, reader),
    }


def _actions(work: Any, meeting: Meeting, reader: Reader, today: date) -> dict[str, Any]:
    carried = [
        each
        for each in ActionStore(work).carried_to(meeting.region, meeting.day)
        if reader.at_table or not each.is_closed
    ]
    shown = [each for each in carried if reader.at_table or each.is_public]
    views = Showing(work, today, ActionReader(reader.member_id, reader.at_table)).views(shown)
    return {"count": len(carried), "items": [{name: view[name] for name in ACTION} for view in views]}


def _reviews(work: Any, meeting: Meeting, reader: Reader) -> list[dict[str, Any]]:
    due = DecisionStore(work).page(
        {"limit": MOST_SHOWN},
        regions=[meeting.region] if reader.at_table else [],
        region=meeting.region,
        state=REVIEW_DUE,
        today=meeting.day,
    )
    return [
        {"id": each.id, "title": each.title, "decided_on": each.decided_on.isoformat()}
        for each in due["items"]
    ]
