"""Searches that members of the demo keep (row 63)."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from launcher.demo.platform import Api
from launcher.demo.skills_register.desk import Desk
from launcher.demo.skills_register.facts import read_facts

Json = Mapping[str, Any]
ON_ITS_WAY = ("not_found",)


def bring(desk: Desk) -> None:
    """Every search that its member does not keep yet, each member's side by side."""
    wanted = [(api, each) for each in read_facts("searching") for api in _keepers(desk, each)]
    with ThreadPoolExecutor(4) as side_by_side:
        list(side_by_side.map(lambda one: _keep(*one), wanted))


def _keepers(desk: Desk, wanted: Json) -> list[Api]:
    if wanted["by"] in desk.roles:
        return [desk.roles[wanted["by"]].api]
    return [each.api for each in desk.of_region(wanted["by"])[::2][: wanted["of"]]]


def _keep(api: Api, wanted: Json) -> None:
    kept = {each["name"] for each in api.get("/skill-searches")["items"]}
    if wanted["name"] not in kept:
        body = {"name": wanted["name"], "tells": wanted.get("tells", True), **wanted["asked"]}
        api.post("/skill-searches", body, command=f"skill search {wanted['name']}", until_not=ON_ITS_WAY)
