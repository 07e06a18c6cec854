"""Projects by facets: the repository with a million of them, beside ten thousand (row 70).

Projects are copies of a few that the repository's own store wrote, each with another id, so that both hold
the same mixture of regions, conditions, issues, years and words, a hundred times as many in one. The counters
are those of the few, times the copies: what the store would have counted.
"""

import random
import statistics
import time
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from pymongo import MongoClient

from chassis.identity import VISITOR
from chassis.mongo import UnitOfWork
from chassis.mongo.connecting import connect, database_of
from chassis.mongo.indexes import ensure
from chassis.testkit.desk import Desk
from commons.rough_dates import rough
from exchange.projects.domain import RESULTS, About, Ending, add
from exchange.projects.searches.service import ProjectSearches
from exchange.projects.store import CELLS, FOR_SEARCHES, PROJECTS, cells_with_values, project_row
from exchange.settings import Settings
from tests.bench.figures import Figure, compare, plain
from tests.bench.programs import ROOT, Programs

MANY, FEW = 1_000_000, 10_000
PATTERNS = 10_000
"""So many different projects there are; ``FEW`` and ``MANY`` are multiples of it."""
YEARS = range(2010, 2027)
CONDITIONS = (
    *("Dementia", "Sepsis", "Frailty", "Diabetes", "Stroke", "Cancer", "Asthma", "Heart failure", "Delirium"),
    *("Mental health", "Hip fracture", "Epilepsy", "Kidney injury", "Pregnancy", "Addiction", "Pain"),
)
ISSUES = (
    *("Safety", "Flow", "Falls", "Handover", "Waiting", "Medication", "Discharge", "Infection", "Nutrition"),
    *("Experience", "Access", "Workforce", "Documentation", "Pressure ulcers", "Deterioration"),
)
WORDS = (
    "ward",
    "clinic",
    "night",
    "huddle",
    "checklist",
    "theatre",
    "community",
    "pathway",
    "team",
    "families",
)

FACETS: tuple[dict[str, Any], ...] = (
    {},
    {"facets": {"region": ["SW"]}},
    {"facets": {"region": ["SW"], "issue": ["Safety"]}},
    {"facets": {"region": ["SW"], "issue": ["Safety"], "date": ["2018"]}},
    {"facets": {"region": ["SW", "WOE", "NENC"], "issue": ["Falls", "Flow"]}},
    {"facets": {"medical_condition": ["Dementia"]}},
    {"facets": {"medical_condition": ["Sepsis", "Stroke"], "date": ["2012", "2015", "2019"]}},
    {"facets": {"region": ["SW"], "medical_condition": ["Pain"], "issue": ["Access"], "date": ["2011"]}},
    {"facets": {"stp": ["SW 1"], "issue": ["Waiting"]}},
    {"facets": {"stp": ["WOE 0", "SW 2"], "medical_condition": ["Delirium"], "date": ["2020", "2021"]}},
    {"archive": True},
    {"archive": True, "facets": {"issue": ["Handover"], "region": ["WOE"]}},
)
"""From the widest to some with nothing in them."""
TEXTS: tuple[dict[str, Any], ...] = (
    {"text": "falls"},
    {"text": "handover checklist"},
    {"text": "sepsis at night", "facets": {"region": ["SW"]}},
    {"text": "huddle", "facets": {"issue": ["Flow"], "date": ["2018"]}},
    {"text": "dementia families clinic"},
)
ON_A_PAGE = 10
"""As the portal asks."""
PASSES = 3
"""How often a round asks every question."""


def measure(programs: Programs) -> list[Figure]:
    """Needs the database server alone. The repositories are written first, which is measured too."""
    made, seconds = {}, {}
    for projects in (FEW, MANY):
        began = time.perf_counter()
        made[projects] = _repository(programs, projects)
        seconds[projects] = time.perf_counter() - began
    spent: dict[int, list[float]] = {FEW: [], MANY: []}

    def median(projects: int) -> float:
        times = _round(made[projects], FACETS)
        spent[projects] += times
        return statistics.median(times)

    def median_of_texts(projects: int) -> float:
        return statistics.median(_round(made[projects], TEXTS))

    figures = [
        compare("project_facets_1000000_vs_10000", lambda: median(MANY), lambda: median(FEW), "ms", "<= 2"),
        compare(
            "project_words_1000000_vs_10000",
            lambda: median_of_texts(MANY),
            lambda: median_of_texts(FEW),
            "ms",
        ),
        plain("project_facets_1000000_95th", _95th(spent[MANY]), "ms"),
        plain("project_facets_10000_95th", _95th(spent[FEW]), "ms"),
        plain("project_facets_1000000_written", seconds[MANY], "s"),
    ]
    for desk in made.values():
        client = desk.work.database.client
        client.drop_database(desk.work.database.name)
        client.close()
    return figures


def _repository(programs: Programs, projects: int) -> Desk:
    """So many projects, their counters, and every index that a search reads."""
    settings = Settings(regions_folder=ROOT / "deploy" / "regions")
    name = f"projects_{projects}"
    copies = projects // PATTERNS
    patterns, cells = _patterns(settings, copies)
    # Without the product's limits of time: to build an index of a million takes longer.
    with MongoClient[Any](programs.mongo_uri) as writer:
        database = database_of(writer, programs.prefix, name)
        _copy(database, patterns, copies)
        database[CELLS].insert_many(cells)
        ensure(database, FOR_SEARCHES)
    work = UnitOfWork(database_of(connect(programs.mongo_uri, "bench-projects"), programs.prefix, name))
    return Desk([ProjectSearches], work, settings, datetime.now(UTC))


def _patterns(settings: Settings, copies: int) -> tuple[list[Any], list[Any]]:
    """Projects and cells as the store writes them."""
    chance = random.Random(70)
    codes = sorted(each.code for each in settings.regions)
    rows, years, found = [], {}, {}
    now = datetime.now(UTC)
    for number in range(PATTERNS):
        region, issue = chance.choice(codes), _one_of(chance, ISSUES)
        condition = _one_of(chance, CONDITIONS) if chance.random() < 0.7 else ""
        about = About(
            title=f"{issue} {condition} {' '.join(chance.sample(WORDS, 3))} {number}",
            aim=f"Better {chance.choice(WORDS)} and {chance.choice(WORDS)}.",
            team="",
            region=region,
            stp=f"{region} {chance.randrange(3)}",
            medical_condition=condition,
            issue=issue,
            begins=rough(f"{chance.choice(YEARS)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"),
        )
        ending = Ending(chance.choice(RESULTS), "We would ask first.") if chance.random() < 0.3 else None
        stage = "finished" if ending else "running"
        made = add(f"p-{number:08}", about, stage=stage, lead=f"m-{number}", now=now, ending=ending)
        rows.append(project_row(made))
        for key, cell in cells_with_values(made).items():
            found[key] = cell
            years.setdefault(key, Counter())[about.year] += copies
    cells = [
        {"_id": key, **cell, "number": years[key].total(), "years": dict(years[key])}
        for key, cell in found.items()
    ]
    return rows, cells


def _one_of(chance: random.Random, values: tuple[str, ...]) -> str:
    """The first ones are the most common."""
    return chance.choices(values, [1 / place**0.7 for place in range(1, len(values) + 1)])[0]


def _copy(database: Any, patterns: list[Any], times: int) -> None:
    """Each pattern so often, by the server, with another number behind its id and its place."""
    once = database[f"{PROJECTS}_patterns"]
    once.insert_many(patterns)
    numbered = {each: {"$concat": [f"${each}", "-", {"$toString": "$copy"}]} for each in ("_id", "place")}
    once.aggregate(
        [
            {"$set": {"copy": {"$range": [0, times]}}},
            {"$unwind": "$copy"},
            {"$set": numbered},
            {"$unset": "copy"},
            {"$out": PROJECTS},
        ]
    )
    once.drop()


def _round(desk: Desk, questions: tuple[dict[str, Any], ...]) -> list[float]:
    """Milliseconds of each question, in turn, by a visitor."""
    times = []
    for _ in range(PASSES):
        for question in questions:
            began = time.perf_counter()
            desk.knock("project_searches.search_projects", {**question, "limit": ON_A_PAGE}, by=VISITOR)
            times.append(1000 * (time.perf_counter() - began))
    return times


def _95th(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
