"""Who can help: the search of the skills register among a million members, beside ten thousand (row 63).

Members are copies of a few whom the register's own store wrote, each with another id, so that both
registers hold the same mixture of skills, places, levels and months, a hundred times as many in one.
"""

import random
import statistics
import time
from datetime import UTC, datetime
from typing import Any

from pymongo import MongoClient

from chassis.identity import Caller
from chassis.mongo import UnitOfWork
from chassis.mongo.connecting import connect, database_of
from chassis.mongo.indexes import Index, ensure
from chassis.testkit.desk import Desk
from skills_register.searches.service import Searches
from skills_register.searches.store import SearchStore
from skills_register.settings import Settings
from skills_register.skills.domain import Availability, Profile, add
from skills_register.skills.standing import LEVELS
from skills_register.skills.store import ENTRIES, PROFILES, SkillStore, entry_row, profile_row
from skills_register.vocabulary.store import WordStore
from tests.bench.figures import Figure, compare, plain
from tests.bench.programs import ROOT, Programs

MANY, FEW = 1_000_000, 10_000
PATTERNS = 10_000
"""So many different members there are; ``FEW`` and ``MANY`` are multiples of it."""
INDEXES: tuple[Index, ...] = (*SkillStore.INDEXES, *SearchStore.INDEXES, *WordStore.INDEXES)

PLACES = ("EX1", "M1", "B1", "SW1", "IV1", "LS1")
SENTENCES = ("who within 30 miles can coach {} in June", "{} within 60 miles", "who can teach me about {}")
SKILLS = {"spc": "SPC", "pdsa": "PDSA", "lean": "Lean"}
"""The skills that are asked for are those that most members have, by key; the others follow."""
QUESTIONS: tuple[dict[str, Any], ...] = (
    *(
        {"text": sentence.format(skill), "near": place}
        for sentence in SENTENCES
        for skill in SKILLS.values()
        for place in PLACES
    ),
    {"text": "run charts"},
    {"text": "process"},
    {"skills": ["spc"], "region": "SW"},
    {"region": "WOE", "hours": 3},
)
ON_A_PAGE = 10
"""As the portal asks."""
PASSES = 3
"""How often a round asks every question."""


def measure(programs: Programs) -> list[Figure]:
    """Needs the database server alone. The registers are written first, which is measured too."""
    registers, seconds = {}, {}
    for members in (FEW, MANY):
        began = time.perf_counter()
        registers[members] = _register(programs, members)
        seconds[members] = time.perf_counter() - began
    spent: dict[int, list[float]] = {FEW: [], MANY: []}

    def median(members: int) -> float:
        times = _round(registers[members])
        spent[members] += times
        return statistics.median(times)

    figures = [
        compare("skill_search_1000000_vs_10000", lambda: median(MANY), lambda: median(FEW), "ms", "<= 1.5"),
        plain("skill_search_1000000_95th", _95th(spent[MANY]), "ms"),
        plain("skill_search_10000_95th", _95th(spent[FEW]), "ms"),
        plain("skill_search_1000000_written", seconds[MANY], "s"),
    ]
    for desk in registers.values():
        client = desk.work.database.client
        client.drop_database(desk.work.database.name)
        client.close()
    return figures


def _register(programs: Programs, members: int) -> Desk:
    """So many members with a skill each, and every index that a search reads."""
    settings = Settings(regions_folder=ROOT / "deploy" / "regions")
    name = f"searching_{members}"
    profiles, entries = _patterns(settings)
    # Without the product's limits of time: to build an index of a million takes longer.
    with MongoClient[Any](programs.mongo_uri) as writer:
        database = database_of(writer, programs.prefix, name)
        _copy(database, PROFILES, profiles, members // PATTERNS, "_id")
        _copy(database, ENTRIES, entries, members // PATTERNS, "_id", "member_id")
        ensure(database, INDEXES)
    work = UnitOfWork(database_of(connect(programs.mongo_uri, "bench-searching"), programs.prefix, name))
    return Desk([Searches], work, settings, datetime.now(UTC))


def _patterns(settings: Settings) -> tuple[list[Any], list[Any]]:
    """Pages and skills as the store writes them."""
    chance = random.Random(63)
    areas, skills = sorted(settings.places.spots), list(dict.fromkeys((*SKILLS, *settings.words.skills)))
    codes = sorted(each.code for each in settings.regions)
    wanted = [1 / place**0.7 for place in range(1, len(skills) + 1)]
    profiles, entries = [], []
    for number in range(PATTERNS):
        months = tuple(sorted(chance.sample(range(1, 13), 4))) if chance.random() < 0.5 else ()
        page = Profile(
            member_id=f"m-{number:08}",
            version=1,
            region=chance.choice(codes),
            visibility=chance.choice(("everyone", "members", "members", "keepers", "nobody")),
            place=settings.places.of(f"{chance.choice(areas)}1"),
            availability=Availability(chance.randrange(6), months),
        )
        entry = add(
            f"s-{number:08}",
            [],
            member_id=page.member_id,
            skill=chance.choices(skills, wanted)[0],
            level=chance.choice(LEVELS),
            evidence="We did it on two wards." if chance.random() < 0.3 else "",
            link="",
            now=datetime.now(UTC),
            months=settings.skill_fresh_months,
        )
        profiles.append(profile_row(page))
        entries.append(entry_row(entry, page))
    return profiles, entries


def _copy(database: Any, name: str, patterns: list[Any], times: int, *ids: str) -> None:
    """Each pattern so often, by the server, with another number behind its ``ids``."""
    once = database[f"{name}_patterns"]
    once.insert_many(patterns)
    numbered = {each: {"$concat": [f"${each}", "-", {"$toString": "$copy"}]} for each in ids}
    once.aggregate(
        [
            {"$set": {"copy": {"$range": [0, times]}}},
            {"$unwind": "$copy"},
            {"$set": numbered},
            {"$unset": "copy"},
            {"$out": name},
        ]
    )
    once.drop()


def _round(desk: Desk) -> list[float]:
    """Milliseconds of each question, in turn, by a member who asks."""
    asker = Caller("asker", frozenset({"member"}), "SW")
    times = []
    for _ in range(PASSES):
        for question in QUESTIONS:
            began = time.perf_counter()
            desk.knock("searches.search_skills", {**question, "limit": ON_A_PAGE}, by=asker)
            times.append(1000 * (time.perf_counter() - began))
    return times


def _95th(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
