"""Offers and requests of time in words: what, how long, where, from whom, and what fits them (row 59)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gateway.portal.dates import show_date, today
from gateway.portal.presenting.time_given import in_hours

Answer = Mapping[str, Any]

OFFER, REQUEST = "offer", "request"
SKILL, WORD = "skill", "word"
SOON = timedelta(days=7)
STATES: dict[str, tuple[str, str]] = {
    "open": ("Open", "blue"),
    "fulfilled": ("Fulfilled", "white"),
    "withdrawn": ("Withdrawn", "grey"),
    "expired": ("Ended", "grey"),
}
"""State -> its name and the colour of its tag."""

VISIBILITIES: tuple[tuple[str, str, str], ...] = (
    ("everybody", "Everybody", "Visitors to this site too, without signing in"),
    ("members", "Members of Q", "Whoever is signed in"),
    ("region", "Members of my region", "Whoever is signed in and has the same home region"),
)
READERS = {value: text for value, text, _ in VISIBILITIES}
VISIBLE_CHOICES = [{"value": value, "text": text, "hint": hint} for value, text, hint in VISIBILITIES]


@dataclass(frozen=True)
class Offer:
    """One of them as its pages show it; ``who`` is how its owner may be called by this reader."""

    id: str
    version: int
    kind: str
    title: str
    text: str
    hours: str
    where: str
    who: str
    region: str
    until: str
    state: str
    state_name: str
    colour: str
    skills: tuple[tuple[str, str], ...]
    campaign_id: str
    is_own: bool
    is_ending: bool
    readers: str
    came: str

    @property
    def gives(self) -> bool:
        return self.kind == OFFER

    @property
    def noun(self) -> str:
        return "offer" if self.gives else "request"

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def can_be_renewed(self) -> bool:
        return self.state == "expired" or self.is_ending

    @property
    def skill_names(self) -> str:
        return ", ".join(name for _, name in self.skills)


@dataclass(frozen=True)
class Match:
    """What fits, and why, a sentence each."""

    offer: Offer
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Campaign:
    """A purpose with a time. ``offered`` and ``wanted`` are counts in words, "" in lists."""

    id: str
    version: int
    region: str
    where: str
    title: str
    purpose: str
    starts: str
    ends: str
    state: str
    offered: str
    wanted: str

    @property
    def is_over(self) -> bool:
        return self.state == "over"


def offer_of(answer: Answer, who: str, regions: Mapping[str, str], skills: Mapping[str, str]) -> Offer:
    """The page's from the door's; ``regions`` and ``skills`` are names by code."""
    name, colour = STATES[answer["state"]]
    return Offer(
        id=answer["id"],
        version=answer["version"],
        kind=answer["kind"],
        title=answer["title"],
        text=answer["text"],
        hours=in_hours(answer["minutes"]),
        where=where_of(answer["online"], answer["place"]),
        who=who,
        region=regions.get(answer["region"], answer["region"]),
        until=show_date(answer["until"]),
        state=answer["state"],
        state_name=name,
        colour=colour,
        skills=tuple((code, skills.get(code, code)) for code in answer["skills"]),
        campaign_id=answer["campaign_id"] or "",
        is_own=answer["is_own"],
        is_ending=answer["state"] == "open" and date.fromisoformat(answer["until"]) - today() <= SOON,
        readers=READERS.get(answer.get("visible_to", ""), ""),
        came=_came(answer.get("exchanges", {})),
    )


def where_of(online: bool, place: str | None) -> str:
    """``Online, or in Exeter``."""
    if online and place:
        return f"Online, or in {place}"
    return "Online" if online else f"In {place}"


def match_of(answer: Answer, offer: Offer, skills: Mapping[str, str]) -> Match:
    """``offer`` is the one that fits, as it is shown."""
    words = [f"“{each['words']}”" for each in answer["reasons"] if each["kind"] == WORD]
    said = [_reason(each, offer, skills) for each in answer["reasons"] if each["kind"] != WORD]
    skilled = sum(each["kind"] == SKILL for each in answer["reasons"])
    both = [f"Both say {and_so_on(words)}"] if words else []
    return Match(offer, (*said[:skilled], *both, *said[skilled:]))


def campaign_of(answer: Answer, regions: Mapping[str, str]) -> Campaign:
    """Of ``offers.get_campaign`` or of a list's."""
    day = today().isoformat()
    state = "coming" if answer["starts"] > day else "running"
    return Campaign(
        id=answer["id"],
        version=answer["version"],
        region=answer["region"],
        where=regions.get(answer["region"], "All of Q"),
        title=answer["title"],
        purpose=answer["purpose"],
        starts=show_date(answer["starts"]),
        ends=show_date(answer["ends"]),
        state="over" if answer["ends"] < day else state,
        offered=_counted(answer["offers"], "offer") if "offers" in answer else "",
        wanted=_counted(answer["requests"], "request") if "requests" in answer else "",
    )


def skill_names(vocabulary: Answer) -> dict[str, str]:
    """Key -> name of every skill, by name, of ``vocabulary.list_vocabulary``."""
    found = {each["key"]: each["name"] for group in vocabulary["items"] for each in group["skills"]}
    return dict(sorted(found.items(), key=lambda each: each[1].casefold()))


def and_so_on(words: list[str]) -> str:
    """``one``, ``one and two``, ``one, two and three``."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _reason(reason: Answer, offer: Offer, skills: Mapping[str, str]) -> str:
    """One reason for a match as people say it."""
    words = str(reason["words"])
    said = {
        SKILL: f"The same skill: {skills.get(words, words)}",
        "place": f"Both are in {words}",
        "online": "Both can meet online",
        "region": f"Both are in {offer.region}",
        "time": "As much time is offered as is wanted",
        "campaign": "Both are for the same campaign",
    }
    return said.get(reason["kind"], words)


def _came(exchanges: Mapping[str, int]) -> str:
    """``3 exchanges came of it, 2 of them settled``."""
    number, settled = sum(exchanges.values()), exchanges.get("settled", 0)
    if not number:
        return ""
    said = "1 exchange came of it" if number == 1 else f"{number} exchanges came of it"
    return f"{said}, {settled} of them settled" if settled and number > 1 else said


def _counted(tally: Answer, noun: str) -> str:
    """``2 offers of 3 hours in all``; of one the time alone, of none nothing more."""
    number = tally["number"]
    if not number:
        return f"No {noun}s yet"
    time = in_hours(tally["minutes"])
    return f"1 {noun} of {time}" if number == 1 else f"{number} {noun}s of {time} in all"
