"""A survey: a few questions to a known audience until a day at noon; or one that was held elsewhere (row 74).

The number of those asked is kept as it was when the survey opened (C21). A survey is anonymous unless it
says that it is not.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from commons.london import noon
from commons.rough_dates import RoughDate
from meetings.refusal import Refusal

ONE, SEVERAL, SCALE, YES_NO, TEXT = "one", "several", "scale", "yes_no", "text"
KINDS = (ONE, SEVERAL, SCALE, YES_NO, TEXT)
CHOOSING = (ONE, SEVERAL)
YES, NO = "yes", "no"
STEPS = ("1", "2", "3", "4", "5")
"""A scale's, from the first of its two words to the second."""

MEMBERS, SEATS, ELSEWHERE = "region_members", "group_seats", "elsewhere"
AUDIENCES = (MEMBERS, SEATS)
"""Whom a survey of ours can ask; ``elsewhere`` is a past one's, whose list we never had."""

DRAFT, OPEN, CLOSED = "draft", "open", "closed"
STATES = (DRAFT, OPEN, CLOSED)

MOST_QUESTIONS = 20
MOST_CHOICES = 10
FEWEST_CHOICES = 2


@dataclass(frozen=True)
class Question:
    """``choices`` are what one can choose from; of a scale its two ends in words."""

    id: str
    kind: str
    text: str
    choices: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """What is counted of its answers; nothing of a text."""
        return {ONE: self.choices, SEVERAL: self.choices, SCALE: STEPS, YES_NO: (YES, NO)}.get(self.kind, ())


@dataclass(frozen=True)
class Figure:
    """What somebody published of a past survey: so many percent of ``base``, None where nobody said (C22)."""

    statement: str
    percent: float
    base: int | None


@dataclass(frozen=True)
class Past:
    """A survey held elsewhere: when, through whom, about what, and what was published of it."""

    sent: RoughDate
    channel: str
    themes: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Survey:
    """``invited`` is the snapshot at opening; ``known`` how many members the register had then.

    ``responses`` is counted at closing, None before, and where nobody published it. ``repeats`` is the
    first survey of the row of waves, ``wave`` its number in it. ``texts_until`` is when free text ends.
    """

    id: str
    version: int
    region: str
    title: str
    purpose: str
    questions: tuple[Question, ...] = ()
    audience: str = MEMBERS
    is_named: bool = False
    state: str = DRAFT
    drafted_at: datetime | None = None
    drafted_by: str = ""
    opened_at: datetime | None = None
    closes_at: datetime | None = None
    invited: int | None = None
    known: int | None = None
    responses: int | None = None
    repeats: str = ""
    wave: int = 1
    decision_id: str = ""
    texts_until: datetime | None = None
    texts_gone: bool = False
    past: Past | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether it can be answered: until noon of its day, whenever the work of closing is done."""
        return self.state == OPEN and self.closes_at is not None and now < self.closes_at

    def is_over(self, now: datetime) -> bool:
        return self.state == CLOSED or (self.state == OPEN and not self.is_open(now))

    @property
    def is_mismatched(self) -> bool:
        """More or fewer were invited than the register knew members (C21)."""
        return None not in (self.invited, self.known) and self.invited != self.known

    @property
    def has_texts(self) -> bool:
        return any(each.kind == TEXT for each in self.questions)


def rate(responses: int | None, invited: int | None) -> float | None:
    """Responses of invited in percent; None where one of them is unknown, or nobody was invited."""
    if responses is None or not invited:
        return None
    return 100 * responses / invited


def asked(questions: Iterable[Question]) -> tuple[Question, ...]:
    """The questions, if people can answer them. Refused: ``survey_questions_wrong``."""
    whole = tuple(questions)
    if len(whole) > MOST_QUESTIONS:
        raise _wrong("questions", f"Ask at most {MOST_QUESTIONS} questions.")
    for number, each in enumerate(whole, start=1):
        field = f"question-{number}"
        if each.kind in CHOOSING and not FEWEST_CHOICES <= len(each.choices) <= MOST_CHOICES:
            raise _wrong(field, f"Give {FEWEST_CHOICES} to {MOST_CHOICES} answers to choose from.")
        if len(set(each.choices)) != len(each.choices):
            raise _wrong(field, "Give each answer once.")
        if each.kind == SCALE and len(each.choices) != 2:
            raise _wrong(field, "Say in a word what 1 means, and what 5 means.")
        if each.kind in (YES_NO, TEXT) and each.choices:
            raise _wrong(field, "This kind of question has no answers to choose from.")
    return whole


def change(before: Survey, changed: Survey) -> Survey:
    """Other words or questions, while it is a draft. Refused: ``survey_not_draft``."""
    _refuse_begun(before)
    asked(changed.questions)
    return before if changed == before else replace(changed, version=before.version + 1)


def open_it(
    survey: Survey, *, closes_on: date, invited: int, known: int, now: datetime, texts_for: timedelta
) -> Survey:
    """Ask from now on until noon of that day; who is asked is counted now.

    Refused: ``survey_not_draft``, ``survey_questions_wrong`` (none), ``survey_nobody``,
    ``survey_closes_too_soon``.
    """
    _refuse_begun(survey)
    if not survey.questions:
        raise _wrong("questions", "Ask at least one question.")
    if not invited:
        raise Refusal("survey_nobody")
    closes_at = noon(closes_on)
    if closes_at - now < timedelta(days=1):
        said = "Give people a day at least."
        raise Refusal("survey_closes_too_soon", said, {"closes_on": [said]})
    return replace(
        survey,
        version=survey.version + 1,
        state=OPEN,
        opened_at=now,
        closes_at=closes_at,
        invited=invited,
        known=known,
        texts_until=closes_at + texts_for,
    )


def close(survey: Survey, responses: int) -> Survey:
    """Its day has come; how many answered is counted now. Closed already: unchanged."""
    if survey.state != OPEN:
        return survey
    return replace(survey, version=survey.version + 1, state=CLOSED, responses=responses)


def forget_texts(survey: Survey) -> Survey:
    """What people wrote is gone. Gone already: unchanged."""
    if survey.texts_gone:
        return survey
    return replace(survey, version=survey.version + 1, texts_gone=True)


def inform(survey: Survey, decision_id: str) -> Survey:
    """The decision that it informed; "" takes the link away. The same: unchanged."""
    if decision_id == survey.decision_id:
        return survey
    return replace(survey, version=survey.version + 1, decision_id=decision_id)


def next_wave(first: Survey, waves: int, survey: Survey) -> Survey:
    """The same questions once more, as the next of the row. Refused: ``survey_not_over`` (a draft)."""
    if first.state == DRAFT:
        raise Refusal("survey_not_over")
    return replace(survey, repeats=first.repeats or first.id, wave=waves + 1, questions=first.questions)


def record(survey: Survey) -> Survey:
    """A survey that was held elsewhere. Refused: ``survey_numbers_wrong``."""
    if survey.responses is not None and survey.invited is not None and survey.responses > survey.invited:
        said = "More cannot have answered than were invited."
        raise Refusal("survey_numbers_wrong", said, {"responses": [said]})
    return replace(survey, state=CLOSED, audience=ELSEWHERE)


def _refuse_begun(survey: Survey) -> None:
    if survey.state != DRAFT:
        raise Refusal("survey_not_draft")


def _wrong(field: str, said: str) -> Refusal:
    return Refusal("survey_questions_wrong", said, {field: [said]})
