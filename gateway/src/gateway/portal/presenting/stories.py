"""Impact stories in words: what changed, what it rests on, who had which part in it (row 78)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date

Answer = Mapping[str, Any]

EVIDENCE: dict[str, tuple[str, str, str]] = {
    "narrative": ("Story", "Told by those who were there", "A story alone is enough: most are"),
    "feedback": ("Feedback", "Rests on what people said", "What patients, families or staff said of it"),
    "measured": ("Measured", "Rests on figures", "Say where the figures are from"),
}
"""The tag -> what it is called, what it means to a reader, and to whoever tells the story."""
EVIDENCE_CHOICES = [
    {"value": value, "text": meaning, "hint": hint} for value, (_, meaning, hint) in EVIDENCE.items()
]
EVIDENCE_FILTER = [{"value": value, "text": name} for value, (name, _, _) in EVIDENCE.items()]
PARTS = {"took part": "Took part", "helped": "Helped", "led": "Led it"}
STATES: dict[str, tuple[str, str, str]] = {
    "submitted": (
        "Waiting to be read",
        "blue",
        "Somebody who looks after your region reads it. We write to you.",
    ),
    "published": ("Published", "white", "Nothing to do. Everybody can read it."),
    "declined": ("Declined", "grey", "You can tell it again in other words."),
    "withdrawn": ("Withdrawn", "grey", "Nothing to do. Its words are gone for good."),
}
"""State -> its name, the colour of its tag, and what its teller does next."""
SHORT = 200
"""So many characters of a story stand in a list."""


@dataclass(frozen=True)
class Story:
    """One as its pages show it; of one that was withdrawn the words are "".

    ``agreed`` says who consented and when, for its teller and its keepers.
    """

    id: str
    version: int
    region: str
    region_name: str
    title: str
    theme: str
    changed: str
    tag: str
    tag_meaning: str
    source: str
    credits: tuple[tuple[str, str], ...]
    who: str
    told: str
    published: str
    state: str
    state_name: str
    colour: str
    next_step: str
    reason: str
    agreed: str
    doubts: tuple[str, ...]
    is_own: bool
    is_kept: bool
    may_review: bool

    @property
    def short(self) -> str:
        return self.changed if len(self.changed) <= SHORT else f"{self.changed[:SHORT].rsplit(' ', 1)[0]} …"

    @property
    def can_be_withdrawn(self) -> bool:
        return (self.is_own or self.is_kept) and self.state != "withdrawn"


def story_of(answer: Answer, regions: Mapping[str, str], keeps: bool = False) -> Story:
    """The page's from the door's; ``keeps``: the reader looks after its region."""
    tag, tag_meaning, _ = EVIDENCE[answer["tag"]]
    state_name, colour, next_step = STATES[answer["state"]]
    region = regions.get(answer["region"], "All of Q")
    return Story(
        id=answer["id"],
        version=answer["version"],
        region=answer["region"],
        region_name=region,
        title=answer["title"] or "A story that was withdrawn",
        theme=answer["theme"] or "",
        changed=answer["changed"] or "",
        tag=tag,
        tag_meaning=tag_meaning,
        source=answer["source"] or "",
        credits=tuple((each["who"], PARTS[each["part"]]) for each in answer["credits"]),
        who=answer["shown_name"] or f"A member of Q in {region}",
        told=show_date(answer.get("told_at")),
        published=show_date(answer["published_at"]),
        state=answer["state"],
        state_name=state_name,
        colour=colour,
        next_step=next_step,
        reason=answer["reason"] or "",
        agreed=_agreed(answer.get("consent")),
        doubts=tuple(answer.get("doubts", ())),
        is_own=answer.get("is_own", False),
        is_kept=keeps,
        may_review=answer.get("may_review", False),
    )


def _agreed(consent: Answer | None) -> str:
    return f"{consent['by']}, on {show_date(consent['on'])}" if consent else ""
