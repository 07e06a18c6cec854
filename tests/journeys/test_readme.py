"""The README's walk, typed block by block as a newcomer would."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from journeys.people import People, Person
from journeys.running import Platform, without_ours

pytestmark = [pytest.mark.servers, pytest.mark.timeout(300)]

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(r"^```bash\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, platform: Platform, coordinator: Person) -> Path:
    """Where the newcomer stands: `make run` has left `var/demo.json`."""
    (tmp_path / "var").mkdir()
    roles = {"coordinator": {"member_id": coordinator.id, "token": coordinator.token}}
    demo = {"base_url": platform.url, "mailbox_url": platform.plan.mailbox_url, "roles": roles}
    (tmp_path / "var" / "demo.json").write_text(json.dumps(demo))
    return tmp_path


def test_every_block_of_the_first_walk_does_what_it_says(
    folder: Path, people: People, coordinator: Person
) -> None:
    blocks = BLOCK.findall(README.read_text(encoding="utf-8"))
    assert len(blocks) >= 5
    before = people.members_of("WOE")
    script = "set -euo pipefail\n" + "echo '--- next block'\n".join(blocks)
    walked = subprocess.run(
        ["bash"], input=script, cwd=folder, env=without_ours() | {"NO_PROXY": "*"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert walked.returncode == 0, walked.stdout + walked.stderr
    said = walked.stdout.split("--- next block\n")
    assert json.loads(said[1])["region"] == "WOE"
    assert json.loads(said[2])["stage"] == "accepted"
    assert "Ada Example" in said[3]
    signed_in, end = json.JSONDecoder().raw_decode(said[4])
    mine = json.loads(said[4][end:])
    assert (mine["id"], mine["name"]) == (signed_in["member_id"], "Ada Example")
    growth = json.loads(said[5])
    assert growth["region"]["code"] == "WOE"
    assert growth["now"]["members"] == before + 1
