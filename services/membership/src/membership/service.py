"""The context's services, what they need before they serve, and its state told again."""

from typing import Any

from chassis.call import Call
from contracts.events import Fact
from membership.applications.service import Applications
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
    CompactDoors,
    Growth,
    Imports,
    Connections,
)


def before_serving(work: Any, call: Call) -> None:
    """Version 1 of the Compact stands before the doors open, whichever replica comes first."""
    work.in_transaction(call, lambda: CompactStore(work).begin(call.now))


def republish(work: Any, after: str | None, limit: int) -> tuple[list[Fact], str | None]:
    """The present state of up to ``limit`` members as facts, and where to go on (None: all told)."""
    return MemberStore(work).current_facts(after, limit)
