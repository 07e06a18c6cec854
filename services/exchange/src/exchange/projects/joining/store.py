"""What we remember of requests to join, until some time after they were answered."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from exchange.projects.joining.domain import WAITING, JoinRequest
from exchange.refusal import Refusal

REQUESTS = "project_join_requests"


class JoinStore:
    """Requests by project and by member; one of a member waits at a project at a time."""

    INDEXES: tuple[Index, ...] = (
        Index(REQUESTS, ("project_id", "state", "-asked_at", "-_id")),
        Index(REQUESTS, ("member_id", "-asked_at", "-_id")),
        Index(REQUESTS, ("waits_at",), unique=True, sparse=True),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def requests(self) -> Any:
        return self.work.collection(REQUESTS)

    def get(self, request_id: str) -> JoinRequest | None:
        row = self.requests.find_one({"_id": {"$eq": request_id}})
        return _of(row) if row is not None else None

    def of_project(self, project_id: str, state: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """A page of one state, the newest first."""
        where = {"project_id": {"$eq": project_id}, "state": {"$eq": state}}
        return cut(self.requests, where, order=("asked_at", -1), asked=asked, shape=_of)

    def waiting_at(self, project_id: str) -> list[JoinRequest]:
        """All that wait for an answer there: as many as members asked, one each."""
        where = {"project_id": {"$eq": project_id}, "state": {"$eq": WAITING}}
        return [_of(row) for row in self.requests.find(where)]

    def of_member(self, member_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        where = {"member_id": {"$eq": member_id}}
        return cut(self.requests, where, order=("asked_at", -1), asked=asked, shape=_of)

    def save(self, request: JoinRequest, facts: Iterable[Fact] = ()) -> None:
        """Refused: ``stale_version``, ``join_asked_already``."""
        row = asdict(request)
        if request.is_waiting:
            row["waits_at"] = f"{request.project_id}|{request.member_id}"
        try:
            self.work.save(REQUESTS, {"_id": row.pop("id"), **row})
        except DuplicateKeyError:
            raise Refusal("join_asked_already") from None
        self.work.publish(facts)

    def remove(self, request_id: str) -> None:
        self.requests.delete_one({"_id": {"$eq": request_id}})

    def forget(self, member_id: str) -> None:
        """All that somebody who left Q asked."""
        self.requests.delete_many({"member_id": {"$eq": member_id}})


def _of(row: Mapping[str, Any]) -> JoinRequest:
    said = {name: value for name, value in row.items() if name not in ("_id", "waits_at")}
    return JoinRequest(id=row["_id"], **said)
