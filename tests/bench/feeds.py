"""What strangers read most, beside the gateway's health page: a region's calendar, and published minutes.

Both are measured with one region's 500 meetings to come and 500 published minutes, and again with ten
times as many meetings and minutes in the same region. Each ratio is pages by health pages; what is
held to a goal is how much of the first ratio the second one keeps.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from chassis.call import Call
from chassis.identity import Caller
from chassis.ids import new_id
from chassis.mongo import UnitOfWork
from chassis.mongo.connecting import connect, database_of
from chassis.testkit.desk import Desk
from meetings.calendar.domain import FACE_TO_FACE, HELD, PUBLISHED, Meeting
from meetings.calendar.store import MeetingStore
from meetings.service import SERVICES
from meetings.settings import Settings
from tests.bench.figures import Figure, compare, plain
from tests.bench.programs import ROOT, Programs
from tests.bench.readers import rate
from tests.bench.reading import gateway_environment, start_gateway

REGION = "NENC"
MEETINGS = 500
TIMES = 10
SECTIONS = 12
KEPT = 0.75
HEALTH = "/health/live"
HEALTH_REQUESTS, FEED_REQUESTS, PAGE_REQUESTS = 800, 240, 120
NOW = datetime.now(UTC).replace(microsecond=0)
TYPIST = Caller("bench-typist", frozenset({"member", f"coordinator:{REGION}"}), REGION)
CONVENOR = Caller("bench-convenor", frozenset({"member", f"convenor:{REGION}"}), REGION)


def measure(programs: Programs) -> list[Figure]:
    regions = ROOT / "deploy" / "regions"
    environment = gateway_environment(programs)
    programs.start_context("membership", REGIONS_DIR=str(regions))
    programs.start_context("meetings", REGIONS_DIR=str(regions))
    gateway = start_gateway(programs, environment)
    client = connect(programs.mongo_uri, "bench")
    work = UnitOfWork(database_of(client, programs.prefix, "meetings"))
    minuted = _seed(work, regions)
    pages = {
        "calendar_of_500": (f"/api/v1/calendars/regions/{REGION}.ics", FEED_REQUESTS),
        "public_minutes": (f"/meetings/{minuted}/minutes", PAGE_REQUESTS),
    }
    before = {name: _beside_health(gateway, name, *page) for name, page in pages.items()}
    _ten_times(work, minuted)
    figures = []
    for name, page in pages.items():
        after = _beside_health(gateway, f"{name}_at_10_times", *page)
        first, second = before[name].ratio or 0.0, after.ratio or 0.0
        kept = round(second / first, 3)
        figures += [before[name], after]
        figures.append(Figure(f"{name}_kept", second, first, "of health", kept, f">= {KEPT}", kept >= KEPT))
    figures.append(plain("meetings_at_10_times", work.database["meetings"].count_documents({}), "meetings"))
    programs.stop_all()
    client.close()
    return figures


def _beside_health(gateway: int, name: str, path: str, requests: int) -> Figure:
    ours: Callable[[], float] = lambda: rate(gateway, path, "", requests)  # noqa: E731
    return compare(f"{name}_vs_health", ours, lambda: rate(gateway, HEALTH, "", HEALTH_REQUESTS), "pages/s")


def _seed(work: UnitOfWork, regions: Path) -> str:
    """500 meetings to come, and 500 that are over with their minutes; the id of one of these."""
    coming = _save(work, NOW + timedelta(days=1), PUBLISHED)
    _copies(work, "meetings", coming, MEETINGS - 1, _to_come)
    minuted = _save(work, NOW - timedelta(days=400), HELD)
    _publish_minutes(Desk(SERVICES, work, Settings(regions_folder=regions), NOW), minuted)
    _minuted_copies(work, minuted, MEETINGS - 1, 0)
    return minuted


def _ten_times(work: UnitOfWork, minuted: str) -> None:
    """As many again nine times: meetings of earlier years, each with its minutes."""
    _minuted_copies(work, minuted, (TIMES - 1) * MEETINGS, MEETINGS)


def _save(work: UnitOfWork, starts_at: datetime, status: str) -> str:
    made = Meeting(
        id=new_id(), version=1, region=REGION, title="Meeting of the stewardship group", starts_at=starts_at,
        minutes=120, mode=FACE_TO_FACE, status=status, place="Penrith Rugby Club, Winters Park, Penrith",
        public_link="https://watch.example.org/nenc", published_at=NOW - timedelta(days=500),
    )  # fmt: skip
    work.in_transaction(Call(), lambda: MeetingStore(work).save(made))
    return made.id


def _publish_minutes(desk: Desk, meeting_id: str) -> None:
    desk.knock("minutes.start_minutes", {"id": meeting_id}, by=TYPIST)
    for number in range(SECTIONS):
        words = {
            "heading": f"Item {number + 1}",
            "text": "We talked about it and agreed on the next step. " * 8,
        }
        desk.knock("drafts.add_section", {"id": meeting_id, **words}, by=TYPIST)
    desk.knock("minutes.submit_minutes", {"id": meeting_id}, by=TYPIST)
    desk.knock("minutes.approve_minutes", {"id": meeting_id}, by=CONVENOR)
    desk.knock("minutes.publish_minutes", {"id": meeting_id}, by=TYPIST)


def _minuted_copies(work: UnitOfWork, minuted: str, number: int, first: int) -> None:
    """Meetings that are over, with their published minutes, each some hours before the one before."""
    ids = [new_id() for _ in range(number)]
    begins = NOW - timedelta(days=401)
    meeting = work.database["meetings"].find_one({"_id": minuted})
    minutes = work.database["minutes"].find_one({"_id": minuted})
    edition = work.database["minutes_editions"].find_one({"meeting_id": minuted})
    rows: dict[str, list[Any]] = {"meetings": [], "minutes": [], "minutes_editions": []}
    for place, each in enumerate(ids, first):
        starts_at = begins - timedelta(hours=place)
        rows["meetings"].append({**meeting, "_id": each, "starts_at": starts_at})
        rows["minutes"].append({**minutes, "_id": each, "listed_day": starts_at.date().isoformat()})
        rows["minutes_editions"].append({**edition, "_id": f"{each}:1", "meeting_id": each})
    for collection, made in rows.items():
        work.database[collection].insert_many(made)


def _copies(
    work: UnitOfWork, collection: str, copied: str, number: int, changed: Callable[[int], dict[str, Any]]
) -> None:
    row = work.database[collection].find_one({"_id": copied})
    work.database[collection].insert_many(
        [{**row, "_id": new_id(), **changed(place)} for place in range(1, number + 1)]
    )


def _to_come(place: int) -> dict[str, Any]:
    """Over the next year, some hours apart."""
    return {"starts_at": NOW + timedelta(days=1, hours=17 * place)}
