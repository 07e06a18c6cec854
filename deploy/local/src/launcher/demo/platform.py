"""The platform as the demo loader meets it: its REST API, and its commands for tokens and rehearsals."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit
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
        self._headers = {"Authorization": f"Bearer {token}"}
        self._own = threading.local()  # a session is one thread's alone

    @property
    def _session(self) -> requests.Session:
        if not hasattr(self._own, "session"):
            self._own.session = requests.Session()
            self._own.session.headers.update(self._headers)
        session: requests.Session = self._own.session
        return session

    def get(self, path: str, **params: str) -> Any:
        return self._ask("GET", path, params=params)

    def post(
        self, path: str, body: Any = None, *, command: str, until_not: Sequence[str] = (), **more: Any
    ) -> Any:
        """``command`` names what is done: the same name is the same command, however often it is sent.

        Refusals with a code of ``until_not`` pass too: they come of events that are still on their way.
        """
        if body is not None:
            more["json"] = body
        return self._ask("POST", path, until_not, headers=idempotent(command), **more)

    def patch(self, path: str, body: Any, *, command: str) -> Any:
        """Change what is named in ``body``; ``command`` as for ``post``."""
        return self._ask("PATCH", path, headers=idempotent(command), json=body)

    def put(self, path: str, body: Any, *, command: str, until_not: Sequence[str] = ()) -> Any:
        """Replace what is at ``path``; ``command`` and ``until_not`` as for ``post``."""
        return self._ask("PUT", path, until_not, headers=idempotent(command), json=body)

    def works(self) -> bool:
        """Whether the token signs somebody in."""
        answer = self._session.get(f"{self._root}/me", timeout=ANSWER_SECONDS)
        return bool(answer.ok)

    def _ask(self, method: str, path: str, until_not: Sequence[str] = (), **options: Any) -> Any:
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                answer = self._session.request(
                    method, f"{self._root}{path}", timeout=ANSWER_SECONDS, **options
                )
                if answer.ok:
                    return answer.json()
                told = f"{method} {path}: {answer.status_code} {answer.text[:500]}"
                passing = answer.status_code in PASSING or _code_of(answer) in until_not
            except (requests.ConnectionError, requests.Timeout) as problem:
                told, passing = f"{method} {path}: {type(problem).__name__}", True
            if not passing or time.monotonic() > until:
                raise NotDone(told)
            time.sleep(PAUSE_SECONDS)


def _code_of(answer: requests.Response) -> str:
    """The code of a refusal."""
    try:
        return str(answer.json()["code"])
    except (ValueError, KeyError, TypeError):
        return ""


def idempotent(command: str) -> dict[str, str]:
    """The header that makes the same command, sent again, the same."""
    return {"Idempotency-Key": str(uuid5(NAMESPACE_URL, f"demo {command}"))}


def issue_token(subject: str, name: str, scopes: Sequence[str], roles: Sequence[str] = ()) -> dict[str, str]:
    """A new token: ``{"token": secret, "id": id}``."""
    words = [word for role in roles for word in ("--role", role)]
    told = _tokens("issue", "--subject", subject, "--name", name, *words, *_scopes(scopes))
    return {"token": told["token"], "id": told["id"]}


def issue_tokens(subjects: Sequence[str], name: str, scopes: Sequence[str]) -> list[dict[str, str]]:
    """A new token for each of two or more subjects, in their order, by one start of the command."""
    words = [word for subject in subjects for word in ("--subject", subject)]
    told: list[dict[str, str]] = _tokens("issue", *words, "--name", name, *_scopes(scopes))
    return told


def revoke_token(*token_ids: str) -> None:
    """End tokens."""
    _tokens("revoke", *token_ids)


def newest_ticket(to: str, about: str) -> str:
    """The ticket of the link in the newest mail to this address whose subject says ``about``, once it came.

    For people without an account, who act by a link alone; the local mailbox has their mail.
    """
    address = f"{os.environ['MAILBOX_URL'].rstrip('/')}/api/messages"
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        letters = requests.get(address, params={"to": to, "limit": "20"}, timeout=ANSWER_SECONDS).json()
        links = [link for each in letters if about in each["subject"] for link in each["links"]]
        tickets = [found for link in links for found in parse_qs(urlsplit(link).query).get("ticket", ())]
        if tickets:
            return str(tickets[0])
        time.sleep(PAUSE_SECONDS)
    raise NotDone(f"No mail about {about!r} came to {to}")


def _scopes(scopes: Sequence[str]) -> list[str]:
    return [word for scope in scopes for word in ("--scope", scope)]


def rehearse(election_id: str, days: int) -> None:
    """Move all days of an election ahead, by the command that stewardship has for rehearsals."""
    settings = {**os.environ, "MONGO_URI": os.environ["STEWARDSHIP_MONGO_URI"]}
    _run("stewardship.elections.rehearsal", election_id, str(days), environment=settings)


def _tokens(*words: str) -> Any:
    return json.loads(_run("gateway.tokens", *words, "--json"))


def _run(module: str, *words: str, environment: Mapping[str, str] | None = None) -> str:
    run = subprocess.run(
        [sys.executable, "-m", module, *words],
        env=dict(environment) if environment is not None else None,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode != 0:
        raise NotDone(f"{module} {words[0]}: {run.stderr.strip()[-500:]}")
    return run.stdout
