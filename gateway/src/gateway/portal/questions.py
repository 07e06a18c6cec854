"""The choices that forms offer. Answers are optional (row 7) and stored in these words."""

from typing import Any


def _same(*texts: str) -> list[dict[str, Any]]:
    return [{"value": text, "text": text} for text in texts]


SECTORS = _same(
    "Acute hospital care",
    "Ambulance service",
    "Care home or nursing home",
    "Commissioning",
    "Community care",
    "Education or research",
    "General practice or primary care",
    "Government or arm's length body",
    "Hospice",
    "Mental health",
    "Patients, carers and families",
    "Public health",
    "Social care",
    "Voluntary sector",
)

PERSPECTIVES = _same(
    "I use services, or did",
    "I care for somebody who does",
    "I work with patients or the public",
    "I lead or manage services",
    "I work with data or finance",
    "I teach or do research",
)

THANKS = _same(
    "Facilitating", "Speaking", "Coaching", "Organising", "Sharing what was learned", "Something else"
)


def with_own(choices: list[dict[str, Any]], own: str) -> list[dict[str, Any]]:
    """The choices and, first, an answer that came another way (an import), so that it is not lost."""
    if not own or any(choice["value"] == own for choice in choices):
        return choices
    return [*_same(own), *choices]
