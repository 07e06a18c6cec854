"""Stakeholders, what they said, and programmes of others, in words (row 29)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date

KINDS = {
    "system": "Local system (STP)",
    "commissioner": "Commissioner",
    "provider": "Provider of care",
    "board": "Board",
    "clinical_senate": "Clinical senate or cabinet",
    "finance": "Finance directors",
    "care_sector": "Care sector",
    "improvement_group": "Improvement group",
    "collaborative": "Collaborative",
    "other": "Other",
}
STANCES = {"supports": "Supports", "neutral": "Neutral", "declined": "Declined"}
TOPICS = {"general": "In general", "concordat": "The concordat"}


@dataclass(frozen=True)
class Talk:
    """A meeting, for those who keep the group."""

    on: str
    topic: str
    stance: str
    summary: str


@dataclass(frozen=True)
class Stakeholder:
    """A body a group works with."""

    id: str
    version: int
    region: str
    organisation: str
    kind: str
    contact_role: str
    contact_point: str
    consent: str
    stances: str
    last: str
    next_step: str
    next_due: str
    talks: tuple[Talk, ...]


@dataclass(frozen=True)
class Programme:
    """A programme of others, with the regions that work with it."""

    id: str
    name: str
    about: str
    address: str
    links: tuple[Mapping[str, Any], ...]


def stakeholder_of(answer: Mapping[str, Any]) -> Stakeholder:
    """A stakeholder as the door lets the caller see it."""
    said = answer["stances"]
    return Stakeholder(
        id=answer["id"],
        version=answer["version"],
        region=answer["region"],
        organisation=answer["organisation"],
        kind=KINDS[answer["kind"]],
        contact_role=answer["contact_role"],
        contact_point=answer["contact_point"] or "",
        consent=show_date(answer["consent_on"]),
        stances="; ".join(
            f"{TOPICS[topic]}: {STANCES[said[topic]].lower()}" for topic in TOPICS if topic in said
        ),
        last=show_date(answer["last_on"]),
        next_step=answer["next_step"] or "",
        next_due=show_date(answer["next_due"]),
        talks=tuple(
            Talk(show_date(each["on"]), TOPICS[each["topic"]], STANCES[each["stance"]], each["summary"])
            for each in reversed(answer["engagements"])
        ),
    )


def contact_answers(answer: Mapping[str, Any]) -> dict[str, str]:
    """The contact as its form's answers, to be changed."""
    answers = {"contact_role": answer["contact_role"], "contact_point": answer["contact_point"] or ""}
    if answer["consent_on"]:
        year, month, day = answer["consent_on"].split("-")
        parts = {"day": day, "month": month, "year": year}
        answers.update({f"consent_on-{part}": str(int(number)) for part, number in parts.items()})
    return answers


def counts_of(counts: list[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    """(topic, what was said) for the topics that somebody was asked about."""
    asked = (each for each in counts if each["supports"] or each["neutral"] or each["declined"])
    return tuple((TOPICS[each["topic"]], each["shown"]) for each in asked)


def leaning_of(answer: Mapping[str, Any] | None) -> str:
    """A note when one kind of body is more than half."""
    if answer is None:
        return ""
    kind = KINDS[answer["kind"]]
    share = f"{answer['bodies']} of {answer['of']} are of one kind"
    return f"{share}: {kind[:1].lower()}{kind[1:]}. Who else should be heard?"


def programme_of(answer: Mapping[str, Any]) -> Programme:
    return Programme(
        answer["id"], answer["name"], answer["about"], answer["address"] or "", tuple(answer["links"])
    )
