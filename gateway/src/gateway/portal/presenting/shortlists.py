"""What keepers decide in words: the bulk view, the shortlist, what a team is told (row 56)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, show_number
from gateway.portal.money import show_sum

Answer = Mapping[str, Any]

ON, OFF = "shortlisted", "not_shortlisted"
VERDICTS = {ON: "On the shortlist", OFF: "Not on the shortlist"}
VERDICT_CHOICES = [{"value": value, "text": text} for value, text in VERDICTS.items()]
ORDERS = {
    "total": ("Highest total", "Lowest total"),
    "spread": ("Assessors differ most", "Assessors differ least"),
    "ask": ("Highest ask", "Lowest ask"),
    "entered": ("First entered", "Last entered"),
    "title": ("Title from A", "Title from Z"),
}
"""Each, and the other way round."""
SHOWS = {
    "all": "Everything",
    "missing": "Assessments are missing",
    "recommend": "To be recommended",
    "determine": "To be decided",
    "decided": "Decided",
}


@dataclass(frozen=True)
class Said:
    """A recommendation or a determination."""

    verdict: str
    verdict_key: str
    reason: str
    exception: str
    is_mine: bool
    when: str


@dataclass(frozen=True)
class Row:
    """One proposal of the bulk view. ``conflict`` says why the reader sees neither points nor outcome."""

    id: str
    title: str
    theme: str
    ask: str
    stage: str
    total: str
    spread: str
    assessments: str
    lacking: int
    missing: int
    counted: str
    conflict: str
    recommendation: Said | None
    determination: Said | None
    version: int | None
    two_keepers: bool

    @property
    def is_waiting(self) -> bool:
        return self.stage == "submitted"

    @property
    def may_recommend(self) -> bool:
        return self.is_waiting and not self.conflict and self.determination is None

    @property
    def may_determine(self) -> bool:
        """By this reader: something is recommended, and by somebody else where two are wanted."""
        if not self.is_waiting or self.conflict or self.recommendation is None:
            return False
        return not (self.two_keepers and self.recommendation.is_mine)

    @property
    def to_determine(self) -> bool:
        return self.may_determine and self.determination is None

    def fits(self, show: str) -> bool:
        """Whether it is listed where only these are asked for (``SHOWS``)."""
        return {
            "missing": self.is_waiting and self.missing > 0,
            "recommend": self.may_recommend and self.recommendation is None,
            "determine": self.to_determine,
            "decided": self.determination is not None,
        }.get(show, True)


@dataclass(frozen=True)
class Listed:
    """One proposal on the published shortlist."""

    id: str
    title: str
    aim: str
    organisation: str
    theme: str
    region: str
    ask: str
    reason: str


@dataclass(frozen=True)
class Heard:
    """What assessors said to one criterion."""

    title: str
    mean: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Feedback:
    """What a team reads."""

    proposal_id: str
    title: str
    verdict: str
    reason: str
    exception: str
    assessments: int
    heard: tuple[Heard, ...]
    words: tuple[str, ...]


def rows_of(items: Iterable[Answer], panel: Answer, reader: str) -> list[Row]:
    return [_row(each, panel, reader) for each in items]


def listed_of(items: Iterable[Answer], regions: Mapping[str, str]) -> list[Listed]:
    return [
        Listed(
            each["proposal_id"],
            each["title"],
            each["aim"],
            each["organisation"],
            each["theme"],
            regions.get(each["region"], each["region"]),
            show_sum(each["ask"]),
            each["reason"] or "",
        )
        for each in items
    ]


def feedback_of(found: Answer) -> Feedback:
    return Feedback(
        proposal_id=found["proposal_id"],
        title=found["title"],
        verdict=VERDICTS.get(found["verdict"] or "", ""),
        reason=found["reason"] or "",
        exception=found["exception"] or "",
        assessments=found["assessments"],
        heard=tuple(
            Heard(each["title"], f"{show_number(each['mean'])} of {each['most']}", tuple(each["reasons"]))
            for each in found["criteria"]
        ),
        words=tuple(found["words"]),
    )


def themes_of(rows: Sequence[Row]) -> list[str]:
    return sorted({each.theme for each in rows if each.theme})


def per_cent(value: float | None) -> str:
    return "" if value is None else f"{show_number(value)}%"


def _row(each: Answer, panel: Answer, reader: str) -> Row:
    outcome = each.get("outcome") or {}
    return Row(
        id=each["proposal_id"],
        title=each["title"],
        theme=each["theme"],
        ask=show_sum(each["ask"]),
        stage=each["stage"],
        total=per_cent(each.get("total")),
        spread=per_cent(each.get("spread")),
        assessments=f"{each['submitted']} of {each['wanted']}",
        lacking=max(0, each["wanted"] - each["given_out"]),
        missing=max(0, each["wanted"] - each["submitted"]),
        counted=_counted(each.get("recommendations") or {}),
        conflict=each["conflict"]["reason"] if each["conflict"] else "",
        recommendation=_said(outcome.get("recommendation"), reader),
        determination=_said(outcome.get("determination"), reader),
        version=outcome.get("version"),
        two_keepers=panel["two_keepers"],
    )


def _counted(found: Mapping[str, int]) -> str:
    """``2 yes, 1 no``: what assessors would do."""
    words = {"for": "yes", "unsure": "not sure", "against": "no"}
    return ", ".join(f"{found[key]} {word}" for key, word in words.items() if found.get(key))


def _said(said: Answer | None, reader: str) -> Said | None:
    if said is None:
        return None
    return Said(
        VERDICTS[said["verdict"]],
        said["verdict"],
        said["reason"],
        said["exception"] or "",
        said["by"] == reader,
        show_date(said["at"]),
    )
