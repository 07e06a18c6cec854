"""An idea or a proposal of Q Exchange as its pages show it (row 56)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from gateway.portal.dates import show_instant, show_weekday
from gateway.portal.money import show_sum
from gateway.portal.presenting.brought_in import award_elsewhere

Answer = Mapping[str, Any]

STAGES: dict[str, tuple[str, str]] = {
    "idea": ("Idea", "blue"),
    "draft": ("Draft", "white"),
    "submitted": ("Submitted", "blue"),
    "shortlisted": ("Shortlisted", "blue"),
    "not_shortlisted": ("Not shortlisted", "grey"),
    "awarded": ("Awarded", "blue"),
    "not_awarded": ("Without an award", "grey"),
    "withdrawn": ("Withdrawn", "grey"),
    "merged": ("Merged", "grey"),
}
FIELDS: dict[str, str] = {
    "title": "Title",
    "aim": "Aim",
    "plan": "Plan",
    "spending": "What the money is for",
    "organisation": "Where it is done",
    "theme": "Theme",
    "ask": "What it asks for",
}
"""What a page calls each field, in the order of the form."""
STEPS: dict[str, str] = {
    "developed": "The idea became a proposal",
    "opened": "Opened to members",
    "submitted": "Submitted",
    "withdrawn": "Withdrawn",
    "reinstated": "The withdrawal was undone",
    "abandoned": "Withdrawn, because its lead left Q",
    "merged": "Merged into another one",
    "took_in": "Another one was merged into it",
    "handed_on": "A co-applicant leads it, because its lead left Q",
    "shortlisted": "Shortlisted",
    "not_shortlisted": "Not shortlisted",
    "awarded": "Got an award",
    "not_awarded": "Got no award",
}
VOTED_ON = ("shortlisted", "awarded", "not_awarded")
ENTRIES = ("idea", "proposal")
"""The phases in which something is entered."""
ANSWERS: dict[str, str] = {
    "asked": "asked, has not answered",
    "agreed": "",
    "declined": "declined",
    "left": "no longer takes part",
}


@dataclass(frozen=True)
class Setting:
    """What of its round a proposal's pages say. ``until`` is the deadline in words, "" without one.

    ``coming`` is what the round does next, in a sentence; ``closed`` says why its reader enters nothing now,
    by phase (``idea``, ``proposal``); what they may enter has none.
    """

    id: str
    title: str
    limits: str
    themes: tuple[str, ...]
    until: str
    is_over: bool
    grace: str
    closed: Mapping[str, str]
    coming: str

    @property
    def deadline(self) -> str:
        """A sentence."""
        if not self.until:
            return ""
        if self.is_over:
            return f"Proposals were taken until {self.until}."
        return f"Proposals are taken until {self.until}.{self.grace}"


@dataclass(frozen=True)
class Colleague:
    """Somebody who takes part, or was asked to; ``note`` says what they answered, if not yes."""

    member_id: str
    name: str
    note: str
    can_be_dropped: bool


@dataclass(frozen=True)
class Happening:
    """A line of its history."""

    when: str
    what: str
    words: str


@dataclass(frozen=True)
class Alike:
    """One that is like it, with the reason in a sentence."""

    id: str
    title: str
    stage: str
    reason: str


@dataclass(frozen=True)
class Proposal:
    """``may`` is what the reader may do now; ``lacking`` (field, its name, what to do) for its team."""

    id: str
    version: int
    round_id: str
    title: str
    aim: str
    plan: str
    spending: str
    organisation: str
    theme: str
    ask: str
    region: str
    stage: str
    stage_name: str
    colour: str
    is_open: bool
    lead: str
    lead_id: str
    team: tuple[Colleague, ...]
    part: str
    may: frozenset[str]
    lacking: tuple[tuple[str, str, str], ...]
    alike: tuple[Alike, ...]
    text_number: int
    changed: str
    submitted: str
    reason: str
    source: str
    award: str
    comments: int
    questions_waiting: int
    supporters: int
    merges_waiting: int
    merged_into: str
    merged_from: tuple[str, ...]
    history: tuple[Happening, ...]

    @property
    def is_own(self) -> bool:
        return self.part in ("lead", "agreed")

    @property
    def team_ids(self) -> frozenset[str]:
        """Its lead and the co-applicants who agreed."""
        return frozenset({self.lead_id, *(each.member_id for each in self.team if not each.note)})

    @property
    def has_acts(self) -> bool:
        """Whether its reader may do something as one of its team."""
        return bool(self.may & {"change", "ask", "merge", "open", "withdraw", "leave"})

    @property
    def is_public(self) -> bool:
        """Whether visitors read it, too: what is voted on."""
        return self.stage in VOTED_ON

    @property
    def is_idea(self) -> bool:
        return self.stage == "idea"

    @property
    def noun(self) -> str:
        return {"idea": "idea", "draft": "draft"}.get(self.stage, "proposal")


def setting_of(answer: Answer) -> Setting:
    """Of ``rounds.get_round``."""
    phase = next((each for each in answer["phases"] if each["kind"] == "proposal"), None)
    grace = answer["grace"]
    later = f" What reaches us up to {grace} minutes later is still taken." if grace else ""
    return Setting(
        id=answer["id"],
        title=answer["title"],
        limits=f"{show_sum(answer['least_ask'])} to {show_sum(answer['most_ask'])}"
        if answer.get("least_ask") is not None and answer.get("most_ask") is not None
        else "",
        themes=tuple(answer["themes"]),
        until=f"12 noon on {show_weekday(date.fromisoformat(phase['last']))}" if phase else "",
        is_over=phase is not None and _ended(phase, grace) <= datetime.now(UTC),
        grace=later,
        closed=_closed(answer),
        coming=answer["next_phase"]["in_words"] if answer["next_phase"] else "",
    )


def proposal_of(answer: Answer, names: Mapping[str, str], regions: Mapping[str, str]) -> Proposal:
    """``names`` are what members who gave none beside it are called, by id."""
    stage, colour = STAGES[answer["stage"]]
    return Proposal(
        id=answer["id"],
        version=answer["version"],
        round_id=answer["round_id"],
        title=answer["title"],
        aim=answer["aim"],
        plan=answer["plan"],
        spending=answer["spending"],
        organisation=answer["organisation"] or "",
        theme=answer["theme"] or "",
        ask=show_sum(answer["ask"]) if answer["ask"] is not None else "",
        region=regions.get(answer["region"], answer["region"]),
        stage=answer["stage"],
        stage_name=stage,
        colour=colour,
        is_open=answer["is_open"],
        lead=named(answer["lead"], answer["shown_name"], names),
        lead_id=answer["lead"],
        team=tuple(_colleague(each, answer, names) for each in answer["co_applicants"]),
        part=answer["my_part"] or "",
        may=frozenset(answer["may"]),
        lacking=_lacking(answer["remaining"]),
        alike=tuple(alike_of(each) for each in answer.get("similar", ())),
        text_number=answer["text_number"],
        changed=show_instant(answer["changed_at"]),
        submitted=show_instant(answer["submitted_at"]),
        reason=answer["reason"] or "",
        source=(answer.get("brought_in") or {}).get("source", ""),
        award=award_elsewhere(answer),
        comments=answer["comments"],
        questions_waiting=answer["questions_waiting"],
        supporters=answer["supporters"],
        merges_waiting=answer["merges_waiting"],
        merged_into=answer["merged_into"] or "",
        merged_from=tuple(answer["merged_from"]),
        history=_history(answer),
    )


def named(member_id: str, shown_name: str | None, names: Mapping[str, str]) -> str:
    """As they call themselves here, else as the reader may know them."""
    return shown_name or names.get(member_id, "") or "A member of Q"


def nameless(answers: Sequence[Answer]) -> dict[str, str]:
    """Member id -> region of those of these proposals who gave no name beside them."""
    found: dict[str, str] = {}
    for each in answers:
        if each["lead"] and not each["shown_name"]:
            found[each["lead"]] = each["region"]
        for person in each["co_applicants"]:
            if not person["shown_name"]:
                found.setdefault(person["member_id"], "")
    return found


def alike_of(answer: Answer) -> Alike:
    return Alike(answer["id"], answer["title"], STAGES[answer["stage"]][0], answer["in_words"])


def _colleague(person: Answer, answer: Answer, names: Mapping[str, str]) -> Colleague:
    may_drop = "ask" in answer["may"] and person["state"] in ("asked", "agreed")
    name = named(person["member_id"], person["shown_name"], names)
    return Colleague(person["member_id"], name, ANSWERS[person["state"]], may_drop)


def _lacking(remaining: Mapping[str, Sequence[str]]) -> tuple[tuple[str, str, str], ...]:
    return tuple((name, FIELDS[name], " ".join(remaining[name])) for name in FIELDS if name in remaining)


def _history(answer: Answer) -> tuple[Happening, ...]:
    """The first first; what it was entered as is told by what came next."""
    began = "Brought in" if answer.get("brought_in") else "Entered"
    entered = Happening(show_instant(answer["made_at"]), began, "")
    return (
        entered,
        *(
            Happening(show_instant(each["at"]), STEPS.get(each["what"], each["what"]), each["words"] or "")
            for each in answer["history"]
        ),
    )


def _closed(answer: Answer) -> dict[str, str]:
    """As the round says it to its reader, who may be of another region than it is for."""
    missing = dict.fromkeys(ENTRIES, "This round does not have that.")
    why_not = {each["kind"]: each["why_not"] or "" for each in answer["mine"]}
    return {kind: said for kind in ENTRIES if (said := why_not.get(kind, missing[kind]))}


def _ended(phase: Answer, grace: int) -> datetime:
    return datetime.fromisoformat(phase["closes_at"]) + timedelta(minutes=grace)
