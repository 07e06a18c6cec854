"""What we remember of the projects that groups lead."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from exchange.led_projects.domain import Framework, LedProject, Output, Sponsor, Step, Terms, Topic

PROJECTS = "led_projects"
LISTS = ("areas", "sectors", "support")


class LedProjectStore:
    """Projects, the one that began last first."""

    INDEXES: tuple[Index, ...] = (
        Index(PROJECTS, ("-started_at", "-_id")),
        Index(PROJECTS, ("region", "-started_at", "-_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def projects(self) -> Any:
        return self.work.collection(PROJECTS)

    def get(self, project_id: str) -> LedProject | None:
        row = self.projects.find_one({"_id": {"$eq": project_id}})
        return _from_row(row) if row is not None else None

    def page(self, region: str | None, asked: Mapping[str, Any]) -> dict[str, Any]:
        where = {"region": {"$eq": region}} if region is not None else {}
        return cut(self.projects, where, order=("started_at", -1), asked=asked, shape=_from_row)

    def coded(self, regions: Iterable[str]) -> Iterator[dict[str, str]]:
        """As an extract may count them: codes alone, no words."""
        where = {"region": {"$in": sorted(regions)}}
        for row in self.projects.find(where, {"region": 1, "started_at": 1, "ended_at": 1}):
            state = "open" if row["ended_at"] is None else "ended"
            yield {"region": row["region"], "state": state, "year": str(row["started_at"].year)}

    def save(self, project: LedProject) -> None:
        """Refused: ``stale_version``."""
        self.work.save(PROJECTS, _to_row(project))


def _to_row(project: LedProject) -> dict[str, Any]:
    row = asdict(project)
    row["terms"] |= {name: list(row["terms"][name]) for name in LISTS}
    row["steps"] = [{**asdict(each), "on": each.on.isoformat()} for each in project.steps]
    row["frameworks"] = [{"name": each.name, "steps": list(each.steps)} for each in project.frameworks]
    row |= {name: list(row[name]) for name in ("topics", "sponsors", "outputs")}
    return {"_id": row.pop("id"), **row}


def _from_row(row: Mapping[str, Any]) -> LedProject:
    told = {name: value for name, value in row.items() if name != "_id"}
    terms = dict(row["terms"])
    told["terms"] = Terms(**{**terms, **{name: tuple(terms[name]) for name in LISTS}})
    told["topics"] = tuple(Topic(**each) for each in row["topics"])
    told["frameworks"] = tuple(Framework(each["name"], tuple(each["steps"])) for each in row["frameworks"])
    told["steps"] = tuple(
        Step(each["number"], date.fromisoformat(each["on"]), each["note"]) for each in row["steps"]
    )
    told["sponsors"] = tuple(Sponsor(**each) for each in row["sponsors"])
    told["outputs"] = tuple(Output(**each) for each in row["outputs"])
    return LedProject(id=row["_id"], **told)
