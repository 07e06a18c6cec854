"""Who a member is now: a copy of what membership says, believed for a minute."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from contracts.refusals import CODES, Refused
from gateway.signin.short_memory import SHORT, ShortMemory

OFFICERS = frozenset({"coordinator", "convenor", "national_team", "operator"})
"""Roles that need a second factor: coordinators and above."""

BELIEVED = timedelta(seconds=60)  # a revoked role ends this soon
OFFICERS_BELIEVED = timedelta(minutes=15)  # while membership does not answer, powers end this soon
ASK_AGAIN = timedelta(seconds=20)  # how long we spare a membership that did not answer

Identify = Callable[[str], Mapping[str, Any]]
"""Member id -> ``{id, email, region, status, roles}``, or refuses ``not_found``."""


def is_officer_role(role: str) -> bool:
    return role.partition(":")[0] in OFFICERS


def without_office(roles: frozenset[str]) -> frozenset[str]:
    """The roles that need no second factor and no ``admin`` scope."""
    return frozenset(role for role in roles if not is_officer_role(role))


@dataclass(frozen=True)
class Person:
    """A member who may sign in, as of ``read_at``.

    No name, no address: those stay in membership. ``address`` is a keyed fingerprint of the
    e-mail address, by which a known browser is recognised.
    """

    id: str
    roles: frozenset[str]
    region: str | None
    address: str
    read_at: datetime

    @property
    def is_officer(self) -> bool:
        return any(is_officer_role(role) for role in self.roles)


class People:
    """The copy, in the gateway's database, shared by all workers."""

    def __init__(self, database: Any, identify: Identify, fingerprint: Callable[[str], str]) -> None:
        self._people = database["people"]
        self._fingerprint = fingerprint
        self._identify = identify
        self._memory: ShortMemory[Person] = ShortMemory()

    def address_of(self, email: str) -> str:
        """What stands for this address in the copy and in a browser's mark."""
        return self._fingerprint(email)

    def person(self, member_id: str, now: datetime) -> Person | None:
        """The member, or None when there is none who may sign in.

        When membership does not answer, the last copy stands, without its officer roles after
        ``OFFICERS_BELIEVED``; with no copy the refusal (``temporarily_unavailable``) goes through.
        """
        remembered = self._memory.recall(member_id, now)
        if remembered is not None:
            return remembered
        copy = self._copy(member_id)
        if copy is not None and now - copy.read_at < BELIEVED:
            return self._memory.keep(member_id, copy, now)
        try:
            return self.ask(member_id, now)
        except Refused as no:
            if copy is None or CODES[no.code].status < 500:
                raise
        known = (
            copy
            if now - copy.read_at < OFFICERS_BELIEVED
            else replace(copy, roles=without_office(copy.roles))
        )
        return self._memory.keep(member_id, known, now, ASK_AGAIN)

    def ask(self, member_id: str, now: datetime) -> Person | None:
        """The member as membership says this moment; None when unknown or gone."""
        try:
            answer = self._identify(member_id)
        except Refused as no:
            if no.code != "not_found":
                raise
            answer = {"status": "left"}
        if answer["status"] == "left":
            self._forget(member_id)
            return None
        roles = frozenset(answer["roles"])
        address = self._fingerprint(answer["email"])
        person = Person(answer["id"], roles, answer.get("region"), address, now)
        copy = {"roles": sorted(roles), "region": person.region, "address": address, "read_at": now}
        self._people.update_one({"_id": {"$eq": person.id}}, {"$set": copy}, upsert=True)
        return self._memory.keep(person.id, person, now, SHORT)

    def _copy(self, member_id: str) -> Person | None:
        row = self._people.find_one({"_id": {"$eq": member_id}})
        if row is None:
            return None
        return Person(row["_id"], frozenset(row["roles"]), row["region"], row["address"], row["read_at"])

    def _forget(self, member_id: str) -> None:
        self._people.delete_one({"_id": {"$eq": member_id}})
        self._memory.forget(member_id)
