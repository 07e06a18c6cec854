"""Counts the published file in a process of its own, so that a big count holds nobody up.

``python -m stewardship.elections.results.aside IN OUT`` reads a question and writes an answer, as JSON.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from stewardship.elections.counting import (
    Count,
    ImpossibleContest,
    casual_vacancy,
    count,
    count_document,
    count_sheet,
    read_blt,
)

PROGRAM = "stewardship.elections.results.aside"
AT_ONCE = 2_000
"""Lines of ballots up to which a count is quicker than another process's start."""
LOOK_SECONDS = 0.05
MOST_SECONDS = 50.0
"""Within the claim on due work; then it is tried again."""


@dataclass(frozen=True)
class Vacated:
    """A seat to fill from the same ballots; all are nomination ids."""

    candidate: str
    sitting: Sequence[str]
    willing: Sequence[str]


@dataclass(frozen=True)
class Counted:
    """``elected``: nomination ids in the order of election; ``impossible`` says why there is no count."""

    elected: tuple[str, ...]
    document: dict[str, Any]
    sheet: tuple[tuple[str, ...], ...]
    impossible: str = ""


def count_file(content: str, vacated: Vacated | None = None) -> Counted:
    """Count what the file says, here or, when it is long, aside."""
    if content.count("\n") <= AT_ONCE:
        return _counted(content, vacated)
    with tempfile.TemporaryDirectory(prefix="qcommons-count-") as folder:
        question, told = Path(folder) / "question", Path(folder) / "answer"
        question.write_text(json.dumps({"content": content, "vacated": asdict(vacated) if vacated else None}))
        command = [sys.executable, "-m", PROGRAM, str(question), str(told)]
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - our own program and files
        _wait(child)
        answer = json.loads(told.read_text())
    sheet = tuple(tuple(row) for row in answer["sheet"])
    return Counted(tuple(answer["elected"]), answer["document"], sheet, answer["impossible"])


def _wait(child: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + MOST_SECONDS
    try:
        while child.poll() is None:
            if time.monotonic() > deadline:
                raise TimeoutError("the count takes too long")
            time.sleep(LOOK_SECONDS)
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()
    if child.returncode != 0:
        raise RuntimeError(f"the count ended with {child.returncode}")


def _counted(content: str, vacated: Vacated | None) -> Counted:
    ballots = read_blt(content)
    try:
        if vacated is None:
            return _told(count(ballots.contest, ballots.ballots))
        recount = casual_vacancy(
            ballots.contest,
            ballots.ballots,
            vacated=vacated.candidate,
            sitting=vacated.sitting,
            willing=vacated.willing,
        )
    except ImpossibleContest as no:
        return Counted((), {}, (), " ".join(no.sentences))
    return _told(recount)


def _told(counted: Count) -> Counted:
    sheet = tuple(tuple(row) for row in count_sheet(counted))
    return Counted(counted.elected_ids, count_document(counted), sheet)


def main(question: str, told: str) -> None:
    asked = json.loads(Path(question).read_text())
    vacated = Vacated(**asked["vacated"]) if asked["vacated"] else None
    Path(told).write_text(json.dumps(asdict(_counted(asked["content"], vacated))))


if __name__ == "__main__":
    main(*sys.argv[1:])
