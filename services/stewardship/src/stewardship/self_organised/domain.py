"""Groups that members form themselves: live at once, light rules, asleep without activity (row 87)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from commons.london import day_of, noon
from stewardship.refusal import Refusal

ACTIVE, DORMANT, ENDED = "active", "dormant", "ended"
STATES = (ACTIVE, DORMANT, ENDED)
MOST_NEWS = 200

OUTSIDE = re.compile(r"\S@\S|(?:\d[\s().-]?){7,}|https?://|www\.", re.IGNORECASE)
"""An address, a telephone number, another site: ways to be reached that leave the platform."""


@dataclass(frozen=True)
class Belonging:
    """One member in the group since an instant; ``shown_name`` is their own choice, empty is none."""

    member_id: str
    region: str
    since: datetime
    shown_name: str = ""


@dataclass(frozen=True)
class Contact:
    """The one named person to ask: a name they chose to show, and how to reach them in here."""

    member_id: str
    shown_name: str
    reach: str
    since: datetime


@dataclass(frozen=True)
class News:
    """A line about what the group does; it keeps the group awake."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Group:
    """A group of members' own making.

    ``contact`` is None while the group looks for one. ``came_of_it`` is the short account at the end,
    and all the account that is asked for: it fits the task's size.
    """

    id: str
    version: int
    name: str
    purpose: str
    regions: tuple[str, ...]
    members: tuple[Belonging, ...]
    contact: Contact | None
    compact_accepted_at: datetime
    started_at: datetime
    last_activity: datetime
    ends_on: date | None = None
    news: tuple[News, ...] = ()  # the last MOST_NEWS
    state: str = ACTIVE
    ended_at: datetime | None = None
    came_of_it: str = ""

    def has(self, member_id: str) -> bool:
        return any(each.member_id == member_id for each in self.members)

    def is_contact(self, member_id: str) -> bool:
        return self.contact is not None and self.contact.member_id == member_id


def start(
    group_id: str,
    *,
    name: str,
    purpose: str,
    regions: Iterable[str],
    member_id: str,
    home: str,
    shown_name: str,
    reach: str,
    compact_accepted: bool,
    ends_on: date | None,
    now: datetime,
) -> Group:
    """A group, live at once: nobody approves it. Its founder is the contact.

    Refused: ``compact_not_accepted``, ``contact_outside_platform``, ``invalid_input`` (name, purpose,
    regions, contact or end date).
    """
    if not compact_accepted:
        said = "Say that the group keeps to the Compact."
        raise Refusal("compact_not_accepted", said, {"compact_accepted": [said]})
    _refuse_end_in_the_past(ends_on, now)
    contact = _contact(member_id, shown_name, reach, now)
    return Group(
        id=group_id,
        version=1,
        name=name,
        purpose=purpose,
        regions=_regions(regions),
        members=(Belonging(member_id, home, now, shown_name),),
        contact=contact,
        compact_accepted_at=now,
        started_at=now,
        last_activity=now,
        ends_on=ends_on,
    )


def join(group: Group, member_id: str, home: str, shown_name: str, now: datetime) -> Group:
    """Belong from now on, without asking anybody; twice is once. Refused: ``group_ended``."""
    _refuse_ended(group)
    if group.has(member_id):
        return group
    joined = (*group.members, Belonging(member_id, home, now, shown_name))
    return _active(replace(group, members=joined), now)


def leave(group: Group, member_id: str) -> Group:
    """Belong no longer; who does not belong changes nothing. Leaving wakes nobody.

    Refused: ``group_contact_stays`` for the contact, who hands over or ends the group first.
    """
    if not group.has(member_id):
        return group
    if group.is_contact(member_id) and group.state != ENDED:
        raise Refusal("group_contact_stays")
    left = tuple(each for each in group.members if each.member_id != member_id)
    # Somebody who goes is no sign of life: the group may fall asleep all the same.
    return replace(group, version=group.version + 1, members=left)


def tell_news(group: Group, member_id: str, text: str, now: datetime) -> Group:
    """Say what the group did. Refused: ``group_not_member``, ``group_ended``."""
    _refuse_ended(group)
    _refuse_stranger(group, member_id)
    return _active(replace(group, news=(*group.news, News(text, member_id, now))[-MOST_NEWS:]), now)


def change(
    group: Group,
    member_id: str,
    *,
    name: str,
    purpose: str,
    regions: Iterable[str],
    ends_on: date | None,
    now: datetime,
) -> Group:
    """Other words, regions or end date, by the contact. Refused: ``group_contact_only``, ``group_ended``."""
    _refuse_ended(group)
    _refuse_other_than_contact(group, member_id)
    if ends_on != group.ends_on:
        _refuse_end_in_the_past(ends_on, now)
    changed = replace(group, name=name, purpose=purpose, regions=_regions(regions), ends_on=ends_on)
    return group if changed == group else _active(changed, now)


def step_down(group: Group, member_id: str, now: datetime) -> Group:
    """The contact asks for a successor; no longer the contact already: unchanged.

    Refused: ``group_contact_only``, ``group_ended``.
    """
    _refuse_ended(group)
    if group.contact is None and group.has(member_id):
        return group
    _refuse_other_than_contact(group, member_id)
    return _active(replace(group, contact=None), now)


def take_contact(
    group: Group, member_id: str, shown_name: str, reach: str, is_gone: bool, now: datetime
) -> Group:
    """Become the contact of a group that has none, or whose contact left Q (``is_gone``).

    The contact themselves change their shown name and how to reach them. Refused: ``group_has_contact``,
    ``group_not_member``, ``contact_outside_platform``, ``group_ended``.
    """
    _refuse_ended(group)
    _refuse_stranger(group, member_id)
    if group.contact is not None and not group.is_contact(member_id) and not is_gone:
        raise Refusal("group_has_contact")
    contact = _contact(member_id, shown_name, reach, now)
    if group.contact is not None and group.contact == replace(contact, since=group.contact.since):
        return group
    members = tuple(
        replace(each, shown_name=shown_name) if each.member_id == member_id else each
        for each in group.members
    )
    return _active(replace(group, contact=contact, members=members), now)


def without_contact(group: Group) -> Group:
    """As it is for its members when its contact has left Q."""
    return replace(group, contact=None)


def end(group: Group, member_id: str, came_of_it: str, now: datetime) -> Group:
    """End the group with a short note of what came of it; also for one whose end date has passed.

    Refused: ``reason_required`` without the note, ``group_contact_only`` (while there is a contact),
    ``group_not_member``, ``group_ended`` when it was told already.
    """
    if group.state == ENDED and group.came_of_it:
        if group.came_of_it == came_of_it:
            return group
        raise Refusal("group_ended")
    _refuse_stranger(group, member_id)
    if group.contact is not None:
        _refuse_other_than_contact(group, member_id)
    if not came_of_it:
        said = "Say in a sentence or two what came of it."
        raise Refusal("reason_required", said, {"came_of_it": [said]})
    return replace(
        group,
        version=group.version + 1,
        state=ENDED,
        ended_at=group.ended_at or now,
        came_of_it=came_of_it,
    )


def sleep_or_end(group: Group, months: int, now: datetime) -> Group:
    """What the clock alone does: a group past its end date ends, one without activity falls asleep."""
    if group.state == ENDED:
        return group
    if group.ends_on is not None and noon(group.ends_on) <= now:
        return replace(group, version=group.version + 1, state=ENDED, ended_at=now)
    if group.state == ACTIVE and asleep_at(group, months) <= now:
        return replace(group, version=group.version + 1, state=DORMANT)
    return group


def without_name(group: Group, member_id: str) -> Group:
    """Nothing of how a member who left Q was called or reached; unchanged where nothing was written."""
    members = tuple(
        replace(each, shown_name="") if each.member_id == member_id else each for each in group.members
    )
    contact = group.contact
    if contact is not None and contact.member_id == member_id:
        contact = replace(contact, shown_name="", reach="")
    if (members, contact) == (group.members, group.contact):
        return group
    return replace(group, version=group.version + 1, members=members, contact=contact)


def asleep_at(group: Group, months: int) -> datetime:
    """Noon in London of the day, so many months after the last activity, on which it falls asleep."""
    return noon(months_after(day_of(group.last_activity), months))


def next_look(group: Group, months: int) -> datetime | None:
    """When the clock has to look at the group again; None when it never has to."""
    looks = [noon(group.ends_on)] if group.ends_on is not None else []
    if group.state == ACTIVE:
        looks.append(asleep_at(group, months))
    return min(looks) if looks and group.state != ENDED else None


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day: 31 August and 6 months is 28 February."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")


def _active(group: Group, now: datetime) -> Group:
    """Any activity counts, and wakes a group that had fallen asleep."""
    return replace(group, version=group.version + 1, last_activity=now, state=ACTIVE)


def _contact(member_id: str, shown_name: str, reach: str, now: datetime) -> Contact:
    wrong: dict[str, list[str]] = {}
    if not shown_name:
        wrong["shown_name"] = ["Choose the name that other members see."]
    if not reach:
        wrong["reach"] = ["Say how members reach you in here."]
    if wrong:
        raise Refusal("invalid_input", fields=wrong)
    for field, text in (("shown_name", shown_name), ("reach", reach)):
        if OUTSIDE.search(text):
            said = "Leave out addresses, telephone numbers and links."
            raise Refusal("contact_outside_platform", fields={field: [said]})
    return Contact(member_id, shown_name, reach, now)


def _regions(regions: Iterable[str]) -> tuple[str, ...]:
    chosen = tuple(sorted(set(regions)))
    if not chosen:
        raise Refusal("invalid_input", fields={"regions": ["Choose one region or more."]})
    return chosen


def _refuse_end_in_the_past(ends_on: date | None, now: datetime) -> None:
    if ends_on is not None and noon(ends_on) <= now:
        raise Refusal("invalid_input", fields={"ends_on": ["The end must be in the future."]})


def _refuse_ended(group: Group) -> None:
    if group.state == ENDED:
        raise Refusal("group_ended")


def _refuse_stranger(group: Group, member_id: str) -> None:
    if not group.has(member_id):
        raise Refusal("group_not_member")


def _refuse_other_than_contact(group: Group, member_id: str) -> None:
    if not group.is_contact(member_id):
        raise Refusal("group_contact_only")
