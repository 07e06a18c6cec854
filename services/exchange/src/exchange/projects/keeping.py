"""Who may write a project, how a reader sees it, and when its lead is asked whether it is still true."""

from datetime import timedelta
from typing import Any

from chassis.call import Call
from commons.places import keeps
from contracts.refusals import Refused
from exchange.projects import schemas
from exchange.projects.domain import Project
from exchange.settings import Settings

STALE = "project_stale"
"""Due work: once a project, at the time at which nobody has looked at it for long."""


def may_write(project: Project, call: Call) -> bool:
    """Its lead, and those who keep its region."""
    return leads(project, call) or keeps(call.caller, project.about.region)


def leads(project: Project, call: Call) -> bool:
    return bool(project.lead) and project.lead == call.caller.subject


def readable(store: Any, call: Call, project_id: str) -> Project:
    """Refused: ``not_found``, also for what was withdrawn, but to those who may write."""
    found: Project | None = store.get(project_id)
    if found is None or (found.is_withdrawn and not may_write(found, call)):
        raise Refused("not_found")
    return found


def viewed(project: Project, call: Call, settings: Settings) -> dict[str, Any]:
    """A project as the caller may see it, now."""
    stale_at = project.goes_stale_at(timedelta(days=settings.project_stale_days))
    return schemas.project_view(
        project,
        reader=call.caller.subject or "",
        is_member=call.caller.has("member"),
        may_write=may_write(project, call),
        is_stale=stale_at is not None and stale_at <= call.now,
    )


def is_asked_anew(before: Project, after: Project) -> bool:
    """Whether its lead is asked at another time than before: who joins or leaves the team changes nothing."""
    return (before.checked_at, before.lead, before.is_current) != (
        after.checked_at,
        after.lead,
        after.is_current,
    )


def plan(work: Any, settings: Settings, project: Project) -> None:
    """When its lead is asked, if it has one; planned anew whenever somebody looked at it."""
    at = project.goes_stale_at(timedelta(days=settings.project_stale_days))
    if at is None or not project.lead:
        work.unschedule(STALE, project.id)
    else:
        work.schedule(STALE, project.id, at, {"prompt": 1})
