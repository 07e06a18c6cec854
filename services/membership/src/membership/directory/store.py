"""How members are found: by what the reader may see, or by region for those who keep the register."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from chassis.mongo import Index
from chassis.paging import cut
from membership.directory.domain import AUDIENCES, MEMBERS, PUBLIC, REGION, Reader, word_token, words_of
from membership.members.domain import ACTIVE, PAUSED
from membership.members.store import COLLECTION, MemberStore, from_document


class Directory(MemberStore):
    """The register with its lists: pages of members in the order of their names."""

    INDEXES: tuple[Index, ...] = (
        *MemberStore.INDEXES,
        Index(COLLECTION, ("status", "name_key", "_id")),
        Index(COLLECTION, ("region", "status", "name_key", "_id")),
        *(Index(COLLECTION, (f"directory.{audience}", "name_key", "_id")) for audience in AUDIENCES),
    )

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
        return cut(self.members, where, order=("name_key", 1), asked=asked, shape=from_document)

    def belonging(self, regions: frozenset[str] | None, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Active and paused members, of these regions or (None) of all."""
        where: dict[str, Any] = {"status": {"$in": [ACTIVE, PAUSED]}}
        if regions is not None:
            where["region"] = {"$in": sorted(regions)}
        return cut(self.members, where, order=("name_key", 1), asked=asked, shape=from_document)


def _outer(reader: Reader) -> str:
    return MEMBERS if reader.is_member else PUBLIC


def _all_of(audience: str, wanted: list[dict[str, Any]], *also: dict[str, Any]) -> dict[str, Any]:
    return {"$and": [{f"directory.{audience}": each} for each in wanted] + list(also)}
