"""The vocabulary read from its files: what is wrong in one stops the start with file, key and reason.

A file is TOML: ``[groups]`` key = name, ``[[skills]]`` with key, name, group, meaning, synonyms, and
``[synonyms]`` skill key = [words] for skills of a file before it.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from skills_register.vocabulary.domain import Skill, Vocabulary, plain

OWN_FILE = Path(__file__).with_name("words.toml")
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
TOP = ("groups", "skills", "synonyms")
OF_A_SKILL = ("key", "name", "group", "meaning", "synonyms")


class VocabularyError(Exception):
    """The files cannot be used; ``problems`` are all that was found, ``file: key: reason`` each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))


@cache
def load(extra: str = "") -> Vocabulary:
    """Our own file and, if there is one, the operator's. Raises ``VocabularyError``."""
    reading = _Reading()
    for path in (OWN_FILE, Path(extra)) if extra else (OWN_FILE,):
        reading.take(path)
    if reading.problems:
        raise VocabularyError(reading.problems)
    return Vocabulary(reading.groups, reading.skills, reading.meanings)


@dataclass
class _Reading:
    """What the files said so far; ``told_in`` remembers which file gave a word."""

    groups: dict[str, str] = field(default_factory=dict)
    skills: dict[str, Skill] = field(default_factory=dict)
    meanings: dict[str, str] = field(default_factory=dict)
    told_in: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    file: str = ""

    def take(self, path: Path) -> None:
        self.file = path.name
        try:
            document = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
            self._wrong("(file)", " ".join(str(getattr(wrong, "strerror", None) or wrong).split()))
            return
        self._unknown(document, TOP, "")
        self._take_groups(document.get("groups", {}))
        for number, each in enumerate(self._rows(document.get("skills", [])), 1):
            self._take_skill(f"skills[{number}]", each)
        self._take_synonyms(document.get("synonyms", {}))

    def _take_groups(self, groups: Any) -> None:
        for key, name in self._table("groups", groups).items():
            if not isinstance(name, str) or not name.strip():
                self._wrong(f"groups.{key}", "a name is wanted")
            elif key in self.groups:
                self._wrong(f"groups.{key}", f"is a group already: {self.groups[key]!r}")
            else:
                self.groups[key] = name

    def _take_skill(self, place: str, said: Mapping[str, Any]) -> None:
        self._unknown(said, OF_A_SKILL, f"{place}.")
        texts = {name: said.get(name) for name in ("key", "name", "group", "meaning")}
        lacking = [name for name, text in texts.items() if not isinstance(text, str) or not text.strip()]
        for name in lacking:
            self._wrong(f"{place}.{name}", "a text is wanted")
        if lacking:
            return
        skill = Skill(said["key"], said["name"], said["group"], said["meaning"])
        if not KEY.match(skill.key):
            self._wrong(f"{place}.key", f"{skill.key!r}: small letters, digits and _ only, a letter first")
        elif skill.key in self.skills:
            self._wrong(f"{place}.key", f"{skill.key!r} is a skill already: {self.skills[skill.key].name!r}")
        elif skill.group not in self.groups:
            self._wrong(f"{place}.group", f"{skill.group!r} is no group")
        else:
            self.skills[skill.key] = skill
            self._mean(f"{place}.name", skill.key, skill.name)
            self._add(f"{place}.synonyms", skill.key, said.get("synonyms", []))

    def _take_synonyms(self, synonyms: Any) -> None:
        for key, words in self._table("synonyms", synonyms).items():
            if key in self.skills:
                self._add(f"synonyms.{key}", key, words)
            else:
                self._wrong(f"synonyms.{key}", "is no skill")

    def _add(self, place: str, key: str, words: Any) -> None:
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            self._wrong(place, "a list of words is wanted")
            return
        fresh = tuple(word for word in words if self._mean(place, key, word))
        self.skills[key] = replace(self.skills[key], synonyms=(*self.skills[key].synonyms, *fresh))

    def _mean(self, place: str, key: str, word: str) -> bool:
        """Note that this word means the skill, unless it means something already."""
        compared = plain(word)
        known = self.meanings.get(compared)
        if not compared:
            self._wrong(place, f"{word!r} is no word")
        elif known == key:
            self._wrong(place, f"{word!r} stands twice for {key!r} (the first in {self.told_in[compared]})")
        elif known is not None:
            self._wrong(place, f"{word!r} means {known!r} already (in {self.told_in[compared]})")
        else:
            self.meanings[compared], self.told_in[compared] = key, self.file
            return True
        return False

    def _rows(self, rows: Any) -> Iterable[Mapping[str, Any]]:
        if isinstance(rows, list) and all(isinstance(row, Mapping) for row in rows):
            return rows
        self._wrong("skills", "[[skills]] is wanted")
        return ()

    def _table(self, place: str, table: Any) -> Mapping[str, Any]:
        if isinstance(table, Mapping):
            return table
        self._wrong(place, f"[{place}] is wanted")
        return {}

    def _unknown(self, said: Mapping[str, Any], known: tuple[str, ...], place: str) -> None:
        for key in said.keys() - set(known):
            self._wrong(f"{place}{key}", "is not known")

    def _wrong(self, key: str, reason: str) -> None:
        self.problems.append(f"{self.file}: {key}: {reason}")
