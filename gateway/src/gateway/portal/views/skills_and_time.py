"""Where skills and time begin: what waits for the reader, and the ways in."""

from collections.abc import Callable, Mapping
from typing import Any

from chassis.identity import Caller
from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.skills_register import buddies, concordats, exchanges, ledger, placements, skills
from gateway.guards import caller
from gateway.portal.pages import Page, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.skills_and_time import (
    Step,
    buddy_steps,
    concordat_steps,
    exchange_steps,
    release_steps,
    skill_steps,
    summary_of,
)
from gateway.portal.presenting.time_given import in_hours

MOST_EXCHANGES = 50


@page("/skills-and-time", "public")
def skills_and_time() -> Page:
    """A part that does not answer is left out; the page itself always comes."""
    person = caller()
    asked = [ledger.summarise.asking(person)]
    if person.has("member"):
        asked += [
            exchanges.my_exchanges.asking(person, over=False, limit=MOST_EXCHANGES),
            skills.get_my_skills.asking(person),
            buddies.my_buddying.asking(person),
            placements.my_releases.asking(person),
            concordats.to_sign.asking(person),
            ledger.get_account.asking(person),
        ]
    summary, *mine = together(*asked)
    return show(
        "skills_and_time",
        summary=None if isinstance(summary, Refused) else summary_of(summary),
        steps=_steps(mine[:5]),
        hours=mine[5] if mine and not isinstance(mine[5], Refused) else None,
        in_hours=in_hours,
        keeps=_keeps(person),
    )


def _steps(answers: list[Any]) -> list[Step]:
    presented: tuple[Callable[[Mapping[str, Any]], list[Step]], ...] = (
        exchange_steps,
        skill_steps,
        buddy_steps,
        release_steps,
        concordat_steps,
    )
    found = zip(presented, answers, strict=False)
    return [step for steps, answer in found if not isinstance(answer, Refused) for step in steps(answer)]


def _keeps(person: Caller) -> dict[str, str]:
    """The regions that this person looks after: code -> name."""
    mine = sorted(person.regions_as("coordinator", "convenor"))
    names = region_names(person) if mine else {}
    return {code: names.get(code, code) for code in mine}
