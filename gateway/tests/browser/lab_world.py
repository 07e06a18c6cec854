"""Q Lab projects, extracts, and a round that was held elsewhere, to look at."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

OTHER = Caller("member-0005", frozenset({"member", "national_team"}), "WOE")
LONG = (
    "People who live with both are sent from one service to the next. We read\n"
    "https://example.org/a-very-long-address-without-any-break-that-a-phone-has-to-wrap-somewhere-in-the-middle"
)
DAYS = (("proposal", -90, -60), ("vote", -50, -40), ("award", -40, -20))


def populate_lab(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """The centre launches and decides, the coordinator of WOE promotes and asks, a member signs up."""

    def knock(door: str, by: str, **asked: Any) -> Any:
        service, _, name = door.partition(".")
        caller = OTHER if by == "other" else people[by]
        return bus.call(f"exchange_{service}", name, asked, caller=caller)

    ended = knock("lab.launch_lab_project", "national_team", title="Peer support")["id"]
    knock("lab.move_lab_project", "national_team", id=ended, stage="ended")
    ids["lab_ended"] = ended
    second = {"title": "Mental health and lasting pain", "challenge": LONG, "partner": "MIND"}
    ids["lab"] = knock("lab.launch_lab_project", "national_team", **second)["id"]
    knock("lab.move_lab_project", "national_team", id=ids["lab"], stage="exploring")
    knock("lab.promote_lab_project", "coordinator", id=ids["lab"], region="WOE")
    knock("lab.sign_up", "member", id=ids["lab"])
    _extracts(knock, ids)
    _held_elsewhere(knock, ids)


def _extracts(knock: Any, ids: dict[str, str]) -> None:
    asked = {
        "region": "WOE",
        "asker": "The evaluators of a university with a rather long name",
        "purpose": LONG,
        "dataset": "members",
        "fields_wanted": ["joined"],
        "until": _day(60),
    }
    for name in ("extract_asked", "extract", "extract_ended"):
        ids[name] = knock("extracts.ask_extract", "coordinator", **asked)["id"]
    for name in ("extract", "extract_ended"):
        knock("extracts.decide_extract", "other", id=ids[name], is_approved=True)
        knock("extracts.hand_over_extract", "coordinator", id=ids[name])
    knock("extracts.end_extract", "coordinator", id=ids["extract_ended"], reason="It was enough.")


def _held_elsewhere(knock: Any, ids: dict[str, str]) -> None:
    terms = {
        "region": "UK",
        "title": "A round of the past",
        "pot": None,
        "least_ask": None,
        "most_ask": None,
        "phases": [{"kind": kind, "first": _day(first), "last": _day(last)} for kind, first, last in DAYS],
        "ballot": {"kind": "approval"},
    }
    ids["round_past_draft"] = knock("rounds.draft_round", "national_team", **terms)["id"]
    made = knock("rounds.draft_round", "national_team", **terms)["id"]
    knock("brought_in.take_over_round", "national_team", id=made, source="the forms of that year")
    rows = [
        {"reference": "1", "title": "Timebank", "region": "SW", "outcome": "awarded"},
        {"reference": "2", "title": "Walking aids", "region": "WOE", "outcome": "submitted"},
    ]
    done = knock("brought_in.bring_in_proposals", "national_team", round_id=made, rows=rows)
    ids["round_elsewhere"], ids["proposal_elsewhere"] = made, done["items"][0]["id"]


def _day(days: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()
