"""Who is engaged, by role and with consent; programmes of others, listed once (row 29)."""

from gateway.clients.doors import Payload, command, given, query

ALLIANCES = "stewardship_alliances"


@query(ALLIANCES)
def list_stakeholders(region: str) -> Payload:
    """For members; how to reach somebody only for those who keep the group."""
    return {"region": region}


@query(ALLIANCES)
def stance_counts(region: str) -> Payload:
    """For everybody: counts by topic, no names."""
    return {"region": region}


@query(ALLIANCES)
def due_steps(*, region: str | None = None) -> Payload:
    """What is to be done next with whom, of the regions the caller keeps."""
    return given(region=region)


@command(ALLIANCES)
def add_stakeholder(
    region: str,
    *,
    organisation: str,
    kind: str,
    contact_role: str,
    contact_point: str | None = None,
    consent_on: str | None = None,
) -> Payload:
    return given(
        region=region,
        organisation=organisation,
        kind=kind,
        contact_role=contact_role,
        contact_point=contact_point,
        consent_on=consent_on,
    )


@command(ALLIANCES)
def change_contact(
    stakeholder_id: str,
    *,
    contact_role: str,
    contact_point: str | None = None,
    consent_on: str | None = None,
    version: int | None = None,
) -> Payload:
    return given(
        id=stakeholder_id,
        contact_role=contact_role,
        contact_point=contact_point,
        consent_on=consent_on,
        version=version,
    )


@command(ALLIANCES)
def withdraw_contact(stakeholder_id: str, *, version: int | None = None) -> Payload:
    """Forget how to reach the role."""
    return given(id=stakeholder_id, version=version)


@command(ALLIANCES)
def record_engagement(
    stakeholder_id: str,
    *,
    on: str,
    stance: str,
    summary: str,
    topic: str | None = None,
    next_step: str | None = None,
    next_due: str | None = None,
    version: int | None = None,
) -> Payload:
    """``topic`` is ``general`` or ``concordat``; a next step needs its day."""
    return given(
        id=stakeholder_id,
        on=on,
        stance=stance,
        summary=summary,
        topic=topic,
        next_step=next_step,
        next_due=next_due,
        version=version,
    )


@command(ALLIANCES)
def finish_step(stakeholder_id: str, *, version: int | None = None) -> Payload:
    return given(id=stakeholder_id, version=version)


@query(ALLIANCES)
def list_initiatives() -> Payload:
    return {}


@command(ALLIANCES)
def add_initiative(*, name: str, about: str, address: str | None = None) -> Payload:
    return given(name=name, about=about, address=address)


@command(ALLIANCES)
def link_initiative(initiative_id: str, *, region: str, how: str) -> Payload:
    return {"id": initiative_id, "region": region, "how": how}


@command(ALLIANCES)
def unlink_initiative(initiative_id: str, *, region: str) -> Payload:
    return {"id": initiative_id, "region": region}
