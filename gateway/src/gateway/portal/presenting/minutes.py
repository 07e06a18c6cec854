"""Minutes in words: how they stand to their day, what is withheld and why, what two people wrote (row 44)."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, show_instant

STATES: dict[str, tuple[str, str]] = {
    "not_started": ("Not started", "grey"),
    "not_published": ("Not published yet", "grey"),
    "draft": ("Draft", "blue"),
    "submitted": ("Waiting for approval", "blue"),
    "approved": ("Approved, not published yet", "blue"),
    "published": ("Published", "white"),
}
"""State -> its name and the colour of its tag."""
WITHHELD: dict[str, str] = {
    "personal": "Personal information",
    "dispute": "A dispute",
    "commercial": "Commercial information",
    "safety": "The safety of a person",
}
CLOSED: dict[str, str] = {"dispute": "a dispute", "personal_matter": "a personal matter"}
OUTCOMES = {"saved": "minutes-saved", "merged": "minutes-merged", "unchanged": "minutes-unchanged"}
KINDS: dict[str, str] = {
    "saved": "saved",
    "merged": "saved; merged with what somebody had saved meanwhile",
    "beside": "wrote at the same time as somebody else",
    "described": "set up or renamed the section",
}


@dataclass(frozen=True)
class Edition:
    """One edition in a list: when it came out, and what it corrected."""

    number: int
    published: str
    approved: str
    is_approved_later: bool
    recorded: str
    note: str
    withdrawn: str
    path: str
    changes: str


@dataclass(frozen=True)
class Passage:
    """A section as everybody reads it; ``anchor`` is where actions and decisions link to."""

    anchor: str
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Minutes:
    """How a meeting's minutes stand, and the words of one edition where there is one to read."""

    id: str
    version: int
    region: str
    group: str
    title: str
    day: str
    state: str
    state_name: str
    colour: str
    timing: str
    is_late: bool
    editions: tuple[Edition, ...]
    latest: Edition | None
    may: tuple[str, ...]
    number: int
    passages: tuple[Passage, ...]
    closed: tuple[str, ...]
    is_intact: bool
    withdrawn: str
    path: str

    @property
    def is_correction(self) -> bool:
        """Whether what is written now will correct something that is published."""
        return bool(self.editions) and self.state != "published"


def minutes_of(answer: Mapping[str, Any], number: int = 0) -> Minutes:
    """The page's minutes from the door's; ``number`` is the edition that was asked for, 0 the latest."""
    path = f"/meetings/{answer['id']}/minutes"
    editions = tuple(_edition(each, path) for each in answer["editions"])
    shown = answer.get("edition")
    shown = shown if isinstance(shown, Mapping) else None
    name, colour = STATES[answer["state"]]
    asked = number or len(editions)
    return Minutes(
        id=answer["id"],
        version=answer["version"] or 0,
        region=answer["region"],
        group=answer["group"],
        title=answer["title"],
        day=show_date(answer["day"]),
        state=answer["state"],
        state_name=name,
        colour=colour,
        timing=timing_of(answer),
        is_late=answer["timing"] in ("late", "overdue"),
        editions=editions,
        latest=editions[-1] if editions else None,
        may=tuple(answer["may"]),
        number=asked,
        passages=tuple(_passage(each) for each in shown["sections"]) if shown else (),
        closed=tuple(CLOSED[each] for each in shown["closed"]) if shown else (),
        is_intact=shown["intact"] if shown else True,
        withdrawn=editions[asked - 1].withdrawn if 0 < asked <= len(editions) else "",
        path=path,
    )


def timing_of(answer: Mapping[str, Any]) -> str:
    """``Published 2 May 2018, 1 day late``, ``Due on 1 May 2018``, ``3 days overdue`` and so on."""
    how, days, due = answer["timing"], answer["days"], show_date(answer["due_on"])
    if answer["editions"]:
        out = f"Published {show_date(answer['editions'][0]['published_on'])}"
        if how != "late":
            return out
        return f"{out}, {_days(days)} late" if days else f"{out}, after noon on the day they were due"
    if how == "no_due_day":
        return "This group has not agreed by which day its minutes are out"
    if how == "due":
        return f"Due on {due}"
    return f"{_days(days)} overdue: they were due on {due}" if days else f"Overdue since noon today, {due}"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def _edition(answer: Mapping[str, Any], path: str) -> Edition:
    number = answer["number"]
    return Edition(
        number=number,
        published=show_date(answer["published_on"]),
        approved=show_date(answer["approved_on"]),
        is_approved_later=answer["approved_on"] > answer["published_on"],
        recorded=show_date(answer["recorded_at"]) if answer["recorded_later"] else "",
        note=answer["note"] or "",
        withdrawn=WITHHELD[answer["withdrawn"]].lower() if answer["withdrawn"] else "",
        path=f"{path}/editions/{number}",
        changes=f"{path}/changes?older={number - 1}&newer={number}" if number > 1 else "",
    )


def _passage(answer: Mapping[str, Any]) -> Passage:
    return Passage(f"section-{answer['id']}", answer["heading"], _paragraphs(answer["text"]))


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split("\n\n") if each.strip())


@dataclass(frozen=True)
class Line:
    """Published minutes in a list."""

    title: str
    day: str
    group: str
    timing: str
    is_late: bool
    path: str
    correction: str


def line_of(answer: Mapping[str, Any]) -> Line:
    last = answer["editions"][-1] if answer["editions"] else None
    corrected = last is not None and last["number"] > 1
    return Line(
        title=answer["title"],
        day=show_date(answer["day"]),
        group=answer["group"],
        timing=timing_of(answer),
        is_late=answer["timing"] in ("late", "overdue"),
        path=f"/meetings/{answer['id']}/minutes",
        correction=f"corrected {show_date(last['published_on'])}" if last and corrected else "",
    )


@dataclass(frozen=True)
class Section:
    """A section of the draft, as the table sees it; ``was`` stands for the text that was sent to the page."""

    id: str
    version: int
    heading: str
    text: str
    was: str
    is_closed: bool
    closed_for: str
    reason: str
    problems: tuple[str, ...]
    withheld: tuple[tuple[str, str], ...]
    public: tuple[str, ...]
    from_agenda: bool


def section_of(answer: Mapping[str, Any]) -> Section:
    return Section(
        id=answer["id"],
        version=answer["version"],
        heading=answer["heading"],
        text=answer["text"],
        was=stands_for(answer["text"]),
        is_closed=answer["part"] == "closed",
        closed_for=CLOSED.get(answer["reason"] or "", ""),
        reason=answer["reason"] or "",
        problems=tuple(answer["problems"]),
        withheld=tuple((WITHHELD[each["reason"]], each["words"]) for each in answer["withheld"]),
        public=_paragraphs(answer["public"] or ""),
        from_agenda=bool(answer["item_id"]),
    )


def stands_for(text: str) -> str:
    """What tells a text that was changed from one that was not; browsers send line ends of their own."""
    plain = text.replace("\r\n", "\n").strip()
    return hashlib.sha256(plain.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Revision:
    """Something somebody wrote."""

    id: str
    section_id: str
    by: str
    at: str
    sentence: str
    heading: str
    text: str
    waits: bool


def revision_of(answer: Mapping[str, Any]) -> Revision:
    return Revision(
        id=answer["id"],
        section_id=answer["section_id"],
        by=answer["by"],
        at=show_instant(answer["at"]),
        sentence=KINDS.get(answer["kind"], answer["kind"]),
        heading=answer["heading"],
        text=answer["typed"] or answer["text"],
        waits=answer["waits"],
    )


def revisions_of(items: Iterable[Mapping[str, Any]]) -> tuple[Revision, ...]:
    return tuple(revision_of(each) for each in items)


@dataclass(frozen=True)
class Clash:
    """Lines that two people wrote differently."""

    before: str
    saved: str
    yours: str


def clashes_of(stretches: Iterable[Mapping[str, Any]]) -> tuple[Clash, ...]:
    return tuple(
        Clash(*("\n".join(each[side]) for side in ("before", "saved", "yours")))
        for each in stretches
        if each["kind"] == "collision"
    )


def as_text(minutes: Minutes) -> str:
    """An edition as a plain text, for a file."""
    lines = [minutes.title, f"{minutes.group}, {minutes.day}", f"{minutes.timing}."]
    edition = minutes.editions[minutes.number - 1]
    if edition.note:
        lines.append(f"Edition {edition.number}, {edition.published}: {edition.note}")
    for each in minutes.passages:
        lines += [
            "",
            each.heading,
            "-" * len(each.heading),
            "",
            "\n\n".join(each.paragraphs) or "Nothing noted.",
        ]
    for reason in minutes.closed:
        lines += ["", f"A part was held without the public, because of {reason}."]
    return "\n".join(lines) + "\n"
