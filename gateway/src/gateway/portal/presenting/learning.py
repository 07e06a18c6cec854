"""What was learnt, in words: the library, one of it, its review and where it was used again (rows 73, 79)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date

Answer = Mapping[str, Any]

KINDS: dict[str, tuple[str, str]] = {
    "case_study": ("Case study", "Something that happened, and what it taught"),
    "lesson": ("Lesson", "One thing to do, or not to do, next time"),
    "good_practice": ("Good practice", "A way of working that others can copy"),
    "guidance": ("Guidance", "Advice that somebody published"),
    "tool": ("Tool", "A form, a checklist, a program"),
    "evidence": ("Evidence", "A study, a report, figures"),
}
KIND_CHOICES = [{"value": value, "text": text, "hint": hint} for value, (text, hint) in KINDS.items()]
WORKED: dict[str, tuple[str, str]] = {
    "worked": ("It worked", "blue"),
    "did_not_work": ("It did not work", "white"),
    "mixed": ("Partly worked", "white"),
}
"""What did not work is worth as much: the colours mean nothing, the words say it."""
WORKED_CHOICES = [{"value": value, "text": text} for value, (text, _) in WORKED.items()]
REACH_CHOICES = [{"value": "local", "text": "Local"}, {"value": "national", "text": "National"}]
OUTCOME_CHOICES = [
    {"value": "published", "text": "Publish it", "hint": "Everybody can read it"},
    {"value": "returned", "text": "Give it back", "hint": "Its writer makes it better and submits it again"},
    {"value": "declined", "text": "Decline it"},
]
SHORT = 200
"""So many characters of a text stand in a list."""

LABELS = {
    "title": "Title",
    "topic": "Topic",
    "context": "Where and when",
    "what_happened": "What happened",
    "learning": "What was learnt",
    "source": "Source",
    "tags": "Tags",
    "shown_name": "Name",
}
"""How the pages call what is written."""

STATES: dict[str, tuple[str, str, str]] = {
    "draft": ("Draft", "grey", "Submit it when it is ready. Until somebody else has read it, only you can."),
    "submitted": (
        "Waiting to be read",
        "blue",
        "Somebody who looks after your region reads it. We write to you.",
    ),
    "returned": ("Given back", "white", "Change what is asked for, and submit it again."),
    "declined": ("Declined", "grey", "You can rewrite it and submit it again."),
    "published": ("Published", "white", "Nothing to do. Others can say whether it worked for them."),
    "withdrawn": ("Withdrawn", "grey", "Nothing to do. Its words are gone for good."),
}
"""State -> its name, the colour of its tag, and what its author does next."""


@dataclass(frozen=True)
class Words:
    """One text of it, as it is read."""

    title: str
    kind_name: str
    topic: str
    context: str
    what_happened: str
    learning: str
    worked_name: str
    worked_colour: str
    source: str
    reach_name: str
    tags: tuple[str, ...]

    @property
    def short(self) -> str:
        """The beginning, for lists."""
        text = self.learning or self.what_happened
        return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"


@dataclass(frozen=True)
class Item:
    """``words`` are what everybody reads, ``who`` the name beside them.

    ``written`` and ``written_who`` are the newest, for its author and its reviewers.
    """

    id: str
    version: int
    region: str
    region_name: str
    who: str
    written_who: str
    event_id: str
    edition: int
    published: str
    words: Words | None
    written: Words | None
    state: str
    state_name: str
    colour: str
    next_step: str
    reason: str
    answered: str
    submitted: str
    shared: int
    is_own: bool
    may_review: bool
    doubts: tuple[str, ...]

    @property
    def title(self) -> str:
        words = self.words or self.written
        return words.title if words and words.title else "Something that was withdrawn"

    @property
    def can_be_changed(self) -> bool:
        return self.is_own and self.state not in ("submitted", "withdrawn")

    @property
    def is_for_review(self) -> bool:
        """It waits, and whoever looks reads it for its region."""
        return self.state == "submitted" and self.written is not None and not self.is_own

    @property
    def can_be_mended(self) -> bool:
        """What is published and has no author: whoever looks keeps its region."""
        return self.state == "published" and self.written is not None and not self.is_own

    @property
    def newer(self) -> Words | None:
        """What its author and reviewers read beside, or before, the edition."""
        return self.written if self.state not in ("published", "withdrawn") else None


@dataclass(frozen=True)
class Reuse:
    """Where it was used again."""

    id: str
    region: str
    worked_name: str
    colour: str
    words: str
    when: str
    is_mine: bool


def item_of(answer: Answer, regions: Mapping[str, str]) -> Item:
    """The page's from the door's."""
    state_name, colour, next_step = STATES[answer["state"]]
    review = answer.get("review") or {}
    region = regions.get(answer["region"], "All of Q")
    return Item(
        id=answer["id"],
        version=answer["version"],
        region=answer["region"],
        region_name=region,
        who=_who(answer, answer["shown_name"], region),
        written_who=_who(answer, answer.get("written_name"), region),
        event_id=answer["event_id"] or "",
        edition=answer["edition"] or 0,
        published=show_date(answer["published_at"]),
        words=words_of(answer["words"]),
        written=words_of(answer.get("written")),
        state=answer["state"],
        state_name=state_name,
        colour=colour,
        next_step=next_step,
        reason=answer["reason"] or "",
        answered=review.get("reason") or "",
        submitted=show_date(answer.get("submitted_at")),
        shared=len(answer["shared_with"]),
        is_own=answer.get("is_own", False),
        may_review=answer.get("may_review", False),
        doubts=tuple(answer.get("doubts", ())),
    )


def words_of(answer: Answer | None) -> Words | None:
    if answer is None:
        return None
    worked_name, worked_colour = WORKED.get(answer["worked"] or "", ("", ""))
    plain = ("title", "topic", "context", "what_happened", "learning", "source")
    return Words(
        **{name: answer[name] for name in plain},
        kind_name=KINDS[answer["kind"]][0],
        worked_name=worked_name,
        worked_colour=worked_colour,
        reach_name={"local": "Local", "national": "National"}.get(answer["reach"] or "", ""),
        tags=tuple(answer["tags"]),
    )


def reuse_of(answer: Answer, regions: Mapping[str, str]) -> Reuse:
    worked_name, colour = WORKED[answer["worked"]]
    return Reuse(
        id=answer["id"],
        region=regions.get(answer["region"], "All of Q"),
        worked_name=worked_name,
        colour=colour,
        words=answer["words"],
        when=show_date(answer["at"]),
        is_mine=answer["is_mine"],
    )


def _who(answer: Answer, name: str | None, region: str) -> str:
    """From whom it is: a name only if its writer wished one to be shown."""
    if answer["event_id"]:
        return f"Noted at an event in {region}"
    return name or f"A member of Q in {region}"
