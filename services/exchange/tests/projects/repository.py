"""Projects at their doors, as members and keepers bring them in."""

from typing import Any

from exchange_desk import NATIONAL, Desk

from chassis.identity import VISITOR, Caller

ABOUT = {
    "title": "Excellence Every Day",
    "aim": "Small improvements on every ward, every day.",
    "team": "Ward sisters and therapists",
    "region": "SW",
    "stp": "Devon",
    "issue": "Safety",
    "date": "2018",
    "site": "Derriford Hospital",
}
FIVE = (
    {"title": "Excellence Every Day", "region": "SW", "stp": "Devon", "issue": "Safety", "date": "2018-03"},
    {"title": "Falls at night", "region": "SW", "stp": "Cornwall", "issue": "safety", "date": "2017-05-02"},
    {"title": "Flow from the front door", "region": "SW", "issue": "Flow", "date": "2018"},
    {
        "title": "Why do we keep making the same mistakes?",
        "region": "NENC",
        "issue": "Safety",
        "date": "2018-04",
    },
    {
        "title": "Suicide prevention",
        "region": "WOE",
        "stp": "BNSSG",
        "medical_condition": "Mental health",
        "issue": "Access",
        "date": "2017",
    },
)
"""Region SW and issue safety: two of five; of 2018: one (row 70)."""


def asked(**more: Any) -> dict[str, Any]:
    return {**ABOUT, **more}


def add(desk: Desk, by: Caller | None = None, **more: Any) -> dict[str, Any]:
    return desk.knock("projects.add_project", asked(**more), by=by or desk.member())


def five(desk: Desk, by: Caller | None = None) -> list[str]:
    """The ids of five projects of four regions and three issues."""
    plain = {"aim": "", "team": "", "stp": "", "site": ""}
    return [add(desk, by, **{**plain, **each})["id"] for each in FIVE]


def act(desk: Desk, door: str, project_id: str, by: Caller, **more: Any) -> dict[str, Any]:
    return desk.knock(f"projects.{door}", {"id": project_id, **more}, by=by)


def get(desk: Desk, project_id: str, by: Caller = VISITOR) -> dict[str, Any]:
    return desk.knock("projects.get_project", {"id": project_id}, by=by)


def search(desk: Desk, by: Caller = VISITOR, **more: Any) -> dict[str, Any]:
    return desk.knock("project_searches.search_projects", more, by=by)


def titles(answer: dict[str, Any]) -> list[str]:
    return [each["title"] for each in answer["items"]]


def numbers(answer: dict[str, Any], facet: str) -> dict[str, int]:
    return {each["value"]: each["number"] for each in answer["facets"][facet]["values"]}


def showcase(desk: Desk, project_id: str) -> None:
    act(desk, "showcase_project", project_id, NATIONAL)
