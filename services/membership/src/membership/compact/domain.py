"""The Compact: what a version is, and what accepting it or letting the grace pass does (row 3)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from membership.members.domain import ACTIVE, COMMUNITY_TIME, PAUSED, Acceptance, Member, today
from membership.refusal import Refusal

NOON = time(12, 0)
"""Deadlines of the community fall at noon, local time."""


@dataclass(frozen=True)
class Compact:
    """One version of the agreed behaviours, values and expectations; never changed once published."""

    number: str
    text: str
    summary_of_changes: str
    effective: date
    published_at: datetime
    published_by: str


def first(text: str, now: datetime) -> Compact:
    """Version 1, in force from the day it is first asked for."""
    return Compact("1", text, "This is the first version.", today(now), now, "")


def publish(
    latest: Compact, *, text: str, summary_of_changes: str, effective: date, by: str, now: datetime
) -> Compact:
    """The version after ``latest``. Refused: ``invalid_input`` for a day in the past or out of order."""
    if effective < today(now):
        raise Refusal("invalid_input", fields={"effective": ["Give today or a day to come."]})
    if effective < latest.effective:
        raise Refusal(
            "invalid_input", fields={"effective": [f"Version {latest.number} takes effect after this day."]}
        )
    return Compact(str(int(latest.number) + 1), text, summary_of_changes, effective, now, by)


def in_force(versions: list[Compact], on: date) -> Compact:
    """The current one of ``versions`` (oldest first): the newest that has taken effect, else the first."""
    return next((each for each in reversed(versions) if each.effective <= on), versions[0])


def takes_effect_at(compact: Compact, now: datetime) -> datetime:
    """When the prompts for this version begin: its day's first moment, or now if that is past."""
    return max(now, datetime.combine(compact.effective, time(0), COMMUNITY_TIME))


def grace_end(now: datetime, days: int) -> datetime:
    """The first noon that leaves at least ``days`` whole days."""
    full = (now + timedelta(days=days)).astimezone(COMMUNITY_TIME)
    noon = datetime.combine(full.date(), NOON, COMMUNITY_TIME)
    if noon < full:
        noon = datetime.combine(full.date() + timedelta(days=1), NOON, COMMUNITY_TIME)
    return noon.astimezone(now.tzinfo)


def next_noon(now: datetime) -> datetime:
    """The noon after ``now``: when the daily round looks again."""
    return grace_end(now + timedelta(milliseconds=1), 0)


def accept(member: Member, accepted: Acceptance, current: str) -> Member:
    """Record an acceptance; a paused member is active again. The same version twice: unchanged.

    Refused: ``compact_not_current``, ``already_left``.
    """
    if accepted.version != current:
        raise Refusal("compact_not_current")
    if not member.belongs:
        raise Refusal("already_left")
    if member.compact.version == accepted.version and member.status == ACTIVE:
        return member
    standing = member.compact.with_accepted(accepted)
    return replace(member, version=member.version + 1, status=ACTIVE, compact=standing)


def needs_prompt(member: Member, number: str) -> bool:
    """Whether this version is still to be put before the member: active, not accepted, not yet asked."""
    standing = member.compact
    return member.status == ACTIVE and number not in (standing.version, standing.prompted_for)


def prompt(member: Member, number: str, grace_until: datetime) -> Member:
    """Ask once for this version and open the grace; unchanged when there is no need."""
    if not needs_prompt(member, number):
        return member
    standing = replace(member.compact, prompted_for=number, grace_until=grace_until)
    return replace(member, version=member.version + 1, compact=standing)


def end_grace(member: Member, now: datetime) -> Member:
    """Pause a member whose grace is over without acceptance; unchanged otherwise."""
    until = member.compact.grace_until
    if member.status != ACTIVE or until is None or until > now:
        return member
    standing = replace(member.compact, grace_until=None)
    return replace(member, version=member.version + 1, status=PAUSED, compact=standing)
