"""Reads ``.blt`` ballot files: the standard form, what Scottish councils publish, and our own.

::

    # a comment; ours carry what other readers do not need, as JSON:  #: seed "drawn on 3 September"
    4 2                       candidates, seats
    -2                        candidates who withdrew
    12 1 3 0                  how many ballots, their choices by number, 0
    0                         the end of the ballots
    "Ann"                     one line each: name, name and party, ...
    "Ward 6"                  the title, which may be missing
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from stewardship.elections.counting.blt_names import ALTERNATIVE_NAME, NamesMissing, named
from stewardship.elections.counting.contest import Candidate, Contest, Preferences, Reservations

MOST_BYTES = 64 * 2**20
MOST_CANDIDATES = 500
MOST_BALLOTS = 100_000_000

OURS = "#:"
"""Starts a line that carries a key and a JSON value; a comment for everybody else."""


class BltError(Exception):
    """The file cannot be read: ``line`` (from 1; None: the file as a whole) and why, in plain words."""

    def __init__(self, line: int | None, why: str) -> None:
        self.line, self.why = line, why
        super().__init__(f"line {line}: {why}" if line else why)


@dataclass(frozen=True)
class BallotFile:
    """``parties``: by candidate id, where the file names them. Ids are numbers unless the file has others."""

    contest: Contest
    ballots: Mapping[Preferences, int]
    parties: Mapping[str, str]


def read_blt(content: bytes | str) -> BallotFile:
    """Whole files only, in UTF-8 (with or without mark), UTF-16 with mark, or Windows-1252.

    Raises ``BltError``. Whether the contest can be counted is another question: ``problems``.
    """
    if len(content) > MOST_BYTES:
        raise BltError(None, f"The file is larger than {MOST_BYTES // 2**20} MiB.")
    text = content if isinstance(content, str) else _decoded(content)
    if "\0" in text:
        raise BltError(None, "This is not a text file.")
    return _Reading(text.removeprefix("\ufeff")).whole()


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


class _Reading:
    def __init__(self, text: str) -> None:
        # Only these end a line: splitlines() would also cut names at unusual separators.
        self._lines = enumerate(re.split(r"\r\n|\n|\r", text), 1)
        self._line = 0
        self._said: dict[str, Any] = {}
        self._candidates: dict[int, dict[str, Any]] = {}
        self._alternatives: list[tuple[str, str]] = []

    def whole(self) -> BallotFile:
        many, seats = self._sizes()
        numbered = list(self._numbered_lines())
        lines = list(self._next_lines())
        ids = self._ids(many)
        withdrawn, ballots = _ballots(numbered, ids)
        try:
            names, parties, title = named(lines, self._alternatives, many)
        except NamesMissing as missing:
            self._fail(str(missing))
        contest = Contest(
            title=self._text("title") or title,
            seats=seats,
            candidates=tuple(map(self._candidate, range(1, many + 1), ids.values(), names)),
            seed=self._text("seed"),
            reservations=self._reservations(),
            withdrawn=frozenset(withdrawn),
            sitting=frozenset(self._strings("sitting")),
        )
        said = zip(ids.values(), parties, strict=True)
        return BallotFile(contest, ballots, {each: party for each, party in said if party})

    def _fail(self, why: str) -> NoReturn:
        raise BltError(self._line, why)

    def _next_lines(self) -> Iterator[str]:
        """Lines with something in them; what is ours is kept aside, comments are left out."""
        for number, line in self._lines:
            self._line, text = number, line.strip()
            if text.startswith(OURS):
                self._keep(text.removeprefix(OURS).strip())
            elif text.startswith("#"):
                self._alternatives += ALTERNATIVE_NAME.findall(text)
            elif text:
                yield text

    def _sizes(self) -> tuple[int, int]:
        for text in self._next_lines():
            numbers = _numbers(text)
            if len(numbers) != 2 or not all(map(_is_number, numbers)):
                self._fail("The first line holds two numbers: how many candidates, how many seats.")
            many, seats = map(int, numbers)
            if not 1 <= many <= MOST_CANDIDATES:
                self._fail(f"The number of candidates is to be from 1 to {MOST_CANDIDATES}.")
            if not 1 <= seats <= many:
                self._fail(f"The number of seats is to be from 1 to the number of candidates, {many}.")
            return many, seats
        raise BltError(None, "The file is empty.")

    def _numbered_lines(self) -> Iterator[tuple[int, list[str]]]:
        for text in self._next_lines():
            numbers = _numbers(text)
            if numbers == ["0"]:
                return
            if text[0] not in "-.0123456789":
                self._fail("This is no line of ballots, and the line with a single 0 has not come yet.")
            if numbers:
                yield self._line, numbers
        self._fail("The file ends within the ballots: a line with a single 0 is missing.")

    def _keep(self, text: str) -> None:
        key, _, value = text.partition(" ")
        try:
            if key == "candidate":
                number, _, value = value.partition(" ")
                self._candidates[int(number)] = dict(_json(value))
            else:
                self._said[key] = _json(value)
        except (ValueError, TypeError, RecursionError):
            self._fail(f"After “{OURS} {key}” a value in JSON is expected.")

    def _ids(self, many: int) -> dict[str, str]:
        """Number as it is written on ballots -> candidate id."""
        ids = {str(n): str(self._candidates.get(n, {}).get("id", n)) for n in range(1, many + 1)}
        if len(set(ids.values())) < many or any(not 1 <= n <= many for n in self._candidates):
            raise BltError(
                None, f"The lines “{OURS} candidate” do not give every candidate an id of their own."
            )
        return ids

    def _candidate(self, number: int, candidate_id: str, name: str) -> Candidate:
        said = self._candidates.get(number, {})
        words = {key: str(said.get(key, "")) for key in ("county", "system")}
        return Candidate(
            candidate_id, str(said.get("name", name)), patient=said.get("patient") is True, **words
        )

    def _reservations(self) -> Reservations:
        floors = self._said.get("least_per_system", {})
        if not isinstance(floors, dict) or not all(type(n) is int for n in floors.values()):
            raise BltError(None, f"After “{OURS} least_per_system” a number for each system is expected.")
        most = self._said.get("most_per_county")
        return Reservations(
            self._number("patient_seats"), None if most is None else self._number("most_per_county"), floors
        )

    def _number(self, key: str) -> int:
        value = self._said.get(key, 0)
        if type(value) is not int:
            raise BltError(None, f"After “{OURS} {key}” a whole number is expected.")
        return value

    def _text(self, key: str) -> str:
        value = self._said.get(key, "")
        if not isinstance(value, str):
            raise BltError(None, f"After “{OURS} {key}” a text in quotes is expected.")
        return value

    def _strings(self, key: str) -> list[str]:
        value = self._said.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise BltError(None, f"After “{OURS} {key}” a list of ids is expected.")
        return value


def _json(text: str) -> Any:
    """Raises ``ValueError`` also for halves of characters, which could be neither printed nor hashed."""
    value = json.loads(text)
    json.dumps(value, ensure_ascii=False).encode()
    return value


def _numbers(text: str) -> list[str]:
    """Words of a line without its comment; tables saved as text have commas at its end."""
    return text.partition("#")[0].replace(",", " ").split()


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= 9


def _ballots(
    lines: list[tuple[int, list[str]]], ids: Mapping[str, str]
) -> tuple[list[str], dict[Preferences, int]]:
    """Who withdrew, and how many ballots say what."""
    withdrawn: list[str] = []
    ballots: dict[Preferences, int] = defaultdict(int)
    total = 0
    for line, numbers in lines:
        if numbers[0].startswith("-"):
            withdrawn += [_withdrawn(line, word, ids) for word in numbers]
            continue
        try:
            preferences = tuple([ids[word] for word in numbers[1:-1]])
        except KeyError as unknown:
            raise BltError(line, _not_a_choice(str(unknown.args[0]), len(ids))) from None
        if numbers[-1] != "0" or len(numbers) == 1:
            raise BltError(line, "A line of ballots ends with 0.")
        if not _is_number(numbers[0]) or int(numbers[0]) < 1:
            raise BltError(line, f"“{numbers[0]}” is not how many ballots there are: a whole number from 1.")
        if len(set(preferences)) < len(preferences):
            twice = next(word for word in numbers[1:-1] if numbers[1:-1].count(word) > 1)
            raise BltError(line, f"Candidate {twice} is chosen twice on one ballot.")
        many = int(numbers[0])
        ballots[preferences] += many
        total += many
    if total > MOST_BALLOTS:
        raise BltError(None, f"There are more than {MOST_BALLOTS:,} ballots.")
    return withdrawn, dict(ballots)


def _withdrawn(line: int, word: str, ids: Mapping[str, str]) -> str:
    if word.startswith("-") and word[1:] in ids:
        return ids[word[1:]]
    raise BltError(line, f"“{word}” is no candidate who withdrew: write -1 to -{len(ids)}.")


def _not_a_choice(word: str, many: int) -> str:
    if "=" in word:
        return f"“{word}” puts candidates level; every choice has its own rank here."
    if word in ("-", "0"):
        return "A choice is left out: the choices of a ballot follow each other without a gap."
    return f"“{word}” is no candidate: there are the numbers 1 to {many}."
