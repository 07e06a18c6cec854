"""What the group is told of its meetings, and what other contexts hear."""

from datetime import datetime

from commons.london import day_in_words, in_words
from commons.places import name_of
from contracts.events import Fact
from contracts.meetings import MEETING_CHANGED
from contracts.regions import Regions
from meetings.calendar.cycles import Standing
from meetings.calendar.domain import Meeting
from meetings.notices import notices


def changed(meeting: Meeting) -> list[Fact]:
    """The meeting's new state."""
    told = {
        "meeting_id": meeting.id,
        "version": meeting.version,
        "region": meeting.region,
        "status": meeting.status,
        "starts_at": meeting.starts_at.isoformat(),
        "minutes": meeting.minutes,
    }
    return [MEETING_CHANGED.of(meeting.id, meeting.version, told, meeting.region)]


def published(regions: Regions, meeting: Meeting, members: set[str], now: datetime) -> list[Fact]:
    return _told(regions, "meeting_published", meeting, members, now, {"when": in_words(meeting.starts_at)})


def moved(regions: Regions, before: Meeting, after: Meeting, members: set[str], now: datetime) -> list[Fact]:
    """Each move once; one of a meeting that nobody knew of yet is no news."""
    if not after.is_shown or after.sequence == before.sequence:
        return []
    about = {"was": in_words(before.starts_at), "now": in_words(after.starts_at)}
    return _told(regions, "meeting_moved", after, members, now, about)


def cancelled(regions: Regions, meeting: Meeting, members: set[str], now: datetime) -> list[Fact]:
    if not meeting.is_shown:
        return []
    return _told(regions, "meeting_cancelled", meeting, members, now, {"when": in_words(meeting.starts_at)})


def cycle_short(regions: Regions, region: str, stands: Standing, keepers: set[str]) -> list[Fact]:
    """Each last day once for each number of meetings that is missing."""
    ends_on = stands.cycle.ends_on
    return notices(
        "cycle_short",
        cause=f"cycle {region} {ends_on.isoformat()} {stands.missing}",
        members=keepers,
        about={
            "group": name_of(regions, region),
            "ends": day_in_words(ends_on),
            "missing": str(stands.missing),
        },
        path=f"/groups/{region}/meetings",
        concerning=(f"cycle-{region}", 1),
        region=region,
    )


def _told(
    regions: Regions, kind: str, meeting: Meeting, members: set[str], now: datetime, about: dict[str, str]
) -> list[Fact]:
    """Nothing of a meeting that is over: nobody can act on it any more."""
    if meeting.ends_at <= now:
        return []
    return notices(
        kind,
        cause=f"{kind} {meeting.id} {meeting.sequence}",
        members=members,
        about={"group": name_of(regions, meeting.region), **about},
        path=f"/meetings/{meeting.id}",
        concerning=(meeting.id, meeting.version),
        region=meeting.region,
    )
