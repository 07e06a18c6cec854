"""Run as a program: lints a small copy of the tree, once clean and once per seeded violation.

Reads from standard input ``{"folders": ["membership/members", ...], "seeds": [{"file": ..., "line": ...}]}``,
takes the folder to build in and the real pyproject.toml as arguments, and prints a JSON list: the ids of the
broken contracts of the clean tree, then of each violation. A program of its own, because the
linter finds packages on the path, where the tests' own process has the real ones already.
"""

import json
import sys
from pathlib import Path

CAPABILITY = {
    "service.py": "from chassis.doors import command\nfrom contracts import membership\n"
    "from {here} import domain, schemas\nfrom {here}.store import Store\n",
    "store.py": "from chassis.mongo import Index\nfrom {here} import domain\nfrom contracts import events\n",
    "schemas.py": "import marshmallow\nfrom contracts import refusals\n",
    "domain.py": "import dataclasses\nfrom {context}.refusal import Refusal\n",
    "__init__.py": "",
}

TREE = {
    "contracts/__init__.py": "",
    "contracts/events.py": "import marshmallow\n",
    "contracts/refusals.py": "",
    "contracts/services.py": "",
    "contracts/membership.py": "from contracts.events import EventType\n",
    "contracts/stewardship.py": "from contracts.events import EventType\n",
    "contracts/skills_register.py": "from contracts.events import EventType\n",
    "contracts/exchange.py": "from contracts.events import EventType\n",
    "contracts/meetings.py": "from contracts.events import EventType\n",
    "contracts/notifications.py": "from contracts.events import EventType\n",
    "chassis/__init__.py": "",
    "chassis/doors.py": "from contracts import events\n",
    "chassis/serving.py": "import nameko\nimport eventlet\nimport kombu\nimport amqp\n",
    "chassis/mongo/__init__.py": "import pymongo\n",
    "chassis/testkit/__init__.py": "import mongomock\nfrom chassis import mongo\n",
    "chassis/bus/__init__.py": "",
    "chassis/bus/client.py": "import kombu\nimport amqp\n",
    "commons/__init__.py": "",
    "commons/london.py": "import datetime\n",
    "commons/places.py": "from chassis import doors\nfrom contracts import refusals\n",
    "commons/notices.py": "from contracts import events\n",
    "commons/fields.py": "import marshmallow\n",
    "commons/people/__init__.py": "",
    "commons/people/domain.py": "import dataclasses\n",
    "commons/people/store.py": "from chassis.mongo import Index\nfrom commons.people import domain\n",
    "commons/people/hearing.py": "from commons.people import domain\n",
    "membership/__init__.py": "",
    "membership/refusal.py": "",
    "membership/settings.py": "from chassis import doors\n",
    "stewardship/__init__.py": "",
    "stewardship/refusal.py": "",
    "stewardship/settings.py": "from chassis import doors\n",
    "exchange/__init__.py": "",
    "exchange/refusal.py": "",
    "exchange/settings.py": "from chassis import doors\n",
    "skills_register/__init__.py": "",
    "skills_register/refusal.py": "",
    "skills_register/settings.py": "from chassis import doors\n",
    "meetings/__init__.py": "",
    "meetings/refusal.py": "",
    "meetings/settings.py": "from chassis import doors\n",
    "notifications/__init__.py": "",
    "notifications/service.py": "from chassis import doors\nfrom contracts import membership, stewardship\n"
    "from notifications import schemas, store\n",
    "notifications/store.py": "from chassis.mongo import UnitOfWork\nfrom notifications import domain\n",
    "notifications/schemas.py": "import marshmallow\n",
    "notifications/domain.py": "import dataclasses\n",
    "notifications/refusal.py": "",
    "gateway/__init__.py": "",
    "gateway/app.py": "import gateway.portal.pages\nimport gateway.api.members\n",
    "gateway/store.py": "import pymongo\n",
    "gateway/signin/__init__.py": "",
    "gateway/signin/store.py": "import pymongo\n",
    "gateway/clients/__init__.py": "",
    "gateway/clients/membership.py": "from chassis.bus import client\n",
    "gateway/api/__init__.py": "",
    "gateway/api/members.py": "from gateway.clients import membership\n",
    "gateway/portal/__init__.py": "",
    "gateway/portal/pages.py": "from gateway.clients import membership\n",
}


def write_tree(root: Path, folders: list[str]) -> None:
    files = dict(TREE)
    for folder in folders:
        context, _, _ = folder.partition("/")
        here = folder.replace("/", ".")
        for name, text in CAPABILITY.items():
            files[f"{folder}/{name}"] = text.format(here=here, context=context)
        services = files.get(f"{context}/service.py", "")
        files[f"{context}/service.py"] = f"{services}import {here}.service\n"
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def main(root: Path, configuration: Path) -> None:
    asked = json.load(sys.stdin)
    write_tree(root, asked["folders"])
    sys.path.insert(0, str(root))
    # Only now: the linter looks for packages along the path.
    from importlinter import configuration as importlinter
    from importlinter.application import use_cases

    importlinter.configure()
    options = use_cases.read_user_options(str(configuration))
    use_cases._register_contract_types(options)
    ids = {contract["name"]: contract["id"] for contract in options.contracts_options}

    def broken() -> list[str]:
        report = use_cases.create_report(options, cache_dir=None)
        return sorted(
            ids[contract.name] for contract, check in report.get_contracts_and_checks() if not check.kept
        )

    found = [broken()]
    for seed in asked["seeds"]:
        path = root / seed["file"]
        before = path.read_text() if path.exists() else None
        path.write_text(f"{before or ''}{seed['line']}\n")
        found.append(broken())
        if before is None:
            path.unlink()
        else:
            path.write_text(before)
    # The linter shows its progress on standard output; the answer goes on a line of its own.
    print("\n" + json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
