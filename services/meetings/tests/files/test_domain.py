"""Which files we take, and how one arrives in parts (rows 42 and 51)."""

from datetime import UTC, datetime

import pytest

from chassis.mongo import PART_BYTES
from meetings.files import domain
from meetings.files.domain import MEGABYTE, Upload
from meetings.refusal import Refusal

NOW = datetime(2018, 4, 3, 10, 30, tzinfo=UTC)


def begun(name: str = "report.pdf", size: int = 10) -> Upload:
    return domain.begin("u-1", name=name, size=size, most_megabytes=20, by="m-1", about="item-1", now=NOW)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Report 2018.PDF", "Report 2018.pdf"),
        (r"C:\Users\me\report.pdf", "report.pdf"),
        ("../../etc/passwd/notes.txt", "notes.txt"),
        ("a\x00b\r\n.csv", "ab.csv"),
        ("plan.v2.17.04.docx", "plan.v2.17.04.docx"),
        (" spaces   inside .odt ", "spaces inside.odt"),
        ('she said "no".png', "she said no.png"),
        ("\u202eabc.jpeg", "abc.jpeg"),
        ("x" * 300 + ".ods", "x" * 120 + ".ods"),
    ],
)
def test_a_name_is_cleaned(sent: str, kept: str) -> None:
    assert begun(sent).name == kept


@pytest.mark.parametrize(
    "sent", ["setup.exe", "invoice.pdf.exe", "page.html", "noending", ".pdf", "a.docm", ""]
)
def test_a_kind_that_is_not_on_the_list_is_refused(sent: str) -> None:
    with pytest.raises(Refusal) as no:
        begun(sent)
    assert no.value.code == "file_kind_not_taken"
    assert "file" in no.value.fields


@pytest.mark.parametrize("sent", ["invoice.exe.pdf", "backup.zip.docx", "minutes.docx.pdf", "page.html.txt"])
def test_a_name_with_two_endings_is_refused(sent: str) -> None:
    with pytest.raises(Refusal) as no:
        begun(sent)
    assert no.value.code == "file_name_misleading"


@pytest.mark.parametrize(("size", "code"), [(21 * MEGABYTE, "file_too_large"), (0, "file_empty")])
def test_a_file_of_21_megabytes_or_of_nothing_is_refused_when_it_is_announced(size: int, code: str) -> None:
    with pytest.raises(Refusal) as no:
        begun(size=size)
    assert no.value.code == code
    assert begun(size=20 * MEGABYTE).parts == 107


@pytest.mark.parametrize(
    ("number", "length", "code"),
    [
        (0, PART_BYTES - 1, "file_part_wrong"),
        (0, PART_BYTES + 1, "file_too_large"),
        (1, 11, "file_too_large"),
        (1, 9, "file_part_wrong"),
        (2, 1, "file_too_large"),
    ],
)
def test_more_or_less_than_was_announced_is_refused_while_it_arrives(
    number: int, length: int, code: str
) -> None:
    upload = begun(size=PART_BYTES + 10)
    domain.may_receive(upload, 0, PART_BYTES)
    domain.may_receive(upload, 1, 10)
    with pytest.raises(Refusal) as no:
        domain.may_receive(upload, number, length)
    assert no.value.code == code


def test_the_rule_and_the_store_agree_about_a_parts_length() -> None:
    assert domain.PART_BYTES == PART_BYTES
