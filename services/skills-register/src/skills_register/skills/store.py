"""What we remember of members' skills: a row for each member and skill, with all that a search filters by."""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from contracts.refusals import Refused
from skills_register.refusal import Refusal
from skills_register.skills.domain import Availability, Endorsement, Entry, Profile
from skills_register.skills.facts import facts_of
from skills_register.skills.places import Place, Spot

PROFILES, ENTRIES, ENDORSEMENTS = "skill_profiles", "skill_entries", "skill_endorsements"


class SkillStore:
    """Profiles by member; entries by member and skill; endorsements by entry and by giver."""

    INDEXES: tuple[Index, ...] = (
        Index(ENTRIES, ("member_id", "skill"), unique=True),
        Index(ENDORSEMENTS, ("entry_id", "at", "_id")),
        Index(ENDORSEMENTS, ("member_id",)),
        Index(ENDORSEMENTS, ("giver_id",), sparse=True),
        # One of each giver for each skill; the field goes when the giver leaves, so that theirs stay.
        Index(ENDORSEMENTS, ("pair",), unique=True, sparse=True),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def profiles(self) -> Any:
        return self.work.collection(PROFILES)

    @property
    def entries(self) -> Any:
        return self.work.collection(ENTRIES)

    @property
    def endorsements(self) -> Any:
        return self.work.collection(ENDORSEMENTS)

    def profile(self, member_id: str) -> Profile | None:
        row = self.profiles.find_one({"_id": {"$eq": member_id}})
        return _profile(row) if row is not None else None

    def several_profiles(self, member_ids: Iterable[str]) -> dict[str, Profile]:
        rows = self.profiles.find({"_id": {"$in": sorted(set(member_ids))}})
        return {row["_id"]: _profile(row) for row in rows}

    def entry(self, entry_id: str) -> Entry | None:
        row = self.entries.find_one({"_id": {"$eq": entry_id}})
        return entry_from(row) if row is not None else None

    def entries_of(self, member_id: str) -> list[Entry]:
        """All skills of a member, in the order in which they were added."""
        rows = self.entries.find({"member_id": {"$eq": member_id}})
        return sorted(map(entry_from, rows), key=lambda each: each.id)

    def save_profile(self, profile: Profile) -> None:
        """Refused: ``stale_version``."""
        try:
            self.work.save(PROFILES, profile_row(profile))
        except DuplicateKeyError:
            raise Refused("stale_version") from None

    def save(self, entry: Entry, profile: Profile, facts: Iterable[Fact] = ()) -> None:
        """Refused: ``skill_listed_already``, ``stale_version``."""
        try:
            self.work.save(ENTRIES, entry_row(entry, profile))
        except DuplicateKeyError:
            raise Refusal("skill_listed_already") from None
        self.work.publish(facts)

    def remove(self, entry: Entry) -> None:
        """With what others said of it."""
        self.endorsements.delete_many({"entry_id": {"$eq": entry.id}})
        self.entries.delete_one({"_id": {"$eq": entry.id}})

    def endorsement(self, endorsement_id: str) -> Endorsement | None:
        row = self.endorsements.find_one({"_id": {"$eq": endorsement_id}})
        return _endorsement(row) if row is not None else None

    def endorsements_of(self, entry_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """The newest first."""
        where = {"entry_id": {"$eq": entry_id}}
        return cut(self.endorsements, where, order=("at", -1), asked=asked, shape=_endorsement)

    def add_endorsement(self, endorsement: Endorsement, facts: Iterable[Fact] = ()) -> None:
        """Refused: ``endorsed_already``."""
        try:
            self.work.save(ENDORSEMENTS, _endorsement_row(endorsement))
        except DuplicateKeyError:
            raise Refusal("endorsed_already") from None
        self.work.publish(facts)

    def remove_endorsement(self, endorsement: Endorsement) -> None:
        self.endorsements.delete_one({"_id": {"$eq": endorsement.id}})

    def forget(self, member_id: str) -> None:
        """All of a member's own goes; what they said of others stays, without who said it."""
        mine = {"member_id": {"$eq": member_id}}
        self.endorsements.delete_many(mine)
        self.entries.delete_many(mine)
        self.profiles.delete_one({"_id": {"$eq": member_id}})
        self.endorsements.update_many(
            {"giver_id": {"$eq": member_id}}, {"$unset": {"giver_id": "", "pair": ""}, "$inc": {"version": 1}}
        )


KEPT = (
    "version",
    "member_id",
    "skill",
    "level",
    "evidence",
    "link",
    "added_at",
    "confirmed_at",
    "stale_from",
    "is_prompted",
    "endorsements",
)


def entry_row(entry: Entry, profile: Profile) -> dict[str, Any]:
    """The entry, what searches filter it by, and where it lies as a point."""
    facts = facts_of(entry, profile).plain()
    facts.pop("entry_id")
    row = {"_id": entry.id, **facts, **{name: getattr(entry, name) for name in KEPT}}
    if profile.place is not None:
        spot = profile.place.spot
        row["location"] = {"type": "Point", "coordinates": [spot.longitude, spot.latitude]}
    return row


def entry_from(row: Mapping[str, Any]) -> Entry:
    return Entry(id=row["_id"], **{name: row[name] for name in KEPT})


def profile_row(profile: Profile) -> dict[str, Any]:
    """The page, with its place as it was when it was said."""
    place, said = profile.place, profile.availability
    return {
        "_id": profile.member_id,
        "version": profile.version,
        "region": profile.region,
        "visibility": profile.visibility,
        "agreed_at": profile.agreed_at,
        "shown_name": profile.shown_name,
        "system": profile.system,
        "is_active": profile.is_active,
        "place": {"district": place.district, **vars(place.spot)} if place else None,
        "availability": {
            "hours": said.hours,
            "months": list(said.months),
            "weekdays": list(said.weekdays),
        }
        if said
        else None,
    }


def _profile(row: Mapping[str, Any]) -> Profile:
    place, said = row["place"], row["availability"]
    names = ("version", "region", "visibility", "agreed_at", "shown_name", "system", "is_active")
    return Profile(
        member_id=row["_id"],
        place=_place(place) if place else None,
        availability=Availability(said["hours"], tuple(said["months"]), tuple(said["weekdays"]))
        if said
        else None,
        **{name: row[name] for name in names},
    )


def _place(row: Mapping[str, Any]) -> Place:
    names = ("code", "name", "latitude", "longitude", "within")
    return Place(row["district"], Spot(**{name: row[name] for name in names}))


def _endorsement_row(endorsement: Endorsement) -> dict[str, Any]:
    return {
        "_id": endorsement.id,
        "version": endorsement.version,
        "entry_id": endorsement.entry_id,
        "member_id": endorsement.member_id,
        "giver_id": endorsement.giver_id,
        "pair": f"{endorsement.entry_id}:{endorsement.giver_id}",
        "words": endorsement.words,
        "at": endorsement.at,
    }


def _endorsement(row: Mapping[str, Any]) -> Endorsement:
    return Endorsement(
        id=row["_id"],
        version=row["version"],
        entry_id=row["entry_id"],
        member_id=row["member_id"],
        giver_id=row.get("giver_id"),
        words=row["words"],
        at=row["at"],
    )
