"""What identifies somebody in a text: it stops publication, and the writer is told where it stands (row 73).

NHS numbers (by their check digit, or by being called one), e-mail addresses and UK telephone numbers are
stopped. What only may identify somebody (a titled name, a postcode, a date of birth, a hospital number) is
a doubt, which whoever reviews the text weighs.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from commons.naming import TITLED
from exchange.refusal import Refusal

NHS_NUMBER, EMAIL, PHONE = "NHS number", "e-mail address", "telephone number"
KINDS = (NHS_NUMBER, EMAIL, PHONE)

GAP = r"[ .\-/()]{0,2}"
TEN = re.compile(rf"(?<!\d)(?=(\d(?:{GAP}\d){{9}})(?!\d))")
CALLED_NHS = re.compile(r"\bNHS\W{0,3}(?:no|num|number)\b[^\d\n]{0,12}$", re.IGNORECASE)
WORD_BEFORE = 30
WEIGHTS = range(10, 1, -1)

AT = r"(?: ?@ ?| ?[(\[]at[)\]] ?)"
DOT = r"(?:\.| ?[(\[]dot[)\]] ?)"
ADDRESS = re.compile(
    rf"[\w.!#$%&'*+/=?^`{{|}}~-]*\w{AT}[\w-]+(?:{DOT}[\w-]+)*{DOT}[^\W\d_]{{2,}}", re.IGNORECASE
)

ABROAD = rf"(?<![\d+])(?:\+|00)44{GAP}(?:\(0\)|0)?{GAP}[1-35789](?:{GAP}\d){{8,9}}(?!\d)"
AT_HOME = rf"(?<![\d+£.])\(?0[1-35789](?:{GAP}\d){{8,9}}(?!\d)"
FREE = r"(?<![\d+£.])\(?0(?:800|845)\)?[ \-]?\d{2}[ \-]?\d{2}(?!\d)"
TELEPHONE = re.compile(f"{ABROAD}|{AT_HOME}|{FREE}")

DAY = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)"
    r"|(?P<d2>\d{1,2})(?P<between>[./-])(?P<m2>\d{1,2})(?P=between)(?P<y2>(?:19|20)?\d\d))(?!\d)"
)
NO_PERSON = re.compile(r"\bISBN[-: ]{0,3}\d[\d -]{8,16}[\dX]|(?<![\d.])0\.\d+", re.IGNORECASE)
"""A book's number is checked as an NHS number is; a fraction has many digits."""
DOUBTS = (
    ("a person's name", TITLED),
    ("a postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")),
    ("a date of birth", re.compile(r"\b(?:date of birth|d\.?o\.?b\.?|born on)\b", re.IGNORECASE)),
    (
        "a hospital or staff number",
        re.compile(
            r"\b(?:hospital|patient|staff|MRN|GMC|NMC)\s*(?:no|num|number|pin)?\b\W{0,3}\d{5,}", re.IGNORECASE
        ),
    ),
)


@dataclass(frozen=True)
class Finding:
    """What stands where: ``line`` and ``column`` count from 1, ``begins`` are its first characters."""

    kind: str
    line: int
    column: int
    begins: str

    @property
    def in_words(self) -> str:
        """``Line 2, character 14: this looks like an NHS number (943…). Take it out.``"""
        article = "a" if self.kind == PHONE else "an"
        return (
            f"Line {self.line}, character {self.column}: this looks like {article} {self.kind} "
            f"({self.begins}…). Take it out."
        )


def found(text: str) -> tuple[Finding, ...]:
    """What identifies somebody, in the order in which it stands; each stretch is named once."""
    plain, places = _plain(text)
    spans: list[tuple[int, int, str]] = []
    for start, end, kind in _spans(plain):
        if all(end <= first or start >= last for first, last, _ in spans):
            spans.append((start, end, kind))
    return tuple(_finding(text, plain, places, start, kind) for start, _, kind in sorted(spans))


def refuse_identities(**texts: str) -> None:
    """Refused: ``identity_in_text``, with where each one stands, by field."""
    told = {name: [each.in_words for each in found(text)] for name, text in texts.items()}
    told = {name: sentences for name, sentences in told.items() if sentences}
    if told:
        raise Refusal("identity_in_text", "", told)


def doubts(*texts: str) -> tuple[str, ...]:
    """What may identify somebody, for whoever reviews the text; each kind once."""
    return tuple(kind for kind, pattern in DOUBTS if any(pattern.search(text) for text in texts))


def is_nhs_number(ten: str) -> bool:
    """Whether the last of ten digits checks the nine before it: weights 10 to 2, modulus 11."""
    digits = [int(each) for each in ten]
    check = 11 - sum(digit * weight for digit, weight in zip(digits, WEIGHTS, strict=False)) % 11
    return check != 10 and check % 11 == digits[9]


def _spans(plain: str) -> Iterator[tuple[int, int, str]]:
    """What is surest first: an address may hold digits, and an NHS number may look like a telephone's."""
    for match in ADDRESS.finditer(plain):
        yield match.start(), match.end(), EMAIL
    undated = NO_PERSON.sub(_crossed_out, DAY.sub(_crossed_out_day, plain))
    for match in TELEPHONE.finditer(undated):
        yield match.start(), match.end(), PHONE
    for match in TEN.finditer(undated):
        digits = "".join(each for each in match.group(1) if each.isdigit())
        before = undated[max(0, match.start() - WORD_BEFORE) : match.start()]
        if is_nhs_number(digits) or CALLED_NHS.search(before):
            yield match.start(1), match.end(1), NHS_NUMBER


def _crossed_out(match: re.Match[str]) -> str:
    return "x" * len(match.group())


def _crossed_out_day(match: re.Match[str]) -> str:
    return _crossed_out(match) if _is_day(match) else match.group()


def _is_day(match: re.Match[str]) -> bool:
    told = match.groupdict()
    year, month, day = (told[name] or told[f"{name}2"] for name in ("y", "m", "d"))
    try:
        date(int(year) if len(year) > 2 else 2000 + int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _plain(text: str) -> tuple[str, list[int]]:
    """The text as it is read, and where each of its characters stands in the text as it was typed.

    Every kind of digit, dash and space becomes the plain one, what cannot be seen is left out: none of
    them may hide a number.
    """
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        shown = _shown(letter)
        if shown:
            letters.append(shown)
            places.append(place)
    return "".join(letters), places


def _shown(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind == "Nd":
        return str(unicodedata.digit(letter))
    if kind in ("Cf", "Mn"):
        return ""
    if kind == "Pd" or letter == "\u2212":
        return "-"
    if kind == "Zs" or letter == "\t":
        return " "
    folded = unicodedata.normalize("NFKC", letter)
    return folded if len(folded) == 1 else letter


def _finding(text: str, plain: str, places: list[int], start: int, kind: str) -> Finding:
    place = places[start]
    line_start = text.rfind("\n", 0, place) + 1
    return Finding(kind, text.count("\n", 0, place) + 1, place - line_start + 1, plain[start : start + 3])
