"""``skills-register audit``: is every balance what its entries say?

Needs ``MONGO_URI`` (and ``DATABASE_PREFIX``) as the service has them.
0: the ledger is whole; 1: it is not; 2: the command or a setting is wrong.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from chassis.call import Call
from chassis.identity import system
from chassis.settings import SettingsError, read, setting
from skills_register.auditing.store import audit, open_work


@dataclass(frozen=True)
class Settings:
    """Where the ledger is."""

    mongo_uri: str = setting("the skills register's own database server, mongodb://...")
    database_prefix: str = setting("what the database's name begins with", default="")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="skills-register")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("audit", help="rebuild every balance from the entries and compare")
    parser.parse_args(arguments)
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
