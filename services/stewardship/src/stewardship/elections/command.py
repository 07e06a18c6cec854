"""``stewardship count FILE.blt``: counts any ballot file by the code that counts our elections.

Prints every stage. 0: counted; 1: nobody wanted to read on; 2: the file or the command is wrong, and why.
"""

import argparse
import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from stewardship.elections.counting import (
    BallotFile,
    BltError,
    Count,
    ImpossibleContest,
    count,
    count_document,
    count_sheet,
    read_blt,
)
from stewardship.elections.counting.blt import MOST_BYTES
from stewardship.elections.counting.problems import rule_words
from stewardship.elections.counting.sheet import stage_title
from stewardship.elections.counting.wording import figure, listed, number_of

WRONG = 2


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _asked(arguments)
    try:
        file = read_blt(_content(asked.file))
        if asked.seed is not None:
            file = replace(file, contest=replace(file.contest, seed=asked.seed))
        counted = count(file.contest, file.ballots)
    except OSError as error:
        return _wrong(f"{asked.file} cannot be read: {error.strerror or error}.")
    except BltError as error:
        where = f"{asked.file}, line {error.line}" if error.line else asked.file
        return _wrong(f"{where}: {error.why}")
    except ImpossibleContest as error:
        return _wrong(f"{asked.file}: {' '.join(error.sentences)}")
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    return _print(_output(file, counted, asked))


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("stewardship", description="Counts a ballot file, stage by stage.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="count")
    one = commands.add_parser(
        "count",
        help="count a .blt file by the single transferable vote (Scottish rules, exact fractions)",
        description="Counts a .blt file by the single transferable vote and prints every stage.",
    )
    one.add_argument("file", metavar="FILE.blt", help="the ballot file; - reads standard input")
    form = one.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="the whole count for programs, with exact votes")
    form.add_argument("--sheet", action="store_true", help="one table, candidates by stages")
    one.add_argument("--seed", help="the seed of the lot, if the file does not hold it")
    return parser.parse_args(arguments)


def _content(name: str) -> bytes:
    """At most one byte more than a ballot file may have; that one is refused."""
    if name == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    with Path(name).open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _wrong(why: str) -> int:
    print(why, file=sys.stderr)
    return WRONG


def _print(text: str) -> int:
    """A terminal that cannot write a name still shows the rest."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    try:
        print(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader went (``| head``); nothing may be written when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


def _output(file: BallotFile, counted: Count, asked: argparse.Namespace) -> str:
    if asked.json:
        return json.dumps(count_document(counted), ensure_ascii=False, indent=2)
    if asked.sheet:
        return _aligned(count_sheet(counted))
    return "\n".join(_report(file, counted))


def _report(file: BallotFile, counted: Count) -> Iterator[str]:
    contest = counted.contest
    yield contest.title or "Untitled"
    yield f"{number_of(contest.seats, 'seat')}, {number_of(len(contest.standing), 'candidate')}"
    if contest.reservations:
        yield f"Rules on the seats: {listed(rule_words(contest.reservations))}."
    yield ""
    for number, each in enumerate(contest.candidates, 1):
        party = file.parties.get(each.id, "")
        gone = ", withdrew" if each.id in contest.withdrawn else ""
        yield f"  {number:>3}. {each.label}{f' ({party})' if party else ''}{gone}"
    names = {each.id: each.label for each in contest.candidates}
    yield f"Order of the lot: {'; '.join(names[each] for each in counted.lot)}."
    if counted.reserved:
        yield from _part("Who takes the reserved patient seats", counted.reserved)
        yield from _part("The count of all seats", counted)
    else:
        yield from _stages(counted)
    yield ""
    yield "Elected, in this order:"
    for place, one in enumerate(counted.elected, 1):
        yield f"  {place:>3}. {names[one.candidate]}, at stage {one.stage} with {figure(one.votes)}"
    if contest.reservations and not counted.differences:
        yield "The rules on the seats changed nobody's place."
    yield from (each.sentence for each in counted.differences)


def _part(title: str, counted: Count) -> Iterator[str]:
    yield ""
    yield title
    yield "=" * len(title)
    yield from _stages(counted)


def _stages(counted: Count) -> Iterator[str]:
    names = {each.id: each.label for each in counted.contest.standing}
    for stage in counted.stages:
        yield ""
        yield f"Stage {stage.number}. {stage_title(stage, names)}"
        yield from (f"  {sentence}" for sentence in stage.sentences)
        rows = [
            [f"    {name}", figure(stage.votes[each]), _change(stage.transfers.get(each))]
            for each, name in names.items()
        ]
        if stage.exhausted or stage.non_transferable:
            rows.append(["    no next choice", figure(stage.exhausted + stage.non_transferable), ""])
        yield _aligned(rows)


def _change(votes: Fraction | None) -> str:
    return f"{'+' if votes > 0 else ''}{figure(votes)}" if votes else ""


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    """Columns of equal width; words to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for first, *others in rows:
        cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        lines.append("  ".join([first.ljust(widths[0]), *cells]).rstrip())
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
