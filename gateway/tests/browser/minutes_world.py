"""Minutes to look at: a draft with words that collided, submitted, approved, published late, corrected."""

from datetime import UTC, datetime
from typing import Any

from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

from ..minutes_of import CONVENOR, TYPIST, meeting_of_nenc  # noqa: TID252 - tests are no installed package
from ..tables import a_meeting  # noqa: TID252 - tests are no installed package

TEXT = (
    "Ten of us came. [[withhold personal: Ann Example was ill.]]\n\n"
    "We looked at https://example.org/a-very-long-address-without-any-break-that-a-phone-has-to-wrap-somewhere\n"
    "and agreed on two things."
)


def populate_minutes(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """Meetings of WOE at every state, and one of NENC that was published a day late."""
    table = _Table(bus, people["coordinator"], people["convenor"])
    ids["unminuted_meeting"] = a_meeting(bus, "the-last-meeting", -3, title="The last meeting").id
    for name, days in (("drafted", -10), ("submitted", -20), ("approved", -30), ("corrected", -40)):
        ids[f"{name}_minutes"] = a_meeting(bus, f"{name}-meeting", days, title=f"A meeting, {name}").id
        ids[f"{name}_section"] = table.draft(ids[f"{name}_minutes"])
    section = {"id": ids["drafted_minutes"], "section": ids["drafted_section"], "read": 1}
    table.typing("save_section", **section, text="Twelve of us came.\n\nWe agreed on two things.")
    clash = table.typing("save_section", by=people["member"], **section, text="Eleven came.\n\nWe agreed.")
    ids["collided_words"] = clash["words"]
    table.typing("add_section", id=ids["drafted_minutes"], heading="Money", text="[[withhold personal: x")
    table.step("submit_minutes", ids["submitted_minutes"])
    for name in ("approved", "corrected"):
        table.approve(ids[f"{name}_minutes"])
    table.step("publish_minutes", ids["corrected_minutes"])
    table.step("correct_minutes", ids["corrected_minutes"])
    correction = {"id": ids["corrected_minutes"], "section": ids["corrected_section"], "read": 1}
    table.typing("save_section", **correction, text=TEXT.replace("Ten", "Eleven"))
    table.approve(ids["corrected_minutes"])
    table.step("publish_minutes", ids["corrected_minutes"], note="Eleven people came, not ten.")

    nenc = _Table(bus, TYPIST, CONVENOR)
    held = datetime(2018, 4, 17, 9, 0, tzinfo=UTC)
    ids["late_minutes"] = meeting_of_nenc(bus, held, "first-of-nenc")
    nenc.draft(ids["late_minutes"])
    nenc.approve(ids["late_minutes"])
    nenc.step("publish_minutes", ids["late_minutes"], published_on="2018-05-02")


class _Table:
    """Those who write, approve and publish a group's minutes."""

    def __init__(self, bus: LocalBus, typist: Caller, convenor: Caller) -> None:
        self.bus, self.typist, self.convenor = bus, typist, convenor

    def typing(self, door: str, by: Caller | None = None, **asked: Any) -> Any:
        return self.bus.call("meetings_drafts", door, asked, caller=by or self.typist)

    def step(self, door: str, meeting_id: str, by: Caller | None = None, **asked: Any) -> Any:
        payload = {"id": meeting_id, **asked}
        return self.bus.call("meetings_minutes", door, payload, caller=by or self.typist)

    def draft(self, meeting_id: str) -> str:
        """A draft with an open and a closed section; answers the open one."""
        self.step("start_minutes", meeting_id)
        made = self.typing("add_section", id=meeting_id, heading="Welcome and apologies", text=TEXT)
        closed = {"heading": "A complaint", "text": "It is heard.", "part": "closed", "reason": "dispute"}
        self.typing("add_section", id=meeting_id, **closed)
        return str(made["section"])

    def approve(self, meeting_id: str) -> None:
        self.step("submit_minutes", meeting_id)
        self.step("approve_minutes", meeting_id, by=self.convenor)
