"""Minutes of the demo's meetings: written, approved and published on the days of the seeds (row 44)."""

from collections.abc import Mapping
from typing import Any

from launcher.demo.meetings.desk import Desk
from launcher.demo.meetings.facts import read_facts
from launcher.demo.platform import Api

Json = Mapping[str, Any]
SECTION = ("heading", "text", "part", "reason")


def bring(desk: Desk) -> None:
    """Every draft, edition and correction that is not there yet."""
    for wanted in read_facts("minutes"):
        place = f"/meetings/{desk.meetings[wanted['meeting']]}/minutes"
        _bring_minutes(desk.convenors[wanted["region"]], place, wanted)


def _bring_minutes(convenor: Api, place: str, wanted: Json) -> None:
    """One meeting's minutes, from where an earlier run left them."""
    editions = len(convenor.get(place)["editions"])
    if not editions:
        _write(convenor, place, wanted)
    if "published_on" not in wanted:
        return
    if not editions:
        _publish(convenor, place, wanted, "first")
    correction = wanted.get("correction")
    if correction and editions < 2:
        _correct(convenor, place, correction)
        _publish(convenor, place, correction, "correction")


def _write(convenor: Api, place: str, wanted: Json) -> None:
    if convenor.get(place)["state"] == "not_started":
        convenor.post(place, {}, command=f"start {place}")
    draft = convenor.get(f"{place}/draft")
    if draft["state"] != "draft":
        return
    there = {each["heading"]: each for each in draft["sections"]}
    for section in wanted.get("sections", ()):
        if section["heading"] not in there:
            body = {name: section[name] for name in SECTION if name in section}
            convenor.post(f"{place}/sections", body, command=f"section {place} {section['heading']}")
    for heading, text in wanted.get("agenda", {}).items():
        if heading not in there:
            body = {"heading": heading, "text": text}
            convenor.post(f"{place}/sections", body, command=f"section {place} {heading}")
        elif not there[heading]["text"]:
            _save(convenor, place, there[heading], text)


def _correct(convenor: Api, place: str, correction: Json) -> None:
    if convenor.get(place)["state"] == "published":
        convenor.post(f"{place}/correction", {}, command=f"correct {place}")
    draft = convenor.get(f"{place}/draft")
    for section in draft["sections"]:
        if section["heading"] == correction["section"] and draft["state"] == "draft":
            _save(convenor, place, section, correction["text"])


def _save(convenor: Api, place: str, section: Json, text: str) -> None:
    body = {"text": text, "read": section["version"]}
    command = f"save {place} {section['heading']} {section['version']}"
    convenor.put(f"{place}/sections/{section['id']}", body, command=command)


def _publish(convenor: Api, place: str, wanted: Json, edition: str) -> None:
    """Submitted, approved and published, each unless an earlier run did it."""
    name = f"{edition} {place}"
    if convenor.get(place)["state"] == "draft":
        convenor.post(f"{place}/submission", {}, command=f"submit {name}")
    if convenor.get(place)["state"] == "submitted":
        approved = {"approved_on": wanted["approved_on"]}
        convenor.post(f"{place}/approval", approved, command=f"approve {name}")
    published = {"published_on": wanted["published_on"]}
    if "note" in wanted:
        published["note"] = wanted["note"]
    convenor.post(f"{place}/publication", published, command=f"publish {name}")
