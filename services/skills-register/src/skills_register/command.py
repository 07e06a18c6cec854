"""``skills-register audit``: is every balance what its entries say? ``check-coffees FILE``: is a draw fair?

``check-coffees`` deals a round again from the draw that a member downloaded, and needs no database: 0 when
the same groups come out and the fingerprint fits, 1 when not, 2 for a file that is no draw.

``audit`` needs ``MONGO_URI`` (and ``DATABASE_PREFIX``) as the service has them.
0: the ledger is whole; 1: it is not; 2: the command or a setting is wrong.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chassis.call import Call
from chassis.identity import system
from chassis.settings import SettingsError, read, setting
from skills_register.auditing.store import audit, open_work
from skills_register.coffees.drawing import comes_out_again, fingerprint, lines_from


@dataclass(frozen=True)
class Settings:
    """Where the ledger is."""

    mongo_uri: str = setting("the skills register's own database server, mongodb://...")
    database_prefix: str = setting("what the database's name begins with", default="")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="skills-register")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("audit", help="rebuild every balance from the entries and compare")
    coffees = commands.add_parser("check-coffees", help="deal a round of coffees again, from its draw")
    coffees.add_argument("file", type=Path, help="the draw, as a member downloaded it")
    chosen = parser.parse_args(arguments)
    return check_coffees(chosen.file) if chosen.command == "check-coffees" else check_ledger()


def check_coffees(file: Path) -> int:
    """Whether the draw in this file comes out again, with the fingerprint that stands in it."""
    try:
        sent = json.loads(file.read_text("utf-8"))
        lines, seed, stated = lines_from(sent), str(sent["seed"]), str(sent["draw"])
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        sys.stderr.write(f"{file}: {wrong}\n")
        return 2
    is_same, fits = comes_out_again(lines), fingerprint(seed, lines) == stated
    sys.stdout.write("The same groups come out.\n" if is_same else "Other groups come out.\n")
    sys.stdout.write(f"Fingerprint: {fingerprint(seed, lines)}\n")
    if not fits:
        sys.stdout.write(f"The file states another one: {stated}\n")
    return 0 if is_same and fits else 1


def check_ledger() -> int:
    """Whether every balance is what its entries say."""
    try:
        settings = read(Settings)
    except SettingsError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 2
    found = audit(open_work(settings.mongo_uri, settings.database_prefix), Call(caller=system("audit")))
    sys.stdout.write(f"{found.in_words()}\n")
    return 0 if found.is_whole else 1


if __name__ == "__main__":
    sys.exit(main())
