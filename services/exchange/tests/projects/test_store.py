"""Projects as they are stored: the same on both stores, titles alike, and no finder scans (row 70)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from exchange_desk import INDEXES, NATIONAL, NOW, Desk
from hypothesis import given
from hypothesis import strategies as some
from repository import five, search

from chassis.testkit.at_once import all_at_once, several_works
from chassis.testkit.index_scan import collection_scans, stages, watched
from chassis.testkit.refusing import refused
from commons.rough_dates import rough
from exchange.projects.alikeness import BANDS, LEAST_ALIKE, alike, bands
from exchange.projects.domain import About, Contact, Ending, Project, add, end, withdraw
from exchange.projects.facets import Chosen, chosen
from exchange.projects.joining.domain import JoinRequest, answer
from exchange.projects.joining.store import JoinStore
from exchange.projects.measures.store import MeasureStore
from exchange.projects.searches.store import SearchStore
from exchange.projects.store import CELLS, PROJECTS, ProjectStore
from exchange.projects.words import key_of, words_of

ABOUT = About(
    "Excellence Every Day", "", "", "SW", "Devon", "Sepsis", "Safety", rough("2018-03"), "Derriford Hospital"
)
EVERYTHING = Chosen({})


def project(number: int = 1, **said: Any) -> Project:
    about = replace(ABOUT, **said)
    return add(f"p-{number}", about, stage="running", lead="m-1", now=NOW, contact=Contact("x", "members"))


def kept(work, call, *projects: Project) -> ProjectStore:
    store = ProjectStore(work)
    work.in_transaction(call, lambda: store.save_all([(None, each) for each in projects]))
    return store


def test_a_project_comes_back_as_it_was_kept(work, call):
    store = kept(work, call, project())
    before = store.get("p-1")
    assert before == project()
    after = end(before, Ending("did_not_work", "Ask first."), NOW)
    work.in_transaction(call, lambda: store.save(after, before))
    assert store.get("p-1") == after
    with refused("stale_version"):
        work.in_transaction(call, lambda: store.save(after, before))


def test_cells_hold_every_combination_and_are_emptied_again(work, call):
    store = kept(work, call, project(1), project(2, stp="", medical_condition=""))
    cells = work.collection(CELLS)
    assert cells.count_documents({}) == 16
    assert cells.find_one({"_id": ""})["years"] == {"2018": 2}
    assert cells.find_one({"_id": "stp=devon|region=sw"})["number"] == 1
    before = store.get("p-1")
    work.in_transaction(call, lambda: store.save(withdraw(before, "Twice.", NOW), before))
    numbers = {row["_id"]: row["number"] for row in cells.find({})}
    assert {key for key, number in numbers.items() if number} == {
        "",
        "region=sw",
        "issue=safety",
        "region=sw|issue=safety",
    }


def test_what_a_spreadsheet_calls_a_project_is_one_project_in_a_region(work, call):
    one = replace(project(1), reference="7")
    store = kept(work, call, one)
    assert store.by_sources(["SW|7", "WOE|7"]) == {"SW|7": one}


def test_one_member_waits_once_at_a_project(work, call):
    store = JoinStore(work)
    made = JoinRequest("j-1", 1, "p-1", "m-2", "SW", "waiting", NOW)
    work.in_transaction(call, lambda: store.save(made))
    with refused("join_asked_already"):
        work.in_transaction(call, lambda: store.save(replace(made, id="j-2")))
    work.in_transaction(call, lambda: store.save(answer(made, False, "", NOW)))
    work.in_transaction(call, lambda: store.save(replace(made, id="j-2")))
    assert store.get("j-2").is_waiting


def test_titles_alike_are_found_among_others(work, call):
    others = [project(number, title=f"{word} in ward {number}") for number, word in enumerate(WORDS, 10)]
    store = kept(work, call, project(), *others)
    found = store.alike("Excelence every day")
    assert [each.id for _, each in found] == ["p-1"]
    assert store.alike("Excellence Every Day", but="p-1") == []


WORDS = ("Handover", "Discharge", "Nutrition", "Delirium", "Catheters", "Handwashing")


@pytest.mark.parametrize(
    ("first", "second", "is_alike"),
    [
        ("Reducing falls at night", "Reducing fall at night", True),
        ("Sepsis six in the emergency department", "Sepsis six in emergency departments", True),
        ("Reducing falls at night", "Reducing pressure ulcers", False),
        ("Timebank", "Patients as Equal Partners", False),
    ],
)
def test_titles_are_as_alike_as_their_pieces(first, second, is_alike):
    assert (alike(first, second) >= LEAST_ALIKE) is is_alike


@given(some.text(max_size=80), some.text(max_size=80))
def test_alikeness_is_mutual_and_whole_with_itself(first, second):
    assert alike(first, second) == alike(second, first)
    assert alike(first, first) == (1.0 if words_of(first) else 0.0)
    assert len(bands(first)) in (0, BANDS)


@given(some.text(max_size=80))
def test_a_key_is_its_own_key_and_holds_no_sign_that_joins_cells(text):
    key = key_of(text)
    assert key_of(key) == key
    assert not set("|=<!") & set(key)


MARCH = datetime(2018, 3, 1, tzinfo=UTC)
SOME = chosen({"region": ["SW", "WOE"], "date": ["2018", "2016"]})
FINDERS: dict[str, list[Callable[[ProjectStore], Any]]] = {
    "get": [lambda s: s.get("p-1")],
    "several": [lambda s: s.several(["p-1"])],
    "of_member": [lambda s: s.of_member("m-1", {"limit": 2})],
    "all_of_member": [lambda s: s.all_of_member("m-1")],
    "changed_last": [
        lambda s: s.changed_last(None, {"limit": 2}),
        lambda s: s.changed_last("SW", {"limit": 2}),
    ],
    "showcases": [lambda s: s.showcases(3)],
    "not_checked_since": [lambda s: s.not_checked_since("SW", MARCH, {"limit": 2})],
    "by_sources": [lambda s: s.by_sources(["SW|7"])],
    "alike": [lambda s: s.alike("Excellence every day")],
    "spellings": [lambda s: s.spellings(ABOUT)],
}
SEARCHES: dict[str, list[Callable[[SearchStore], Any]]] = {
    "page": [
        lambda s: s.page(EVERYTHING, False, "", 2),
        lambda s: s.page(SOME, False, "2018-05", 2),
        lambda s: s.page(SOME, True, "", 2),
    ],
    "page_with_words": [lambda s: s.page_with_words(["safety", "day"], SOME, True, "", 2)],
    "read_with_words": [lambda s: s.read_with_words(["safety", "day"], True)],
    "cells_beside": [lambda s: s.cells_beside("issue", SOME, False)],
    "cells_of": [lambda s: s.cells_of(SOME, False)],
}
JOINING: dict[str, list[Callable[[JoinStore], Any]]] = {
    "get": [lambda s: s.get("j-1")],
    "of_project": [lambda s: s.of_project("p-1", "waiting", {"limit": 2})],
    "waiting_at": [lambda s: s.waiting_at("p-1")],
    "of_member": [lambda s: s.of_member("m-1", {"limit": 2})],
    "forget": [lambda s: s.forget("m-9")],
}
MEASURING: dict[str, list[Callable[[MeasureStore], Any]]] = {
    "get": [lambda s: s.get("x-1")],
    "of_project": [lambda s: s.of_project("p-1")],
}
STORES = ((ProjectStore, FINDERS), (SearchStore, SEARCHES), (JoinStore, JOINING), (MeasureStore, MEASURING))
WRITERS = {"save", "save_all", "remove"}


def test_every_finder_is_watched():
    for store, finders in STORES:
        methods = {name for name, value in vars(store).items() if callable(value) and name[0] != "_"}
        assert methods - WRITERS == set(finders), store


@pytest.mark.servers
def test_no_finder_scans_a_collection_and_no_page_of_facets_is_sorted(mongo_uri):
    with watched(mongo_uri, "exchange", INDEXES) as (work, watching):
        five(Desk(work))
        watching.commands.clear()
        for store, finders in STORES:
            for name, ways in finders.items():
                for find in ways:
                    before = len(watching.commands)
                    find(store(work))
                    assert len(watching.commands) > before, f"{name} asked nothing"
        database = work.database
        assert collection_scans(database.client, database.name, list(watching.commands)) == []
        for command in [
            each for each in watching.commands if each.get("find") == PROJECTS and "cells" in each["filter"]
        ]:
            plain = {name: command[name] for name in ("find", "filter", "sort", "limit", "hint")}
            plan = database.client[database.name].command("explain", plain, verbosity="queryPlanner")
            assert "SORT" not in stages(plan), command


@pytest.mark.servers
def test_projects_added_at_once_are_all_counted(mongo_uri):
    with watched(mongo_uri, "exchange", INDEXES) as (work, _):
        lead = Desk(work).member()
        with several_works(mongo_uri, work, len(WORDS)) as works:

            def adding(number: int) -> Callable[[], Any]:
                asked = {
                    "title": f"{WORDS[number]} on wards",
                    "region": "SW",
                    "issue": "Flow",
                    "date": "2018",
                }
                desk = Desk(works[number])
                return lambda: desk.knock("projects.add_project", {**asked, "is_another": True}, by=lead)

            ends = all_at_once([adding(number) for number in range(len(WORDS))])
        assert ends == {"done": len(WORDS)}
        assert search(Desk(work), facets={"region": ["SW"]})["number"] == len(WORDS)


@pytest.mark.servers
def test_the_same_sheet_sent_twice_at_once_is_brought_in_once(mongo_uri):
    lines = [f"Falls on ward {number},SW,Falls,{2000 + number % 20}" for number in range(300)]
    text = "\n".join(("title,region,issue,date", *lines))
    with watched(mongo_uri, "exchange", INDEXES) as (work, _):
        with several_works(mongo_uri, work, 2) as works:

            def bringing(number: int) -> Callable[[], Any]:
                desk = Desk(works[number])
                return lambda: desk.knock("project_sheets.import_sheet", {"text": text}, by=NATIONAL)

            ends = all_at_once([bringing(number) for number in range(2)])
        assert ends["done"] >= 1
        assert set(ends) <= {"done", "project_reference_taken"}
        assert search(Desk(work))["number"] == len(lines)
        assert work.database[PROJECTS].count_documents({}) == len(lines)
