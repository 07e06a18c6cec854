"""What is due in Q Exchange for those who look after groups, asked of all its parts at once."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from chassis.identity import Caller
from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.exchange import assessments, awards, extracts, learning, projects, rounds, stories
from gateway.portal.presenting import exchange_due as presenting
from gateway.portal.presenting.brought_in import counted_elsewhere
from gateway.portal.presenting.due import Due

MOST_ROUNDS = 50
MOST = 100
ITEMS, STORIES = ("text", "texts"), ("story", "stories")

Answer = Mapping[str, Any]
Question = tuple[str, Any, Callable[[Any], Iterator[Due]]]


def in_exchange(
    person: Caller, groups: list[str], names: Mapping[str, str], now: date
) -> tuple[list[Due], list[str]]:
    """What these groups' keepers are to do, and the parts that did not answer."""
    kept = {code: names.get(code, code) for code in groups}
    found, missing = _read(_of_all(person, names, kept, now))
    (listed,) = together(rounds.list_rounds.asking(person, limit=MOST_ROUNDS))
    if isinstance(listed, Refused):
        return found, [*missing, "rounds"]
    for each in listed["items"]:
        if each["region"] in kept and not counted_elsewhere(each):
            more, also_missing = _of_round(person, each, kept, now)
            found, missing = found + more, missing + also_missing
    return found, missing


def _of_all(
    person: Caller, names: Mapping[str, str], kept: Mapping[str, str], now: date
) -> Iterator[Question]:
    """The part's name, the question, how its answer is read."""
    yield (
        "rounds",
        rounds.list_drafts.asking(person, limit=MOST_ROUNDS),
        lambda found: presenting.drafts_of(found, kept, now),
    )
    yield (
        "learning library",
        learning.items_to_review.asking(person, limit=MOST),
        lambda found: presenting.to_read(found, ITEMS, "/learning/to-review", kept, now),
    )
    yield (
        "stories",
        stories.stories_to_read.asking(person, limit=MOST),
        lambda found: presenting.to_read(found, STORIES, "/stories/to-read", kept, now),
    )
    for group in kept:
        yield (
            "projects",
            projects.list_stale.asking(person, group, limit=MOST),
            partial(presenting.stale_of, region=group, names=kept, today=now),
        )
    if person.has("national_team"):
        yield (
            "extracts",
            extracts.extracts_to_decide.asking(person, limit=MOST),
            lambda found: presenting.extracts_of(found, names, now),
        )


def _of_round(
    person: Caller, its_round: Answer, kept: Mapping[str, str], now: date
) -> tuple[list[Due], list[str]]:
    """What its keepers do in the phases that are open."""
    found: list[Due] = []
    missing: list[str] = []
    if "shortlist" in its_round["open_now"]:
        (panel,) = together(assessments.get_panel.asking(person, its_round["id"]))
        if isinstance(panel, Refused) and panel.code != "not_found":
            missing.append("assessments")
        else:
            told = None if isinstance(panel, Refused) else panel
            found += presenting.panel_of(its_round, told, kept, now)
    if "award" in its_round["open_now"]:
        pot, undecided = together(
            awards.get_pot.asking(person, its_round["id"]),
            awards.list_undecided_awards.asking(person, its_round["id"], limit=MOST),
        )
        if isinstance(pot, Refused) or isinstance(undecided, Refused):
            missing.append("awards")
        else:
            found += presenting.awards_of(its_round, pot, undecided, kept, (person.subject, now))
    return found, missing


def _read(questions: Iterator[Question]) -> tuple[list[Due], list[str]]:
    asked = list(questions)
    found: list[Due] = []
    missing: list[str] = []
    for (part, _, read), answer in zip(asked, together(*(each for _, each, _ in asked)), strict=True):
        if isinstance(answer, Refused):
            missing.append(part)
        else:
            found += read(answer)
    return found, missing
