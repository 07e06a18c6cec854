"""The people of the journeys: they apply, are accepted, get offices, read their mail."""

import re
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests

from journeys.running import Platform, ask, eventually

SCOPES = ("read", "write", "admin")
SIGN_IN = "link to sign in"
CSRF = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass(frozen=True)
class Person:
    """A member; ``token`` is empty for those who only use the portal."""

    id: str
    email: str
    name: str
    token: str = ""


class People:
    """Whoever the journeys need, made through the API. ``setup`` is a token of the national team."""

    def __init__(self, platform: Platform, surname: str = "Journeyer") -> None:
        self.platform = platform
        self.surname = surname
        self.setup = platform.token("service:setup", *SCOPES, roles=("national_team", "operator"))

    def ask(
        self, method: str, path: str, token: str = "", key: str = "", **options: Any
    ) -> requests.Response:
        """A request to the REST API; ``key`` is its Idempotency-Key."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        headers |= {"Idempotency-Key": key} if key else {}
        return ask(method, f"{self.platform.url}/api/v1{path}", headers=headers, **options)

    def get(self, path: str, token: str = "", **params: Any) -> Any:
        """What the REST API answers to a question that it must not refuse."""
        told = self.ask("GET", path, token, params=params)
        assert told.status_code == 200, told.text
        return told.json()

    def address(self, first: str = "ada") -> str:
        """A new e-mail address."""
        return f"{first}.{self.surname.lower()}.{uuid.uuid4().hex[:10]}@example.org"

    def apply(self, region: str, email: str = "") -> dict[str, Any]:
        """An application that was sent in."""
        form = {
            "region": region,
            "name": f"Ada {self.surname}",
            "email": email or self.address(),
            "why": "I want to learn with people who improve care.",
            "compact_accepted": True,
        }
        told = self.ask("POST", "/applications", json=form)
        assert told.status_code == 201, told.text
        sent: dict[str, Any] = told.json()
        return sent

    def decide(self, application_id: str, token: str, key: str = "", **decision: str) -> requests.Response:
        return self.ask("POST", f"/applications/{application_id}/decision", token, key, json=decision)

    def member(self, region: str) -> Person:
        """Somebody who applied and was accepted."""
        sent = self.apply(region)
        told = self.decide(sent["id"], self.setup, decision="accept")
        assert told.status_code == 200, told.text
        return Person(told.json()["member_id"], sent["email"], sent["name"])

    def officer(self, role: str, region: str, token: bool = True) -> Person:
        """A member who holds an office, with a token of their own unless they need none."""
        person = self.member(region)
        body = {"role": role, "region": region}
        told = self.ask("POST", f"/members/{person.id}/roles", self.setup, json=body)
        assert told.status_code == 200, told.text
        secret = self.platform.token(person.id, *SCOPES) if token else ""
        return Person(person.id, person.email, person.name, secret)

    def members_of(self, region: str) -> int:
        """How many belong to a region, as everybody may read it."""
        return next(int(each["members"]) for each in self.get("/regions")["items"] if each["code"] == region)

    def register(self, region: str) -> list[dict[str, Any]]:
        """The rows of a region's register."""
        rows: list[dict[str, Any]] = self.get("/members/export", self.setup, format="json", region=region)[
            "items"
        ]
        return rows

    def sign_in_link(self, person: Person) -> str:
        """A fresh link, asked for and received by e-mail."""
        # Who was just accepted is known to notifications a moment later.
        self.platform.letter(person.email, "Welcome")
        known = len(self.platform.letters(person.email, SIGN_IN))
        told = self.ask("POST", "/sign-in", json={"email": person.email})
        assert told.status_code == 202, told.text
        eventually(lambda: len(self.platform.letters(person.email, SIGN_IN)) > known)
        return sign_in_link_of(self.platform.letters(person.email, SIGN_IN)[0])


class Browser(requests.Session):
    """What a browser without JavaScript keeps between two requests to the portal: its cookies."""

    def __init__(self, platform: Platform) -> None:
        super().__init__()
        self.trust_env = False
        self.platform = platform

    def look(self, address: str, **options: Any) -> requests.Response:
        return self.get(self.platform.url + _path(address), timeout=30, **options)

    def submit(self, page: requests.Response, path: str, **fields: str) -> requests.Response:
        """Send a form of this page, with what the page hides in it against forgery."""
        found = CSRF.search(page.text)
        assert found is not None, page.text
        form = {"csrf_token": found[1], **fields}
        headers = {"Origin": self.platform.url, "Referer": page.url}
        return self.post(self.platform.url + path, data=form, headers=headers, timeout=30)

    def follow(self, link: str) -> requests.Response:
        """Open a sign-in link and press its button."""
        return self.submit(self.look(link), "/sign-in/link", ticket=ticket_of(link))


def sign_in_link_of(letter: dict[str, Any]) -> str:
    return str(next(link for link in letter["links"] if "/sign-in/link?" in link))


def ticket_of(link: str) -> str:
    return parse_qs(urlsplit(link).query)["ticket"][0]


def _path(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")
