"""What we remember of Q Lab: its projects, and who signed up for them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from chassis.paging import cut
from exchange.lab.domain import LabProject, Moved, Output, SignUp
from exchange.refusal import Refusal

PROJECTS, SIGN_UPS = "lab_projects", "lab_sign_ups"


class LabStore:
    """Projects by number, the newest first; sign-ups by project, by member and by region."""

    INDEXES: tuple[Index, ...] = (
        Index(PROJECTS, ("number",), unique=True),
        Index(PROJECTS, ("-number", "-_id")),
        Index(PROJECTS, ("promoted_by", "-number", "-_id")),
        Index(PROJECTS, ("outputs.item_id",)),
        Index(SIGN_UPS, ("project_id", "member_id")),
        Index(SIGN_UPS, ("member_id", "-at", "-_id")),
        Index(SIGN_UPS, ("region",)),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def projects(self) -> Any:
        return self.work.collection(PROJECTS)

    @property
    def sign_ups(self) -> Any:
        return self.work.collection(SIGN_UPS)

    def get(self, project_id: str) -> LabProject | None:
        row = self.projects.find_one({"_id": {"$eq": project_id}})
        return _from_row(row) if row is not None else None

    def last_number(self) -> int:
        """0 before the first."""
        rows = self.projects.find({}, {"number": 1}).sort([("number", -1), ("_id", -1)]).limit(1)
        return next((row["number"] for row in rows), 0)

    def page(self, promoted_by: str | None, asked: Mapping[str, Any]) -> dict[str, Any]:
        where = {"promoted_by": {"$eq": promoted_by}} if promoted_by is not None else {}
        return cut(self.projects, where, order=("number", -1), asked=asked, shape=_from_row)

    def save(self, project: LabProject, facts: Any = ()) -> None:
        """Refused: ``lab_number_taken``, ``stale_version``."""
        try:
            self.work.save(PROJECTS, _to_row(project))
        except DuplicateKeyError:
            raise Refusal("lab_number_taken") from None
        self.work.publish(facts)

    def forget_output(self, item_id: str) -> None:
        """It was withdrawn from the library: its title goes here, too."""
        self.projects.update_many(
            {"outputs.item_id": {"$eq": item_id}},
            {"$pull": {"outputs": {"item_id": {"$in": [item_id]}}}, "$inc": {"version": 1}},
        )

    def add(self, sign_up: SignUp) -> None:
        """Signed up already: as it was."""
        self.sign_ups.update_one(
            {"_id": {"$eq": _key(sign_up.project_id, sign_up.member_id)}},
            {"$setOnInsert": asdict(sign_up)},
            upsert=True,
        )

    def remove(self, project_id: str, member_id: str) -> None:
        self.sign_ups.delete_one({"_id": {"$eq": _key(project_id, member_id)}})

    def forget(self, member_id: str) -> None:
        self.sign_ups.delete_many({"member_id": {"$eq": member_id}})

    def count(self, project_id: str) -> int:
        return int(self.sign_ups.count_documents({"project_id": {"$eq": project_id}}))

    def is_signed_up(self, project_id: str, member_id: str) -> bool:
        return self.sign_ups.find_one({"_id": {"$eq": _key(project_id, member_id)}}, {"_id": 1}) is not None

    def members_of(self, project_id: str) -> list[str]:
        rows = self.sign_ups.find({"project_id": {"$eq": project_id}}, {"member_id": 1})
        return sorted(row["member_id"] for row in rows)

    def of_member(self, member_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What a member signed up for, the newest first."""
        where = {"member_id": {"$eq": member_id}}
        return cut(self.sign_ups, where, order=("at", -1), asked=asked, shape=_sign_up)

    def coded(self, regions: Iterable[str]) -> Iterator[dict[str, str]]:
        """Sign-ups as an extract may count them: no member."""
        numbers: dict[str, int] = {}
        rows = self.sign_ups.find({"region": {"$in": sorted(regions)}}, {"_id": 0, "member_id": 0})
        for row in rows:
            if row["project_id"] not in numbers:
                found = self.projects.find_one({"_id": {"$eq": row["project_id"]}}, {"number": 1})
                numbers[row["project_id"]] = found["number"] if found else 0
            number = numbers[row["project_id"]]
            yield {"region": row["region"], "project": f"Lab project {number}", "year": str(row["at"].year)}


def _key(project_id: str, member_id: str) -> str:
    return f"{project_id}|{member_id}"


def _to_row(project: LabProject) -> dict[str, Any]:
    row = asdict(project)
    row |= {name: list(row[name]) for name in ("stages", "promoted_by", "outputs")}
    return {"_id": row.pop("id"), **row}


def _from_row(row: Mapping[str, Any]) -> LabProject:
    told = {name: value for name, value in row.items() if name != "_id"}
    told["stages"] = tuple(Moved(**each) for each in row["stages"])
    told["promoted_by"] = tuple(row["promoted_by"])
    told["outputs"] = tuple(Output(**each) for each in row["outputs"])
    return LabProject(id=row["_id"], **told)


def _sign_up(row: Mapping[str, Any]) -> SignUp:
    return SignUp(**{name: value for name, value in row.items() if name != "_id"})
