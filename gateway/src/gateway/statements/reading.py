"""A statement of an account, read whole, with what the other sides are called."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chassis.identity import Caller
from gateway.account_names import MEMBER, SOMEBODY, names_of
from gateway.clients import membership
from gateway.clients.skills_register import ledger

ROWS = 200
MOST = 2_000
"""Entries in one file at most, the newest; it says when there are more."""


@dataclass(frozen=True)
class Statement:
    """``entries`` as the door gives them, the newest first; ``since`` and ``until`` are ISO days or None.

    ``before`` and ``after`` are the balance at both ends, in minutes; ``names`` is account id -> name.
    """

    account: str
    since: str | None
    until: str | None
    before: int
    after: int
    entries: tuple[Mapping[str, Any], ...]
    is_cut: bool
    names: Mapping[str, str]

    def other(self, entry: Mapping[str, Any]) -> str:
        """What the other side of an entry is called."""
        return self.names.get(entry["other"] or "", SOMEBODY)

    @property
    def called(self) -> str:
        return self.names[self.account]


def own_account(person: Caller, account_id: str) -> str:
    """The id of the account named in an address, where ``mine`` is the reader's own."""
    return f"{MEMBER}:{person.subject}" if account_id == "mine" else account_id


def whole_statement(
    person: Caller, account_id: str, *, since: str | None = None, until: str | None = None
) -> Statement:
    """Every page of it, up to ``MOST`` entries. Refused: ``not_found``, ``period_wrong``."""
    account = own_account(person, account_id)
    page = first = ledger.get_statement(person, account, since=since, until=until, limit=ROWS)
    entries = [*page["items"]]
    while page["next"] and len(entries) < MOST:
        page = ledger.get_statement(
            person, account, since=since, until=until, cursor=page["next"], limit=ROWS
        )
        entries += page["items"]
    regions = {each["code"]: each["name"] for each in membership.list_regions(person)["items"]}
    names = names_of(person, [account, *(each["other"] for each in entries)], regions)
    return Statement(
        account,
        since,
        until,
        first["balance_before"],
        first["balance_after"],
        tuple(entries),
        bool(page["next"]),
        names,
    )
