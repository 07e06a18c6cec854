"""What members can do: the own page, confirming, endorsing, what others may see (row 63)."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.clients.doors import Payload, command, given, query

SKILLS = "skills_register_skills"


@query(SKILLS)
def get_my_skills() -> Payload:
    return {}


@query(SKILLS)
def look_up_place(postcode: str) -> Payload:
    """What would be kept of a postcode; ``postcode_unknown``."""
    return {"postcode": postcode}


@command(SKILLS)
def save_profile(
    visibility: str,
    *,
    shown_name: str | None = None,
    postcode: str | None = None,
    system: str | None = None,
    availability: Mapping[str, Any] | None = None,
    version: int | None = None,
) -> Payload:
    """The whole page: what is left out is emptied; ``postcode_unknown``, ``system_unknown``."""
    return given(
        visibility=visibility,
        shown_name=shown_name,
        postcode=postcode,
        system=system,
        availability=availability,
        version=version,
    )


@command(SKILLS)
def add_skill(
    skill: str,
    *,
    level: str,
    evidence: str | None = None,
    link: str | None = None,
    checked_on: str | None = None,
) -> Payload:
    """``skill_unknown``, ``skill_listed_already``, ``skills_too_many``, ``day_ahead``."""
    return given(skill=skill, level=level, evidence=evidence, link=link, checked_on=checked_on)


@command(SKILLS)
def change_skill(
    entry_id: str,
    *,
    level: str,
    evidence: str | None = None,
    link: str | None = None,
    version: int | None = None,
) -> Payload:
    """That confirms it, too."""
    return given(id=entry_id, level=level, evidence=evidence, link=link, version=version)


@command(SKILLS)
def remove_skill(entry_id: str) -> Payload:
    """With its endorsements."""
    return {"id": entry_id}


@command(SKILLS)
def confirm_skills(ids: Sequence[str] | None = None) -> Payload:
    """Still true today: those named, or all."""
    return given(ids=ids)


@query(SKILLS)
def get_skill(entry_id: str) -> Payload:
    return {"id": entry_id}


@query(SKILLS)
def get_member_skills(member_id: str) -> Payload:
    return {"member_id": member_id}


@command(SKILLS)
def endorse_skill(entry_id: str, *, words: str | None = None) -> Payload:
    """``endorsement_of_oneself``, ``endorsed_already``."""
    return given(id=entry_id, words=words)


@command(SKILLS)
def take_back_endorsement(endorsement_id: str) -> Payload:
    """By who gave it, or by whose skill it is."""
    return {"endorsement_id": endorsement_id}


@query(SKILLS)
def list_endorsements(entry_id: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(id=entry_id, cursor=cursor, limit=limit)
