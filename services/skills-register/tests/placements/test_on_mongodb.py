"""On MongoDB: no finder scans a collection, and what many do at once happens once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from concordat_desk import devon, member
from placement_desk import agree, confirm, done, granted, placed, request
from skills_desk import INDEXES, NATIONAL, NOW, Desk

from chassis.identity import Caller
from chassis.mongo import UnitOfWork
from chassis.testkit.desk import on_mongodb
from chassis.testkit.index_scan import collection_scans, watched
from contracts.refusals import Refused
from skills_register.placements.releasing.store import ReleaseStore
from skills_register.placements.store import PlacementStore

PAGE: dict[str, Any] = {"limit": 1}
AT_ONCE = 8
RELEASES: dict[str, list[Callable[[ReleaseStore], Any]]] = {
    "request": [lambda s: s.request("x")],
    "several_requests": [lambda s: s.several_requests(["x"])],
    "page_of_requests": [
        lambda s: s.page_of_requests(PAGE),
        lambda s: s.page_of_requests({**PAGE, "cursor": s.page_of_requests(PAGE)["next"]}),
        lambda s: s.page_of_requests(PAGE, state="open"),
        lambda s: s.page_of_requests(PAGE, concordat_id="x"),
        lambda s: s.page_of_requests(PAGE, organisation_id="x"),
        lambda s: s.page_of_requests(PAGE, concordat_id="x", organisation_id="y", state="open"),
    ],
    "open_requests": [
        lambda s: s.open_requests(concordat_id="x"),
        lambda s: s.open_requests(organisation_id="x"),
    ],
    "several": [lambda s: s.several(["x"])],
    "release": [lambda s: s.release("x")],
    "release_of": [lambda s: s.release_of("x", "ann")],
    "behind_link": [lambda s: s.behind_link("x")],
    "releases_for": [lambda s: s.releases_for("x")],
    "waiting_for": [lambda s: s.waiting_for("x")],
    "releases_of": [lambda s: s.releases_of("ann", PAGE)],
    "all_of": [lambda s: s.all_of("ann")],
    "lent_by": [lambda s: s.lent_by("x", PAGE)],
    "address": [lambda s: s.address("x", NOW)],
}
PLACEMENTS: dict[str, list[Callable[[PlacementStore], Any]]] = {
    "get": [lambda s: s.get("x")],
    "of_release": [lambda s: s.of_release("x")],
    "by_release": [lambda s: s.by_release(["x"])],
    "page": [lambda s: s.page("x", PAGE)],
    "of_member": [lambda s: s.of_member("ann", PAGE)],
    "done_pairs": [lambda s: s.done_pairs("x")],
    "records_of": [lambda s: s.records_of("x")],
    "statement": [lambda s: s.statement("x", PAGE)],
    "pairs_of": [lambda s: s.pairs_of("x")],
    "pairs": [lambda s: s.pairs("x")],
}
WRITERS = {"save", "save_request", "keep_address", "forget_address", "forget_address_at", "append"}
STORES = [(ReleaseStore, RELEASES), (PlacementStore, PLACEMENTS)]


@pytest.mark.parametrize(("store", "finders"), STORES)
def test_every_finder_is_watched(store, finders):
    methods = {name for name, value in vars(store).items() if callable(value) and name[0] != "_"}
    assert methods - WRITERS == set(finders)


@pytest.mark.servers
def test_no_finder_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "skills_register", INDEXES) as (work, watching):
        desk = Desk(work)
        places = devon(desk)
        done(desk, placed(desk, places), 4)
        desk.now = NOW
        placed(desk, places, "ben")
        watching.commands.clear()
        for store, finders in STORES:
            for name, ways in finders.items():
                for find in ways:
                    before = len(watching.commands)
                    find(store(work))
                    assert len(watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []


def at_once(work: UnitOfWork, now: Any, act: Callable[[Desk, int], Any]) -> list[str]:
    """What became of it when ``AT_ONCE`` did it at the same time: "done", or the code of the refusal."""

    def one(number: int) -> str:
        desk = Desk(UnitOfWork(work.database))
        desk.now = now
        try:
            act(desk, number)
        except Refused as no:
            return no.code
        return "done"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


@pytest.mark.servers
def test_a_release_that_many_take_at_once_is_one_placement(mongo_uri):
    with on_mongodb(mongo_uri, "skills_register", INDEXES) as work:
        desk = Desk(work)
        places = devon(desk)
        release = granted(desk, request(desk, places)["id"], places.north)
        answers = at_once(work, NOW, lambda mine, _number: agree(mine, release))
        assert answers.count("done") == 1
        assert set(answers) <= {"done", "release_taken", "stale_version", "release_request_closed"}
        asked = {"organisation_id": places.south}
        assert len(desk.knock("placements.list_placements", asked, by=NATIONAL)["items"]) == 1


@pytest.mark.servers
def test_days_that_both_sides_confirm_at_once_are_lent_once(mongo_uri):
    with on_mongodb(mongo_uri, "skills_register", INDEXES) as work:
        desk = Desk(work)
        places = devon(desk)
        placement = placed(desk, places)["id"]
        later = NOW + timedelta(days=45)
        sides = ("north-contact", "south-contact", "north-leader", "south-leader")
        answers = at_once(
            work, later, lambda mine, number: confirm(mine, placement, sides[number % len(sides)], 4)
        )
        desk.now = later
        for side in sides[:2]:  # whoever lost to the other may have to say it again
            confirm(desk, placement, side, 4)
        assert set(answers) <= {"done", "stale_version"}
        assert [each.half_days for each in PlacementStore(work).records_of(placement)] == [4]


@pytest.mark.servers
def test_a_record_is_corrected_once_however_many_do_it_at_once(mongo_uri):
    with on_mongodb(mongo_uri, "skills_register", INDEXES) as work:
        desk = Desk(work)
        places = devon(desk)
        placement = placed(desk, places)
        done(desk, placement, 4)
        asked = {"id": placement["id"], "half_days": 3, "reason": "Leave."}
        answers = at_once(
            work,
            desk.now,
            lambda mine, _number: mine.knock("placements.correct_days", asked, by=NATIONAL),
        )
        assert answers.count("done") == 1
        assert set(answers) <= {"done", "corrected_already", "nothing_to_correct"}
        chain = PlacementStore(work).records_of(placement["id"])
        assert [each.half_days for each in chain] == [4, -1]


@pytest.mark.servers
def test_a_line_managers_answer_counts_once_however_often_it_is_sent(mongo_uri):
    with on_mongodb(mongo_uri, "skills_register", INDEXES) as work:
        desk = Desk(work)
        places = devon(desk)
        release = desk.knock("releases.consent_to_release", {
            "id": request(desk, places)["id"], "lender_id": places.north, "shown_name": "Ann",
        }, by=desk.member("ann"))["id"]  # fmt: skip
        desk.knock("releases.ask_line_manager", {"id": release, "email": "b@example.org"}, by=member("ann"))
        found = ReleaseStore(work).release(release)
        assert found is not None
        link = Caller(f"line-manager:{found.asks[0].id}", frozenset({"line_manager"}))
        answers = at_once(
            work,
            NOW,
            lambda mine, number: mine.knock(
                "line_managers.answer_release", {"decision": "grant", "half_days": number % 4 + 1}, by=link
            ),
        )
        assert "done" in answers
        assert set(answers) <= {"done", "release_answered", "stale_version"}
        after = ReleaseStore(work).release(release)
        assert after is not None
        assert len(after.answers) == 1
