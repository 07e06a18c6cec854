"""A member's proposal of a word: a synonym of a skill, or a skill of its own; the centre decides (row 63)."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from skills_register.refusal import Refusal
from skills_register.vocabulary.domain import Skill, Vocabulary, plain

WAITING, TAKEN_UP, TURNED_DOWN = "waiting", "taken_up", "turned_down"
STATES = (WAITING, TAKEN_UP, TURNED_DOWN)
LONGEST_KEY = 40
NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Proposal:
    """A word and what it would mean: ``skill`` is the key it is a synonym of, empty for a new skill,
    which then has a ``group`` and a ``meaning``. ``member_id`` is empty when who proposed it has left.
    """

    id: str
    version: int
    member_id: str
    word: str
    skill: str
    group: str
    meaning: str
    why: str
    proposed_at: datetime
    state: str = WAITING
    reason: str = ""
    decided_at: datetime | None = None


def propose(
    proposal_id: str,
    vocabulary: Vocabulary,
    *,
    member_id: str,
    word: str,
    skill: str,
    group: str,
    meaning: str,
    why: str,
    now: datetime,
) -> Proposal:
    """Refused: ``word_known``, ``skill_unknown``, ``word_incomplete``."""
    _refuse_known(vocabulary, word)
    made = Proposal(proposal_id, 1, member_id, word, skill, group, meaning, why, now)
    _refuse_incomplete(vocabulary, made)
    return made


def take_up(
    proposal: Proposal,
    vocabulary: Vocabulary,
    *,
    word: str,
    skill: str,
    group: str,
    meaning: str,
    now: datetime,
) -> Proposal:
    """It becomes a word, in the centre's wording where it has another one; "" keeps the member's.

    With a group and without a skill it becomes a skill of its own, whatever the member had proposed.

    Refused: ``word_decided``, ``word_known``, ``skill_unknown``, ``word_incomplete``.
    """
    _refuse_decided(proposal)
    worded = replace(
        proposal,
        word=word or proposal.word,
        skill=skill or ("" if group else proposal.skill),
        group=group or proposal.group,
        meaning=meaning or proposal.meaning,
    )
    _refuse_known(vocabulary, worded.word)
    _refuse_incomplete(vocabulary, worded)
    return replace(worded, version=proposal.version + 1, state=TAKEN_UP, decided_at=now)


def turn_down(proposal: Proposal, reason: str, now: datetime) -> Proposal:
    """Refused: ``word_decided``, ``reason_required``."""
    _refuse_decided(proposal)
    if not reason:
        said = "Say why this word is not taken up."
        raise Refusal("reason_required", said, {"reason": [said]})
    return replace(proposal, version=proposal.version + 1, state=TURNED_DOWN, reason=reason, decided_at=now)


def grown(vocabulary: Vocabulary, taken_up: list[Proposal]) -> Vocabulary:
    """The files' vocabulary with the words that were taken up, the oldest decision first.

    Where a file has come to hold the same word since, the file is right.
    """
    for each in taken_up:
        if each.skill:
            vocabulary = vocabulary.with_synonym(each.skill, each.word)
        else:
            skill = Skill(key_of(each.word), each.word, each.group, each.meaning)
            vocabulary = vocabulary.with_skill(skill)
    return vocabulary


def key_of(word: str) -> str:
    """The key of a skill made of a word: ``Rapid cycle testing`` is ``rapid_cycle_testing``."""
    key = NOT_IN_KEYS.sub("_", word.casefold()).strip("_")[:LONGEST_KEY].strip("_")
    return key if key[:1].isalpha() else f"s_{key}"[:LONGEST_KEY]


def _refuse_known(vocabulary: Vocabulary, word: str) -> None:
    known = vocabulary.meaning_of(word)
    if known is not None:
        said = f"“{word}” means “{vocabulary.name_of(known)}” already."
        raise Refusal("word_known", said, {"word": [said]})
    if not plain(word):
        said = "Enter a word of letters or digits."
        raise Refusal("word_incomplete", said, {"word": [said]})


def _refuse_incomplete(vocabulary: Vocabulary, proposal: Proposal) -> None:
    if proposal.skill:
        if proposal.skill not in vocabulary.skills:
            raise Refusal("skill_unknown", fields={"skill": ["Choose a skill from the list."]})
        return
    lacking = {}
    if proposal.group not in vocabulary.groups:
        lacking["group"] = ["Choose a group, or the skill of which this is another word."]
    if not proposal.meaning:
        lacking["meaning"] = ["Say in one sentence what it means."]
    if key_of(proposal.word) in vocabulary.skills:
        lacking["word"] = ["A skill of that name is there already: propose a synonym of it."]
    if lacking:
        raise Refusal("word_incomplete", fields=lacking)


def _refuse_decided(proposal: Proposal) -> None:
    if proposal.state != WAITING:
        raise Refusal("word_decided")
