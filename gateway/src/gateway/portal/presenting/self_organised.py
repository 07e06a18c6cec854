"""Members' own groups in words: for visitors purpose and place, for members the people too (row 87)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date

STATES: dict[str, tuple[str, str]] = {
    "active": ("Active", "white"),
    "dormant": ("Asleep", "grey"),
    "ended": ("Ended", "grey"),
}


@dataclass(frozen=True)
class News:
    """What the group told, and when."""

    text: str
    on: str


@dataclass(frozen=True)
class OwnGroup:
    """A group as its page shows it; what visitors do not see is empty."""

    id: str
    version: int | None
    name: str
    purpose: str
    regions: tuple[str, ...]
    codes: tuple[str, ...]
    state: str
    state_name: str
    colour: str
    members: int | None
    people: tuple[str, ...]
    contact: str
    contact_id: str
    reach: str
    started: str
    last_activity: str
    ends: str
    ends_on: str
    ended: str
    came_of_it: str
    news: tuple[News, ...]
    may: frozenset[str]

    @property
    def is_whole(self) -> bool:
        """Whether the reader sees all of it, as members do."""
        return self.members is not None


def own_group_of(answer: Mapping[str, Any], names: Mapping[str, str]) -> OwnGroup:
    """The page's group from the door's, for whichever reader it was made."""
    state_name, colour = STATES[answer["state"]]
    contact = answer.get("contact") or {}
    return OwnGroup(
        id=answer["id"],
        version=answer.get("version"),
        name=answer.get("name") or "",
        purpose=answer["purpose"],
        regions=tuple(names.get(code, code) for code in answer["regions"]),
        codes=tuple(answer["regions"]),
        state=answer["state"],
        state_name=state_name,
        colour=colour,
        members=answer.get("members"),
        people=tuple(_person(each, names) for each in answer.get("people") or ()),
        contact=contact.get("shown_name") or "",
        contact_id=contact.get("member_id") or "",
        reach=contact.get("reach") or "",
        started=show_date(answer.get("started_at")),
        last_activity=show_date(answer.get("last_activity")),
        ends=show_date(answer.get("ends_on")),
        ends_on=answer.get("ends_on") or "",
        ended=show_date(answer.get("ended_at")),
        came_of_it=answer.get("came_of_it") or "",
        news=tuple(News(each["text"], show_date(each["at"])) for each in answer.get("news") or ()),
        may=frozenset(answer.get("may") or ()),
    )


def _person(answer: Mapping[str, Any], names: Mapping[str, str]) -> str:
    home = names.get(answer["region"], answer["region"])
    return answer["shown_name"] or (f"A member of {home}" if home else "A member")
