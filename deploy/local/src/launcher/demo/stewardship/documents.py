"""What a group wrote down: drafted, agreed at its meeting, and marked as it is kept."""

from collections.abc import Mapping
from typing import Any

from launcher.demo.platform import Api

Json = Mapping[str, Any]


def bring_documents(api: Api, region: str, documents: Json) -> None:
    """Every document of one group, as far as it is not agreed and marked yet."""
    for kind, of_regions in documents.items():
        if region in of_regions:
            _bring(api, region, kind, of_regions[region])


def _bring(api: Api, region: str, kind: str, wanted: Json) -> None:
    place = f"/groups/{region}/documents/{kind}"
    found = api.get(place)
    name = f"{region} {kind}"
    if found["current"] is None:
        if found["draft"] is None:
            api.post(place, {"clauses": _clauses(api, kind, wanted)}, command=f"draft {name}")
        api.post(f"/documents/{found['id']}/agreement", dict(wanted["agreed"]), command=f"agree {name}")
    kept = {clause["code"]: clause for clause in found["clauses"]}
    for code, mark in wanted.get("marks", {}).items():
        if not _is_marked(kept.get(code, {}), mark):
            api.put(f"{place}/clauses/{code}/mark", dict(mark), command=f"mark {name} {code}")


def _clauses(api: Api, kind: str, wanted: Json) -> list[dict[str, str]]:
    """The words of the file; where it names lines of the platform's catalogue, those words."""
    if "catalogue" in wanted:
        lines = {line["code"]: line for line in api.get(f"/document-catalogues/{kind}")["entries"]}
        return [
            {name: lines[code][name] for name in ("code", "label", "text")} for code in wanted["catalogue"]
        ]
    return [{"code": code, **clause} for code, clause in wanted["clauses"].items()]


def _is_marked(clause: Json, mark: Json) -> bool:
    """Whether the clause is kept as the file says: its state, or the practices that show it."""
    return all(clause.get(name) == mark[name] for name in ("state", "practices") if name in mark)
