"""A question to members: those affected first, every view kept, an outcome that says how (row 86).

Also the record of a choice that stays open until it is decided (row 27).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from commons.london import noon, noon_after
from stewardship.refusal import Refusal

YEARS_AHEAD = 5
"""No question is set to open later than that: it is a slip of the pen, and the calendar ends."""

EVERYWHERE, REGIONS, GROUP = "uk", "regions", "group"
SCOPES = (EVERYWHERE, REGIONS, GROUP)

PLANNED, AFFECTED_FIRST, OPEN, CLOSED, DECIDED, WITHDRAWN = (
    "planned",
    "affected_first",
    "open",
    "closed",
    "decided",
    "withdrawn",
)
STATES = (PLANNED, AFFECTED_FIRST, OPEN, CLOSED, DECIDED, WITHDRAWN)


@dataclass(frozen=True)
class Scope:
    """Who is affected: everybody, the members of some regions, or those of a self-organised group."""

    kind: str
    regions: tuple[str, ...] = ()
    group_id: str = ""


@dataclass(frozen=True)
class Option:
    """One of the choices; ``note`` says where it fits, for example in which regions."""

    id: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class Point:
    """What became of something that was said: ``comments`` are the ids it answers."""

    text: str
    reason: str
    comments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """An option that was chosen; for these regions, or for all when none is named."""

    option: str
    regions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What was decided and how the input was used: changes made, points not taken, each with its reason."""

    decision: str
    changes: tuple[Point, ...]
    not_taken: tuple[Point, ...]
    chosen: tuple[Chosen, ...]
    comments: int
    at: datetime
    by: str

    @property
    def linked(self) -> frozenset[str]:
        """The comments that a point answers."""
        return frozenset(name for point in (*self.changes, *self.not_taken) for name in point.comments)


@dataclass(frozen=True)
class Step:
    """A change of the record itself: opened, extended, decided, withdrawn."""

    kind: str
    at: datetime
    by: str
    words: str = ""


@dataclass(frozen=True)
class Consultation:
    """One question. ``asked_by`` is a region's code, ``UK`` or a self-organised group's id.

    ``to_all_at`` is when everybody may comment; ``closes_at`` is None for a record that stays open
    until it is decided.
    """

    id: str
    version: int
    title: str
    question: str
    asked_by: str
    scope: Scope
    opens_at: datetime
    to_all_at: datetime
    closes_at: datetime | None
    history: tuple[Step, ...]
    options: tuple[Option, ...] = ()
    several: bool = True
    outcome: Outcome | None = None
    withdrawn_at: datetime | None = None

    def state(self, now: datetime) -> str:
        if self.withdrawn_at is not None:
            return WITHDRAWN
        if self.outcome is not None:
            return DECIDED
        if now < self.opens_at:
            return PLANNED
        if self.closes_at is not None and now >= self.closes_at:
            return CLOSED
        return AFFECTED_FIRST if now < self.to_all_at else OPEN

    def can_be_decided(self, now: datetime) -> bool:
        """Once it has closed; without a closing day as soon as everybody has been asked."""
        return self.state(now) == (OPEN if self.closes_at is None else CLOSED)

    @property
    def is_ended(self) -> bool:
        return self.outcome is not None or self.withdrawn_at is not None


def ask(
    consultation_id: str,
    *,
    title: str,
    question: str,
    asked_by: str,
    scope: Scope,
    options: Iterable[tuple[str, str]],
    several: bool,
    opens_on: date | None,
    first_days: int,
    closes_on: date | None,
    by: str,
    now: datetime,
) -> Consultation:
    """A consultation that opens now, or at 12:00 in London of ``opens_on``.

    For ``first_days`` days only those affected are asked; when that is everybody, no days are lost.
    Refused: ``invalid_input`` for dates that do not follow each other, and for a single option.
    """
    if opens_on is not None and opens_on.year > now.year + YEARS_AHEAD:
        raise Refusal(
            "invalid_input", fields={"opens_on": [f"Choose a day in the next {YEARS_AHEAD} years."]}
        )
    opens_at = noon(opens_on) if opens_on is not None else now
    is_everybody = scope.kind == EVERYWHERE
    to_all_at = opens_at if is_everybody or first_days == 0 else noon_after(opens_at, first_days)
    closes_at = noon(closes_on) if closes_on is not None else None
    choices = tuple(Option(str(number), text, note) for number, (text, note) in enumerate(options, 1))
    _refuse_impossible(opens_at, to_all_at, closes_at, choices, now)
    return Consultation(
        id=consultation_id,
        version=1,
        title=title,
        question=question,
        asked_by=asked_by,
        scope=scope,
        opens_at=opens_at,
        to_all_at=to_all_at,
        closes_at=closes_at,
        history=(Step("asked", now, by),),
        options=choices,
        several=several,
    )


def refuse_comment(consultation: Consultation, is_affected: bool, now: datetime) -> None:
    """Refused: ``consultation_not_open`` before and after, ``consultation_affected_first``."""
    state = consultation.state(now)
    if state not in (AFFECTED_FIRST, OPEN):
        raise Refusal("consultation_not_open")
    if state == AFFECTED_FIRST and not is_affected:
        raise Refusal("consultation_affected_first")


def preferred(consultation: Consultation, options: Iterable[str], field: str = "options") -> tuple[str, ...]:
    """The options that a comment prefers, or an outcome chooses, checked.

    Refused: ``invalid_input``, ``options_exclude``, both at ``field``.
    """
    known = [option.id for option in consultation.options]
    wanted = set(options)
    if wanted - set(known):
        raise Refusal("invalid_input", fields={field: ["Choose from the options."]})
    if len(wanted) > 1 and not consultation.several:
        raise Refusal("options_exclude", fields={field: ["Choose one option."]})
    return tuple(each for each in known if each in wanted)


def extend(consultation: Consultation, closes_on: date, reason: str, by: str, now: datetime) -> Consultation:
    """Keep it open for longer, with a reason; it opens again if it had closed.

    Refused: ``consultation_ended``, ``reason_required``, ``invalid_input`` unless it is later than before.
    """
    _refuse_ended(consultation)
    if not reason:
        raise _needed("reason", "Say why it stays open for longer.")
    later = noon(closes_on)
    if consultation.closes_at is None or later <= max(consultation.closes_at, now):
        said = "Choose a day after the one on which it closes now."
        raise Refusal("invalid_input", fields={"closes_on": [said]})
    return _step(replace(consultation, closes_at=later), "extended", by, now, reason)


def decide(
    consultation: Consultation,
    *,
    decision: str,
    changes: Iterable[Point],
    not_taken: Iterable[Point],
    chosen: Iterable[Chosen],
    comments: Iterable[str],
    by: str,
    now: datetime,
) -> Consultation:
    """Say what was decided and how each point was used. ``comments`` are the ids of those that stand.

    Refused: ``consultation_still_open`` before it closed, ``consultation_ended``, ``use_of_input_missing``
    when people commented and no point is answered, ``options_exclude``, ``invalid_input``.
    """
    _refuse_ended(consultation)
    if not consultation.can_be_decided(now):
        raise Refusal("consultation_still_open")
    standing = frozenset(comments)
    made, left = tuple(changes), tuple(not_taken)
    if standing and not (made or left):
        said = ["Name a change that was made, or a point that was not taken, and why."]
        raise Refusal("use_of_input_missing", fields={"changes": said})
    taken = tuple(chosen)
    preferred(consultation, [each.option for each in taken], "chosen")
    outcome = Outcome(decision, made, left, taken, len(standing), now, by)
    if outcome.linked - standing:
        raise Refusal("invalid_input", fields={"changes": ["A point names a comment that is not there."]})
    if any(not point.text or not point.reason for point in (*made, *left)):
        raise Refusal("invalid_input", fields={"changes": ["Give each point its words and its reason."]})
    return _step(replace(consultation, outcome=outcome), DECIDED, by, now)


def withdraw(consultation: Consultation, reason: str, by: str, now: datetime) -> Consultation:
    """End it without a decision; what was said stays. Twice is once.

    Refused: ``consultation_ended`` when it was decided, ``reason_required``.
    """
    if consultation.withdrawn_at is not None:
        return consultation
    _refuse_ended(consultation)
    if not reason:
        raise _needed("reason", "Say why nothing will be decided.")
    return _step(replace(consultation, withdrawn_at=now), WITHDRAWN, by, now, reason)


def _refuse_impossible(
    opens_at: datetime,
    to_all_at: datetime,
    closes_at: datetime | None,
    options: tuple[Option, ...],
    now: datetime,
) -> None:
    wrong: dict[str, list[str]] = {}
    if opens_at < now:
        wrong["opens_on"] = ["Choose a day to come; without one it opens at once."]
    if closes_at is not None and closes_at <= to_all_at:
        wrong["closes_on"] = ["It must close after the time in which those affected are asked first."]
    if len(options) == 1:
        wrong["options"] = ["Give two options or more, or none."]
    if wrong:
        raise Refusal("invalid_input", fields=wrong)


def _refuse_ended(consultation: Consultation) -> None:
    if consultation.is_ended:
        raise Refusal("consultation_ended")


def _needed(field: str, said: str) -> Refusal:
    return Refusal("reason_required", said, {field: [said]})


def _step(consultation: Consultation, kind: str, by: str, now: datetime, words: str = "") -> Consultation:
    step = Step(kind, now, by, words)
    return replace(consultation, version=consultation.version + 1, history=(*consultation.history, step))
