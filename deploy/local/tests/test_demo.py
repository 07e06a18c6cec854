"""The demo's people add up to the published figures, and loading them twice changes nothing."""

import csv
import io
import json
import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from launcher.demo import loading
from launcher.demo.inventing import COLUMNS, as_csv, members, read_data
from launcher.demo.loading import already_there, choose, load, write_private
from launcher.demo.platform import NotDone
from launcher.demo.stewardship.bringing import Seated

DATA = read_data()
FIGURES = DATA.figures


@pytest.fixture(scope="module", name="rows")
def rows_of_the_file() -> list[dict[str, str]]:
    """The members as the written file holds them."""
    text = as_csv(members(DATA)).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def on(rows: list[dict[str, str]], day: str, region: str | None = None) -> int:
    return sum(row["joined"] <= day and region in (None, row["region"]) for row in rows)


def test_the_same_file_comes_out_every_time() -> None:
    assert as_csv(members(DATA)) == as_csv(members(read_data()))


def test_the_community_has_its_published_sizes(rows: list[dict[str, str]]) -> None:
    assert len(rows) == on(rows, FIGURES["latest_date"]) == FIGURES["total"] == 2700
    assert on(rows, "2015-12-31") == on(rows, "2016-12-31") == FIGURES["founding"]["total"] == 231


@pytest.mark.parametrize(
    ("code", "founders", "baseline", "latest"),
    [("NENC", 9, 130, 166), ("SW", 9, 118, 159), ("WOE", 11, 110, 158)],
)
def test_each_pilot_has_its_snapshots(
    rows: list[dict[str, str]], code: str, founders: int, baseline: int, latest: int
) -> None:
    told = FIGURES["pilots"][code]
    assert (told["founders"], told["baseline"], told["latest"]) == (founders, baseline, latest)
    assert on(rows, told["baseline_date"], code) == baseline
    assert on(rows, FIGURES["latest_date"], code) == latest
    assert sum(row["cohort"] == "founding" and row["region"] == code for row in rows) == founders


def test_founders_joined_in_their_year_and_nobody_else_did(rows: list[dict[str, str]]) -> None:
    for row in rows:
        assert (row["cohort"] == "founding") == row["joined"].startswith("2015-")
        assert date.fromisoformat(row["joined"]) < date(2018, 11, 30)


def test_every_region_of_the_files_has_members_and_no_other(rows: list[dict[str, str]]) -> None:
    folder = Path(__file__).parents[2] / "regions"
    codes = {path.stem.upper() for path in folder.glob("*.yaml")} - {"UK"}
    assert {row["region"] for row in rows} == codes
    assert min(on(rows, FIGURES["latest_date"], code) for code in codes) > 50


def test_people_have_addresses_of_their_own_that_reach_nobody(rows: list[dict[str, str]]) -> None:
    addresses = [row["email"] for row in rows]
    assert len(set(addresses)) == len(addresses)
    assert all(address.isascii() and address.endswith("@example.org") for address in addresses)
    assert tuple(rows[0]) == COLUMNS


def test_patients_and_carers_are_among_them(rows: list[dict[str, str]]) -> None:
    perspectives = {row["perspective"] for row in rows if row["region"] == "WOE"}
    assert {"patient", "carer", "clinician", "commissioner", ""} <= perspectives


def test_each_role_has_a_member_of_its_own_region(rows: list[dict[str, str]]) -> None:
    chosen = choose(rows, FIGURES["roles"])
    assert list(chosen) == ["member", "coordinator", "convenor", "national_team", "operator"]
    assert len(set(chosen.values())) == 5
    regions = {row["email"]: row["region"] for row in rows}
    assert {role: regions[email] for role, email in chosen.items()} == {
        role: asked["region"] for role, asked in FIGURES["roles"].items()
    }


def test_the_file_of_tokens_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "var" / "demo.json"
    for text in ("first", "second"):
        write_private(path, {"told": text})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text()) == {"told": "second"}


class FakePlatform:
    """The doors that the loader knocks at, with a register behind them; counts what changes it."""

    def __init__(self, state: str = "checked", errors: int = 0) -> None:
        self.register: dict[str, str] = {}
        self.roles: set[tuple[str, str, str | None]] = set()
        self.changes = 0
        self.brought = 0
        self.acting: list[int] = []
        self.helping: set[str] = set()
        self.tokens: dict[str, str] = {}
        self.revoked: list[str] = []
        self._outcome, self._errors = state, errors
        self._file: list[dict[str, str]] = []
        self._import: dict[str, Any] = {}

    def api(self, base_url: str, token: str) -> "FakeApi":
        return FakeApi(self, token)

    def issue(self, subject: str, name: str, scopes: Any, roles: Any = ()) -> dict[str, str]:
        self.changes += 1
        secret = f"t{len(self.tokens)}"
        self.tokens[secret] = subject
        return {"token": secret, "id": secret}

    def bring(self, desk: Any, _facts: Any) -> Seated:
        """What is brought for stewardship is tested over the real product; here, that it is asked for."""
        desk.as_members(["id-one", "id-two"])
        self.brought += 1
        return Seated({"SW": ["id-three"]}, {})

    def bring_meetings(self, desk: Any) -> None:
        """The same for meetings: those with a seat act there for themselves."""
        self.acting = [len(apis) for apis in desk.table.values()]

    def bring_skills(self, desk: Any) -> None:
        """The same for skills and time: whoever takes part acts for themselves."""
        self.helping = {helper.id for helper in desk.helpers}

    def bring_exchange(self, desk: Any) -> None:
        """The same for Q Exchange, by those who take part in skills and time."""
        assert {helper.id for helper in desk.helpers} == self.helping

    def issue_several(self, subjects: Any, name: str, scopes: Any) -> list[dict[str, str]]:
        return [self.issue(subject, name, scopes) for subject in subjects]

    def upload(self, content: bytes) -> dict[str, Any]:
        self.changes += 1
        self._file = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
        number = len(self._file)
        told = [{"line": 2, "message": "No."}] * self._errors
        self._import = {"id": "i", "state": self._outcome, "rows": number, "checked": number, "applied": 0,
                        "errors": told, "errors_total": self._errors}  # fmt: skip
        return self._import

    def apply(self) -> dict[str, Any]:
        self.register |= {row["email"]: row["region"] for row in self._file}
        self._import |= {"state": "done", "applied": len(self._file)}
        return self._import


class FakeApi:
    def __init__(self, platform: FakePlatform, token: str) -> None:
        self._platform, self._token = platform, token

    def works(self) -> bool:
        return self._token in self._platform.tokens and self._token not in self._platform.revoked

    def get(self, path: str, **params: str) -> Any:
        if path == "/members/export":
            wanted = params.get("region")
            rows = [
                {"id": f"id-{email}", "email": email}
                for email, region in self._platform.register.items()
                if wanted in (None, region)
            ]
            return {"items": rows}
        if path.endswith("/growth"):
            return {"region": {"name": path}, "baseline": {"members": 1}, "latest": {"members": 2},
                    "percent_shown": "100 %"}  # fmt: skip
        return self._platform._import

    def post(self, path: str, body: Any = None, *, command: str, **more: Any) -> Any:
        if path == "/imports/members":
            return self._platform.upload(more["files"]["file"][1])
        if path.endswith("/apply"):
            return self._platform.apply()
        self._platform.roles.add((path.split("/")[2], body["role"], body["region"]))
        return {}


@pytest.fixture(name="told")
def no_output() -> list[str]:
    return []


def loaded(platform: FakePlatform, var: Path, monkeypatch: pytest.MonkeyPatch, told: list[str]) -> None:
    monkeypatch.setattr(loading, "Api", platform.api)
    monkeypatch.setattr(loading, "issue_token", platform.issue)
    monkeypatch.setattr(loading, "issue_tokens", platform.issue_several)
    monkeypatch.setattr(loading, "revoke_token", lambda *ids: platform.revoked.extend(ids))
    monkeypatch.setattr(loading, "bring", platform.bring)
    monkeypatch.setattr(loading, "bring_meetings", platform.bring_meetings)
    monkeypatch.setattr(loading, "bring_skills", platform.bring_skills)
    monkeypatch.setattr(loading, "bring_exchange", platform.bring_exchange)
    load("http://here", "http://mail", var, DATA, told.append)


def test_everybody_is_loaded_and_the_roles_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    platform = FakePlatform()
    loaded(platform, tmp_path, monkeypatch, told)
    written = json.loads((tmp_path / "demo.json").read_text())
    assert (written["base_url"], written["mailbox_url"]) == ("http://here", "http://mail")
    assert list(written["roles"]) == list(FIGURES["roles"])
    assert {each["member_id"] for each in written["roles"].values()} <= set(platform.tokens.values())
    assert len(platform.register) == 2700
    assert {(role, region) for _, role, region in platform.roles} == {
        ("coordinator", "WOE"), ("convenor", "WOE"), ("national_team", None), ("operator", None),
    }  # fmt: skip
    setup, *own = platform.revoked[-1:] + platform.revoked[:-1]
    assert setup == "t0"
    acting = {platform.tokens[secret] for secret in own}
    assert acting == {"id-one", "id-two", "id-three"} | platform.helping
    assert len(platform.helping) >= 500
    assert platform.acting == [1]
    assert any("2,700 of 2,700" in line for line in told)
    assert any("stewardship groups of the pilots" in line for line in told)
    assert any("meetings, events and papers" in line for line in told)


def test_a_second_run_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    platform = FakePlatform()
    loaded(platform, tmp_path, monkeypatch, told)
    before = (platform.changes, (tmp_path / "demo.json").read_text())
    loaded(platform, tmp_path, monkeypatch, told)
    assert (platform.changes, (tmp_path / "demo.json").read_text()) == before


def test_a_lost_file_is_written_again_without_another_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    platform = FakePlatform()
    loaded(platform, tmp_path, monkeypatch, told)
    (tmp_path / "demo.json").write_text("{")
    uploads = platform.changes
    loaded(platform, tmp_path, monkeypatch, told)
    tokens = 1 + len(FIGURES["roles"]) + 3 + len(platform.helping)
    assert platform.changes == uploads + tokens
    assert platform.brought == 2
    assert already_there("http://here", tmp_path / "demo.json", DATA)
    assert not already_there("http://elsewhere", tmp_path / "demo.json", DATA)


@pytest.mark.parametrize(("state", "errors"), [("failed", 1), ("checked", 3)])
def test_a_file_that_is_not_accepted_stops_the_loading_and_the_token_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: list[str], state: str, errors: int
) -> None:
    platform = FakePlatform(state, errors)
    with pytest.raises(NotDone, match="line 2"):
        loaded(platform, tmp_path, monkeypatch, told)
    assert platform.register == {}
    assert platform.revoked == ["t0"]
    assert not (tmp_path / "demo.json").exists()
