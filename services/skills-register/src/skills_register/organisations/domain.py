"""A body that signs and lends: what it is called, where it is, and which members act for it (row 60).

Nothing is kept of a person but the member id: a *leader* signs for the organisation, a *contact* asks,
lends and confirms days for it, as a leader may too.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from skills_register.refusal import Refusal

KINDS = (
    "trust", "ccg", "hospice", "ambulance", "practice", "council", "charity", "university", "system", "other",
)  # fmt: skip
LEADER, CONTACT = "leader", "contact"
ROLES = (LEADER, CONTACT)
MOST_REPRESENTATIVES = 20


@dataclass(frozen=True)
class Representative:
    """A member who acts for the organisation, as what, since when (UTC), and named by which keeper."""

    member_id: str
    role: str
    since: datetime
    named_by: str


@dataclass(frozen=True)
class Organisation:
    """``system`` is the STP it belongs to, "" where there is none. ``closed_at`` (UTC): it acts no more."""

    id: str
    version: int
    name: str
    kind: str
    region: str
    system: str
    entered_at: datetime
    representatives: tuple[Representative, ...] = ()
    closed_at: datetime | None = None
    closed_why: str = ""

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def members(self) -> tuple[str, ...]:
        """Whoever acts for it, each once."""
        return tuple(sorted({each.member_id for each in self.representatives}))

    def roles_of(self, member_id: str) -> frozenset[str]:
        """As what this member acts for it; nothing once it is closed."""
        held = {each.role for each in self.representatives if each.member_id == member_id}
        return frozenset(held) if self.is_open else frozenset()

    def holders(self, role: str) -> tuple[str, ...]:
        return tuple(each.member_id for each in self.representatives if each.role == role)


def name_key(name: str) -> str:
    """By what two ways to write one name are known as the same."""
    return " ".join(name.split()).casefold()


def enter(
    organisation_id: str, name: str, kind: str, region: str, system: str, now: datetime
) -> Organisation:
    """A new one. Refused: ``invalid_input`` for a kind that there is not."""
    _refuse_unknown_kind(kind)
    return Organisation(organisation_id, 1, " ".join(name.split()), kind, region, system, now)


def change(organisation: Organisation, name: str, kind: str, system: str) -> Organisation:
    """Another name, kind or system; the same object when nothing differs.

    Refused: ``organisation_closed``, ``invalid_input``.
    """
    _refuse_closed(organisation)
    _refuse_unknown_kind(kind)
    changed = replace(organisation, name=" ".join(name.split()), kind=kind, system=system)
    return organisation if changed == organisation else _next(changed)


def close(organisation: Organisation, why: str, now: datetime) -> Organisation:
    """It signs, asks and lends no more. Refused: ``organisation_closed``, ``reason_required``."""
    _refuse_closed(organisation)
    if not why:
        raise Refusal("reason_required", fields={"reason": ["Say why it is closed."]})
    return _next(replace(organisation, closed_at=now, closed_why=why))


def name_representative(
    organisation: Organisation, member_id: str, role: str, by: str, now: datetime
) -> Organisation:
    """Somebody acts for it from now on; unchanged when they do already.

    Refused: ``organisation_closed``, ``representative_oneself`` (who keeps the region names others, never
    themselves), ``representatives_too_many``.
    """
    _refuse_closed(organisation)
    if member_id == by:
        raise Refusal("representative_oneself")
    if role in organisation.roles_of(member_id):
        return organisation
    if len(organisation.representatives) >= MOST_REPRESENTATIVES:
        raise Refusal("representatives_too_many")
    named = (*organisation.representatives, Representative(member_id, role, now, by))
    return _next(replace(organisation, representatives=named))


def end_representation(organisation: Organisation, member_id: str, role: str) -> Organisation:
    """They act for it no more in this role; unchanged when they did not."""
    left = tuple(
        each for each in organisation.representatives if (each.member_id, each.role) != (member_id, role)
    )
    if left == organisation.representatives:
        return organisation
    return _next(replace(organisation, representatives=left))


def forget(organisation: Organisation, member_id: str) -> Organisation:
    """Somebody who left Q acts for it no more, as nothing; unchanged when they did not."""
    left = tuple(each for each in organisation.representatives if each.member_id != member_id)
    if left == organisation.representatives:
        return organisation
    return _next(replace(organisation, representatives=left))


def _refuse_closed(organisation: Organisation) -> None:
    if not organisation.is_open:
        raise Refusal("organisation_closed")


def _refuse_unknown_kind(kind: str) -> None:
    if kind not in KINDS:
        raise Refusal("invalid_input", fields={"kind": ["Choose a kind from the list."]})


def _next(organisation: Organisation) -> Organisation:
    return replace(organisation, version=organisation.version + 1)
