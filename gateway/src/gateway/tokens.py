"""API tokens from the command line: ``python -m gateway.tokens issue|list|revoke``.

For operators and for what sets the platform up: it needs the gateway's database (``MONGO_URI`` and
``DATABASE_PREFIX``, as the gateway has them), no running gateway. Only here are
tokens of services made (``service:<name>``), which carry the roles they are given; a member's token
has the member's roles at the time of use.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chassis.settings import SettingsError, read, setting
from contracts.refusals import Refused
from gateway.settings import database_name
from gateway.signin import indexes
from gateway.signin.desk import utc_now
from gateway.signin.tokens import DEFAULT_DAYS, SCOPES, Token, Tokens
from gateway.store import open_database


@dataclass(frozen=True)
class Settings:
    """Where the tokens are kept."""

    mongo_uri: str = setting("the gateway's own database server, mongodb://...")
    database_prefix: str = setting("what the database's name begins with", default="")

    @property
    def database(self) -> str:
        return database_name(self.database_prefix)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was asked; 0 when it is done, 1 when it was refused, 2 when it was not understood."""
    asked = _parser().parse_args(arguments)
    try:
        settings = read(Settings)
    except SettingsError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 2
    database = open_database(settings.mongo_uri, settings.database)
    indexes.ensure(database)
    try:
        said = asked.act(Tokens(database), asked)
    except Refused as no:
        reasons = [text for messages in no.fields.values() for text in messages]
        sys.stderr.write(f"{no.code}: {' '.join([no.message, *reasons])}\n")
        return 1
    finally:
        database.client.close()
    sys.stdout.write(said + "\n")
    return 0


def _issue(tokens: Tokens, asked: Any) -> str:
    roles = frozenset(asked.role)
    made = [
        tokens.issue(subject, asked.name, asked.scope, utc_now(), days=asked.days, roles=roles)
        for subject in asked.subject
    ]
    if asked.json:
        told = [{"token": secret, "id": token.id} for secret, token in made]
        return json.dumps(told[0] if len(told) == 1 else told)
    return "\n".join(
        f"{secret}\nThis is token {token.id}. It is shown only now; it works until {_day(token)}."
        for secret, token in made
    )


def _list(tokens: Tokens, asked: Any) -> str:
    rows = [_row(token) for token in tokens.list(asked.subject, utc_now())]
    if asked.json:
        return json.dumps(rows)
    lines = [
        f"{row['id']}  {row['name']}  {','.join(row['scopes'])}  until {row['expires_at']}" for row in rows
    ]
    return "\n".join(lines) or "There are no working tokens."


def _revoke(tokens: Tokens, asked: Any) -> str:
    for token_id in asked.id:
        tokens.revoke(token_id, utc_now())
    if asked.json:
        told = [{"id": token_id} for token_id in asked.id]
        return json.dumps(told[0] if len(told) == 1 else told)
    return "\n".join(f"Token {token_id} is revoked." for token_id in asked.id)


def _row(token: Token) -> dict[str, Any]:
    return {
        "id": token.id,
        "name": token.name,
        "scopes": sorted(token.scopes),
        "roles": sorted(token.roles),
        "created_at": token.created_at.isoformat(),
        "expires_at": token.expires_at.isoformat(),
        "last_used_on": token.last_used_on.isoformat() if token.last_used_on else None,
    }


def _day(token: Token) -> str:
    day = token.expires_at
    return f"{day.day} {day:%B %Y}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m gateway.tokens", description="API tokens.")
    verbs = parser.add_subparsers(required=True, metavar="issue|list|revoke")
    issue = verbs.add_parser("issue", help="make a token and print its secret, once")
    issue.add_argument(
        "--subject",
        action="append",
        required=True,
        help="a member id, or service:<name>; may be repeated, each gets a token",
    )
    issue.add_argument("--role", action="append", default=[], help="only for services; may be repeated")
    issue.add_argument("--scope", action="append", required=True, choices=SCOPES, help="may be repeated")
    issue.add_argument("--name", required=True, help="what the list of tokens calls it")
    issue.add_argument("--days", type=int, default=DEFAULT_DAYS, help=f"days it works ({DEFAULT_DAYS})")
    issue.set_defaults(act=_issue)
    shown = verbs.add_parser("list", help="the working tokens of a subject")
    shown.add_argument("--subject", required=True)
    shown.set_defaults(act=_list)
    revoke = verbs.add_parser("revoke", help="end a token")
    revoke.add_argument("id", nargs="+")
    revoke.set_defaults(act=_revoke)
    for verb in (issue, shown, revoke):
        verb.add_argument("--json", action="store_true", help="print JSON")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
