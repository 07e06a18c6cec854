"""Reads ballot files in pabulib's form (``.pb``), from anywhere.

::

    META                                 key;value: budget and vote_type are needed
    PROJECTS                             a header: project_id and cost are needed; the order is the lot's
    VOTES                                a header: voter_id and vote (project ids with commas)

``vote_type`` is ``approval`` (or ``choose-1``: a point for each project), ``cumulative`` or ``scoring``
(the column ``points`` stands beside ``vote``), or ``ordinal`` (the first of at most k projects gets k
points, the next k - 1). Pabulib: https://pabulib.org/format
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NoReturn

from exchange.tally.vote import Gathering, Project, Vote

MOST_BYTES = 512 * 2**20
MOST_PROJECTS = 10_000
LONGEST_FIELD = 1_000_000
SECTIONS = ("META", "PROJECTS", "VOTES")
NUMBER = re.compile(r"[0-9]{1,15}([.,][0-9]{1,9})?")
POINTS = re.compile(r"[0-9]{1,9}([.,]0+)?")

Row = Mapping[str, str]


class PbError(Exception):
    """The file cannot be read: ``line`` (from 1; None: the file as a whole) and why, in plain words."""

    def __init__(self, line: int | None, why: str) -> None:
        self.line, self.why = line, why
        super().__init__(f"line {line}: {why}" if line else why)


@dataclass(frozen=True)
class BallotFile:
    """``official``: the ids that the file itself marks as funded, None where it marks none."""

    vote: Vote
    meta: Mapping[str, str]
    official: frozenset[str] | None


def read_pb(content: bytes | str) -> BallotFile:
    """Whole files only, in UTF-8 (with or without mark) or Windows-1250. Raises ``PbError``."""
    if len(content) > MOST_BYTES:
        raise PbError(None, f"The file is larger than {MOST_BYTES // 2**20} MiB.")
    text = content if isinstance(content, str) else _decoded(content)
    if "\0" in text:
        raise PbError(None, "This is not a text file.")
    return _Reading(text.removeprefix("\ufeff")).whole()


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1250", errors="replace")


class _Reading:
    def __init__(self, text: str) -> None:
        csv.field_size_limit(LONGEST_FIELD)
        self._rows = csv.reader(text.splitlines(), delimiter=";")
        self._section = ""
        self._places: dict[str, int] = {}

    def whole(self) -> BallotFile:
        self._begin("META")
        meta = {row[0].strip(): row[1].strip() for row in self._lines() if len(row) > 1}
        pot = self._amount("budget", meta.get("budget", ""))
        projects, official = self._projects()
        ballots = self._ballots(meta)
        title = meta.get("description", "")
        return BallotFile(Vote(pot, projects, ballots.ballots, title), meta, official)

    def _fail(self, why: str) -> NoReturn:
        raise PbError(self._rows.line_num or None, why)

    def _begin(self, section: str) -> None:
        """Go to the header of this section; it is the next thing in the file."""
        if section == SECTIONS[0]:
            self._section = next(self._sections(), "")
        if self._section != section:
            self._fail(
                f"The part {section} is missing: a ballot file has {', '.join(SECTIONS)}, in this order."
            )

    def _sections(self) -> Iterator[str]:
        for row in self._each():
            yield row[0].strip().upper() if len(row) == 1 else ""

    def _each(self) -> Iterator[list[str]]:
        """Rows with something in them."""
        while True:
            try:
                row = next(self._rows)
            except StopIteration:
                return
            except csv.Error:
                self._fail("This line cannot be read.")
            if any(each.strip() for each in row):
                yield row

    def _lines(self) -> Iterator[list[str]]:
        """Rows up to the next section."""
        self._section = ""
        for row in self._each():
            if len(row) == 1 and row[0].strip().upper() in SECTIONS:
                self._section = row[0].strip().upper()
                return
            yield row

    def _table(self, section: str, *needed: str) -> Iterator[Row]:
        """The rows of a section by the names of its header."""
        self._begin(section)
        lines = self._lines()
        header = [each.strip().casefold() for each in next(lines, [])]
        missing = [name for name in needed if name not in header]
        if missing:
            self._fail(f"{section} has no column {missing[0]}.")
        for row in lines:
            yield dict(zip(header, (each.strip() for each in row), strict=False))

    def _projects(self) -> tuple[tuple[Project, ...], frozenset[str] | None]:
        found: list[Project] = []
        marked, is_marked = set(), False
        for row in self._table("PROJECTS", "project_id", "cost"):
            project_id = row.get("project_id", "")
            if not project_id or project_id in self._places:
                self._fail("Each project needs an id of its own.")
            if len(found) == MOST_PROJECTS:
                self._fail(f"There are more than {MOST_PROJECTS:,} projects.")
            self._places[project_id] = len(found)
            cost = self._amount("cost", row.get("cost", ""))
            found.append(Project(project_id, row.get("name", "") or project_id, cost))
            is_marked = is_marked or "selected" in row
            if row.get("selected") == "1":
                marked.add(project_id)
        return tuple(found), frozenset(marked) if is_marked else None

    def _ballots(self, meta: Mapping[str, str]) -> Gathering:
        kind = meta.get("vote_type", "").casefold()
        if kind not in READERS:
            self._fail(f"The vote_type {kind or '(none)'} is not one of {', '.join(READERS)}.")
        rows = [(self._rows.line_num, row) for row in self._table("VOTES", "voter_id", "vote")]
        chosen = [self._chosen(line, row.get("vote", "")) for line, row in rows]
        longest = max(map(len, chosen), default=0)
        if meta.get("max_length", "").isdigit():
            longest = max(longest, int(meta["max_length"]))
        gathering = Gathering()
        for (line, row), places in zip(rows, chosen, strict=True):
            try:
                gathering.add(READERS[kind](places, row.get("points", ""), longest))
            except ValueError as wrong:
                raise PbError(line, str(wrong)) from None
        return gathering

    def _chosen(self, line: int, vote: str) -> list[int]:
        ids = [each.strip() for each in vote.split(",") if each.strip()]
        unknown = [each for each in ids if each not in self._places]
        if unknown:
            raise PbError(line, f"{unknown[0]} is not among the projects.")
        return [self._places[each] for each in ids]

    def _amount(self, what: str, text: str) -> Fraction:
        if not NUMBER.fullmatch(text):
            self._fail(f"The {what} is to be a number, not below 0.")
        return Fraction(text.replace(",", "."))


def _approved(places: Sequence[int], _points: str, _longest: int) -> dict[int, int]:
    return dict.fromkeys(places, 1)


def _given(places: Sequence[int], points: str, _longest: int) -> dict[int, int]:
    """What the voter gave to each; who chose none gave none."""
    said = [each.strip() for each in points.split(",") if each.strip()]
    if len(said) != len(places) or not all(map(POINTS.fullmatch, said)):
        raise ValueError("Each project of a vote is to have its points, whole numbers not below 0.")
    found: dict[int, int] = {}
    for place, each in zip(places, said, strict=True):
        found[place] = found.get(place, 0) + int(re.split("[.,]", each)[0])
    return found


def _ranked(places: Sequence[int], _points: str, longest: int) -> dict[int, int]:
    """The first of those named gets the most; a project that is named again keeps its first place."""
    return {place: longest - rank for rank, place in enumerate(dict.fromkeys(places))}


READERS: Mapping[str, Callable[[Sequence[int], str, int], dict[int, int]]] = {
    "approval": _approved,
    "choose-1": _approved,
    "cumulative": _given,
    "scoring": _given,
    "ordinal": _ranked,
}
