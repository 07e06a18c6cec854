"""Shapes of members' skills: one's own page, one skill, and who vouches for it."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import (
    Paging,
    Shown,
    Versioned,
    day,
    instant,
    page_of,
    string,
    whole,
)

VISIBILITIES = ("everyone", "members", "keepers", "nobody")
LEVELS = ("learning", "doing", "coaching")


def months() -> fields.List[int]:
    return fields.List(
        fields.Int(strict=True, validate=validate.Range(1, 12)),
        metadata={"description": "Months that suit, 1 is January; none named: all"},
    )


def weekdays() -> fields.List[int]:
    return fields.List(
        fields.Int(strict=True, validate=validate.Range(0, 6)),
        metadata={"description": "Weekdays that suit, 0 is Monday; none named: all"},
    )


class AvailabilitySent(Schema):
    hours = whole("Hours a month, 0 to 200; 0 says: none at present", required=True)
    months = months()
    weekdays = weekdays()


class SaveProfile(Versioned):
    """The whole page: what is left out is emptied."""

    visibility = fields.Str(
        required=True,
        validate=validate.OneOf(VISIBILITIES),
        metadata={
            "description": "Your consent: who may find your skills. `keepers` keep your region's register"
        },
    )
    shown_name = string("How you are called beside your skills; left out, no name is shown")
    postcode = string("Where you are; only its first part is kept, as EX4")
    system = string("The local system (STP) of your region that you work in")
    availability = fields.Nested(AvailabilitySent, allow_none=True)


class AddSkill(Schema):
    """A skill of the vocabulary."""

    skill = string("Its key in the vocabulary, as spc", required=True)
    level = fields.Str(required=True, validate=validate.OneOf(LEVELS))
    evidence = string("What you did with it")
    link = string("A page of this site that shows it, beginning with /")
    checked_on = day("The day on which you last knew it to be true, else today")


class ChangeSkill(Versioned):
    """All of it, said anew; that confirms it, too."""

    level = fields.Str(required=True, validate=validate.OneOf(LEVELS))
    evidence = string()
    link = string()


class ConfirmSkills(Schema):
    ids = fields.List(fields.Str(), metadata={"description": "Which are still true; none named: all"})


class AskPlace(Schema):
    postcode = string("A postcode or its first part", required=True)


class Endorse(Schema):
    words = string("What you saw them do")


class ListEndorsements(Paging):
    """A page of those who vouch for it."""


class Place(Shown):
    """All that is kept of where somebody is."""

    district = string("The first part of the postcode", required=True)
    measured_from = string("The place from which distances are measured", required=True)
    within_miles = fields.Float(
        required=True, metadata={"description": "How far from there such places commonly lie"}
    )


class PlaceFound(Shown):
    place = fields.Nested(Place, required=True)


class Availability(Shown):
    hours = whole("Hours a month", required=True)
    months = fields.List(fields.Int(), required=True)
    weekdays = fields.List(fields.Int(), required=True)
    in_words = string(required=True)


class Skill(Shown):
    """One skill of one member."""

    id = string(required=True)
    version = whole(required=True)
    skill = string("Its key in the vocabulary", required=True)
    name = string(required=True)
    level = fields.Str(required=True, validate=validate.OneOf(LEVELS))
    level_in_words = string(required=True)
    evidence = string(required=True, allow_none=True)
    link = string(required=True, allow_none=True)
    confirmed_on = day(required=True)
    stale_on = day("From this day on the confirmation is too old", required=True)
    is_stale = fields.Bool(required=True)
    endorsements = whole(required=True)


class MySkills(Shown):
    """Your own page: what holds for all of your skills, and each."""

    version = whole("0 until you say anything", required=True)
    region = string(required=True)
    visibility = fields.Str(required=True, validate=validate.OneOf(VISIBILITIES))
    agreed_at = instant(
        required=True, allow_none=True, metadata={"description": "When you chose who may find you"}
    )
    shown_name = string(required=True, allow_none=True)
    place = fields.Nested(Place, required=True, allow_none=True)
    system = string(required=True, allow_none=True)
    availability = fields.Nested(Availability, required=True, allow_none=True)
    items = fields.List(fields.Nested(Skill), required=True)
    to_confirm = whole("How many were confirmed too long ago", required=True)


class ProfileKept(Shown):
    version = whole(required=True)
    visibility = fields.Str(required=True, validate=validate.OneOf(VISIBILITIES))
    agreed_at = instant(required=True, allow_none=True)


class SkillSaid(Shown):
    """What a change of a skill answers."""

    id = string(required=True)
    version = whole(required=True)
    skill = string(required=True)
    level = fields.Str(required=True, validate=validate.OneOf(LEVELS))
    confirmed_on = day(required=True)
    stale_on = day(required=True)


class SkillRemoved(Shown):
    id = string(required=True)


class SkillsConfirmed(Shown):
    confirmed = whole(required=True)


class Owner(Shown):
    """Whose it is, as they chose to be seen."""

    member_id = string("Null for visitors", required=True, allow_none=True)
    shown_name = string(required=True, allow_none=True)
    region = string(required=True)
    system = string(required=True, allow_none=True)
    area = string("The postcode area, by its name", required=True, allow_none=True)
    availability = string("In words", required=True, allow_none=True)


class OwnedSkill(Skill):
    owner = fields.Nested(Owner, required=True)


class MemberSkills(Owner):
    items = fields.List(fields.Nested(Skill), required=True)


class Endorsement(Shown):
    """That a member vouches for it; it stays when they leave Q."""

    id = string(required=True)
    by = string("The name they show, else `a member`, or `a former member`", required=True)
    giver_id = string("Null for visitors, and when they left", required=True, allow_none=True)
    words = string(required=True, allow_none=True)
    at = instant(required=True)
    may_take_back = fields.Bool(required=True)


class SkillEndorsed(Shown):
    id = string("The skill's", required=True)
    endorsement_id = string(required=True)
    endorsements = whole(required=True)


class EndorsementTakenBack(Shown):
    id = string("The skill's", required=True)
    endorsements = whole(required=True)


EndorsementPage = page_of(Endorsement)
