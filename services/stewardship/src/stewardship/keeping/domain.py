"""How each clause of a document is kept: its state, a note, evidence and practices (rows 17, 18, 19, 28)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from commons.rough_dates import RoughDate
from stewardship.documents.catalogue import CATALOGUES
from stewardship.documents.kinds import Kind
from stewardship.refusal import Refusal

MOST_LINKS = 20


@dataclass(frozen=True)
class Link:
    """Words and an address: a page of the platform (``/regions/SW``) or of the web (``https://...``)."""

    label: str
    address: str


@dataclass(frozen=True)
class Change:
    """A state from a day on, with its note; ``role`` is that of the person who said so."""

    state: str
    note: str
    on: RoughDate
    role: str


@dataclass(frozen=True)
class Mark:
    """One clause. ``history`` begins with the oldest change; its last one is what holds."""

    code: str
    evidence: tuple[Link, ...] = ()
    practices: tuple[Link, ...] = ()
    history: tuple[Change, ...] = ()

    @property
    def state(self) -> str:
        return self.history[-1].state if self.history else ""

    @property
    def note(self) -> str:
        return self.history[-1].note if self.history else ""

    @property
    def since(self) -> RoughDate | None:
        return self.history[-1].on if self.history else None


@dataclass(frozen=True)
class Keeping:
    """The marks of one document, whose id it shares; a mark outlives the version it was made under."""

    id: str
    version: int
    marks: tuple[Mark, ...] = ()

    def mark(self, code: str) -> Mark:
        return next((mark for mark in self.marks if mark.code == code), Mark(code))


def nothing_kept(document_id: str) -> Keeping:
    """Before the first mark: version 0, never saved."""
    return Keeping(document_id, 0)


def mark(
    keeping: Keeping,
    kind: Kind,
    code: str,
    known: Collection[str],
    *,
    role: str,
    on: RoughDate,
    today: date,
    state: str | None = None,
    note: str | None = None,
    evidence: tuple[Link, ...] | None = None,
    practices: tuple[Link, ...] | None = None,
) -> Keeping:
    """The document with this clause marked; what is None stays as it was. The same again changes nothing.

    ``on`` may lie in the past, never before the change that holds. ``known`` are the codes that can be
    marked. Refused: ``clause_unknown``, ``state_not_of_kind``, ``evidence_required``,
    ``practices_not_of_kind``, ``marked_out_of_order``.
    """
    if code not in known:
        raise Refusal("clause_unknown")
    before = keeping.mark(code)
    after = before
    if evidence is not None:
        after = replace(after, evidence=evidence)
    if practices is not None:
        if not kind.has_practices:
            raise Refusal("practices_not_of_kind", fields={"practices": ["Only principles have practices."]})
        after = replace(after, practices=practices)
    if state is not None or note is not None:
        after = _changed(after, kind, state, note, role, on, today)
    _refuse_unproved(after, kind)
    if after == before:
        return keeping
    others = tuple(each for each in keeping.marks if each.code != code)
    return replace(keeping, version=keeping.version + 1, marks=(*others, after))


def state_of(kind: Kind, code: str, found: Mark, *, local_finance: bool) -> tuple[str, str]:
    """The state that is shown, and its note: a line that needs money sleeps where none is allocated (C28)."""
    if found.state or not kind.states:
        return found.state, found.note
    catalogue = CATALOGUES.get(kind.code)
    entry = catalogue.entry(code) if catalogue else None
    if entry is not None and entry.needs_money and not local_finance:
        return "dormant", "No money is allocated locally."
    return "", found.note


def _changed(
    mark: Mark, kind: Kind, state: str | None, note: str | None, role: str, on: RoughDate, today: date
) -> Mark:
    said = mark.state if state is None else state
    if said and said not in kind.states:
        known = ", ".join(each.replace("_", " ") for each in kind.states) or "none"
        raise Refusal("state_not_of_kind", fields={"state": [f"The states of this kind are: {known}."]})
    if on.surely_after(today) or (mark.since is not None and on.surely_before(mark.since)):
        raise Refusal("marked_out_of_order", fields={"on": ["Give a day from the last change to today."]})
    words = mark.note if note is None else note
    if (said, words) == (mark.state, mark.note):
        return mark
    return replace(mark, history=(*mark.history, Change(said, words, on, role)))


def _refuse_unproved(mark: Mark, kind: Kind) -> None:
    """Row 17: nobody says that something is met without showing it."""
    if kind.done and mark.state == kind.done and not mark.evidence:
        raise Refusal("evidence_required", fields={"evidence": ["Give at least one link that shows it."]})
