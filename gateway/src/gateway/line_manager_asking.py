"""Whom a member names as their own line manager: anybody but themselves (row 61).

Only the gateway can tell: membership alone knows a member's address.
"""

from typing import Any

from chassis.identity import Caller
from contracts.refusals import Refused
from gateway.clients import membership
from gateway.clients.skills_register import placements as doors


def ask(person: Caller, command_id: str, release_id: str, *, email: str, **more: Any) -> Any:
    """Have the line manager asked. Refused: ``line_manager_oneself``, and as ``ask_line_manager``."""
    if _is_own(person, email) and doors.get_release(person, release_id)["member_id"] == person.subject:
        raise Refused("line_manager_oneself", fields={"email": ["Enter the address of your line manager."]})
    return doors.ask_line_manager(person, command_id, release_id, email=email, **more)


def _is_own(person: Caller, email: str) -> bool:
    own: str = membership.my_address(person)["email"]
    return email.strip().casefold() == own.casefold()
