"""What we remember of release requests and releases; a line manager's address apart, with its own end."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from contracts.refusals import Refused
from skills_register.placements.releasing.domain import WAITING, Answer, Ask, Release
from skills_register.placements.releasing.requests import OPEN, ReleaseRequest

REQUESTS, RELEASES, MANAGERS = "release_requests", "releases", "line_managers"
FORGET = "forget_line_manager"
"""Due work that forgets a line manager's address; its key is the release's id."""


class ReleaseStore:
    """Requests by concordat and organisation, releases by request, member, lender and link."""

    INDEXES: tuple[Index, ...] = (
        Index(REQUESTS, ("asked_at", "_id")),
        Index(REQUESTS, ("state", "asked_at", "_id")),
        Index(REQUESTS, ("concordat_id", "state", "asked_at", "_id")),
        Index(REQUESTS, ("organisation_id", "state", "asked_at", "_id")),
        # One release of a member for a request, whoever began it.
        Index(RELEASES, ("request_id", "member_id"), unique=True),
        Index(RELEASES, ("member_id", "changed_at", "_id")),
        Index(RELEASES, ("lender_id", "changed_at", "_id")),
        Index(RELEASES, ("ask_ids",)),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def requests(self) -> Any:
        return self.work.collection(REQUESTS)

    @property
    def releases(self) -> Any:
        return self.work.collection(RELEASES)

    @property
    def managers(self) -> Any:
        return self.work.collection(MANAGERS)

    def request(self, request_id: str) -> ReleaseRequest | None:
        row = self.requests.find_one({"_id": {"$eq": request_id}})
        return _request(row) if row is not None else None

    def several_requests(self, request_ids: Iterable[str]) -> dict[str, ReleaseRequest]:
        """Those of these that there are, by id."""
        rows = self.requests.find({"_id": {"$in": sorted(set(request_ids))}})
        return {row["_id"]: _request(row) for row in rows}

    def save_request(self, request: ReleaseRequest, facts: Iterable[Fact] = ()) -> None:
        """Refused: ``stale_version``."""
        self.work.save(REQUESTS, _request_row(request))
        self.work.publish(facts)

    def page_of_requests(
        self,
        asked: Mapping[str, Any],
        *,
        concordat_id: str | None = None,
        organisation_id: str | None = None,
        state: str | None = None,
    ) -> dict[str, Any]:
        """The newest first; under a concordat, of an organisation, in a state."""
        where = _wanted(concordat_id=concordat_id, organisation_id=organisation_id, state=state)
        return cut(self.requests, where, order=("asked_at", -1), asked=asked, shape=_request)

    def open_requests(
        self, *, concordat_id: str | None = None, organisation_id: str | None = None
    ) -> list[ReleaseRequest]:
        """All for which somebody is still looked for, under a concordat or of an organisation."""
        where = _wanted(concordat_id=concordat_id, organisation_id=organisation_id, state=OPEN)
        return [_request(row) for row in self.requests.find(where).sort("asked_at", 1)]

    def release(self, release_id: str) -> Release | None:
        row = self.releases.find_one({"_id": {"$eq": release_id}})
        return _release(row) if row is not None else None

    def several(self, release_ids: Iterable[str]) -> dict[str, Release]:
        """Those of these that there are, by id."""
        rows = self.releases.find({"_id": {"$in": sorted(set(release_ids))}})
        return {row["_id"]: _release(row) for row in rows}

    def release_of(self, request_id: str, member_id: str) -> Release | None:
        row = self.releases.find_one({"request_id": {"$eq": request_id}, "member_id": {"$eq": member_id}})
        return _release(row) if row is not None else None

    def behind_link(self, ask_id: str) -> Release | None:
        """The release that a line manager's link asks about."""
        row = self.releases.find_one({"ask_ids": {"$eq": ask_id}})
        return _release(row) if row is not None else None

    def releases_for(self, request_id: str) -> list[Release]:
        """Everybody who was invited or offered to help with this request, in the order of their ids."""
        rows = self.releases.find({"request_id": {"$eq": request_id}}).sort("member_id", 1)
        return [_release(row) for row in rows]

    def releases_of(self, member_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """A member's own, the one that moved last first."""
        where = {"member_id": {"$eq": member_id}}
        return cut(self.releases, where, order=("changed_at", -1), asked=asked, shape=_release)

    def lent_by(self, organisation_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Those of people whom this organisation employs, the one that moved last first."""
        where = {"lender_id": {"$eq": organisation_id}}
        return cut(self.releases, where, order=("changed_at", -1), asked=asked, shape=_release)

    def all_of(self, member_id: str) -> list[Release]:
        """Every release of a member: when they leave, each forgets how they are called."""
        return [_release(row) for row in self.releases.find({"member_id": {"$eq": member_id}})]

    def waiting_for(self, request_id: str) -> list[Release]:
        """Those of a request that may still be taken."""
        return [each for each in self.releases_for(request_id) if each.state in WAITING]

    def save(self, release: Release, facts: Iterable[Fact] = ()) -> None:
        """Refused: ``stale_version``, also when a member is invited and offers at the same moment."""
        try:
            self.work.save(RELEASES, _release_row(release))
        except DuplicateKeyError:
            raise Refused("stale_version") from None
        self.work.publish(facts)

    def keep_address(self, release_id: str, email: str, forget_at: datetime) -> None:
        """Where this release's line manager is reached, until ``forget_at``."""
        row = {"email": str(email), "forget_at": forget_at}
        self.managers.update_one({"_id": {"$eq": release_id}}, {"$set": row}, upsert=True)
        self.work.schedule(FORGET, release_id, forget_at)

    def address(self, release_id: str, now: datetime) -> str | None:
        """Where the line manager is reached; None once that is forgotten."""
        row = self.managers.find_one({"_id": {"$eq": release_id}})
        return str(row["email"]) if row is not None and row["forget_at"] > now else None

    def forget_address_at(self, release_id: str, forget_at: datetime) -> None:
        """Then, and not later, if it is known at all."""
        known = {"_id": {"$eq": release_id}}
        if self.managers.update_one(known, {"$set": {"forget_at": forget_at}}).matched_count:
            self.work.schedule(FORGET, release_id, forget_at)

    def forget_address(self, release_id: str) -> None:
        """At once; the due work that would do it finds nothing then."""
        self.managers.delete_one({"_id": {"$eq": release_id}})


def _wanted(**named: str | None) -> dict[str, Any]:
    return {name: {"$eq": value} for name, value in named.items() if value is not None}


REQUEST_FIELDS = (
    "version",
    "concordat_id",
    "organisation_id",
    "region",
    "need",
    "half_days",
    "where",
    "asked_by",
    "asked_at",
    "state",
    "agreed",
    "closed_why",
)


def _request_row(request: ReleaseRequest) -> dict[str, Any]:
    row: dict[str, Any] = {"_id": request.id, **{name: getattr(request, name) for name in REQUEST_FIELDS}}
    days = {name: getattr(request, name).isoformat() for name in ("starts_on", "ends_on")}
    return {**row, **days, "skills": list(request.skills)}


def _request(row: Mapping[str, Any]) -> ReleaseRequest:
    return ReleaseRequest(
        id=row["_id"],
        skills=tuple(row["skills"]),
        starts_on=date.fromisoformat(row["starts_on"]),
        ends_on=date.fromisoformat(row["ends_on"]),
        **{name: row[name] for name in REQUEST_FIELDS},
    )


RELEASE_FIELDS = (
    "version",
    "request_id",
    "concordat_id",
    "borrower_id",
    "member_id",
    "region",
    "state",
    "changed_at",
    "lender_id",
    "shown_name",
)


def _release_row(release: Release) -> dict[str, Any]:
    row: dict[str, Any] = {"_id": release.id, **{name: getattr(release, name) for name in RELEASE_FIELDS}}
    row["ask_ids"] = [each.id for each in release.asks]
    row["asks"] = [
        {**asdict(each), "starts_on": each.starts_on.isoformat(), "ends_on": each.ends_on.isoformat()}
        for each in release.asks
    ]
    row["answers"] = [{**asdict(each), "ends_on": each.ends_on.isoformat()} for each in release.answers]
    return row


def _release(row: Mapping[str, Any]) -> Release:
    return Release(
        id=row["_id"],
        asks=tuple(Ask(**_with_days(each, "starts_on", "ends_on")) for each in row["asks"]),
        answers=tuple(Answer(**_with_days(each, "ends_on")) for each in row["answers"]),
        **{name: row[name] for name in RELEASE_FIELDS},
    )


def _with_days(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {**row, **{name: date.fromisoformat(row[name]) for name in names}}
