"""The Compact and whether a new version waits for somebody's acceptance (row 3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, show_instant


@dataclass(frozen=True)
class Prompt:
    """A new version waits; access stays until the end of the grace period, then the membership is paused."""

    until: str
    is_paused: bool


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, or the points of a list."""

    kind: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.lines)


@dataclass(frozen=True)
class Version:
    """One version of the Compact."""

    number: str
    blocks: tuple[Block, ...]
    changes: str
    effective: str
    published: str


def prompt_of(profile: Mapping[str, Any]) -> Prompt | None:
    """The prompt for a member whose acceptance is behind the current version."""
    compact = profile["compact"]
    if not compact["prompt"]:
        return None
    return Prompt(until=show_instant(compact["grace_until"]), is_paused=profile.get("status") == "paused")


def version_of(answer: Mapping[str, Any]) -> Version:
    """A version as its page shows it."""
    return Version(
        number=answer["version"],
        blocks=blocks_of(answer["text"]),
        changes=answer["summary_of_changes"],
        effective=show_date(answer["effective"]),
        published=show_date(answer["published_at"]),
    )


def blocks_of(text: str) -> tuple[Block, ...]:
    """The text in parts: empty lines between them, ``##`` before a heading, ``-`` before a point.

    The title (``#``) is left out, since the page has its own. Everything stays plain text.
    """
    parts = (part.strip() for part in text.replace("\r\n", "\n").split("\n\n"))
    return tuple(_block(part) for part in parts if part and not part.startswith("# "))


def _block(part: str) -> Block:
    if part.startswith("#"):
        return Block("heading", (part.lstrip("# ").strip(),))
    if part.startswith("- "):
        points = f"\n{part}".split("\n- ")[1:]
        return Block("list", tuple(" ".join(point.split()) for point in points))
    return Block("paragraph", (" ".join(part.split()),))
