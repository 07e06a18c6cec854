"""The pilots' events: past ones as they are known, two to come with bookings, and topics (rows 50, 52-55)."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from launcher.demo.meetings.desk import Desk
from launcher.demo.meetings.facts import read_facts
from launcher.demo.platform import Api

Json = Mapping[str, Any]
LONDON = ZoneInfo("Europe/London")
MOST = "200"


def bring(desk: Desk) -> None:
    """Every event that is not there yet, with its bookings; their ids go to ``desk.events``."""
    facts = read_facts("events")
    known = {
        (each["region"], each["title"]): each["id"]
        for past in ("true", "false")
        for each in desk.setup.get("/events", past=past, limit=MOST)["items"]
    }
    for name, wanted in facts["past"].items():
        found = known.get((wanted["region"], wanted["title"]))
        desk.events[name] = found or _made(desk.setup, "/events/past", wanted, name)
    names = {desk.ids[row["email"]]: row["name"] for row in desk.rows if row["email"] in desk.ids}
    for name, wanted in facts["to_come"].items():
        event = wanted["event"]
        found = known.get((event["region"], event["title"]))
        desk.events[name] = found or _announced(desk, name, wanted)
        if found is None:
            _book(desk, desk.events[name], wanted, names)
    _bring_topics(desk, facts["topics"])


def _announced(desk: Desk, name: str, wanted: Json) -> str:
    by = desk.convenors[wanted["by"]] if "by" in wanted else _host(desk, wanted["hosted_by"])
    return _made(by, "/events", {**wanted["event"], "starts_at": _begins(wanted).isoformat()}, name)


def _made(by: Api, path: str, body: Json, name: str) -> str:
    return str(by.post(path, dict(body), command=f"event {name}")["id"])


def _host(desk: Desk, hosted_by: Json) -> Api:
    ((region, place),) = hosted_by.items()
    return desk.table[region][place]


def _book(desk: Desk, event_id: str, wanted: Json, names: Mapping[str, str]) -> None:
    """Each of them books; who comes when all places are taken waits."""
    for region, place in _places(wanted["booked_by"]):
        member = desk.holders[region][place]
        body = {"name": names.get(member, "A member of Q")}
        needs = wanted.get("needs", {}).get(region, {}).get(place)
        if needs:
            body["needs"] = needs
        path = f"/events/{event_id}/registrations"
        desk.table[region][place].post(path, body, command=f"book {event_id} {member}")


def _places(by_region: Mapping[str, list[int]]) -> Iterator[tuple[str, int]]:
    for region, places in by_region.items():
        for place in places:
            yield region, place


def _bring_topics(desk: Desk, wanted: list[Json]) -> None:
    there = {
        (region, each["topic"])
        for region in {each["region"] for each in wanted}
        for each in desk.setup.get("/event-topics", region=region, limit=MOST)["items"]
    }
    for each in wanted:
        if (each["region"], each["topic"]) in there:
            continue
        table = desk.table[each["region"]]
        body, command = {"topic": each["topic"]}, f"topic {each['topic']}"
        made = table[each["asked_by"]].post("/event-topics", body, command=command)
        for place in each["supported_by"]:
            path = f"/event-topics/{made['id']}/support"
            table[place].post(path, command=f"support {made['id']} {place}")


def _begins(wanted: Json) -> datetime:
    """A time in London, so many days after the day on which the demo is loaded."""
    day = datetime.now(LONDON).date() + timedelta(days=wanted["in_days"])
    return datetime.combine(day, time.fromisoformat(wanted["at"]), LONDON)
