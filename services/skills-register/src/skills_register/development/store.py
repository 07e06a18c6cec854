"""What we remember of development: opportunities, and what members say they completed."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from commons.centre import UK
from commons.rough_dates import rough
from skills_register.development.domain import Completion, Opportunity, Taught

OPPORTUNITIES, COMPLETIONS = "development_opportunities", "development_completions"


class DevelopmentStore:
    """Opportunities by region, kind and day; completions by member."""

    INDEXES: tuple[Index, ...] = (
        Index(OPPORTUNITIES, ("is_withdrawn", "first_day", "_id")),
        Index(OPPORTUNITIES, ("region", "is_withdrawn", "first_day", "_id")),
        Index(COMPLETIONS, ("member_id", "-at", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def opportunities(self) -> Any:
        return self.work.collection(OPPORTUNITIES)

    @property
    def completions(self) -> Any:
        return self.work.collection(COMPLETIONS)

    def get(self, opportunity_id: str) -> Opportunity | None:
        row = self.opportunities.find_one({"_id": {"$eq": opportunity_id}})
        return _opportunity(row) if row is not None else None

    def page(
        self,
        asked: Mapping[str, Any],
        *,
        since: date,
        until: date | None = None,
        region: str | None = None,
        kind: str | None = None,
    ) -> dict[str, Any]:
        """Those not over before ``since``, that begin by ``until``, the earliest first.

        With a region also what is for the whole UK.
        """
        where: dict[str, Any] = {"is_withdrawn": {"$eq": False}, "last_day": {"$gte": since.isoformat()}}
        if until is not None:
            where["first_day"] = {"$lte": until.isoformat()}
        if region is not None:
            where["region"] = {"$in": [region, UK]}
        if kind is not None:
            where["kind"] = {"$eq": kind}
        return cut(self.opportunities, where, order=("first_day", 1), asked=asked, shape=_opportunity)

    def save(self, opportunity: Opportunity) -> None:
        row = asdict(opportunity)
        row |= {
            "begins": str(opportunity.begins),
            "ends": str(opportunity.ends),
            "first_day": opportunity.begins.first.isoformat(),
            "last_day": opportunity.ends.last.isoformat(),
            "places": list(opportunity.places),
            "teaches": [asdict(each) for each in opportunity.teaches],
        }
        self.work.save(OPPORTUNITIES, {"_id": row.pop("id"), **row})

    def completion(self, member_id: str, opportunity_id: str) -> Completion | None:
        row = self.completions.find_one({"_id": {"$eq": _key(member_id, opportunity_id)}})
        return _completion(row) if row is not None else None

    def completed_by(self, member_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """A page of what this member completed, the newest first."""
        where = {"member_id": {"$eq": member_id}}
        return cut(self.completions, where, order=("at", -1), asked=asked, shape=_completion)

    def complete(self, completion: Completion) -> None:
        """Keep it; said anew it replaces the earlier."""
        key = _key(completion.member_id, completion.opportunity_id)
        row = {**asdict(completion), "on": completion.on.isoformat()}
        row["teaches"] = [asdict(each) for each in completion.teaches]
        self.completions.replace_one({"_id": key}, row, upsert=True)

    def forget_completion(self, member_id: str, opportunity_id: str) -> bool:
        """True when there was one."""
        where = {"_id": {"$eq": _key(member_id, opportunity_id)}}
        return bool(self.completions.delete_one(where).deleted_count)

    def forget_completions_of(self, member_id: str) -> None:
        self.completions.delete_many({"member_id": {"$eq": member_id}})


def _key(member_id: str, opportunity_id: str) -> str:
    return f"{member_id}|{opportunity_id}"


def _opportunity(row: Mapping[str, Any]) -> Opportunity:
    said = {name: value for name, value in row.items() if name not in ("_id", "first_day", "last_day")}
    said |= {"begins": rough(row["begins"]), "ends": rough(row["ends"]), "places": tuple(row["places"])}
    said["teaches"] = tuple(Taught(**each) for each in row["teaches"])
    return Opportunity(id=row["_id"], **said)


def _completion(row: Mapping[str, Any]) -> Completion:
    said = {name: value for name, value in row.items() if name != "_id"}
    said["on"] = date.fromisoformat(row["on"])
    said["teaches"] = tuple(Taught(**each) for each in row["teaches"])
    return Completion(**said)
