"""Peer support: service users train and back other users (row 89)."""

from collections.abc import Sequence

from gateway.clients.doors import Payload, command, given, query

PEER_SUPPORT = "skills_register_peer_support"


@command(PEER_SUPPORT)
def start_group(
    *,
    title: str,
    offers: Sequence[str],
    lead_name: str,
    leads_as_service_user: bool,
    region: str | None = None,
    about: str | None = None,
    funded_by: str | None = None,
    expenses: str | None = None,
) -> Payload:
    """By a service user: ``lead_is_service_user``, ``nhs_number_in_text``."""
    return given(
        title=title,
        offers=offers,
        lead_name=lead_name,
        leads_as_service_user=leads_as_service_user,
        region=region,
        about=about,
        funded_by=funded_by,
        expenses=expenses,
    )


@command(PEER_SUPPORT)
def change_group(
    group_id: str,
    *,
    title: str,
    offers: Sequence[str],
    lead_name: str,
    about: str | None = None,
    funded_by: str | None = None,
    expenses: str | None = None,
    version: int | None = None,
) -> Payload:
    """By its lead, all of it said anew."""
    return given(
        id=group_id,
        title=title,
        offers=offers,
        lead_name=lead_name,
        about=about,
        funded_by=funded_by,
        expenses=expenses,
        version=version,
    )


@command(PEER_SUPPORT)
def end_group(group_id: str) -> Payload:
    """By its lead."""
    return {"id": group_id}


@query(PEER_SUPPORT)
def list_groups(*, region: str | None = None, cursor: str | None = None, limit: int | None = None) -> Payload:
    """The newest first; those that ended, too."""
    return given(region=region, cursor=cursor, limit=limit)


@query(PEER_SUPPORT)
def get_group(group_id: str) -> Payload:
    return {"id": group_id}


@query(PEER_SUPPORT)
def my_groups() -> Payload:
    """Those that the caller leads or learns in."""
    return {}


@command(PEER_SUPPORT)
def join_group(group_id: str, *, shown_name: str, needs: str | None = None) -> Payload:
    """``needs`` only if one likes; ``peer_group_full``, ``nhs_number_in_text``."""
    return given(id=group_id, shown_name=shown_name, needs=needs)


@command(PEER_SUPPORT)
def say_needs(group_id: str, *, needs: str | None = None) -> Payload:
    """For the lead alone, forgotten after a while; left out, it is taken back."""
    return given(id=group_id, needs=needs)


@command(PEER_SUPPORT)
def leave_group(group_id: str) -> Payload:
    return {"id": group_id}


@query(PEER_SUPPORT)
def list_learners(group_id: str) -> Payload:
    """For the lead alone."""
    return {"id": group_id}


@command(PEER_SUPPORT)
def hand_over(group_id: str, *, member_id: str | None = None) -> Payload:
    """The lead asks a learner to lead; left out, that is taken back."""
    return given(id=group_id, member_id=member_id)


@command(PEER_SUPPORT)
def take_over(group_id: str, *, leads_as_service_user: bool) -> Payload:
    """By the learner who was asked: ``peer_lead_not_offered``, ``lead_is_service_user``."""
    return {"id": group_id, "leads_as_service_user": leads_as_service_user}
