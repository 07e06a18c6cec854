"""``stewardship count``: every stage for people, the same for programs, and plain words for a bad file."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from real_wards import every_ward

from stewardship.elections.command import main
from stewardship.elections.counting import Candidate, Contest, Reservations, count, read_blt, write_blt

PEOPLE = (Candidate("a", "Ann"), Candidate("b", "Bob"), Candidate("p", "Pat", patient=True))
CONTEST = Contest("SW group", 2, PEOPLE, "drawn", Reservations(patient_seats=1))
CAST = {("a", "b"): 7, ("b",): 3, ("p",): 2}


@pytest.fixture
def published(tmp_path) -> Path:
    file = tmp_path / "sw.blt"
    file.write_text(write_blt(CONTEST, CAST), encoding="utf-8")
    return file


def test_every_stage_is_printed_with_what_the_rules_changed(published, capsys):
    assert main(["count", str(published)]) == 0
    out = capsys.readouterr().out
    assert "SW group\n2 seats, 3 candidates\nRules on the seats: 1 patient seat, filled first.\n" in out
    assert "Who takes the reserved patient seats" in out
    assert "Pat is elected to the reserved patient seat, which is filled first, with 2 votes." in out
    assert "Elected, in this order:\n    1. Pat, at stage 1 with 2\n    2. Ann, at stage 1 with 7\n" in out
    assert "Pat has a seat that Bob would have had without the rule" in out


@every_ward
def test_every_stage_and_sentence_of_a_real_ward_is_printed(ward, capsys):
    file = read_blt(ward.read_bytes())
    counted = count(file.contest, file.ballots)
    assert main(["count", str(ward)]) == 0
    out = capsys.readouterr().out
    for stage in counted.stages:
        assert f"\nStage {stage.number}. " in out
        assert all(sentence in out for sentence in stage.sentences)


def test_the_sheet_is_one_table(published, capsys):
    assert main(["count", str(published), "--sheet"]) == 0
    assert capsys.readouterr().out == (
        "Candidate                                           1. First choices             Outcome\n"
        "Ann                                                                7  Elected at stage 1\n"
        "Bob                                                                3         Not elected\n"
        "Pat                                                                2  Elected at stage 1\n"
        "No next choice, from candidates who left the count                 0\n"
        "No next choice, from surpluses                                     0\n"
        "All                                                               12\n"
    )


def test_programs_get_exact_votes_as_json(published, capsys):
    assert main(["count", str(published), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [each["candidate"] for each in document["elected"]] == ["p", "a"]
    assert document["stages"][0]["exact"] == {"a": "7", "b": "3", "p": "2"}
    assert document["reserved"]["elected"][0]["candidate"] == "p"


def test_a_seed_may_be_given_for_a_file_that_holds_none(tmp_path, capsys):
    file = tmp_path / "tie.blt"
    file.write_text("2 1\n1 1 0\n1 2 0\n0\nAnn\nBob\n")
    first = set()
    for seed in "abcdefgh":
        assert main(["count", str(file), "--seed", seed, "--json"]) == 0
        first.add(json.loads(capsys.readouterr().out)["elected"][0]["candidate"])
    assert first == {"1", "2"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"3 1\n1 7 0\n0\n", "bad.blt, line 2: “7” is no candidate: there are the numbers 1 to 3."),
        (b"", "bad.blt: The file is empty."),
        (b"\0\0\0", "bad.blt: This is not a text file."),
        (b"2 2\n-1\n0\nA\nB\n", "bad.blt: There are 2 seats and only 1 candidate."),
        (b"#: patient_seats 1\n2 1\n0\nA\nB\n", "bad.blt: 1 patient seat to fill, and 0 candidates"),
    ],
)
def test_a_bad_file_is_answered_in_one_sentence(content, message, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("bad.blt").write_bytes(content)
    assert main(["count", "bad.blt"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(message)
    assert "Traceback" not in said.err


@pytest.mark.parametrize("name", ["nothing-here.blt", "."])
def test_a_file_that_cannot_be_read_is_named(name, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["count", name]) == 2
    assert capsys.readouterr().err.startswith(f"{name} cannot be read: ")


@pytest.mark.parametrize(
    "arguments", [[], ["tally", "x.blt"], ["count"], ["count", "x.blt", "--json", "--sheet"]]
)
def test_a_command_that_makes_no_sense_is_answered_with_its_usage(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: stewardship" in capsys.readouterr().err


def run(*arguments: str, **more) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "stewardship.elections.command", *arguments]
    return subprocess.run(command, capture_output=True, check=False, **more)


def test_the_command_reads_standard_input_and_writes_to_any_terminal(published):
    ran = run("count", "-", input=b"1 1\n1 1 0\n0\nSi\xc3\xa2n\n", env={"PYTHONIOENCODING": "ascii"})
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"1. Si?n, at stage 1 with 1" in ran.stdout


def test_a_reader_who_leaves_early_leaves_no_trace(published):
    shell = f'"{sys.executable}" -m stewardship.elections.command count "{published}" | head -1'
    ran = subprocess.run(["bash", "-c", shell], capture_output=True, check=False)
    assert (ran.stdout, ran.stderr) == (b"SW group\n", b"")
