"""Personal API tokens: shown once, kept as a hash, good for named scopes, revocable."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from chassis.ids import new_id
from contracts.refusals import Refused
from gateway.signin.secrecy import digest, new_secret
from gateway.signin.short_memory import ShortMemory

PREFIX = "qc_"
SCOPES = ("read", "write", "admin")
DEFAULT_DAYS = 90
MOST_DAYS = 366
MOST_TOKENS = 20  # per person
REMEMBERED = timedelta(days=90)  # a token that ended stays in the books this long
SERVICE_PREFIX = "service:"


@dataclass(frozen=True)
class Token:
    """One token, without its secret. ``roles`` only for services: a person's come from membership."""

    id: str
    subject: str
    name: str
    scopes: frozenset[str]
    roles: frozenset[str]
    created_at: datetime
    expires_at: datetime
    last_used_on: date | None = None
    revoked_at: datetime | None = None

    def works(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at

    @property
    def is_service(self) -> bool:
        return self.subject.startswith(SERVICE_PREFIX)


class Tokens:
    """All tokens of the platform, in the gateway's database."""

    def __init__(self, database: Any) -> None:
        self._tokens = database["tokens"]
        self._memory: ShortMemory[Token] = ShortMemory()

    def issue(
        self,
        subject: str,
        name: str,
        scopes: Iterable[str],
        now: datetime,
        *,
        days: int = DEFAULT_DAYS,
        roles: Iterable[str] = (),
    ) -> tuple[str, Token]:
        """A new token: its secret, which nobody can show again, and what we keep.

        Refused: ``invalid_input`` for an impossible name, scope, life, role, or one token too many.
        """
        wanted, held = frozenset(scopes), frozenset(roles)
        self._check(subject, name.strip(), wanted, held, days, now)
        secret = PREFIX + new_secret()
        token = Token(new_id(), subject, name.strip(), wanted, held, now, now + timedelta(days=days))
        self._tokens.insert_one(_document(token, digest(secret)))
        return secret, token

    def list(self, subject: str, now: datetime) -> list[Token]:
        """The subject's working tokens, the newest first."""
        rows = self._tokens.find({"subject": {"$eq": subject}}).sort("created_at", -1)
        return [token for token in map(_token, rows) if token.works(now)]

    def revoke(self, token_id: str, now: datetime, subject: str | None = None) -> None:
        """End a token; with ``subject``, only one of theirs. Refused: ``not_found``."""
        wanted: dict[str, Any] = {"_id": {"$eq": token_id}, "revoked_at": {"$eq": None}}
        if subject is not None:
            wanted["subject"] = {"$eq": subject}
        if self._tokens.update_one(wanted, {"$set": {"revoked_at": now}}).matched_count == 0:
            raise Refused("not_found")
        self._memory.forget_where(lambda token: token.id == token_id)

    def find(self, secret: str, now: datetime) -> Token:
        """The working token of this secret. Refused: ``credentials_invalid``, without saying why."""
        key = digest(secret)
        token = self._memory.recall(key, now) or self._look_up(key, now)
        if token is None or not token.works(now):
            raise Refused("credentials_invalid")
        return token

    def _look_up(self, key: str, now: datetime) -> Token | None:
        row = self._tokens.find_one({"hash": {"$eq": key}})
        return self._memory.keep(key, self._used(_token(row), now), now) if row else None

    def _used(self, token: Token, now: datetime) -> Token:
        """Written down as used, to the day and no finer: one write a day, and no trail of a person."""
        if token.works(now) and token.last_used_on != now.date():
            self._tokens.update_one(
                {"_id": {"$eq": token.id}}, {"$set": {"last_used_on": now.date().isoformat()}}
            )
        return token

    def _check(
        self,
        subject: str,
        name: str,
        scopes: frozenset[str],
        roles: frozenset[str],
        days: int,
        now: datetime,
    ) -> None:
        wrong: dict[str, list[str]] = {}
        if not 1 <= len(name) <= 80:
            wrong["name"] = ["Give the token a name of at most 80 characters."]
        if not scopes or not scopes <= set(SCOPES):
            wrong["scopes"] = ["Choose at least one of read, write and admin."]
        if not 1 <= days <= MOST_DAYS:
            wrong["days"] = [f"A token lives for 1 to {MOST_DAYS} days."]
        if not subject:
            wrong["subject"] = ["Say whose token it is."]
        if roles and not subject.startswith(SERVICE_PREFIX):
            wrong["roles"] = ["A person's roles come from membership; only a service's are given."]
        if not wrong and len(self.list(subject, now)) >= MOST_TOKENS:
            wrong["name"] = [f"There are {MOST_TOKENS} tokens already. Revoke one you no longer need."]
        if wrong:
            raise Refused("invalid_input", fields=wrong)


def _document(token: Token, hashed: str) -> dict[str, Any]:
    return {
        "_id": token.id,
        "hash": hashed,
        "subject": token.subject,
        "name": token.name,
        "scopes": sorted(token.scopes),
        "roles": sorted(token.roles),
        "created_at": token.created_at,
        "expires_at": token.expires_at,
        "last_used_on": None,
        "revoked_at": None,
        "purge_at": token.expires_at + REMEMBERED,
    }


def _token(row: Mapping[str, Any]) -> Token:
    used = row["last_used_on"]
    return Token(
        row["_id"],
        row["subject"],
        row["name"],
        frozenset(row["scopes"]),
        frozenset(row["roles"]),
        row["created_at"],
        row["expires_at"],
        date.fromisoformat(used) if used else None,
        row["revoked_at"],
    )
