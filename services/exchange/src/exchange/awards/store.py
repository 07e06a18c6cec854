"""What we remember of awards, and of each round's pot."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from contracts.refusals import Refused
from exchange.awards.domain import (
    AWARDED,
    ENDED,
    SKIPPED,
    STANDING,
    Approval,
    Award,
    Correction,
    Ending,
    Project,
    Returned,
)
from exchange.awards.pot import Pot
from exchange.awards.terms import Condition, Instalment, Report, Terms

AWARDS, POTS = "awards", "award_pots"
NEWEST = ("proposed_at", -1)


class AwardStore:
    """Awards, the newest first. One that stands carries ``standing``, which is there once for a proposal."""

    INDEXES: tuple[Index, ...] = (
        Index(AWARDS, ("round_id", "state", "-proposed_at", "-_id")),
        Index(AWARDS, ("project.applicants", "state", "-proposed_at", "-_id")),
        Index(AWARDS, ("standing",), unique=True, sparse=True),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def awards(self) -> Any:
        return self.work.collection(AWARDS)

    def get(self, award_id: str) -> Award | None:
        row = self.awards.find_one({"_id": {"$eq": award_id}})
        return _from_row(row) if row is not None else None

    def standing_of(self, proposal_id: str) -> Award | None:
        """The decision on a proposal that stands, or is still to be approved."""
        row = self.awards.find_one({"standing": {"$eq": proposal_id}})
        return _from_row(row) if row is not None else None

    def page(
        self, round_id: str, states: Collection[str], asked: Mapping[str, Any], *, not_of: str = ""
    ) -> dict[str, Any]:
        """A round's; without those of projects in which the member ``not_of`` has a part."""
        where: dict[str, Any] = {"round_id": {"$eq": round_id}, "state": {"$in": sorted(states)}}
        if not_of:
            where["project.applicants"] = {"$ne": not_of}
        return cut(self.awards, where, order=NEWEST, asked=asked, shape=_from_row)

    def page_of(self, member_id: str, states: Collection[str], asked: Mapping[str, Any]) -> dict[str, Any]:
        """Those of projects in which a member has a part."""
        where = {"project.applicants": {"$eq": member_id}, "state": {"$in": sorted(states)}}
        return cut(self.awards, where, order=NEWEST, asked=asked, shape=_from_row)

    def skipped_of(self, round_id: str, proposal_id: str) -> list[Award]:
        """That a project was skipped."""
        where = {
            "round_id": {"$eq": round_id},
            "state": {"$eq": SKIPPED},
            "project.proposal_id": {"$eq": proposal_id},
        }
        return [_from_row(row) for row in self.awards.find(where)]

    def made_in(self, round_id: str) -> list[Award]:
        """Every award of a round that was made, also when it ended."""
        where = {"round_id": {"$eq": round_id}, "state": {"$in": [AWARDED, ENDED]}}
        return [_from_row(row) for row in self.awards.find(where)]

    def waiting_in(self, round_id: str, state: str) -> int:
        """How many decisions of a round are in this state."""
        where = {"round_id": {"$eq": round_id}, "state": {"$eq": state}}
        found: int = self.awards.count_documents(where)
        return found

    def pot(self, round_id: str) -> Pot:
        row = self.work.collection(POTS).find_one({"_id": {"$eq": round_id}})
        if row is None:
            return Pot(round_id)
        return Pot(row["_id"], row["version"], row["committed"], row["announced_at"])

    def save(self, award: Award, facts: Iterable[Fact] = ()) -> None:
        """Refused: ``stale_version``, ``award_exists`` when the proposal has another one that stands."""
        try:
            self.work.save(AWARDS, _to_row(award))
        except DuplicateKeyError:
            raise Refused("award_exists") from None
        self.work.publish(facts)

    def save_pot(self, pot: Pot) -> None:
        """Two who change it at the same time: the later one reads it anew, and decides anew."""
        row = asdict(pot)
        self.work.save(POTS, {"_id": row.pop("id"), **row})


def _to_row(award: Award) -> dict[str, Any]:
    row = asdict(award)
    for instalment in row["terms"]["instalments"]:
        instalment["due"] = instalment["due"].isoformat()
        paid = instalment["paid_on"]
        instalment["paid_on"] = paid.isoformat() if paid is not None else None
    for report in row["terms"]["reports"]:
        report["due"] = report["due"].isoformat()
    for each in row["money_back"]:
        each["on"] = each["on"].isoformat()
    if award.state in STANDING:
        row["standing"] = award.project.proposal_id
    return {"_id": row.pop("id"), **row}


def _from_row(row: Mapping[str, Any]) -> Award:
    told = {name: value for name, value in row.items() if name not in ("_id", "standing")}
    project, ending = row["project"], row["ending"]
    return Award(
        **{
            **told,
            "id": row["_id"],
            "project": Project(**{**project, "applicants": tuple(project["applicants"])}),
            "terms": _terms(row["terms"]),
            "approvals": tuple(Approval(**each) for each in row["approvals"]),
            "recused": tuple(row["recused"]),
            "ending": Ending(**ending) if ending is not None else None,
            "money_back": tuple(
                Returned(**{**each, "on": date.fromisoformat(each["on"])})
                for each in row.get("money_back", ())
            ),
            "corrections": tuple(Correction(**each) for each in row.get("corrections", ())),
        }
    )


def _terms(told: Mapping[str, Any]) -> Terms:
    return Terms(
        told["amount"],
        told["reason"],
        tuple(Condition(**each) for each in told["conditions"]),
        tuple(_instalment(each) for each in told["instalments"]),
        tuple(Report(**{**each, "due": date.fromisoformat(each["due"])}) for each in told["reports"]),
    )


def _instalment(told: Mapping[str, Any]) -> Instalment:
    paid = told["paid_on"]
    return Instalment(
        **{
            **told,
            "due": date.fromisoformat(told["due"]),
            "after": tuple(told["after"]),
            "paid_on": date.fromisoformat(paid) if paid is not None else None,
        }
    )
