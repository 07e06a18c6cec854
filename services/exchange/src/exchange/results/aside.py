"""Tallies the published file, a long one in a process of its own, so that a big tally holds nobody up.

``python -m exchange.results.aside IN OUT`` reads a question and writes an answer, as JSON.
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

from exchange.tally import RULES, document, read_pb, sign_of, write_pb

PROGRAM = "exchange.results.aside"
AT_ONCE = 2_000
"""Lines of a file up to which a tally is quicker than another process's start."""
LOOK_SECONDS = 0.05
MOST_SECONDS = 50.0
"""Within the claim on due work; then it is tried again."""


@dataclass(frozen=True)
class Tallied:
    """``documents`` in the order of the rules; ``content``: the file with what the first one funds marked."""

    documents: tuple[dict[str, Any], ...]
    content: str


def tally_file(content: str, rules: Sequence[str]) -> Tallied:
    """Tally what the file says, here or, when it is long, aside."""
    if content.count("\n") <= AT_ONCE:
        return _tallied(content, rules)
    with tempfile.TemporaryDirectory(prefix="qcommons-tally-") as folder:
        question, told = Path(folder) / "question", Path(folder) / "answer"
        question.write_text(json.dumps({"content": content, "rules": list(rules)}), encoding="utf-8")
        command = [sys.executable, "-m", PROGRAM, str(question), str(told)]
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - our own program and files
        _wait(child)
        answer = json.loads(told.read_text(encoding="utf-8"))
    return Tallied(tuple(answer["documents"]), answer["content"])


def _wait(child: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + MOST_SECONDS
    try:
        while child.poll() is None:
            if time.monotonic() > deadline:
                raise TimeoutError("the tally takes too long")
            time.sleep(LOOK_SECONDS)
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()
    if child.returncode != 0:
        raise RuntimeError(f"the tally ended with {child.returncode}")


def _tallied(content: str, rules: Sequence[str]) -> Tallied:
    file = read_pb(content)
    outcomes = [RULES[rule](file.vote) for rule in rules]
    sign = sign_of(file.meta)
    documents = tuple(document(each, sign) for each in outcomes)
    return Tallied(documents, write_pb(file.vote, outcomes[0], file.meta))


def main(question: str, told: str) -> None:
    asked = json.loads(Path(question).read_text(encoding="utf-8"))
    answer = _tallied(asked["content"], asked["rules"])
    Path(told).write_text(json.dumps(asdict(answer)), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
