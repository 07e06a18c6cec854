"""The agenda of a meeting: proposed by the table, ordered by who leads, published in time (row 42).

Every verb is for whoever may do it: who that is, the door asks first and tells as ``keeps`` (the
group's keepers and who leads it). After publication each change is dated and only keepers make one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import accumulate
from typing import Any

from commons.london import day_of
from meetings.agendas.items import CLOSED, ON, PARKED, SENT_BACK, Item, Paper, Waiting
from meetings.refusal import Refusal

MOST_ITEMS = 60
MOST_PAPERS = 10
ORDERED = "ordered"


@dataclass(frozen=True)
class Change:
    """What a keeper changed after publication, and when; ``item_id`` is "" for the order of all."""

    at: datetime
    kind: str
    item_id: str
    by: str
    words: str = ""


@dataclass(frozen=True)
class Timing:
    """The minutes of all items beside the meeting's length; ``over`` is 0 where they fit."""

    minutes: int
    limit: int

    @property
    def over(self) -> int:
        return max(0, self.minutes - self.limit)


@dataclass(frozen=True)
class Lead:
    """How many days before its meeting an agenda went out, and how many are wanted.

    ``days`` is negative where it went out after the meeting.
    """

    days: int
    wanted: int

    @property
    def is_late(self) -> bool:
        return self.days < self.wanted


@dataclass(frozen=True)
class Agenda:
    """One meeting's items, in order; ``version`` 0 while nothing of it is saved."""

    meeting_id: str
    region: str
    version: int = 0
    items: tuple[Item, ...] = ()
    published_at: datetime | None = None
    published_by: str = ""
    changes: tuple[Change, ...] = ()

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def on_it(self) -> tuple[Item, ...]:
        """The items that are talked about, in their order."""
        return tuple(item for item in self.items if item.is_on)

    @property
    def set_aside(self) -> tuple[Item, ...]:
        """What was parked or sent back."""
        return tuple(item for item in self.items if not item.is_on)

    def item(self, item_id: str) -> Item | None:
        return next((item for item in self.items if item.id == item_id), None)

    def timing(self, limit: int) -> Timing:
        """The sum of minutes against the meeting's length; flagged, never refused (row 42)."""
        return Timing(sum(item.minutes for item in self.on_it), limit)

    def begins_after(self) -> dict[str, int]:
        """Item id -> the minutes that the items before it take."""
        minutes = accumulate((item.minutes for item in self.on_it), initial=0)
        return {item.id: before for item, before in zip(self.on_it, minutes, strict=False)}

    def lead(self, day: date, wanted: int) -> Lead | None:
        """How long before the meeting's day it was published; None while it is not."""
        if self.published_at is None:
            return None
        return Lead((day - day_of(self.published_at)).days, wanted)


def propose(agenda: Agenda, item: Item, *, keeps: bool, has_closed_part: bool) -> Agenda:
    """Put a proposal at the end of the agenda.

    Refused: ``agenda_published`` except for keepers, ``agenda_no_closed_part``, ``agenda_full``.
    """
    _refuse_published(agenda, keeps)
    _refuse_part(item.part, has_closed_part)
    if len(agenda.items) >= MOST_ITEMS:
        raise Refusal("agenda_full")
    added = replace(agenda, items=(*agenda.items, item))
    return _done(agenda, added, "added", item.id, item.proposer, item.proposed_at)


def support(agenda: Agenda, item: Item, member_id: str, supports: bool) -> Agenda:
    """Say that it matters to you too, or take that back; twice is once.

    Refused: ``agenda_published``, ``agenda_item_own``, ``agenda_item_set_aside``.
    """
    _refuse_published(agenda, keeps=False)
    _refuse_aside(item)
    if item.proposer == member_id:
        raise Refusal("agenda_item_own")
    others = tuple(each for each in item.supporters if each != member_id)
    supporters = (*others, member_id) if supports else others
    if set(supporters) == set(item.supporters):
        return agenda
    return _next(_with(agenda, replace(item, supporters=supporters)))


def change(
    agenda: Agenda,
    item: Item,
    changes: Mapping[str, Any],
    *,
    by: str,
    keeps: bool,
    has_closed_part: bool,
    now: datetime,
) -> Agenda:
    """Reword an item, or give it other minutes; one that was sent back returns by that.

    Refused: ``agenda_published`` and ``not_your_item`` except for keepers, ``agenda_item_set_aside``
    for a parked one, ``agenda_no_closed_part``.
    """
    _refuse_published(agenda, keeps)
    _refuse_others(item, by, keeps)
    if item.state == PARKED:
        raise Refusal("agenda_item_set_aside")
    after = replace(item, **changes, state=ON, reason="")
    _refuse_part(after.part, has_closed_part)
    if after == item:
        return agenda
    words = f"{item.minutes} to {after.minutes} minutes" if after.minutes != item.minutes else ""
    return _done(agenda, _with(agenda, after), "changed", item.id, by, now, words)


def order(agenda: Agenda, item_ids: Iterable[str], *, by: str, now: datetime) -> Agenda:
    """Put the items in this order; all that are on the agenda, each once. Refused: ``agenda_order_wrong``."""
    wanted = list(item_ids)
    known = {item.id: item for item in agenda.on_it}
    if sorted(wanted) != sorted(known):
        raise Refusal("agenda_order_wrong")
    items = (*(known[each] for each in wanted), *agenda.set_aside)
    if items == (*agenda.on_it, *agenda.set_aside):
        return agenda
    return _done(agenda, replace(agenda, items=items), ORDERED, "", by, now)


def park(agenda: Agenda, item: Item, reason: str, *, by: str, now: datetime) -> tuple[Agenda, Item]:
    """Keep an item for a later meeting, with a reason: the agenda without it, and what waits.

    Its papers go with it. Refused: ``agenda_item_set_aside``, ``reason_required``.
    """
    after = _set_aside(agenda, replace(item, papers=()), PARKED, reason, by=by, now=now)
    return after, item


def send_back(agenda: Agenda, item: Item, reason: str, *, by: str, now: datetime) -> Agenda:
    """Give an item back to its proposer, with a reason; they may change it, and it is there again.

    Refused: ``agenda_item_set_aside``, ``reason_required``.
    """
    return _set_aside(agenda, item, SENT_BACK, reason, by=by, now=now)


def withdraw(agenda: Agenda, item: Item, by: str) -> Agenda:
    """Take your own proposal back; nothing of it is kept.

    Refused: ``agenda_published``, ``not_your_item``.
    """
    _refuse_published(agenda, keeps=False)
    _refuse_others(item, by, keeps=False)
    return _next(replace(agenda, items=tuple(each for each in agenda.items if each.id != item.id)))


def attach(agenda: Agenda, item: Item, paper: Paper, *, keeps: bool) -> Agenda:
    """Put a paper to an item.

    Refused: ``agenda_published`` and ``not_your_item`` except for keepers, ``agenda_item_set_aside``,
    ``too_many_papers``.
    """
    refuse_paper(agenda, item, by=paper.by, keeps=keeps)
    after = _with(agenda, replace(item, papers=(*item.papers, paper)))
    return _done(agenda, after, "paper_added", item.id, paper.by, paper.at, paper.name)


def refuse_paper(agenda: Agenda, item: Item, *, by: str, keeps: bool) -> None:
    """What ``attach`` refuses, before a file is sent for nothing."""
    _refuse_published(agenda, keeps)
    _refuse_others(item, by, keeps)
    _refuse_aside(item)
    if len(item.papers) >= MOST_PAPERS:
        raise Refusal("too_many_papers")


def detach(agenda: Agenda, item: Item, paper: Paper, *, by: str, keeps: bool, now: datetime) -> Agenda:
    """Take a paper away. Refused: ``agenda_published`` and ``not_your_item`` except for keepers."""
    _refuse_published(agenda, keeps)
    _refuse_others(item, by, keeps)
    left = tuple(each for each in item.papers if each.id != paper.id)
    after = _with(agenda, replace(item, papers=left))
    return _done(agenda, after, "paper_removed", item.id, by, now, paper.name)


def publish(agenda: Agenda, by: str, at: datetime) -> Agenda:
    """Everybody may read it from now on; published already: unchanged. Refused: ``agenda_empty``."""
    if agenda.is_published:
        return agenda
    if not agenda.on_it:
        raise Refusal("agenda_empty")
    return _next(replace(agenda, published_at=at, published_by=by))


def arising(agenda: Agenda, waiting: Iterable[Waiting]) -> Agenda:
    """The agenda with what was parked before, at its top, still as it was proposed (matters arising)."""
    known = {item.id for item in agenda.items}
    new = (
        replace(each.item, state=ON, reason="", came_from=each.day)
        for each in waiting
        if each.item.id not in known
    )
    arisen = tuple(item for item in agenda.items if item.came_from)
    own = tuple(item for item in agenda.items if not item.came_from)
    return replace(agenda, items=(*arisen, *new, *own))


def as_one_step(before: Agenda, after: Agenda) -> Agenda:
    """``after`` as a single saved change of ``before``, however many verbs led there."""
    return replace(after, version=before.version + 1)


def _set_aside(agenda: Agenda, item: Item, state: str, reason: str, *, by: str, now: datetime) -> Agenda:
    _refuse_aside(item)
    if not reason:
        said = "Say why, so that the proposer knows."
        raise Refusal("reason_required", said, {"reason": [said]})
    after = _with(agenda, replace(item, state=state, reason=reason))
    return _done(agenda, after, state, item.id, by, now)


def _with(agenda: Agenda, item: Item) -> Agenda:
    items = tuple(item if each.id == item.id else each for each in agenda.items)
    return replace(agenda, items=items)


def _done(
    before: Agenda, after: Agenda, kind: str, item_id: str, by: str, at: datetime, words: str = ""
) -> Agenda:
    if before.is_published:
        after = replace(after, changes=(*after.changes, Change(at, kind, item_id, by, words)))
    return _next(after)


def _next(agenda: Agenda) -> Agenda:
    return replace(agenda, version=agenda.version + 1)


def _refuse_published(agenda: Agenda, keeps: bool) -> None:
    if agenda.is_published and not keeps:
        raise Refusal("agenda_published")


def _refuse_others(item: Item, by: str, keeps: bool) -> None:
    if not keeps and item.proposer != by:
        raise Refusal("not_your_item")


def _refuse_aside(item: Item) -> None:
    if not item.is_on:
        raise Refusal("agenda_item_set_aside")


def _refuse_part(part: str, has_closed_part: bool) -> None:
    if part == CLOSED and not has_closed_part:
        said = "This meeting has no closed part. Choose the open part."
        raise Refusal("agenda_no_closed_part", said, {"part": [said]})
