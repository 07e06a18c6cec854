"""Who met whom, who connects people, and thanks."""

from collections.abc import Sequence

from gateway.clients.doors import Payload, command, given, query

CONNECTIONS = "membership_connections"


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
def thank_member(
    member_id: str, *, kind: str, date: str, evidence: str, words: str, formal: bool | None = None
) -> Payload:
    """``formal`` says that a contract stands behind what was done; left out, it was voluntary."""
    return given(member_id=member_id, kind=kind, date=date, evidence=evidence, words=words, formal=formal)


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
