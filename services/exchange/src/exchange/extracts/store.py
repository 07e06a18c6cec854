"""What we remember of extracts: requests, and each hand-over."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from commons.people.store import COLLECTION as PEOPLE
from exchange.extracts.domain import ASKED, Ask, Cell, Extract, HandOver

EXTRACTS, HAND_OVERS = "extracts", "extract_hand_overs"


class ExtractStore:
    """Extracts by region and state, the newest first; their hand-overs by number."""

    INDEXES: tuple[Index, ...] = (
        Index(EXTRACTS, ("is_public", "-asked_at", "-_id")),
        Index(EXTRACTS, ("ask.region", "-asked_at", "-_id")),
        Index(EXTRACTS, ("state", "asked_at", "_id")),
        Index(HAND_OVERS, ("extract_id", "-number", "-_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def extracts(self) -> Any:
        return self.work.collection(EXTRACTS)

    @property
    def hand_overs(self) -> Any:
        return self.work.collection(HAND_OVERS)

    def get(self, extract_id: str) -> Extract | None:
        row = self.extracts.find_one({"_id": {"$eq": extract_id}})
        return _extract(row) if row is not None else None

    def published(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Those that were approved, ended ones too."""
        where = {"is_public": {"$eq": True}}
        return cut(self.extracts, where, order=("asked_at", -1), asked=asked, shape=_extract)

    def of_region(self, region: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Whatever became of them."""
        where = {"ask.region": {"$eq": region}}
        return cut(self.extracts, where, order=("asked_at", -1), asked=asked, shape=_extract)

    def to_decide(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Those that wait, the longest first."""
        where = {"state": {"$eq": ASKED}}
        return cut(self.extracts, where, order=("asked_at", 1), asked=asked, shape=_extract)

    def save(self, extract: Extract, facts: Any = ()) -> None:
        """Refused: ``stale_version``."""
        row = {**asdict(extract), "is_public": extract.is_public}
        row["ask"] |= {"fields": list(extract.ask.fields), "until": extract.ask.until.isoformat()}
        self.work.save(EXTRACTS, {"_id": row.pop("id"), **row})
        self.work.publish(facts)

    def hand_over_of(self, extract_id: str, number: int) -> HandOver | None:
        where = {"extract_id": {"$eq": extract_id}, "number": {"$eq": number}}
        row = self.hand_overs.find_one(where)
        return _hand_over(row) if row is not None else None

    def hand_overs_of(self, extract_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        where = {"extract_id": {"$eq": extract_id}}
        return cut(self.hand_overs, where, order=("number", -1), asked=asked, shape=_hand_over)

    def add(self, made: HandOver) -> None:
        row = asdict(made)
        row["cells"] = [[*each.values, each.shown] for each in made.cells or ()]
        self.hand_overs.insert_one({"_id": row.pop("id"), **row})

    def erase_cells(self, extract_id: str) -> None:
        """What was handed over goes; when, by whom, how much and its digest stay."""
        self.hand_overs.update_many({"extract_id": {"$eq": extract_id}}, {"$set": {"cells": None}})


class PeopleRows:
    """Our copy of members as an extract may count it."""

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    def coded(self, regions: Iterable[str]) -> Iterator[dict[str, str]]:
        """Region, status and the year somebody joined: no member."""
        where = {"region": {"$in": sorted(regions)}}
        kept = {"_id": 0, "region": 1, "status": 1, "joined": 1}
        for row in self.work.collection(PEOPLE).find(where, kept):
            yield {"region": row["region"], "status": row["status"], "joined": row["joined"][:4]}


def _extract(row: Mapping[str, Any]) -> Extract:
    told = {name: value for name, value in row.items() if name not in ("_id", "is_public")}
    asked = dict(row["ask"])
    asked |= {"fields": tuple(asked["fields"]), "until": date.fromisoformat(asked["until"])}
    return Extract(id=row["_id"], **{**told, "ask": Ask(**asked)})


def _hand_over(row: Mapping[str, Any]) -> HandOver:
    told = {name: value for name, value in row.items() if name != "_id"}
    if row["cells"] is not None:
        told["cells"] = tuple(Cell(tuple(values), shown) for *values, shown in row["cells"])
    return HandOver(id=row["_id"], **told)
