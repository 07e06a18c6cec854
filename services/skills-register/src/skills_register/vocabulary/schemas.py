"""The shapes at the doors of the vocabulary."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line, Paragraphs, Version
from chassis.paging import page_fields
from skills_register.vocabulary.domain import Skill, Understood, Vocabulary
from skills_register.vocabulary.proposals import STATES, WAITING, Proposal

LONGEST_WORD = 60
LONGEST_MEANING = 200
DECISIONS = ("take_up", "turn_down")


class ListVocabulary(Schema):
    """Of one group, or all."""

    group = Line(load_default="")


class LookUpWords(Schema):
    """What somebody typed so far."""

    text = Line(required=True)


class ProposeWord(Schema):
    """A word: of which skill it is another one, or else its group and what it means."""

    word = Line(required=True, longest=LONGEST_WORD)
    skill = Line(load_default="")
    group = Line(load_default="")
    meaning = Line(load_default="", longest=LONGEST_MEANING)
    why = Paragraphs(load_default="", longest=1_000)


class ListWords(Schema):
    """Proposals in one state; what waits, unless said otherwise."""

    state = fields.Str(load_default=WAITING, validate=validate.OneOf(STATES))
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class MyWords(Schema):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class OneWord(Schema):
    id = Identifier(required=True)


class DecideWord(Schema):
    """Take it up, in other words where they are given, or turn it down with a reason."""

    id = Identifier(required=True)
    decision = fields.Str(required=True, validate=validate.OneOf(DECISIONS))
    word = Line(load_default="", longest=LONGEST_WORD)
    skill = Line(load_default="")
    group = Line(load_default="")
    meaning = Line(load_default="", longest=LONGEST_MEANING)
    reason = Paragraphs(load_default="", longest=1_000)
    version = Version()


def skill_view(skill: Skill) -> dict[str, Any]:
    return {
        "key": skill.key,
        "name": skill.name,
        "group": skill.group,
        "meaning": skill.meaning,
        "synonyms": list(skill.synonyms),
    }


def vocabulary_view(vocabulary: Vocabulary, group: str) -> dict[str, Any]:
    """Groups in the order of the files, each with its skills."""
    return {
        "items": [
            {
                "key": key,
                "name": name,
                "skills": [skill_view(each) for each in vocabulary.skills.values() if each.group == key],
            }
            for key, name in vocabulary.groups.items()
            if group in ("", key)
        ]
    }


def understood_view(understood: Understood, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "items": [
            {**skill_view(vocabulary.skills[hit.skill]), "word": hit.word, "whole": hit.whole}
            for hit in understood.hits
        ],
        "unknown": list(understood.unknown),
    }


def proposal_view(proposal: Proposal) -> dict[str, Any]:
    """A proposal without who made it."""
    return {
        "id": proposal.id,
        "version": proposal.version,
        "word": proposal.word,
        "skill": proposal.skill or None,
        "group": proposal.group or None,
        "meaning": proposal.meaning or None,
        "why": proposal.why or None,
        "proposed_at": proposal.proposed_at.isoformat(),
        "state": proposal.state,
        "reason": proposal.reason or None,
        "decided_at": proposal.decided_at.isoformat() if proposal.decided_at else None,
    }
