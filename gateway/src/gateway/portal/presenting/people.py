"""A member as a page shows them: only what the door gave, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date

LABELS: dict[str, str] = {
    "name": "Name",
    "email": "E-mail address",
    "profession": "Profession",
    "sector": "Sector",
    "organisation": "Organisation",
    "system": "Local system",
    "region": "Home region",
    "cohort": "Cohort",
    "joined": "Joined",
    "perspective": "Perspective",
    "about": "About",
    "interests": "Interests",
    "connector": "Q Connector",
}
"""Every field that a page may show of a member, in the order it shows them."""

AUDIENCES = (
    ("public", "Everybody", "Visitors to this site, without signing in"),
    ("members", "Members", "Signed-in members of the community"),
    ("region", "My region", "Members whose home region is the same as mine, and those who look after it"),
    (
        "nobody",
        "Nobody",
        "Only me. Name, e-mail address, region, cohort and joining stay known to who keeps the register",
    ),
)
"""Who may see a field: value, short name, explanation."""


@dataclass(frozen=True)
class Fact:
    """A line about a member."""

    label: str
    value: str
    field: str


@dataclass(frozen=True)
class Person:
    """A member on a results page or a page of their own."""

    id: str
    name: str
    line: str
    region: str
    is_connector: bool
    topics: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Seen:
    """What one audience sees of a profile."""

    audience: str
    explained: str
    facts: tuple[Fact, ...]


def person_of(member: Mapping[str, Any], regions: Mapping[str, str]) -> Person:
    """The page's person from a member as the door lets the caller see them."""
    connector = member.get("connector") or {}
    return Person(
        id=member["id"],
        name=member.get("name") or "Name not shown",
        line=", ".join(
            _said(part, member[part], regions) for part in ("profession", "organisation") if member.get(part)
        ),
        region=regions.get(member.get("region") or "", member.get("region") or ""),
        is_connector=bool(connector),
        topics=", ".join(connector.get("topics") or []),
        facts=facts_of(member, regions, leave_out=("name",)),
    )


def people_of(members: Iterable[Mapping[str, Any]], regions: Mapping[str, str]) -> tuple[Person, ...]:
    return tuple(person_of(member, regions) for member in members)


def facts_of(
    member: Mapping[str, Any], regions: Mapping[str, str], *, leave_out: tuple[str, ...] = ()
) -> tuple[Fact, ...]:
    """The fields that are there, with their labels; an empty one is left out."""
    found = ((field, label, _said(field, member.get(field), regions)) for field, label in LABELS.items())
    return tuple(
        Fact(label, value, field) for field, label, value in found if value and field not in leave_out
    )


def seen_by(answer: Mapping[str, Any], regions: Mapping[str, str]) -> tuple[Seen, ...]:
    """What visitors, members and the region see, from ``my_profile``'s ``seen_by``."""
    shown = answer["seen_by"]
    return tuple(
        Seen(name, explained, facts_of(shown[audience], regions) if shown[audience] else ())
        for audience, name, explained in AUDIENCES
        if audience in shown
    )


def _said(field: str, value: Any, regions: Mapping[str, str]) -> str:
    if value is None or value == "" or value == []:
        return ""
    if field == "joined":
        return show_date(value)
    if field == "region":
        return regions.get(value, str(value))
    if field == "cohort":
        return "Founding member" if value == "founding" else str(value).capitalize()
    if field == "connector":
        topics = ", ".join(value.get("topics") or [])
        places = ", ".join(regions.get(code, code) for code in value.get("regions") or [])
        return "; ".join(part for part in (places, topics) if part) or "Yes"
    if field in ("profession", "sector", "perspective"):
        return str(value)[:1].upper() + str(value)[1:]
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return str(value)
