"""Loads the demo's members through REST, gives the demo roles, brings what groups do, writes ``demo.json``.

Whatever is there already is left alone, so that a second run changes nothing.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from launcher.demo.exchange.bringing import bring as bring_exchange
from launcher.demo.exchange.desk import desk_of as exchange_desk_of
from launcher.demo.inventing import FOUNDING, Data, as_csv, members
from launcher.demo.meetings.bringing import bring as bring_meetings
from launcher.demo.meetings.desk import desk_of
from launcher.demo.platform import Api, NotDone, issue_token, issue_tokens, rehearse, revoke_token
from launcher.demo.skills_register.bringing import bring as bring_skills
from launcher.demo.skills_register.desk import desk_of as skills_desk_of
from launcher.demo.stewardship.bringing import Desk, bring
from launcher.demo.stewardship.facts import read_facts

SETUP = "service:setup"
IMPORT_SECONDS = 300.0
POLL_SECONDS = 0.3
RUNNING = ("receiving", "checking", "applying")
PARTS = ("stewardship", "meetings", "skills_register", "exchange")
"""What an earlier run may not have brought yet, when it was an earlier version's."""

Say = Callable[[str], None]


def load(base_url: str, mailbox_url: str, var: Path, data: Data, say: Say) -> None:
    """Bring the demo into a running platform. Raises ``NotDone`` with a sentence."""
    if already_there(base_url, var / "demo.json", data):
        say("The demo data are there already")
        return
    setup = issue_token(SETUP, "demo data", ["read", "write", "admin"], ["national_team", "operator"])
    try:
        api = Api(base_url, setup["token"])
        rows = members(data)
        import_missing(api, rows, say)
        roles = give_roles(api, rows, data.figures["roles"])
        bring_groups(base_url, api, rows, roles, data, say)
    finally:
        revoke_token(setup["id"])
    written = {"base_url": base_url, "mailbox_url": mailbox_url, "roles": roles, **dict.fromkeys(PARTS, True)}
    write_private(var / "demo.json", written)
    for code in data.figures["pilots"]:
        found = api_growth(base_url, roles, code)
        say(f"{found['region']['name']}: {found['baseline']['members']} to {found['latest']['members']} "
            f"members, {found['percent_shown']}")  # fmt: skip
    say(f"Who may sign in, and their tokens: {var / 'demo.json'}")


def already_there(base_url: str, path: Path, data: Data) -> bool:
    """Whether the file of an earlier run names a working token for every role of this platform."""
    try:
        written = json.loads(path.read_text("utf-8"))
        tokens = [written["roles"][role]["token"] for role in data.figures["roles"]]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    is_whole = written.get("base_url") == base_url and all(written.get(part) is True for part in PARTS)
    return is_whole and all(Api(base_url, token).works() for token in tokens)


def bring_groups(
    base_url: str,
    setup: Api,
    rows: list[dict[str, str]],
    roles: Mapping[str, Mapping[str, str]],
    data: Data,
    say: Say,
) -> None:
    """What the pilots' groups are and what they do, as far as it is not there; says how long it took."""
    tokens: list[str] = []

    def as_members(member_ids: Sequence[str]) -> list[Api]:
        made = issue_tokens(member_ids, "demo data", ["read", "write", "admin"])
        tokens.extend(each["id"] for each in made)
        return [Api(base_url, each["token"]) for each in made]

    desk = Desk(
        setup=setup,
        roles={role: Api(base_url, held["token"]) for role, held in roles.items()},
        holding={role: held["email"] for role, held in roles.items()},
        rows=rows,
        ids={
            row["email"]: row["id"]
            for code in data.figures["pilots"]
            for row in setup.get("/members/export", format="json", region=code)["items"]
        },
        as_members=as_members,
        rehearse=rehearse,
    )
    try:
        began = time.monotonic()
        seated = bring(desk, read_facts())
        say(f"The stewardship groups of the pilots are there after {time.monotonic() - began:.0f} s")
        began = time.monotonic()
        bring_meetings(desk_of(desk, seated))
        say(f"Their meetings, events and papers are there after {time.monotonic() - began:.0f} s")
        began = time.monotonic()
        helping = skills_desk_of(desk)
        bring_skills(helping)
        say(f"Skills, offers, hours and concordats are there after {time.monotonic() - began:.0f} s")
        began = time.monotonic()
        bring_exchange(exchange_desk_of(helping))
        say(f"Rounds, proposals, votes and projects are there after {time.monotonic() - began:.0f} s")
    finally:
        if tokens:
            revoke_token(*tokens)


def import_missing(api: Api, rows: list[dict[str, str]], say: Say) -> None:
    """Import the members, unless every one of them is in the register."""
    there = {row["email"] for row in api.get("/members/export", format="json")["items"]}
    if there.issuperset(row["email"] for row in rows):
        say(f"All {len(rows):,} invented members are in the register already")
        return
    content = as_csv(rows)
    # Another register is another command, though the file is the same.
    command = f"{hashlib.sha256(content).hexdigest()} beside {len(there)} {time.time_ns()}"
    file = {"file": ("demo-members.csv", content, "text/csv")}
    begun = api.post("/imports/members", command=f"upload {command}", files=file)
    checked = wait_for(api, begun["id"], "checked", say)
    if checked["state"] != "checked" or checked["errors_total"]:
        first = (checked["errors"] or [{}])[0]
        raise NotDone(f"The demo's file was not accepted: line {first.get('line')}: {first.get('message')}")
    api.post(f"/imports/{begun['id']}/apply", {}, command=f"apply {command}")
    done = wait_for(api, begun["id"], "applied", say)
    if done["state"] != "done":
        raise NotDone(f"The import of the demo's members ended as {done['state']}.")


def wait_for(api: Api, import_id: str, progress: str, say: Say) -> Any:
    """Follow an import until it rests; ``progress`` is the count that is told, checked or applied."""
    until, told = time.monotonic() + IMPORT_SECONDS, -1
    while time.monotonic() < until:
        found = api.get(f"/imports/{import_id}")
        if found[progress] != told:
            told = found[progress]
            say(f"Invented members {progress}: {told:,} of {found['rows']:,}")
        if found["state"] not in RUNNING:
            return found
        time.sleep(POLL_SECONDS)
    raise NotDone(f"The import of the demo's members took longer than {IMPORT_SECONDS:.0f} s.")


def give_roles(api: Api, rows: list[dict[str, str]], wanted: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Choose a member for each role, grant it, and issue a token of their own."""
    chosen = choose(rows, wanted)
    ids = {role: _id_of(api, wanted[role]["region"], email) for role, email in chosen.items()}
    for role, member_id in ids.items():
        if "grant" in wanted[role]:
            body = {"role": wanted[role]["grant"], "region": wanted[role].get("of")}
            api.post(f"/members/{member_id}/roles", body, command=f"role {member_id} {body}")

    def token_for(role: str) -> str:
        return issue_token(ids[role], f"demo {role}", wanted[role]["scopes"])["token"]

    with ThreadPoolExecutor() as side_by_side:  # each is a program that has to start
        tokens = list(side_by_side.map(token_for, chosen))
    return {
        role: {"member_id": ids[role], "email": email, "token": token}
        for (role, email), token in zip(chosen.items(), tokens, strict=True)
    }


def choose(rows: list[dict[str, str]], wanted: Mapping[str, Any]) -> dict[str, str]:
    """An address for each role: the region's first members who are not founders, nobody twice.

    A role may ask for a ``profession`` as well.
    """
    chosen: dict[str, str] = {}
    for role, asked in wanted.items():
        chosen[role] = next(
            row["email"]
            for row in rows
            if row["region"] == asked["region"]
            and row["cohort"] != FOUNDING
            and asked.get("profession") in (None, row["profession"])
            and row["email"] not in chosen.values()
        )
    return chosen


def api_growth(base_url: str, roles: Mapping[str, Mapping[str, str]], code: str) -> Any:
    """A region's growth, as anybody may read it."""
    return Api(base_url, roles["member"]["token"]).get(f"/regions/{code}/growth")


def write_private(path: Path, document: Any) -> None:
    """Write a file that only its owner may read, wholly or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(document, file, indent=2)
        file.write("\n")
    draft.replace(path)


def _id_of(api: Api, region: str, email: str) -> str:
    for row in api.get("/members/export", format="json", region=region)["items"]:
        if row["email"] == email:
            return str(row["id"])
    raise NotDone(f"{email} is not in the register of {region}.")
