"""The shapes at the doors of members' skills."""

from datetime import datetime
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, Version
from chassis.paging import page_fields
from commons.london import day_of
from skills_register.skills.domain import VISIBILITIES, WEEKDAYS, Endorsement, Entry, Profile
from skills_register.skills.places import Place
from skills_register.skills.standing import LEVEL_WORDS, LEVELS
from skills_register.vocabulary.domain import Vocabulary

LONGEST_EVIDENCE = 1_000
LONGEST_NAME = 80
MOST_HOURS = 200
OUR_PAGE = validate.Regexp(r"(/(?![/\\])[!-~]*)?\Z", error="Enter a page of this site: it begins with /.")
SKILL_KEY = validate.Regexp(r"[a-z][a-z0-9_]*\Z", error="Choose a skill from the list.")


class Said(Schema):
    """``hours`` a month, the months (1-12) and weekdays (0 is Monday) that suit; none named: all of them."""

    hours = fields.Int(required=True, strict=True, validate=validate.Range(0, MOST_HOURS))
    months = fields.List(
        fields.Int(strict=True, validate=validate.Range(1, 12)),
        load_default=list,
        validate=validate.Length(max=12),
    )
    weekdays = fields.List(
        fields.Int(strict=True, validate=validate.Range(0, len(WEEKDAYS) - 1)),
        load_default=list,
        validate=validate.Length(max=len(WEEKDAYS)),
    )


class SaveProfile(Schema):
    """The whole page: what is left out is emptied. ``visibility`` is the member's consent, so it is asked."""

    visibility = fields.Str(required=True, validate=validate.OneOf(VISIBILITIES))
    shown_name = Line(load_default="", longest=LONGEST_NAME)
    postcode = Line(load_default="", longest=10)
    system = Line(load_default="")
    availability = fields.Nested(Said, load_default=None, allow_none=True)
    version = Version()


class AddSkill(Schema):
    """A skill of the vocabulary by its key; ``checked_on`` left out is today."""

    skill = fields.Str(required=True, validate=SKILL_KEY)
    level = fields.Str(required=True, validate=validate.OneOf(LEVELS))
    evidence = Paragraphs(load_default="", longest=LONGEST_EVIDENCE)
    link = Line(load_default="", validate=OUR_PAGE)
    checked_on = Day(load_default=None, allow_none=True, format="iso")


class ChangeSkill(Schema):
    id = Identifier(required=True)
    level = fields.Str(required=True, validate=validate.OneOf(LEVELS))
    evidence = Paragraphs(load_default="", longest=LONGEST_EVIDENCE)
    link = Line(load_default="", validate=OUR_PAGE)
    version = Version()


class OneSkill(Schema):
    id = Identifier(required=True)


class ConfirmSkills(Schema):
    """Which are still true; none named: all of them."""

    ids = fields.List(Identifier(), load_default=list, validate=validate.Length(max=100))


class OneMember(Schema):
    member_id = Identifier(required=True)


class LookUpPlace(Schema):
    postcode = Line(required=True, longest=10)


class Endorse(Schema):
    """Which skill, and words if there are any."""

    id = Identifier(required=True)
    words = Paragraphs(load_default="", longest=500)


class OneEndorsement(Schema):
    endorsement_id = Identifier(required=True)


class ListEndorsements(Schema):
    id = Identifier(required=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


def place_view(place: Place | None) -> dict[str, Any] | None:
    """What is kept of a postcode: the district, and the spot that distances are measured from."""
    if place is None:
        return None
    return {
        "district": place.district,
        "measured_from": place.spot.name,
        "within_miles": place.spot.within,
    }


def profile_view(profile: Profile) -> dict[str, Any]:
    """The page for its owner."""
    said = profile.availability
    return {
        "version": profile.version,
        "region": profile.region,
        "visibility": profile.visibility,
        "agreed_at": profile.agreed_at.isoformat() if profile.agreed_at else None,
        "shown_name": profile.shown_name or None,
        "place": place_view(profile.place),
        "system": profile.system or None,
        "availability": {
            "hours": said.hours,
            "months": list(said.months),
            "weekdays": list(said.weekdays),
            "in_words": said.in_words(),
        }
        if said
        else None,
    }


def entry_view(entry: Entry, words: Vocabulary, now: datetime) -> dict[str, Any]:
    """A skill as everybody who may see it does."""
    return {
        "id": entry.id,
        "version": entry.version,
        "skill": entry.skill,
        "name": words.name_of(entry.skill),
        "level": entry.level,
        "level_in_words": LEVEL_WORDS[entry.level],
        "evidence": entry.evidence or None,
        "link": entry.link or None,
        "confirmed_on": day_of(entry.confirmed_at).isoformat(),
        "stale_on": day_of(entry.stale_from).isoformat(),
        "is_stale": entry.is_stale(now),
        "endorsements": entry.endorsements,
    }


def kept_view(profile: Profile) -> dict[str, Any]:
    """What a change of the page answers: none of its words."""
    agreed_at = profile.agreed_at.isoformat() if profile.agreed_at else None
    return {"version": profile.version, "visibility": profile.visibility, "agreed_at": agreed_at}


def said_view(entry: Entry) -> dict[str, Any]:
    """What a change of a skill answers: none of its words."""
    return {
        "id": entry.id,
        "version": entry.version,
        "skill": entry.skill,
        "level": entry.level,
        "confirmed_on": day_of(entry.confirmed_at).isoformat(),
        "stale_on": day_of(entry.stale_from).isoformat(),
    }


def owner_view(profile: Profile, knows_ids: bool) -> dict[str, Any]:
    """Whose it is: the name they chose to show, where and when; no district and, for visitors, no id."""
    return {
        "member_id": profile.member_id if knows_ids else None,
        "shown_name": profile.shown_name or None,
        "region": profile.region,
        "system": profile.system or None,
        "area": profile.place.spot.name if profile.place else None,
        "availability": profile.availability.in_words() if profile.availability else None,
    }


def endorsement_view(
    endorsement: Endorsement, giver: Profile | None, knows_ids: bool, own: str
) -> dict[str, Any]:
    """Who vouches and how; somebody who left is a former member. ``giver``: None where their page is
    not for the reader, who then reads no name.
    """
    name = (giver.shown_name if giver else "") or "a member"
    return {
        "id": endorsement.id,
        "by": "a former member" if endorsement.giver_id is None else name,
        "giver_id": endorsement.giver_id if knows_ids else None,
        "words": endorsement.words or None,
        "at": endorsement.at.isoformat(),
        "may_take_back": bool(own) and own in (endorsement.giver_id, endorsement.member_id),
    }
