"""Exchanges of time to look at, one at every state, for both sides and for those who decide."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

LONG = "Reading a first control chart together, and what a shift in it does and does not mean"
WHY = "We stopped early, because the room was needed.\nThe rest we never caught up on."


def populate_exchanges(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """Of the world's member with its convenor; the coordinator keeps the convenor's region."""
    service = bus.service("skills_register_exchanges")
    today = datetime.now(UTC).date()

    def knock(door: str, by: str, **asked: Any) -> Any:
        return getattr(service, door)(Call(caller=people[by]), asked)

    def propose(what: str, by: str = "member", days: int = 0, minutes: int = 90, **more: Any) -> str:
        other = people["convenor" if by == "member" else "member"].subject
        told = {"what": what, "minutes": minutes, "on": (today + timedelta(days=days)).isoformat()}
        asked = {"member_id": other, "side": "giver", **told, **more}
        return str(knock("propose_exchange", by, **asked)["id"])

    def agreed(what: str, **more: Any) -> str:
        made = propose(what, **more)
        knock("agree_exchange", "convenor", id=made)
        return made

    def done(what: str, by: str = "convenor", **more: Any) -> str:
        made = agreed(what, **more)
        knock("say_done", by, id=made, minutes=more.get("minutes", 90))
        return made

    ids["asked_exchange"] = propose(LONG, "convenor", 7)
    ids["written_exchange"] = propose("What we did in March", "convenor", -200, is_done=True)
    ids["proposed_exchange"] = propose("A look at our driver diagram", days=5)
    ids["agreed_exchange"] = agreed("Coaching in SPC", days=20)
    ids["done_exchange"] = done("A first PDSA cycle")
    ids["said_exchange"] = done("Facilitating a huddle", "member")
    ids["full_exchange"] = done("A whole week of help", side="receiver", minutes=6000)
    knock("confirm_exchange", "member", id=ids["full_exchange"])
    ids["settled_exchange"] = done("Help with a poster", days=-3)
    knock("confirm_exchange", "member", id=ids["settled_exchange"])
    ids["ended_exchange"] = propose("Not this time", "convenor")
    knock("cancel_exchange", "member", id=ids["ended_exchange"], reason="I am away until May.")
    ids["disputed_exchange"] = done("Process mapping")
    knock("dispute_exchange", "member", id=ids["disputed_exchange"], minutes=45, reason=WHY)
    ids["argued_exchange"] = done("Stakeholder mapping", "member")
    knock("dispute_exchange", "convenor", id=ids["argued_exchange"], reason=WHY)
    knock("answer_dispute", "member", id=ids["argued_exchange"], accepts=False, reason="I was there.")
