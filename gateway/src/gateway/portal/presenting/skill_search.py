"""Who can help, in words: each match with its reasons, and saved searches (row 63)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from gateway.portal.dates import MONTHS, WEEKDAYS, show_date
from gateway.portal.whole_numbers import whole

Json = Mapping[str, Any]

LEVELS = {
    "learning": "Somebody who learns it themselves, or knows more",
    "doing": "Somebody who does it in their own work, or coaches others",
    "coaching": "Somebody who coaches others in it",
}
MILES = (5, 15, 30, 60, 100)
HOURS = (1, 2, 4, 8)

LEVEL_CHOICES = [{"value": key, "text": words} for key, words in LEVELS.items()]
MILES_CHOICES = [{"value": str(each), "text": f"Within {each} miles"} for each in MILES]
MONTH_CHOICES = [{"value": str(number), "text": name} for number, name in enumerate(MONTHS, 1)]
WEEKDAY_CHOICES = [{"value": str(number), "text": name} for number, name in enumerate(WEEKDAYS)]
HOUR_CHOICES = [
    {"value": str(each), "text": f"{each} hour{'' if each == 1 else 's'} or more a month"} for each in HOURS
]


@dataclass(frozen=True)
class Why:
    """One reason; ``points`` is "" for what was asked for."""

    words: str
    points: str


@dataclass(frozen=True)
class Match:
    """Somebody's skill that was found. ``ask`` leads to asking them, "" for visitors."""

    id: str
    who: str
    skill: str
    is_stale: bool
    place: str
    points: int
    reasons: tuple[Why, ...]
    ask: str


@dataclass(frozen=True)
class SavedSearch:
    """One of the reader's own. ``again`` leads to the same question on the search page."""

    id: str
    name: str
    tells: bool
    saved: str
    told: str
    news: int
    again: str


def matches_of(found: Iterable[Json], names: Mapping[str, str], regions: Mapping[str, str]) -> list[Match]:
    """``names``: member id -> the directory's name, of those who show none beside their skills."""
    return [_match(each, names, regions) for each in found]


def nameless(found: Iterable[Json]) -> list[str]:
    """The ids of owners who show no name beside their skills, each once."""
    owners = (each["owner"] for each in found)
    return list(dict.fromkeys(o["member_id"] for o in owners if o["member_id"] and not o["shown_name"]))


def counted(count: Json | None) -> str:
    """``3 matches``, ``more than 200 matches``; "" on later pages."""
    if count is None:
        return ""
    number = count["matches"]
    if count["is_more"]:
        return f"More than {number} matches"
    return {0: "No matches", 1: "One match"}.get(number, f"{number} matches")


def saved_search_of(answer: Json) -> SavedSearch:
    return SavedSearch(
        id=answer["id"],
        name=answer["name"],
        tells=answer["tells"],
        saved=show_date(answer["saved_at"]),
        told=show_date(answer["told_at"]),
        news=answer["new_matches"],
        again=f"/find-help?{query_of(answer['asked'])}",
    )


def query_of(asked: Json) -> str:
    """A question as the part of an address behind the ``?``; what was not asked is left out."""
    said = {name: value for name, value in asked.items() if value not in ("", None, [], 0, False)}
    said = {name: "yes" if value is True else value for name, value in said.items()}
    return urlencode(said, doseq=True)


def points_words(points: int) -> str:
    if not points:
        return ""
    return "1 point" if points == 1 else f"{points} points"


def asked_of(sent: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The form's answers as the door asks for them; what is no number stays as it is, and is refused."""
    asked: dict[str, Any] = {name: values[0] for name, values in sent.items() if values and values[0]}
    for name in ("within_miles", "month", "hours"):
        if name in asked:
            asked[name] = _number(asked[name])
    if "weekdays" in asked:
        asked["weekdays"] = [_number(each) for each in sent["weekdays"]]
    if "skills" in asked:
        asked["skills"] = list(sent["skills"])
    if "fresh" in asked:
        asked["fresh"] = asked["fresh"] == "yes"
    return asked


def _match(answer: Json, names: Mapping[str, str], regions: Mapping[str, str]) -> Match:
    owner = answer["owner"]
    region = regions.get(owner["region"], owner["region"])
    member_id = owner["member_id"] or ""
    asking = {"member": member_id, "skill": answer["skill"]}
    return Match(
        id=answer["id"],
        who=owner["shown_name"] or names.get(member_id, "") or f"A member of Q in {region}",
        skill=answer["name"],
        is_stale=answer["is_stale"],
        place=", ".join(part for part in (owner["area"], owner["system"], region) if part),
        points=answer["points"],
        reasons=tuple(
            Why(_sentence(each["words"]), points_words(each["points"])) for each in answer["reasons"]
        ),
        ask=f"/exchanges/new?{urlencode(asking)}" if member_id else "",
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _number(text: str) -> int | str:
    number = whole(text)
    return text if number is None else number
