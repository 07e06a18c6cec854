"""Whom projects tell: their lead, or those who keep the region while nobody leads."""

from typing import Any

from commons.centre import UK
from commons.people.store import People
from contracts.events import Fact
from exchange.notices import notices
from exchange.projects.domain import Project

ACCEPTED = {True: "You are in its team now.", False: "They cannot take you in just now."}


def path_of(project: Project) -> str:
    return f"/projects/{project.id}"


def who_answers(work: Any, project: Project) -> list[str]:
    """The lead; without one the coordinators and the convenor, or for the whole UK the national team."""
    if project.lead:
        return [project.lead]
    region = project.about.region
    roles = ("national_team",) if region == UK else (f"coordinator:{region}", f"convenor:{region}")
    return People(work).holding(*roles)


def stale(project: Project, prompt: int) -> list[Fact]:
    """To its lead: please say whether it is still true. Who keeps a region has a list instead of mails."""
    cause = f"stale {project.checked_at.isoformat()} {prompt}"
    return _tell("project_stale", project, [project.lead] if project.lead else [], cause)


def join_asked(work: Any, project: Project, request_id: str) -> list[Fact]:
    return _tell("project_join_asked", project, who_answers(work, project), f"asked {request_id}")


def join_answered(project: Project, member_id: str, request_id: str, is_accepted: bool) -> list[Fact]:
    answer = ACCEPTED[is_accepted]
    return _tell("project_join_answered", project, [member_id], f"answered {request_id}", answer=answer)


def handed_over(project: Project, by: str) -> list[Fact]:
    """To who leads it from now on, unless they took it over themselves."""
    members = [project.lead] if project.lead != by else []
    return _tell("project_handed_over", project, members, f"handed over {project.version}")


def _tell(kind: str, project: Project, members: list[str], cause: str, **about: str) -> list[Fact]:
    if not members:
        return []
    return notices(
        kind,
        cause=f"projects:{project.id}:{cause}",
        members=members,
        about={"title": project.about.title, **about},
        path=path_of(project),
        concerning=(project.id, project.version),
        region=project.about.region,
    )
