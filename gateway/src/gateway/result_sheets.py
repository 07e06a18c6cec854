"""The result of a round's vote as CSV: one row for each project (row 57)."""

from collections.abc import Iterator, Mapping
from typing import Any

from gateway import spreadsheets

PENCE = 100
COLUMNS = ("number", "project", "title", "theme", "region", "ask_pounds", "votes")
HOME = ("votes_from_own_region", "percent_from_own_region", "percent_of_roll_in_region")
COLLEAGUES = (
    "organisation",
    "votes_from_own_organisation",
    "percent_from_own_organisation",
    "percent_of_ballots_from_organisation",
)
"""Empty where too few people could be told from each other, and where nothing is known."""


def sheet(tally: Mapping[str, Any]) -> str:
    """Of a tally as the door answers it; money in pounds, as spreadsheets add it up."""
    return spreadsheets.MARK + "".join(spreadsheets.line(row) for row in _rows(tally))


def _rows(tally: Mapping[str, Any]) -> Iterator[list[Any]]:
    rules = [(each["rule"], {one["id"]: one for one in each["projects"]}) for each in tally["tallies"]]
    yield [
        *COLUMNS,
        *(f"{rule}_{what}" for rule, _ in rules for what in ("funded", "turn", "why")),
        *HOME,
        *COLLEAGUES,
    ]
    homes = {each["project"]: each for each in (tally["from_own_region"] or {"items": []})["items"]}
    colleagues = {each["project"]: each for each in tally["from_own_organisation"]["items"]}
    for project in tally["projects"]:
        first = rules[0][1].get(project["id"])
        named = [project[name] for name in ("number", "id", "title", "theme", "region")]
        told = [cell for _, fates in rules for cell in _fate(fates.get(project["id"]))]
        home = homes.get(project["id"], {})
        shares = [home.get(name) for name in ("votes", "percent", "percent_of_roll")]
        theirs = colleagues.get(project["id"], {})
        shares += [theirs.get(name) for name in ("organisation", "votes", "percent", "percent_of_ballots")]
        yield [*named, project["ask"] / PENCE, first and first["votes"], *told, *shares]


def _fate(fate: Mapping[str, Any] | None) -> list[Any]:
    """A project without one was given up while members voted."""
    if fate is None:
        return ["no", None, "Given up while members voted."]
    return ["yes" if fate["is_funded"] else "no", fate["turn"], fate["sentence"]]
