"""The demo data: the published figures come out of records, and loading twice changes nothing."""

import hashlib
import json
import stat
import subprocess
from typing import Any

import pytest
from journeys.people import People
from journeys.running import Platform

from contracts.exchange import NOTICES as EXCHANGE_NOTICES
from contracts.meetings import NOTICES as MEETINGS_NOTICES
from contracts.skills_register import NOTICES as SKILLS_NOTICES
from contracts.stewardship import NOTICES

pytestmark = [pytest.mark.servers, pytest.mark.timeout(700)]

PUBLISHED = {"WOE": ("110", "158", "44 %"), "SW": ("118", "159", "35 %"), "NENC": ("130", "166", "28 %")}
"""Members at the baseline and on 30 November 2018, and the growth between them (row 10)."""
SEATS = {"WOE": 11, "SW": 6, "NENC": 8}
"""Those who held a seat on 30 November 2018, after one resignation in October (rows 12 and 15)."""
ATTENDANCE = {"WOE": (35, 44, 79.5), "SW": (20, 24, 83.3), "NENC": (22, 27, 81.5)}
"""Seat-meetings attended of those there were: the nearest fits to the published percentages (row 46)."""
BY_ITSELF = {"inbox", "jobs", "leases", "outbox", "answers", "people", "terms", "groups"}
PARTS = ("stewardship", "meetings", "skills_register", "exchange")
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


def kept(platform: Platform, context: str) -> dict[str, int]:
    """How many documents a context keeps of each sort; what it hears and plans goes on by itself."""
    database = platform.database(context)
    names = set(database.list_collection_names()) - BY_ITSELF
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


@pytest.mark.parametrize("code", [*ATTENDANCE])
def test_attendance_is_pooled_from_the_records_of_the_meetings(
    code: str, demo: dict[str, Any], people: People
) -> None:
    pooled = people.get(f"/regions/{code}/attendance")["pooled"]
    assert (pooled["present"], pooled["seats"], pooled["percent"]) == ATTENDANCE[code]


def test_the_minutes_of_17_april_2018_are_shown_as_one_day_late(demo: dict[str, Any], people: People) -> None:
    first = people.get("/meetings", region="NENC", when="past")["items"][-1]
    minutes = people.get(f"/meetings/{first['id']}/minutes")
    assert (minutes["day"], minutes["due_on"]) == ("2018-04-17", "2018-05-01")
    assert (minutes["editions"][0]["published_on"], minutes["timing"], minutes["days"]) == (
        "2018-05-02", "late", 1,
    )  # fmt: skip


def test_who_came_to_the_events_is_counted_and_left_blank_where_nobody_counted(
    demo: dict[str, Any], people: People
) -> None:
    past = people.get("/events", past="true", limit="200")["items"]
    counted = {each["title"]: each["attended"] for each in past}
    assert (counted["Making Best Use of Data"], counted["QBrings2"]) == (73, 74)
    [poorly] = [each for each in past if each["status"] == "held_poorly_attended"]
    assert (poorly["region"], poorly["attended"]) == ("SW", None)


def test_two_claims_wait_for_the_demos_coordinator_and_one_is_paid(
    demo: dict[str, Any], people: People
) -> None:
    waiting = people.get("/expenses", demo["roles"]["coordinator"]["token"])["items"]
    assert [each["total_pence"] for each in waiting] == [2540, 720]
    [paid] = people.get("/expenses", demo["roles"]["national_team"]["token"], state="paid")["items"]
    assert (paid["region"], paid["total_pence"]) == ("NENC", 3680)


def test_members_help_each_other_for_hours_and_the_sum_of_all_balances_is_nothing(
    demo: dict[str, Any], people: People, platform: Platform
) -> None:
    database = platform.database("skills_register")
    assert len(database["skill_entries"].distinct("member_id")) >= 500
    offers = {kind: database["offers"].count_documents({"kind": kind}) for kind in ("offer", "request")}
    assert (offers["offer"] >= 200, offers["request"] >= 100) == (True, True), offers
    told = people.get("/timebank/summary", "")
    assert (told["exchanges"] >= 300, told["sum_of_balances"]) == (True, 0), told
    months = database["transfers"].distinct("month", {"kind": "exchange"})
    assert len(months) >= 12
    exchanges = database["exchanges"]
    assert exchanges.count_documents({"state": "settled"}) >= 300
    for role in ("member", "coordinator", "convenor"):
        mine = people.get("/exchanges", demo["roles"][role]["token"])["items"]
        assert any(each["next_step"]["action"] for each in mine), role


def test_two_organisations_in_devon_have_signed_a_concordat(demo: dict[str, Any], people: People) -> None:
    found = people.get("/concordats", "", region="SW")["items"]
    [devon] = [each for each in found if each["system"] == "Devon"]
    signed = people.get("/signatories", "", concordat_id=devon["id"])["items"]
    assert [each["standing"] for each in signed].count("signed") == 2


def test_the_round_of_2018_has_188_proposals_of_which_13_are_from_the_south_west(
    demo: dict[str, Any], people: People
) -> None:
    rounds = {each["title"]: each for each in people.get("/rounds", "")["items"]}
    held = rounds["Q Exchange 2018"]
    assert (held["pot"], held["taken_over"]["counted_elsewhere"]) == (None, True)
    told = people.get(f"/rounds/{held['id']}/numbers", "")
    [south_west] = [each for each in told["by_region"] if each["region"] == "SW"]
    assert (told["handed_in"], south_west["number"], south_west["share_pct"]) == (188, 13, 6.9)
    assert south_west["member_share_pct"] == round(100 * south_west["members"] / told["members"], 1)
    awarded = people.get(f"/rounds/{held['id']}/proposals", "", stage="awarded")["items"]
    assert {each["title"] for each in awarded} == {"Timebank", "Patients as Equal Partners"}
    assert [each["brought_in"]["award"] for each in awarded] == [None, None]


def test_one_round_takes_ideas_and_another_is_voted_on_by_those_who_have_not_yet(
    demo: dict[str, Any], people: People, platform: Platform
) -> None:
    rounds = people.get("/rounds", "")["items"]
    [taking] = [each for each in rounds if "idea" in each["open_now"]]
    assert people.get(f"/rounds/{taking['id']}/numbers", "")["by_stage"]["idea"] >= 6
    [voting] = [each for each in rounds if "vote" in each["open_now"]]
    for role in ("member", "coordinator", "convenor"):
        paper = people.get(f"/rounds/{voting['id']}/paper", demo["roles"][role]["token"])
        assert (len(paper["projects"]), paper["mine"]["on_roll"], paper["mine"]["voted"]) == (20, True, False)
    roll = platform.database("exchange")["exchange_roll"]
    assert roll.count_documents({"round": voting["id"]}) == people.members_of(voting["region"])
    assert roll.count_documents({"round": voting["id"], "voted": True}) >= 20


def test_the_projects_of_the_pilot_report_are_in_the_repository(demo: dict[str, Any], people: People) -> None:
    named = {
        "Why do we keep making the same mistakes?": "NENC",
        "Suicide prevention initiative": "WOE",
        "Excellence Every Day": "SW",
        "Patients as Equal Partners": "SW",
    }
    for title, region in named.items():
        found = people.get("/projects", "", text=title)["items"]
        assert [each["region"] for each in found if each["title"] == title] == [region]
    [led] = people.get("/led-projects", "")["items"]
    assert (led["region"], led["title"]) == ("NENC", "Why do we keep making the same mistakes?")
    assert [each["partner"] for each in people.get("/lab-projects", "")["items"]] == ["MIND", None]


def test_nobody_of_the_demo_is_welcomed_or_asked_to_read_the_compact(
    demo: dict[str, Any], platform: Platform
) -> None:
    platform.wait_until_quiet()
    mail = platform.database("notifications")["mail"]
    told = mail.distinct(
        "template", {"recipient": {"$in": [held["member_id"] for held in demo["roles"].values()]}}
    )
    assert set(told) <= {*NOTICES, *MEETINGS_NOTICES, *SKILLS_NOTICES, *EXCHANGE_NOTICES}


def test_loading_again_changes_nothing(demo: dict[str, Any], platform: Platform) -> None:
    file, before = platform.folder / "demo.json", registered(platform)
    there = {context: kept(platform, context) for context in PARTS}
    told = load(platform)
    assert "there already" in told
    assert json.loads(file.read_text()) == demo
    # Nor when the file with the tokens was lost: then only the tokens are new.
    file.unlink()
    assert "in the register already" in load(platform)
    assert registered(platform) == before
    assert {context: kept(platform, context) for context in there} == there
    assert json.loads(file.read_text())["roles"].keys() == demo["roles"].keys()
