"""What we remember of stakeholders and of other people's programmes."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from commons.rough_dates import RoughDate
from stewardship.alliances.domain import (
    Contact,
    Engagement,
    Initiative,
    Link,
    NextStep,
    Stakeholder,
    key_of,
)
from stewardship.refusal import Refusal

COLLECTION = "stakeholders"
INITIATIVES = "initiatives"
MOST_INITIATIVES = 500


class AllianceStore:
    """Stakeholders by id and region; programmes by id and name."""

    INDEXES: tuple[Index, ...] = (
        # Row 29: a body is there once in a region, a programme once for all.
        Index(COLLECTION, ("region", "key"), unique=True),
        Index(COLLECTION, ("region", "next_due", "_id"), sparse=True),
        Index(INITIATIVES, ("key",), unique=True),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def stakeholders(self) -> Any:
        return self.work.collection(COLLECTION)

    @property
    def initiatives(self) -> Any:
        return self.work.collection(INITIATIVES)

    def get(self, stakeholder_id: str) -> Stakeholder | None:
        row = self.stakeholders.find_one({"_id": {"$eq": stakeholder_id}})
        return _from_row(row) if row is not None else None

    def of_region(self, region: str) -> list[Stakeholder]:
        """A region's stakeholders by name."""
        rows = self.stakeholders.find({"region": {"$eq": region}}).sort("key", 1)
        return [_from_row(row) for row in rows]

    def organisations(self, region: str) -> list[str]:
        """The names of a region's stakeholders."""
        rows = self.stakeholders.find({"region": {"$eq": region}}, {"organisation": 1})
        return [row["organisation"] for row in rows]

    def with_next_step(self, regions: Iterable[str]) -> list[Stakeholder]:
        """Those with something to be done, of these regions, what is due first first."""
        rows = self.stakeholders.find({"region": {"$in": sorted(regions)}, "next_due": {"$exists": True}})
        return [_from_row(row) for row in rows.sort([("next_due", 1), ("_id", 1)])]

    def save(self, stakeholder: Stakeholder) -> None:
        """Refused: ``stakeholder_exists``, ``stale_version``."""
        try:
            self.work.save(COLLECTION, _to_row(stakeholder))
        except DuplicateKeyError:
            raise Refusal("stakeholder_exists") from None

    def initiative(self, initiative_id: str) -> Initiative | None:
        row = self.initiatives.find_one({"_id": {"$eq": initiative_id}})
        return _initiative(row) if row is not None else None

    def all_initiatives(self) -> list[Initiative]:
        """Every programme by name."""
        rows = self.initiatives.find({}).sort("key", 1).limit(MOST_INITIATIVES)
        return [_initiative(row) for row in rows]

    def save_initiative(self, initiative: Initiative) -> None:
        """Refused: ``initiative_listed``, ``stale_version``."""
        row = {
            "_id": initiative.id,
            "version": initiative.version,
            "key": key_of(initiative.name),
            "name": initiative.name,
            "about": initiative.about,
            "address": initiative.address,
            "links": [{"region": each.region, "how": each.how} for each in initiative.links],
        }
        try:
            self.work.save(INITIATIVES, row)
        except DuplicateKeyError:
            raise Refusal("initiative_listed") from None


def _to_row(stakeholder: Stakeholder) -> dict[str, Any]:
    contact, step = stakeholder.contact, stakeholder.next_step
    row: dict[str, Any] = {
        "_id": stakeholder.id,
        "version": stakeholder.version,
        "region": stakeholder.region,
        "organisation": stakeholder.organisation,
        "key": key_of(stakeholder.organisation),
        "kind": stakeholder.kind,
        "contact": {
            "role": contact.role,
            "point": contact.point,
            "consent_on": contact.consent_on.isoformat() if contact.consent_on else None,
        },
        "engagements": [
            {
                "id": each.id,
                "on": each.on.text,
                "topic": each.topic,
                "stance": each.stance,
                "summary": each.summary,
                "by": each.by,
            }
            for each in stakeholder.engagements
        ],
    }
    if step is not None:
        row.update(next_step=step.text, next_due=step.due.isoformat())
    return row


def _from_row(row: Mapping[str, Any]) -> Stakeholder:
    contact = row["contact"]
    consent = contact["consent_on"]
    return Stakeholder(
        id=row["_id"],
        version=row["version"],
        region=row["region"],
        organisation=row["organisation"],
        kind=row["kind"],
        contact=Contact(contact["role"], contact["point"], date.fromisoformat(consent) if consent else None),
        engagements=tuple(
            Engagement(
                each["id"],
                RoughDate(each["on"]),
                each["topic"],
                each["stance"],
                each["summary"],
                each["by"],
            )
            for each in row["engagements"]
        ),
        next_step=NextStep(row["next_step"], date.fromisoformat(row["next_due"]))
        if "next_due" in row
        else None,
    )


def _initiative(row: Mapping[str, Any]) -> Initiative:
    links = tuple(Link(each["region"], each["how"]) for each in row["links"])
    return Initiative(row["_id"], row["version"], row["name"], row["about"], row["address"], links)
