"""The election of the demo: held over the API, and brought to its vote by the rehearsal command."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from launcher.demo.platform import Api, NotDone

Json = Mapping[str, Any]
Rehearse = Callable[[str, int], None]
"""Move all days of an election ahead: its id, by how many days."""

BACKERS = 2
ON_ITS_WAY = ("candidate_not_eligible", "supporter_not_eligible", "holder_not_active")
PATIENCE_SECONDS = 60.0
LONDON = ZoneInfo("Europe/London")
POLL_SECONDS = 0.2


def people_needed(wanted: Json) -> int:
    """A returning officer, the candidates, and those who back them."""
    return 1 + len(wanted["candidates"]) + BACKERS


def bring_election(people: Sequence[Api], names: Sequence[str], wanted: Json, rehearse: Rehearse) -> None:
    """One election in voting, unless the region has one; ``people`` are officer, candidates, backers.

    ``names`` are what the candidates choose to be called on the paper.
    """
    officer, candidates, backers = people[0], people[1:-BACKERS], people[-BACKERS:]
    found = _election(officer, wanted)
    election_id = found["id"]
    if found["state"] == "drafted":
        rehearse(election_id, wanted["ahead"]["nominations_open"])
        found = _wait_for(officer, election_id, "nominations_open")
    if found["state"] != "nominations_open":
        return
    place = f"/elections/{election_id}/nominations"
    there = {each["shown_name"]: each for each in officer.get(place)["items"]}
    for number, (candidate, name, words) in enumerate(
        zip(candidates, names, wanted["candidates"], strict=True)
    ):
        made = there.get(name) or candidate.post(
            place,
            {"shown_name": name, **words},
            command=f"{election_id} stand {number}",
            until_not=ON_ITS_WAY,
        )
        for part, backer in zip(("proposer", "seconder"), backers, strict=True):
            backing, command = f"{place}/{made['id']}/support", f"{election_id} {part} {number}"
            backer.post(backing, {"part": part}, command=command, until_not=ON_ITS_WAY)
    rehearse(election_id, wanted["ahead"]["voting"])
    _wait_for(officer, election_id, "voting")


def _election(officer: Api, wanted: Json) -> Any:
    there = officer.get("/elections", region=wanted["region"])["items"]
    if there:
        return there[0]
    today = datetime.now(LONDON).date()
    days = {name: (today + timedelta(days=ahead)).isoformat() for name, ahead in wanted["days"].items()}
    body = {"region": wanted["region"], "tie_seed": wanted["tie_seed"], **wanted["rules"], **days}
    return officer.post("/elections", body, command=f"election {wanted['region']}")


def _wait_for(officer: Api, election_id: str, state: str) -> Any:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        found = officer.get(f"/elections/{election_id}")
        if found["state"] == state:
            return found
        time.sleep(POLL_SECONDS)
    raise NotDone(f"The election of the demo did not come to {state}.")
