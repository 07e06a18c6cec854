"""What members can do, in words: one's own page, one skill, who vouches for it (row 63)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import MONTHS, WEEKDAYS, show_date

LEVELS: list[dict[str, str]] = [
    {
        "value": "learning",
        "text": "I am learning it",
        "hint": "I would like to do it with others",
    },
    {"value": "doing", "text": "I do it in my own work"},
    {"value": "coaching", "text": "I coach others in it", "hint": "I can show somebody else how"},
]
LEVEL_NAMES: dict[str, tuple[str, str]] = {
    "learning": ("Learning", "grey"),
    "doing": ("Doing it", "white"),
    "coaching": ("Coaching others", "blue"),
}
"""Level -> its name and the colour of its tag."""
VISIBILITIES: list[dict[str, str]] = [
    {
        "value": "members",
        "text": "Members of Q",
        "hint": "Signed-in members of the community",
    },
    {"value": "everyone", "text": "Everybody", "hint": "Visitors to this site too, without signing in"},
    {"value": "keepers", "text": "Only those who keep the register of my region"},
    {
        "value": "nobody",
        "text": "Nobody",
        "hint": "Your skills stay yours alone",
    },
]
VISIBLE_TO = {each["value"]: each["text"] for each in VISIBILITIES}
MONTH_CHOICES = [{"value": str(number), "text": name} for number, name in enumerate(MONTHS, 1)]
WEEKDAY_CHOICES = [{"value": str(number), "text": name} for number, name in enumerate(WEEKDAYS)]
NAMELESS = "A member of Q"
UNNAMED = "a member"
"""How the door calls whoever endorses and writes no name that the reader may see."""


@dataclass(frozen=True)
class Skill:
    """One skill of somebody."""

    id: str
    version: int
    key: str
    name: str
    level: str
    level_name: str
    colour: str
    evidence: str
    link: str
    confirmed: str
    is_stale: bool
    endorsements: int
    endorsed: str


@dataclass(frozen=True)
class Own:
    """The reader's own page."""

    version: int
    region: str
    visibility: str
    visible_to: str
    since: str
    shown_name: str
    district: str
    place: str
    system: str
    time: str
    skills: tuple[Skill, ...]
    stale: tuple[Skill, ...]

    @property
    def is_found(self) -> bool:
        return self.visibility != "nobody"


@dataclass(frozen=True)
class Owner:
    """Whose skills they are, as they let the reader see it; ``id`` is empty for visitors."""

    id: str
    name: str
    region: str
    system: str
    area: str
    time: str

    @property
    def where(self) -> str:
        """``Exeter, Devon, South West``: as much as they said."""
        return ", ".join(part for part in (self.area, self.system, self.region) if part)


@dataclass(frozen=True)
class Endorsement:
    """That somebody vouches for it."""

    id: str
    by: str
    giver_id: str
    words: str
    on: str
    may_take_back: bool


def skill_of(answer: Mapping[str, Any]) -> Skill:
    """From the door's."""
    level_name, colour = LEVEL_NAMES[answer["level"]]
    return Skill(
        id=answer["id"],
        version=answer["version"],
        key=answer["skill"],
        name=answer["name"],
        level=answer["level"],
        level_name=level_name,
        colour=colour,
        evidence=answer["evidence"] or "",
        link=answer["link"] or "",
        confirmed=show_date(answer["confirmed_on"]),
        is_stale=answer["is_stale"],
        endorsements=answer["endorsements"],
        endorsed=_endorsed(answer["endorsements"]),
    )


def own_of(answer: Mapping[str, Any], regions: Mapping[str, str]) -> Own:
    """From ``get_my_skills``."""
    skills = tuple(skill_of(each) for each in answer["items"])
    place, said = answer["place"], answer["availability"]
    return Own(
        version=answer["version"],
        region=regions.get(answer["region"], answer["region"]),
        visibility=answer["visibility"],
        visible_to=VISIBLE_TO[answer["visibility"]],
        since=show_date(answer["agreed_at"]),
        shown_name=answer["shown_name"] or "",
        district=place["district"] if place else "",
        place=place["measured_from"] if place else "",
        system=answer["system"] or "",
        time=_time(said),
        skills=skills,
        stale=tuple(each for each in skills if each.is_stale),
    )


def typed_of(answer: Mapping[str, Any]) -> dict[str, Any]:
    """The same as the answers of the form that changes it."""
    said = answer["availability"]
    return {
        "visibility": answer["visibility"] if answer["agreed_at"] or answer["version"] > 1 else "",
        "shown_name": answer["shown_name"] or "",
        "postcode": answer["place"]["district"] if answer["place"] else "",
        "system": answer["system"] or "",
        "hours": str(said["hours"]) if said else "",
        "months": [str(each) for each in said["months"]] if said else [],
        "weekdays": [str(each) for each in said["weekdays"]] if said else [],
        "version": str(answer["version"] or ""),
    }


def owner_of(answer: Mapping[str, Any], regions: Mapping[str, str], directory_name: str = "") -> Owner:
    """``directory_name``: what the member directory shows this reader, where the owner writes no name."""
    region = regions.get(answer["region"], answer["region"])
    return Owner(
        id=answer["member_id"] or "",
        name=answer["shown_name"] or directory_name or f"{NAMELESS} in {region}",
        region=region,
        system=answer["system"] or "",
        area=answer["area"] or "",
        time=_capital(answer["availability"] or ""),
    )


def endorsements_of(items: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> list[Endorsement]:
    """``names``: member id -> what the directory shows the reader, for those who write no name here."""
    return [
        Endorsement(
            id=each["id"],
            by=_capital(names.get(each["giver_id"], each["by"]) if each["by"] == UNNAMED else each["by"]),
            giver_id=each["giver_id"] or "",
            words=each["words"] or "",
            on=show_date(each["at"]),
            may_take_back=each["may_take_back"],
        )
        for each in items
    ]


def _time(said: Mapping[str, Any] | None) -> str:
    if said is None:
        return ""
    return _capital(said["in_words"]) if said["hours"] else "None at present"


def _endorsed(number: int) -> str:
    if not number:
        return ""
    return "Endorsed by one member" if number == 1 else f"Endorsed by {number} members"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
