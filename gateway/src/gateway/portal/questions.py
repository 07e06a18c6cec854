"""The choices that forms offer. Answers are optional (row 7) and stored in these words."""

from typing import Any


def _same(*texts: str) -> list[dict[str, Any]]:
    return [{"value": text, "text": text} for text in texts]


def _said(**texts: str) -> list[dict[str, Any]]:
    return [{"value": value.replace("_", " "), "text": text} for value, text in texts.items()]


# The values are the words that imports use too, so that a search finds both.
SECTORS = _said(
    acute_hospital="Acute hospital",
    ambulance_service="Ambulance service",
    charity="Charity or voluntary sector",
    commissioning="Commissioning",
    community_services="Community services",
    government="Government or arm's length body",
    hospice_or_care_home="Hospice or care home",
    improvement_body="Improvement body or network",
    mental_health="Mental health",
    patients_and_carers="Patients, carers and families",
    primary_care="General practice or primary care",
    public_health="Public health",
    social_care="Social care",
    university="Education or research",
)

PERSPECTIVES = _said(
    patient="I use services, or did",
    carer="I care for somebody who does",
    clinician="I look after patients",
    manager="I lead or manage services",
    commissioner="I plan or pay for services",
    analyst="I work with data or do research",
)

THANKS = _same(
    "Facilitating", "Speaking", "Coaching", "Organising", "Sharing what was learned", "Something else"
)


def with_own(choices: list[dict[str, Any]], own: str) -> list[dict[str, Any]]:
    """The choices and, first, an answer that came another way (an import), so that it is not lost."""
    if not own or any(choice["value"] == own for choice in choices):
        return choices
    return [*_same(own), *choices]
