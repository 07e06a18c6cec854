"""``exchange tally FILE.pb --rule greedy|equal-shares``: tallies any such file as our rounds are tallied.

Prints for every project what became of it, and why. 0: tallied; 2: the file or the command is wrong, and why.
"""

import argparse
import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from exchange.tally import RULES, BallotFile, Outcome, PbError, document, read_pb, sentence, sign_of
from exchange.tally.pabulib import MOST_BYTES
from exchange.tally.sheet import EXPLAINED, in_figures

WRONG = 2


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _asked(arguments)
    try:
        file = read_pb(_content(asked.file))
        outcome = RULES[asked.rule](file.vote)
    except OSError as error:
        return _wrong(f"{asked.file} cannot be read: {error.strerror or error}.")
    except PbError as error:
        where = f"{asked.file}, line {error.line}" if error.line else asked.file
        return _wrong(f"{where}: {error.why}")
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    return _print(_for_programs(file, outcome) if asked.json else _lines(file, outcome))


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("exchange", description="Tallies a file of budgeting votes.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="tally")
    one = commands.add_parser("tally", help="tally a .pb file and say for each project why or why not")
    one.add_argument("file", metavar="FILE.pb", help="the ballot file; - reads standard input")
    one.add_argument("--rule", choices=sorted(RULES), default="greedy", help="how (default: greedy)")
    one.add_argument("--json", action="store_true", help="the whole tally for programs, with exact amounts")
    return parser.parse_args(arguments)


def _content(name: str) -> bytes:
    """At most one byte more than a ballot file may have; that one is refused."""
    if name == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    with Path(name).open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _for_programs(file: BallotFile, outcome: Outcome) -> list[str]:
    return [json.dumps(document(outcome, sign_of(file.meta)), ensure_ascii=False, indent=2)]


def _lines(file: BallotFile, outcome: Outcome) -> Iterator[str]:
    sign = sign_of(file.meta)
    if file.vote.title:
        yield file.vote.title
    pot = in_figures(outcome.pot, sign)
    yield f"{outcome.voters:,} voters, {len(outcome.fates):,} projects, {pot} in the pot."
    yield f"Rule: {outcome.rule}. {EXPLAINED[outcome.rule]}"
    yield "Of two that are equal the one that stands first in the file is preferred."
    yield ""
    for fate in outcome.fates:
        cost = in_figures(fate.project.cost, sign)
        yield f"{fate.turn:>4}. {fate.project.name} ({fate.project.id}), {cost}"
        yield f"      {sentence(fate, sign)}"
    yield ""
    spent, left = in_figures(outcome.spent, sign), in_figures(outcome.pot - outcome.spent, sign)
    yield f"{len(outcome.funded):,} funded for {spent}; {left} is left."
    yield from (f"The lot decided between {', '.join(each)}." for each in outcome.ties)
    if file.official is not None:
        yield _compared(file.official, {each.id for each in outcome.funded})


def _compared(official: frozenset[str], funded: set[str]) -> str:
    if official == funded:
        return "The file names the same projects as funded."
    told = [
        f"{words} {', '.join(sorted(ids))}"
        for words, ids in (("it funds also", official - funded), ("it does not fund", funded - official))
        if ids
    ]
    return f"The file itself names others: {'; '.join(told)}."


def _wrong(why: str) -> int:
    print(why, file=sys.stderr)
    return WRONG


def _print(lines: Sequence[str] | Iterator[str]) -> int:
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
