"""What identifies somebody in a text: it stops publication, and the writer is told where it stands (row 73).

NHS numbers (by their check digit, or by being called one), e-mail addresses and UK telephone numbers are
stopped. What only may identify somebody (a titled name, a postcode, a date of birth, a hospital number, any
other number of ten figures) is a doubt, which whoever reviews the text weighs. A number that is called
something else (a grant, an ISBN) passes, and is a doubt: a writer is not stuck with a chance in eleven.
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
WAY_ON = "If it is something else, say what in front of it: ISBN, DOI, grant, contract, trial."

GAP = r"[ .\-/()_]{0,3}"
TEN = re.compile(rf"(?<!\d)(?=(\d(?:{GAP}\d){{9}})(?!\d))")
CALLED_NHS = re.compile(r"\bNHS\W{0,3}(?:no|num|number)\b[^\d\n]{0,12}$", re.IGNORECASE)
WORD_BEFORE = 30
HONOURED = ("Sir", "Dame", "Lord", "Lady")
POSSESSIVE = ("'", "\u2019")
WEIGHTS = range(10, 1, -1)

AT = r"(?: ?@ ?| ?[(\[]at[)\]] ?)"
DOT = r"(?:\.| ?[(\[]dot[)\]] ?)"
ADDRESS = re.compile(
    rf"[\w.!#$%&'*+/=?^`{{|}}~-]*\w{AT}[\w-]+(?:{DOT}[\w-]+)*{DOT}[^\W\d_]{{2,}}", re.IGNORECASE
)

NO_FIGURE_BEFORE = r"(?<![\d+£])(?<!\d\.)"
ABROAD = rf"(?<![\d+])(?:\+|00)44{GAP}(?:\(0\)|0)?{GAP}[1-35789](?:{GAP}\d){{8,9}}(?!\d)"
MOBILE = rf"{NO_FIGURE_BEFORE}44{GAP}7(?:{GAP}\d){{9}}(?!\d)"
AT_HOME = rf"{NO_FIGURE_BEFORE}\(?0[1-35789](?:{GAP}\d){{8,9}}(?!\d)"
FREE = rf"{NO_FIGURE_BEFORE}\(?0(?:800|845)\)?[ \-]?\d{{2}}[ \-]?\d{{2}}(?!\d)"
TELEPHONE = re.compile(f"{ABROAD}|{MOBILE}|{AT_HOME}|{FREE}")

DAY = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)"
    r"|(?P<d2>\d{1,2})(?P<between>[./-])(?P<m2>\d{1,2})(?P=between)(?P<y2>(?:19|20)?\d\d))(?!\d)"
)
PAIRS = r"(?<![\d.\-/()_])(?:[1-9]\d {1,3}){4,}\d\d(?![\d.\-/()_])"
NO_PERSON = re.compile(
    r"\bISBN(?:-1[03])?[-: ]{0,3}\d[\d -]{8,16}[\dX]|(?<![\d.])0\.\d+"
    rf"|(?<![\d.])(?:[01]?\d|2[0-3])\.[0-5]\d(?![\d.])|{PAIRS}",
    re.IGNORECASE,
)
"""A book's number is checked as an NHS number is; a fraction has many digits; times of a day (09.30); a row
of figures with two digits each, as measures are typed."""
CALLED_OTHERWISE = re.compile(
    r"(?:\b(?:grant|award|contract|tender|trial|study)\b\W{0,3}(?:(?:no|num|number|ref|reference|id)\b\W{0,3})?"
    r"|\bdoi(?:\.org/|[: ]{1,2})10\.\S{0,40})$",
    re.IGNORECASE,
)
DOI_BEFORE = 60
TEN_FIGURES_FOUND = "a number of ten figures"
TEN_FIGURES = re.compile(r"(?<!\d)\d{3}[ ,.\-/_]{0,3}\d{3}[ ,.\-/_]{0,3}\d{4}(?!\d)")
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
        """``Line 2, character 14: this looks like an NHS number (943…). Take it out.`` and the way on."""
        article = "a" if self.kind == PHONE else "an"
        said = (
            f"Line {self.line}, character {self.column}: this looks like {article} {self.kind} "
            f"({self.begins}…). Take it out."
        )
        return said if self.kind == EMAIL else f"{said} {WAY_ON}"


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


def refuse_persons(**texts: str) -> None:
    """Where a body, a group or a role is to be named. Refused: ``identity_in_text``."""
    told = {name: person for name, text in texts.items() if (person := _person_in(text))}
    if told:
        said = "Name a body, a group or a role, and no person"
        raise Refusal("identity_in_text", "", {name: [f"{said} ({who})."] for name, who in told.items()})


def doubts(*texts: str) -> tuple[str, ...]:
    """What may identify somebody, for whoever reviews the text; each kind once."""
    known = tuple(kind for kind, pattern in DOUBTS if any(pattern.search(text) for text in texts))
    figures = any(TEN_FIGURES.search(_undated(_plain(text)[0])) for text in texts)
    return (*known, TEN_FIGURES_FOUND) if figures else known


def is_nhs_number(ten: str) -> bool:
    """Whether the last of ten digits checks the nine before it: weights 10 to 2, modulus 11."""
    digits = [int(each) for each in ten]
    check = 11 - sum(digit * weight for digit, weight in zip(digits, WEIGHTS, strict=False)) % 11
    return check != 10 and check % 11 == digits[9]


def _spans(plain: str) -> Iterator[tuple[int, int, str]]:
    """What is surest first: an address may hold digits, and an NHS number may look like a telephone's."""
    for match in ADDRESS.finditer(plain):
        yield match.start(), match.end(), EMAIL
    undated = _undated(plain)
    for match in TELEPHONE.finditer(undated):
        if not _is_called_otherwise(undated, match.start()):
            yield match.start(), match.end(), PHONE
    for match in TEN.finditer(undated):
        digits = "".join(each for each in match.group(1) if each.isdigit())
        before = undated[max(0, match.start() - WORD_BEFORE) : match.start()]
        is_one = is_nhs_number(digits) and not _is_called_otherwise(undated, match.start())
        if is_one or CALLED_NHS.search(before):
            yield match.start(1), match.end(1), NHS_NUMBER


def _person_in(text: str) -> str:
    """A titled name; "" without. Trusts and hospices are called after some: Dr Kershaw's, Dame Cicely."""
    for match in TITLED.finditer(text):
        follows = text[match.end() : match.end() + 1]
        if follows not in POSSESSIVE and not match.group().startswith(HONOURED):
            return match.group()
    return ""


def _is_called_otherwise(plain: str, start: int) -> bool:
    """Whether what stands in front of a number says that it is no person's."""
    return CALLED_OTHERWISE.search(plain[max(0, start - DOI_BEFORE) : start]) is not None


def _undated(plain: str) -> str:
    """The text without the days, times, fractions and numbers of books in it, as long as it was."""
    return NO_PERSON.sub(_crossed_out, DAY.sub(_crossed_out_day, plain))


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
