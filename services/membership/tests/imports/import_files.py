"""CSV files for tests of imports, and a person who sends them."""

import base64
import hashlib
from typing import Any

from membership_desk import NATIONAL, Desk

from chassis.identity import Caller

HEADER = "email,name,region,joined"


def csv_of(*rows: str, header: str = HEADER) -> bytes:
    return "\r\n".join([header, *rows, ""]).encode()


def people(number: int, region: str = "WOE", joined: str = "2017-03-01") -> list[str]:
    return [f"p{each}@example.org,Person {each},{region},{joined}" for each in range(number)]


def send(desk: Desk, content: bytes, *, by: Caller = NATIONAL, chunk: int = 64 * 1024, **begin: Any) -> str:
    """Send a file as the gateway does and have it checked; the import's id."""
    asked = {"file_name": "members.csv", "size": len(content), **begin}
    import_id = desk.knock("imports.begin_import", asked, by=by)["id"]
    for number, start in enumerate(range(0, len(content), chunk)):
        part = base64.b64encode(content[start : start + chunk]).decode()
        desk.knock("imports.add_import_chunk", {"id": import_id, "number": number, "content": part}, by=by)
    digest = hashlib.sha256(content).hexdigest()
    desk.knock("imports.check_import", {"id": import_id, "sha256": digest}, by=by)
    return str(import_id)


def checked(desk: Desk, content: bytes, *, by: Caller = NATIONAL, **more: Any) -> dict[str, Any]:
    """Send, wait for the check, and read the import."""
    import_id = send(desk, content, by=by, **more)
    desk.do_due_work()
    return dict(desk.knock("imports.get_import", {"id": import_id}, by=by))


def imported(desk: Desk, content: bytes, *, by: Caller = NATIONAL, **more: Any) -> dict[str, Any]:
    """Send, wait, apply, wait, and read the import."""
    found = checked(desk, content, by=by)
    desk.knock("imports.apply_import", {"id": found["id"], **more}, by=by)
    desk.do_due_work()
    return dict(desk.knock("imports.get_import", {"id": found["id"]}, by=by))


def errors_of(found: dict[str, Any]) -> list[tuple[int, str, str]]:
    return [(error["line"], error["field"], error["code"]) for error in found["errors"]]
