"""Events to look at: with places, full, with a place kept, moved, cancelled, held, a meetup, topics."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

NATIONAL = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")
LONG = (
    "A day with stories, data and cake.\n"
    "https://example.org/a-very-long-address-without-any-break-that-a-phone-has-to-wrap-somewhere-in-the-middle"
)
NEEDS = "Step-free access, and no nuts. I come with an assistant."


def populate_events(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """Of WOE and SW; the world's member lives in SW, its officers in WOE."""
    world = _World(bus)
    member = people["member"]
    _open(world, ids)
    _wanted(world, ids, member)
    _changed(world, ids, member)
    _over(world, ids)
    _meetup(world, ids, member)
    _topics(world, people)


class _World:
    """Knocks at meetings' doors; ``others`` are members who book before the world's own."""

    def __init__(self, bus: LocalBus) -> None:
        self.bus = bus
        self.others = [Caller(f"member-00{20 + number}", frozenset({"member"}), "WOE") for number in range(8)]

    def knock(self, door: str, payload: dict[str, Any], by: Caller = NATIONAL) -> Any:
        service, _, name = door.partition(".")
        return self.bus.call(f"meetings_{service}", name, payload, caller=by)

    def announce(self, title: str, days: int, by: Caller = NATIONAL, **more: Any) -> str:
        starts = datetime.now(UTC).replace(hour=9, minute=30, second=0, microsecond=0) + timedelta(days=days)
        payload = {
            "region": "WOE",
            "kind": "q_event",
            "title": title,
            "starts_at": starts.isoformat(),
            **more,
        }
        return str(self.knock("events.announce_event", payload, by)["id"])

    def book(self, event_id: str, by: Caller, name: str, **more: Any) -> Any:
        payload = {"event_id": event_id, "name": name, "needs": NEEDS, **more}
        return self.knock("bookings.book_event", payload, by)


def _open(world: _World, ids: dict[str, str]) -> None:
    ids["open_event"] = world.announce(
        "Making best use of data", 30, capacity=100, place="Bristol", description=LONG, recorded=True,
        hosts=["West of England AHSN", "The group of the West of England"], topics=["flow", "coaching"],
        audience="New members, and people interested in joining", funded_by="West of England AHSN",
        access="The lift is at the back.",
    )  # fmt: skip
    more = {"agrees_to_recording": True}
    for number, other in enumerate(world.others[:4]):
        world.book(ids["open_event"], other, f"Wolfeschlegelsteinhausen-Featherstonehaugh {number}", **more)
    came = {"event_id": ids["open_event"], "name": "A friend of a friend"}
    world.knock("arrivals.add_walk_in", came)


def _wanted(world: _World, ids: dict[str, str], member: Caller) -> None:
    """A full event, whose line the member stands in, and another one with a place kept for them."""
    ids["full_event"] = world.announce("Learning from serious incidents", 35, capacity=1, place="Bath")
    world.book(ids["full_event"], world.others[0], "Ada Lovelace")
    world.book(ids["full_event"], member, "Grace Hopper")
    ids["offered_event"] = world.announce("A day of coaching", 40, capacity=1, place="Gloucester")
    world.book(ids["offered_event"], world.others[0], "Ada Lovelace")
    world.book(ids["offered_event"], member, "Grace Hopper")
    world.book(ids["offered_event"], world.others[1], "Katherine Johnson")
    world.knock("bookings.cancel_booking", {"event_id": ids["offered_event"]}, world.others[0])


def _changed(world: _World, ids: dict[str, str], member: Caller) -> None:
    ids["booked_event"] = world.announce(
        "Online: measuring well", 45, kind="webex", phone="0300",
        join_link="https://meet.example.org/measuring",
    )  # fmt: skip
    world.book(ids["booked_event"], member, "Grace Hopper")
    event = {"id": ids["booked_event"]}
    later = (datetime.now(UTC) + timedelta(days=50)).isoformat()
    world.knock("events.move_event", {**event, "starts_at": later, "cause": "The speaker is ill."})
    world.knock("events.warn_of_weather", {**event, "note": "Snow is forecast. We look again at noon."})
    ids["cancelled_event"] = world.announce("A day by the sea", 55, place="Clevedon")
    world.book(ids["cancelled_event"], member, "Grace Hopper")
    world.knock("events.cancel_event", {"id": ids["cancelled_event"], "cause": "The tide is too high."})


def _over(world: _World, ids: dict[str, str]) -> None:
    past = {"region": "WOE", "kind": "q_event", "title": "QBrings2", "status": "held"}
    world.knock("events.record_event", {**past, "rough_date": "2018-05", "attended": 74})
    poor = {**past, "region": "SW", "title": "SW event", "status": "held_poorly_attended"}
    ids["past_event"] = world.knock("events.record_event", {**poor, "cause": "Adverse weather"})["id"]


def _meetup(world: _World, ids: dict[str, str], member: Caller) -> None:
    ids["meetup"] = world.announce(
        "Coffee and cake", 20, by=member, region="SW", kind="meetup", place="Truro", takes_interest=True
    )


def _topics(world: _World, people: dict[str, Caller]) -> None:
    world.knock("topics.request_topic", {"topic": "Personal impact"}, world.others[0])
    asked = world.knock("topics.request_topic", {"topic": "Statistical process control"}, people["member"])
    world.knock(
        "topics.request_topic", {"topic": "Coaching"}, Caller("member-0040", frozenset({"member"}), "SW")
    )
    event = {"id": asked["id"], "event_id": world.announce("Charts that tell", 60, region="SW")}
    world.knock("topics.take_up_topic", event)
