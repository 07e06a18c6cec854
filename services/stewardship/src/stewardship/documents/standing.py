"""Which part somebody has in a group: who drafts, who comments, and what is written beside it."""

from collections.abc import Collection

from chassis.identity import Caller

ACTING = ("convenor", "coordinator")
"""Roles that draft and agree for their region; the national team does so everywhere."""


def role_in(caller: Caller, region: str, seat_holders: Collection[str] = ()) -> str:
    """The part that is shown instead of a name: ``convenor``, ``coordinator``, ``national_team``, ``seat``
    or ``member``."""
    for role in ACTING:
        if f"{role}:{region}" in caller.roles:
            return role
    if caller.has("national_team"):
        return "national_team"
    return "seat" if caller.subject in seat_holders else "member"
