"""What we remember of minutes: their states and days, and the public text of each edition.

Nothing here was ever closed: drafts and closed parts are kept by ``drafts/store.py``, beside this database.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from meetings.minutes.domain import Minutes, Published
from meetings.minutes.drafts.store import DraftStore
from meetings.minutes.editions import Edition, Passage, words_of

COLLECTION = "minutes"
EDITIONS = "minutes_editions"
FIRST = datetime(1970, 1, 1, tzinfo=UTC)


class MinutesStore:
    """Minutes by meeting; published ones by region, by day, by word and by when they changed.

    ``listed_day`` and ``changed_at`` stand in a row from the first edition on, so lists of published
    minutes need no other filter.
    """

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("listed_day", "_id")),
        Index(COLLECTION, ("region", "listed_day", "_id")),
        Index(COLLECTION, ("words", "listed_day", "_id")),
        Index(COLLECTION, ("region", "words", "listed_day", "_id")),
        Index(COLLECTION, ("changed_at", "_id")),
        Index(COLLECTION, ("region", "changed_at", "_id")),
        Index(EDITIONS, ("meeting_id", "number"), unique=True),
        *DraftStore.INDEXES,
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def minutes(self) -> Any:
        return self.work.collection(COLLECTION)

    @property
    def editions(self) -> Any:
        return self.work.collection(EDITIONS)

    def get(self, meeting_id: str) -> Minutes | None:
        row = self.minutes.find_one({"_id": {"$eq": meeting_id}}, {"words": 0})
        return _from_row(row) if row is not None else None

    def several(self, meeting_ids: Iterable[str]) -> dict[str, Minutes]:
        """The minutes of those of these meetings that have any, by meeting."""
        rows = self.minutes.find({"_id": {"$in": sorted(set(meeting_ids))}}, {"words": 0})
        return {row["_id"]: _from_row(row) for row in rows}

    def save(self, minutes: Minutes, facts: Iterable[Fact] = ()) -> None:
        """Write a state without words of its own: those by which it is found stay."""
        words: list[str] = []
        if minutes.is_shown:
            known = self.minutes.find_one({"_id": {"$eq": minutes.id}}, {"words": 1})
            words = known.get("words", []) if known else []
        self._write(minutes, words, facts)

    def publish(self, minutes: Minutes, edition: Edition, facts: Iterable[Fact]) -> None:
        """Write the state with its new edition, by whose words it is found from now on.

        The public words of editions that were withdrawn are deleted.
        """
        self.editions.insert_one(_edition_row(edition))
        gone = [each.number for each in minutes.editions if each.withdrawn]
        if gone:
            self.editions.delete_many({"meeting_id": {"$eq": minutes.id}, "number": {"$in": gone}})
        self._write(minutes, list(words_of(edition)), facts)

    def edition(self, meeting_id: str, number: int) -> Edition | None:
        row = self.editions.find_one({"meeting_id": {"$eq": meeting_id}, "number": {"$eq": number}})
        return _edition(row) if row is not None else None

    def page(
        self, asked: Mapping[str, Any], *, region: str | None = None, words: Iterable[str] = ()
    ) -> dict[str, Any]:
        """Published minutes (of a region) that have all these words, the latest meeting first."""
        where: dict[str, Any] = {}
        if region is not None:
            where["region"] = {"$eq": region}
        wanted = sorted(words)
        if wanted:
            where["words"] = {"$all": wanted}
        where["listed_day"] = {"$gt": ""}
        return cut(self.minutes, where, order=("listed_day", -1), asked=asked, shape=_from_row)

    def latest(self, most: int, region: str | None = None) -> list[Minutes]:
        """Those that were published or corrected last, the newest first."""
        where: dict[str, Any] = {"changed_at": {"$gt": FIRST}}
        if region is not None:
            where = {"region": {"$eq": region}, **where}
        rows = self.minutes.find(where, {"words": 0}).sort([("changed_at", -1), ("_id", -1)]).limit(most)
        return [_from_row(row) for row in rows]

    def _write(self, minutes: Minutes, words: list[str], facts: Iterable[Fact]) -> None:
        row = _to_row(minutes)
        if minutes.latest is not None:
            row |= {
                "listed_day": minutes.day.isoformat(),
                "changed_at": minutes.latest.recorded_at,
                "words": words,
            }
        self.work.save(COLLECTION, row)
        self.work.publish(facts)


PLAIN = (
    "version", "region", "state", "started_by", "started_at", "submitted", "submitted_by", "submitted_at",
    "approved_by",
)  # fmt: skip
DAYS = ("due_on", "approved_on")
PUBLISHED = ("number", "recorded_at", "by", "note", "withdrawn")


def _to_row(minutes: Minutes) -> dict[str, Any]:
    return {
        "_id": minutes.id,
        "day": minutes.day.isoformat(),
        "editions": [
            {
                **{name: getattr(each, name) for name in PUBLISHED},
                "on": each.on.isoformat(),
                "approved_on": each.approved_on.isoformat(),
            }
            for each in minutes.editions
        ],
        **{name: _iso(getattr(minutes, name)) for name in DAYS},
        **{name: getattr(minutes, name) for name in PLAIN},
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None


def _from_row(row: Mapping[str, Any]) -> Minutes:
    kept: dict[str, Any] = {name: row[name] for name in PLAIN}
    kept |= {name: _day(row[name]) for name in DAYS}
    editions = tuple(
        Published(
            on=date.fromisoformat(each["on"]),
            approved_on=date.fromisoformat(each["approved_on"]),
            **{name: each[name] for name in PUBLISHED},
        )
        for each in row["editions"]
    )
    return Minutes(id=row["_id"], day=date.fromisoformat(row["day"]), editions=editions, **kept)


def _edition_row(edition: Edition) -> dict[str, Any]:
    return {
        "_id": f"{edition.meeting_id}:{edition.number}",
        "meeting_id": edition.meeting_id,
        "number": edition.number,
        "passages": [
            {"id": each.id, "heading": each.heading, "text": each.text, "item_id": each.item_id}
            for each in edition.passages
        ],
        "closed": list(edition.closed),
        "digest": edition.digest,
    }


def _edition(row: Mapping[str, Any]) -> Edition:
    passages = tuple(
        Passage(each["id"], each["heading"], each["text"], each["item_id"]) for each in row["passages"]
    )
    return Edition(row["meeting_id"], row["number"], passages, tuple(row["closed"]), row["digest"])
