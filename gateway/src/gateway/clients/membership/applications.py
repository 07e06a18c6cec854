"""Applications to join, and the pipeline they are in."""

from collections.abc import Mapping
from typing import Any

from gateway.clients.doors import Payload, command, given, query

APPLICATIONS = "membership_applications"


@command(APPLICATIONS)
def submit_application(answers: Mapping[str, Any]) -> Payload:
    """By anyone: ``{region, name, email, why, compact_accepted, ...}`` -> the applicant's view."""
    return dict(answers)


@query(APPLICATIONS)
def list_applications(
    *,
    region: str | None = None,
    stage: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    return given(region=region, stage=stage, cursor=cursor, limit=limit)


@query(APPLICATIONS)
def get_application(application_id: str) -> Payload:
    return {"id": application_id}


@command(APPLICATIONS)
def take_up_application(application_id: str, *, version: int | None = None) -> Payload:
    """The caller becomes the reviewer."""
    return given(id=application_id, version=version)


@command(APPLICATIONS)
def decide_application(
    application_id: str,
    *,
    decision: str,
    reason: str | None = None,
    feedback: str | None = None,
    version: int | None = None,
) -> Payload:
    """``decision`` is ``accept`` or ``decline``; declining needs a reason."""
    return given(id=application_id, decision=decision, reason=reason, feedback=feedback, version=version)


@query(APPLICATIONS)
def application_status() -> Payload:
    """By an applicant (a signed link), of their own application."""
    return {}


@command(APPLICATIONS)
def submit_saved_application(answers: Mapping[str, Any]) -> Payload:
    """By an applicant, with the last words on what was saved; what is left out stays as it was."""
    return dict(answers)


@command(APPLICATIONS)
def withdraw_application() -> Payload:
    return {}


@query(APPLICATIONS)
def pipeline(region: str) -> Payload:
    return {"region": region}


@command(APPLICATIONS)
def share_tip(region: str, *, text: str) -> Payload:
    return {"region": region, "text": text}
