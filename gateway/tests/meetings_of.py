"""A meeting with filled seats for tests of its pages: laid into the stores, as events would bring them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from chassis.call import Call, Job
from chassis.identity import Caller, system
from meetings.calendar.domain import FACE_TO_FACE, PUBLISHED, Meeting
from meetings.calendar.store import MeetingStore
from meetings.seats.domain import MEMBER, Term
from meetings.seats.store import SeatStore


def seat(bus: Any, holder: Caller, region: str = "NENC", **more: Any) -> str:
    """A seat of a group for this member, since 2018: its id."""
    known: dict[str, Any] = {
        "kind": MEMBER,
        "background": "Nurse consultant",
        "locations": ("Newcastle",),
        "patient": False,
        "start": date(2018, 1, 1),
    }
    seat_id = f"seat-{holder.subject}"
    made = Term(
        id=f"t-{holder.subject}",
        seat_id=seat_id,
        version=1,
        region=region,
        member_id=holder.subject,
        **{**known, **more},
    )
    SeatStore(bus.databases["meetings"]).keep(made)
    return seat_id


def meeting(bus: Any, region: str = "NENC", days: float = -1, **more: Any) -> str:
    """A published meeting that begins so many days from now: its id."""
    starts = datetime.now(UTC).replace(microsecond=0) + timedelta(days=days)
    known: dict[str, Any] = {
        "id": f"meeting-{region}-{days}",
        "title": "Spring meeting",
        "starts_at": starts,
        "minutes": 120,
        "mode": FACE_TO_FACE,
        "status": PUBLISHED,
        "published_at": starts - timedelta(days=30),
        "place": "Penrith",
    }
    made = Meeting(version=1, region=region, **{**known, **more})
    work = bus.databases["meetings"]
    work.in_transaction(Call(), lambda: MeetingStore(work).save(made))
    return made.id


def open_pulse(bus: Any, meeting_id: str) -> None:
    """The scheduler asks those who were there."""
    job = Job("j-1", "pulse_opens", meeting_id, datetime.now(UTC), {})
    bus.service("meetings_pulses").ask_those_who_were_there(Call(caller=system("due")), job)
