"""The ballots of some members in the round that is voted on; roles have not voted (row 57)."""

import hashlib
import random
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from launcher.demo.exchange.desk import Desk
from launcher.demo.exchange.facts import read_facts
from launcher.demo.exchange.rounds import rows_of
from launcher.demo.platform import NotDone
from launcher.demo.skills_register.desk import Helper

Json = Mapping[str, Any]
OPENING_SECONDS = 120.0
PAUSE_SECONDS = 0.25
SIDE_BY_SIDE = 6


def bring(desk: Desk) -> None:
    """Every ballot that is not in the box; the same one again is the same vote."""
    facts = read_facts("rounds")["voting"]
    place = f"/rounds/{desk.rounds[facts['name']]}"
    paper = _paper(desk, place)
    leads = {row.get("lead") for row in rows_of(desk, "voting", facts)}
    voters = [each for each in desk.of_region(facts["region"]) if each.id not in leads]
    if not voters or not paper["takes_ballots"] or _has_voted(voters[-1], place):
        return
    with ThreadPoolExecutor(SIDE_BY_SIDE) as side_by_side:
        list(side_by_side.map(lambda voter: _vote(voter, place, paper), voters))


def _paper(desk: Desk, place: str) -> Json:
    """Voting opens by itself, a moment after its proposals came in."""
    until = time.monotonic() + OPENING_SECONDS
    while True:
        try:
            paper: Json = desk.setup.get(f"{place}/paper")
        except NotDone:
            if time.monotonic() > until:
                raise
            time.sleep(PAUSE_SECONDS)
        else:
            return paper


def _has_voted(voter: Helper, place: str) -> bool:
    return bool(voter.api.get(f"{place}/paper")["mine"]["voted"])


def _vote(voter: Helper, place: str, paper: Json) -> None:
    """Three of each theme; the same member chooses the same in every run."""
    drawn = hashlib.sha256(f"{place} {voter.id}".encode()).hexdigest()
    body = {"ballot_secret": drawn[:32], "projects": _choice(paper, drawn)}
    voter.api.post(f"{place}/ballots", body, command=f"ballot {place} {voter.id}")


def _choice(paper: Json, drawn: str) -> list[str]:
    """What stands first on the paper is chosen a little more often, as on any ballot paper."""
    chance = random.Random(drawn)  # noqa: S311 - invented votes need no secrecy
    chosen: list[str] = []
    for theme in paper["ballot"]["per_theme"]:
        those = [each for each in paper["projects"] if each["theme"] == theme["theme"]]
        chosen += _some([each["id"] for each in those], theme["number"], chance)
    return chosen


def _some(ids: Sequence[str], number: int, chance: random.Random) -> list[str]:
    left, taken = list(ids), []
    for _ in range(number):
        weights = [len(ids) + 6 - place for place in range(len(left))]
        [one] = chance.choices(left, weights)
        left.remove(one)
        taken.append(one)
    return taken
