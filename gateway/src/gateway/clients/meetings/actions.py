"""Who promised what until when (row 45)."""

from gateway.clients.doors import Payload, command, given, query

ACTIONS = "meetings_actions"


@query(ACTIONS)
def list_actions(
    region: str, *, state: str | None = None, cursor: str | None = None, limit: int | None = None
) -> Payload:
    """A group's register; ``state`` is open, overdue, done or dropped."""
    return given(region=region, state=state, cursor=cursor, limit=limit)


@query(ACTIONS)
def actions_of_meeting(meeting_id: str) -> Payload:
    """``raised`` in it, and ``carried`` to it."""
    return {"meeting": meeting_id}


@query(ACTIONS)
def get_action(action_id: str) -> Payload:
    return {"id": action_id}


@query(ACTIONS)
def my_actions() -> Payload:
    """The caller's own in every group: ``offered``, ``open`` and ``done``."""
    return {}


@query(ACTIONS)
def possible_owners(region: str) -> Payload:
    """The group's table, as its papers call them."""
    return {"region": region}


@command(ACTIONS)
def add_action(
    meeting_id: str,
    *,
    text: str,
    due_on: str,
    owner: str | None = None,
    section: str | None = None,
    item: str | None = None,
    is_closed: bool | None = None,
) -> Payload:
    return given(
        meeting=meeting_id,
        text=text,
        due_on=due_on,
        owner=owner,
        section=section,
        item=item,
        is_closed=is_closed,
    )


@command(ACTIONS)
def change_action(
    action_id: str,
    *,
    text: str | None = None,
    due_on: str | None = None,
    words: str | None = None,
    version: int | None = None,
) -> Payload:
    """New words, or another day; the day it has already answers an asked one no."""
    return given(id=action_id, text=text, due_on=due_on, words=words, version=version)


@command(ACTIONS)
def finish_action(
    action_id: str, *, note: str | None = None, on: str | None = None, version: int | None = None
) -> Payload:
    return given(id=action_id, note=note, on=on, version=version)


@command(ACTIONS)
def drop_action(
    action_id: str, *, reason: str | None = None, on: str | None = None, version: int | None = None
) -> Payload:
    return given(id=action_id, reason=reason, on=on, version=version)


@command(ACTIONS)
def reopen_action(action_id: str, *, reason: str | None = None, version: int | None = None) -> Payload:
    return given(id=action_id, reason=reason, version=version)


@command(ACTIONS)
def ask_for_day(
    action_id: str, *, due_on: str, words: str | None = None, version: int | None = None
) -> Payload:
    return given(id=action_id, due_on=due_on, words=words, version=version)


@command(ACTIONS)
def offer_action(action_id: str, *, to: str, words: str | None = None, version: int | None = None) -> Payload:
    """``to`` is a member's id."""
    return given(id=action_id, to=to, words=words, version=version)


@command(ACTIONS)
def answer_offer(
    action_id: str, *, accepts: bool, words: str | None = None, version: int | None = None
) -> Payload:
    return given(id=action_id, accepts=accepts, words=words, version=version)
