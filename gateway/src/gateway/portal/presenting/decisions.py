"""Decisions in words: method, quorum, objections, review (row 45)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date

METHODS: dict[str, str] = {"consent": "Consent", "consensus": "Consensus", "majority": "Majority"}
MEANINGS: dict[str, str] = {
    "consent": "Nobody had an objection that was not taken in or stood aside from.",
    "consensus": "Everybody who took part agreed.",
    "majority": "More were for it than against it.",
}
STATES: dict[str, tuple[str, str]] = {
    "in_force": ("In force", "white"),
    "review_due": ("To be looked at again", "blue"),
    "ended": ("Ended", "grey"),
    "superseded": ("Another took its place", "grey"),
}
"""State -> its name and the colour of its tag."""
ANSWERS: dict[str, str] = {
    "taken_in": "The group took it in",
    "stood_aside": "They stood aside",
    "maintained": "They kept it, and the majority decided otherwise",
}
OUTCOMES: dict[str, str] = {"kept": "Kept", "changed": "Changed", "ended": "Ended"}


@dataclass(frozen=True)
class Decision:
    """A decision as its pages show it."""

    id: str
    version: int
    region: str
    meeting_id: str
    decided: str
    title: str
    text: str
    method: str
    method_name: str
    meaning: str
    counts: str
    quorum: str
    is_below: bool
    objections: tuple[tuple[str, str], ...]
    state_name: str
    colour: str
    review: str
    review_on: str
    reviews: tuple[tuple[str, str, str], ...]
    supersedes: Mapping[str, str] | None
    superseded_by: Mapping[str, str] | None
    has_item: bool
    is_closed: bool
    is_public: bool
    may: tuple[str, ...]


def decision_of(answer: Mapping[str, Any]) -> Decision:
    """The page's decision from the door's."""
    name, colour = STATES["review_due" if answer["is_review_due"] else answer["state"]]
    quorum, method = answer["quorum"], answer["method"]
    return Decision(
        id=answer["id"],
        version=answer["version"],
        region=answer["region"],
        meeting_id=answer["meeting_id"],
        decided=show_date(answer["decided_on"]),
        title=answer["title"],
        text=answer["text"],
        method=method,
        method_name=METHODS[method],
        meaning=MEANINGS[method],
        counts=_counts(answer["counts"]),
        quorum=f"{quorum['took_part']} of {quorum['filled']} seats took part; {quorum['needed']} were needed",
        is_below=not quorum["is_reached"],
        objections=tuple((each["words"], ANSWERS[each["answer"]]) for each in answer["objections"]),
        state_name=name,
        colour=colour,
        review=show_date(answer["review_on"]),
        review_on=answer["review_on"] or "",
        reviews=tuple(
            (show_date(each["on"]), OUTCOMES[each["outcome"]], each["words"]) for each in answer["reviews"]
        ),
        supersedes=answer["supersedes"],
        superseded_by=answer["superseded_by"],
        has_item=answer["item_id"] is not None,
        is_closed=answer["is_closed"],
        is_public=answer["is_public"],
        may=tuple(answer["may"]),
    )


def decisions_of(answers: Iterable[Mapping[str, Any]]) -> list[Decision]:
    return [decision_of(each) for each in answers]


def _counts(counts: Mapping[str, int] | None) -> str:
    if counts is None:
        return ""
    return f"{counts['favour']} for, {counts['against']} against, {counts['abstain']} abstained"
