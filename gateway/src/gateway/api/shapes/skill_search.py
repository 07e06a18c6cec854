"""Shapes of the search of the skills register, and of saved searches (row 63)."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, instant, page_of, string, whole
from gateway.api.shapes.skills import LEVELS, OwnedSkill

FARTHEST = 300
MOST_HOURS = 200


class _Wanted(Schema):
    """What both a search and a saved one may ask for; a field goes before what the text says."""

    text = string("A question in plain words, as `who within 30 miles can coach SPC in June`")
    skills = fields.List(
        fields.Str(), metadata={"description": "Keys of the vocabulary; one of them is enough"}
    )
    level = fields.Str(validate=validate.OneOf(LEVELS), metadata={"description": "At least as well as that"})
    region = string("A region's code")
    system = string("A local system (STP)")
    near = string("A postcode or its first part; left out, where your own page says you are")


class SearchSkills(Paging, _Wanted):
    """In a query numbers are text, and several skills or weekdays are said one by one."""

    within_miles = fields.Int(
        validate=validate.Range(1, FARTHEST), metadata={"description": "With `near` alone: 30"}
    )
    month = fields.Int(validate=validate.Range(1, 12), metadata={"description": "1 is January"})
    weekdays = fields.List(
        fields.Int(validate=validate.Range(0, 6)), metadata={"description": "0 is Monday; one is enough"}
    )
    hours = fields.Int(
        validate=validate.Range(0, MOST_HOURS), metadata={"description": "At least so many hours a month"}
    )
    fresh = fields.Bool(metadata={"description": "Only what was confirmed in the last months"})


class SaveSearch(_Wanted):
    """A search under a name."""

    name = string(required=True)
    tells = fields.Bool(
        truthy={True}, falsy={False}, metadata={"description": "Tell me of new matches; else true"}
    )
    within_miles = whole("With `near` alone: 30", validate=validate.Range(1, FARTHEST), allow_none=True)
    month = whole("1 is January", validate=validate.Range(1, 12), allow_none=True)
    weekdays = fields.List(whole("0 is Monday", validate=validate.Range(0, 6)))
    hours = whole("At least so many hours a month", validate=validate.Range(0, MOST_HOURS))
    fresh = fields.Bool(truthy={True}, falsy={False})


class TellOrNot(Schema):
    tells = fields.Bool(required=True, truthy={True}, falsy={False})


class SkillMatchReason(Shown):
    """One thing that speaks for a match."""

    kind = string(required=True)
    words = string(required=True)
    points = whole("What it adds to the order; 0: it was asked for", required=True)


class SkillMatch(OwnedSkill):
    """A skill that was found, and why."""

    miles = whole(
        "From the place that was asked for; null without a distance", required=True, allow_none=True
    )
    points = whole("The sum of its reasons' points: the order of the answer", required=True)
    reasons = fields.List(fields.Nested(SkillMatchReason), required=True)


class MatchCount(Shown):
    matches = whole(required=True)
    is_more = fields.Bool(required=True, metadata={"description": "There are more than that"})


class PointsRow(Shown):
    """A row of the table of points."""

    kind = string(required=True)
    words = string(required=True)
    points = whole(required=True)


class SkillMatches(page_of(SkillMatch)):  # type: ignore[misc]
    """Matches, the most points first."""

    count = fields.Nested(
        MatchCount, required=True, allow_none=True, metadata={"description": "On the first page"}
    )
    understood = string("How the question was understood, in words", required=True)
    not_understood = fields.List(
        fields.Str(), required=True, metadata={"description": "Words that mean no skill we know"}
    )
    points = fields.List(
        fields.Nested(PointsRow), required=True, metadata={"description": "Every point there is"}
    )


class SearchAsked(Shown):
    """What a saved search asks for."""

    text = string(required=True)
    skills = fields.List(fields.Str(), required=True)
    level = string(required=True)
    region = string(required=True)
    system = string(required=True)
    near = string("The first part of a postcode, or empty", required=True)
    within_miles = whole(required=True, allow_none=True)
    month = whole(required=True, allow_none=True)
    weekdays = fields.List(fields.Int(), required=True)
    hours = whole(required=True)
    fresh = fields.Bool(required=True)


class SavedSearch(Shown):
    id = string(required=True)
    version = whole(required=True)
    name = string(required=True)
    asked = fields.Nested(SearchAsked, required=True)
    tells = fields.Bool(required=True, metadata={"description": "You are told of new matches"})
    saved_at = instant(required=True)
    told_at = instant(required=True, allow_none=True)
    new_matches = whole("Since you were told last", required=True)


class SearchKept(Shown):
    """What saving or changing a search answers."""

    id = string(required=True)
    version = whole(required=True)
    tells = fields.Bool(required=True)


class SearchRemoved(Shown):
    id = string(required=True)


class SavedMatches(SkillMatches):
    search = fields.Nested(SavedSearch, required=True)


SavedSearchPage = page_of(SavedSearch)
