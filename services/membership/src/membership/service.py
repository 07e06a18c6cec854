"""The context's services, what they need before they serve, and its state told again."""

from typing import Any

from chassis.call import Call
from contracts.events import Fact
from membership.addresses.service import Addresses
from membership.applications.service import Applications
from membership.applications.store import ApplicationStore
from membership.compact.service import CompactDoors
from membership.compact.store import CompactStore
from membership.connections.service import Connections
from membership.growth.service import Growth
from membership.imports.service import Imports
from membership.members.service import Members
from membership.members.store import MemberStore
from membership.regions.service import Regions

SERVICES: tuple[type, ...] = (
    Regions,
    Applications,
    Members,
    Addresses,
    CompactDoors,
    Growth,
    Imports,
    Connections,
)


def before_serving(work: Any, call: Call) -> None:
    """Version 1 of the Compact stands before the doors open, whichever replica comes first."""
    work.in_transaction(call, lambda: CompactStore(work).begin(call.now))


def republish(work: Any, after: str | None, limit: int) -> tuple[list[Fact], str | None]:
    """The present state of up to ``limit`` aggregates as facts, and where to go on (None: all told).

    The versions of the Compact come first, then every member, then the applications that are undecided.
    ``after`` is the kind and the id told last: ``members:<id>``.
    """
    kind, _, last = (after or f"{TOLD_AGAIN[0][0]}:").partition(":")
    kinds = [name for name, _ in TOLD_AGAIN]
    facts, onward = dict(TOLD_AGAIN)[kind](work).current_facts(last or None, limit)
    if onward is not None:
        return facts, f"{kind}:{onward}"
    following = kinds[kinds.index(kind) + 1 :]
    return facts, f"{following[0]}:" if following else None


TOLD_AGAIN: tuple[tuple[str, type[Any]], ...] = (
    ("compacts", CompactStore),
    ("members", MemberStore),
    ("applications", ApplicationStore),
)
"""What is told again, in this order, and the store that knows it."""
