"""What there is to learn, in words (row 88)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date

KINDS: dict[str, str] = {
    "course": "Course",
    "training": "Training",
    "masterclass": "Masterclass",
    "webinar": "Webinar",
    "fellowship": "Fellowship",
    "visit": "Visit",
    "reading": "Reading",
}
KIND_CHOICES = [{"value": key, "text": name} for key, name in KINDS.items()]


UK = "UK"


@dataclass(frozen=True)
class Opportunity:
    """Something to learn at."""

    id: str
    version: int
    region: str
    region_name: str
    title: str
    kind: str
    provider: str
    dates: str
    places: str
    access: str
    open_to: str
    is_open_to_all: bool
    booking: str
    teaches: tuple[str, ...]
    is_withdrawn: bool
    completed: str

    @property
    def line(self) -> str:
        """``Course, 4 October 2018, Exeter``."""
        return ", ".join(part for part in (self.kind, self.dates, self.places) if part)


@dataclass(frozen=True)
class Offered:
    """A skill that one may add after completing it."""

    skill: str
    words: str


@dataclass(frozen=True)
class Completion:
    """That the reader completed it; ``offers`` are skills that are not among theirs yet."""

    id: str
    title: str
    on: str
    offers: tuple[Offered, ...]
    had: tuple[str, ...]


def lists(regions: Mapping[str, str]) -> dict[str, str]:
    """Every list by its code: first that of the whole UK."""
    return {UK: "The whole UK", **regions}


def opportunity_of(answer: Mapping[str, Any], regions: Mapping[str, str]) -> Opportunity:
    return Opportunity(
        id=answer["id"],
        version=answer["version"],
        region=answer["region"],
        region_name=regions.get(answer["region"], answer["region"]),
        title=answer["title"],
        kind=KINDS[answer["kind"]],
        provider=answer["provider"],
        dates=answer["dates"],
        places=", ".join(answer["places"]),
        access=answer["access"],
        open_to=answer["open_to"],
        is_open_to_all=answer["is_open_to_all"],
        booking=answer["booking"],
        teaches=tuple(each["word"] for each in answer["teaches"]),
        is_withdrawn=answer["is_withdrawn"],
        completed=show_date(answer.get("completed_on")),
    )


def opportunities_of(items: Iterable[Mapping[str, Any]], regions: Mapping[str, str]) -> list[Opportunity]:
    return [opportunity_of(each, regions) for each in items]


def typed_of(answer: Mapping[str, Any]) -> dict[str, str]:
    """An opportunity as the answers of the form that changes it."""
    typed = {name: answer[name] for name in ("region", "title", "kind", "provider", "access", "booking")}
    typed["places"] = "\n".join(answer["places"])
    typed["teaches"] = "\n".join(each["word"] for each in answer["teaches"])
    typed["open_to"] = "" if answer["is_open_to_all"] else answer["open_to"]
    typed["version"] = str(answer["version"])
    for name in ("begins", "ends"):
        if name == "begins" or answer["ends"] != answer["begins"]:
            typed |= _parts(name, answer[name])
    return typed


def completion_of(answer: Mapping[str, Any], own: Iterable[str]) -> Completion:
    """``own``: the keys of the reader's skills."""
    mine = set(own)
    return Completion(
        id=answer["id"],
        title=answer["title"],
        on=show_date(answer["on"]),
        offers=tuple(
            Offered(each["skill"], each["words"]) for each in answer["offers"] if each["skill"] not in mine
        ),
        had=tuple(each["word"] for each in answer["offers"] if each["skill"] in mine),
    )


def _parts(name: str, day: str) -> dict[str, str]:
    parts = dict(zip(("year", "month", "day"), day.split("-"), strict=False))
    return {f"{name}-{part}": str(int(value)) for part, value in parts.items()}
