"""The result of a round's vote in words: who is funded and why, by each rule, and what differs (row 57)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, show_number
from gateway.portal.money import show_sum

RULES = {"greedy": "Most votes first", "equal-shares": "Equal shares"}
UNKNOWN = "-"


@dataclass(frozen=True)
class Fate:
    """What became of a project by one rule, and why."""

    number: int
    id: str
    title: str
    region: str
    ask: str
    votes: str
    is_funded: bool
    sentence: str


@dataclass(frozen=True)
class Tally:
    """One rule over all ballots; ``differs`` says what it funds otherwise than the rule that decides."""

    rule: str
    name: str
    explained: str
    spent: str
    left: str
    fates: tuple[Fate, ...]
    ties: tuple[str, ...]
    differs: tuple[str, ...]

    @property
    def funded(self) -> list[Fate]:
        return [each for each in self.fates if each.is_funded]

    @property
    def not_funded(self) -> list[Fate]:
        return [each for each in self.fates if not each.is_funded]


@dataclass(frozen=True)
class Home:
    """How much of a project's support came from its own region; ``votes`` is "" where it is not shown."""

    title: str
    region: str
    votes: str
    percent: str
    of_roll: str


@dataclass(frozen=True)
class Colleagues:
    """How much of a project's support came from its own organisation; "" where it is not shown."""

    title: str
    organisation: str
    votes: str
    percent: str
    of_ballots: str


@dataclass(frozen=True)
class Result:
    """The whole result; the tally of the rule that decides is the first."""

    tallied: str
    turnout: str
    pot: str
    share: str
    tallies: tuple[Tally, ...]
    left_out: tuple[str, ...]
    homes: tuple[Home, ...]
    colleagues: tuple[Colleagues, ...]
    hidden_below: int
    rows: tuple[tuple[Fate, tuple[bool, ...]], ...]

    @property
    def deciding(self) -> Tally:
        return self.tallies[0]

    @property
    def others(self) -> tuple[Tally, ...]:
        return self.tallies[1:]


def result_of(answer: Mapping[str, Any], regions: Mapping[str, str]) -> Result:
    """The page's result from the door's."""
    projects = {each["id"]: each for each in answer["projects"]}
    first = {each["id"] for each in answer["tallies"][0]["projects"] if each["is_funded"]}
    tallies = tuple(_tally(each, projects, regions, first) for each in answer["tallies"])
    funded = [{fate.id for fate in each.funded} for each in tallies]
    home = answer["from_own_region"] or {"items": []}
    return Result(
        tallied=show_date(answer["tallied_at"]),
        turnout=turnout_in_words(answer["turnout"]),
        pot=show_sum(answer["tallies"][0]["pot"]),
        share=_share(answer),
        tallies=tallies,
        left_out=tuple(projects[each]["title"] for each in answer["left_out"]),
        homes=tuple(_home(each, projects, regions) for each in home["items"]),
        colleagues=tuple(_colleagues(each, projects) for each in answer["from_own_organisation"]["items"]),
        hidden_below=answer["from_own_organisation"]["hidden_below"],
        rows=tuple(
            (fate, tuple(fate.id in those for those in funded))
            for fate in sorted(tallies[0].fates, key=lambda each: each.number)
        ),
    )


def turnout_in_words(turnout: Mapping[str, Any]) -> str:
    ballots, roll = show_number(turnout["ballots"]), show_number(turnout["roll"])
    said = f"{ballots} of the {roll} members on the roll voted: a turnout of {turnout['percent']:g}%."
    if not turnout["blank"]:
        return said
    blank = "1 ballot was" if turnout["blank"] == 1 else f"{show_number(turnout['blank'])} ballots were"
    return f"{said} {blank} left blank."


def _tally(
    told: Mapping[str, Any],
    projects: Mapping[str, Mapping[str, Any]],
    regions: Mapping[str, str],
    first: set[str],
) -> Tally:
    fates = tuple(_fate(each, projects[each["id"]], regions) for each in told["projects"])
    return Tally(
        rule=told["rule"],
        name=RULES[told["rule"]],
        explained=told["explained"],
        spent=show_sum(told["spent"]),
        left=show_sum(told["pot"] - told["spent"]),
        fates=fates,
        ties=tuple(_among([projects[each]["title"] for each in tie]) for tie in told["ties"]),
        differs=tuple(_differs(fates, first)),
    )


def _fate(told: Mapping[str, Any], project: Mapping[str, Any], regions: Mapping[str, str]) -> Fate:
    votes = told["votes"]
    return Fate(
        number=project["number"],
        id=project["id"],
        title=project["title"],
        region=regions.get(project["region"], project["region"]),
        ask=show_sum(project["ask"]),
        votes="1 vote" if votes == 1 else f"{show_number(votes)} votes",
        is_funded=told["is_funded"],
        sentence=told["sentence"],
    )


def _differs(fates: Sequence[Fate], first: set[str]) -> list[str]:
    more = [each.title for each in fates if each.is_funded and each.id not in first]
    less = [each.title for each in fates if not each.is_funded and each.id in first]
    said = [("It would also fund", more), ("It would not fund", less)]
    return [f"{words} {_among(titles)}." for words, titles in said if titles]


def _home(
    told: Mapping[str, Any], projects: Mapping[str, Mapping[str, Any]], regions: Mapping[str, str]
) -> Home:
    is_shown = told["votes"] is not None
    return Home(
        title=projects[told["project"]]["title"],
        region=regions.get(told["region"], told["region"]),
        votes=show_number(told["votes"]) if is_shown else "",
        percent=f"{told['percent']:g}%" if is_shown else "",
        of_roll=f"{told['percent_of_roll']:g}%",
    )


def _colleagues(told: Mapping[str, Any], projects: Mapping[str, Mapping[str, Any]]) -> Colleagues:
    is_shown = told["votes"] is not None
    return Colleagues(
        title=projects[told["project"]]["title"],
        organisation=told["organisation"],
        votes=show_number(told["votes"]) if is_shown else "",
        percent=f"{told['percent']:g}%" if is_shown else "",
        of_ballots=f"{told['percent_of_ballots']:g}%" if is_shown else "",
    )


def _share(answer: Mapping[str, Any]) -> str:
    """What every voter's equal share of the pot is; "" where nobody voted."""
    voters = answer["turnout"]["ballots"]
    return show_sum(answer["tallies"][0]["pot"] // voters) if voters else ""


def _among(titles: Sequence[str]) -> str:
    return titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} and {titles[-1]}"
