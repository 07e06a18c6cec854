"""Whom projects tell: their lead, or those who keep the region while nobody leads."""

from typing import Any

from commons.centre import UK
from commons.people.store import People
from contracts.events import Fact
from exchange.notices import notices
from exchange.projects.domain import Project

ACCEPTED = {True: "You are in its team now.", False: "They cannot take you in just now."}
ENDED = "It has ended, so nobody joins it any more."
AGREED = {True: "They agreed, and lead it from now on.", False: "They would rather not lead it."}


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


def join_lapsed(project: Project, member_id: str, request_id: str) -> list[Fact]:
    return _tell("project_join_answered", project, [member_id], f"lapsed {request_id}", answer=ENDED)


def offered(project: Project) -> list[Fact]:
    """To who is asked to lead it."""
    members = [project.offer.to] if project.offer else []
    return _tell("project_lead_offered", project, members, f"offered {project.version}")


def offer_answered(before: Project, after: Project, accepts: bool) -> list[Fact]:
    """To who offered it, unless they left Q; and to an earlier lead who did not offer it themselves."""
    by = before.offer.by if before.offer else ""
    cause = f"offer answered {after.version}"
    told = _tell("project_lead_answered", after, [by] if by else [], cause, answer=AGREED[accepts])
    return told + (handed_over(before, after, by) if accepts else [])


def handed_over(before: Project, after: Project, by: str) -> list[Fact]:
    """To the earlier lead, unless it was they who handed it over."""
    members = [before.lead] if before.lead and before.lead != by else []
    return _tell("project_handed_over", after, members, f"handed over {after.version}")


def withdrawn(project: Project, by: str) -> list[Fact]:
    """To its lead, unless they did it; why stands on its page."""
    members = [project.lead] if project.lead and project.lead != by else []
    return _tell("project_withdrawn", project, members, f"withdrawn {project.version}")


def left_without_lead(work: Any, project: Project) -> list[Fact]:
    """Its lead left Q: to its team, and to those who keep its region."""
    members = [*project.joined, *who_answers(work, project)]
    return _tell("project_lead_left", project, members, f"lead left {project.version}")


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
