"""The demo data: the published figures come out of records, and loading twice changes nothing."""

import hashlib
import json
import stat
import subprocess
from typing import Any

import pytest

from journeys.people import People
from journeys.running import Platform

pytestmark = [pytest.mark.servers, pytest.mark.timeout(400)]

PUBLISHED = {"WOE": ("110", "158", "44 %"), "SW": ("118", "159", "35 %"), "NENC": ("130", "166", "28 %")}
"""Members at the baseline and on 30 November 2018, and the growth between them (row 10)."""
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


def test_nobody_of_the_demo_is_sent_a_mail(demo: dict[str, Any], platform: Platform) -> None:
    platform.wait_until_quiet()
    assert [letters for held in demo["roles"].values() if (letters := platform.letters(held["email"]))] == []


def test_loading_again_changes_nothing(demo: dict[str, Any], platform: Platform) -> None:
    file, before = platform.folder / "demo.json", registered(platform)
    told = load(platform)
    assert "there already" in told
    assert json.loads(file.read_text()) == demo
    # Nor when the file with the tokens was lost: then only the tokens are new.
    file.unlink()
    assert "in the register already" in load(platform)
    assert registered(platform) == before
    assert json.loads(file.read_text())["roles"].keys() == demo["roles"].keys()
