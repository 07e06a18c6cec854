"""Ideas without an award, in words: who sees them, what matches, who helps, what became of them (row 58)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from gateway.portal.dates import show_date
from gateway.portal.money import show_sum
from gateway.portal.presenting.rounds import deadline

Answer = Mapping[str, Any]

HELP: dict[str, tuple[str, str]] = {
    "time": ("Time", "Days or hours of mine, or a skill of mine."),
    "team": ("A team that does something similar", "We work on something similar, and could join forces."),
    "funder": ("A way to money", "I know where money for it may be."),
    "room": ("A room or things", ""),
    "other": ("Something else", ""),
}
HELP_CHOICES = [{"value": key, "text": text, "hint": hint} for key, (text, hint) in HELP.items()]
HELP_STATES: dict[str, tuple[str, str]] = {
    "asked": ("Offered", "blue"),
    "agreed": ("Taken", "blue"),
    "declined": ("Not needed", "grey"),
    "ended": ("Ended", "grey"),
}
OUTCOMES: dict[str, str] = {
    "taken_up": "It was taken up",
    "joined": "It joined another project",
    "sponsored": "A group sponsors it",
    "funded": "It got money after all",
    "not_carried_on": "It is not carried on",
    "next_round": "It goes on in a later round",
}
OUTCOME_CHOICES = [{"value": key, "text": text} for key, text in OUTCOMES.items() if key != "next_round"]
CHOICES: dict[str, tuple[str, str]] = {
    "unanswered": ("Only its team sees it", "blue"),
    "listed": ("Listed for members", "blue"),
    "private": ("Only its team sees it", "grey"),
}
STAGES = {"not_shortlisted": "Not on the shortlist", "not_awarded": "No award"}
NOT_SUBMITTED = "Not submitted"


@dataclass(frozen=True)
class Help:
    """``may_answer`` and ``may_end``: what its reader can do with it now."""

    id: str
    kind: str
    words: str
    state: str
    state_name: str
    colour: str
    on: str
    who: str
    reach: str
    is_mine: bool
    may_answer: bool
    may_end: bool


@dataclass(frozen=True)
class Alike:
    """An idea like it, with why."""

    id: str
    title: str
    region: str
    why: str


@dataclass(frozen=True)
class NextRound:
    id: str
    title: str
    until: str
    most: str
    is_open: bool


@dataclass(frozen=True)
class Outcome:
    kind: str
    name: str
    words: str
    on: str
    next_id: str


@dataclass(frozen=True)
class Options:
    """What matches an idea now."""

    similar: tuple[Alike, ...]
    next_rounds: tuple[NextRound, ...]
    has_group: bool
    find_help: str


@dataclass(frozen=True)
class Idea:
    """``may_note``: its reader may say what became of it."""

    id: str
    version: int
    round_id: str
    region_code: str
    region: str
    title: str
    aim: str
    ask: str
    stage: str
    choice: str
    seen_by: str
    colour: str
    wanted: str
    who: str
    reach: str
    opened: str
    sponsor: str
    sponsored_on: str
    help: tuple[Help, ...]
    outcome: Outcome | None
    is_mine: bool
    may_sponsor: bool

    @property
    def is_listed(self) -> bool:
        return self.choice == "listed"

    @property
    def is_open(self) -> bool:
        """Whether help may be offered."""
        return self.is_listed and self.outcome is None

    @property
    def goes_on(self) -> bool:
        return self.outcome is not None and bool(self.outcome.next_id)

    @property
    def my_help(self) -> Help | None:
        return next((each for each in self.help if each.is_mine and each.state in ("asked", "agreed")), None)

    @property
    def number_of_helpers(self) -> int:
        return sum(each.state == "agreed" for each in self.help)


def idea_of(answer: Answer, regions: Mapping[str, str]) -> Idea:
    """The page's from the door's, for its reader; ``regions`` is code -> name."""
    name, colour = CHOICES[answer["choice"]]
    sponsor = answer["sponsor"]
    return Idea(
        id=answer["id"],
        version=answer["version"],
        round_id=answer["round_id"],
        region_code=answer["region"],
        region=regions.get(answer["region"], answer["region"]),
        title=answer["title"],
        aim=answer["aim"],
        ask=show_sum(answer["ask"]) if answer["ask"] else "",
        stage=STAGES.get(answer["stage"], NOT_SUBMITTED),
        choice=answer["choice"],
        seen_by=name,
        colour=colour,
        wanted=answer["wanted"] or "",
        who=answer["shown_name"] or "",
        reach=answer["reach"] or "",
        opened=show_date(answer["opened_at"]),
        sponsor=(sponsor["words"] or "The group of its region helps it on.") if sponsor else "",
        sponsored_on=show_date(sponsor["at"]) if sponsor else "",
        help=tuple(_help(each, is_team=answer["is_mine"]) for each in answer["help"]),
        outcome=outcome_of(answer["outcome"]),
        is_mine=answer["is_mine"],
        may_sponsor=answer["may_sponsor"],
    )


def options_of(answer: Answer, title: str, regions: Mapping[str, str]) -> Options:
    return Options(
        similar=tuple(
            Alike(
                each["id"],
                each["title"],
                regions.get(each["region"], each["region"]),
                f"Words in both: {', '.join(each['shared'])}.",
            )
            for each in answer["similar"]
        ),
        next_rounds=tuple(
            NextRound(
                each["id"],
                each["title"],
                deadline(each["takes_entries_until"]),
                show_sum(each["most_ask"]),
                each["is_open"],
            )
            for each in answer["next_rounds"]
        ),
        has_group=answer["has_group"],
        find_help=f"{answer['find_help']}?{urlencode({'text': title})}",
    )


def outcome_of(answer: Answer | None) -> Outcome | None:
    if answer is None:
        return None
    return Outcome(
        answer["kind"],
        OUTCOMES[answer["kind"]],
        answer["words"] or "",
        show_date(answer["at"]),
        answer["next_id"] or "",
    )


def history_of(answer: Answer) -> list[dict[str, Any]]:
    """What a proposal carries on, the latest round first; of ``unfunded.get_history``."""
    return [
        {"id": each["id"], "title": each["title"], "outcome": outcome_of(each["outcome"])}
        for each in answer["items"]
    ]


def counts_of(answer: Answer) -> list[tuple[str, int]]:
    """How it goes with the ideas of a round, in words."""
    outcomes = [(OUTCOMES[kind], number) for kind, number in answer["outcomes"].items()]
    return [
        ("Submitted", answer["submitted"]),
        ("Got an award", answer["awarded"]),
        ("To support", answer["to_support"]),
        ("Listed for members", answer["listed"]),
        ("Have help", answer["helped"]),
        ("Have a sponsor", answer["sponsored"]),
        *outcomes,
    ]


def _help(answer: Answer, *, is_team: bool) -> Help:
    name, colour = HELP_STATES[answer["state"]]
    is_mine, state = answer["is_mine"], answer["state"]
    return Help(
        id=answer["id"],
        kind=HELP[answer["kind"]][0],
        words=answer["words"] or "",
        state=state,
        state_name=name,
        colour=colour,
        on=show_date(answer["at"]),
        who="You" if is_mine else answer["shown_name"] or "A member of Q",
        reach=answer["reach"] or "",
        is_mine=is_mine,
        may_answer=is_team and state == "asked",
        may_end=(is_mine and state in ("asked", "agreed")) or (is_team and state == "agreed"),
    )
