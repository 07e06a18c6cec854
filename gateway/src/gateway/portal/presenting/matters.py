"""Matters in words: who asks whom, how far it is, and what a group can do about it (row 24)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, show_instant, show_number

CENTRE = "UK"
STATES: dict[str, tuple[str, str]] = {
    "raised": ("Raised", "blue"),
    "acknowledged": ("Acknowledged", "blue"),
    "answered": ("Answered", "white"),
    "closed": ("Closed", "grey"),
    "withdrawn": ("Withdrawn", "grey"),
}
"""State -> its name and the colour of its tag."""
OUTCOMES: dict[str, str] = {
    "accepted": "Accepted",
    "partly": "Accepted in part",
    "declined": "Declined",
    "noted": "Noted",
    "otherwise": "We do it otherwise",
}
STEPS: dict[str, str] = {
    "raised": "raised it",
    "joined": "joined it",
    "acknowledged": "acknowledged it",
    "answered": "answered",
    "passed_on": "passed it on in the region",
    "stepped_back": "stepped back from it",
    "withdrawn": "withdrew it",
    "closed": "closed it",
    "overdue": "did not acknowledge it in time",
}
PROPOSALS: dict[str, tuple[str, str]] = {
    "waiting": ("Waiting for your group", "blue"),
    "taken_up": ("Your group raised it", "white"),
    "joined": ("Your group joined a matter with it", "white"),
    "turned_down": ("Not taken up", "grey"),
    "taken_back": ("You took it back", "grey"),
}


@dataclass(frozen=True)
class Asked:
    """A group that is to answer, and how it stands there."""

    name: str
    due: str
    acknowledged: str
    late: bool
    outcome: str
    reasons: str
    answered: str
    notes: str
    passed_on: str


@dataclass(frozen=True)
class Voice:
    """A group that stands behind the matter."""

    name: str
    words: str
    on: str


@dataclass(frozen=True)
class Happened:
    """One line of the history."""

    at: str
    sentence: str
    words: str


@dataclass(frozen=True)
class Action:
    """What the reader can do now: its key, the button's words, and for which groups."""

    key: str
    text: str
    groups: tuple[tuple[str, str], ...]


ACTIONS: dict[str, str] = {
    "answer": "Answer it",
    "acknowledge": "Say that it arrived",
    "pass_on": "Pass it on in your region",
    "join": "Join: this is our matter too",
    "close": "Close it",
    "withdraw": "Withdraw it",
}
"""What can be done, in the order of its buttons."""


@dataclass(frozen=True)
class Matter:
    """A matter as its page shows it."""

    id: str
    version: int
    title: str
    text: str
    from_: str
    to: str
    state: str
    state_name: str
    colour: str
    raised: str
    changed: str
    number: int
    voices: tuple[Voice, ...]
    asked: tuple[Asked, ...]
    overdue: tuple[str, ...]
    history: tuple[Happened, ...]
    actions: tuple[Action, ...]
    is_open_to_regions: bool


def group_names(regions: Mapping[str, str]) -> dict[str, str]:
    """Every group by code: the regions and, first, the centre."""
    return {CENTRE: "UK-wide group", **regions}


def matter_of(answer: Mapping[str, Any], names: Mapping[str, str]) -> Matter:
    """The page's matter from the door's; ``names`` are the groups'."""

    def name(code: str) -> str:
        """As it stands in a sentence."""
        called = names.get(code, code)
        return f"the {called}" if code == CENTRE else called

    asked = answer["asked"]
    state_name, colour = STATES[answer["state"]]
    return Matter(
        id=answer["id"],
        version=answer["version"],
        title=answer["title"],
        text=answer["text"],
        from_=name(answer["raised_by"][0]["group"]),
        to=name(asked[0]["group"]) if len(asked) == 1 else f"{len(asked)} regions",
        state=answer["state"],
        state_name=state_name,
        colour=colour,
        raised=show_date(answer["raised_at"]),
        changed=show_date(answer["changed_at"]),
        number=answer["raised_by_number"],
        voices=tuple(
            Voice(_capital(name(each["group"])), each["words"], show_date(each["at"]))
            for each in answer["raised_by"]
        ),
        asked=tuple(_asked(each, _capital(name(each["group"]))) for each in asked),
        overdue=tuple(name(code) for code in answer["overdue"]),
        history=tuple(
            Happened(
                show_instant(step["at"]),
                _capital(f"{name(step['group'])} {STEPS.get(step['kind'], step['kind'])}"),
                _words_of(step),
            )
            for step in answer["history"]
        ),
        actions=tuple(
            Action(key, text, tuple((code, name(code)) for code in answer["may"][key]))
            for key, text in ACTIONS.items()
            if answer["may"].get(key)
        ),
        is_open_to_regions=answer["direction"] == "to_centre"
        and answer["state"] in ("raised", "acknowledged"),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _asked(answer: Mapping[str, Any], name: str) -> Asked:
    return Asked(
        name=name,
        due=show_instant(answer["due_at"]),
        acknowledged=show_instant(answer["acknowledged_at"]),
        late=answer["late"],
        outcome=OUTCOMES.get(answer["outcome"] or "", ""),
        reasons=answer["reasons"] or "",
        answered=show_instant(answer["answered_at"]),
        notes=answer["notes"] or "",
        passed_on=show_date(answer["passed_on_at"]),
    )


def _words_of(step: Mapping[str, Any]) -> str:
    """An answer's outcome said in words, then what was written."""
    outcome = OUTCOMES.get(step["outcome"] or "")
    return f"{outcome}. {step['words']}" if outcome else str(step["words"])


@dataclass(frozen=True)
class Counted:
    """A line of the counts, in words."""

    name: str
    raised: str
    joined: str
    acknowledged: str
    answered: str
    passed_on: str
    overdue: str
    days: str


@dataclass(frozen=True)
class Counts:
    """Both directions: whole, then by region."""

    up: tuple[Counted, ...]
    down: tuple[Counted, ...]


def counts_of(answer: Mapping[str, Any], names: Mapping[str, str]) -> Counts:
    """The page's counts from ``matter_traffic``."""

    def lines(whole: str, by_region: str) -> tuple[Counted, ...]:
        rows = [_counted("All regions", answer[whole])]
        rows += [_counted(names.get(row["region"], row["region"]), row) for row in answer[by_region]]
        return tuple(rows)

    return Counts(lines("escalations", "escalations_by_region"), lines("cascades", "cascades_by_region"))


def _counted(name: str, row: Mapping[str, Any]) -> Counted:
    days = row["median_days"]
    return Counted(
        name=name,
        **{
            key: show_number(row[key])
            for key in ("raised", "joined", "acknowledged", "answered", "passed_on", "overdue")
        },
        days="n/a" if days is None else f"{show_number(days)} days",
    )


@dataclass(frozen=True)
class Proposal:
    """A member's proposal: for the member with what became of it, for the group to answer."""

    id: str
    version: int
    title: str
    text: str
    on: str
    state_name: str
    colour: str
    reason: str
    matter_id: str
    waits: bool


def proposals_of(items: Iterable[Mapping[str, Any]]) -> tuple[Proposal, ...]:
    return tuple(proposal_of(each) for each in items)


def proposal_of(answer: Mapping[str, Any]) -> Proposal:
    state_name, colour = PROPOSALS[answer["state"]]
    return Proposal(
        id=answer["id"],
        version=answer["version"],
        title=answer["title"],
        text=answer["text"],
        on=show_date(answer["proposed_at"]),
        state_name=state_name,
        colour=colour,
        reason=answer["reason"] or "",
        matter_id=answer["matter_id"] or "",
        waits=answer["state"] == "waiting",
    )
