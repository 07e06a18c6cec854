"""What we remember of panels and of who volunteered for them."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from contracts.events import Fact
from contracts.refusals import Refused
from exchange.assessments.criteria import Criterion
from exchange.assessments.panels.domain import Assessor, Declared, Panel, Rules, assessor_id

PANELS, ASSESSORS = "panels", "assessors"


class PanelStore:
    """Panels by their round; assessors by round and by member."""

    INDEXES: tuple[Index, ...] = (
        Index(ASSESSORS, ("round_id", "_id")),
        Index(ASSESSORS, ("member_id", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def panels(self) -> Any:
        return self.work.collection(PANELS)

    @property
    def assessors(self) -> Any:
        return self.work.collection(ASSESSORS)

    def get(self, round_id: str) -> Panel | None:
        row = self.panels.find_one({"_id": {"$eq": round_id}})
        return _panel(row) if row is not None else None

    def save(self, panel: Panel, facts: Iterable[Fact] = ()) -> None:
        """Refused: ``stale_version``, ``panel_exists``."""
        try:
            self.work.save(PANELS, _panel_row(panel))
        except DuplicateKeyError:
            raise Refused("panel_exists") from None
        self.work.publish(facts)

    def assessor(self, round_id: str, member_id: str) -> Assessor | None:
        row = self.assessors.find_one({"_id": {"$eq": assessor_id(round_id, member_id)}})
        return _assessor(row) if row is not None else None

    def assessors_of(self, round_id: str) -> list[Assessor]:
        """Everybody who volunteered for this round or declared a conflict in it, in order of id."""
        rows = self.assessors.find({"round_id": {"$eq": round_id}}).sort("_id", 1)
        return [_assessor(row) for row in rows]

    def assessing(self, member_id: str) -> list[Assessor]:
        """What this member volunteered for or declared, in all rounds."""
        rows = self.assessors.find({"member_id": {"$eq": member_id}}).sort("_id", 1)
        return [_assessor(row) for row in rows]

    def save_assessor(self, assessor: Assessor, facts: Iterable[Fact] = ()) -> None:
        """Refused: ``stale_version``, also for two first offers at once."""
        try:
            self.work.save(ASSESSORS, _assessor_row(assessor))
        except DuplicateKeyError:
            raise Refused("stale_version") from None
        self.work.publish(facts)

    def forget_assessor(self, assessor: Assessor) -> None:
        """Nothing of them is kept."""
        self.assessors.delete_one({"_id": {"$eq": assessor.id}})

    def forget_assessors_of(self, round_id: str) -> None:
        self.assessors.delete_many({"round_id": {"$eq": round_id}})


def _panel_row(panel: Panel) -> dict[str, Any]:
    row = asdict(panel)
    row["rules"]["criteria"] = list(row["rules"]["criteria"])
    due_on = panel.rules.due_on
    row["rules"]["due_on"] = due_on.isoformat() if due_on else None
    return {"_id": row.pop("id"), **row}


def _panel(row: Mapping[str, Any]) -> Panel:
    told = row["rules"]
    rules = Rules(
        criteria=tuple(Criterion(**each) for each in told["criteria"]),
        wanted=told["wanted"],
        due_on=date.fromisoformat(told["due_on"]) if told["due_on"] else None,
        proposers_assess=told["proposers_assess"],
        two_keepers=told["two_keepers"],
    )
    return Panel(
        row["_id"],
        row["version"],
        row["region"],
        rules,
        row["opened_by"],
        row["assigned_at"],
        row["published_at"],
    )


def _assessor_row(assessor: Assessor) -> dict[str, Any]:
    row = asdict(assessor)
    row["declared"] = list(row["declared"])
    return {"_id": assessor.id, **row}


def _assessor(row: Mapping[str, Any]) -> Assessor:
    told = {name: value for name, value in row.items() if name not in ("_id", "declared")}
    return Assessor(**told, declared=tuple(Declared(**each) for each in row["declared"]))
