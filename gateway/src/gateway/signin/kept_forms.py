"""Answers that a form sent after its session had ended: kept until the person has signed in again."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from gateway.signin.secrecy import Secrecy, digest, new_secret

KEPT = timedelta(minutes=30)
PURPOSE = "kept form"
NOT_KEPT = ("csrf_token",)


@dataclass(frozen=True)
class KeptForm:
    """A form that waits: where it was going, and its fields in their order."""

    path: str
    fields: tuple[tuple[str, str], ...]


class KeptForms:
    """Kept encrypted, for half an hour, for the browser with the cookie and for the same member."""

    def __init__(self, database: Any, secrecy: Secrecy) -> None:
        self._kept = database["kept_forms"]
        self._secrecy = secrecy

    def keep(self, path: str, fields: list[tuple[str, str]], member: str, now: datetime) -> str:
        """Keep it; answers the secret for the browser's cookie."""
        secret = new_secret()
        said = [[name, value] for name, value in fields if name not in NOT_KEPT]
        sealed = self._secrecy.seal(PURPOSE, json.dumps({"path": path, "fields": said}), f"{secret}|{member}")
        self._kept.insert_one({"_id": digest(secret), "sealed": sealed, "purge_at": now + KEPT})
        return secret

    def find(self, secret: str, member: str, now: datetime) -> KeptForm | None:
        """The form, for the member who filled it in; another member of a shared computer gets None."""
        row = self._kept.find_one({"_id": {"$eq": digest(secret)}, "purge_at": {"$gt": now}})
        opened = self._secrecy.open(PURPOSE, row["sealed"], f"{secret}|{member}") if row else None
        if opened is None:
            return None
        form = json.loads(opened)
        return KeptForm(form["path"], tuple((name, value) for name, value in form["fields"]))

    def drop(self, secret: str) -> None:
        self._kept.delete_one({"_id": {"$eq": digest(secret)}})
