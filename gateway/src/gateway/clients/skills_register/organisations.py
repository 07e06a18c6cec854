"""The bodies that sign concordats and lend people (row 60)."""

from gateway.clients.doors import Payload, command, given, query

ORGANISATIONS = "skills_register_organisations"


@query(ORGANISATIONS)
def list_organisations(
    region: str | None = None,
    *,
    kind: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """By name; closed ones too."""
    return given(region=region, kind=kind, cursor=cursor, limit=limit)


@query(ORGANISATIONS)
def get_organisation(organisation_id: str) -> Payload:
    """``not_found``; ``representatives`` for those who act for it and for keepers."""
    return {"id": organisation_id}


@query(ORGANISATIONS)
def my_organisations() -> Payload:
    """Those that the caller acts for, with ``my_roles``."""
    return {}


@command(ORGANISATIONS)
def enter_organisation(region: str, *, name: str, kind: str, system: str | None = None) -> Payload:
    """``not_your_region``, ``system_unknown``, ``organisation_known``."""
    return given(region=region, name=name, kind=kind, system=system)


@command(ORGANISATIONS)
def change_organisation(
    organisation_id: str, *, name: str, kind: str, system: str | None = None, version: int | None = None
) -> Payload:
    """``not_found``, ``system_unknown``, ``organisation_known``, ``organisation_closed``."""
    return given(id=organisation_id, name=name, kind=kind, system=system, version=version)


@command(ORGANISATIONS)
def close_organisation(organisation_id: str, *, reason: str, version: int | None = None) -> Payload:
    """``not_found``, ``organisation_closed``, ``reason_required``."""
    return given(id=organisation_id, reason=reason, version=version)


@command(ORGANISATIONS)
def name_representative(
    organisation_id: str, *, member_id: str, role: str, version: int | None = None
) -> Payload:
    """``member_not_active``, ``representative_oneself``, ``representatives_too_many``."""
    return given(id=organisation_id, member_id=member_id, role=role, version=version)


@command(ORGANISATIONS)
def end_representation(
    organisation_id: str, *, member_id: str, role: str, version: int | None = None
) -> Payload:
    """``not_found``, ``stale_version``."""
    return given(id=organisation_id, member_id=member_id, role=role, version=version)
