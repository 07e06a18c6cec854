"""Accounts of time over the API: statements as JSON, CSV and PDF, gifts, reversals, sums (row 59)."""

import csv
import io

import pytest

from chassis.call import Call
from chassis.identity import Caller
from gateway.statements import reading
from skills_register.auditing.store import audit

from ..accounts_of import helped  # noqa: TID252 - tests are no installed package
from ..time_of import known  # noqa: TID252

ANN = Caller("ann", frozenset({"member"}), "SW")
BEN = Caller("ben", frozenset({"member"}), "SW")
CORA = Caller("cora", frozenset({"member", "coordinator:SW"}), "SW")
OPERATOR = Caller("ops", frozenset({"member", "operator"}), "SW")
DONATION = {"minutes": 60, "purpose": "For newcomers"}


@pytest.fixture(autouse=True)
def coached(bus, calling):
    """Ann gave Ben three hours of coaching; Ann is calling."""
    known(bus, ANN, BEN, CORA)
    helped(bus, "ann", "ben", 180)
    calling(ANN)


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))


def test_three_hours_given_are_three_hours_received_and_the_sum_is_zero(api, calling):
    mine = api("GET", "/accounts/mine").get_json()
    assert (mine["id"], mine["balance"], mine["given"], mine["received"]) == ("member:ann", 180, 180, 0)
    calling(BEN)
    assert api("GET", "/accounts/mine").get_json()["balance"] == -180
    calling(Caller())
    summary = api("GET", "/timebank/summary").get_json()
    assert (summary["accounts"], summary["minutes_exchanged"], summary["sum_of_balances"]) == (2, 180, 0)
    assert summary["regions"] == [{"region": "SW", "exchanges": None, "minutes": None}]


def test_past_the_floor_a_transfer_is_refused_with_the_rules_sentence(api, calling):
    calling(BEN)
    no = api.refused(
        "POST", "/accounts/mine/donations", 409, "floor_reached", json={**DONATION, "minutes": 121}
    )
    assert no["detail"].startswith("Here an account may have received up to 5 hours more than it gave")


@pytest.mark.parametrize("minutes", [0, -60, 1.5, 6001, 10**15, "60", True])
def test_minutes_that_are_no_minutes_are_refused_beside_their_field(api, minutes):
    answer = api("POST", "/accounts/mine/donations", json={**DONATION, "minutes": minutes})
    assert (answer.status_code, [*answer.get_json()["fields"]]) == (422, ["minutes"])


def test_a_gift_goes_into_the_pot_or_to_whom_it_names_once_for_one_command(api):
    key = {"Idempotency-Key": "gift-1"}
    for _ in range(2):
        made = api("POST", "/accounts/mine/donations", json=DONATION, headers=key)
        assert (made.status_code, made.get_json()["giver"]) == (201, "pot:SW")
    given = api("POST", "/accounts/mine/donations", json={**DONATION, "to": "member:ben"})
    assert given.get_json()["giver"] == "member:ben"
    assert api("GET", "/accounts/mine").get_json()["balance"] == 60
    own = {**DONATION, "to": "member:ann"}
    api.refused("POST", "/accounts/mine/donations", 422, "transfer_to_oneself", json=own)
    api.refused("POST", "/accounts/member:ben/donations", 404, "not_found", json=DONATION)


def test_a_statement_comes_as_json_as_csv_and_as_pdf_by_what_is_accepted_or_by_its_ending(api):
    api("POST", "/accounts/mine/donations", json={**DONATION, "purpose": "=1+1, for newcomers"})
    found = api("GET", "/accounts/mine/statement?limit=1")
    assert (found.get_json()["balance_after"], "Accept" in found.headers["Vary"]) == (120, True)
    assert 'rel="next"' in found.headers["Link"]
    files = {
        "csv": api("GET", "/accounts/mine/statement", headers={"Accept": "text/csv"}),
        "pdf": api("GET", "/accounts/mine/statement", headers={"Accept": "application/pdf"}),
    }
    for ending, file in files.items():
        again = api("GET", f"/accounts/member:ann/statement.{ending}")
        assert (file.status_code, again.data) == (200, file.data)
        assert f"filename=statement.{ending}" in again.headers["Content-Disposition"]
    gift, coaching = rows(files["csv"])
    assert (gift["what"], gift["with"], gift["minutes_used"]) == (
        "Gift made", "Community pot of South West of England", "60",
    )  # fmt: skip
    assert gift["for"] == "'=1+1, for newcomers"
    assert (coaching["date"], coaching["minutes_added"], coaching["minutes_used"]) == (
        "4 October 2018", "180", "",
    )  # fmt: skip
    assert files["pdf"].data.startswith(b"%PDF-")


def test_a_period_holds_its_days_alone(api):
    api("POST", "/accounts/mine/donations", json=DONATION)
    october = "since=2018-10-01&until=2018-10-31"
    found = api("GET", f"/accounts/mine/statement?{october}").get_json()
    assert ([each["minutes"] for each in found["items"]], found["balance_before"]) == ([180], 0)
    file = api("GET", f"/accounts/mine/statement.csv?{october}")
    assert len(rows(file)) == 1
    assert "statement-2018-10-01-2018-10-31.csv" in file.headers["Content-Disposition"]
    wrong = "since=2018-10-31&until=2018-10-01"
    for path in ("statement", "statement.pdf"):
        no = api.refused("GET", f"/accounts/mine/{path}?{wrong}", 422, "period_wrong")
        assert [*no["fields"]] == ["until"]
    api.refused("GET", "/accounts/mine/statement?since=yesterday", 422, "invalid_input")


def test_a_file_is_read_page_by_page_and_says_where_it_ends(api, bus, monkeypatch):
    for number in range(2, 6):
        helped(bus, "ann", "ben", 10, f"t-{number}")
    monkeypatch.setattr(reading, "ROWS", 2)
    assert len(rows(api("GET", "/accounts/mine/statement.csv"))) == 5
    monkeypatch.setattr(reading, "MOST", 4)
    assert len(rows(api("GET", "/accounts/mine/statement.csv"))) == 4
    assert api("GET", "/accounts/mine/statement.pdf").status_code == 200


def test_what_others_see_of_an_account_is_its_holders_choice(api, calling):
    calling(BEN)
    api.refused("GET", "/accounts/member:ann", 404, "not_found")
    calling(ANN)
    assert api("PATCH", "/accounts/mine", json={"seen_by": "region"}).get_json()["seen_by"] == "region"
    api.refused("PATCH", "/accounts/mine", 422, "invalid_input", json={"seen_by": "everybody"})
    calling(BEN)
    seen = api("GET", "/accounts/member:ann").get_json()
    assert (seen["given"], "is_low" in seen, "seen_by" in seen) == (180, False, False)
    for path in ("statement", "statement.csv", "statement.pdf"):
        api.refused("GET", f"/accounts/member:ann/{path}", 404, "not_found")
    calling(Caller())
    api.refused("GET", "/accounts/member:ann", 401, "sign_in_required")


def test_keepers_grant_time_and_take_a_transfer_back_once(api, calling):
    grant = {"region": "SW", **DONATION}
    api.refused("POST", "/accounts/member:ben/grants", 403, "role_required", json=grant)
    calling(CORA)
    assert api("POST", "/accounts/member:ben/grants", json=grant).status_code == 201
    api.refused("POST", "/accounts/member:cora/grants", 403, "grant_to_oneself", json=grant)
    listed = api("GET", "/accounts?region=SW").get_json()["items"]
    assert {each["id"]: each["balance"] for each in listed} == {
        "member:ann": 180, "member:ben": -120, "pot:SW": -60,
    }  # fmt: skip
    api.refused("GET", "/accounts?region=WOE", 403, "not_your_region")
    path = "/transfers/t-1/reversal"
    no = api.refused("POST", path, 422, "reason_required", json={"reason": ""})
    assert [*no["fields"]] == ["reason"]
    back = api("POST", path, json={"reason": "The wrong member."})
    assert (back.status_code, back.get_json()["reverses"]) == (201, "t-1")
    api.refused("POST", path, 409, "already_reversed", json={"reason": "Again."})
    assert api("GET", "/transfers/t-1").get_json()["reversed_by"] == back.get_json()["id"]
    again = f"/transfers/{back.get_json()['id']}/reversal"
    api.refused("POST", again, 409, "reversal_of_a_reversal", json={"reason": "No."})


def test_operators_read_the_audits_and_everybody_the_last_one(api, bus, calling):
    work = bus.databases["skills_register"]
    assert audit(work, Call()).is_whole
    api.refused("GET", "/timebank/audits", 403, "role_required")
    calling(OPERATOR)
    [found] = api("GET", "/timebank/audits").get_json()["items"]
    assert (found["differences"], found["transfers"], found["total"]) == (0, 1, 0)
    calling(Caller())
    assert api("GET", "/timebank/summary").get_json()["last_audit"]["differences"] == 0
