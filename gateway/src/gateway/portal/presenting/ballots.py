"""The vote of a round in words: the paper by theme, how many are chosen, where somebody stands (row 57)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from gateway.portal.dates import LONDON, show_date, show_number, show_weekday
from gateway.portal.money import show_sum

FIELD = "project"
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NO_THEME = "Projects"
OWN = "ballot_own_project"
OF_A_THEME = ("ballot_picks_wrong", "ballot_theme_wrong")


@dataclass(frozen=True)
class Choice:
    """A project on the ballot paper."""

    number: int
    id: str
    title: str
    region: str
    ask: str
    pence: int
    is_own: bool


@dataclass(frozen=True)
class Theme:
    """The projects of one theme in the order of the lot; ``field`` is the id of its first box."""

    field: str
    name: str
    wanted: int | None
    rule: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Paper:
    """What is voted on, and where the reader stands. ``rule`` and ``shorter`` are sentences."""

    id: str
    title: str
    state: str
    takes_ballots: bool
    opened: str
    closes: str
    grace: str
    in_words: str
    pot: str
    rule: str
    shorter: str
    seed: str
    roll_size: str
    themes: tuple[Theme, ...]
    on_roll: bool
    voted: bool
    draft: tuple[str, ...]

    @property
    def may_vote(self) -> bool:
        return self.takes_ballots and self.on_roll and not self.voted

    @property
    def first_field(self) -> str:
        return self.themes[0].field

    def chosen(self, ids: Iterable[str]) -> list[Choice]:
        """These projects, as they are numbered."""
        wanted = set(ids)
        found = [each for theme in self.themes for each in theme.choices if each.id in wanted]
        return sorted(found, key=lambda each: each.number)


def paper_of(answer: Mapping[str, Any], regions: Mapping[str, str]) -> Paper:
    """The page's paper from the door's."""
    mine = answer["mine"] or {}
    form = mine.get("ballot") or answer["ballot"]
    phase = answer["vote"]
    return Paper(
        id=answer["round"],
        title=answer["title"],
        state=answer["state"],
        takes_ballots=answer["takes_ballots"],
        opened=show_date(answer["opened_at"]),
        closes=f"{show_weekday(phase['last'])} at 12 noon",
        grace=grace_in_words(answer["grace"], phase["closes_at"]),
        in_words=phase["in_words"],
        pot=show_sum(answer["pot"]),
        rule=rule_in_words(form, answer["pot"]),
        shorter=_shorter(form, answer["ballot"]),
        seed=answer["seed"],
        roll_size=show_number(answer["roll_size"]),
        themes=tuple(_themes(answer["projects"], form, mine.get("own_projects", ()), regions)),
        on_roll=bool(mine.get("on_roll")),
        voted=bool(mine.get("voted")),
        draft=tuple(mine.get("draft", ())),
    )


def rule_in_words(form: Mapping[str, Any], pot: int) -> str:
    """How many projects may be chosen, in a sentence."""
    picks = form["picks"]
    if form["kind"] == "knapsack":
        return f"Choose projects that cost no more than the pot of {show_sum(pot)} together."
    if form["kind"] == "approval":
        most = "" if picks is None else f", {in_words(picks)} at most"
        return f"Choose as many projects as you like{most}."
    spread = [f"{in_words(each['number'])} of {each['theme']}" for each in form["per_theme"]]
    how = f": {' and '.join(spread)}" if spread else ""
    return f"Choose {in_words(picks)} {'project' if picks == 1 else 'projects'}{how}."


def in_words(number: int) -> str:
    """``six``; figures from eleven on."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def grace_in_words(minutes: int, closes_at: str) -> str:
    """The stated rule for what comes after noon; a long grace ends on the next day."""
    if not minutes:
        return "A ballot that comes after noon does not count."
    closes = datetime.fromisoformat(closes_at)
    noon, last = (each.astimezone(LONDON) for each in (closes, closes + timedelta(minutes=minutes)))
    day = "that day" if last.date() == noon.date() else show_weekday(last.date())
    return f"A ballot that comes before {last:%H:%M} on {day} is still taken; later ones do not count."


def place_of(paper: Paper, code: str, chosen: Sequence[str]) -> str:
    """The theme beside which this refusal is shown."""
    for theme in paper.themes:
        those = [each for each in theme.choices if each.id in chosen]
        if code == OWN and any(each.is_own for each in those):
            return theme.field
        if code in OF_A_THEME and theme.wanted is not None and len(those) != theme.wanted:
            return theme.field
    return paper.first_field


def vote_is_over(round_: Mapping[str, Any]) -> bool:
    """Whether nobody can vote any more, the grace included: without a ballot paper by then there is none."""
    until = next((each["taken_until"] for each in round_["phases"] if each["kind"] == "vote"), None)
    return until is not None and datetime.fromisoformat(until) <= datetime.now(UTC)


def total(choices: Iterable[Choice]) -> str:
    """What these cost together."""
    return show_sum(sum(each.pence for each in choices))


def _themes(
    projects: Sequence[Mapping[str, Any]],
    form: Mapping[str, Any],
    own: Iterable[str],
    regions: Mapping[str, str],
) -> Iterable[Theme]:
    wanted = {each["theme"]: each["number"] for each in form["per_theme"]}
    names = dict.fromkeys((*wanted, *(each["theme"] or "" for each in projects)))
    mine = set(own)
    for number, name in enumerate((name for name in names if _of(projects, name)), 1):
        told = wanted.get(name)
        yield Theme(
            field=f"{FIELD}-{number}",
            name=name or NO_THEME,
            wanted=told,
            rule="" if told is None else f"Choose {in_words(told)}",
            choices=tuple(
                Choice(
                    each["number"],
                    each["id"],
                    each["title"],
                    regions.get(each["region"], each["region"]),
                    show_sum(each["ask"]),
                    each["ask"],
                    each["id"] in mine,
                )
                for each in _of(projects, name)
            ),
        )


def _of(projects: Sequence[Mapping[str, Any]], theme: str) -> list[Mapping[str, Any]]:
    return [each for each in projects if (each["theme"] or "") == theme]


def _shorter(mine: Mapping[str, Any], everybodys: Mapping[str, Any]) -> str:
    if mine["picks"] == everybodys["picks"]:
        return ""
    return (
        f"Others choose {in_words(everybodys['picks'])}. "
        "There are fewer projects here that you may choose, so you choose those that there are."
    )
