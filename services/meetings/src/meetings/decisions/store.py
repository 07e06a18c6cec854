"""What we remember of decisions, and how they are searched."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from meetings.decisions.domain import (
    IN_FORCE,
    REVIEW_DUE,
    Counts,
    Decision,
    Objection,
    Quorum,
    Review,
)

COLLECTION = "decisions"
SHORTEST_WORD = 2
MOST_WORDS = 400
"""Different words of one decision by which it can be found."""


class DecisionStore:
    """Decisions by id, by meeting, by group, and by their words; the newest first."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("meeting_id", "_id")),
        Index(COLLECTION, ("region", "decided_on", "_id")),
        Index(COLLECTION, ("region", "is_public", "decided_on", "_id")),
        Index(COLLECTION, ("is_public", "decided_on", "_id")),
        Index(COLLECTION, ("decided_on", "_id")),
        Index(COLLECTION, ("words", "decided_on", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def decisions(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, decision_id: str) -> Decision | None:
        row = self.decisions.find_one({"_id": {"$eq": decision_id}})
        return _from_row(row) if row is not None else None

    def several(self, decision_ids: Iterable[str]) -> dict[str, Decision]:
        """Those of these ids that there are, by id."""
        wanted = sorted(set(decision_ids))
        rows = self.decisions.find({"_id": {"$in": wanted}}) if wanted else ()
        return {row["_id"]: _from_row(row) for row in rows}

    def save(self, decision: Decision, facts: Iterable[Fact] = ()) -> None:
        """Write the state and its facts. Refused: ``stale_version``."""
        self.work.save(COLLECTION, _to_row(decision))
        self.work.publish(facts)

    def of_meeting(self, meeting_id: str) -> list[Decision]:
        """What was decided in a meeting, in the order in which it was written down."""
        rows = self.decisions.find({"meeting_id": {"$eq": meeting_id}}).sort("_id", 1)
        return [_from_row(row) for row in rows]

    def page(
        self,
        asked: Mapping[str, Any],
        *,
        regions: Iterable[str] | None,
        region: str | None = None,
        words: str = "",
        method: str | None = None,
        state: str | None = None,
        today: date,
    ) -> dict[str, Any]:
        """Decisions of a group or of all, the newest first.

        The reader sees all of ``regions`` (None: of every group) and elsewhere what is public. Each of the
        ``words`` begins a word of the decision's. ``state`` may also be ``review_due``.
        """
        where: list[dict[str, Any]] = []
        if region is not None:
            where.append({"region": {"$eq": region}})
        own = None if regions is None else sorted(regions)
        if own is not None and (region is None or region not in own):
            public = {"is_public": {"$eq": True}}
            where.append({"$or": [public, {"region": {"$in": own}}]} if own and region is None else public)
        if method is not None:
            where.append({"method": {"$eq": method}})
        if state == REVIEW_DUE:
            where += [{"state": {"$eq": IN_FORCE}}, {"review_on": {"$lte": today.isoformat()}}]
        elif state is not None:
            where.append({"state": {"$eq": state}})
        where += [{"words": {"$regex": f"^{re.escape(word)}"}} for word in words_of(words)]
        wanted = {"$and": where} if where else {}
        return cut(self.decisions, wanted, order=("decided_on", -1), asked=asked, shape=_from_row)

    def share(self, meeting_id: str, closed: Iterable[str] = ()) -> None:
        """Published minutes of this meeting carry its decisions from now on (row 45).

        What links to a closed section or item in ``closed`` is closed, too.
        """
        where = {"meeting_id": {"$eq": meeting_id}}
        ids = sorted(set(closed) - {""})
        kept = {"$set": {"is_closed": True, "is_public": False}}
        for link in ("section", "item_id"):
            self.decisions.update_many({**where, link: {"$in": ids}}, kept)
        self.decisions.update_many(where, {"$set": {"is_shared": True}})
        self.decisions.update_many({**where, "is_closed": {"$eq": False}}, {"$set": {"is_public": True}})


def words_of(text: str) -> list[str]:
    """The words of a text as they are searched: no case, no accents, each once, at least two letters."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = (word for word in re.findall(r"\w+", plain) if len(word) >= SHORTEST_WORD)
    return list(dict.fromkeys(words))[:MOST_WORDS]


PLAIN = (
    "version", "region", "meeting_id", "title", "text", "method", "supersedes", "superseded_by", "section",
    "item_id", "is_closed", "is_shared", "recorded_by",
)  # fmt: skip


def _to_row(decision: Decision) -> dict[str, Any]:
    return {
        "_id": decision.id,
        "decided_on": decision.decided_on.isoformat(),
        "review_on": decision.review_on.isoformat() if decision.review_on else None,
        "state": decision.state,
        "is_public": decision.is_public,
        "words": words_of(f"{decision.title} {decision.text}"),
        "quorum": asdict(decision.quorum),
        "counts": asdict(decision.counts) if decision.counts else None,
        "objections": [asdict(each) for each in decision.objections],
        "reviews": [
            {"on": each.on.isoformat(), "outcome": each.outcome, "words": each.words}
            for each in decision.reviews
        ],
        **{name: getattr(decision, name) for name in PLAIN},
    }


def _from_row(row: Mapping[str, Any]) -> Decision:
    return Decision(
        id=row["_id"],
        decided_on=date.fromisoformat(row["decided_on"]),
        review_on=date.fromisoformat(row["review_on"]) if row["review_on"] else None,
        quorum=Quorum(**row["quorum"]),
        counts=Counts(**row["counts"]) if row["counts"] else None,
        objections=tuple(Objection(**each) for each in row["objections"]),
        reviews=tuple(
            Review(date.fromisoformat(each["on"]), each["outcome"], each["words"]) for each in row["reviews"]
        ),
        **{name: row[name] for name in PLAIN},
    )
