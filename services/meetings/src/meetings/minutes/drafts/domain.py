"""A section of draft minutes, typed by several people at once, and all that anybody wrote in it (row 44)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from meetings.minutes.drafts.merging import Merge, merge
from meetings.minutes.drafts.withholding import problems
from meetings.refusal import Refusal

OPEN, CLOSED = "open", "closed"
PARTS = (OPEN, CLOSED)

SAVED, MERGED, BESIDE, DESCRIBED, RETURNED = "saved", "merged", "beside", "described", "returned"
UNCHANGED = "unchanged"
OUTCOMES = (SAVED, MERGED, BESIDE, UNCHANGED)
MOST_SECTIONS = 60


@dataclass(frozen=True)
class Section:
    """A piece of the minutes. ``version`` counts what was saved in it.

    ``item_id`` is the agenda's item; ``reason`` why a closed section is closed (row 43).
    """

    id: str
    version: int
    meeting_id: str
    position: int
    heading: str
    text: str = ""
    part: str = OPEN
    reason: str = ""
    item_id: str = ""
    is_removed: bool = False

    @property
    def is_closed(self) -> bool:
        return self.part == CLOSED

    @property
    def problems(self) -> tuple[str, ...]:
        """What must be mended before everybody may read it."""
        if self.is_closed:
            return ()
        return (*problems(self.heading), *problems(self.text))


@dataclass(frozen=True)
class Revision:
    """What somebody wrote: ``number`` is the section's version after it, ``read`` the one they had read.

    ``kind`` beside: it collided, the section stayed, and the words wait until somebody settles them.
    ``typed`` is what was sent where a merge made more of it.
    """

    id: str
    section_id: str
    meeting_id: str
    number: int
    kind: str
    by: str
    at: datetime
    read: int
    heading: str
    text: str
    part: str
    typed: str = ""
    settled_by: str = ""
    settled_at: datetime | None = None

    @property
    def waits(self) -> bool:
        return self.kind == BESIDE and not self.settled_by


@dataclass(frozen=True)
class Saving:
    """What came of a save: the section as it now is, what to add to its history, if anything."""

    outcome: str
    section: Section
    revision: Revision | None


def begin(section: Section, revision_id: str, by: str, now: datetime) -> tuple[Section, Revision]:
    """A new section with the first entry of its history."""
    return section, _revision(section, revision_id, DESCRIBED, by, now, section.version)


def save(section: Section, before: Revision, text: str, revision_id: str, by: str, now: datetime) -> Saving:
    """Save ``text``, written by somebody who had read ``before``.

    When the section changed since, both are merged by lines; where lines collide the section stays and
    the text is kept beside it. Nothing anybody wrote is lost.
    """
    if text in (section.text, before.text):
        return Saving(UNCHANGED, section, None)
    found = merge(before.text, section.text, text)
    if found.collides:
        kept = replace(section, text=text)
        return Saving(BESIDE, section, _revision(kept, revision_id, BESIDE, by, now, before.number))
    merged = found.text
    if merged == section.text:
        return Saving(UNCHANGED, section, None)
    after = replace(section, version=section.version + 1, text=merged)
    outcome = SAVED if merged == text else MERGED
    made = _revision(after, revision_id, outcome, by, now, before.number)
    return Saving(outcome, after, replace(made, typed=text) if outcome == MERGED else made)


def collision(section: Section, before: Revision, yours: Revision) -> Merge:
    """The three texts of a collision against the section as it is now."""
    return merge(before.text, section.text, yours.text)


def describe(
    section: Section, heading: str, part: str, reason: str, revision_id: str, by: str, now: datetime
) -> tuple[Section, Revision | None]:
    """Another heading, or the other part. Refused: ``reason_required`` for a closed one without."""
    if part == CLOSED and not reason:
        said = "Choose why this part is closed."
        raise Refusal("reason_required", said, {"reason": [said]})
    after = replace(section, heading=heading, part=part, reason=reason if part == CLOSED else "")
    if after == section:
        return section, None
    after = replace(after, version=section.version + 1)
    return after, _revision(after, revision_id, DESCRIBED, by, now, section.version)


def swap(one: Section, other: Section) -> tuple[Section, Section]:
    """The two in each other's place; what anybody wrote meanwhile is merged as ever."""
    return (
        replace(one, version=one.version + 1, position=other.position),
        replace(other, version=other.version + 1, position=one.position),
    )


def note(section: Section, revision_id: str, by: str, now: datetime) -> Revision:
    """The entry of a section's history that says where its version came from."""
    return _revision(section, revision_id, DESCRIBED, by, now, section.version - 1)


def remove(section: Section, revision_id: str, by: str, now: datetime) -> tuple[Section, Revision]:
    """Take a section out of the draft; its history stays."""
    after = replace(section, version=section.version + 1, is_removed=True)
    return after, _revision(after, revision_id, DESCRIBED, by, now, section.version)


def digest_of(sections: Iterable[Section]) -> str:
    """What stands for exactly these sections in exactly these versions."""
    told = "\n".join(f"{each.id}:{each.version}" for each in sections)
    return hashlib.sha256(told.encode()).hexdigest()


def refuse_unready(sections: Iterable[Section], waiting: int) -> None:
    """Refused: ``minutes_empty``, ``minutes_marks_unclear``, ``minutes_words_waiting``."""
    all_of_them = list(sections)
    if not any(each.text for each in all_of_them):
        raise Refusal("minutes_empty")
    # A heading is published, too, with nothing below it.
    unclear = [f"{each.heading}: {said}" for each in all_of_them for said in each.problems]
    if unclear:
        raise Refusal("minutes_marks_unclear", fields={"sections": unclear})
    if waiting:
        raise Refusal("minutes_words_waiting")


def _revision(section: Section, revision_id: str, kind: str, by: str, now: datetime, read: int) -> Revision:
    return Revision(
        revision_id, section.id, section.meeting_id, section.version, kind, by, now, read,
        section.heading, section.text, section.part,
    )  # fmt: skip
