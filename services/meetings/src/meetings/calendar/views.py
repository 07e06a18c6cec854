"""What the doors of the calendar answer: to everybody, and what is the table's own."""

from collections.abc import Iterable
from typing import Any

from meetings.calendar.cycles import Cycles, Standing
from meetings.calendar.domain import Meeting, Rules
from meetings.calendar.invitations import Invited
from meetings.calendar.rotation import Advice
from meetings.venues.domain import Venue

ALIKE = (
    "id", "version", "region", "title", "minutes", "mode", "status", "counts", "access", "public_link",
    "is_recorded", "step_free", "access_alternative", "observers", "sequence", "cause",
)  # fmt: skip
OUR_OWN = ("join_link", "phone", "recording_consent")
"""How the table joins, and how it agreed to a recording: nobody else's."""


def meeting_view(meeting: Meeting, name: str, venue: Venue | None, *, at_the_table: bool) -> dict[str, Any]:
    """A meeting as everybody may read it; what is the table's own is null to others."""
    return {
        **{key: getattr(meeting, key) for key in ALIKE},
        **{key: getattr(meeting, key) if at_the_table else None for key in OUR_OWN},
        "name": name,
        "starts_at": meeting.starts_at.isoformat(),
        "ends_at": meeting.ends_at.isoformat(),
        "place": meeting.place,
        "where": ", ".join(each for each in (venue.in_words if venue else "", meeting.place) if each),
        "venue": _room(venue) if venue else None,
        "closed_parts": [{"reason": each.reason, "note": each.note} for each in meeting.closed_parts],
        "invited": list(meeting.invited),
        "published_at": meeting.published_at.isoformat() if meeting.published_at else None,
    }


def whole_view(
    shown: dict[str, Any],
    *,
    number: int | None,
    wanted: int | None,
    before: Meeting | None,
    after: Meeting | None,
    asked: tuple[list[Invited], int],
    advice: Iterable[Advice],
    may: list[str],
) -> dict[str, Any]:
    """One meeting with its neighbours, its number in the cycle, whom it can invite, what one may do."""
    by_group, people = asked
    return {
        **shown,
        "number": number,
        "wanted": wanted,
        "before": _neighbour(before),
        "after": _neighbour(after),
        "can_invite": people,
        "can_invite_by_group": [_invited(each) for each in by_group],
        "advice": [{"code": each.code, "words": each.words} for each in advice],
        "may": may,
    }


def invited_view(by_group: Iterable[Invited], people: int) -> dict[str, Any]:
    return {"can_invite": people, "by_group": [_invited(each) for each in by_group]}


def cycle_view(
    cycles: Cycles,
    stands: Standing | None,
    rules: Rules,
    *,
    cadence: str | None,
    name: str,
    short: bool,
    has_earlier: bool,
    has_later: bool,
    used: dict[str, int],
    left: list[str],
    may_set: bool,
) -> dict[str, Any]:
    """How a group's cycle stands; null days and numbers while it has no cycle."""
    cycle = stands.cycle if stands else None
    return {
        "region": cycles.region,
        "name": name,
        "version": cycles.version,
        "starts_on": cycle.starts_on.isoformat() if cycle else None,
        "ends_on": cycle.ends_on.isoformat() if cycle else None,
        "is_set": cycle.is_set if cycle else False,
        "wanted": rules.count,
        "most": rules.most,
        "held": stands.held if stands else None,
        "planned": stands.planned if stands else None,
        "unmarked": stands.unmarked if stands else None,
        "extra": stands.extra if stands else None,
        "missing": stands.missing if stands else None,
        "will_end_short": short,
        "has_earlier": has_earlier,
        "has_later": has_later,
        "areas": [{"area": area, "meetings": meetings} for area, meetings in used.items()],
        "areas_left": left,
        "max_minutes": rules.max_minutes,
        "mode": rules.mode,
        "cadence": cadence,
        "public": rules.public,
        "may_set": may_set,
    }


def _room(venue: Venue) -> dict[str, Any]:
    return {
        "id": venue.id,
        "name": venue.name,
        "area": venue.area,
        "address": venue.address,
        "features": list(venue.features),
    }


def _neighbour(meeting: Meeting | None) -> dict[str, Any] | None:
    if meeting is None:
        return None
    return {"id": meeting.id, "title": meeting.title, "starts_at": meeting.starts_at.isoformat()}


def _invited(each: Invited) -> dict[str, Any]:
    return {"region": each.region, "leaders": each.leaders, "members": each.members}
