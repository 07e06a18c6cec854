"""The doors of membership: who belongs? Payloads and answers are in its README."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.clients.doors import Payload, command, given, query

REGIONS = "membership_regions"
APPLICATIONS = "membership_applications"
MEMBERS = "membership_members"
COMPACT = "membership_compact"
GROWTH = "membership_growth"
IMPORTS = "membership_imports"
CONNECTIONS = "membership_connections"


@query(REGIONS)
def list_regions() -> Payload:
    """All regions, by name, with how many members each has."""
    return {}


@query(REGIONS)
def get_region(code: str) -> Payload:
    """One region with its settings, or ``region_unknown``."""
    return {"code": code}


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


@query(MEMBERS)
def search_members(
    *,
    q: str | None = None,
    region: str | None = None,
    sector: str | None = None,
    topic: str | None = None,
    connectors_only: bool | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """The directory, as far as the caller may see it."""
    return given(
        q=q,
        region=region,
        sector=sector,
        topic=topic,
        connectors_only=connectors_only,
        cursor=cursor,
        limit=limit,
    )


@query(MEMBERS)
def get_member(member_id: str) -> Payload:
    return {"id": member_id}


@query(MEMBERS)
def my_profile() -> Payload:
    """The caller's own profile, with what others see of it in ``seen_by``."""
    return {}


@command(MEMBERS)
def change_profile(version: int, changes: Mapping[str, Any]) -> Payload:
    """Only the named fields change."""
    return {**changes, "version": version}


@command(MEMBERS)
def move_region(
    version: int, region: str, *, from_: str | None = None, member_id: str | None = None
) -> Payload:
    """The caller's own home region, or that of ``member_id``; ``from_`` is a date (YYYY-MM-DD)."""
    moved = given(version=version, region=region, id=member_id)
    return {**moved, "from": from_} if from_ is not None else moved


@command(MEMBERS)
def leave(version: int, *, reason: str | None = None) -> Payload:
    return given(version=version, reason=reason)


@command(MEMBERS)
def change_email(version: int, email: str) -> Payload:
    return {"version": version, "email": email}


@query(MEMBERS)
def identify(*, email: str | None = None, member_id: str | None = None) -> Payload:
    """By the gateway itself, for signing in: id, name, e-mail, region, status and roles."""
    return given(email=email, id=member_id)


@command(MEMBERS)
def grant_role(member_id: str, role: str, *, region: str | None = None) -> Payload:
    return given(id=member_id, role=role, region=region)


@command(MEMBERS)
def end_role(member_id: str, role: str, *, region: str | None = None) -> Payload:
    return given(id=member_id, role=role, region=region)


@query(MEMBERS)
def export_members(
    *, region: str | None = None, cursor: str | None = None, limit: int | None = None
) -> Payload:
    return given(region=region, cursor=cursor, limit=limit)


@query(COMPACT)
def current_compact() -> Payload:
    return {}


@query(COMPACT)
def compact_history() -> Payload:
    return {}


@command(COMPACT)
def publish_compact(text: str, summary_of_changes: str, effective: str) -> Payload:
    """``effective`` is a date; every active member is prompted once."""
    return {"text": text, "summary_of_changes": summary_of_changes, "effective": effective}


@command(COMPACT)
def accept_compact(version: str) -> Payload:
    return {"version": version}


@query(GROWTH)
def region_growth(code: str, *, as_at: str | None = None) -> Payload:
    return given(code=code, as_at=as_at)


@query(GROWTH)
def community_growth() -> Payload:
    return {}


@query(GROWTH)
def inclusion(region: str) -> Payload:
    """Counts by sector, perspective and profession; small cells masked."""
    return {"region": region}


@command(IMPORTS)
def begin_import(file_name: str, size: int, *, region: str | None = None) -> Payload:
    """``size`` in bytes, or ``file_too_large``."""
    return given(file_name=file_name, size=size, region=region)


@command(IMPORTS)
def add_import_chunk(import_id: str, number: int, content: str) -> Payload:
    """``content`` is base64 of at most 256 KiB; ``number`` counts from 0."""
    return {"id": import_id, "number": number, "content": content}


@command(IMPORTS)
def check_import(import_id: str, sha256: str) -> Payload:
    return {"id": import_id, "sha256": sha256}


@query(IMPORTS)
def get_import(import_id: str) -> Payload:
    return {"id": import_id}


@query(IMPORTS)
def list_imports(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(cursor=cursor, limit=limit)


@query(IMPORTS)
def import_errors(import_id: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(id=import_id, cursor=cursor, limit=limit)


@command(IMPORTS)
def apply_import(import_id: str, *, skip_wrong: bool | None = None) -> Payload:
    return given(id=import_id, skip_wrong=skip_wrong)


@command(IMPORTS)
def cancel_import(import_id: str) -> Payload:
    return {"id": import_id}


@command(CONNECTIONS)
def propose_connection(member_id: str, how: str, met_on: str, *, where: str | None = None) -> Payload:
    return given(member_id=member_id, how=how, met_on=met_on, where=where)


@command(CONNECTIONS)
def confirm_connection(connection_id: str) -> Payload:
    return {"id": connection_id}


@command(CONNECTIONS)
def decline_connection(connection_id: str) -> Payload:
    return {"id": connection_id}


@query(CONNECTIONS)
def my_connections() -> Payload:
    return {}


@query(CONNECTIONS)
def connection_counts(*, region: str | None = None, where: str | None = None) -> Payload:
    return given(region=region, where=where)


@command(CONNECTIONS)
def appoint_connector(member_id: str, *, regions: Sequence[str], topics: Sequence[str]) -> Payload:
    return {"id": member_id, "regions": list(regions), "topics": list(topics)}


@command(CONNECTIONS)
def end_connector(member_id: str) -> Payload:
    return {"id": member_id}


@command(CONNECTIONS)
def thank_member(member_id: str, *, kind: str, date: str, evidence: str, words: str) -> Payload:
    return {"member_id": member_id, "kind": kind, "date": date, "evidence": evidence, "words": words}


@query(CONNECTIONS)
def my_recognition() -> Payload:
    return {}


@query(CONNECTIONS)
def member_recognition(member_id: str) -> Payload:
    """What a member lets others see of it."""
    return {"member_id": member_id}


@command(CONNECTIONS)
def hide_recognition(recognition_id: str, *, hidden: bool) -> Payload:
    return {"id": recognition_id, "hidden": hidden}
