"""An agenda in words: how long, in time or not, what one can do about it (row 42)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, show_instant, show_number

OUTCOMES: dict[str, str] = {"inform": "To inform", "discuss": "To discuss", "decide": "To decide"}
CHANGES: dict[str, str] = {
    "added": "Added",
    "changed": "Changed",
    "ordered": "The items were put in another order",
    "parked": "Kept for a later meeting",
    "sent_back": "Given back to its proposer",
    "paper_added": "A paper was added to",
    "paper_removed": "A paper was removed from",
}
SET_ASIDE: dict[str, str] = {
    "parked": "Kept for the next meeting, where it comes back by itself",
    "sent_back": "Given back to its proposer; when they change it, it is on the agenda again",
}
NAMELESS = {"A member of Q": "a member of Q"}
"""Who neither sits in the group nor said how they are called, inside a sentence."""
KILOBYTE, MEGABYTE = 1024, 1024 * 1024


@dataclass(frozen=True)
class Paper:
    """A file to read before: its name and size, and where it is downloaded."""

    id: str
    name: str
    size: str
    path: str


@dataclass(frozen=True)
class Item:
    """One item as its pages show it; ``may`` is what the reader can do with it."""

    id: str
    title: str
    minutes: int
    begins: str
    why: str
    outcome: str
    outcome_code: str
    part: str
    is_closed: bool
    proposer: str
    is_yours: bool
    support: str
    is_supported: bool
    papers: tuple[Paper, ...]
    came_from: str
    aside: str
    reason: str
    may: tuple[str, ...]
    is_first: bool = False
    is_last: bool = False


@dataclass(frozen=True)
class Carried:
    """An action from before."""

    text: str
    owner: str
    due: str
    is_overdue: bool


@dataclass(frozen=True)
class Review:
    """A decision that is to be looked at again."""

    title: str
    decided: str
    path: str


@dataclass(frozen=True)
class Agenda:
    """An agenda as its page shows it."""

    version: int
    is_published: bool
    lead: str
    is_late: bool
    minutes: str
    is_over: bool
    actions_number: int
    actions: tuple[Carried, ...]
    reviews: tuple[Review, ...]
    items: tuple[Item, ...]
    closed: str
    set_aside: tuple[Item, ...]
    changes: tuple[tuple[str, str], ...]
    has_closed_part: bool
    may: tuple[str, ...]

    def item(self, item_id: str) -> Item | None:
        return next((each for each in (*self.items, *self.set_aside) if each.id == item_id), None)


def agenda_of(answer: Mapping[str, Any]) -> Agenda:
    """The page's agenda from the door's."""
    meeting_id, items = answer["meeting_id"], answer["items"]
    last = len(items) - 1
    lead, minutes = answer["lead"], answer["minutes"]
    return Agenda(
        version=answer["version"],
        is_published=answer["published_at"] is not None,
        lead=_lead(answer),
        is_late=bool(lead and lead["is_late"]),
        minutes=_minutes(minutes),
        is_over=minutes["over"] > 0,
        actions_number=answer["actions"]["count"],
        actions=tuple(
            Carried(each["text"], each["owner"], show_date(each["due_on"]), each["is_overdue"])
            for each in answer["actions"]["items"]
        ),
        reviews=tuple(
            Review(each["title"], show_date(each["decided_on"]), f"/decisions/{each['id']}")
            for each in answer["reviews"]
        ),
        items=tuple(
            _item(each, meeting_id, is_first=place == 0, is_last=place == last)
            for place, each in enumerate(items)
        ),
        closed=_closed(answer["closed_items"]),
        set_aside=tuple(_item(each, meeting_id) for each in answer["set_aside"]),
        changes=tuple((show_instant(each["at"]), _change(each)) for each in answer["changes"]),
        has_closed_part=answer["has_closed_part"],
        may=tuple(answer["may"]),
    )


def size_in_words(size: int) -> str:
    """``48 KB`` or ``1.2 MB``; never 0.

    >>> size_in_words(300), size_in_words(3_000_000)
    ('1 KB', '2.9 MB')
    """
    if size < MEGABYTE:
        return f"{max(1, round(size / KILOBYTE))} KB"
    return f"{show_number(round(size / MEGABYTE, 1))} MB"


def _item(
    answer: Mapping[str, Any], meeting_id: str, *, is_first: bool = False, is_last: bool = False
) -> Item:
    return Item(
        id=answer["id"],
        title=answer["title"],
        minutes=answer["minutes"],
        begins=show_instant(answer["begins_at"]).rpartition(" at ")[2],
        why=answer["why"],
        outcome=OUTCOMES[answer["outcome"]],
        outcome_code=answer["outcome"],
        part=answer["part"],
        is_closed=answer["part"] == "closed",
        proposer=NAMELESS.get(answer["proposer"], answer["proposer"]),
        is_yours=answer["is_yours"],
        support=_support(answer["supporters"]),
        is_supported=answer["supported_by_you"],
        papers=tuple(_papers(answer, meeting_id)),
        came_from=show_date(answer["came_from"]),
        aside=SET_ASIDE.get(answer["state"], ""),
        reason=answer["reason"],
        may=tuple(answer["may"]),
        is_first=is_first,
        is_last=is_last,
    )


def _papers(answer: Mapping[str, Any], meeting_id: str) -> Iterable[Paper]:
    for each in answer["papers"]:
        path = f"/meetings/{meeting_id}/agenda/{answer['id']}/papers/{each['id']}"
        yield Paper(each["id"], each["name"], size_in_words(each["size"]), path)


def _support(number: int) -> str:
    if number == 0:
        return ""
    return "One other supports it." if number == 1 else f"{number} others support it."


def _closed(number: int) -> str:
    if number == 0:
        return ""
    things = "One more item is" if number == 1 else f"{number} more items are"
    return f"{things} in the closed part of the meeting."


def _minutes(minutes: Mapping[str, int]) -> str:
    sum_, limit, over = minutes["sum"], minutes["limit"], minutes["over"]
    if over:
        return f"All items together take {sum_} minutes. The meeting has {limit}: {over} over."
    return f"All items together take {sum_} of the {limit} minutes that the meeting has."


def _lead(answer: Mapping[str, Any]) -> str:
    lead = answer["lead"]
    if lead is None:
        return f"Not published yet. It is to be out by {show_date(answer['due_on'])}."
    on = show_date(answer["published_at"])
    if lead["days"] < 0:
        return f"Published on {on}, after the meeting."
    if not lead["is_late"]:
        return f"Published on {on}, {_days(lead['days'])} before the meeting."
    early = "on the day of the meeting" if lead["days"] == 0 else f"{_days(lead['days'])} before the meeting"
    return f"Published on {on}, {early} instead of {lead['wanted']}."


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def _change(answer: Mapping[str, Any]) -> str:
    said = CHANGES.get(answer["kind"], answer["kind"])
    subject = f"{said}: {answer['title']}" if answer["title"] else said
    if answer["kind"].startswith("paper_"):
        subject = f"{said} “{answer['title']}”"
    return f"{subject} ({answer['words']})" if answer["words"] else subject
