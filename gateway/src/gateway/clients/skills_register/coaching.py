"""Coaching: local contact points, and questions to them (row 65)."""

from collections.abc import Sequence

from gateway.clients.doors import Payload, command, given, query

COACHING = "skills_register_coaching"


@command(COACHING)
def name_contact(region: str, *, member_id: str) -> Payload:
    """By keepers; the member says yes themselves. ``contact_known``."""
    return {"region": region, "member_id": member_id}


@command(COACHING)
def accept_contact(
    *,
    shown_name: str,
    hours: str,
    topics: Sequence[str] | None = None,
    areas: Sequence[str] | None = None,
) -> Payload:
    """Say yes, or say it anew; ``not_found`` for who was not asked."""
    return given(shown_name=shown_name, hours=hours, topics=topics, areas=areas)


@query(COACHING)
def my_contact() -> Payload:
    """What the caller is as a contact; ``contact`` is null for who is none."""
    return {}


@command(COACHING)
def be_away(*, until: str | None = None) -> Payload:
    """``until`` is the last day (ISO); left out, the caller is back."""
    return given(until=until)


@command(COACHING)
def step_down() -> Payload:
    """Be a contact no more; what waits goes on at once."""
    return {}


@command(COACHING)
def remove_contact(member_id: str) -> Payload:
    """By keepers."""
    return {"member_id": member_id}


@query(COACHING)
def list_contacts(region: str) -> Payload:
    """Who they are for members, that they are for visitors."""
    return {"region": region}


@query(COACHING)
def coverage() -> Payload:
    """Every region with its contacts who can be reached today, and its gap."""
    return {}


@command(COACHING)
def ask_question(
    *,
    shown_name: str,
    words: str,
    region: str | None = None,
    area: str | None = None,
    topic: str | None = None,
) -> Payload:
    """Brought to a contact of the area or region at once, else to the keepers."""
    return given(shown_name=shown_name, words=words, region=region, area=area, topic=topic)


@query(COACHING)
def my_questions(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    """What the caller asked."""
    return given(cursor=cursor, limit=limit)


@command(COACHING)
def close_question(question_id: str) -> Payload:
    """By the asker."""
    return {"id": question_id}


@query(COACHING)
def questions_for_me(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    """What was brought to the caller as a contact."""
    return given(cursor=cursor, limit=limit)


@command(COACHING)
def answer_question(question_id: str, *, words: str) -> Payload:
    """By a contact to whom it was brought; ``question_closed``."""
    return {"id": question_id, "words": words}


@query(COACHING)
def waiting_questions(region: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    """For keepers, without the words."""
    return given(region=region, cursor=cursor, limit=limit)


@command(COACHING)
def hand_question(question_id: str, *, member_id: str) -> Payload:
    """Keepers hand it to a contact, unread; ``contact_not_listed``."""
    return {"id": question_id, "member_id": member_id}
