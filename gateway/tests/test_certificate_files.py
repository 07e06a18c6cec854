"""A certificate shows any name whole, or a line to write it on; its file tells nothing of the machine."""

import re
import unicodedata
import zlib
from base64 import a85decode
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gateway import certificate_files
from gateway.certificate_files import draw, lines_of, shown_code
from gateway.certificate_letters import BOLD, PLAIN, glyphs, readable, width

CERTIFICATE = {
    "code": "ABCDEFGHJKMNPQRS",
    "event": {
        "id": "e-1", "title": "Learning from incidents", "region": "NENC",
        "day": "2018-05-10", "minutes": 330, "hosts": ["NENC CSG", "NENC AHSN"],
    },
}  # fmt: skip
SITE = "https://q.example.org"
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def spoken(pdf: bytes) -> list[str]:
    """What a reader that copies or reads the page aloud is told, in order."""
    page = next(filter(None, (_content(part) for part in STREAM.findall(pdf))))
    return [
        bytes.fromhex(each.decode()).decode("utf-16-be") for each in re.findall(rb"<FEFF([0-9A-F]*)>", page)
    ]


def _content(part: bytes) -> bytes:
    try:
        text = zlib.decompress(a85decode(part.strip().removesuffix(b"~>")))
    except (ValueError, zlib.error):
        return b""
    return text if b"ActualText" in text else b""


def test_the_page_says_who_what_when_how_long_and_by_whom_in_this_order():
    said = spoken(draw(CERTIFICATE, "Ann Example", SITE))
    assert said == [
        "Q Commons", "Certificate of attendance", "This is to certify that", "Ann Example", "attended",
        "Learning from incidents", "on 10 May 2018, 5 hours 30 minutes", "Hosted by NENC CSG and NENC AHSN",
        "Code ABCD-EFGH-JKMN-PQRS", "Anybody can check it here; the check shows no name:",
        f"{SITE}/certificates/ABCDEFGHJKMNPQRS",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["Zoë Łuczak", "Siân Ŵyn-Śliwińska", "Ėva Őry", "Řehoř Žádlo", "Ẹniọlá", "Țîru Şahin"],
)
def test_a_name_of_latin_letters_is_drawn_with_all_its_accents(name):
    assert name in spoken(draw(CERTIFICATE, name, SITE))
    drawn = glyphs(name, BOLD)
    assert len(drawn) == len(unicodedata.normalize("NFC", name))


@pytest.mark.parametrize("name", ["李小龍", "Ольга", "مريم", "Ann 🧁", ""])
def test_a_name_that_the_font_lacks_gets_a_line_and_never_boxes(name):
    said = spoken(draw(CERTIFICATE, name, SITE))
    assert certificate_files.BY_HAND in said
    assert name not in said or not name


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
@example("A" * 200, "W" * 200)
@example("\u0301a", "(\\)\r\n%%EOF")
def test_any_name_and_title_make_a_page_and_no_line_leaves_it(name, title):
    pdf = draw({**CERTIFICATE, "event": {**CERTIFICATE["event"], "title": title}}, name, SITE)
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")
    for line in lines_of(readable(title, BOLD), BOLD, 18):
        assert width(line, BOLD, 18) <= certificate_files.ROOM


def test_the_same_answers_make_the_same_bytes_and_the_file_names_no_machine():
    pdf = draw(CERTIFICATE, "Ann Example", SITE)
    assert pdf == draw(CERTIFICATE, "Ann Example", SITE)
    assert b"/Lang (en-GB)" in pdf
    assert b"/DisplayDocTitle true" in pdf
    assert b"/Producer (Q Commons)" in pdf
    assert b"FontFile2" in pdf
    assert b"Helvetica" not in pdf


def test_many_pages_drawn_at_the_same_time_are_as_good_as_one():
    names = [f"Ann Example {number} Żądło"[: 10 + number] for number in range(16)]
    alone = [draw(CERTIFICATE, name, SITE) for name in names]
    with ThreadPoolExecutor(8) as side_by_side:
        assert list(side_by_side.map(lambda name: draw(CERTIFICATE, name, SITE), names)) == alone


def test_a_code_is_shown_in_fours_and_read_back_however_it_is_typed():
    assert shown_code("ABCDEFGHJKMNPQRS") == "ABCD-EFGH-JKMN-PQRS"
    assert certificate_files.plain_code(" abcd-efgh jkmn-pqrs ") == "ABCDEFGHJKMNPQRS"


def test_letters_of_a_title_that_the_font_lacks_become_hyphens():
    assert readable("Tea 茶 with Zoë", PLAIN) == "Tea - with Zoë"
