"""The pilots' meetings: planned, published, and held as far as they were (rows 41 and 43)."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from launcher.demo.meetings.desk import Desk
from launcher.demo.meetings.facts import read_facts
from launcher.demo.platform import Api

Json = Mapping[str, Any]
LONDON = ZoneInfo("Europe/London")
DESCRIBED = ("minutes", "mode", "public_link")


def bring(desk: Desk) -> None:
    """Every meeting that is not there yet; their ids go to ``desk.meetings``."""
    wanted = read_facts("calendar")

    def one(code: str) -> None:
        for name, found in bring_group(desk.setup, code, wanted[code]).items():
            desk.meetings[name] = found["id"]

    with ThreadPoolExecutor() as side_by_side:
        begun = [side_by_side.submit(one, code) for code in wanted]
    for each in begun:
        each.result()


def bring_group(api: Api, code: str, wanted: Json) -> dict[str, Any]:
    """One group's cycle and meetings, by the names of the file, the oldest first."""
    there = {
        each["title"]: each
        for when in ("past", "upcoming")
        for each in api.get("/meetings", region=code, when=when, limit="200")["items"]
    }
    if "cycle" in wanted:
        bring_cycle(api, code, wanted["cycle"])
    rooms = bring_venues(api, code, wanted.get("venues", {}))
    return {
        name: _brought(api, code, {**wanted, **meeting, "rooms": rooms}, there, name)
        for name, meeting in wanted["meetings"].items()
    }


def bring_cycle(api: Api, code: str, wanted: Json) -> None:
    """From when to when the group's cycle goes."""
    place = f"/regions/{code}/meeting-cycle"
    found = api.get(place, on=wanted["starts_on"])
    if (found["starts_on"], found["ends_on"]) != (wanted["starts_on"], wanted["ends_on"]):
        api.put(place, dict(wanted), command=f"cycle {code}")


def bring_venues(api: Api, code: str, wanted: Json) -> dict[str, str]:
    """The ids of the region's rooms, by the names of the file."""
    there = {each["name"]: each["id"] for each in api.get("/venues", region=code, limit="200")["items"]}
    return {
        key: there.get(room["name"])
        or api.post("/venues", {"region": code, **room}, command=f"venue {code} {key}")["id"]
        for key, room in wanted.items()
    }


def _brought(api: Api, code: str, wanted: Json, there: Json, name: str) -> Any:
    found = there.get(wanted["title"])
    if found is None:
        body = {key: wanted[key] for key in (*DESCRIBED, "title", "place") if key in wanted}
        body |= {"region": code, "starts_at": begins(wanted).isoformat()}
        if "venue" in wanted:
            body["venue_id"] = wanted["rooms"][wanted["venue"]]
        found = api.post("/meetings", body, command=f"plan meeting {name}")
    place = f"/meetings/{found['id']}"
    if found["status"] == "planned":
        found = api.post(f"{place}/publication", {}, command=f"publish meeting {name}")
    if found["status"] == "published" and wanted.get("held", True):
        found = api.post(f"{place}/holding", {}, command=f"hold meeting {name}")
    return found


def begins(wanted: Json) -> datetime:
    """The instant in UTC: a day and a time of the file, or a time ``in_days`` from now on a weekday."""
    if "in_days" not in wanted:
        local = datetime.fromisoformat(wanted["at"]).replace(tzinfo=LONDON)
        return local.astimezone(UTC)
    day = datetime.now(LONDON).date() + timedelta(days=wanted["in_days"])
    day += timedelta(days=max(7 - day.isoweekday(), 0) + 1 if day.isoweekday() > 5 else 0)
    return datetime.combine(day, time.fromisoformat(wanted["at"]), LONDON).astimezone(UTC)
