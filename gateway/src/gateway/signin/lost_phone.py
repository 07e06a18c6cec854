"""For a lost phone: ``python -m gateway.signin.lost_phone <member id>``.

Takes the member's authenticator app away and ends their sessions, so that they set up a new app at
their next sign-in. An operator runs it after making sure, by other means than e-mail, who is asking:
whoever reads the mailbox could otherwise become the officer.
"""

import sys
from collections.abc import Sequence

from chassis.settings import SettingsError, read
from gateway.signin.second_factor import forget
from gateway.signin.sessions import Sessions
from gateway.store import open_database
from gateway.tokens import Settings


def main(arguments: Sequence[str]) -> int:
    """0 when it is done, 1 when this member has no app, 2 when it was not understood."""
    if len(arguments) != 1:
        sys.stderr.write("Usage: python -m gateway.signin.lost_phone <member id>\n")
        return 2
    try:
        settings = read(Settings)
    except SettingsError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 2
    database = open_database(settings.mongo_uri, settings.database)
    try:
        known = forget(database, arguments[0])
        ended = Sessions(database).end_all(arguments[0])
    finally:
        database.client.close()
    if not known:
        sys.stderr.write("This member has no authenticator app here.\n")
        return 1
    sys.stdout.write(f"The app is forgotten. Sessions ended: {ended}.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
