"""A document in versions: drafted, agreed at a named meeting, reviewed, superseded, lapsed (row 16)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from commons.centre import UK
from commons.rough_dates import RoughDate
from stewardship.documents.clauses import Clause, checked
from stewardship.documents.kinds import BY_CODE, Kind
from stewardship.refusal import Refusal

DRAFT, AGREED, SUPERSEDED, LAPSED = "draft", "agreed", "superseded", "lapsed"
NONE, AHEAD, SOON, OVERDUE = "none", "ahead", "soon", "overdue"

ALERT_DAYS = (60, 14)
"""How many days before a review is due its group is told."""


@dataclass(frozen=True)
class Agreement:
    """Where and when a group said yes; ``on`` is as exact as somebody knows it.

    ``role`` is that of the person who entered it, ``by`` their id. ``reviewers`` are roles or bodies,
    never names; ``minutes`` is the address of the minutes, if any.
    """

    meeting: str
    on: RoughDate
    by: str
    role: str
    reviewers: tuple[str, ...] = ()
    minutes: str = ""


@dataclass(frozen=True)
class Version:
    """One text. ``version`` is the count of its saved states, ``number`` the one people speak of.

    ``ended_on`` is when it no longer held; ``reviews`` are those that kept it as it is.
    """

    id: str
    version: int
    document_id: str
    number: int
    status: str
    clauses: tuple[Clause, ...]
    summary: str
    begun_at: datetime
    begun_by: str
    agreed: Agreement | None = None
    reviews: tuple[Agreement, ...] = ()
    lapses_with_pilot: bool = False
    ended_on: RoughDate | None = None
    end_reason: str = ""


@dataclass(frozen=True)
class Document:
    """The head of all versions: ``current`` is the last agreed one's number, ``draft`` the draft's id."""

    id: str
    version: int
    region: str
    kind: str
    title: str
    current: int | None = None
    draft: str | None = None
    review_due: date | None = None
    has_lapsed: bool = False

    @property
    def kind_of(self) -> Kind:
        return BY_CODE[self.kind]

    @property
    def next_number(self) -> int:
        return (self.current or 0) + 1


@dataclass(frozen=True)
class Step:
    """What one act changed: the head, the version at hand, and the one it put an end to."""

    document: Document
    version: Version
    ended: Version | None = None


def id_of(region: str, kind: str) -> str:
    """A group has one document of each kind."""
    return f"{region}:{kind}"


def kind_for(region: str, code: str) -> Kind:
    """The kind of that code in this region. Refused: ``document_kind_unknown``, ``document_of_uk_only``."""
    kind = BY_CODE.get(code)
    if kind is None:
        raise Refusal("document_kind_unknown")
    if kind.of_uk_only and region != UK:
        raise Refusal("document_of_uk_only")
    return kind


def not_written_yet(document_id: str) -> Document | None:
    """The head of a document of which the platform has the lines, before any group wrote one; version 0."""
    region, _, code = document_id.partition(":")
    kind = BY_CODE.get(code)
    if kind is None or not kind.is_fixed or (kind.of_uk_only and region != UK):
        return None
    return Document(document_id, 0, region, code, kind.title)


def begin(
    document: Document | None,
    *,
    region: str,
    kind: Kind,
    title: str,
    clauses: Iterable[Clause],
    summary: str,
    version_id: str,
    by: str,
    now: datetime,
) -> Step:
    """A draft, as version 1 of a new document or beside the version in force.

    Refused: ``document_draft_exists``, and what ``clauses.checked`` refuses.
    """
    if document is not None and document.draft is not None:
        raise Refusal("document_draft_exists")
    if document is None:
        head = Document(id_of(region, kind.code), 1, region, kind.code, title or kind.title, draft=version_id)
    else:
        head = _next(document, draft=version_id, title=title or document.title)
    text = checked(kind, clauses)
    draft = Version(version_id, 1, head.id, head.next_number, DRAFT, text, summary, now, by)
    return Step(head, draft)


def rewrite(document: Document, draft: Version, clauses: Iterable[Clause], summary: str) -> Version:
    """The draft with another text."""
    text = checked(document.kind_of, clauses)
    return replace(draft, version=draft.version + 1, clauses=text, summary=summary)


def discard(document: Document) -> Document:
    """The document without its draft, whose number is free again."""
    return _next(document, draft=None)


def agree(
    document: Document,
    draft: Version,
    current: Version | None,
    agreement: Agreement,
    *,
    review_due: date | None,
    lapses_with_pilot: bool,
    today: date,
) -> Step:
    """The draft becomes the version in force; the one before is superseded on the same day.

    ``agreement.on`` may lie in the past. Refused: ``meeting_required``, ``agreed_in_future``,
    ``agreed_out_of_order``, ``review_before_agreement``.
    """
    _refuse_impossible(agreement, review_due, current, today)
    due = review_due or _usual_review(document.kind_of, agreement.on)
    agreed = replace(
        draft,
        version=draft.version + 1,
        status=AGREED,
        agreed=agreement,
        lapses_with_pilot=lapses_with_pilot,
    )
    ended = None
    if current is not None and current.status == AGREED:
        ended = replace(current, version=current.version + 1, status=SUPERSEDED, ended_on=agreement.on)
    head = _next(document, current=draft.number, draft=None, review_due=due, has_lapsed=False)
    return Step(head, agreed, ended)


def keep_as_it_is(
    document: Document, current: Version | None, review: Agreement, *, review_due: date | None, today: date
) -> Step:
    """A review that changed nothing, with the date of the next one.

    Refused: ``document_not_agreed``, ``document_lapsed``, and as in ``agree``.
    """
    held = _in_force(current)
    _refuse_impossible(review, review_due, held, today)
    due = review_due or _usual_review(document.kind_of, review.on)
    reviewed = replace(held, version=held.version + 1, reviews=(*held.reviews, review))
    return Step(_next(document, review_due=due), reviewed)


def lapse(document: Document, current: Version | None, on: RoughDate, reason: str, today: date) -> Step:
    """The version in force ends without a successor, as pilot terms do with the pilot (row 16).

    Refused: ``document_not_agreed``, ``document_lapsed``, ``agreed_in_future``, ``agreed_out_of_order``.
    """
    held = _in_force(current)
    if on.surely_after(today):
        raise Refusal("agreed_in_future", fields={"on": ["Give today's date or an earlier one."]})
    if held.agreed is not None and on.surely_before(held.agreed.on):
        raise Refusal("agreed_out_of_order", fields={"on": ["This version had not been agreed by that day."]})
    ended = replace(held, version=held.version + 1, status=LAPSED, ended_on=on, end_reason=reason)
    return Step(_next(document, review_due=None, has_lapsed=True), ended)


def review_state(due: date | None, today: date) -> str:
    """``overdue`` from the day after the due date on, ``soon`` within the first alert's days before it.

    >>> review_state(date(2018, 12, 31), date(2019, 1, 1))
    'overdue'
    """
    if due is None:
        return NONE
    if today > due:
        return OVERDUE
    return SOON if (due - today).days <= ALERT_DAYS[0] else AHEAD


def next_alert(due: date | None, today: date) -> date | None:
    """The next day on which the group is told that the review comes; today counts, past days do not."""
    if due is None:
        return None
    days = (due - timedelta(days=before) for before in ALERT_DAYS)
    return next((day for day in days if day >= today), None)


def _in_force(current: Version | None) -> Version:
    if current is None:
        raise Refusal("document_not_agreed")
    if current.status == LAPSED:
        raise Refusal("document_lapsed")
    return current


def _usual_review(kind: Kind, agreed_on: RoughDate) -> date | None:
    return agreed_on.plus_months(kind.review_months).last if kind.review_months else None


def _refuse_impossible(
    agreement: Agreement, review_due: date | None, current: Version | None, today: date
) -> None:
    if not agreement.meeting:
        raise Refusal("meeting_required", fields={"meeting": ["Name the meeting."]})
    if agreement.on.surely_after(today):
        raise Refusal("agreed_in_future", fields={"on": ["Give today's date or an earlier one."]})
    if any(agreement.on.surely_before(before) for before in _earlier(current)):
        raise Refusal("agreed_out_of_order", fields={"on": ["The version in force was agreed after that."]})
    if review_due is not None and review_due <= agreement.on.first:
        raise Refusal("review_before_agreement", fields={"review_due": ["Give a day after the meeting."]})


def _earlier(current: Version | None) -> list[RoughDate]:
    if current is None or current.agreed is None:
        return []
    return [yes.on for yes in (current.agreed, *current.reviews)]


def _next(document: Document, **changes: object) -> Document:
    return replace(document, version=document.version + 1, **changes)  # type: ignore[arg-type]
