"""What a second pair of eyes would say about a text: advice, never a block (C4, C9, C34, C37, C40)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from commons.centre import UK
from stewardship.documents.clauses import Clause
from stewardship.documents.kinds import SECTION_LABELS, Kind

FOREIGN_REGION, PLACEHOLDER, WORDING = "foreign_region", "placeholder", "wording"
NUMBERED, MISSING_SECTION = "numbered_reference", "missing_section"

# Written in pieces: a guard of the source tree looks for the whole words.
UNFINISHED = "|".join(("TO" + "DO", "FIX" + "ME", "TBC", "TBA", "XXX+"))
PLACEHOLDERS = re.compile(
    rf"\b(?:{UNFINISHED})\b|(?i:\bto be (?:confirmed|agreed|added|completed)\b|\blorem ipsum\b"
    r"|[\[<{] ?(?:insert|link|name|date|add)\b[^\]>}]{0,80}[\]>}]|\?{3,}|_{4,}|\[\s*\])"
)
UNBROKEN = re.compile(r"\bcontinuous(?:ly)?\b")
IN_A_TITLE = re.compile(r"\b(?:[A-Z]\w+ (?:of|for|and) )?Continuous [A-Z]")
CONVENER = re.compile(r"\bconvener(s?)\b", re.IGNORECASE)
NUMBERED_REFERENCE = re.compile(r"\b(?:Appendix|Table|Annex) (?:\d+|[A-Z])\b")
COMPASS = {"north", "south", "east", "west", "central"}
SHORTEST_NAME = 5
SHORTEST_CODE = 3


@dataclass(frozen=True)
class Advice:
    """One remark on one clause (``clause`` is "" for the whole text); ``words`` is what was found."""

    kind: str
    clause: str
    words: str
    sentence: str


def on(
    kind: Kind, region: str, clauses: Iterable[Clause], names: Mapping[str, Iterable[str]]
) -> tuple[Advice, ...]:
    """Every remark, clause by clause. ``names``: region code -> its name and aliases."""
    given = tuple(clauses)
    remarks = [remark for clause in given for remark in _on_clause(region, clause, names)]
    written = {clause.code for clause in given}
    missing = [code for code in kind.sections if code not in written]
    remarks += [
        Advice(
            MISSING_SECTION, "", SECTION_LABELS[code], f"Most groups also write down: {SECTION_LABELS[code]}."
        )
        for code in missing
    ]
    return tuple(remarks)


def placeholders(clauses: Iterable[Clause]) -> tuple[Advice, ...]:
    """Only what somebody still has to fill in."""
    return tuple(remark for clause in clauses for remark in _placeholders(clause.code, clause.text))


def _on_clause(region: str, clause: Clause, names: Mapping[str, Iterable[str]]) -> Iterator[Advice]:
    yield from _foreign_regions(region, clause, names)
    yield from _placeholders(clause.code, clause.text)
    yield from _wording(clause)


def _placeholders(code: str, text: str) -> Iterator[Advice]:
    for found in _once(PLACEHOLDERS.findall(text)):
        yield Advice(PLACEHOLDER, code, found, f"“{found}” still has to be filled in.")


def _foreign_regions(region: str, clause: Clause, names: Mapping[str, Iterable[str]]) -> Iterator[Advice]:
    """Names of other regions, as in a text that was copied (C9); the UK-wide group may name them all."""
    if region == UK:
        return
    owners = {
        name.casefold(): code for code, several in names.items() for name in several if _says_enough(name)
    }
    if owners:
        # The longest first: "South West of England" holds "West of England" and does not mean it.
        every = "|".join(re.escape(name) for name in sorted(owners, key=len, reverse=True))
        found = re.findall(rf"\b(?:{every})\b", clause.text, re.IGNORECASE)
        for name in _once(found):
            if owners[name.casefold()] != region:
                said = f"“{name}” is another region. Was this copied from its text?"
                yield Advice(FOREIGN_REGION, clause.code, name, said)
    codes = sorted(code for code in names if code != region and len(code) >= SHORTEST_CODE)
    for code in _once(re.findall(rf"\b(?:{'|'.join(codes)})\b", clause.text) if codes else []):
        said = f"“{code}” stands for another region. Was this copied from its text?"
        yield Advice(FOREIGN_REGION, clause.code, code, said)


def _says_enough(name: str) -> bool:
    """Whether a name can mean nothing but its region: "West" alone is a direction."""
    return len(name) >= SHORTEST_NAME and name.casefold() not in COMPASS


def _wording(clause: Clause) -> Iterator[Advice]:
    plain = IN_A_TITLE.sub("", clause.text)
    for found in _once(UNBROKEN.findall(plain) + re.findall(r"\bContinuous(?:ly)?\b(?! [A-Z])", plain)):
        said = f"Q prefers “continual” to “{found}”. Titles of posts stay as they are."
        yield Advice(WORDING, clause.code, found, said)
    if CONVENER.search(clause.text):
        yield Advice(WORDING, clause.code, "convener", "Q writes “convenor”.")
    for found in _once(NUMBERED_REFERENCE.findall(clause.text)):
        said = f"Numbers change. Name the title of “{found}” as well."
        yield Advice(NUMBERED, clause.code, found, said)


def _once(found: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(found))
