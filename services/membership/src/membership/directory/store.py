"""How members are found: by what the reader may see, or by region for those who keep the register."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from membership.directory.domain import AUDIENCES, MEMBERS, PUBLIC, REGION, Reader, word_token, words_of
from membership.members.store import COLLECTION, from_document


class Directory:
    """Pages of members in the order of their names."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("status", "name_key", "_id")),
        Index(COLLECTION, ("region", "status", "name_key", "_id")),
        *(Index(COLLECTION, (f"directory.{audience}", "name_key", "_id")) for audience in AUDIENCES),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    def search(
        self, reader: Reader, tokens: Sequence[str], text: str, asked: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Members found only by what this reader may see of them; ``text`` matches words' beginnings."""
        wanted: list[dict[str, Any]] = [{"$eq": token} for token in tokens]
        wanted += [{"$regex": f"^{re.escape(word_token(word))}"} for word in words_of(text)]
        if reader.everywhere:
            where = _all_of(REGION, wanted)
        elif reader.regions:
            inner = _all_of(REGION, wanted, {"region": {"$in": sorted(reader.regions)}})
            where = {"$or": [_all_of(_outer(reader), wanted), inner]}
        else:
            where = _all_of(_outer(reader), wanted)
        members = self.work.collection(COLLECTION)
        return cut(members, where, order=("name_key", 1), asked=asked, shape=from_document)

    def belonging(self, region: str | None, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Active and paused members, of one region or of all."""
        where: dict[str, Any] = {"status": {"$in": ["active", "paused"]}}
        if region is not None:
            where["region"] = {"$eq": region}
        members = self.work.collection(COLLECTION)
        return cut(members, where, order=("name_key", 1), asked=asked, shape=from_document)


def _outer(reader: Reader) -> str:
    return MEMBERS if reader.is_member else PUBLIC


def _all_of(audience: str, wanted: list[dict[str, Any]], *also: dict[str, Any]) -> dict[str, Any]:
    return {"$and": [{f"directory.{audience}": each} for each in wanted] + list(also)}
