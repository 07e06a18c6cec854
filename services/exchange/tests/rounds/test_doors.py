"""Rounds at their doors: who drafts and publishes, who reads what, and no finder scans."""

from collections.abc import Callable
from typing import Any

import pytest
from exchange_desk import INDEXES, NATIONAL, Desk, coordinator

from chassis.identity import VISITOR
from chassis.testkit.index_scan import collection_scans, watched
from chassis.testkit.refusing import refused
from exchange.rounds.store import RoundStore

DAYS = {
    "idea": ("2019-01-07", "2019-02-01"),
    "proposal": ("2019-01-14", "2019-02-28"),
    "shortlist": ("2019-03-01", "2019-03-20"),
    "vote": ("2019-04-01", "2019-04-12"),
    "award": ("2019-04-12", "2019-05-10"),
}
KEEPER = coordinator("SW")


def phases(**moved: tuple[str, str]) -> list[dict[str, str]]:
    return [{"kind": kind, "first": first, "last": last} for kind, (first, last) in {**DAYS, **moved}.items()]


def asked(**more: Any) -> dict[str, Any]:
    return {
        "region": "UK",
        "title": "Q Exchange 2019",
        "pot": 600_000_00,
        "least_ask": 1_000_00,
        "most_ask": 30_000_00,
        "themes": ["Flow", "Outpatients"],
        "phases": phases(),
        "ballot": {
            "kind": "fixed",
            "picks": 6,
            "per_theme": [{"theme": "Flow", "number": 3}, {"theme": "Outpatients", "number": 3}],
        },
        **more,
    }


def draft(desk: Desk, by=NATIONAL, **more: Any) -> dict[str, Any]:
    return desk.knock("rounds.draft_round", asked(**more), by=by)


def act(desk: Desk, verb: str, made: dict[str, Any], by=NATIONAL, **more: Any) -> dict[str, Any]:
    payload = {"id": made["id"], "version": made["version"], **more}
    return desk.knock(f"rounds.{verb}_round", payload, by=by)


def titles(desk: Desk, door: str, by=VISITOR, **more: Any) -> list[str]:
    return [each["title"] for each in desk.knock(f"rounds.{door}", more, by=by)["items"]]


def test_a_draft_is_read_by_its_keepers_and_a_published_round_by_everybody(desk):
    made = draft(desk)
    with refused("not_found"):
        desk.knock("rounds.get_round", {"id": made["id"]}, by=KEEPER)
    assert (titles(desk, "list_rounds"), titles(desk, "list_drafts", NATIONAL, region="UK")) == (
        [],
        ["Q Exchange 2019"],
    )
    published = act(desk, "publish", made)
    assert desk.knock("rounds.get_round", {"id": made["id"]}, by=VISITOR) == published
    assert (titles(desk, "list_rounds"), titles(desk, "list_rounds", region="SW")) == (
        ["Q Exchange 2019"],
        [],
    )


def test_the_view_says_what_comes_next_and_keeps_the_seed_that_was_drawn(desk):
    published = act(desk, "publish", draft(desk))
    assert (published["open_now"], published["next_phase"]["kind"]) == ([], "idea")
    assert published["next_phase"]["in_words"] == (
        "Ideas are taken from 7 January 2019 until noon on 1 February 2019."
    )
    assert (len(published["seed"]), published["shown"]) == (36, ["equal-shares"])
    assert published["ballot"]["per_theme"][0] == {"theme": "Flow", "number": 3}


def test_a_region_keeps_its_own_rounds_and_no_other(desk):
    own = draft(desk, KEEPER, region="SW")
    assert act(desk, "publish", own, KEEPER)["state"] == "published"
    with refused("not_your_region"):
        draft(desk, KEEPER, region="UK")
    with refused("not_found"):
        act(desk, "publish", draft(desk), KEEPER)
    with refused("region_unknown"):
        draft(desk, region="XX")


def test_a_region_that_gives_no_money_is_told_so_before_anybody_votes(desk):
    assert draft(desk)["gives_money"] is True
    assert draft(desk, KEEPER, region="SW")["gives_money"] is False


def test_keepers_see_the_drafts_of_all_regions_that_they_keep(desk):
    draft(desk)
    draft(desk, KEEPER, region="SW", title="Small change")
    assert titles(desk, "list_drafts", KEEPER) == ["Small change"]
    assert sorted(titles(desk, "list_drafts", NATIONAL)) == ["Q Exchange 2019", "Small change"]
    with refused("not_your_region"):
        titles(desk, "list_drafts", KEEPER, region="WOE")


def test_a_draft_changes_and_a_published_round_is_only_put_off_or_cancelled(desk):
    made = draft(desk)
    terms = {name: told for name, told in asked(title="Another").items() if name != "region"}
    changed = act(desk, "change", made, **terms)
    assert (changed["title"], changed["seed"], changed["version"]) == ("Another", made["seed"], 2)
    with refused("stale_version"):
        act(desk, "publish", made)
    published = act(desk, "publish", changed)
    later = act(desk, "postpone", published, phases=phases(award=("2019-04-12", "2019-05-20")))
    assert later["phases"][-1]["last"] == "2019-05-20"
    with refused("reason_required"):
        act(desk, "cancel", later)
    assert act(desk, "cancel", later, reason="No fund.")["state"] == "cancelled"
    assert titles(desk, "list_rounds") == ["Another"]


def test_a_draft_that_is_given_up_was_never_anybody_elses_business(desk):
    made = draft(desk)
    act(desk, "cancel", made, reason="Not this year.")
    assert titles(desk, "list_rounds") == []
    with refused("not_found"):
        desk.knock("rounds.get_round", {"id": made["id"]}, by=VISITOR)
    (kept,) = desk.knock("rounds.list_drafts", {}, by=NATIONAL)["items"]
    assert (kept["state"], kept["reason"]) == ("cancelled", "Not this year.")


FINDERS: dict[str, list[Callable[[RoundStore], Any]]] = {
    "get": [lambda s: s.get("r-1")],
    "page": [
        lambda s: s.page(None, False, {"limit": 2}),
        lambda s: s.page(("SW",), True, {"limit": 2}),
        lambda s: s.page(("SW", "WOE"), True, {"limit": 2}),
    ],
}


def test_every_finder_is_watched():
    methods = {name for name, value in vars(RoundStore).items() if callable(value) and name[0] != "_"}
    assert methods - {"save"} == set(FINDERS)


@pytest.mark.servers
def test_no_finder_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "exchange", INDEXES) as (work, watching):
        desk = Desk(work)
        act(desk, "publish", draft(desk))
        draft(desk)
        watching.commands.clear()
        for name, ways in FINDERS.items():
            for find in ways:
                before = len(watching.commands)
                find(RoundStore(work))
                assert len(watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []
