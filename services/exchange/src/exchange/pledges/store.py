"""What we remember of pledges, of the pools they make, and of what went in and out."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from exchange.pledges.domain import Claim, Offer, Pledge, Totals
from exchange.pledges.pools import Flow, Pool, pool_id

PLEDGES, POOLS, FLOWS = "pledges", "pledge_pools", "pledge_flows"
NEWEST = ("made_at", -1)


class PledgeStore:
    """Pledges, the newest first; pools by region and kind; flows of a pool, the newest first."""

    INDEXES: tuple[Index, ...] = (
        Index(PLEDGES, ("state", "-made_at", "-_id")),
        Index(PLEDGES, ("kind", "state", "-made_at", "-_id")),
        Index(PLEDGES, ("region", "state", "-made_at", "-_id")),
        Index(PLEDGES, ("region", "kind", "state", "-made_at", "-_id")),
        Index(PLEDGES, ("people", "-made_at", "-_id")),
        Index(FLOWS, ("pool", "-at", "-_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def pledges(self) -> Any:
        return self.work.collection(PLEDGES)

    def get(self, pledge_id: str) -> Pledge | None:
        row = self.pledges.find_one({"_id": {"$eq": pledge_id}})
        return _from_row(row) if row is not None else None

    def page(self, asked: Mapping[str, Any], state: str, **wanted: str | None) -> dict[str, Any]:
        """Those in one state; ``wanted``: ``region``, ``kind``."""
        where = {"state": {"$eq": state}}
        where |= {name: {"$eq": value} for name, value in wanted.items() if value is not None}
        return cut(self.pledges, where, order=NEWEST, asked=asked, shape=_from_row)

    def page_of(self, member_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Those that a member gives or asked to use, whatever became of them."""
        where = {"people": {"$eq": member_id}}
        return cut(self.pledges, where, order=NEWEST, asked=asked, shape=_from_row)

    def all_of(self, member_id: str) -> list[Pledge]:
        """The same, all at once: for who leaves Q."""
        rows = self.pledges.find({"people": {"$eq": member_id}})
        return [_from_row(row) for row in rows]

    def pool(self, region: str, kind: str) -> Pool:
        """Empty where nothing was ever pledged."""
        found = self.pools([(region, kind)])
        return found[0]

    def pools(self, wanted: Iterable[tuple[str, str]]) -> list[Pool]:
        """Of each (region, kind), in the order asked for; empty ones too."""
        places = list(wanted)
        ids = [pool_id(*place) for place in places]
        rows = self.work.collection(POOLS).find({"_id": {"$in": ids}})
        known = {row["_id"]: _pool(row) for row in rows}
        return [known.get(pool_id(*place), Pool(pool_id(*place), *place)) for place in places]

    def page_of_flows(self, region: str, kind: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        where = {"pool": {"$eq": pool_id(region, kind)}}
        flows = self.work.collection(FLOWS)
        return cut(flows, where, order=("at", -1), asked=asked, shape=dict)

    def save(self, pledge: Pledge, facts: Iterable[Fact] = ()) -> None:
        """Refused: ``stale_version``."""
        self.work.save(PLEDGES, _to_row(pledge))
        self.work.publish(facts)

    def save_pool(self, pool: Pool) -> None:
        """Two who change it at the same time: the later one reads it anew."""
        row = asdict(pool)
        self.work.save(POOLS, {"_id": row.pop("id"), **row})

    def note_flow(self, flow_id: str, pledge: Pledge, flow: Flow, at: datetime) -> None:
        """A line of the account; it is never changed."""
        self.work.collection(FLOWS).insert_one(
            {
                "_id": flow_id,
                "pool": pool_id(pledge.region, pledge.kind),
                "pledge_id": pledge.id,
                "why": flow.why,
                "amount": flow.amount,
                "is_inflow": flow.is_inflow,
                "at": at,
            }
        )


def _to_row(pledge: Pledge) -> dict[str, Any]:
    row = asdict(pledge)
    until = pledge.offer.until
    row["offer"]["until"] = until.isoformat() if until is not None else None
    row["people"] = sorted({each for each in (pledge.giver, *(one.by for one in pledge.claims)) if each})
    return {"_id": row.pop("id"), **row}


def _from_row(row: Mapping[str, Any]) -> Pledge:
    told = {name: value for name, value in row.items() if name not in ("_id", "people")}
    until = row["offer"]["until"]
    offer = {**row["offer"], "until": date.fromisoformat(until) if until is not None else None}
    claims = tuple(Claim(**each) for each in row["claims"])
    return Pledge(**{**told, "id": row["_id"], "offer": Offer(**offer), "claims": claims})


def _pool(row: Mapping[str, Any]) -> Pool:
    told = {name: value for name, value in row.items() if name not in ("_id", "totals")}
    return Pool(id=row["_id"], totals=Totals(**row["totals"]), **told)
