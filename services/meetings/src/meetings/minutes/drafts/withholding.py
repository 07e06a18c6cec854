"""One source, two texts: a passage marked as withheld is never in what everybody reads (C30, row 44).

The mark is plain to type: ``[[withhold personal: the words]]``. Whatever is not clearly a mark or
clearly none is a problem to be mended before minutes are submitted: in doubt nothing is published.
"""

import re
from dataclasses import dataclass

PERSONAL, DISPUTE, COMMERCIAL, SAFETY = "personal", "dispute", "commercial", "safety"
REASONS: dict[str, str] = {
    PERSONAL: "personal information",
    DISPUTE: "a dispute",
    COMMERCIAL: "commercial information",
    SAFETY: "the safety of a person",
}
"""Why words may be withheld from the public, and how the public text says it."""

MARK = re.compile(r"\[\[\s*withhold\s+([a-z]+)\s*:((?:(?!\[\[|\]\]).)+)\]\]", re.IGNORECASE | re.DOTALL)
UNCLEAR = re.compile(
    r"\[+\s*withhold\s+\w*\s*:?|\[\[|\]\]|\[\s*withhold\b|\bwithhold\s+(?:personal|dispute|commercial|safety)\s*:",
    re.IGNORECASE,
)
SHOWN = 40
"""Characters of the place that is named when a mark is not clear."""


@dataclass(frozen=True)
class Passage:
    """Words that are withheld from the public, and why."""

    reason: str
    words: str


def passages(text: str) -> tuple[Passage, ...]:
    """What this text withholds, in its order."""
    return tuple(
        Passage(found.group(1).lower(), found.group(2).strip())
        for found in MARK.finditer(text)
        if found.group(1).lower() in REASONS
    )


def public_text(text: str) -> str:
    """The text for everybody. Raises ``ValueError`` while a mark is unclear: better none than too much."""
    if problems(text):
        raise ValueError("a mark of withheld words is not clear")
    return MARK.sub(lambda found: f"[withheld: {REASONS[found.group(1).lower()]}]", text)


def problems(text: str) -> tuple[str, ...]:
    """Each mark that is not clear, in words that name the place."""
    said = [
        f"“{found.group(1)}” is no reason to withhold words. Use {', '.join(REASONS)}."
        for found in MARK.finditer(text)
        if found.group(1).lower() not in REASONS
    ]
    # A well-formed mark becomes a letter that no mark is made of: what is left must be plain text.
    rest = MARK.sub("\0", text)
    for found in UNCLEAR.finditer(rest):
        around = " ".join(rest[found.start() : found.start() + SHOWN].replace("\0", " ").split())
        said.append(f"A mark is not complete at “{around}”. Write [[withhold personal: the words]].")
    return tuple(said)
