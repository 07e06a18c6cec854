"""Handing a project over: offered to somebody of its team, theirs once they agree (row 70, pure)."""

from dataclasses import replace
from datetime import datetime

from exchange.projects.domain import Contact, Offer, Project, refuse_withdrawn
from exchange.refusal import Refusal


def offer(before: Project, to: str, by: str, now: datetime) -> Project:
    """Ask somebody who joined to lead it; a new offer replaces the last, the same again changes nothing.

    Refused: ``project_withdrawn``, ``project_not_joined``.
    """
    refuse_withdrawn(before)
    if to not in before.joined:
        raise Refusal("project_not_joined")
    if before.offer is not None and before.offer.to == to:
        return before
    return replace(before, version=before.version + 1, offer=Offer(to, by, now))


def answer(before: Project, member_id: str, accepts: bool) -> Project:
    """Whoever was asked leads it from now on, or not.

    Refused: ``project_withdrawn``, ``project_not_offered``.
    """
    refuse_withdrawn(before)
    if before.offer is None or before.offer.to != member_id:
        raise Refusal("project_not_offered")
    return take_over(before, member_id) if accepts else _without_offer(before)


def take_back(before: Project) -> Project:
    """Refused: ``project_not_offered``."""
    if before.offer is None:
        raise Refusal("project_not_offered")
    return _without_offer(before)


def take_over(before: Project, member_id: str) -> Project:
    """Somebody who joined leads from now on; the earlier lead stays in the team.

    How to reach the earlier lead was their consent, not the new one's. Refused: ``project_withdrawn``,
    ``project_not_joined``.
    """
    refuse_withdrawn(before)
    if member_id not in before.joined:
        raise Refusal("project_not_joined")
    joined = tuple(each for each in (*before.joined, before.lead) if each and each != member_id)
    return replace(
        before,
        version=before.version + 1,
        lead=member_id,
        joined=joined,
        shown_name="",
        contact=Contact(),
        offer=None,
    )


def _without_offer(before: Project) -> Project:
    return replace(before, version=before.version + 1, offer=None)
