"""``python -m stewardship.elections.rehearsal ELECTION DAYS``: for demonstrations and training alone.

Needs ``MONGO_URI`` (and ``DATABASE_PREFIX``) as stewardship has them; there is no door for this.
0: moved, and the running service does what is due; 1: refused; 2: the command or a setting is wrong.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from chassis.call import Call
from chassis.identity import system
from chassis.settings import SettingsError, read, setting
from contracts.refusals import CODES
from stewardship.elections.rehearsal.store import open_work, rehearse
from stewardship.refusal import Refusal

MOST_DAYS = 60


@dataclass(frozen=True)
class Settings:
    """Where stewardship keeps its elections."""

    mongo_uri: str = setting("stewardship's own database server, mongodb://...")
    database_prefix: str = setting("what the database's name begins with", default="")


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    try:
        settings = read(Settings)
    except SettingsError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 2
    call = Call(caller=system("rehearsal"))
    try:
        after = rehearse(
            open_work(settings.mongo_uri, settings.database_prefix), call, asked.election, asked.days
        )
    except Refusal as no:
        sys.stderr.write(f"{no.code}: {no.message or CODES[no.code].sentence}\n")
        return 1
    days = after.deadlines
    sys.stdout.write(
        f"Nominations close on {days.nominations_close}, the vote opens on {days.voting_opens}.\n"
    )
    return 0


def _days(text: str) -> int:
    days = int(text)
    if not 1 <= days <= MOST_DAYS:
        raise argparse.ArgumentTypeError(f"a number from 1 to {MOST_DAYS}")
    return days


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m stewardship.elections.rehearsal",
        description="Bring the days of an election forward, for a rehearsal. Its history says so.",
    )
    parser.add_argument("election", help="the id of an election whose nominations are not closed yet")
    parser.add_argument("days", type=_days, help="by how many days")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
