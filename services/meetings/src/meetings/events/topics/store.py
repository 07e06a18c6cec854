"""What we remember of the topics that members ask for."""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from meetings.events.topics.domain import TopicRequest

COLLECTION = "topic_requests"


class TopicStore:
    """Topics by id, and by region and state, those with most support first."""

    INDEXES: tuple[Index, ...] = (Index(COLLECTION, ("region", "state", "support", "_id")),)

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def topics(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, topic_id: str) -> TopicRequest | None:
        row = self.topics.find_one({"_id": {"$eq": topic_id}})
        return _from_row(row) if row is not None else None

    def page(self, region: str, state: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """A region's topics in one state, those with most support first."""
        where = {"region": {"$eq": region}, "state": {"$eq": state}}
        return cut(self.topics, where, order=("support", -1), asked=asked, shape=_from_row)

    def save(self, request: TopicRequest, facts: Iterable[Fact] = ()) -> None:
        self.work.save(COLLECTION, _to_row(request))
        self.work.publish(facts)


PLAIN = ("version", "region", "topic", "asked_at", "state", "event_id")


def _to_row(request: TopicRequest) -> dict[str, Any]:
    return {
        "_id": request.id,
        "supporters": list(request.supporters),
        "support": request.support,
        **{name: getattr(request, name) for name in PLAIN},
    }


def _from_row(row: Mapping[str, Any]) -> TopicRequest:
    return TopicRequest(
        id=row["_id"], supporters=tuple(row["supporters"]), **{name: row[name] for name in PLAIN}
    )
