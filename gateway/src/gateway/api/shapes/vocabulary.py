"""Shapes of the vocabulary of skills, and of words that members propose."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, Versioned, instant, list_of, page_of, string, whole

WORD_STATES = ("waiting", "taken_up", "turned_down")
DECISIONS = ("take_up", "turn_down")


class AskVocabulary(Schema):
    group = string("The key of one group; else all")


class LookUpWords(Schema):
    text = string("What somebody types, as `coach SPC`", required=True)


class ProposeWord(Schema):
    """Another word for a skill, or a new skill with its group and its meaning."""

    word = string(required=True)
    skill = string("The key of the skill that it is another word for")
    group = string("The key of the group of a new skill")
    meaning = string("What a new skill means, in one sentence")
    why = string()


class ListWords(Paging):
    state = fields.Str(
        validate=validate.OneOf(WORD_STATES), metadata={"description": "Else what waits to be decided"}
    )


class MyWords(Paging):
    """A page of one's own proposals."""


class DecideWord(Versioned):
    """Take it up, in other words where you give them, or turn it down with a reason."""

    decision = fields.Str(required=True, validate=validate.OneOf(DECISIONS))
    word = string()
    skill = string("The key of the skill that it is another word for")
    group = string("The key of the group; without `skill` it becomes a skill of its own")
    meaning = string()
    reason = string("Needed to turn it down; who proposed it reads it")


class SkillInWords(Shown):
    """A skill with everything that means it."""

    key = string(required=True)
    name = string(required=True)
    group = string(required=True)
    meaning = string(required=True)
    synonyms = fields.List(fields.Str(), required=True)


class SkillGroup(Shown):
    key = string(required=True)
    name = string(required=True)
    skills = fields.List(fields.Nested(SkillInWords), required=True)


class SkillNamed(SkillInWords):
    word = string("The word of the text that names it", required=True)
    whole = fields.Bool(
        required=True, metadata={"description": "Whether the word means it, or is a part of one that does"}
    )


class WordsUnderstood(Shown):
    items = fields.List(fields.Nested(SkillNamed), required=True)
    not_understood = fields.List(
        fields.Str(),
        required=True,
        data_key="unknown",
        metadata={"description": "Words that mean no skill we know"},
    )


class ProposedWord(Shown):
    """A proposed word, without who proposed it."""

    id = string(required=True)
    version = whole(required=True)
    word = string(required=True)
    skill = string(required=True, allow_none=True)
    group = string(required=True, allow_none=True)
    meaning = string(required=True, allow_none=True)
    why = string(required=True, allow_none=True)
    proposed_at = instant(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(WORD_STATES))
    reason = string(required=True, allow_none=True)
    decided_at = instant(required=True, allow_none=True)


SkillGroupList = list_of(SkillGroup)
ProposedWordPage = page_of(ProposedWord)
