"""The rounds of the demo: one held elsewhere, one that goes on by its vote, one that takes ideas (row 56)."""

from collections.abc import Iterator, Mapping
from typing import Any

from launcher.demo.exchange.desk import Desk, all_of, in_days
from launcher.demo.exchange.facts import read_facts

Json = Mapping[str, Any]
TERMS = ("title", "purpose", "pot", "least_ask", "most_ask", "themes", "ballot")
UNKNOWN: Json = {"pot": None, "least_ask": None, "most_ask": None, "ballot": {"kind": "approval"}}
PENCE = 100_000
"""A thousand pounds."""
ON_ITS_WAY = ("brought_in_wrong",)
"""Q Exchange hears of a member who leads one a moment after membership knows them."""
AT_ONCE = 50
"""Rows of one call, which a busy machine has to end in time."""


def bring(desk: Desk) -> None:
    """Every round that is not there, with what came from elsewhere."""
    facts = read_facts("rounds")
    known = {each["title"]: each for each in all_of(desk.setup, "/rounds")}
    for kind in ("voting", "closed", "open"):  # the one that is voted on opens while the others come in
        wanted = facts[kind]
        found = known.get(wanted["title"]) or _published(desk, wanted)
        if kind != "open":
            _bring_in(desk, found, list(rows_of(desk, kind, wanted)))
        desk.rounds[wanted["name"]] = found["id"]


def rows_of(desk: Desk, kind: str, wanted: Json) -> Iterator[Json]:
    """The proposals that were written elsewhere."""
    return _of_2018(wanted) if kind == "closed" else _on_the_paper(desk, wanted)


def _of_2018(wanted: Json) -> Iterator[Json]:
    """188: those that are named, and invented titles for the others of each region."""
    titles = _titles(wanted)
    for region, number in wanted["numbers"].items():
        named = [each for each in wanted["named"] if each["region"] == region]
        invented = [{"title": next(titles), "outcome": "submitted"} for _ in range(number - len(named))]
        for count, each in enumerate((*named, *invented), 1):
            outcome = {"title": each["title"], "outcome": each["outcome"]}
            yield {"reference": f"2018-{region}-{count:02}", "region": region, **outcome}


def _titles(wanted: Json) -> Iterator[str]:
    """17 whats and 13 whoms have no common divisor: no pair comes twice before all 221 came."""
    whats, whoms = wanted["whats"], wanted["whoms"]
    return (f"{whats[n % len(whats)]} {whoms[n % len(whoms)]}" for n in range(len(whats) * len(whoms)))


def _on_the_paper(desk: Desk, wanted: Json) -> Iterator[Json]:
    """Shortlisted; the first are led by members here, of the others nobody here is the lead."""
    leads = desk.of_region(wanted["region"])[: wanted["led"]]
    for number, (theme, title, thousands) in enumerate(wanted["proposals"], 1):
        row = {
            "reference": f"second-{number:02}",
            "title": title,
            "aim": f"{title}: tried in one place first, then told to everybody.",
            "region": wanted["region"],
            "theme": wanted["themes"][theme],
            "ask": thousands * PENCE,
            "outcome": "shortlisted",
        }
        yield {**row, "lead": leads[number - 1].id} if number <= len(leads) else row


def _published(desk: Desk, wanted: Json) -> Json:
    phases = [
        {"kind": each["kind"], "first": _day(each["first"]), "last": _day(each["last"])}
        for each in wanted["phases"]
    ]
    terms = {name: wanted[name] for name in TERMS if name in wanted}
    body = {
        **(UNKNOWN if "pot" not in wanted else {}),
        **terms,
        "region": wanted.get("region", "UK"),
        "phases": phases,
    }
    drafts = {each["title"]: each for each in all_of(desk.setup, "/rounds/drafts")}
    drafted = drafts.get(wanted["title"])
    if drafted is None:
        drafted = desk.setup.post("/rounds", body, command=f"round {wanted['title']}")
    told = {"version": drafted["version"]}
    path, command = f"/rounds/{drafted['id']}", f"{wanted['title']} {drafted['id']}"
    if "source" in wanted:
        source = {**told, "source": wanted["source"]}
        made: Json = desk.setup.post(f"{path}/taking-over", source, command=f"taken over {command}")
    else:
        made = desk.setup.post(f"{path}/publication", told, command=f"published {command}")
    return made


def _bring_in(desk: Desk, found: Json, rows: list[Json]) -> None:
    """Unless they are there. What is voted on comes in at once, so that voting opens with all of it."""
    path = f"/rounds/{found['id']}"
    there = desk.setup.get(f"{path}/numbers")["handed_in"]
    if there and (there >= len(rows) or not found["taken_over"]["counted_elsewhere"]):
        return
    for first in range(0, len(rows), AT_ONCE):
        body = {"rows": rows[first : first + AT_ONCE]}
        command = f"brought in {found['id']} {first}"
        desk.setup.post(f"{path}/brought-in", body, command=command, until_not=ON_ITS_WAY)


def _day(told: str | int) -> str:
    return told if isinstance(told, str) else in_days(told)
