"""An applicant's own application over the API, with the ticket of the link in the mail."""

from datetime import timedelta

import pytest

HEADER = "X-Applicant-Ticket"
STATUS = "/applications/status"
SAVED = {"save_only": True, "why": "", "compact_accepted": False}


@pytest.fixture
def held(applicants_ticket):
    """``held(application)``: the header that its applicant sends."""
    return lambda made, **more: {HEADER: applicants_ticket(made, **more)}


def test_the_ticket_shows_the_application_in_a_header_or_in_the_query(api, applied, held, applicants_ticket):
    made = applied()
    by_header = api("GET", STATUS, headers=held(made))
    assert by_header.get_json()["id"] == made["id"]
    by_query = api("GET", f"{STATUS}?ticket={applicants_ticket(made)}")
    assert by_query.get_json() == by_header.get_json()
    again = api("GET", STATUS, headers={**held(made), "If-None-Match": by_header.headers["ETag"]})
    assert again.status_code == 304


def test_the_applicant_reads_feedback_but_neither_reason_nor_reviewer(api, applied, held, calling, people):
    made = applied()
    calling(people["coordinator"])
    api("POST", f"/applications/{made['id']}/take-up")
    decision = {"decision": "decline", "reason": "SECRET", "feedback": "Come to an open event."}
    api("POST", f"/applications/{made['id']}/decision", json=decision)
    calling()
    answer = api("GET", STATUS, headers=held(made))
    assert (answer.get_json()["stage"], answer.get_json()["feedback"]) == (
        "declined",
        "Come to an open event.",
    )
    assert "SECRET" not in answer.text
    assert "coordinator-1" not in answer.text


def test_what_was_saved_is_finished_sent_and_taken_back(api, applied, held):
    made = applied(**SAVED)
    assert made["stage"] == "prospect"
    path = f"{STATUS}/submission"
    problem = api.refused("POST", path, 422, "invalid_input", json={"age": 40}, headers=held(made))
    assert list(problem["fields"]) == ["age"]
    finished = {"why": "To share what I know.", "compact_accepted": True, "profession": "Nurse"}
    sent = api("POST", path, json=finished, headers=held(made)).get_json()
    assert (sent["stage"], sent["profession"]) == ("applied", "Nurse")
    taken = api("POST", f"{STATUS}/withdrawal", headers=held(made)).get_json()
    assert taken["stage"] == "withdrawn"
    assert api("GET", STATUS, headers=held(made)).get_json()["stage"] == "withdrawn"


def test_nothing_is_sent_without_the_compact(api, applied, held):
    made = applied(**SAVED)
    body = {"why": "To share what I know.", "compact_accepted": False}
    answer = api("POST", f"{STATUS}/submission", json=body, headers=held(made))
    assert answer.status_code == 422
    assert api("GET", STATUS, headers=held(made)).get_json()["stage"] == "prospect"


def test_the_same_request_twice_takes_it_back_once(api, applied, held):
    headers = {**held(applied()), "Idempotency-Key": "back"}
    first = api("POST", f"{STATUS}/withdrawal", headers=headers)
    assert api("POST", f"{STATUS}/withdrawal", headers=headers).get_json() == first.get_json()


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", STATUS), ("POST", f"{STATUS}/submission"), ("POST", f"{STATUS}/withdrawal")],
)
def test_only_a_good_ticket_opens_it_whoever_is_signed_in(api, applied, held, calling, people, method, path):
    made = applied()
    calling(people["national"])
    api.refused(method, path, 422, "ticket_invalid")
    api.refused(method, path, 422, "ticket_invalid", headers={HEADER: "forged"})
    old = held(made, lifetime=timedelta(hours=1))
    api.refused(method, path, 410, "ticket_expired", headers=old)
    assert api("GET", STATUS, headers=held(made)).get_json()["stage"] == "applied"


def test_a_link_alone_changes_nothing(api, applied, held, applicants_ticket):
    made = applied()
    path = f"{STATUS}/withdrawal?ticket={applicants_ticket(made)}"
    api.refused("POST", path, 422, "ticket_invalid")
    assert api("GET", STATUS, headers=held(made)).get_json()["stage"] == "applied"


def test_a_new_link_is_asked_for_with_one_answer_for_all(api, applied, bus):
    applied()
    path = f"{STATUS}/link"
    answers = [api("POST", path, json={"email": email}) for email in ("ann@example.org", "bob@example.org")]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[0].get_json() == answers[1].get_json()
    requests = bus.databases["notifications"].database["link_requests"].find()
    assert [row["to_application"] for row in requests] == [True, True]
    problem = api.refused("POST", path, 422, "invalid_input", json={"email": "nobody"})
    assert list(problem["fields"]) == ["email"]


def test_the_document_says_that_the_ticket_is_the_key(client):
    document = client.get("/api/v1/openapi.json").get_json()
    assert document["components"]["securitySchemes"]["applicant"]["name"] == HEADER
    for path, method in (("", "get"), ("/submission", "post"), ("/withdrawal", "post")):
        operation = document["paths"][f"/api/v1/applications/status{path}"][method]
        assert operation["security"] == [{"applicant": []}]
        assert HEADER in operation["description"]
