"""How documents are shown: text, marks and reviews as answers for the bus."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from stewardship.documents.advice import Advice
from stewardship.documents.catalogue import CATALOGUES, Catalogue, Entry
from stewardship.documents.clauses import Clause
from stewardship.documents.difference import ADDED, CHANGED, REMOVED, SAME, ClauseDifference
from stewardship.documents.domain import LAPSED, Agreement, Document, Version, review_state
from stewardship.documents.kinds import BY_CODE, DUTIES, Kind
from stewardship.documents.schemas import kind_view
from stewardship.keeping.domain import Keeping, Mark, state_of

NOT_WRITTEN, CATALOGUE = "not_written", "catalogue"


def review_view(due: date | None, today: date) -> dict[str, Any]:
    """``state`` is ``none``, ``ahead``, ``soon`` or ``overdue``; ``days`` until it is due, negative after."""
    return {
        "due": due.isoformat() if due else None,
        "state": review_state(due, today),
        "days": (due - today).days if due else None,
    }


def agreement_view(agreement: Agreement) -> dict[str, Any]:
    """Without the id of the person who entered it."""
    return {
        "meeting": agreement.meeting,
        "on": agreement.on.text,
        "role": agreement.role,
        "reviewers": list(agreement.reviewers),
        "minutes": agreement.minutes,
    }


def version_line(version: Version) -> dict[str, Any]:
    """One line of a history."""
    return {
        "number": version.number,
        "version": version.version,
        "status": version.status,
        "summary": version.summary,
        "agreed": agreement_view(version.agreed) if version.agreed else None,
        "reviews": [agreement_view(review) for review in version.reviews],
        "ended_on": version.ended_on.text if version.ended_on else None,
        "end_reason": version.end_reason,
        "lapses_with_pilot": version.lapses_with_pilot,
    }


def version_view(version: Version) -> dict[str, Any]:
    """A version with its text."""
    return {**version_line(version), "clauses": [asdict(clause) for clause in version.clauses]}


def line_view(
    kind: Kind,
    region: str,
    document: Document | None,
    current: Version | None,
    kept: Keeping,
    *,
    today: date,
    local_finance: bool,
) -> dict[str, Any]:
    """One document of a region's list; ``states`` counts the clauses in each state."""
    clauses = current.clauses if current else starting_clauses(kind)
    marks = [(clause.code, kept.mark(clause.code)) for clause in clauses]
    found = [state_of(kind, code, mark, local_finance=local_finance)[0] for code, mark in marks]
    lapsed = current is not None and current.status == LAPSED
    return {
        "kind": kind.code,
        "title": document.title if document else kind.title,
        "id": document.id if document else None,
        "region": region,
        "status": status_of(kind, current),
        "number": current.number if current else None,
        "agreed": agreement_view(current.agreed) if current and current.agreed else None,
        "review": review_view(document.review_due if document and not lapsed else None, today),
        "clauses": len(clauses),
        "states": {state: found.count(state) for state in kind.states},
    }


def status_of(kind: Kind, current: Version | None) -> str:
    """``agreed`` or ``lapsed``; before that ``catalogue`` if the platform has lines, else ``not_written``."""
    if current is not None:
        return current.status
    return CATALOGUE if kind.code in CATALOGUES else NOT_WRITTEN


def kept_clauses(
    kind: Kind, clauses: Iterable[Clause], kept: Keeping, *, local_finance: bool
) -> list[dict[str, Any]]:
    """The clauses with how each is kept, and what the platform's catalogue says of it."""
    return [_kept_clause(kind, clause, kept.mark(clause.code), local_finance) for clause in clauses]


def _kept_clause(kind: Kind, clause: Clause, mark: Mark, local_finance: bool) -> dict[str, Any]:
    state, note = state_of(kind, clause.code, mark, local_finance=local_finance)
    catalogue = CATALOGUES.get(kind.code)
    entry = catalogue.entry(clause.code) if catalogue else None
    return {
        **asdict(clause),
        "line": catalogue.position(clause.code) + 1
        if catalogue and entry and not kind.has_practices
        else None,
        "scope": entry.scope if entry else "",
        "duty_label": _duty_label(clause.duty),
        "state": state,
        "note": note,
        "since": mark.since.text if mark.since else None,
        "evidence": [asdict(link) for link in mark.evidence],
        "practices": [asdict(link) for link in mark.practices],
        "history": [{**asdict(change), "on": change.on.text} for change in mark.history],
    }


def _duty_label(code: str) -> str:
    """``2. Delivery strategy``; "" without a duty."""
    duties = CATALOGUES[DUTIES]
    entry = duties.entry(code)
    return f"{duties.position(code) + 1}. {entry.label}" if entry else ""


def starting_clauses(kind: Kind) -> tuple[Clause, ...]:
    """The catalogue's lines as clauses; none where there is no catalogue."""
    catalogue = CATALOGUES.get(kind.code)
    entries = catalogue.entries if catalogue else ()
    return tuple(Clause(entry.code, entry.label, entry.text) for entry in entries)


def catalogue_view(catalogue: Catalogue) -> dict[str, Any]:
    return {
        "kind": kind_view(catalogue.kind),
        "edition": catalogue.edition,
        "source": catalogue.source,
        "note": catalogue.note,
        "entries": [_entry_view(entry, catalogue) for entry in catalogue.entries],
    }


def _entry_view(entry: Entry, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "code": entry.code,
        "line": None if BY_CODE[catalogue.kind].has_practices else catalogue.position(entry.code) + 1,
        "label": entry.label,
        "text": entry.text,
        "scope": entry.scope,
        "honoured": entry.honoured,
        "pages": [asdict(page) for page in entry.pages],
    }


def advice_view(remarks: Iterable[Advice]) -> list[dict[str, str]]:
    return [asdict(remark) for remark in remarks]


def side_view(document: Document, version: Version) -> dict[str, Any]:
    """One side of a comparison."""
    return {
        "id": document.id,
        "region": document.region,
        "title": document.title,
        "number": version.number,
        "status": version.status,
        "on": version.agreed.on.text if version.agreed else None,
    }


def difference_view(clauses: Iterable[ClauseDifference]) -> dict[str, Any]:
    found = list(clauses)
    changes = [clause.change for clause in found]
    return {
        "clauses": [asdict(clause) for clause in found],
        "counts": {change: changes.count(change) for change in (ADDED, REMOVED, CHANGED, SAME)},
    }
