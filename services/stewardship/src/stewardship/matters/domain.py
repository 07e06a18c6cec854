"""A matter between a region and the centre: raised, acknowledged in time, answered with reasons (row 24).

Who may do what is decided here first, in ``allowed``, and every verb asks it: the raising side sees
the same record as the side that answers, and no side acts for the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from commons.centre import UK
from commons.london import noon_after
from stewardship.refusal import Refusal

"""The group code of the UK-wide group."""
TO_CENTRE, TO_REGIONS = "to_centre", "to_regions"
DIRECTIONS = (TO_CENTRE, TO_REGIONS)

ACCEPTED, PARTLY, DECLINED, NOTED, OTHERWISE = "accepted", "partly", "declined", "noted", "otherwise"
OUTCOMES = (ACCEPTED, PARTLY, DECLINED, NOTED, OTHERWISE)
"""``otherwise`` is a region's alone: "we do it otherwise, because" (local autonomy stays)."""

RAISED, ACKNOWLEDGED, ANSWERED, CLOSED, WITHDRAWN = (
    "raised",
    "acknowledged",
    "answered",
    "closed",
    "withdrawn",
)
STATES = (RAISED, ACKNOWLEDGED, ANSWERED, CLOSED, WITHDRAWN)
JOIN, ACKNOWLEDGE, ANSWER, PASS_ON, WITHDRAW, CLOSE = (
    "join",
    "acknowledge",
    "answer",
    "pass_on",
    "withdraw",
    "close",
)
ACTIONS = (JOIN, ACKNOWLEDGE, ANSWER, PASS_ON, WITHDRAW, CLOSE)


@dataclass(frozen=True)
class Voice:
    """A group that raised the matter, or joined it with words of its own."""

    group: str
    words: str
    at: datetime


@dataclass(frozen=True)
class Answer:
    """What a group answered and why."""

    outcome: str
    reasons: str
    at: datetime


@dataclass(frozen=True)
class Receipt:
    """The matter at one group that was asked: until when it is to be acknowledged, and what came.

    ``notes`` are a region's own words with which it passed the centre's matter on to its members.
    """

    group: str
    due_at: datetime
    acknowledged_at: datetime | None = None
    answer: Answer | None = None
    notes: str = ""
    passed_on_at: datetime | None = None

    @property
    def was_late(self) -> bool:
        return self.acknowledged_at is not None and self.acknowledged_at >= self.due_at

    def is_overdue(self, now: datetime) -> bool:
        """Not acknowledged although the deadline has passed."""
        return self.acknowledged_at is None and self.due_at <= now


@dataclass(frozen=True)
class Step:
    """One thing that happened; ``outcome`` is an answer's.

    ``by`` is a member id ("" for the clock) and is shown to nobody.
    """

    kind: str
    at: datetime
    group: str
    by: str
    words: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class Matter:
    """A question or a piece of news on its way. ``voices`` are the raising groups, the first leads."""

    id: str
    version: int
    direction: str
    title: str
    text: str
    voices: tuple[Voice, ...]
    receipts: tuple[Receipt, ...]
    history: tuple[Step, ...]
    ended: str = ""

    @property
    def state(self) -> str:
        if self.ended:
            return self.ended
        if all(receipt.answer for receipt in self.receipts):
            return ANSWERED
        return ACKNOWLEDGED if all(receipt.acknowledged_at for receipt in self.receipts) else RAISED

    @property
    def raised_at(self) -> datetime:
        return self.history[0].at

    @property
    def groups(self) -> tuple[str, ...]:
        """Every group on either side, each once."""
        sides = (*(voice.group for voice in self.voices), *(receipt.group for receipt in self.receipts))
        return tuple(dict.fromkeys(sides))

    @property
    def waiting_due(self) -> datetime | None:
        """The next deadline of an acknowledgement that has not come; None when none is waited for."""
        due = [receipt.due_at for receipt in self.receipts if receipt.acknowledged_at is None]
        return min(due) if due and not self.ended else None

    def voice_of(self, group: str) -> Voice | None:
        return next((voice for voice in self.voices if voice.group == group), None)

    def receipt_of(self, group: str) -> Receipt | None:
        return next((receipt for receipt in self.receipts if receipt.group == group), None)

    def overdue(self, now: datetime) -> tuple[str, ...]:
        """The groups that should have acknowledged by now."""
        if self.ended:
            return ()
        return tuple(receipt.group for receipt in self.receipts if receipt.is_overdue(now))


def raise_matter(
    matter_id: str, *, group: str, to: Iterable[str], title: str, text: str, by: str, now: datetime, days: int
) -> Matter:
    """A new matter of ``group``; each group in ``to`` has ``days`` days, to 12:00 in London.

    A region writes to the centre alone, the centre to one or more regions.
    Refused: ``matter_addressed_wrongly``.
    """
    asked = tuple(dict.fromkeys(to))
    from_centre = group == UK
    fits = (UK not in asked) if from_centre else asked == (UK,)
    if not asked or not fits:
        raise Refusal("matter_addressed_wrongly", fields={"to": ["Choose who is to answer."]})
    due_at = noon_after(now, days)
    return Matter(
        id=matter_id,
        version=1,
        direction=TO_REGIONS if from_centre else TO_CENTRE,
        title=title,
        text=text,
        voices=(Voice(group, "", now),),
        receipts=tuple(Receipt(each, due_at) for each in asked),
        history=(Step(RAISED, now, group, by),),
    )


def allowed(matter: Matter, group: str) -> tuple[str, ...]:
    """What this group may do with the matter now; the whole of the permissions, in one place."""
    if matter.ended:
        return ()
    actions = []
    receipt, raised = matter.receipt_of(group), matter.voice_of(group) is not None
    is_answered = matter.state == ANSWERED
    if matter.direction == TO_CENTRE and not raised and group != UK and not is_answered:
        actions.append(JOIN)
    if receipt is not None:
        actions += [ACKNOWLEDGE] if receipt.acknowledged_at is None else []
        actions.append(ANSWER)
        actions += [PASS_ON] if matter.direction == TO_REGIONS else []
    if raised:
        actions += [] if is_answered else [WITHDRAW]
        # The centre need not wait for every region before it ends what it passed down.
        actions += [CLOSE] if is_answered or matter.direction == TO_REGIONS else []
    return tuple(actions)


def join(matter: Matter, group: str, words: str, by: str, now: datetime) -> Matter:
    """Another region says that it is its matter too; each region counts once.

    Refused: ``matter_already_joined``, ``matter_answered_already``, ``matter_ended``,
    ``matter_not_addressed`` (a matter of the centre's is not joined).
    """
    _refuse_ended(matter)
    if matter.voice_of(group) is not None:
        raise Refusal("matter_already_joined")
    if matter.direction == TO_CENTRE and matter.state == ANSWERED:
        raise Refusal("matter_answered_already")
    if JOIN not in allowed(matter, group):
        raise Refusal("matter_not_addressed")
    joined = replace(matter, voices=(*matter.voices, Voice(group, words, now)))
    return _step(joined, "joined", group, by, now, words)


def acknowledge(matter: Matter, group: str, words: str, by: str, now: datetime) -> Matter:
    """Say that the matter has arrived and is looked at; twice is once.

    Refused: ``matter_ended``, ``matter_not_addressed``.
    """
    receipt = _received(matter, group)
    if receipt.acknowledged_at is not None:
        return matter
    changed = _with(matter, replace(receipt, acknowledged_at=now))
    return _step(changed, ACKNOWLEDGED, group, by, now, words)


def answer(matter: Matter, group: str, outcome: str, reasons: str, by: str, now: datetime) -> Matter:
    """Answer with reasons; that acknowledges it too. Until it is closed, a later answer replaces it.

    Refused: ``matter_ended``, ``matter_not_addressed``, ``reason_required``, ``matter_outcome_not_yours``.
    """
    receipt = _received(matter, group)
    if not reasons:
        said = "Say why: an answer comes with its reasons."
        raise Refusal("reason_required", said, {"reasons": [said]})
    if outcome == OTHERWISE and group == UK:
        raise Refusal("matter_outcome_not_yours", fields={"outcome": ["Choose another answer."]})
    if receipt.answer and (receipt.answer.outcome, receipt.answer.reasons) == (outcome, reasons):
        return matter
    given = replace(
        receipt,
        acknowledged_at=receipt.acknowledged_at or now,
        answer=Answer(outcome, reasons, now),
    )
    return _step(_with(matter, given), ANSWERED, group, by, now, reasons, outcome)


def pass_on(matter: Matter, region: str, notes: str, by: str, now: datetime) -> Matter:
    """Pass the centre's matter on in the region, with what it means there; that acknowledges it too.

    Refused: ``matter_ended``, ``matter_not_addressed`` (also for a matter that went to the centre).
    """
    receipt = _received(matter, region)
    if PASS_ON not in allowed(matter, region):
        raise Refusal("matter_not_addressed")
    if receipt.passed_on_at is not None and receipt.notes == notes:
        return matter
    passed = replace(
        receipt,
        acknowledged_at=receipt.acknowledged_at or now,
        notes=notes,
        passed_on_at=receipt.passed_on_at or now,
    )
    return _step(_with(matter, passed), "passed_on", region, by, now, notes)


def withdraw(matter: Matter, group: str, reason: str, by: str, now: datetime) -> Matter:
    """Take a matter back. While other regions stand behind it, it stays theirs: the next one leads.

    Refused: ``matter_ended``, ``matter_not_raised_by_you``, ``matter_answered_already``, ``reason_required``.
    """
    _raised(matter, group)
    if matter.state == ANSWERED:
        raise Refusal("matter_answered_already", "This was answered. Close it instead.")
    if not reason:
        said = "Say why you take this matter back."
        raise Refusal("reason_required", said, {"reason": [said]})
    left = tuple(voice for voice in matter.voices if voice.group != group)
    if left:
        return _step(replace(matter, voices=left), "stepped_back", group, by, now, reason)
    return _step(replace(matter, ended=WITHDRAWN), WITHDRAWN, group, by, now, reason)


def close(matter: Matter, group: str, words: str, by: str, now: datetime) -> Matter:
    """End an answered matter, with what came of it. Closed already: unchanged.

    The centre may end its own before every region has answered.
    Refused: ``matter_not_answered``, ``matter_not_raised_by_you``, ``matter_ended`` (withdrawn).
    """
    if matter.ended == CLOSED and matter.voice_of(group) is not None:
        return matter
    _raised(matter, group)
    if CLOSE not in allowed(matter, group):
        raise Refusal("matter_not_answered")
    return _step(replace(matter, ended=CLOSED), CLOSED, group, by, now, words)


def note_overdue(matter: Matter, now: datetime) -> Matter:
    """Write into the history who has not acknowledged in time; nobody to name: unchanged."""
    for group in matter.overdue(now):
        if not any(step.kind == "overdue" and step.group == group for step in matter.history):
            step = Step("overdue", now, group, "")
            matter = replace(matter, history=(*matter.history, step))
    return matter


def as_saved(before: Matter, after: Matter) -> Matter:
    """``after`` as the one version that follows ``before``."""
    return replace(after, version=before.version + 1)


def _received(matter: Matter, group: str) -> Receipt:
    _refuse_ended(matter)
    receipt = matter.receipt_of(group)
    if receipt is None:
        raise Refusal("matter_not_addressed")
    return receipt


def _raised(matter: Matter, group: str) -> None:
    _refuse_ended(matter)
    if matter.voice_of(group) is None:
        raise Refusal("matter_not_raised_by_you")


def _refuse_ended(matter: Matter) -> None:
    if matter.ended:
        raise Refusal("matter_ended")


def _with(matter: Matter, receipt: Receipt) -> Matter:
    receipts = tuple(receipt if each.group == receipt.group else each for each in matter.receipts)
    return replace(matter, receipts=receipts)


def _step(
    matter: Matter, kind: str, group: str, by: str, now: datetime, words: str = "", outcome: str = ""
) -> Matter:
    step = Step(kind, now, group, by, words, outcome)
    return replace(matter, version=matter.version + 1, history=(*matter.history, step))
