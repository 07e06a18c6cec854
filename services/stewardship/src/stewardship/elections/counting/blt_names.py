"""The lines of a ``.blt`` file after its ballots: names, parties, title, in the ways they are written.

A name stands alone, in quotation marks or not; with its party in brackets; with its party in quotation marks
behind it; the two quoted once more as one, as tables write it; all names on one line; or as comments.
"""

import re
from collections import Counter
from collections.abc import Sequence

ALTERNATIVE_NAME = re.compile(r"# ALTERNATIVE NAME (\d{1,4}): *(.*)")
"""Some collections write the names as such comments and only the title as a line."""

WHOLE = re.compile(r'"((?:[^"]|"")*)"')
"""One quoted text, as tables write it: a quotation mark in it is doubled."""

NAME_AND_PARTY = (
    re.compile(r'"([^"]*)"\s*"([^"]*)"'),
    re.compile(r'([^"]+?)\s*"([^"]*)"'),
    re.compile(r"([^()]+?)\s*\(([^()]*)\)"),
)


class NamesMissing(Exception):
    """The lines do not name every candidate, or name more; the words say which."""


def named(
    lines: Sequence[str], alternatives: Sequence[tuple[str, str]], many: int
) -> tuple[list[str], list[str], str]:
    """Name and party (or "") of every candidate in order, and the title (or "")."""
    names, title = _lines_of_names(lines, alternatives, many)
    pairs = [_name_and_party(line) for line in names]
    if _party_comes_first(pairs):
        pairs = [(name, party) for party, name in pairs]
    times = Counter(name for name, _ in pairs)
    apart = [f"{name} ({party})" if times[name] > 1 and party else name for name, party in pairs]
    return apart, [party for _, party in pairs], _unquoted(title)


def _lines_of_names(
    lines: Sequence[str], alternatives: Sequence[tuple[str, str]], many: int
) -> tuple[Sequence[str], str]:
    if many <= len(lines) <= many + 1:
        return lines[:many], "".join(lines[many:])
    if len(lines) > many + 1:
        raise NamesMissing(
            f"After {many} names and the title there are {len(lines) - many - 1} lines too many."
        )
    by_number = {int(number): name for number, name in alternatives}
    if len(lines) <= 1 and by_number.keys() == set(range(1, many + 1)):
        return [by_number[number] for number in range(1, many + 1)], "".join(lines)
    together = [match[0] for line in lines for match in WHOLE.finditer(line)]
    if len(together) in (many, many + 1):
        return together[:many], "".join(together[many:])
    raise NamesMissing(f"The name of candidate {len(lines) + 1} is missing: there are {many} candidates.")


def _name_and_party(line: str) -> tuple[str, str]:
    text = line.rstrip(", \t")
    whole = WHOLE.fullmatch(text)
    if whole:
        text = whole[1].replace('""', '"').strip()
    for pattern in NAME_AND_PARTY:
        found = pattern.fullmatch(text)
        if found:
            return found[1].strip(), found[2].strip()
    return text.strip('" \t'), ""


def _party_comes_first(pairs: Sequence[tuple[str, str]]) -> bool:
    """Single words that come more than once, before names that do not: some councils write it so."""
    parties, people = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return (
        len(set(parties)) < len(pairs) == len(set(people))
        and not any(" " in party for party in parties)
        and all(" " in name for name in people)
    )


def _unquoted(line: str) -> str:
    text = line.rstrip(", \t")
    whole = WHOLE.fullmatch(text)
    return (whole[1].replace('""', '"') if whole else text).strip('" \t')
