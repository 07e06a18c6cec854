"""The resource of members' skills: one's own, those that others let one see, and endorsing (row 63)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import skills as shapes
from gateway.clients.skills_register import skills as doors
from gateway.guards import caller, open_to

skills = Resource("skills", "", "What members can do, how well, where and when, and who vouches for it")

READERS = ("member", "coordinator", "convenor", "national_team")


@skills.route("/skills/mine")
@open_to("member")
@versioned
@skills.gives(200, shapes.MySkills)
def my_skills() -> Response:
    """Your own page and skills, and how many you should confirm."""
    found = doors.get_my_skills(caller())
    return answer(found, version=found["version"])


@skills.route("/skills/mine", methods=["PUT"])
@open_to("member")
@versioned
@skills.takes(shapes.SaveProfile)
@skills.gives(200, shapes.ProfileKept)
def save_profile(asked: dict[str, Any]) -> Response:
    """Say who may find your skills, where you are, and when you have time."""
    asked["version"] = known_version(asked.get("version"))
    kept = doors.save_profile(caller(), command_id(), **asked)
    return answer(kept, version=kept["version"])


@skills.route("/skills", methods=["POST"])
@open_to("member")
@skills.takes(shapes.AddSkill)
@skills.gives(201, shapes.SkillSaid)
def add_skill(asked: dict[str, Any]) -> Response:
    """Add one to your own."""
    made = doors.add_skill(caller(), command_id(), **asked)
    return answer(made, 201, version=made["version"], headers={"Location": f"/api/v1/skills/{made['id']}"})


@skills.route("/skills/confirmation", methods=["POST"])
@open_to("member")
@skills.takes(shapes.ConfirmSkills)
@skills.gives(200, shapes.SkillsConfirmed)
def confirm_skills(asked: dict[str, Any]) -> Response:
    """Your skills are still true today: those named, or all of them."""
    return answer(doors.confirm_skills(caller(), command_id(), asked.get("ids")))


@skills.route("/skills/places")
@open_to("public")
@skills.asks(shapes.AskPlace)
@skills.gives(200, shapes.PlaceFound)
def look_up_place(asked: dict[str, Any]) -> Response:
    """What would be kept of a postcode."""
    return answer(doors.look_up_place(caller(), asked["postcode"]))


@skills.route("/skills/<skill_id>")
@open_to("public")
@versioned
@skills.gives(200, shapes.OwnedSkill)
def get_skill(skill_id: str) -> Response:
    """One skill and whose it is, if they let you see it."""
    found = doors.get_skill(caller(), skill_id)
    return answer(found, version=found["version"])


@skills.route("/skills/<skill_id>", methods=["PUT"])
@open_to("member")
@versioned
@skills.takes(shapes.ChangeSkill)
@skills.gives(200, shapes.SkillSaid)
def change_skill(asked: dict[str, Any], skill_id: str) -> Response:
    """Another level, other evidence, for one of your own."""
    asked["version"] = known_version(asked.get("version"))
    said = doors.change_skill(caller(), command_id(), skill_id, **asked)
    return answer(said, version=said["version"])


@skills.route("/skills/<skill_id>", methods=["DELETE"])
@open_to("member")
@skills.gives(200, shapes.SkillRemoved)
def remove_skill(skill_id: str) -> Response:
    """Take one of your own off, with what others said of it."""
    return answer(doors.remove_skill(caller(), command_id(), skill_id))


@skills.route("/skills/<skill_id>/endorsements")
@open_to("public")
@skills.asks(shapes.ListEndorsements)
@skills.gives(200, shapes.EndorsementPage)
def list_endorsements(asked: dict[str, Any], skill_id: str) -> Response:
    """Who vouches for it, the newest first."""
    return page(doors.list_endorsements(caller(), skill_id, **asked), asked)


@skills.route("/skills/<skill_id>/endorsements", methods=["POST"])
@open_to("member")
@skills.takes(shapes.Endorse)
@skills.gives(201, shapes.SkillEndorsed)
def endorse_skill(asked: dict[str, Any], skill_id: str) -> Response:
    """Vouch for somebody else's skill, once."""
    return answer(doors.endorse_skill(caller(), command_id(), skill_id, **asked), 201)


@skills.route("/skills/endorsements/<endorsement_id>", methods=["DELETE"])
@open_to("member")
@skills.gives(200, shapes.EndorsementTakenBack)
def take_back_endorsement(endorsement_id: str) -> Response:
    """Take back what you said, or what was said of a skill of yours."""
    return answer(doors.take_back_endorsement(caller(), command_id(), endorsement_id))


@skills.route("/members/<member_id>/skills")
@open_to(*READERS)
@skills.gives(200, shapes.MemberSkills)
def member_skills(member_id: str) -> Response:
    """All skills of one member, if they let you see them."""
    return answer(doors.get_member_skills(caller(), member_id))
