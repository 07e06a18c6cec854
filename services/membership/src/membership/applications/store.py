"""What we remember of applications, and the facts that their steps are."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from chassis.paging import cut
from contracts import membership as published
from contracts.events import EventType, Fact
from membership.applications.domain import (
    APPLIED,
    DECIDED,
    IN_REVIEW,
    STAGES,
    WITHDRAWN,
    Application,
    Step,
    Tip,
)
from membership.members.domain import Acceptance, email_key
from membership.refusal import Refusal

COLLECTION = "applications"
TIPS = "tips"
TIPS_SHOWN = 20


class ApplicationStore:
    """Applications by id, region and stage; the tips that regions share."""

    INDEXES: tuple[Index, ...] = (
        # Row 2: one open application per address. The field is there only while one is open.
        Index(COLLECTION, ("open_key",), unique=True, sparse=True),
        Index(COLLECTION, ("region", "stage", "stage_since", "_id")),
        Index(COLLECTION, ("region", "stage_since", "_id")),
        Index(COLLECTION, ("stage", "stage_since", "_id")),
        Index(COLLECTION, ("stage_since", "_id")),
        Index(COLLECTION, ("region", "stage", "submitted_at")),
        Index(TIPS, ("-at",)),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def applications(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, application_id: str) -> Application | None:
        document = self.applications.find_one({"_id": {"$eq": application_id}})
        return _from_document(document) if document is not None else None

    def open_for(self, email: str) -> Application | None:
        """The application of this address that is not ended."""
        document = self.applications.find_one({"open_key": {"$eq": email_key(email)}})
        return _from_document(document) if document is not None else None

    def save(self, application: Application, facts: Iterable[Fact] = ()) -> None:
        """Write the state and its facts. Refused: ``duplicate_application``, ``stale_version``."""
        try:
            self.work.save(COLLECTION, _to_document(application))
        except DuplicateKeyError:
            raise Refusal("duplicate_application") from None
        self.work.publish(facts)

    def page(
        self, regions: frozenset[str] | None, stage: str | None, asked: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Applications of these regions (None: all), those that stand longest in their stage first."""
        where: dict[str, Any] = {}
        if regions is not None:
            where["region"] = {"$in": sorted(regions)}
        if stage is not None:
            where["stage"] = {"$eq": stage}
        return cut(self.applications, where, order=("stage_since", 1), asked=asked, shape=_from_document)

    def counts(self, region: str) -> dict[str, int]:
        """How many of the region's applications stand at each stage, ended ones included."""
        rows = self.applications.aggregate(
            [
                {"$match": {"region": {"$eq": region}}},
                {"$group": {"_id": "$stage", "number": {"$sum": 1}}},
            ]
        )
        found = {row["_id"]: row["number"] for row in rows}
        return {stage: found.get(stage, 0) for stage in STAGES}

    def histories(self, region: str) -> Iterator[tuple[Step, ...]]:
        """The steps of each of the region's applications."""
        for document in self.applications.find({"region": {"$eq": region}}, {"history": 1}):
            yield _steps(document)

    def oldest_waiting(self, region: str) -> datetime | None:
        """When the one that waits longest for a decision was sent in."""
        waiting = {"region": {"$eq": region}, "stage": {"$in": [APPLIED, IN_REVIEW]}}
        found = self.applications.find(waiting, {"submitted_at": 1}).sort("submitted_at", 1).limit(1)
        return next((document["submitted_at"] for document in found), None)

    def current_facts(self, after_id: str | None, limit: int) -> tuple[list[Fact], str | None]:
        """Up to ``limit`` undecided applications as they stand, and the id to go on after (None: all told).

        Those that are decided or taken back are nobody's business any more.
        """
        undecided = {"_id": {"$gt": after_id or ""}, "open_key": {"$exists": True}}
        found = self.applications.find(undecided).sort("_id", 1).limit(limit)
        told = [_from_document(document) for document in found]
        return [_told_again(application) for application in told], told[-1].id if len(told) == limit else None

    def add_tip(self, tip: Tip) -> None:
        row = {
            "_id": tip.id,
            "version": 1,
            "text": tip.text,
            "region": tip.region,
            "by": tip.by,
            "at": tip.at,
        }
        self.work.save(TIPS, row)

    def tips(self) -> list[Tip]:
        """The newest tips of all regions."""
        found = self.work.collection(TIPS).find({}).sort("at", -1).limit(TIPS_SHOWN)
        return [Tip(row["_id"], row["text"], row["region"], row["by"], row["at"]) for row in found]


def facts_of(before: Application | None, after: Application) -> list[Fact]:
    """What one saved step tells the others; only notifications hears who it is."""
    if before is not None and before.stage == after.stage:
        return []
    state, contact = _state(after), _contact(after)
    if after.stage in DECIDED:
        decision = {"decision": after.stage, "member_id": after.member_id, "feedback": after.feedback}
        return [_told(published.APPLICATION_DECIDED, after, {**state, **decision, "contact": contact})]
    if after.stage == WITHDRAWN:
        return [_told(published.APPLICATION_WITHDRAWN, after, state)]
    if after.stage == IN_REVIEW:
        return []
    return [_told(published.APPLICATION_SUBMITTED, after, {**state, "contact": contact})]


def _told_again(application: Application) -> Fact:
    data = {**_state(application), "contact": _contact(application)}
    return _told(published.APPLICATION_TOLD_AGAIN, application, data)


def _state(application: Application) -> dict[str, Any]:
    return {
        "application_id": application.id,
        "region": application.region,
        "stage": application.stage,
        "since": application.stage_since.isoformat(),
    }


def _contact(application: Application) -> dict[str, str]:
    return {"name": application.name, "email": application.email}


def _told(event_type: EventType, application: Application, data: dict[str, Any]) -> Fact:
    return event_type.of(application.id, application.version, data, application.region)


PLAIN = (
    "version",
    "region",
    "name",
    "email",
    "why",
    "route",
    "profession",
    "sector",
    "organisation",
    "perspective",
    "submitted_at",
    "reviewer",
    "reason",
    "feedback",
    "member_id",
)
"""Fields that are kept as they are."""


def _to_document(application: Application) -> dict[str, Any]:
    document: dict[str, Any] = {
        "_id": application.id,
        "email_key": email_key(application.email),
        "stage": application.stage,
        "stage_since": application.stage_since,
        "history": [
            {"stage": step.stage, "at": step.at, "by": step.by, "note": step.note}
            for step in application.history
        ],
        "compact": {"version": application.compact.version, "at": application.compact.at}
        if application.compact
        else None,
        **{name: getattr(application, name) for name in PLAIN},
    }
    if application.is_open:
        document["open_key"] = email_key(application.email)
    return document


def _from_document(document: Mapping[str, Any]) -> Application:
    compact = document["compact"]
    return Application(
        id=document["_id"],
        history=_steps(document),
        compact=Acceptance(compact["version"], compact["at"]) if compact else None,
        **{name: document[name] for name in PLAIN},
    )


def _steps(document: Mapping[str, Any]) -> tuple[Step, ...]:
    return tuple(Step(step["stage"], step["at"], step["by"], step["note"]) for step in document["history"])
