"""On a real server: the circle is asked of the 2dsphere index, and a page costs the same among many."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from register_desk import with_skill
from skills_desk import INDEXES, NATIONAL, NOW, Desk, coordinator

from chassis.call import Call
from chassis.identity import VISITOR
from chassis.mongo import UnitOfWork
from chassis.testkit.desk import on_mongodb
from chassis.testkit.index_scan import collection_scans, stages, watched
from skills_register.searches.domain import Audience, Circle, Criteria, Wanted, best
from skills_register.searches.store import MOST_COUNTED, SearchStore
from skills_register.skills import place_file
from skills_register.skills.domain import Availability, Profile, add
from skills_register.skills.places import EARTH_MILES, Spot
from skills_register.skills.standing import LEVELS
from skills_register.skills.store import ENTRIES, SkillStore, entry_row
from skills_register.vocabulary.store import WordStore

pytestmark = pytest.mark.servers
PLACES = place_file.load()
MEMBERS = Audience(("everyone", "members"))
AREAS = sorted(PLACES.spots)


def around(code: str, miles: float) -> Circle:
    spot = PLACES.spots[code]
    return Circle(spot, miles, PLACES.around(spot, miles))


def rows(members: int) -> list[dict[str, Any]]:
    """One skill of each member, spread over the country."""
    made = []
    for number in range(members):
        entry = add(
            f"e-{number:06}",
            [],
            member_id=f"m-{number}",
            skill=("spc", "lean", "r")[number % 3],
            level=LEVELS[number % 7 % 3],
            evidence="Yes." if number % 5 == 0 else "",
            link="",
            now=NOW,
            months=6,
        )
        page = Profile(
            entry.member_id,
            1,
            ("SW", "WOE")[number % 2],
            ("everyone", "members", "keepers", "nobody")[number // 3 % 4],
            place=PLACES.of(f"{AREAS[number % len(AREAS)]}1"),
            availability=Availability(number % 4, (6, 7) if number % 2 else ()),
        )
        made.append(entry_row(replace(entry, endorsements=number % 4), page))
    return made


def asked_of(store: SearchStore, criteria: Criteria, limit: int) -> list[tuple[int, str]]:
    """Every page, one behind the other."""
    shown: list[tuple[int, str]] = []
    while page := best(
        criteria, lambda *asked: store.ring(criteria, NOW, *asked), shown[-1] if shown else None, limit
    ):
        shown += [each.place for each in page]
    return shown


QUESTIONS = {
    "a skill": Criteria("m-0", (MEMBERS,), (Wanted("spc"),)),
    "30 miles": Criteria(
        "m-0", (MEMBERS,), (Wanted("spc", "SPC", 10),), "coaching", circle=around("EX", 30), month=6
    ),
    "two skills, 90 miles": Criteria(
        "", (MEMBERS,), (Wanted("spc"), Wanted("r", "R", 4)), circle=around("M", 90)
    ),
    "a keeper": Criteria("", (MEMBERS, Audience(("keepers",), ("SW",))), (Wanted("spc"),), region="SW"),
    "any skill near": Criteria("", (MEMBERS,), circle=around("BS", 40)),
    "any skill in a region": Criteria("", (MEMBERS,), region="WOE", hours=2),
    "the whole country": Criteria("", (MEMBERS,), (Wanted("spc"),), circle=around("B", 300), is_fresh=True),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_server_answers_as_the_rules_say_and_counts_the_same_by_its_circle(mongo_uri, name):
    criteria = QUESTIONS[name]
    with on_mongodb(mongo_uri, "skills_register", INDEXES) as work:
        work.database[ENTRIES].insert_many(rows(1500))
        store = SearchStore(work)
        shown = asked_of(store, criteria, 40)
        assert shown == sorted(set(shown), reverse=True)
        facts = {each["_id"]: each for each in rows(1500)}
        wanted = {key for key, row in facts.items() if _matches(criteria, row)}
        assert {entry_id for _, entry_id in shown} == wanted
        assert wanted
        assert store.count(criteria, NOW) == min(len(wanted), MOST_COUNTED + 1)


def _matches(criteria: Criteria, row: dict[str, Any]) -> bool:
    from skills_register.skills.facts import Facts

    names = Facts.__dataclass_fields__.keys() - {"entry_id"}
    lists = {"months": tuple(row["months"]), "weekdays": tuple(row["weekdays"])}
    facts = Facts(**{**{key: row[key] for key in names}, **lists, "entry_id": row["_id"]})
    return criteria.matches(facts, NOW)


def test_a_place_on_the_edge_of_a_circle_is_inside_for_the_server_and_for_us(mongo_uri):
    with on_mongodb(mongo_uri, "skills_register", INDEXES) as work:
        here, there = PLACES.spots["EX"], PLACES.spots["TQ"]
        miles = PLACES.around(here, 60)["TQ"]
        work.database[ENTRIES].insert_many([each for each in rows(600) if each["place"] == "TQ"])
        for edge, inside in ((miles + 0.001, True), (miles - 0.001, False)):
            circle = Circle(here, edge, PLACES.around(here, edge))
            found = SearchStore(work).count(Criteria("", (MEMBERS,), (Wanted("spc"),), circle=circle), NOW)
            assert bool(found) is inside
            assert (there.code in circle.spots) is inside
    assert pytest.approx(3963.2) == EARTH_MILES
    assert isinstance(here, Spot)


def test_a_page_examines_as_many_keys_among_thirty_thousand_as_among_three(mongo_uri):
    examined = {}
    criteria = QUESTIONS["two skills, 90 miles"]
    for members in (3_000, 30_000):
        with watched(mongo_uri, "skills_register", INDEXES) as (work, watching):
            made = rows(members)
            work.database[ENTRIES].insert_many(made)
            watching.commands.clear()
            store = SearchStore(work)
            assert len(best(criteria, lambda *asked, s=store: s.ring(criteria, NOW, *asked), None, 26)) == 26
            examined[members] = sum(_keys(work, command) for command in watching.commands)
    assert examined[30_000] < examined[3_000] * 3 + 200, examined


def _keys(work: UnitOfWork, command: dict[str, Any]) -> int:
    left_out = {"lsid", "txnNumber", "readConcern", "$db", "$clusterTime", "$readPreference"}
    plain = {name: value for name, value in command.items() if name not in left_out}
    told = work.database.command("explain", plain, verbosity="executionStats")
    return int(told["executionStats"]["totalKeysExamined"])


def test_the_circle_is_asked_of_the_2dsphere_index(mongo_uri):
    with watched(mongo_uri, "skills_register", INDEXES) as (work, watching):
        work.database[ENTRIES].insert_many(rows(300))
        watching.commands.clear()
        SearchStore(work).count(QUESTIONS["two skills, 90 miles"], NOW)
        [counted] = watching.commands
        plain = {"aggregate": ENTRIES, "pipeline": counted["pipeline"], "hint": counted["hint"], "cursor": {}}
        plan = work.database.command("explain", plain, verbosity="queryPlanner")
        assert "skill_audience_2dsphere_location" in str(plan)
        assert "COLLSCAN" not in stages(plan)


def test_no_door_of_the_register_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "skills_register", INDEXES) as (work, watching):
        desk = Desk(work)
        ann, hers = with_skill(desk, "ann", visibility="everyone", system="Devon STP")
        ben, _ = with_skill(desk, "ben")
        desk.knock("skills.endorse_skill", {"id": hers["id"]}, by=ben)
        word = {"word": "Funnel plots", "group": "measurement", "meaning": "Comparing."}
        desk.knock("vocabulary.propose_word", word, by=ann)
        watching.commands.clear()
        for asked in (
            {"text": "SPC"},
            {"text": "SPC", "region": "SW"},
            {"text": "SPC", "system": "Devon STP"},
            {"text": "within 30 miles coach SPC in June", "near": "EX1"},
            {"region": "SW"},
            {"near": "EX1", "within_miles": 20},
            {"text": "SPC", "fresh": True, "hours": 1, "weekdays": [1]},
        ):
            for caller in (VISITOR, ben, coordinator("SW"), NATIONAL):
                page = desk.knock("searches.search_skills", {**asked, "limit": 1}, by=caller)
                if page["next"]:
                    desk.knock("searches.search_skills", {**asked, "cursor": page["next"]}, by=caller)
        saved = desk.knock("searches.save_search", {"name": "SPC", "text": "SPC"}, by=ben)
        desk.knock("searches.run_search", {"id": saved["id"]}, by=ben)
        desk.knock("searches.my_searches", by=ben)
        carl, _ = with_skill(desk, "carl")
        desk.knock("skills.confirm_skills", by=carl)
        desk.knock("skills.list_endorsements", {"id": hers["id"]}, by=ben)
        desk.knock("skills.get_member_skills", {"member_id": "ann"}, by=ben)
        desk.knock("vocabulary.list_words", by=NATIONAL)
        desk.knock("vocabulary.my_words", by=ann)
        desk.do_due_work()
        desk.now = datetime(2019, 5, 1, 12, 0, tzinfo=UTC)
        desk.do_due_work()
        for forget in (SkillStore(work), SearchStore(work), WordStore(work)):
            work.in_transaction(Call(now=NOW), lambda forget=forget: forget.forget("ben"))
        asked_for = [each for each in watching.commands if next(iter(each.values())).startswith("skill_")]
        assert len(asked_for) > 60
        assert collection_scans(work.database.client, work.database.name, asked_for) == []
