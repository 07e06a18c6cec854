"""A client that holds every answer against the OpenAPI document."""

import copy
import inspect
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from werkzeug.test import TestResponse

from chassis.call import Call, Job
from chassis.identity import Caller, system
from chassis.ids import new_id
from chassis.testkit.local_bus import LocalBus
from chassis.wiring import doorway_of
from gateway.signin import Who
from membership.service import SERVICES

Calling = Callable[..., Who]

APPLICATION = {
    "region": "WOE",
    "name": "Ann Example",
    "email": "ann@example.org",
    "why": "To improve discharge letters with others who do.",
    "compact_accepted": True,
}


class Documented:
    """The document, as a judge of answers: nothing may come that it does not describe."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = copy.deepcopy(document)
        for schema in self.document["components"]["schemas"].values():
            if "properties" in schema:
                schema.setdefault("additionalProperties", False)
        self.paths = {
            re.compile("^" + re.sub(r"{[^}]+}", "[^/]+", path) + "$"): operations
            for path, operations in sorted(self.document["paths"].items(), key=lambda each: "{" in each[0])
        }

    def operation(self, method: str, path: str) -> dict[str, Any] | None:
        for pattern, operations in self.paths.items():
            if pattern.match(path) and method.lower() in operations:
                found: dict[str, Any] = operations[method.lower()]
                return found
        return None

    def problems(self, method: str, path: str, answer: TestResponse) -> list[str]:
        operation = self.operation(method, path)
        if operation is None:
            return []
        known = operation["responses"].get(str(answer.status_code), operation["responses"]["default"])
        if "$ref" in known:
            known = self.document["components"]["responses"][known["$ref"].rpartition("/")[2]]
        content = known.get("content", {})
        if answer.mimetype not in content:
            is_empty = not content and not answer.data
            return [] if is_empty else [f"{answer.status_code} as {answer.mimetype} is not described"]
        if not answer.is_json:
            return []
        schema = {**content[answer.mimetype]["schema"], "components": self.document["components"]}
        errors = Draft202012Validator(schema).iter_errors(answer.json)
        return [f"{list(error.absolute_path)}: {error.message[:300]}" for error in errors]


class Api:
    """``api("POST", "/applications", json=...)``; fails when the answer is not as documented."""

    def __init__(self, client: FlaskClient, documented: Documented) -> None:
        self.client = client
        self.documented = documented

    def __call__(self, method: str, path: str, **sent: Any) -> TestResponse:
        answer = self.client.open(f"/api/v1{path}", method=method, **sent)
        if answer.status_code != 304:
            problems = self.documented.problems(method, f"/api/v1{path.partition('?')[0]}", answer)
            assert not problems, f"{method} {path} answered {answer.status}: {problems}"
        return answer

    def refused(self, method: str, path: str, status: int, code: str, **sent: Any) -> dict[str, Any]:
        """The problem, after checking that it is one."""
        answer = self(method, path, **sent)
        assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), answer.text
        problem: dict[str, Any] = answer.get_json()
        assert (problem["code"], problem["status"]) == (code, status)
        assert problem["detail"]
        return problem


@pytest.fixture
def application() -> dict[str, Any]:
    """What somebody types who asks to join."""
    return dict(APPLICATION)


@pytest.fixture
def do_due_work(bus: LocalBus) -> Callable[[], int]:
    """Performs what is due in membership, as its scheduler would; answers how often a handler ran."""
    handlers = {
        doorway.options["kind"]: (service.name, name)
        for service in SERVICES
        for name, method in inspect.getmembers(service, inspect.isfunction)
        if (doorway := doorway_of(method)) and doorway.kind == "due"
    }

    def work() -> int:
        jobs = bus.databases["membership"].database["jobs"]
        runs = 0
        while row := jobs.find_one({"state": "waiting", "due_at": {"$lte": datetime.now(UTC)}}):
            claim = new_id()
            jobs.update_one({"_id": row["_id"]}, {"$set": {"claim": claim}})
            service, method = handlers[row["kind"]]
            job = Job(row["_id"], row["kind"], row["key"], row["due_at"], row["data"], 1, claim)
            getattr(bus.service(service), method)(Call(caller=system("due")), job)
            runs += 1
            assert runs < 200, "due work never ends"
        return runs

    return work


@pytest.fixture(scope="session")
def documents() -> list[Documented]:
    """The document as a judge, once there is one: it is the same for every app."""
    return []


@pytest.fixture
def api(client: FlaskClient, calling: Calling, documents: list[Documented]) -> Api:
    if not documents:
        documents.append(Documented(client.get("/api/v1/openapi.json").get_json()))
    return Api(client, documents[0])


@pytest.fixture
def applied(api: Api, calling: Calling) -> Callable[..., dict[str, Any]]:
    """``applied(email=...)``: an application as the applicant gets it back; nobody is signed in after."""

    def apply(**changes: Any) -> dict[str, Any]:
        calling()
        answer = api("POST", "/applications", json={**APPLICATION, **changes})
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.get_json()
        return made

    return apply


@pytest.fixture
def joined(
    api: Api, applied: Callable[..., dict[str, Any]], calling: Calling, people: dict[str, Caller]
) -> Callable[..., Caller]:
    """``joined(email=...)``: a member, as the caller they are; they are calling from now on."""

    def join(**changes: Any) -> Caller:
        made = applied(**changes)
        calling(people["national"])
        api("POST", f"/applications/{made['id']}/take-up")
        decided = api("POST", f"/applications/{made['id']}/decision", json={"decision": "accept"})
        member = Caller(decided.get_json()["member_id"], frozenset({"member"}), made["region"])
        calling(member)
        return member

    return join
