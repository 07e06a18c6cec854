"""Knocks for one meeting's minutes, by those who write, approve and publish them."""

from datetime import UTC, datetime

import pytest
from meetings_desk import Desk, convenor, coordinator

from chassis.identity import Caller
from contracts.refusals import Refused

MEETING_DAY = datetime(2018, 4, 17, 9, 30, tzinfo=UTC)
TYPIST = coordinator()
LEAD = convenor()
SECRET = "Zebedee Quince"


def code_of(act) -> str:
    with pytest.raises(Refused) as no:
        act()
    return no.value.code


class Minutes:
    """Knocks for one meeting's minutes."""

    def __init__(self, desk: Desk, meeting_id: str = "meeting-1") -> None:
        self.desk, self.id = desk, meeting_id

    def do(self, door: str, by: Caller = TYPIST, **more: object):
        service = "minutes" if door.endswith("_minutes") else "drafts"
        return self.desk.knock(f"{service}.{door}", {"id": self.id, **more}, by=by)

    def add(self, heading: str, text: str = "", by: Caller = TYPIST, **more: object) -> str:
        added = self.do("add_section", by, heading=heading, text=text, **more)["section"]
        assert isinstance(added, str)
        return added

    def drafted(self) -> "Minutes":
        self.do("start_minutes")
        self.add("Welcome", f"Ten came. [[withhold personal: {SECRET} was ill.]]")
        self.add("A complaint", f"{SECRET} complained.", part="closed", reason="dispute")
        return self

    def ready(self) -> "Minutes":
        self.do("submit_minutes")
        self.do("approve_minutes", LEAD)
        return self

    def publish(self, **more: object):
        return self.do("publish_minutes", **more)
