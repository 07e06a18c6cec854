"""Members with skills at the desk of the skills register, for the tests of skills and of searches."""

from typing import Any

from skills_desk import Desk

from chassis.identity import Caller

PAGE = {"visibility": "members", "postcode": "EX4 6NB", "availability": {"hours": 4}}


def with_skill(
    desk: Desk,
    member_id: str = "ann",
    skill: str = "spc",
    level: str = "coaching",
    *,
    region: str = "SW",
    evidence: str = "",
    **page: Any,
) -> tuple[Caller, dict[str, Any]]:
    """A member, their page as ``PAGE`` with ``page`` over it, and one skill; the caller and the skill."""
    member = desk.member(member_id, region)
    desk.knock("skills.save_profile", {**PAGE, **page}, by=member)
    asked = {"skill": skill, "level": level, "evidence": evidence}
    return member, desk.knock("skills.add_skill", asked, by=member)


def notices(desk: Desk, kind: str) -> list[dict[str, Any]]:
    """What members were told of this kind so far."""
    return [each["data"] for each in desk.events("notice_raised") if each["data"]["kind"] == kind]
