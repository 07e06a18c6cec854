"""The project repository of the demo: the four that are named, 150 others, a few with a lead (row 70)."""

import csv
import io
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from typing import Any

from launcher.demo.exchange.desk import Desk
from launcher.demo.exchange.facts import read_facts

Json = Mapping[str, Any]
COLUMNS = (
    "reference", "title", "aim", "team", "region", "stp", "medical_condition", "issue", "date", "stage",
    "site", "funding", "leader_kind", "result", "learned",
)  # fmt: skip
MONTHS = 12
AT_ONCE = 20
"""Rows of a sheet: each is one transaction, which a busy machine has to end in time."""


def bring(desk: Desk) -> None:
    """Sheets, which bring in what is not there; then what those who lead and join say."""
    facts = read_facts("projects")
    rows = [*facts["named"], *invented(facts["invented"])]
    if not _id_of(desk, rows[-1]["title"]):
        for first in range(0, len(rows), AT_ONCE):
            content = _sheet(rows[first : first + AT_ONCE])
            file = {"file": ("demo-projects.csv", content, "text/csv")}
            desk.setup.post("/projects/sheets", command=f"projects {first}", files=file)
    for title in facts["showcases"]:
        _show(desk, title)
    with ThreadPoolExecutor(4) as side_by_side:
        begun = [side_by_side.submit(_measure, desk, each, rows) for each in facts["measures"]]
        begun += [side_by_side.submit(_led, desk, each) for each in facts["led"]]
    for each in begun:
        each.result()


def invented(facts: Json) -> Iterator[dict[str, str]]:
    """Each takes the next word of every list; 22 places and 17 subjects give no title twice."""
    places = [(region, stp) for region, stps in facts["places"] for stp in stps]
    words = zip(
        cycle(places),
        cycle(facts["subjects"]),
        cycle(facts["conditions"]),
        cycle(facts["issues"]),
        cycle(facts["dates"]),
        cycle(facts["endings"]),
        strict=False,
    )
    for number, (place, subject, condition, issue, date, ending) in enumerate(
        islice(words, facts["number"]), 1
    ):
        yield {
            "reference": f"demo-{number:03}",
            "title": f"{subject} {_where(*place)}",
            "aim": f"{subject}, so that fewer are harmed and nobody waits in vain.",
            "region": place[0],
            "stp": place[1],
            "medical_condition": condition,
            "issue": issue,
            "date": date,
            **ending,
        }


def _where(region: str, stp: str) -> str:
    return (
        f"in {stp}" if stp else {"SCO": "in Scotland", "WAL": "in Wales", "NI": "in Northern Ireland"}[region]
    )


def _sheet(rows: list[Any]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _id_of(desk: Desk, title: str) -> str:
    found = desk.setup.get("/projects", text=title)["items"]
    return next((str(each["id"]) for each in found if each["title"] == title), "")


def _show(desk: Desk, title: str) -> None:
    """Shown once; the same again changes nothing."""
    place = f"/projects/{_id_of(desk, title)}/showcase"
    desk.setup.put(place, {"is_showcase": True}, command=f"showcase {place}")


def _measure(desk: Desk, wanted: Json, rows: list[Any]) -> None:
    keeper = desk.roles["national_team"].api
    reference = f"demo-{wanted['project']:03}"
    [title] = [row["title"] for row in rows if row["reference"] == reference]
    place = f"/projects/{_id_of(desk, title)}/measures"
    if desk.setup.get(place)["items"]:
        return
    body = {name: wanted[name] for name in ("name", "unit", "better")}
    made = keeper.post(place, body, command=f"measure {place}")
    points = [
        {"on": f"{wanted['from'] + at // MONTHS}-{at % MONTHS + 1:02}-01", "value": value}
        for at, value in enumerate(wanted["values"])
    ]
    told = {"version": made["version"], "points": points}
    keeper.post(f"/project-measures/{made['id']}/points", told, command=f"points {made['id']}")


def _led(desk: Desk, wanted: Json) -> None:
    lead = desk.who(wanted["by"])
    mine = lead.api.get("/projects/mine", limit="200")["items"]
    if any(each["title"] == wanted["title"] for each in mine):
        return
    about = {name: wanted[name] for name in ("title", "issue", "date", "stp", "aim") if name in wanted}
    body = {**about, "region": lead.region, "stage": "running", "is_open": True}
    made = lead.api.post("/projects", body, command=f"project {wanted['title']}")
    for each in wanted["asks"]:
        told = {"words": "I would like to help with this."}
        path = f"/projects/{made['id']}/joining"
        desk.who(each).api.post(path, told, command=f"join {path} {each}")
