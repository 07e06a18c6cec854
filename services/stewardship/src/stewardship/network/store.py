"""What we remember of groups: one document a region, and the places that pilots take."""

from collections.abc import Mapping
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from commons.rough_dates import RoughDate
from contracts.events import Fact
from contracts.stewardship import GROUP_CHANGED
from stewardship.network.domain import Clock, Group, Pilot, Report, Step
from stewardship.refusal import Refusal

COLLECTION = "groups"
PLACES = "pilot_places"
ONLY = "pilots"
"""There is one document of places, so that two regions never take the last one at once."""


class NetworkStore:
    """Groups by region; they are as few as the regions, so the list comes whole."""

    INDEXES: tuple[Index, ...] = ()

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def groups(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, region: str) -> Group | None:
        document = self.groups.find_one({"_id": {"$eq": region}})
        return _from_document(document) if document is not None else None

    def several(self, regions: list[str]) -> dict[str, Group]:
        """The groups there are of these regions, by region."""
        found = self.groups.find({"_id": {"$in": list(regions)}})
        return {document["_id"]: _from_document(document) for document in found}

    def current_facts(self) -> list[Fact]:
        """The present state of every group, told again."""
        groups = map(_from_document, self.groups.find({}).sort("_id", 1))
        return [fact for group in groups for fact in facts_of(None, group)]

    def save(self, before: Group | None, after: Group) -> None:
        """Write the state, and tell what changed. Refused: ``group_exists``, ``stale_version``."""
        try:
            self.work.save(COLLECTION, _to_document(after))
        except DuplicateKeyError:
            raise Refusal("group_exists") from None
        self.work.publish(facts_of(before, after))

    def take_pilot_place(self, region: str) -> list[str]:
        """Enter a region among the pilots; every region that is there now, this one included."""
        # One document: of two regions that come at once, MongoDB lets one wait and look again.
        places = self.work.collection(PLACES)
        places.update_one({"_id": {"$eq": ONLY}}, {"$addToSet": {"regions": region}}, upsert=True)
        return list(places.find_one({"_id": {"$eq": ONLY}})["regions"])


def facts_of(before: Group | None, after: Group) -> list[Fact]:
    """Other contexts hear of a status and a stage, not of descriptions and clocks."""
    if before is not None and (before.status, before.stage) == (after.status, after.stage):
        return []
    state = {
        "region": after.region,
        "status": after.status,
        "stage": after.stage,
        "version": after.version,
    }
    return [GROUP_CHANGED.of(after.region, after.version, state, after.region)]


def _to_document(group: Group) -> dict[str, Any]:
    return {
        "_id": group.region,
        "version": group.version,
        "steps": [_step_row(step) for step in group.steps],
        "about": group.about,
        "sponsors": list(group.sponsors),
        "partners": list(group.partners),
        "pilot": _pilot_row(group.pilot) if group.pilot else None,
    }


def _pilot_row(pilot: Pilot) -> dict[str, Any]:
    return {
        "steps": [_step_row(step) for step in pilot.steps],
        "term": _clock_row(pilot.term),
        "cycle": _clock_row(pilot.cycle),
        "reports": [
            {"id": each.id, "title": each.title, "published": each.published.text, "link": each.link}
            for each in pilot.reports
        ],
    }


def _step_row(step: Step) -> dict[str, Any]:
    return {"what": step.what, "on": step.on.text, "at": step.at, "by": step.by, "note": step.note}


def _clock_row(clock: Clock | None) -> dict[str, Any] | None:
    if clock is None:
        return None
    return {"starts": clock.starts.text, "ends": clock.ends.text if clock.ends else None}


def _from_document(document: Mapping[str, Any]) -> Group:
    return Group(
        region=document["_id"],
        version=document["version"],
        steps=_steps(document),
        about=document["about"],
        sponsors=tuple(document["sponsors"]),
        partners=tuple(document["partners"]),
        pilot=_pilot(document["pilot"]) if document["pilot"] else None,
    )


def _pilot(row: Mapping[str, Any]) -> Pilot:
    return Pilot(
        steps=_steps(row),
        term=_clock(row["term"]),
        cycle=_clock(row["cycle"]),
        reports=tuple(
            Report(each["id"], each["title"], RoughDate(each["published"]), each["link"])
            for each in row["reports"]
        ),
    )


def _steps(row: Mapping[str, Any]) -> tuple[Step, ...]:
    return tuple(
        Step(each["what"], RoughDate(each["on"]), each["at"], each["by"], each["note"])
        for each in row["steps"]
    )


def _clock(row: Mapping[str, Any] | None) -> Clock | None:
    if row is None:
        return None
    return Clock(RoughDate(row["starts"]), RoughDate(row["ends"]) if row["ends"] else None)
