"""Q Lab projects (row 77): launched by the national team, promoted by regions, signed up for by members."""

from gateway.clients.doors import Payload, command, given, query

LAB = "exchange_lab"


@command(LAB)
def launch_lab_project(title: str, *, challenge: str | None = None, partner: str | None = None) -> Payload:
    """``identity_in_text``, ``lab_number_taken``."""
    return given(title=title, challenge=challenge, partner=partner)


@command(LAB)
def change_lab_project(
    project_id: str,
    title: str,
    *,
    challenge: str | None = None,
    partner: str | None = None,
    version: int | None = None,
) -> Payload:
    """``lab_ended``, ``identity_in_text``, ``stale_version``."""
    return given(id=project_id, title=title, challenge=challenge, partner=partner, version=version)


@command(LAB)
def move_lab_project(project_id: str, stage: str, *, version: int | None = None) -> Payload:
    """``lab_stage_back``, ``lab_ended``, ``stale_version``."""
    return given(id=project_id, stage=stage, version=version)


@command(LAB)
def link_output(project_id: str, item_id: str, *, version: int | None = None) -> Payload:
    """``lab_output_unpublished``, ``stale_version``."""
    return given(id=project_id, item_id=item_id, version=version)


@command(LAB)
def unlink_output(project_id: str, item_id: str, *, version: int | None = None) -> Payload:
    """``stale_version``."""
    return given(id=project_id, item_id=item_id, version=version)


@command(LAB)
def promote_lab_project(project_id: str, region: str) -> Payload:
    """``not_your_region``, ``lab_ended``."""
    return {"id": project_id, "region": region}


@command(LAB)
def stop_promoting(project_id: str, region: str) -> Payload:
    """``not_your_region``."""
    return {"id": project_id, "region": region}


@command(LAB)
def sign_up(project_id: str) -> Payload:
    """``lab_ended``."""
    return {"id": project_id}


@command(LAB)
def take_back_sign_up(project_id: str) -> Payload:
    """``not_found``."""
    return {"id": project_id}


@query(LAB)
def get_lab_project(project_id: str) -> Payload:
    """``not_found``."""
    return {"id": project_id}


@query(LAB)
def list_lab_projects(
    *, promoted_by: str | None = None, cursor: str | None = None, limit: int | None = None
) -> Payload:
    """``region_unknown``."""
    return given(promoted_by=promoted_by, cursor=cursor, limit=limit)


@query(LAB)
def my_sign_ups(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(cursor=cursor, limit=limit)
