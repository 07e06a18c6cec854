"""What we remember of members, and the facts that their changes are."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from contracts import membership as published
from contracts.events import Fact
from membership.directory.domain import AUDIENCES, name_key, tokens_for
from membership.members.domain import (
    FOUNDING,
    Acceptance,
    Connector,
    Member,
    Role,
    Standing,
    Stay,
    email_key,
    roles_held,
)
from membership.refusal import Refusal

COLLECTION = "members"


class MemberStore:
    """The register: one document per person, found by id, address, region and day."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("email_key",), unique=True),
        Index(COLLECTION, ("home_regions.region", "home_regions.from")),
        Index(COLLECTION, ("home_regions.from",)),
        Index(COLLECTION, ("cohort", "home_regions.region")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def members(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, member_id: str) -> Member | None:
        # A bare id takes the server's short way to a document; an operator would go through its planner.
        return _read(self.members.find_one({"_id": str(member_id)}))

    def several(self, member_ids: Iterable[str]) -> dict[str, Member]:
        """The members of these ids, by id; whoever is unknown is not among them."""
        wanted = sorted(set(member_ids))
        if len(wanted) == 1:
            only = self.get(wanted[0])
            return {only.id: only} if only is not None else {}
        found = self.members.find({"_id": {"$in": wanted}})
        return {document["_id"]: from_document(document) for document in found}

    def by_email(self, email: str) -> Member | None:
        """The one record with this address, whoever wrote it in capitals; also somebody who left."""
        return _read(self.members.find_one({"email_key": {"$eq": email_key(email)}}))

    def save(self, member: Member, facts: Iterable[Fact] = ()) -> None:
        """Write the state and its facts. Refused: ``email_taken``, ``stale_version``."""
        try:
            self.work.save(COLLECTION, to_document(member))
        except DuplicateKeyError:
            raise Refusal("email_taken") from None
        self.work.publish(facts)

    # Figures over dates: a stay counts from its first day until the day before it ends.

    def count_on(self, region: str, on: date) -> int:
        """Members at home in ``region`` on that day (joined by then, not yet left)."""
        here = {"region": {"$eq": region}, **_lasting(on)}
        return int(self.members.count_documents({"home_regions": {"$elemMatch": here}}))

    def count_all_on(self, on: date) -> int:
        """Members of the whole community on that day."""
        return int(self.members.count_documents({"home_regions": {"$elemMatch": _lasting(on)}}))

    def count_founders(self, region: str | None = None) -> int:
        """Founders by the region in which they began; of the whole community without a region."""
        where: dict[str, Any] = {"cohort": {"$eq": FOUNDING}}
        if region is not None:
            where["home_regions.0.region"] = {"$eq": region}
        return int(self.members.count_documents(where))

    def current_facts(self, after_id: str | None, limit: int) -> tuple[list[Fact], str | None]:
        """The present state of up to ``limit`` members, and the id to go on after (None: all told)."""
        found = self.members.find({"_id": {"$gt": after_id or ""}}).sort("_id", 1).limit(limit)
        told = [from_document(document) for document in found]
        facts = [fact for member in told for fact in state_facts(member)]
        return facts, told[-1].id if len(told) == limit else None


def _lasting(on: date) -> dict[str, Any]:
    day = on.isoformat()
    return {"from": {"$lte": day}, "$or": [{"until": {"$eq": None}}, {"until": {"$gt": day}}]}


# Facts


def joined_facts(member: Member, route: str) -> list[Fact]:
    """Somebody belongs now; ``route`` is "application" or "import"."""
    return [_told(published.MEMBER_JOINED, member, {**_state(member), "route": route}), _contact(member)]


def changed_facts(before: Member, after: Member) -> list[Fact]:
    """What one saved change tells the others: the state, and the contact, roles, scope if they differ."""
    if after is before:
        return []
    left = before.belongs and not after.belongs
    facts = [_told(published.MEMBER_LEFT if left else published.MEMBER_CHANGED, after, _state(after))]
    if after.belongs and (before.name, before.email) != (after.name, after.email):
        facts.append(_contact(after))
    facts.extend(_role_facts(before, after))
    if before.connector != after.connector:
        facts.append(_connector_fact(after))
    return facts


def state_facts(member: Member) -> list[Fact]:
    """The present state, told again for a new listener."""
    if not member.belongs:
        return [_told(published.MEMBER_LEFT, member, _state(member))]
    facts = [_told(published.MEMBER_CHANGED, member, _state(member)), _contact(member)]
    return [*facts, _connector_fact(member)] if member.connector else facts


def compact_accepted_fact(member: Member) -> Fact:
    standing = member.compact
    accepted_at = standing.accepted_at.isoformat() if standing.accepted_at else None
    data = {"member_id": member.id, "compact_version": standing.version, "accepted_at": accepted_at}
    return _told(published.COMPACT_ACCEPTED, member, data)


def compact_prompted_fact(member: Member) -> Fact:
    standing = member.compact
    grace_until = standing.grace_until.isoformat() if standing.grace_until else None
    data = {"member_id": member.id, "compact_version": standing.prompted_for, "grace_until": grace_until}
    return _told(published.COMPACT_PROMPTED, member, data)


def _state(member: Member) -> dict[str, Any]:
    return {
        "member_id": member.id,
        "version": member.version,
        "region": member.region,
        "status": member.status,
        "cohort": member.cohort,
        "joined": member.joined.isoformat(),
        "left": member.left.isoformat() if member.left else None,
        "roles": [{"role": held.role, "region": held.region} for held in roles_held(member)],
    }


def _contact(member: Member) -> Fact:
    data = {"member_id": member.id, "name": member.name, "email": member.email}
    return _told(published.MEMBER_CONTACT_CHANGED, member, data)


def _connector_fact(member: Member) -> Fact:
    data = {"member_id": member.id, "connector": _connector_document(member.connector)}
    return _told(published.CONNECTOR_CHANGED, member, data)


def _role_facts(before: Member, after: Member) -> list[Fact]:
    had = {(held.role, held.region) for held in roles_held(before)}
    has = {(held.role, held.region) for held in roles_held(after)}
    changes = [(pair, True) for pair in sorted(has - had, key=str)]
    changes += [(pair, False) for pair in sorted(had - has, key=str)]
    return [
        _told(
            published.ROLE_CHANGED,
            after,
            {"member_id": after.id, "role": role, "region": region, "held": held},
        )
        for (role, region), held in changes
    ]


def _told(event_type: Any, member: Member, data: dict[str, Any]) -> Fact:
    return event_type.of(member.id, member.version, data, member.region)  # type: ignore[no-any-return]


# Documents


def to_document(member: Member) -> dict[str, Any]:
    """The member as it is kept; dates of the community are text, so that they compare as days."""
    standing = member.compact
    return {
        "_id": member.id,
        "version": member.version,
        "name": member.name,
        "name_key": name_key(member.name),
        "directory": {audience: tokens_for(member, audience) for audience in AUDIENCES},
        "email": member.email,
        "email_key": email_key(member.email),
        "region": member.region,
        "home_regions": [
            {"region": stay.region, "from": stay.since.isoformat(), "until": _iso(stay.until)}
            for stay in member.home_regions
        ],
        "cohort": member.cohort,
        "joined": member.joined.isoformat(),
        "joined_by": member.joined_by,
        "left": _iso(member.left),
        "status": member.status,
        "profession": member.profession,
        "sector": member.sector,
        "organisation": member.organisation,
        "system": member.system,
        "perspective": member.perspective,
        "about": member.about,
        "interests": list(member.interests),
        "visibility": dict(member.visibility),
        "compact": {
            "version": standing.version,
            "accepted_at": standing.accepted_at,
            "prompted_for": standing.prompted_for,
            "grace_until": standing.grace_until,
            "history": [{"version": kept.version, "at": kept.at} for kept in standing.history],
        },
        "roles": [
            {
                "role": held.role,
                "region": held.region,
                "from": held.since.isoformat(),
                "until": _iso(held.until),
                "granted_by": held.granted_by,
            }
            for held in member.roles
        ],
        "connector": _connector_document(member.connector),
    }


def from_document(document: Mapping[str, Any]) -> Member:
    """The member that ``to_document`` kept."""
    compact, connector = document["compact"], document["connector"]
    return Member(
        id=document["_id"],
        home_regions=tuple(
            Stay(stay["region"], date.fromisoformat(stay["from"]), _day(stay["until"]))
            for stay in document["home_regions"]
        ),
        joined=date.fromisoformat(document["joined"]),
        left=_day(document["left"]),
        interests=tuple(document["interests"]),
        visibility=dict(document["visibility"]),
        compact=Standing(
            compact["version"],
            compact["accepted_at"],
            compact["prompted_for"],
            compact["grace_until"],
            tuple(Acceptance(kept["version"], kept["at"]) for kept in compact["history"]),
        ),
        roles=tuple(
            Role(
                held["role"],
                held["region"],
                date.fromisoformat(held["from"]),
                _day(held["until"]),
                held["granted_by"],
            )
            for held in document["roles"]
        ),
        connector=Connector(
            tuple(connector["regions"]), tuple(connector["topics"]), date.fromisoformat(connector["since"])
        )
        if connector
        else None,
        **{name: document[name] for name in PLAIN},
    )


PLAIN = (
    "version",
    "name",
    "email",
    "region",
    "cohort",
    "joined_by",
    "status",
    "profession",
    "sector",
    "organisation",
    "system",
    "perspective",
    "about",
)
"""Fields that are kept as they are."""


def _read(document: Mapping[str, Any] | None) -> Member | None:
    return from_document(document) if document is not None else None


def _connector_document(connector: Connector | None) -> dict[str, Any] | None:
    if connector is None:
        return None
    return {
        "regions": list(connector.regions),
        "topics": list(connector.topics),
        "since": connector.since.isoformat(),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
