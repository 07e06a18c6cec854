"""Who is knocking, and the signed envelope in which that travels (ARCHITECTURE rule 8)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

EVERYWHERE = ("national_team",)
"""Roles that act for every region."""


@dataclass(frozen=True)
class Caller:
    """The person (or system) behind a call, as the gateway vouched for them.

    ``subject`` is a member id, ``service:<name>`` for a machine, or ``""`` for a visitor.
    ``roles`` are names, with the region behind a colon where the role has one:
    ``member``, ``coordinator:WOE``, ``convenor:WOE``, ``national_team``, ``operator``.
    ``region`` is the home region's code, if any.
    """

    subject: str = ""
    roles: frozenset[str] = field(default_factory=frozenset)
    region: str | None = None

    @property
    def is_visitor(self) -> bool:
        return not self.subject

    def has(self, role: str) -> bool:
        """Whether the caller holds this role in any region."""
        return any(held == role or held.startswith(f"{role}:") for held in self.roles)

    def acts_for(self, region: str | None, *roles: str) -> bool:
        """Whether the caller holds one of ``roles`` in this region, or a role that acts everywhere."""
        if any(role in self.roles for role in EVERYWHERE):
            return True
        return any(f"{role}:{region}" in self.roles for role in roles)

    def regions_as(self, *roles: str) -> frozenset[str]:
        """The regions in which the caller holds one of ``roles``."""
        held = (entry.partition(":") for entry in self.roles)
        return frozenset(region for role, _, region in held if role in roles and region)


VISITOR = Caller()


def system(name: str) -> Caller:
    """The caller of work that no person asked for: a handler, a due job."""
    return Caller(subject=f"service:{name}", roles=frozenset({"system"}))


def roles_of(entries: Iterable[tuple[str, str | None]]) -> frozenset[str]:
    """Role strings from (role, region or None) pairs."""
    return frozenset(f"{role}:{region}" if region else role for role, region in entries)
