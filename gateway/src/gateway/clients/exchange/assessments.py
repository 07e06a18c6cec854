"""Panels, assessments and shortlists of a round (row 56)."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.clients.doors import Payload, command, given, query

PANELS = "exchange_panels"
ASSESSMENTS = "exchange_assessments"
SHORTLISTS = "exchange_shortlists"
Rules = Mapping[str, Any]
Opinion = Mapping[str, Any]
Items = Sequence[Mapping[str, Any]]


@command(PANELS)
def open_panel(round_id: str, rules: Rules) -> Payload:
    """``rules`` as ``OpenPanel`` of the service; ``panel_exists``, ``criteria_wrong``, ``panel_wrong``,
    ``phase_not_open``, ``round_cancelled``."""
    return {"round_id": round_id, **rules}


@command(PANELS)
def change_panel(round_id: str, rules: Rules, *, version: int | None = None) -> Payload:
    """``panel_assigned``, ``panel_decides``, ``shortlist_published``, ``stale_version``, and as
    ``open_panel``."""
    return given(round_id=round_id, version=version, **rules)


@query(PANELS)
def get_panel(round_id: str) -> Payload:
    """Also for visitors; ``not_found``."""
    return {"round_id": round_id}


@command(PANELS)
def offer_to_assess(
    round_id: str, most: int, *, organisation: str | None = None, shown_name: str | None = None
) -> Payload:
    """``assessment_conflict`` (403) for who brings a proposal, ``member_not_active``, ``phase_not_open``,
    ``assessor_stood_down``, ``shortlist_published``."""
    return given(round_id=round_id, most=most, organisation=organisation, shown_name=shown_name)


@command(PANELS)
def withdraw_offer(round_id: str, *, reason: str | None = None) -> Payload:
    """``assessor_not_offered``."""
    return given(round_id=round_id, reason=reason)


@command(PANELS)
def stand_down_assessor(round_id: str, member_id: str, *, reason: str | None = None) -> Payload:
    """For keepers; ``assessor_not_offered``, ``reason_required``."""
    return given(round_id=round_id, member_id=member_id, reason=reason)


@command(PANELS)
def declare_conflict(proposal_id: str, *, reason: str | None = None) -> Payload:
    """``conflict_declared``, ``reason_required``, ``shortlist_published``."""
    return given(proposal_id=proposal_id, reason=reason)


@command(PANELS)
def note_conflict(proposal_id: str, member_id: str, *, reason: str | None = None) -> Payload:
    """For keepers, of somebody else; as ``declare_conflict``."""
    return given(proposal_id=proposal_id, member_id=member_id, reason=reason)


@command(PANELS)
def undo_conflict(proposal_id: str, *, reason: str | None = None) -> Payload:
    """``conflict_unknown``, ``conflict_not_yours``, ``conflict_stands``, ``reason_required``,
    ``shortlist_published``."""
    return given(proposal_id=proposal_id, reason=reason)


@command(PANELS)
def strike_conflict(proposal_id: str, member_id: str, *, reason: str | None = None) -> Payload:
    """For keepers, what a keeper noted of somebody else; as ``undo_conflict``."""
    return given(proposal_id=proposal_id, member_id=member_id, reason=reason)


@query(PANELS)
def list_assessors(round_id: str) -> Payload:
    """For keepers; ``not_found``."""
    return {"round_id": round_id}


@command(PANELS)
def assign_assessors(round_id: str) -> Payload:
    """For keepers; ``phase_not_open``, ``shortlist_published``."""
    return {"round_id": round_id}


@command(PANELS)
def assign_assessor(proposal_id: str, member_id: str) -> Payload:
    """For keepers; ``assessment_conflict`` (403), ``assessor_assigned``, ``assessor_full``,
    ``assessor_not_offered``, ``assessment_not_needed``."""
    return {"proposal_id": proposal_id, "member_id": member_id}


@query(ASSESSMENTS)
def list_my_assessments(
    *, round_id: str | None = None, cursor: str | None = None, limit: int | None = None
) -> Payload:
    return given(round_id=round_id, cursor=cursor, limit=limit)


@query(ASSESSMENTS)
def get_assessment(proposal_id: str) -> Payload:
    """The caller's own; ``assessment_not_yours``."""
    return {"proposal_id": proposal_id}


@command(ASSESSMENTS)
def accept_assessment(proposal_id: str, *, version: int | None = None) -> Payload:
    """``assessment_conflict`` (403), ``assessment_not_yours``, ``phase_not_open``, ``assessment_over``."""
    return given(proposal_id=proposal_id, version=version)


@command(ASSESSMENTS)
def save_assessment(proposal_id: str, opinion: Opinion, *, version: int | None = None) -> Payload:
    """``opinion`` as ``SaveAssessment`` of the service; ``conflict_unanswered``, ``scores_wrong``,
    ``assessment_submitted``, and as ``accept_assessment``."""
    return given(proposal_id=proposal_id, version=version, **opinion)


@command(ASSESSMENTS)
def submit_assessment(proposal_id: str, opinion: Opinion, *, version: int | None = None) -> Payload:
    """``assessment_incomplete``, ``assessment_names_somebody``, and as ``save_assessment``."""
    return given(proposal_id=proposal_id, version=version, **opinion)


@command(ASSESSMENTS)
def return_assessment(proposal_id: str, *, reason: str | None = None, version: int | None = None) -> Payload:
    """``assessment_over``, ``assessment_submitted``, ``reason_required``."""
    return given(proposal_id=proposal_id, reason=reason, version=version)


@query(ASSESSMENTS)
def list_assessments(proposal_id: str) -> Payload:
    """For keepers; ``assessment_conflict`` (403) for one with an interest."""
    return {"proposal_id": proposal_id}


@command(ASSESSMENTS)
def take_back_assessment(
    assessment_id: str, *, reason: str | None = None, version: int | None = None
) -> Payload:
    """For keepers; ``assessment_over``, ``assessment_submitted``, ``reason_required``."""
    return given(id=assessment_id, reason=reason, version=version)


@query(SHORTLISTS)
def list_results(
    round_id: str,
    *,
    theme: str | None = None,
    waiting: bool | None = None,
    order: str | None = None,
    reverse: bool | None = None,
) -> Payload:
    """For keepers: all that was submitted; ``order``: ``total``, ``spread``, ``ask``, ``entered`` or
    ``title``, ``reverse`` the other way round."""
    return given(round_id=round_id, theme=theme, waiting=waiting, order=order, reverse=reverse)


@command(SHORTLISTS)
def recommend_outcomes(round_id: str, items: Items) -> Payload:
    """For keepers, many; ``assessment_conflict`` (403), ``determined_already``, ``phase_not_open``."""
    return {"round_id": round_id, "items": items}


@command(SHORTLISTS)
def determine_outcomes(round_id: str, items: Items) -> Payload:
    """For another keeper; ``recommendation_required``, ``determined_by_same_keeper`` (403),
    ``assessments_missing``, ``assessment_names_somebody``, and as ``recommend_outcomes``."""
    return {"round_id": round_id, "items": items}


@command(SHORTLISTS)
def publish_shortlist(round_id: str, *, version: int | None = None) -> Payload:
    """For keepers; ``determinations_missing``, ``shortlist_published``, ``phase_not_open``."""
    return given(round_id=round_id, version=version)


@command(SHORTLISTS)
def put_on_shortlist(proposal_id: str, *, reason: str | None = None, version: int | None = None) -> Payload:
    """For keepers, until the vote begins; ``shortlisted_already``, ``shortlist_not_published``."""
    return given(proposal_id=proposal_id, reason=reason, version=version)


@query(SHORTLISTS)
def get_shortlist(round_id: str) -> Payload:
    """Also for visitors; ``shortlist_not_published``."""
    return {"round_id": round_id}


@query(SHORTLISTS)
def get_feedback(proposal_id: str) -> Payload:
    """For the proposal's team and keepers; ``shortlist_not_published``."""
    return {"proposal_id": proposal_id}
