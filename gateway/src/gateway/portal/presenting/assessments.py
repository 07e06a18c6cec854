"""Assessments in words: what somebody was given, what comes next, by what it is judged (row 56)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_instant
from gateway.portal.money import show_sum
from gateway.portal.presenting.rounds import deadline

Answer = Mapping[str, Any]

STATES: dict[str, tuple[str, str]] = {
    "assigned": ("Say whether you have a conflict", "blue"),
    "accepted": ("Read and assess it", "blue"),
    "submitted": ("Handed in", "white"),
    "conflicted": ("You have a conflict of interest", "grey"),
    "returned": ("Given back", "grey"),
    "taken_back": ("Taken back", "grey"),
}
"""State -> what its assessor does next or has done, colour of its tag; in the order of what is urgent."""
KEPT_STATES = {
    "assigned": "Given out",
    "accepted": "Being assessed",
    "submitted": "Handed in",
    "conflicted": "Conflict of interest",
    "returned": "Given back",
    "taken_back": "Taken back",
}
WAITED_FOR = ("assigned", "accepted")
STANDING = (*WAITED_FOR, "submitted")

RECOMMENDATIONS = {"for": "Yes", "unsure": "Not sure", "against": "No"}
RECOMMENDATION_CHOICES = [{"value": value, "text": text} for value, text in RECOMMENDATIONS.items()]


@dataclass(frozen=True)
class Line:
    """One assessment in its assessor's list."""

    proposal_id: str
    title: str
    round_id: str
    round_title: str
    due: str
    state: str
    colour: str
    note: str
    is_waited_for: bool


@dataclass(frozen=True)
class Criterion:
    """``points`` are the choices of a form, ``weighs`` a sentence or ""."""

    key: str
    title: str
    question: str
    most: int
    weight: int

    @property
    def points(self) -> list[dict[str, str]]:
        return [{"value": str(each), "text": str(each)} for each in range(self.most + 1)]

    @property
    def weighs(self) -> str:
        return "" if self.weight == 1 else f"It counts {self.weight} times in the total."


@dataclass(frozen=True)
class Scored:
    """A criterion with what one assessor said to it."""

    title: str
    points: str
    reason: str


@dataclass(frozen=True)
class Opinion:
    """What one assessor wrote."""

    scored: tuple[Scored, ...]
    recommendation: str
    for_team: str
    for_keepers: str


@dataclass(frozen=True)
class Judged:
    """A proposal as its assessor reads it; ``plan`` and ``spending`` are "" until they may read them."""

    id: str
    title: str
    aim: str
    plan: str
    spending: str
    organisation: str
    theme: str
    ask: str
    text: str
    team: tuple[str, ...]


@dataclass(frozen=True)
class Assessment:
    """All of the page on which one proposal is assessed. ``closed`` and ``conflict`` say why nothing can be
    written."""

    proposal: Judged
    version: int
    state: str
    round_id: str
    round_title: str
    due: str
    submitted: str
    conflict: str
    closed: str
    reason: str
    criteria: tuple[Criterion, ...]
    engagement: tuple[str, ...]
    opinion: Opinion

    @property
    def is_unanswered(self) -> bool:
        return self.state == "assigned"

    @property
    def may_write(self) -> bool:
        return not self.conflict and not self.closed and self.state in STANDING

    @property
    def is_submitted(self) -> bool:
        return self.state == "submitted"


def lines_of(items: Iterable[Answer]) -> list[Line]:
    """What is to be done first, and of that what is due first."""
    order = list(STATES)
    ranked = sorted(items, key=lambda each: (order.index(each["state"]), each["due_at"] or ""))
    return [_line(each) for each in ranked]


def due_in_words(instant: str | None) -> str:
    """As a round's deadlines are written; "" without one."""
    return deadline(instant) if instant else ""


def criteria_of(answers: Iterable[Answer]) -> tuple[Criterion, ...]:
    fields = ("key", "title", "question", "most", "weight")
    return tuple(Criterion(**{name: each[name] for name in fields}) for each in answers)


def assessment_of(found: Answer, names: Mapping[str, str]) -> Assessment:
    """``names`` is member id -> name of those of the team who did not write one."""
    criteria = criteria_of(found["criteria"])
    conflict, closed = found["conflict"], found["closed"]
    return Assessment(
        proposal=_judged(found["proposal"], names),
        version=found["version"],
        state=found["state"],
        round_id=found["round_id"],
        round_title=found["round_title"],
        due=due_in_words(found["due_at"]),
        submitted=show_instant(found["submitted_at"]),
        conflict=conflict["reason"] if conflict else "",
        closed=closed["detail"] if closed else "",
        reason=found["reason"] or "",
        criteria=criteria,
        engagement=engagement_in_words(found["engagement"]) if found["engagement"] else (),
        opinion=opinion_of(found["opinion"], criteria),
    )


def opinion_of(written: Answer, criteria: Sequence[Criterion]) -> Opinion:
    scores = {each["key"]: each for each in written["scores"]}
    return Opinion(
        scored=tuple(_scored(each, scores[each.key]) for each in criteria if each.key in scores),
        recommendation=RECOMMENDATIONS.get(written["recommendation"], ""),
        for_team=written["for_team"],
        for_keepers=written["for_keepers"],
    )


def answers_of(written: Answer) -> dict[str, str]:
    """An opinion as the answers of its form."""
    answers = {name: written[name] for name in ("recommendation", "for_team", "for_keepers")}
    for each in written["scores"]:
        answers[f"scores.{each['key']}"] = "" if each["points"] is None else str(each["points"])
        answers[f"reason.{each['key']}"] = each["reason"]
    return answers


def engagement_in_words(found: Answer) -> tuple[str, ...]:
    """What a team did with what others said, in sentences: assessors judge that, too."""
    said = [
        f"{counted(found['comments'], 'comment')} by {counted(found['commenters'], 'person', 'people')}, "
        f"{found['answered']} answered." if found["comments"] else "Nobody commented on it.",
    ]  # fmt: skip
    if found["questions"]:
        said.append(f"{found['questions_answered']} of {counted(found['questions'], 'question')} answered.")
    if found["changed_by"]:
        said.append(
            f"The text was changed because of {counted(found['changed_by'], 'comment')}; "
            f"it has {counted(found['texts'], 'version')}."
        )
    else:
        said.append("No change of the text names a comment as its reason.")
    supporters, groups = counted(found["supporters"], "supporter"), len(found["groups"])
    said.append(f"{supporters} and {counted(groups, 'group')}." if groups else f"{supporters}.")
    said.append(f"Counted until {show_instant(found['until'])}.")
    return tuple(said)


def counted(number: int, one: str, many: str = "") -> str:
    """``1 comment``, ``3 people``."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def team_ids(found: Answer, region: str) -> dict[str, str]:
    """Member id -> region of those of a team who did not write how they are called."""
    return {each["member_id"]: region for each in found["team"] if not each["shown_name"]}


def _judged(found: Answer, names: Mapping[str, str]) -> Judged:
    return Judged(
        id=found["id"],
        title=found["title"],
        aim=found["aim"],
        plan=found["plan"] or "",
        spending=found["spending"] or "",
        organisation=found["organisation"],
        theme=found["theme"],
        ask=show_sum(found["ask"]),
        text=str(found["text"]),
        team=tuple(each["shown_name"] or names.get(each["member_id"], "") for each in found["team"]),
    )


def _scored(criterion: Criterion, score: Answer) -> Scored:
    points = "No points yet" if score["points"] is None else f"{score['points']} of {criterion.most}"
    return Scored(criterion.title, points, score["reason"])


def _line(each: Answer) -> Line:
    text, colour = STATES[each["state"]]
    return Line(
        proposal_id=each["proposal_id"],
        title=each.get("title") or "A proposal that is no longer kept",
        round_id=each["round_id"],
        round_title=each["round_title"],
        due=due_in_words(each["due_at"]),
        state=text,
        colour=colour,
        note=each["reason"] or "",
        is_waited_for=each["state"] in WAITED_FOR,
    )
