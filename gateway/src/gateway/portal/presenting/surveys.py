"""Surveys in words: who is asked, by what, until when, and what may be shown of the answers (row 74)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import dated, show_date, show_instant, show_number

STATES: dict[str, tuple[str, str]] = {
    "draft": ("Draft", "white"),
    "open": ("Open", "blue"),
    "closed": ("Closed", "grey"),
}
"""State -> its name and the colour of its tag."""
AUDIENCES: dict[str, str] = {
    "region_members": "Every active member",
    "group_seats": "Those who hold a seat of the group",
    "elsewhere": "A list that was kept elsewhere",
}
KINDS: dict[str, str] = {
    "yes_no": "Yes or no",
    "one": "Choose one",
    "several": "Choose several",
    "scale": "A scale from 1 to 5",
    "text": "Free text",
}
NAMES = {"yes": "Yes", "no": "No"}
NOT_PUBLISHED = "not published"
TOO_FEW = "Too few to show"


@dataclass(frozen=True)
class Question:
    """A question with its answers as the form offers them."""

    id: str
    number: int
    kind: str
    kind_name: str
    text: str
    lines: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]
    hint: str


@dataclass(frozen=True)
class Survey:
    """A survey as its pages show it."""

    id: str
    version: int
    region: str
    title: str
    purpose: str
    questions: tuple[Question, ...]
    audience: str
    audience_name: str
    is_named: bool
    state: str
    state_name: str
    colour: str
    when: str
    closes: str
    is_past: bool
    channel: str
    invited: str
    mismatch: str
    wave: int
    decision_id: str
    texts_until: str
    asks_me: bool
    has_answered: bool
    may: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One answer of a question: what each wave shows of it."""

    answer: str
    shown: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """A question over the waves: ``bases`` head the columns, ``means`` belong to a scale."""

    text: str
    bases: tuple[str, ...]
    lines: tuple[Line, ...]
    means: tuple[str, ...]


@dataclass(frozen=True)
class Wave:
    """One asking: who was invited, how many answered, and what was published of it elsewhere."""

    number: int
    title: str
    when: str
    response: str
    mismatch: str
    themes: tuple[str, ...]
    figures: tuple[tuple[str, str, str], ...]


def survey_of(answer: Mapping[str, Any]) -> Survey:
    """The page's survey from the door's."""
    name, colour = STATES[answer["state"]]
    past = answer["sent"] is not None
    return Survey(
        id=answer["id"],
        version=answer["version"],
        region=answer["region"],
        title=answer["title"],
        purpose=answer["purpose"],
        questions=tuple(_question(number, each) for number, each in enumerate(answer["questions"], start=1)),
        audience=answer["audience"],
        audience_name=AUDIENCES[answer["audience"]],
        is_named=answer["is_named"],
        state=answer["state"],
        state_name=name,
        colour=colour,
        when=_when(answer),
        closes=show_instant(answer["closes_at"]),
        is_past=past,
        channel=answer["channel"] or "",
        invited=show_number(answer["invited"]),
        mismatch=_mismatch(answer),
        wave=answer["wave"],
        decision_id=answer["decision_id"] or "",
        texts_until=show_date(answer["texts_until"]),
        asks_me=answer["asks_me"] is True,
        has_answered=answer["asks_me"] is False,
        may=tuple(answer["may"]),
    )


def surveys_of(answers: Iterable[Mapping[str, Any]]) -> list[Survey]:
    return [survey_of(each) for each in answers]


def _when(answer: Mapping[str, Any]) -> str:
    if answer["sent"]:
        return f"Sent {dated(show_date(answer['sent']))}"
    if answer["state"] == "open":
        return f"Open until {show_instant(answer['closes_at'])}"
    return f"Closed {dated(show_date(answer['closes_at']))}" if answer["closes_at"] else "Not opened yet"


def _mismatch(answer: Mapping[str, Any]) -> str:
    """C21: a list that was sent to does not fit the register."""
    if not answer["is_mismatched"]:
        return ""
    invited, known = show_number(answer["invited"]), show_number(answer["known"])
    return (
        f"{invited} were invited, but the register knew {known} members then. "
        "So the list held others too, or not all of them."
    )


def _question(number: int, answer: Mapping[str, Any]) -> Question:
    kind, lines = answer["kind"], tuple(answer["choices"])
    choices: tuple[tuple[str, str], ...] = tuple((each, each) for each in lines)
    hint = ""
    if kind == "yes_no":
        choices = tuple(NAMES.items())
    if kind == "scale":
        choices = tuple((str(step), _step(step, lines)) for step in range(1, 6))
    if kind == "several":
        hint = "Choose all that fit."
    return Question(answer["id"], number, kind, KINDS[kind], answer["text"], lines, choices, hint)


def _step(step: int, ends: Sequence[str]) -> str:
    said = {1: ends[0], 5: ends[1]}.get(step)
    return f"{step}: {said}" if said else str(step)


def waves_of(results: Mapping[str, Any]) -> list[Wave]:
    """Every closed wave, the first first."""
    return [
        Wave(
            number=wave["wave"],
            title=wave["title"],
            when=show_date(wave["sent"] or wave["closed_at"]),
            response=_response(wave),
            mismatch=_mismatch(wave),
            themes=tuple(wave["themes"]),
            figures=tuple(_figure(each, wave["fewest"]) for each in wave["figures"]),
        )
        for wave in results["waves"]
    ]


def _response(wave: Mapping[str, Any]) -> str:
    """Responses of invited, each as far as it is known (C22)."""
    invited, responses = wave["invited"], wave["responses"]
    if invited is None and responses is None:
        return "How many were invited and how many answered was not published."
    if responses is None:
        return f"{show_number(invited)} were invited. How many answered was not published."
    if invited is None:
        return f"{show_number(responses)} answered. How many were invited was not published."
    of_invited = f"{show_number(responses)} of {show_number(invited)} who were invited answered"
    return f"{of_invited}: {_percent(wave['rate'])}."


def _figure(figure: Mapping[str, Any], fewest: int) -> tuple[str, str, str]:
    if figure["is_hidden"]:
        return figure["statement"], TOO_FEW, f"fewer than {fewest}"
    base = "base not published" if figure["base"] is None else f"of {show_number(figure['base'])}"
    return figure["statement"], _percent(figure["percent"]), base


def results_of(results: Mapping[str, Any]) -> list[Result]:
    """Question by question over the waves; one that a wave did not ask in these words has nothing of it."""
    waves = [_by_words(wave["questions"]) for wave in results["waves"]]
    asked = dict.fromkeys(words for wave in waves for words in wave)
    return [_result([wave.get(words) for wave in waves], results["waves"][0]["fewest"]) for words in asked]


def _by_words(questions: Iterable[Mapping[str, Any]]) -> dict[Any, Mapping[str, Any]]:
    """Each question under what it asks; the same one asked twice under its first and its second time."""
    found: dict[Any, Mapping[str, Any]] = {}
    for each in questions:
        words, times = (each["kind"], each["text"], tuple(each["choices"])), 1
        while (words, times) in found:
            times += 1
        found[words, times] = each
    return found


def _result(of_waves: Sequence[Mapping[str, Any] | None], fewest: int) -> Result:
    first = next(each for each in of_waves if each is not None)
    asked = _question(0, first)
    lines = [] if first["kind"] == "text" else asked.choices
    bases = tuple(_base(each, fewest) for each in of_waves)
    return Result(
        text=first["text"],
        bases=bases,
        lines=tuple(Line(name, tuple(_cell(each, value) for each in of_waves)) for value, name in lines),
        means=tuple(
            "" if each is None or each["mean"] is None else f"{each['mean']:.1f}" for each in of_waves
        ),
    )


def _base(question: Mapping[str, Any] | None, fewest: int) -> str:
    if question is None:
        return "not asked"
    base = question["base"]
    return f"fewer than {fewest} answered" if base is None else f"{show_number(base)} answered"


def _cell(question: Mapping[str, Any] | None, value: str) -> str:
    if question is None:
        return "Not asked"
    found = next((cell for cell in question["cells"] if cell["answer"] == value), None)
    if found is None or found["count"] is None:
        return TOO_FEW
    return f"{_percent(found['percent'])} ({show_number(found['count'])} of {show_number(question['base'])})"


def _percent(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0") + "%"
