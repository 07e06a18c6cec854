"""Ballot files as they are found in the world, and what is said of those that cannot be read."""

import pytest
from elections_at_random import UNHURRIED
from hypothesis import given
from hypothesis import strategies as st
from real_wards import every_ward

from stewardship.elections.counting import (
    BltError,
    Candidate,
    Contest,
    Reservations,
    count,
    problems,
    read_blt,
    write_blt,
)

STANDARD = """4 2	         # four candidates for two seats
-3           # Cai withdrew
# a whole line of comment
3 1 3 2 0
2 2 0
3 1 3 2 0

1 0
0
"Ann"
"Bob"
"Cai"
"Dee"
"Parish council"
"""


def test_the_standard_form_is_read():
    file = read_blt(STANDARD)
    assert file.contest == Contest(
        "Parish council",
        2,
        (Candidate("1", "Ann"), Candidate("2", "Bob"), Candidate("3", "Cai"), Candidate("4", "Dee")),
        withdrawn=frozenset("3"),
    )
    assert file.ballots == {("1", "3", "2"): 6, ("2",): 2, (): 1}


def test_whoever_withdrew_is_passed_over():
    file = read_blt(STANDARD)
    assert count(file.contest, file.ballots).stages[0].votes == {"1": 6, "2": 2, "4": 0}


def one_name(line: str) -> tuple[str, str]:
    file = read_blt(f"1 1\n1 1 0\n0\n{line}\nWard\n")
    return file.contest.candidates[0].name, file.parties.get("1", "")


@pytest.mark.parametrize(
    ("line", "name", "party"),
    [
        ("Leslie BAIN (SNP)", "Leslie BAIN", "SNP"),
        ("Alistair Mason", "Alistair Mason", ""),
        ('"Ann"', "Ann", ""),
        ('"David AITCHISON" "Scottish Labour Party"', "David AITCHISON", "Scottish Labour Party"),
        (
            '"Graham BELL ""Scottish Conservative and Unionist"""',
            "Graham BELL",
            "Scottish Conservative and Unionist",
        ),
        ('"""Lynda DAVIS"" ""UK Independence Party (UKIP)"""', "Lynda DAVIS", "UK Independence Party (UKIP)"),
        ('"Doug SNELL ""SNP"" "', "Doug SNELL", "SNP"),
        ("John O'BRIEN (SNP),,", "John O'BRIEN", "SNP"),
        ('"Smith, Ann" "Ind"', "Smith, Ann", "Ind"),
        ("  Ann   ", "Ann", ""),
    ],
)
def test_a_name_is_read_in_every_way_in_which_councils_write_it(line, name, party):
    assert one_name(line) == (name, party)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Ward 6 - North West Dumfries", "Ward 6 - North West Dumfries"),
        ('"Ward 1 - Bo\'ness and Blackness"', "Ward 1 - Bo'ness and Blackness"),
        ('"""Ward 9 - Almond and Earn"""', "Ward 9 - Almond and Earn"),
        ('"Ward 22 - Buckhaven, Methil & Wemyss Villages"', "Ward 22 - Buckhaven, Methil & Wemyss Villages"),
        ("", ""),
    ],
)
def test_the_title_is_read_with_or_without_quotation_marks(line, title):
    assert read_blt(f"1 1\n1 1 0\n0\nAnn\n{line}").contest.title == title


def test_names_on_one_line_are_read():
    file = read_blt('2 1\n1 1 0\n0\n"Ann" "Bob" "Ward"\n')
    assert [each.name for each in file.contest.candidates] == ["Ann", "Bob"]
    assert file.contest.title == "Ward"


def test_names_in_comments_are_read_when_there_are_no_others():
    file = read_blt(
        "2 1\n1 1 0\n0\n# ALTERNATIVE NAME 1: Gary Barton (Ind)\n# ALTERNATIVE NAME 2: Bob\nCalton ward"
    )
    assert [each.name for each in file.contest.candidates] == ["Gary Barton", "Bob"]
    assert (file.parties, file.contest.title) == ({"1": "Ind"}, "Calton ward")


def test_a_party_that_is_written_before_the_name_is_told_by_coming_twice():
    file = read_blt('3 1\n1 1 0\n0\n"SNP ""Al GED"""\n"Ind ""Jim MC"""\n"SNP ""Doug SN"""\nWard')
    assert [each.name for each in file.contest.candidates] == ["Al GED", "Jim MC", "Doug SN"]
    assert file.parties["1"] == "SNP"


def test_two_of_one_name_keep_their_parties_to_be_told_apart():
    file = read_blt("2 1\n1 1 0\n0\nAnn (Lab)\nAnn (Con)\n")
    assert [each.name for each in file.contest.candidates] == ["Ann (Lab)", "Ann (Con)"]


@pytest.mark.parametrize(
    "content",
    [
        "1 1\n1 1 0\n0\nSiân\n".encode(),
        "\ufeff1 1\n1 1 0\n0\nSiân\n".encode(),
        "1 1\r\n1 1 0\r\n0\r\nSiân\r\n".encode(),
        "1 1\r1 1 0\r0\rSiân".encode(),
        "1 1\n1 1 0\n0\nSiân\n".encode("cp1252"),
        "1 1\n1 1 0\n0\nSiân\n".encode("utf-16"),
        "1,1,\n1,1,0\n0,,\nSiân,,\n".encode(),
        "1 1 \n 1\t1  0\n0 \nSiân".encode(),
    ],
    ids=["utf-8", "mark", "crlf", "cr", "windows-1252", "utf-16", "commas", "blanks"],
)
def test_encodings_line_ends_and_commas_of_tables_do_not_matter(content):
    file = read_blt(content)
    assert (file.contest.candidates[0].name, file.ballots) == ("Siân", {("1",): 1})


GOOD = ["3 2", "1 1 2 0", "0", '"A"', '"B"', '"C"', '"T"']


@pytest.mark.parametrize(
    ("place", "line", "message"),
    [
        (0, "3", "line 1: The first line holds two numbers: how many candidates, how many seats."),
        (0, "three 2", "line 1: The first line holds two numbers: how many candidates, how many seats."),
        (0, "3 2 1", "line 1: The first line holds two numbers: how many candidates, how many seats."),
        (0, "0 2", "line 1: The number of candidates is to be from 1 to 500."),
        (0, "501 2", "line 1: The number of candidates is to be from 1 to 500."),
        (0, "3 0", "line 1: The number of seats is to be from 1 to the number of candidates, 3."),
        (0, "3 4", "line 1: The number of seats is to be from 1 to the number of candidates, 3."),
        (1, "1 1 2", "line 2: A line of ballots ends with 0."),
        (1, "7", "line 2: A line of ballots ends with 0."),
        (1, "1 4 0", "line 2: “4” is no candidate: there are the numbers 1 to 3."),
        (1, "1 x 0", "line 2: “x” is no candidate: there are the numbers 1 to 3."),
        (1, "1 1=2 0", "line 2: “1=2” puts candidates level; every choice has its own rank here."),
        (
            1,
            "1 1 - 2 0",
            "line 2: A choice is left out: the choices of a ballot follow each other without a gap.",
        ),
        (
            1,
            "1 1 0 2 0",
            "line 2: A choice is left out: the choices of a ballot follow each other without a gap.",
        ),
        (1, "1 2 1 2 0", "line 2: Candidate 2 is chosen twice on one ballot."),
        (1, "1.5 1 0", "line 2: “1.5” is not how many ballots there are: a whole number from 1."),
        (1, "0 1 0", "line 2: “0” is not how many ballots there are: a whole number from 1."),
        (
            1,
            "9999999999 1 0",
            "line 2: “9999999999” is not how many ballots there are: a whole number from 1.",
        ),
        (1, "-4", "line 2: “-4” is no candidate who withdrew: write -1 to -3."),
        (1, "-1 2", "line 2: “2” is no candidate who withdrew: write -1 to -3."),
        (2, "", "line 4: This is no line of ballots, and the line with a single 0 has not come yet."),
        (6, '"T"\n"more"\n"still more"', "line 9: After 3 names and the title there are 2 lines too many."),
        (1, "#: seed drawn", "line 2: After “#: seed” a value in JSON is expected."),
        (1, '#: seed "\\ud800"', "line 2: After “#: seed” a value in JSON is expected."),
        (1, '#: candidate one {"id": "a"}', "line 2: After “#: candidate” a value in JSON is expected."),
        (
            1,
            '#: candidate 9 {"id": "a"}',
            "The lines “#: candidate” do not give every candidate an id of their own.",
        ),
        (
            1,
            '#: candidate 1 {"id": "2"}',
            "The lines “#: candidate” do not give every candidate an id of their own.",
        ),
        (1, "#: seed 3", "After “#: seed” a text in quotes is expected."),
        (1, "#: patient_seats true", "After “#: patient_seats” a whole number is expected."),
        (
            1,
            '#: least_per_system {"X": "1"}',
            "After “#: least_per_system” a number for each system is expected.",
        ),
        (1, "#: sitting [1]", "After “#: sitting” a list of ids is expected."),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(place, line, message):
    lines = list(GOOD)
    lines[place] = line
    with pytest.raises(BltError) as refused:
        read_blt("\n".join(lines))
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."),
        (b"# only a comment\n", "The file is empty."),
        (b"2 1\n1 1 0\n", "The file ends within the ballots: a line with a single 0 is missing."),
        (b"3 1\n0\nAnn\nBob\n", "line 5: The name of candidate 3 is missing: there are 3 candidates."),
        (b"\x7fELF\0\0", "This is not a text file."),
        ("2 1\n" + "999999999 1 0\n" * 2 + "0\nA\nB\n", "There are more than 100,000,000 ballots."),
    ],
)
def test_a_file_that_is_no_ballot_file_is_refused(content, message):
    with pytest.raises(BltError, match=message):
        read_blt(content)


def test_a_file_that_is_too_large_is_refused_unread():
    with pytest.raises(BltError, match="larger than 64 MiB"):
        read_blt(b" " * (64 * 2**20 + 1))


def test_the_published_file_is_short_plain_and_tells_no_order_of_voting():
    people = (
        Candidate("a", 'Ann "Nan" Lee', "Devon", "Devon STP", patient=True),
        Candidate("b", "Bob\nJones"),
        Candidate("c", "Cai"),
    )
    rules = Reservations(1, 2, {"Devon STP": 1})
    contest = Contest("SW", 2, people, "drawn", rules, frozenset("c"))
    published = write_blt(contest, {("b",): 2, ("a", "b"): 3, ("a",): 0})
    assert published == write_blt(contest, {("a", "b"): 3, ("b",): 2})
    assert published.split("\n")[3:] == [
        '#: title "SW"',
        '#: seed "drawn"',
        "#: patient_seats 1",
        "#: most_per_county 2",
        '#: least_per_system {"Devon STP": 1}',
        "#: sitting []",
        '#: candidate 1 {"id": "a", "name": "Ann \\"Nan\\" Lee", "county": "Devon", "system": "Devon STP", '
        '"patient": true}',
        '#: candidate 2 {"id": "b", "name": "Bob\\nJones"}',
        '#: candidate 3 {"id": "c", "name": "Cai"}',
        "3 2",
        "-3",
        "3 1 2 0",
        "2 2 0",
        "0",
        "\"Ann 'Nan' Lee\"",
        '"Bob Jones"',
        '"Cai"',
        '"SW"',
        "",
    ]
    assert read_blt(published).contest == contest


@every_ward
def test_every_real_ward_is_read_with_names_parties_and_title(ward):
    file = read_blt(ward.read_bytes())
    assert file.contest.title
    assert not any('"' in each.name or "(" in each.name for each in file.contest.candidates)
    assert len({each.name for each in file.contest.candidates}) == len(file.contest.candidates)
    again = read_blt(write_blt(file.contest, file.ballots))
    assert (again.contest, again.ballots) == (file.contest, file.ballots)


PIECES = st.sampled_from(
    [
        "1",
        "2",
        "3",
        "0",
        "-1",
        "\n",
        "\n0\n",
        " ",
        '"',
        '""',
        "#",
        "#: ",
        "#: candidate 1 ",
        "{}",
        '{"id": "a"}',
        "# ALTERNATIVE NAME 1: A",
        "[]",
        "null",
        "least_per_system ",
        "sitting ",
        "1e9",
        "\ufeff",
        "\r",
        ",",
        "(",
        "=",
    ]
)


@UNHURRIED
@given(
    st.one_of(
        st.binary(), st.lists(PIECES).map("".join), st.lists(PIECES).map(lambda each: "2 1\n" + "".join(each))
    )
)
def test_whatever_a_file_holds_it_is_read_or_refused_and_nothing_else(content):
    try:
        file = read_blt(content)
    except BltError:
        return
    if not problems(file.contest):
        assert count(file.contest, file.ballots).elected
