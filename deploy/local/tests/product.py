"""The product in this process, for tests of the demo: the real gateway and services, stores in memory."""

import hashlib
import io
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import mongomock
from flask import request
from flask.testing import FlaskClient
from joserfc.jwk import OKPKey

from chassis.call import Call, Job
from chassis.identity import Caller, system
from chassis.testkit.local_bus import LocalBus
from chassis.testkit.memory import MemoryUnitOfWork
from commons.people.domain import Person
from commons.people.store import People
from exchange.service import SERVICES as EXCHANGE
from gateway.app import create_app
from gateway.settings import Settings
from gateway.signin import Who, recognition
from launcher.demo.platform import NotDone, idempotent
from meetings.service import SERVICES as MEETINGS
from membership.service import SERVICES as MEMBERSHIP
from membership.service import before_serving
from skills_register.service import SERVICES as SKILLS
from stewardship.elections.rehearsal.store import rehearse
from stewardship.service import SERVICES as STEWARDSHIP


class Product:
    """The REST API over stores in memory; a token is whoever it was made for."""

    def __init__(self, folder: Path, monkeypatch: Any) -> None:
        key = OKPKey.generate_key("Ed25519")
        (folder / "ticket.pem").write_bytes(key.as_pem(private=False))
        settings = Settings(
            amqp_uri="memory://",
            mongo_uri="mongodb://localhost/none",
            secret_key="a secret that only tests know 0123456789",
            envelope_private_key_file=folder / "envelope.pem",
            ticket_public_key_file=folder / "ticket.pem",
            portal_url="http://localhost",
        )
        self.bus = LocalBus((*MEMBERSHIP, *STEWARDSHIP, *MEETINGS, *SKILLS, *EXCHANGE))
        before_serving(self.bus.databases["membership"], Call())
        app = create_app(settings, self.bus, mongomock.MongoClient(tz_aware=True)["gateway"])
        self.client: FlaskClient = app.test_client()
        self.callers: dict[str, Caller] = {}
        self.turn = threading.Lock()
        monkeypatch.setattr(recognition, "_recognise", self._recognised)
        monkeypatch.setattr(MemoryUnitOfWork, "in_transaction", at_once)

    def knows(self, member_id: str, region: str, joined: str, *roles: str) -> Caller:
        """Every context has heard of this member; their token is their id."""
        known = self.known(member_id)
        version = known.version + 1 if known else 1
        held = tuple(sorted(set(roles)))
        person = Person(member_id, version, region, "active", date.fromisoformat(joined), held)
        for context in ("stewardship", "meetings", "skills_register", "exchange"):
            People(self.bus.databases[context]).keep(person)
        self.callers[member_id] = Caller(member_id, frozenset({"member", *roles}), region)
        return self.callers[member_id]

    def known(self, member_id: str) -> Person | None:
        return People(self.bus.databases["stewardship"]).get(member_id)

    def grant(self, member_id: str, role: str, region: str | None) -> None:
        """membership gave this member a role, and everybody has heard of it."""
        held = f"{role}:{region}" if region else role
        known = self.known(member_id)
        assert known is not None, member_id
        if held not in known.roles:
            self.knows(member_id, known.region, known.joined.isoformat(), *known.roles, held)

    def api(self, token: str) -> "InProcessApi":
        return InProcessApi(self, token)

    def rehearse(self, election_id: str, days: int) -> None:
        """Move the election's days ahead, and do what is due then, as the running service would."""
        work = self.bus.databases["stewardship"]
        rehearse(work, Call(caller=system("rehearsal")), election_id, days)
        jobs = work.database["jobs"]
        while row := jobs.find_one({"state": "waiting", "due_at": {"$lte": datetime.now(UTC)}}):
            job = Job(row["_id"], row["kind"], row["key"], row["due_at"], row["data"])
            assert job.kind == "advance_election", job.kind
            answer = self.bus.service("stewardship_elections").advance_election(Call(), job)
            if answer is None:
                jobs.delete_one({"_id": row["_id"]})
            else:
                jobs.update_one({"_id": row["_id"]}, {"$set": {"due_at": answer.due_at}})

    def stored(self, context: str = "stewardship") -> dict[str, str]:
        """A digest of everything that a context keeps, by collection."""
        database = self.bus.databases[context].database
        return {
            name: hashlib.sha256(
                "\n".join(str(row) for row in database[name].find().sort("_id", 1)).encode()
            ).hexdigest()
            for name in sorted(database.list_collection_names())
        }

    def _recognised(self) -> Who:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        scopes = frozenset({"read", "write", "admin"})
        return Who(self.callers[token], scopes) if token else Who()


def at_once(work: MemoryUnitOfWork, call: Call, do: Callable[[], Any]) -> Any:
    """Without a copy of everything to go back to: what is refused here fails the test anyway."""
    work.call = call
    return do()


class InProcessApi:
    """The face of ``launcher.demo.platform.Api``."""

    def __init__(self, product: Product, token: str) -> None:
        self._product = product
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, **params: str) -> Any:
        return self._ask("GET", path, query_string=params)

    def post(self, path: str, body: Any = None, *, command: str, files: Any = None, **_more: Any) -> Any:
        if path.startswith("/members/") and path.endswith("/roles"):
            self._product.grant(path.split("/")[2], body["role"], body["region"])
            return {}
        return self._ask("POST", path, headers=idempotent(command), **_sent(body, files))

    def patch(self, path: str, body: Any, *, command: str) -> Any:
        return self._ask("PATCH", path, json=body, headers=idempotent(command))

    def put(self, path: str, body: Any, *, command: str, **_more: Any) -> Any:
        return self._ask("PUT", path, json=body, headers=idempotent(command))

    def _ask(self, method: str, path: str, headers: Mapping[str, str] | None = None, **options: Any) -> Any:
        with self._product.turn:  # the stores in memory know no second thread
            told = self._product.client.open(
                f"/api/v1{path}", method=method, headers={**self._headers, **(headers or {})}, **options
            )
        if told.status_code >= 300:
            raise NotDone(f"{method} {path}: {told.status_code} {told.text}")
        return told.get_json()


def _sent(body: Any, files: Any) -> dict[str, Any]:
    """A body as JSON, or files as ``requests`` takes them: field -> name, content and maybe a type."""
    if files is None:
        return {"json": body}
    return {"data": {field: (io.BytesIO(file[1]), file[0]) for field, file in files.items()}}
