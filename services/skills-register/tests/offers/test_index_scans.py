"""Every finder of the offers' store uses an index."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from skills_desk import INDEXES, Desk, coordinator

from chassis.testkit.index_scan import collection_scans, watched
from skills_register.offers.domain import Offer, Words
from skills_register.offers.store import OfferStore

PAGE: dict[str, Any] = {"limit": 2}
NOW = datetime(2018, 10, 4, 14, 0, tzinfo=UTC)
WORDS = Words("Coaching in charts", "", ("spc",), 60, True, "", "members", "")
MINE = Offer("o-9", 1, "offer", "member:ann", "ann", "SW", WORDS, date(2018, 12, 1), "open", NOW, NOW)


def page(**wanted: str) -> Callable[[OfferStore], Any]:
    return lambda s: s.page(PAGE, visible_in="SW", is_member=True, **wanted)


FINDERS: dict[str, list[Callable[[OfferStore], Any]]] = {
    "get": [lambda s: s.get("x-1")],
    "page": [
        page(),
        page(kind="offer"),
        page(region="SW"),
        page(region="SW", kind="offer"),
        page(skill="spc"),
        page(skill="spc", kind="request", region="SW"),
        page(campaign_id="k-1"),
        lambda s: s.page(PAGE, visible_in="SW", is_member=True, online=True),
        lambda s: s.page(PAGE, visible_in=None, is_member=False),
    ],
    "of_owners": [lambda s: s.of_owners(["member:ann", "organisation:t-1"], PAGE)],
    "like": [lambda s: s.like(MINE, "request")],
    "count_open": [lambda s: s.count_open("member:ann")],
    "open_of": [lambda s: s.open_of("member:ann")],
    "renewable_of": [lambda s: s.renewable_of("member:ann")],
    "made_by": [lambda s: s.made_by("ann")],
    "campaign": [lambda s: s.campaign("k-1")],
    "campaigns_from": [
        lambda s: s.campaigns_from(date(2018, 1, 1), None, PAGE),
        lambda s: s.campaigns_from(date(2018, 1, 1), "SW", PAGE),
    ],
    "tally": [lambda s: s.tally("k-1")],
}
WRITERS = {"save", "save_campaign", "delete"}


def test_every_finder_is_watched():
    methods = {name for name, value in vars(OfferStore).items() if callable(value) and name[0] != "_"}
    assert methods - WRITERS == set(FINDERS)


@pytest.mark.servers
def test_no_finder_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "skills_register", INDEXES) as (work, watching):
        desk = Desk(work)
        ann = desk.member("ann")
        plan = {"region": "SW", "title": "Winter", "purpose": "Help.", "starts": "2018-10-01"}
        campaign = desk.knock("offers.start_campaign", plan | {"ends": "2018-12-31"}, by=coordinator("SW"))
        for kind in ("offer", "request", "offer"):
            words = {"kind": kind, "title": "Coaching in charts", "minutes": 60, "online": True}
            more = {"skills": ["spc"], "campaign_id": campaign["id"]}
            desk.knock("offers.publish_offer", words | more, by=ann)
        watching.commands.clear()
        for name, ways in FINDERS.items():
            for find in ways:
                before = len(watching.commands)
                find(OfferStore(work))
                assert len(watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []
