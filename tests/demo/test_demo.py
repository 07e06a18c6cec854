"""The demo data: the published figures come out of records, and loading twice changes nothing."""

import hashlib
import json
import stat
import subprocess
from typing import Any

import pytest
from journeys.people import People
from journeys.running import Platform

from contracts.stewardship import NOTICES

pytestmark = [pytest.mark.servers, pytest.mark.timeout(400)]

PUBLISHED = {"WOE": ("110", "158", "44 %"), "SW": ("118", "159", "35 %"), "NENC": ("130", "166", "28 %")}
"""Members at the baseline and on 30 November 2018, and the growth between them (row 10)."""
SEATS = {"WOE": 11, "SW": 6, "NENC": 8}
"""Those who held a seat on 30 November 2018, after one resignation in October (rows 12 and 15)."""
ROLES = {"member", "coordinator", "convenor", "national_team", "operator"}


def load(platform: Platform) -> str:
    job = platform.plan.demo()
    ran = subprocess.run(
        job.command, env=dict(job.environment), cwd=job.folder, capture_output=True, text=True,
        timeout=job.limit, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def demo(platform: Platform) -> dict[str, Any]:
    """What the loader left; it runs once for all of this."""
    load(platform)
    written: dict[str, Any] = json.loads((platform.folder / "demo.json").read_text())
    return written


def registered(platform: Platform) -> str:
    """A digest of everything that the register holds about members."""
    rows = platform.database("membership")["members"].find().sort("_id", 1)
    return hashlib.sha256("\n".join(str(row) for row in rows).encode()).hexdigest()


def stewarded(platform: Platform) -> dict[str, int]:
    """How many documents stewardship keeps of each sort; what it hears and plans goes on by itself."""
    database = platform.database("stewardship")
    names = set(database.list_collection_names()) - {"inbox", "jobs", "leases", "people"}
    return {name: database[name].count_documents({}) for name in names}


@pytest.mark.parametrize("code", [*PUBLISHED])
def test_a_pilots_growth_is_the_published_one(code: str, demo: dict[str, Any], people: People) -> None:
    growth = people.get(f"/regions/{code}/growth")
    found = (growth["baseline"]["members"], growth["latest"]["members"], growth["percent_shown"])
    assert tuple(str(each) for each in found) == PUBLISHED[code]
    assert growth["latest"]["date"] == "2018-11-30"
    assert growth["latest"]["source"]


def test_the_community_has_its_founders_and_its_members(demo: dict[str, Any], people: People) -> None:
    growth = people.get("/growth")
    assert growth["founders"]["total"] == 231
    assert sum(each["members"] for each in growth["founders"]["by_region"]) == 231
    [then] = [each for each in growth["snapshots"] if each["date"] == "2018-11-30"]
    assert then["recorded"] == 2700


def test_every_role_of_the_demo_has_a_token_that_works(
    demo: dict[str, Any], people: People, platform: Platform
) -> None:
    assert set(demo["roles"]) == ROLES
    assert (demo["base_url"], demo["mailbox_url"]) == (platform.url, platform.plan.mailbox_url)
    for role, held in demo["roles"].items():
        assert people.get("/me", held["token"])["id"] == held["member_id"], role
    assert people.get("/regions/WOE/pipeline", demo["roles"]["coordinator"]["token"])["region"] == "WOE"
    assert people.get("/regions/SW/pipeline", demo["roles"]["national_team"]["token"])["region"] == "SW"
    assert people.get("/mail", demo["roles"]["operator"]["token"])["items"] is not None
    kept_out = people.ask("GET", "/regions/WOE/pipeline", demo["roles"]["member"]["token"])
    assert kept_out.status_code == 403
    assert stat.S_IMODE((platform.folder / "demo.json").stat().st_mode) == 0o600


def test_the_groups_have_the_seats_of_the_pilot_report(demo: dict[str, Any], people: People) -> None:
    then = {code: people.get(f"/groups/{code}/seats", on="2018-11-30") for code in SEATS}
    assert {code: roster["size"] for code, roster in then.items()} == SEATS
    for roster in then.values():
        assert sum(seat["patient"] for seat in roster["seats"]) == 1
        assert sum(seat["kind"] == "convenor" for seat in roster["seats"]) == 1
    assert people.get("/groups/NENC/seats", on="2018-09-30")["size"] == 9
    assert [(each["since"], each["how"]) for each in then["NENC"]["vacant"]] == [("2018-10-01", "resigned")]
    noted = [each["words"] for each in then["WOE"]["findings"]]
    assert (then["WOE"]["verdict"], "11 seats against a target of 9" in noted) == ("ok", True)


def test_the_terms_of_reference_of_the_south_west_are_listed_as_overdue(
    demo: dict[str, Any], people: People
) -> None:
    listed = people.get("/document-reviews")["items"]
    [late] = [each for each in listed if each["kind"] == "terms_of_reference"]
    assert (late["region"], late["review"]["due"], late["review"]["state"]) == ("SW", "2018-12-31", "overdue")


def test_the_election_of_the_south_west_has_all_its_members_on_the_roll(
    demo: dict[str, Any], people: People
) -> None:
    [election] = people.get("/elections", region="SW", state="voting")["items"]
    assert election["roll_size"] == people.members_of("SW")
    assert election["patient_seats"] == 1


def test_the_convenor_of_the_demo_holds_the_convenors_seat(demo: dict[str, Any], people: People) -> None:
    [mine] = people.get("/me/seats", demo["roles"]["convenor"]["token"])["items"]
    assert (mine["region"], mine["kind"]) == ("WOE", "convenor")
    assert [(term["background"], term["start"], term["end"]) for term in mine["terms"]] == [
        ("GP", "2018-09-07", None),
        ("GP", "2017-09-07", "2018-09-07"),
    ]


def test_nobody_of_the_demo_is_welcomed_or_asked_to_read_the_compact(
    demo: dict[str, Any], platform: Platform
) -> None:
    platform.wait_until_quiet()
    mail = platform.database("notifications")["mail"]
    told = mail.distinct(
        "template", {"recipient": {"$in": [held["member_id"] for held in demo["roles"].values()]}}
    )
    assert set(told) <= set(NOTICES)


def test_loading_again_changes_nothing(demo: dict[str, Any], platform: Platform) -> None:
    file, before, kept = platform.folder / "demo.json", registered(platform), stewarded(platform)
    told = load(platform)
    assert "there already" in told
    assert json.loads(file.read_text()) == demo
    # Nor when the file with the tokens was lost: then only the tokens are new.
    file.unlink()
    assert "in the register already" in load(platform)
    assert registered(platform) == before
    assert stewarded(platform) == kept
    assert json.loads(file.read_text())["roles"].keys() == demo["roles"].keys()
