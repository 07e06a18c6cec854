"""Offers, requests and a campaign in the demo, of members of every region and of organisations (row 59)."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any

from launcher.demo.platform import Api
from launcher.demo.skills_register.desk import Desk, Helper
from launcher.demo.skills_register.facts import read_facts

Json = Mapping[str, Any]
ON_ITS_WAY = ("member_not_active",)
"""The skills register hears of a member a moment after membership admitted them."""
SIDE_BY_SIDE = 4
PAGE = "200"
EVERY_THIRD, EVERY_FIFTH = 3, 5


@dataclass(frozen=True)
class Wanted:
    """One to be published: below which address, by whom, its words."""

    kind: str
    by: Api
    body: Json


def bring(desk: Desk) -> None:
    """Every one that is not there yet; offers first, so that each request finds what fits it."""
    facts = read_facts("offers")
    campaign = _campaign(desk, facts["campaign"])
    for kind in ("offers", "requests"):
        wanted = [
            *_of_roles(desk, facts, kind),
            *_of_organisations(desk, facts, kind),
            *_of_members(desk, facts, kind, campaign),
        ]
        there = _titles(desk, kind)
        missing = [each for each in wanted if each.body["title"] not in there]
        publish = partial(_publish, is_first=not there)
        with ThreadPoolExecutor(SIDE_BY_SIDE) as side_by_side:
            list(side_by_side.map(publish, missing))


def _campaign(desk: Desk, wanted: Json) -> str:
    """Its id; started unless it runs."""
    found = desk.setup.get("/campaigns", region=wanted["region"])["items"]
    there = next((each["id"] for each in found if each["title"] == wanted["title"]), "")
    if there:
        return str(there)
    body = {name: wanted[name] for name in ("region", "title", "purpose")}
    body |= {"starts": _in_days(0), "ends": _in_days(wanted["lasts_days"])}
    started = desk.roles["coordinator"].api.post("/campaigns", body, command=f"campaign {wanted['title']}")
    return str(started["id"])


def _of_roles(desk: Desk, facts: Json, kind: str) -> Iterator[Wanted]:
    for role, several in facts["roles"].items():
        for each in several:
            if each["kind"] == kind:
                helper = desk.roles[role]
                body = _body(facts, helper, each["title"], each["minutes"], each["skills"], 0)
                if "ends_in_days" in each:
                    body["until"] = _in_days(each["ends_in_days"])
                yield Wanted(kind, helper.api, body)


def _of_organisations(desk: Desk, facts: Json, kind: str) -> Iterator[Wanted]:
    """By who acts for them, in their name."""
    known = {each.id: each for each in (*desk.helpers, *desk.roles.values())}
    acting = []
    for organisation in desk.organisations.values():
        people = desk.setup.get(f"/organisations/{organisation}").get("representatives", [])
        found = next((known[each["member_id"]] for each in people if each["member_id"] in known), None)
        acting += [(organisation, found)] if found is not None else []
    titles = facts["organisations"][kind].items() if acting else ()
    for number, (title, (minutes, skills)) in enumerate(titles):
        organisation, helper = acting[number % len(acting)]
        body = _body(facts, helper, title, minutes, skills, 0)
        del body["shown_name"]
        yield Wanted(kind, helper.api, body | {"account": f"organisation:{organisation}"})


def _of_members(desk: Desk, facts: Json, kind: str, campaign: str) -> Iterator[Wanted]:
    """So many as the facts say, by members in turn; no two have the same title."""
    named = list(facts[kind].items())
    spread = _in_turn(desk, since=0 if kind == "offers" else facts["numbers"]["offers"])
    for_campaign, soon = facts["campaign"][kind], list(facts["ends_in_days"]) if kind == "offers" else []
    for number, helper in enumerate(islice(spread, facts["numbers"][kind])):
        what, (minutes, skills) = named[number % len(named)]
        setting = facts["settings"][(number + number // len(named)) % len(facts["settings"])]
        title = f"{what.removesuffix('?')}, {setting}{'?' if what.endswith('?') else ''}"
        body = _body(facts, helper, title, minutes, skills, number)
        if helper.region == facts["campaign"]["region"]:
            if soon:
                body["until"] = _in_days(soon.pop())
            elif for_campaign:
                for_campaign -= 1
                body["campaign_id"] = campaign
        yield Wanted(kind, helper.api, body)


def _in_turn(desk: Desk, since: int) -> Iterator[Helper]:
    """Members of all regions in the order of joining, beginning anew after the last."""
    everybody = list(desk.helpers)
    number = since
    while everybody:
        yield everybody[number % len(everybody)]
        number += 1


def _body(
    facts: Json, helper: Helper, title: str, minutes: int, skills: list[str], number: int
) -> dict[str, Any]:
    """Every third meets in person alone, every fifth is for members alone, every second shows a name."""
    body = {
        "title": title,
        "text": facts["text"],
        "minutes": minutes,
        "skills": skills,
        "online": number % EVERY_THIRD != 1,
        "place": facts["towns"][helper.region],
        "visible_to": "members" if number % EVERY_FIFTH == 1 else "everybody",
    }
    return body | {"shown_name": helper.row["name"]} if number % 2 == 0 else body


def _titles(desk: Desk, kind: str) -> set[str]:
    """The titles of what is open for a member."""
    api, cursor, found = desk.roles["member"].api, "", set()
    while cursor is not None:
        page = api.get(f"/{kind}", limit=PAGE, **({"cursor": cursor} if cursor else {}))
        found |= {each["title"] for each in page["items"]}
        cursor = page["next"]
    return found


def _publish(wanted: Wanted, *, is_first: bool) -> None:
    """Unless its owner has it, open or not; on the first run nobody has anything."""
    title = wanted.body["title"]
    if not is_first:
        mine = wanted.by.get("/offers/mine", limit=PAGE)["items"]
        if title in {each["title"] for each in mine}:
            return
    command = f"{wanted.kind} {title}"
    wanted.by.post(f"/{wanted.kind}", wanted.body, command=command, until_not=ON_ITS_WAY)


def _in_days(days: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()
