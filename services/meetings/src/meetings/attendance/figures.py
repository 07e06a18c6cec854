"""What attendance comes to: present of seats filled on the day, pooled over seat-meetings (row 46, C23)."""

from collections.abc import Iterable
from dataclasses import dataclass

from meetings.attendance.domain import ABSENT, APOLOGY, IN_ROOM, NOT_RECORDED, ONLINE, Attendance
from meetings.refusal import Refusal


@dataclass(frozen=True)
class Figure:
    """One meeting's numbers. ``seats`` are those filled on the day: a vacant one is no seat-meeting."""

    seats: int
    in_room: int = 0
    online: int = 0
    apologies: int = 0
    absent: int = 0
    not_recorded: int = 0

    @property
    def present(self) -> int:
        """Online counts as in the room; an apology does not."""
        return self.in_room + self.online

    @property
    def is_complete(self) -> bool:
        """Whether every filled seat is recorded; before that there is no share, not a low one."""
        return self.seats > 0 and self.not_recorded == 0

    @property
    def percent(self) -> float | None:
        return percent(self.present, self.seats) if self.is_complete else None


@dataclass(frozen=True)
class Pooled:
    """All the present of all the seat-meetings, of meetings that are recorded completely."""

    present: int
    seats: int
    meetings: int

    @property
    def percent(self) -> float | None:
        return percent(self.present, self.seats) if self.seats else None


@dataclass(frozen=True)
class PublishedRange:
    """Attendance of past meetings as somebody published it, kept apart from what is recorded (C23).

    ``low`` and ``high`` are percentages, the same where one was published.
    """

    id: str
    version: int
    region: str
    period: str
    low: int
    high: int
    source: str


def percent(part: int, whole: int) -> float:
    """To one decimal, half up: 35 of 44 are 79.5."""
    return (2000 * part + whole) // (2 * whole) / 10


def figure_of(record: Attendance | None, seats: Iterable[str]) -> Figure:
    """The numbers of a meeting over the seats filled on its day, whatever else was marked."""
    filled = set(seats)
    said = [record.presence(seat) if record else NOT_RECORDED for seat in filled]
    return Figure(
        seats=len(filled),
        in_room=said.count(IN_ROOM),
        online=said.count(ONLINE),
        apologies=said.count(APOLOGY),
        absent=said.count(ABSENT),
        not_recorded=said.count(NOT_RECORDED),
    )


def pooled(figures: Iterable[Figure]) -> Pooled:
    """A meeting with an unrecorded seat is left out wholly, above and below the line."""
    complete = [each for each in figures if each.is_complete]
    return Pooled(sum(each.present for each in complete), sum(each.seats for each in complete), len(complete))


def published_range(made: PublishedRange) -> PublishedRange:
    """A range as it was published. Refused: ``attendance_range_wrong``."""
    if made.low > made.high:
        said = ["The higher percentage comes second."]
        raise Refusal("attendance_range_wrong", fields={"high": said})
    return made
