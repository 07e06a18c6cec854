"""Test cycles in words (row 48)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date

STATES: dict[str, tuple[str, str]] = {
    "none": ("No plan", "grey"),
    "planned": ("Planned", "blue"),
    "studied": ("Compared", "blue"),
    "closed": ("Closed", "white"),
}
"""State -> its words and the colour of its tag."""
MATCHES: dict[str, str] = {
    "as_predicted": "It came as predicted",
    "partly": "It came partly as predicted",
    "otherwise": "It came otherwise",
}
KINDS: dict[str, str] = {
    "adopt": "Adopt it: go on like this",
    "adapt": "Adapt it: try it with a change",
    "abandon": "Abandon it: do something else",
}
SHORT_KINDS: dict[str, str] = {"adopt": "Adopted", "adapt": "Adapted", "abandon": "Abandoned"}


@dataclass(frozen=True)
class Cycle:
    """A cycle as its page or a line of the chain shows it; "" for what the reader may not see."""

    id: str
    title: str
    when: str
    number: int
    version: int | None
    state: str
    state_name: str
    colour: str
    aim: str
    prediction: str
    planned: str
    is_late: bool
    done: str
    match: str
    match_name: str
    learned: str
    act: str
    act_kind: str
    act_name: str


@dataclass(frozen=True)
class Carried:
    """What the cycle before decided: the plan begins with it."""

    id: str
    day: str
    kind: str
    text: str


def cycle_of(found: Mapping[str, Any]) -> Cycle:
    """From the door's answer, for a meeting's cycle or the group's own."""
    act = found["act"] or {"kind": "", "text": ""}
    when = (
        show_date(found["day"])
        if "day" in found
        else f"{show_date(found['since'])} to {show_date(found['until'])}"
    )
    return Cycle(
        id=found.get("meeting_id") or found["id"],
        title=found["title"],
        when=when,
        number=found.get("number", 0),
        version=found["version"],
        state=found["state"],
        state_name=STATES[found["state"]][0],
        colour=STATES[found["state"]][1],
        aim=found["aim"] or "",
        prediction=found["prediction"] or "",
        planned=show_date(found["planned_on"]),
        is_late=bool(found["is_late"]),
        done=found["done"] or "",
        match=found["match"] or "",
        match_name=MATCHES.get(found["match"], ""),
        learned=found["learned"] or "",
        act=act["text"],
        act_kind=act["kind"],
        act_name=SHORT_KINDS.get(act["kind"], ""),
    )


def carried_of(found: Mapping[str, Any]) -> Carried | None:
    carried = found["carried"]
    if carried is None:
        return None
    return Carried(
        carried["id"], show_date(carried["day"]), SHORT_KINDS[carried["kind"]].lower(), carried["text"]
    )


def next_step(found: Mapping[str, Any]) -> tuple[str, str]:
    """(the form's key, the button's words) of what whoever writes can do now; ("", "") for nothing."""
    if not found["may_write"] or found.get("is_cancelled"):
        return "", ""
    state = found["state"]
    if state == "none":
        return "plan", "Plan it"
    if state == "planned":
        if found["has_begun"]:
            return "study", "Compare what happened with the prediction"
        return ("plan", "Change the plan") if "meeting_id" in found else ("", "")
    return ("act", "Say what the group does next") if state == "studied" else ("", "")
