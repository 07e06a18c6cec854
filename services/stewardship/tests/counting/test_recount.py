"""Anybody can count again from the published file alone: docs/recount.py, which shares no code with us."""

import io
import runpy
import subprocess
import sys
from contextlib import redirect_stdout
from unittest.mock import patch

from elections_at_random import UNHURRIED, reserved_elections
from hypothesis import given, settings
from real_wards import ROOT

from stewardship.elections.counting import (
    Candidate,
    Contest,
    Reservations,
    casual_vacancy,
    count,
    write_blt,
)

SCRIPT = ROOT / "docs" / "recount.py"


def recounted(published: str) -> list[str]:
    """What the script prints, without a process for each example."""
    printed = io.StringIO()
    with patch.object(sys, "stdin", io.StringIO(published)), redirect_stdout(printed):
        runpy.run_path(str(SCRIPT))
    return printed.getvalue().split()


@settings(UNHURRIED, max_examples=150)
@given(reserved_elections(most=7))
def test_the_script_finds_the_same_result_in_the_same_order(election):
    contest, cast = election
    assert recounted(write_blt(contest, cast)) == list(count(contest, cast).elected_ids)


def test_the_script_recounts_a_casual_vacancy_too():
    people = [
        Candidate(each, patient=each in "pq", county="Devon" if each in "ab" else "") for each in "abcpq"
    ]
    contest = Contest("SW", 3, tuple(people), "lot", Reservations(1, 2))
    cast = {("a", "c"): 9, ("b", "c"): 5, ("c",): 4, ("p", "q"): 3, ("q",): 2}
    again = casual_vacancy(contest, cast, vacated="p", sitting={"a", "b"}, willing={"c", "q"})
    assert recounted(write_blt(again.contest, cast)) == list(again.elected_ids)


def test_the_script_runs_alone_and_has_fifty_lines():
    contest = Contest("SW", 2, tuple(Candidate(each, f"Ünï {each}") for each in "abc"), "lot")
    cast = {("a", "c"): 9, ("b", "c"): 5, ("c",): 4}
    ran = subprocess.run(
        [sys.executable, "-I", str(SCRIPT)],
        input=write_blt(contest, cast).encode(),
        capture_output=True,
        check=True,
    )
    assert ran.stdout.decode().split() == list(count(contest, cast).elected_ids)
    lines = SCRIPT.read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.strip() and not line.startswith(("#", '"""'))]) <= 50
