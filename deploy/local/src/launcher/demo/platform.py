"""The platform as the demo loader meets it: its REST API, and its command for tokens."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import requests

PATIENCE_SECONDS = 60.0
ANSWER_SECONDS = 30.0
PAUSE_SECONDS = 0.5
PASSING = {429, 502, 503, 504}


class NotDone(Exception):
    """The platform said no; the sentence is for the person who starts it."""


class Api:
    """``/api/v1`` with one bearer token; what passes is tried again under the same command id."""

    def __init__(self, base_url: str, token: str) -> None:
        self._root = f"{base_url}/api/v1"
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, **params: str) -> Any:
        return self._ask("GET", path, params=params)

    def post(self, path: str, body: Any = None, *, command: str, **more: Any) -> Any:
        """``command`` names what is done: the same name is the same command, however often it is sent."""
        key = str(uuid5(NAMESPACE_URL, f"demo {command}"))
        if body is not None:
            more["json"] = body
        return self._ask("POST", path, headers={"Idempotency-Key": key}, **more)

    def works(self) -> bool:
        """Whether the token signs somebody in."""
        answer = self._session.get(f"{self._root}/me", timeout=ANSWER_SECONDS)
        return bool(answer.ok)

    def _ask(self, method: str, path: str, **options: Any) -> Any:
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                answer = self._session.request(
                    method, f"{self._root}{path}", timeout=ANSWER_SECONDS, **options
                )
                if answer.ok:
                    return answer.json()
                told = f"{method} {path}: {answer.status_code} {answer.text[:500]}"
                passing = answer.status_code in PASSING
            except (requests.ConnectionError, requests.Timeout) as problem:
                told, passing = f"{method} {path}: {type(problem).__name__}", True
            if not passing or time.monotonic() > until:
                raise NotDone(told)
            time.sleep(PAUSE_SECONDS)


def issue_token(subject: str, name: str, scopes: Sequence[str], roles: Sequence[str] = ()) -> dict[str, str]:
    """A new token: ``{"token": secret, "id": id}``."""
    told = _tokens(
        "issue",
        *("--subject", subject),
        *("--name", name),
        *(word for role in roles for word in ("--role", role)),
        *(word for scope in scopes for word in ("--scope", scope)),
    )
    return {"token": told["token"], "id": told["id"]}


def revoke_token(token_id: str) -> None:
    """End a token."""
    _tokens("revoke", token_id)


def _tokens(*words: str) -> Any:
    run = subprocess.run(
        [sys.executable, "-m", "gateway.tokens", *words, "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode != 0:
        raise NotDone(f"gateway.tokens {words[0]}: {run.stderr.strip()[-500:]}")
    return json.loads(run.stdout)
