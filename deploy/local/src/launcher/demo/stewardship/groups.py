"""A pilot group: formed, opened, its pilot's stages and clocks, and who holds its seats."""

from collections.abc import Mapping
from typing import Any

from launcher.demo.platform import Api

Json = Mapping[str, Any]


def bring_group(api: Api, code: str, wanted: Json, report: Json) -> None:
    """The group and its pilot, as far as they are not there yet."""
    found = api.get(f"/groups/{code}")
    if found["status"] == "none":
        body = {"region": code, "on": wanted["pilot"]["stages"]["recruiting"]}
        found = api.post("/groups", body, command=f"form {code}")
    if found["status"] == "forming":
        found = api.post(f"/groups/{code}/opening", {"on": wanted["began"]}, command=f"open {code}")
    told = {name: wanted[name] for name in ("about", "sponsors", "partners")}
    if any(found[name] != words for name, words in told.items()):
        api.patch(f"/groups/{code}", told, command=f"describe {code}")
    _bring_pilot(api, code, wanted["pilot"], found["pilot"], report)


def _bring_pilot(api: Api, code: str, wanted: Json, found: Json | None, report: Json) -> None:
    if found is None:
        begun = {"on": wanted["stages"]["invited"]}
        found = api.post(f"/groups/{code}/pilot", begun, command=f"begin pilot {code}")["pilot"]
    reached = {step["stage"] for step in found["history"]}
    for stage, on in wanted["stages"].items():
        if stage not in reached:
            step = {"stage": stage, "on": on}
            api.post(f"/groups/{code}/pilot/stages", step, command=f"stage {code} {stage}")
    for clock in ("term", "cycle"):
        if clock in wanted and found[clock] is None:
            body = {"clock": clock, **wanted[clock]}
            api.post(f"/groups/{code}/pilot/clocks", body, command=f"clock {code} {clock}")
    if not found["reports"]:
        api.post(f"/groups/{code}/pilot/reports", dict(report), command=f"report {code}")
