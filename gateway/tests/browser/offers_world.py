"""Offers and requests of time to look at, each at every state, and a campaign for them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

LONG = (
    "I go through your charts with you, at your pace. Everything that helps is at "
    "https://example.org/a-very-long-address-without-any-break-that-a-phone-has-to-wrap-somewhere-in-the-middle"
)
WORDS = {"minutes": 180, "online": True, "place": "Exeter", "skills": ["spc"], "visible_to": "everybody"}


def populate_offers(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """The world's member offers and asks; officers do too, so that something fits."""
    service = bus.service("skills_register_offers")
    today = datetime.now(UTC).date()

    def knock(door: str, by: str, **asked: Any) -> Any:
        return getattr(service, door)(Call(caller=people[by]), asked)

    def publish(by: str, kind: str, title: str, **more: Any) -> str:
        return str(knock("publish_offer", by, kind=kind, title=title, **{**WORDS, **more})["id"])

    ids["campaign"] = knock(
        "start_campaign",
        "coordinator",
        region="WOE",
        title="Winter pressures",
        purpose="Hands and heads for wards that are full.\nAn hour helps.",
        starts=today.isoformat(),
        ends=(today + timedelta(days=60)).isoformat(),
    )["id"]
    ids["offer"] = publish("member", "offer", "Coaching in control charts", text=LONG, shown_name="Wolfe")
    ids["ending_offer"] = publish(
        "member",
        "offer",
        "Reading a poster with you",
        until=(today + timedelta(days=3)).isoformat(),
        skills=[],
    )
    ids["time_request"] = publish(
        "coordinator", "request", "Who explains control charts?", minutes=90, campaign_id=ids["campaign"]
    )
    publish("convenor", "request", "Somebody who knows run charts", minutes=45, place="", skills=["spc"])
    publish("operator", "offer", "Charts for winter", campaign_id=ids["campaign"])
    ids["fulfilled_offer"] = publish("member", "offer", "Two hours of typing")
    knock("fulfil_offer", "member", id=ids["fulfilled_offer"])
