"""Costs, support, barriers, alliances and the convenors' network over the API, on real services."""

import pytest

YEAR = {"starts": "2017-09-07", "ends": "2018-09-07"}
COST = {**YEAR, "amount_pence": 1_000_000, "approximate": True, "source": "Pilot report, 30 November 2018"}
BODY = {"organisation": "Devon STP", "kind": "system", "contact_role": "Chair"}


def test_costs_are_read_by_everybody_and_corrected_by_version(api, calling, people):
    calling(people["coordinator"])
    figure = {"new_members": 48, "new_members_source": "Pilot report"}
    made = api("POST", "/groups/WOE/costs", json={**COST, **figure})
    assert made.get_json()["per_new_member_shown"] == "approx. £208.33"
    changed = {**COST, "amount_pence": 900_000}
    api.refused("POST", "/groups/WOE/costs", 409, "cost_recorded", json=changed)
    answer = api("POST", "/groups/WOE/costs", json=changed, headers={"If-Match": made.headers["ETag"]})
    assert answer.get_json()["amount_shown"] == "approx. £9,000"
    api.refused("POST", "/groups/SW/costs", 403, "not_your_region", json=COST)
    calling()
    assert api("GET", "/costs").get_json()["total"]["regions"] == 1
    assert len(api("GET", "/groups/WOE/costs").get_json()["items"]) == 1
    api.refused("GET", "/groups/XX/costs", 404, "region_unknown")


def test_a_gap_in_the_support_shows_who_takes_over(api, calling, people):
    calling(people["coordinator"])
    tasks = ["reminders", "venues"]
    body = {"supporter": "West of England AHSN", "tasks": tasks, "starts": "2018-08"}
    made = api("POST", "/groups/WOE/support", json=body).get_json()
    place = f"/support/{made['id']}"
    gap = {"tasks": tasks, "starts": "2018-10", "reason": "Relicensing"}
    gone = api("POST", f"{place}/gaps", json=gap).get_json()
    api.refused("POST", f"{place}/gaps", 409, "gap_open", json=gap)
    doers = {each["task"]: each["by"] for each in api("GET", "/groups/WOE/support").get_json()["tasks"]}
    assert (doers["reminders"], doers["venues"]) == ("automation", "convenor")
    gap_place = f"{place}/gaps/{gone['gaps'][0]['id']}/end"
    assert not api("POST", gap_place, json={"ends": "2018-12"}).get_json()["gaps"][0]["open"]
    assert not api("POST", f"{place}/end", json={"ends": "2019"}).get_json()["in_force"]
    api.refused("POST", f"{place}/gaps", 409, "support_ended", json={**gap, "starts": "2020"})
    calling(people["stranger"])
    api.refused("POST", f"{place}/end", 404, "not_found", json={"ends": "2019"})
    calling()
    then = api("GET", "/groups/WOE/support?as_at=2018-09-01").get_json()
    assert {each["why"] for each in then["tasks"] if each["task"] in tasks} == {"supported"}


def test_a_member_logs_a_barrier_without_blame_and_the_region_shares_it(api, calling, people):
    calling(people["member"])
    body = {"theme": "time", "text": "Lack of time"}
    made = api("POST", "/groups/WOE/barriers", json=body)
    blaming = {**body, "text": "Oxford AHSN is slow"}
    problem = api.refused("POST", "/groups/WOE/barriers", 422, "barrier_blames", json=blaming)
    assert list(problem["fields"]) == ["text"]
    api.refused("POST", "/groups/SW/barriers", 403, "not_your_region", json=body)
    place = f"/barriers/{made.get_json()['id']}"
    api.refused("PATCH", place, 403, "role_required", json={"shared": True})
    calling(people["convenor"])
    changes = {"shared": True, "action": "A shared calendar", "action_path": "/matters"}
    changed = api("PATCH", place, json=changes, headers={"If-Match": made.headers["ETag"]})
    assert changed.get_json()["action"]["path"] == "/matters"
    api.refused("PATCH", place, 412, "stale_version", json={"shared": False, "version": 1})
    calling()
    (theme,) = api("GET", "/barriers").get_json()["items"]
    assert (theme["theme"], theme["regions"]) == ("time", 1)
    page = api("GET", "/groups/WOE/barriers?limit=1").get_json()
    assert [each["text"] for each in page["items"]] == ["Lack of time"]


def test_stakeholders_are_for_members_and_their_contacts_for_keepers(api, calling, people):
    calling(people["coordinator"])
    contact = {"contact_point": "chair@example.org", "consent_on": "2018-08-01"}
    made = api("POST", "/groups/WOE/stakeholders", json={**BODY, **contact}).get_json()
    place = f"/stakeholders/{made['id']}"
    no_consent = {**BODY, "organisation": "Another", "contact_point": "01234"}
    api.refused("POST", "/groups/WOE/stakeholders", 422, "contact_consent_needed", json=no_consent)
    api.refused("POST", "/groups/WOE/stakeholders", 409, "stakeholder_exists", json=BODY)
    talk = {"on": "2018-09", "topic": "concordat", "stance": "supports", "summary": "They would sign."}
    step = {"next_step": "Send the text", "next_due": "2018-10-01"}
    assert api("POST", f"{place}/engagements", json={**talk, **step}).get_json()["next_due"] == "2018-10-01"
    assert [each["overdue"] for each in api("GET", "/stakeholders/due").get_json()["items"]] == [True]
    assert api("POST", f"{place}/next-step/done").get_json()["next_step"] is None
    changed = api("PUT", f"{place}/contact", json={"contact_role": "Secretary", **contact}).get_json()
    assert changed["contact_role"] == "Secretary"
    calling(people["member"])
    (seen,) = api("GET", "/groups/WOE/stakeholders").get_json()["items"]
    assert (seen["contact_point"], seen["engagements"]) == (None, [])
    calling(people["coordinator"])
    assert api("DELETE", f"{place}/contact").get_json()["contact_point"] is None
    calling()
    api.refused("GET", "/groups/WOE/stakeholders", 401, "sign_in_required")
    counts = {each["topic"]: each for each in api("GET", "/groups/WOE/stances").get_json()["counts"]}
    assert counts["concordat"]["supports"] == 1


def test_a_programme_is_listed_once_and_linked(api, calling, people):
    calling(people["coordinator"])
    programme = {"name": "GIRFT", "about": "Getting it right first time"}
    made = api("POST", "/initiatives", json=programme).get_json()
    api.refused("POST", "/initiatives", 409, "initiative_listed", json=programme)
    place = f"/initiatives/{made['id']}/regions"
    linked = api("PUT", f"{place}/WOE", json={"how": "We share data"}).get_json()
    assert [each["name"] for each in linked["links"]] == ["West of England"]
    api.refused("PUT", f"{place}/SW", 403, "not_your_region", json={"how": "x"})
    assert api("DELETE", f"{place}/WOE").get_json()["links"] == []
    calling()
    assert len(api("GET", "/initiatives").get_json()["items"]) == 1


def test_the_convenors_network_is_theirs(api, calling, people):
    calling(people["national"])
    session = {"title": "Chairing", "kind": "training", "audience": "convenors", "on": "2199-01"}
    planned = api("POST", "/convenors/sessions", json=session).get_json()
    calling(people["convenor"])
    topic = api("POST", "/convenors/topics", json={"text": "Equal voice"}).get_json()
    place = f"/convenors/sessions/{planned['id']}/topics"
    assert api("POST", place, json={"topic_id": topic["id"]}).get_json()["topics"] == ["Equal voice"]
    assert len(api("GET", "/convenors/topics").get_json()["items"]) == 1
    booked = api("POST", "/convenors/training/bookings", json={"session_id": planned["id"]}).get_json()
    place = f"/convenors/training/{booked['id']}"
    api.refused("POST", f"{place}/attendance", 422, "invalid_input")
    assert api("POST", f"{place}/cancellation").get_json()["state"] == "cancelled"
    elsewhere = {"title": "Mediation", "on": "2018-06", "provider": "A college"}
    assert api("POST", "/convenors/training", json=elsewhere).get_json()["state"] == "attended"
    assert len(api("GET", "/convenors/training").get_json()["items"]) == 2
    note = api("POST", "/convenors/notes", json={"text": "By phone", "shared": True}).get_json()
    shared = api("PUT", f"/convenors/notes/{note['id']}/sharing", json={"shared": False})
    assert shared.get_json()["shared"] is False
    notes = api("GET", "/convenors/notes").get_json()
    assert (len(notes["mine"]), notes["items"]) == (1, [])
    assert len(api("GET", "/convenors/sessions").get_json()["items"]) == 1


@pytest.mark.parametrize("path", ["topics", "notes", "training"])
@pytest.mark.parametrize("role", ["visitor", "member", "coordinator"])
def test_nobody_else_reads_the_convenors_network(api, calling, people, path, role):
    calling(people[role])
    status, code = (401, "sign_in_required") if role == "visitor" else (403, "role_required")
    api.refused("GET", f"/convenors/{path}", status, code)
    if role != "visitor":
        api.refused("GET", "/convenors/sessions", 403, "role_required")
