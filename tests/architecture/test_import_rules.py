"""The import contracts of pyproject.toml hold in the tree, and each is seen to catch a violation."""

import json
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from contracts.asyncapi import event_types
from contracts.services import CONTEXTS

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).parent / "lint-imports"
# Capability folders of the small tree: a rule names folders by a pattern, so a few of each context will do.
FOLDERS = [
    *(
        f"membership/{folder}"
        for folder in ("applications", "members", "compact", "regions", "growth", "imports", "connections")
    ),
    *(f"stewardship/{folder}" for folder in ("seats", "elections", "elections/ballots")),
    "skills_register/ledger",
    "exchange/rounds",
    *(f"meetings/{folder}" for folder in ("seats", "calendar")),
]

# (contract, file, the line that must not pass)
VIOLATIONS = [
    ("contexts-independent", "membership/growth/service.py", "import notifications.service"),
    ("contexts-independent", "notifications/store.py", "from membership.members import store"),
    ("contexts-independent", "stewardship/seats/service.py", "from membership.members import domain"),
    ("contexts-independent", "membership/members/service.py", "import stewardship.seats.domain"),
    ("floors", "contracts/events.py", "from chassis import doors"),
    ("floors", "chassis/doors.py", "import membership.refusal"),
    ("floors", "contracts/membership.py", "import gateway.app"),
    ("floors", "chassis/doors.py", "import commons.london"),
    ("floors", "commons/places.py", "import membership.refusal"),
    ("gateway-no-service", "gateway/clients/membership.py", "from membership.members import service"),
    ("gateway-no-service", "gateway/app.py", "import notifications.schemas"),
    ("gateway-no-service", "gateway/clients/membership.py", "from stewardship.seats import domain"),
    ("service-no-gateway", "notifications/service.py", "import gateway.app"),
    ("service-no-gateway", "stewardship/elections/service.py", "import gateway.app"),
    *(
        violation
        for folder, package in ((each, each.replace("/", ".")) for each in FOLDERS)
        for violation in (
            ("capability-layers", f"{folder}/domain.py", f"from {package} import store"),
            ("capability-layers", f"{folder}/domain.py", f"import {package}.schemas"),
            ("capability-layers", f"{folder}/store.py", f"from {package} import service"),
            ("capability-layers", f"{folder}/schemas.py", f"from {package} import store"),
            ("domain-pure", f"{folder}/domain.py", "from contracts.refusals import Refused"),
            ("mongo-only-in-stores", f"{folder}/service.py", "from chassis.mongo import Index"),
        )
    ),
    ("capability-layers", "commons/people/domain.py", "from commons.people import store"),
    ("domain-pure", "commons/people/domain.py", "from contracts.refusals import Refused"),
    ("mongo-only-in-stores", "commons/people/hearing.py", "from chassis.mongo import Index"),
    ("flat-layers", "notifications/domain.py", "from notifications import store"),
    ("flat-layers", "notifications/store.py", "from notifications import service"),
    ("domain-pure", "membership/members/domain.py", "import pymongo"),
    ("domain-pure", "membership/members/domain.py", "from chassis.ids import new_id"),
    ("domain-pure", "membership/members/domain.py", "import marshmallow"),
    ("domain-pure", "membership/refusal.py", "import contracts.refusals"),
    ("domain-pure", "notifications/domain.py", "import chassis.doors"),
    ("domain-pure", "membership/members/domain.py", "import membership.settings"),
    ("domain-pure", "stewardship/seats/domain.py", "from commons.people.store import People"),
    ("transport-behind-chassis", "membership/members/service.py", "from nameko.rpc import rpc"),
    ("transport-behind-chassis", "notifications/service.py", "import eventlet"),
    ("transport-behind-chassis", "stewardship/elections/service.py", "import eventlet"),
    ("transport-behind-chassis", "gateway/clients/membership.py", "import kombu"),
    ("transport-behind-chassis", "contracts/events.py", "import amqp"),
    ("gateway-without-eventlet", "gateway/app.py", "from chassis import serving"),
    ("gateway-without-eventlet", "chassis/bus/client.py", "import eventlet"),
    ("pymongo-behind-chassis", "membership/members/store.py", "import pymongo"),
    ("pymongo-behind-chassis", "membership/members/service.py", "from bson import ObjectId"),
    ("pymongo-behind-chassis", "stewardship/elections/store.py", "import pymongo"),
    ("pymongo-behind-chassis", "gateway/portal/pages.py", "import pymongo"),
    ("pymongo-behind-chassis", "contracts/services.py", "import pymongo"),
    ("mongo-only-in-stores", "notifications/service.py", "import chassis.mongo"),
    ("testkit-only-in-tests", "membership/members/store.py", "import chassis.testkit"),
    ("testkit-only-in-tests", "gateway/app.py", "import chassis.testkit"),
    ("portal-and-api-over-clients", "gateway/portal/pages.py", "import gateway.api.members"),
    ("portal-and-api-over-clients", "gateway/api/members.py", "from gateway import portal"),
    ("portal-and-api-over-clients", "gateway/clients/membership.py", "import gateway.portal.pages"),
    ("listens-to-membership", "gateway/app.py", "from contracts import membership"),
    ("listens-to-membership", "chassis/doors.py", "import contracts.membership"),
    ("listens-to-stewardship", "commons/notices.py", "from contracts import stewardship"),
    ("listens-to-skills_register", "gateway/app.py", "from contracts import skills_register"),
    ("listens-to-exchange", "gateway/app.py", "from contracts import exchange"),
    ("listens-to-meetings", "gateway/app.py", "from contracts import meetings"),
    ("listens-to-meetings", "stewardship/seats/service.py", "from contracts import meetings"),
    ("listens-to-stewardship", "gateway/app.py", "from contracts import stewardship"),
    ("listens-to-stewardship", "membership/members/service.py", "from contracts import stewardship"),
]


LISTS_OF_CONTEXTS = {
    "contexts-independent": "modules",
    "service-no-gateway": "source_modules",
    "gateway-no-service": "forbidden_modules",
    "transport-behind-chassis": "source_modules",
    "pymongo-behind-chassis": "source_modules",
}


def _contracts() -> list[dict]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def forgotten(contracts: list[dict], contexts: set[str], listeners: dict[str, set[str]]) -> list[str]:
    """Contexts that a rule leaves out, and publishers that not exactly their listeners may read.

    ``listeners`` is publisher -> the contexts whose queues its events name.
    """
    by_id = {contract["id"]: contract for contract in contracts}
    missing = [
        f"{contract}: {name}"
        for contract, key in LISTS_OF_CONTEXTS.items()
        for name in sorted(contexts - set(by_id[contract][key]))
    ]
    for publisher, listening in listeners.items():
        rule = by_id.get(f"listens-to-{publisher}", {})
        allowed = set(rule.get("allowed_importers", ())) - {"contracts", publisher}
        if rule.get("protected_modules") != [f"contracts.{publisher}"] or allowed != listening:
            missing.append(f"listens-to-{publisher}: {sorted(listening)}")
    return missing


def _listeners() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in event_types():
        found.setdefault(each.publisher, set()).update(queue.partition(".")[0] for queue in each.listeners)
    return found


@pytest.fixture(scope="module")
def broken(tmp_path_factory) -> list[list[str]]:
    """The broken contracts of the clean small tree, then those of each violation."""
    program = Path(__file__).parent / "seeded_imports.py"
    seeds = [{"file": file, "line": line} for _, file, line in VIOLATIONS]
    run = subprocess.run(
        [sys.executable, str(program), str(tmp_path_factory.mktemp("tree")), str(ROOT / "pyproject.toml")],
        input=json.dumps({"folders": FOLDERS, "seeds": seeds}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:] + run.stdout[-2000:]
    return json.loads(run.stdout.splitlines()[-1])


def test_the_import_contracts_hold_in_the_tree_within_two_seconds():
    began = time.monotonic()
    run = subprocess.run([str(LINT), "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
    assert time.monotonic() - began < 2 * _slowness(), "lint-imports has become slow"


def _slowness() -> float:
    """How much slower this machine is just now than an idle one: a busy loop of known length."""
    began = time.monotonic()
    sum(range(2_000_000))
    return max(1.0, (time.monotonic() - began) / 0.05)


def test_a_tree_that_keeps_the_rules_passes(broken):
    assert broken[0] == []


@pytest.mark.parametrize(
    ("index", "contract", "file", "line"),
    [(index, *violation) for index, violation in enumerate(VIOLATIONS)],
    ids=[f"{contract}: {file}: {line}" for contract, file, line in VIOLATIONS],
)
def test_a_seeded_violation_is_caught(broken, index, contract, file, line):
    assert contract in broken[index + 1], f"{line!r} in {file} passed"


def test_every_import_contract_has_a_seeded_violation():
    assert {contract["id"] for contract in _contracts()} == {contract for contract, _, _ in VIOLATIONS}


def test_every_context_stands_in_every_rule_and_reads_only_what_it_listens_to():
    assert forgotten(_contracts(), set(CONTEXTS), _listeners()) == []


def test_a_new_context_that_the_rules_do_not_know_is_found_out():
    found = forgotten(_contracts(), {*CONTEXTS, "archive"}, _listeners())
    assert [line.split(":")[0] for line in found] == list(LISTS_OF_CONTEXTS)


@pytest.mark.parametrize(
    "listeners", [{"membership": {"notifications", "exchange"}}, {"membership": set()}, {"exchange": set()}]
)
def test_a_context_map_that_differs_from_the_listeners_is_found_out(listeners):
    assert len(forgotten(_contracts(), set(CONTEXTS), listeners)) == 1
