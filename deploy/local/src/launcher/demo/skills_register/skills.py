"""What the demo's members can do: over 500 of them, some confirmed long ago, some endorsed (row 63).

The same member says the same in every run. Who said it already is left alone: the last thing that is brought,
the page of the demo's member, says that all of it is there.
"""

import random
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from launcher.demo.platform import NotDone
from launcher.demo.skills_register.desk import Desk, Helper
from launcher.demo.skills_register.facts import read_facts

Json = Mapping[str, Any]
ON_ITS_WAY = ("not_found",)
"""The register hears of a member a moment after membership took them in."""
AT_ONCE = 8
DAYS_A_MONTH = 31
LEVELS = {"learning": 2, "doing": 5, "coaching": 3}
VISIBLE = {"members": 6, "everyone": 3, "keepers": 1}
SHOWS_A_NAME = 0.3
HAS_TWO = 0.1
IS_OLD = 0.15
IS_ENDORSED = 0.12


def bring(desk: Desk) -> None:
    """Pages, skills and endorsements of everybody, then the words that some propose."""
    facts = read_facts("skills")
    if desk.roles["member"].api.get("/skills/mine")["items"]:
        return
    with ThreadPoolExecutor(AT_ONCE) as side_by_side:
        made = list(side_by_side.map(lambda helper: _say(helper, facts), desk.helpers))
        list(side_by_side.map(lambda each: _endorse(*each), _endorsements(desk, made, facts)))
    for wanted in facts["words"]:
        _propose(desk, wanted)
    for role, wanted in reversed(facts["roles"].items()):
        _say_as_role(desk, role, wanted)


def page_of(helper: Helper, facts: Json) -> dict[str, Any]:
    """The body of this member's page."""
    chance = _chance(helper, "page")
    page: dict[str, Any] = {
        "visibility": _one_of(chance, VISIBLE),
        "postcode": chance.choice(facts["postcodes"][helper.region]),
        "availability": {"hours": chance.choice((1, 2, 2, 4, 4, 6, 8))},
    }
    if chance.random() < SHOWS_A_NAME:
        page["shown_name"] = helper.row["name"].split()[0]
    if chance.random() < SHOWS_A_NAME:
        page["availability"]["months"] = sorted(chance.sample(range(1, 13), 6))
    if chance.random() < SHOWS_A_NAME:
        page["availability"]["weekdays"] = sorted(chance.sample(range(5), 2))
    return page


def skills_of(helper: Helper, facts: Json) -> list[dict[str, Any]]:
    """The bodies of this member's skills: one or two, no two the same."""
    chance = _chance(helper, "skills")
    keys = [chance.choice(facts["common"])]
    if chance.random() < HAS_TWO:
        keys.append(chance.choice(facts["others"]))
    return [_skill(chance, key, facts) for key in keys]


def _skill(chance: random.Random, key: str, facts: Json) -> dict[str, Any]:
    level = _one_of(chance, LEVELS)
    said: dict[str, Any] = {
        "skill": key, "level": level, "evidence": chance.choice(facts["evidence"][level])
    }  # fmt: skip
    if chance.random() < IS_OLD:
        said["checked_on"] = _months_ago(chance.randint(7, 14))
    return said


def _say(helper: Helper, facts: Json) -> str:
    """This member's page and skills; the id of the first skill."""
    page = page_of(helper, facts)
    helper.api.put("/skills/mine", page, command=f"skills page {helper.id}", until_not=ON_ITS_WAY)
    first, *_ = [_add(helper, each) for each in skills_of(helper, facts)]
    return first


def _add(helper: Helper, said: Json) -> str:
    """The skill's id, also when an earlier run, of which nothing is remembered, added it."""
    command = f"skill {helper.id} {said['skill']}"
    try:
        return str(helper.api.post("/skills", said, command=command, until_not=ON_ITS_WAY)["id"])
    except NotDone:
        mine = helper.api.get("/skills/mine")["items"]
        there = [each["id"] for each in mine if each["skill"] == said["skill"]]
        if not there:
            raise
        return str(there[0])


def _endorsements(desk: Desk, made: list[str], facts: Json) -> Iterator[tuple[Helper, str, str]]:
    """(giver, skill, words): by the next member of the region, where they may see it."""
    entries = dict(zip((each.id for each in desk.helpers), made, strict=True))
    for code in facts["postcodes"]:
        several = desk.of_region(code)
        for owner, giver in pairwise(several):
            chance = _chance(owner, "endorsed")
            if page_of(owner, facts)["visibility"] != "keepers" and chance.random() < IS_ENDORSED:
                yield giver, entries[owner.id], chance.choice(facts["endorsements"])


def _endorse(giver: Helper, entry: str, words: str) -> None:
    try:
        giver.api.post(
            f"/skills/{entry}/endorsements", {"words": words}, command=f"endorse {giver.id} {entry}"
        )
    except NotDone:
        said = giver.api.get(f"/skills/{entry}/endorsements")["items"]
        if giver.id not in {each["giver_id"] for each in said}:
            raise


def _say_as_role(desk: Desk, role: str, wanted: Json) -> None:
    helper, page = desk.roles[role], dict(wanted["page"])
    page["availability"] = {name: page.pop(name) for name in ("hours", "weekdays") if name in page}
    helper.api.put("/skills/mine", page, command=f"skills page {helper.id}", until_not=ON_ITS_WAY)
    for each in wanted["skills"]:
        said = {name: each[name] for name in ("skill", "level", "evidence")}
        if each["months_ago"]:
            said["checked_on"] = _months_ago(each["months_ago"])
        entry = _add(helper, said)
        for giver in desk.of_region(helper.region)[: 2 if role == "member" else 0]:
            _endorse(giver, entry, "Happy to say so.")


def _propose(desk: Desk, wanted: Json) -> None:
    member, word = desk.roles[wanted["by"]].api, wanted["word"]
    there = {each["word"] for each in member.get("/skills/vocabulary/words/mine")["items"]}
    if word in there:
        return
    body = {name: wanted[name] for name in ("word", "skill", "group", "meaning", "why") if name in wanted}
    made = member.post("/skills/vocabulary/words", body, command=f"word {word}", until_not=ON_ITS_WAY)
    if "decided" in wanted:
        decision = {"decision": wanted["decided"], "reason": wanted.get("reason", "")}
        place = f"/skills/vocabulary/words/{made['id']}/decision"
        desk.setup.post(place, decision, command=f"word decided {word}")


def _chance(helper: Helper, what: str) -> random.Random:
    return random.Random(f"{what} {helper.row['email']}")  # noqa: S311 - invented words need no secrecy


def _one_of(chance: random.Random, weights: Mapping[str, int]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]


def _months_ago(months: int) -> str:
    return (datetime.now(UTC).date() - timedelta(days=months * DAYS_A_MONTH)).isoformat()
