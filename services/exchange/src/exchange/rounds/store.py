"""What we remember of rounds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from exchange.ballots.forms import Form
from exchange.rounds.domain import Limits, Round, TakenOver, Terms
from exchange.rounds.phases import Phase

ROUNDS = "rounds"


class RoundStore:
    """Rounds, the one that begins last first."""

    INDEXES: tuple[Index, ...] = (
        Index(ROUNDS, ("is_draft", "-begins_on", "-_id")),
        Index(ROUNDS, ("region", "is_draft", "-begins_on", "-_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def rounds(self) -> Any:
        return self.work.collection(ROUNDS)

    def get(self, round_id: str) -> Round | None:
        row = self.rounds.find_one({"_id": {"$eq": round_id}})
        return from_row(row) if row is not None else None

    def page(self, regions: Sequence[str] | None, drafts: bool, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Published and cancelled ones, or (``drafts``) those that are not published yet.

        Of these regions (None: of all).
        """
        where: dict[str, Any] = {"is_draft": {"$eq": drafts}}
        if regions is not None:
            where["region"] = {"$in": sorted(regions)}
        return cut(self.rounds, where, order=("begins_on", -1), asked=asked, shape=from_row)

    def save(self, made: Round, facts: Iterable[Fact] = ()) -> None:
        """Refused: ``stale_version``."""
        self.work.save(ROUNDS, _to_row(made))
        self.work.publish(facts)


def _to_row(made: Round) -> dict[str, Any]:
    row = asdict(made)
    terms = row["terms"]
    terms["phases"] = [
        {"kind": each.kind, "first": each.first.isoformat(), "last": each.last.isoformat()}
        for each in made.terms.phases
    ]
    begins = min(each.first for each in made.terms.phases)
    found = {"begins_on": begins.isoformat(), "is_draft": not made.was_published}
    return {"_id": row.pop("id"), **row, **found}


def from_row(row: Mapping[str, Any]) -> Round:
    told = dict(row["terms"])
    form = told["form"]
    terms = Terms(
        title=told["title"],
        purpose=told["purpose"],
        limits=Limits(**told["limits"]),
        themes=tuple(told["themes"]),
        phases=tuple(
            Phase(each["kind"], date.fromisoformat(each["first"]), date.fromisoformat(each["last"]))
            for each in told["phases"]
        ),
        form=Form(form["kind"], form["picks"], tuple((theme, number) for theme, number in form["per_theme"])),
        rule=told["rule"],
        shown=tuple(told["shown"]),
        grace=told["grace"],
        seed=told["seed"],
    )
    return Round(
        row["_id"],
        row["version"],
        row["region"],
        terms,
        row["state"],
        row["made_by"],
        row["published_at"],
        row["reason"],
        TakenOver(**row["taken_over"]) if row.get("taken_over") else None,
    )
