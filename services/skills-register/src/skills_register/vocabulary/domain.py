"""The vocabulary of skills: every word means one skill (row 63)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

APART = re.compile(r"[^a-z0-9]+")
SHORTEST_STEM = 3
SHORTEST_PART = 3
"""Letters with which a part of a word is looked for: shorter ones stand in half of all words."""
LONGEST_PHRASE = 8
MOST_NEAR = 5

EMPTY_WORDS = frozenset(
    (
        "a", "an", "and", "any", "anybody", "anyone", "at", "by", "can", "could", "do", "does", "find", "for",
        "from", "has", "have", "help", "i", "in", "is", "know", "looking", "me", "my", "near", "need", "of",
        "on", "or", "our", "person", "people", "please", "some", "somebody", "someone", "that",
        "the", "their", "to", "up", "us", "we", "what", "which", "who", "whoever", "with",
    )
)  # fmt: skip
"""Words of a question that mean no skill."""


@dataclass(frozen=True)
class Skill:
    """One meaning: its key, what people call it, and a plain sentence."""

    key: str
    name: str
    group: str
    meaning: str
    synonyms: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that means it, as people write it."""
        return (self.name, *self.synonyms)


@dataclass(frozen=True)
class Hit:
    """A skill that a text names: by a word of its own (``whole``), or only by a part of one."""

    skill: str
    word: str
    whole: bool


@dataclass(frozen=True)
class Understood:
    """What a text names, in its order, and the words that nobody knows."""

    hits: tuple[Hit, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """``groups``: key -> name; ``skills`` by key; ``meanings``: plain word -> key of its skill."""

    groups: Mapping[str, str]
    skills: Mapping[str, Skill]
    meanings: Mapping[str, str]

    def get(self, key: str) -> Skill | None:
        return self.skills.get(key)

    def name_of(self, key: str) -> str:
        """What people call it; the key itself for a skill that a file no longer holds."""
        found = self.skills.get(key)
        return found.name if found else key

    def meaning_of(self, word: str) -> str | None:
        """The key of the skill that exactly this word means, in any case and number."""
        return self.meanings.get(plain(word))

    def with_synonym(self, key: str, word: str) -> "Vocabulary":
        """With one more word for a skill; unchanged where the files have caught up or lack the skill."""
        skill = self.skills.get(key)
        if skill is None or plain(word) in self.meanings:
            return self
        grown = replace(skill, synonyms=(*skill.synonyms, word))
        return replace(self, skills={**self.skills, key: grown}, meanings={**self.meanings, plain(word): key})

    def with_skill(self, skill: Skill) -> "Vocabulary":
        """With one more skill; unchanged where the files have caught up."""
        taken = skill.key in self.skills or any(plain(word) in self.meanings for word in skill.words)
        if taken or skill.group not in self.groups:
            return self
        meanings = {**self.meanings, **{plain(word): skill.key for word in skill.words}}
        return replace(self, skills={**self.skills, skill.key: skill}, meanings=meanings)

    def understand(self, text: str) -> Understood:
        """The skills that a text names: the longest phrases first, then parts of words."""
        letters = plain(text).split()
        hits: dict[str, Hit] = {}
        unknown: list[str] = []
        at = 0
        while at < len(letters):
            length = self._phrase_at(letters, at)
            phrase = " ".join(letters[at : at + max(length, 1)])
            if length:
                key = self.meanings[phrase]
                hits[key] = Hit(key, self._as_written(key, phrase), True)
            elif phrase not in EMPTY:
                near = self._near(phrase)
                hits |= {key: Hit(key, phrase, False) for key in near if key not in hits}
                unknown += [] if near else [phrase]
            at += max(length, 1)
        return Understood(tuple(hits.values()), tuple(unknown))

    def _phrase_at(self, letters: list[str], at: int) -> int:
        """How many words from here on are one word of ours; 0 if none."""
        for length in range(min(LONGEST_PHRASE, len(letters) - at), 0, -1):
            if " ".join(letters[at : at + length]) in self.meanings:
                return length
        return 0

    def _near(self, part: str) -> list[str]:
        """Skills with a word that begins with this, in the order of the files."""
        if len(part) < SHORTEST_PART:
            return []
        found = [
            key for word, key in self.meanings.items() if any(each.startswith(part) for each in word.split())
        ]
        return list(dict.fromkeys(found))[:MOST_NEAR]

    def _as_written(self, key: str, phrase: str) -> str:
        return next(word for word in self.skills[key].words if plain(word) == phrase)


def plain(word: str) -> str:
    """A word as it is compared: small letters, no signs, no plural; ``SPC Charts`` is ``spc chart``."""
    parts = APART.sub(" ", word.casefold().replace("&", " and ")).split()
    return " ".join(_singular(part) for part in parts)


def _singular(part: str) -> str:
    is_plural = len(part) > SHORTEST_STEM and part.endswith("s") and not part.endswith("ss")
    return part[:-1] if is_plural else part


EMPTY = frozenset(map(plain, EMPTY_WORDS))
