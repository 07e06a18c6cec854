"""Extracts in words: who asked for which counts, why, until when, and what was handed over (row 79)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, show_instant

UK, ALL_OF_Q = "UK", "All of Q"
DATASETS = {
    "members": "Members",
    "proposals": "Proposals of Q Exchange",
    "learning": "Learning library",
    "stories": "Impact stories",
    "led_projects": "Projects led by groups",
    "lab_sign_ups": "Sign-ups for Q Lab",
}
FIELDS = {
    "region": "region",
    "status": "whether they are active",
    "joined": "the year they joined",
    "round": "round",
    "stage": "what became of it",
    "theme": "theme",
    "kind": "kind",
    "worked": "whether it worked",
    "year": "year",
    "evidence": "what it rests on",
    "state": "how far it is",
    "project": "project",
}
OF_DATASET: dict[str, tuple[str, ...]] = {
    "members": ("status", "joined"),
    "proposals": ("round", "stage", "theme"),
    "learning": ("kind", "worked", "year"),
    "stories": ("evidence", "year"),
    "led_projects": ("state", "year"),
    "lab_sign_ups": ("project", "year"),
}
STATES: dict[str, tuple[str, str]] = {
    "asked": ("Waits for a decision", "blue"),
    "approved": ("Approved", "white"),
    "refused": ("Refused", "grey"),
    "ended": ("Ended", "grey"),
}


@dataclass(frozen=True)
class Extract:
    """``counted_by`` is a sentence's end: "region, round and theme"."""

    id: str
    version: int
    region: str
    where: str
    asker: str
    purpose: str
    dataset: str
    counted_by: str
    until: str
    state: str
    state_name: str
    colour: str
    reason: str
    asked: str
    handed_over: str
    ended: str
    may_decide: bool

    @property
    def is_asked(self) -> bool:
        return self.state == "asked"

    @property
    def is_approved(self) -> bool:
        return self.state == "approved"


@dataclass(frozen=True)
class HandOver:
    """One that was recorded."""

    number: int
    at: str
    rows: str
    digest: str
    is_erased: bool


def extract_of(answer: Mapping[str, Any], names: Mapping[str, str]) -> Extract:
    """Of ``get_extract``; ``names`` are the regions'."""
    state_name, colour = STATES[answer["state"]]
    return Extract(
        id=answer["id"],
        version=answer["version"],
        region=answer["region"],
        where=_where(answer["region"], names),
        asker=answer["asker"],
        purpose=answer["purpose"],
        dataset=DATASETS[answer["dataset"]],
        counted_by=_listed([FIELDS[each] for each in answer["fields"]]),
        until=show_date(answer["until"]),
        state=answer["state"],
        state_name=state_name,
        colour=colour,
        reason=answer["reason"] or "",
        asked=show_date(answer["asked_at"]),
        handed_over=_times(answer["handed_over"]),
        ended=show_date(answer["ended_at"]),
        may_decide=answer["may_decide"],
    )


def hand_over_of(answer: Mapping[str, Any]) -> HandOver:
    rows = answer["rows"]
    return HandOver(
        number=answer["number"],
        at=show_instant(answer["at"]),
        rows=f"{rows:,} row{'' if rows == 1 else 's'}",
        digest=answer["digest"],
        is_erased=answer["is_erased"],
    )


def field_choices() -> list[dict[str, str]]:
    """Each field once, saying of what it is."""
    told = {name: [DATASETS[each] for each in DATASETS if name in OF_DATASET[each]] for name in FIELDS}
    return [
        {"value": name, "text": f"{text[0].upper()}{text[1:]} ({'; '.join(told[name])})"}
        for name, text in FIELDS.items()
        if told[name]
    ]


def dataset_choices() -> list[dict[str, str]]:
    return [{"value": value, "text": text} for value, text in DATASETS.items()]


def _where(region: str, names: Mapping[str, str]) -> str:
    return ALL_OF_Q if region == UK else names.get(region, region)


def _times(number: int) -> str:
    return {0: "Not yet", 1: "Once", 2: "Twice"}.get(number, f"{number} times")


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
