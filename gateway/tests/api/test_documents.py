"""Documents over the API: drafted, agreed, compared, marked, exported, on the real services in memory."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

TERMS = "/groups/WOE/documents/terms_of_reference"
TEXT = [
    {"code": "purpose", "label": "Purpose", "text": "We look after Q in the West of England."},
    {"code": "membership", "label": "Membership", "text": "At least nine members."},
]
AGREEMENT = {"meeting": "Meeting 1", "on": "2017-10", "reviewers": ["AHSN"], "review_due": "2018-12-31"}


@pytest.fixture
def write(api, calling, people):
    """``write(kind, clauses, region)``: a document agreed long ago, as the national team loads it."""

    def written(kind: str, clauses: list[dict[str, Any]], region: str = "WOE", **agreement: Any) -> Any:
        calling(people["national"])
        begun = api("POST", f"/groups/{region}/documents/{kind}", json={"clauses": clauses})
        assert begun.status_code == 201, begun.text
        body = {**AGREEMENT, **agreement}
        agreed = api("POST", f"/documents/{region}:{kind}/agreement", json=body)
        assert agreed.status_code == 200, agreed.text
        return agreed.get_json()

    return written


def test_terms_of_reference_are_drafted_agreed_and_read_by_anybody(api, calling, people):
    calling(people["convenor"])
    begun = api("POST", TERMS, json={"clauses": TEXT, "summary": "Our first."})
    assert begun.get_json()["status"] == "draft"
    calling(people["visitor"])
    assert api("GET", "/groups/WOE/terms-of-reference").get_json()["draft"] is None
    calling(people["convenor"])
    tag = {"If-Match": begun.headers["ETag"]}
    agreed = api("POST", "/documents/WOE:terms_of_reference/agreement", json=AGREEMENT, headers=tag)
    assert agreed.status_code == 200, agreed.text
    calling(people["visitor"])
    found = api("GET", "/groups/WOE/terms-of-reference")
    assert [clause["code"] for clause in found.get_json()["clauses"]] == ["purpose", "membership"]
    assert found.get_json()["shown"]["agreed"]["reviewers"] == ["AHSN"]
    again = api("GET", "/groups/WOE/terms-of-reference", headers={"If-None-Match": found.headers["ETag"]})
    assert again.status_code == 304


def test_a_draft_that_somebody_changed_meanwhile_is_not_overwritten(api, calling, people):
    calling(people["coordinator"])
    begun = api("POST", TERMS, json={"clauses": TEXT})
    body = {"clauses": TEXT[:1]}
    tag = {"If-Match": begun.headers["ETag"]}
    assert api("PUT", "/documents/WOE:terms_of_reference/draft", json=body, headers=tag).status_code == 200
    api.refused(
        "PUT", "/documents/WOE:terms_of_reference/draft", 412, "stale_version", json=body, headers=tag
    )
    api.refused("POST", TERMS, 409, "document_draft_exists", json={"clauses": TEXT})
    assert api("DELETE", "/documents/WOE:terms_of_reference/draft").get_json()["discarded"] == 1


@pytest.mark.parametrize(
    ("role", "status", "code"),
    [
        ("visitor", 401, "sign_in_required"),
        ("member", 403, "role_required"),
        ("stranger", 403, "not_your_region"),
    ],
)
def test_who_does_not_act_for_the_group_writes_nothing(api, calling, people, role, status, code):
    calling(people[role])
    api.refused("POST", TERMS, status, code, json={"clauses": TEXT})


def test_an_agreement_without_a_meeting_is_refused(api, calling, people):
    calling(people["convenor"])
    api("POST", TERMS, json={"clauses": TEXT})
    place = "/documents/WOE:terms_of_reference/agreement"
    problem = api.refused("POST", place, 422, "meeting_required", json={**AGREEMENT, "meeting": " "})
    assert "meeting" in problem["fields"]


def test_overdue_reviews_are_listed_for_everybody(api, calling, people, write):
    write("terms_of_reference", TEXT)
    calling(people["visitor"])
    (line,) = api("GET", "/document-reviews?days=0").get_json()["items"]
    assert (line["id"], line["review"]["state"]) == ("WOE:terms_of_reference", "overdue")
    calling(people["convenor"])
    today = datetime.now(UTC).date()
    body = {**AGREEMENT, "on": today.isoformat(), "review_due": (today + timedelta(days=300)).isoformat()}
    api("POST", "/documents/WOE:terms_of_reference/reviews", json=body)
    assert api("GET", "/document-reviews").get_json()["items"] == []


def test_versions_and_regions_are_compared_by_clause(api, write):
    write("terms_of_reference", TEXT)
    write("terms_of_reference", [TEXT[0], {**TEXT[1], "text": "At least ten members."}], on="2018-05")
    write("terms_of_reference", [TEXT[0]], region="SW", on="2018-01")
    found = api("GET", f"{TERMS}/differences").get_json()
    assert found["counts"] == {"added": 0, "removed": 0, "changed": 1, "same": 1}
    found = api("GET", f"{TERMS}/differences?with_region=SW").get_json()
    assert (found["left"]["region"], found["counts"]["added"]) == ("SW", 1)
    api.refused("GET", f"{TERMS}/differences?with_region=WAL", 409, "document_not_agreed")
    versions = api("GET", "/documents/WOE:terms_of_reference/versions").get_json()["items"]
    assert [(each["number"], each["status"]) for each in versions] == [(2, "agreed"), (1, "superseded")]
    assert api("GET", f"{TERMS}?number=1").get_json()["clauses"][1]["text"] == "At least nine members."
    api.refused("GET", f"{TERMS}?number=9", 404, "not_found")


def test_a_criterion_is_marked_with_evidence(api, calling, people, write):
    write("objectives", [{"code": "c1", "label": "More members", "text": "Regional membership up."}])
    calling(people["convenor"])
    place = "/groups/WOE/documents/objectives/clauses/c1/mark"
    api.refused("PUT", place, 422, "evidence_required", json={"state": "met"})
    evidence = [{"label": "From 110 to 158", "address": "/regions/WOE"}]
    marked = api("PUT", place, json={"state": "met", "evidence": evidence, "on": "2018-11"})
    assert (marked.get_json()["state"], marked.get_json()["version"]) == ("met", 1)
    found = api("GET", "/groups/WOE/documents/objectives").get_json()
    assert (found["clauses"][0]["state"], found["marks_version"]) == ("met", 1)
    lines = api("GET", "/groups/WOE/documents").get_json()["items"]
    assert next(line["states"]["met"] for line in lines if line["kind"] == "objectives") == 1


def test_the_west_of_england_shows_twelve_duties(api):
    duties = api("GET", "/groups/WOE/documents/duties").get_json()["clauses"]
    assert [each["line"] for each in duties] == list(range(1, 13))
    assert duties[3]["state"] == "dormant"


@pytest.mark.parametrize(
    ("kind", "size"), [("principles", 7), ("duties", 12), ("commons_principles", 8), ("guidance", 11)]
)
def test_the_platforms_lines_can_be_read(api, kind, size):
    found = api("GET", f"/document-catalogues/{kind}").get_json()
    assert len(found["entries"]) == size
    api.refused("GET", "/document-catalogues/poem", 404, "document_kind_unknown")


@pytest.mark.parametrize(
    ("wanted", "media_type", "holds"),
    [
        ("json", "application/json", '"code": "purpose"'),
        ("markdown", "text/markdown", "## Purpose\n\nWe look after Q"),
        ("text", "text/plain", "Purpose\n-------\nWe look after Q"),
    ],
)
def test_a_document_is_taken_away_as_a_file(api, write, wanted, media_type, holds):
    write("terms_of_reference", TEXT)
    file = api("GET", f"{TERMS}/export?format={wanted}")
    assert file.mimetype == media_type
    assert holds in file.text
    assert "WOE-terms-of-reference-1." in file.headers["Content-Disposition"]


def test_markup_in_a_text_stays_text_in_markdown(api, write):
    text = "# not a heading\n1. not a list\n[no](link) *stars*"
    write("vision", [{"code": "v", "label": "Vision", "text": text}])
    file = api("GET", "/groups/WOE/documents/vision/export?format=markdown").text
    assert "\\# not a heading\n1\\. not a list\n\\[no\\](link) \\*stars\\*" in file


def test_any_member_comments_on_a_text_in_force(api, calling, people, write):
    write("terms_of_reference", TEXT)
    calling(people["member"])
    place = "/documents/WOE:terms_of_reference/comments"
    made = api("POST", place, json={"text": "Clear.", "clause": "purpose"})
    assert made.status_code == 201
    api.refused("POST", place, 422, "clause_unknown", json={"text": "x", "clause": "poetry"})
    api.refused("POST", place, 404, "not_found", json={"text": "x", "about": "draft"})
    calling(people["visitor"])
    (said,) = api("GET", place).get_json()["items"]
    assert (said["text"], said["role"], said["shown_name"], said["mine"]) == ("Clear.", "member", "", False)


def test_a_writer_takes_their_name_off_a_comment(api, calling, people, write):
    write("terms_of_reference", TEXT)
    calling(people["member"])
    body = {"text": "Clear.", "shown_name": "Ada"}
    made = api("POST", "/documents/WOE:terms_of_reference/comments", json=body).get_json()
    place = f"/comments/{made['id']}/shown-name"
    assert api("PUT", place, json={"shown_name": ""}).get_json()["shown_name"] == ""
    calling(people["convenor"])
    api.refused("PUT", place, 404, "not_found", json={"shown_name": "Bea"})


def test_pilot_terms_can_be_ended_by_hand(api, calling, people, write):
    write("terms_of_reference", TEXT)
    calling(people["convenor"])
    place = "/documents/WOE:terms_of_reference/lapse"
    ended = api("POST", place, json={"on": "2018-09", "reason": "The pilot ended."})
    assert ended.get_json()["status"] == "lapsed"
    api.refused("POST", place, 409, "document_lapsed", json={"on": "2018-10", "reason": "Again."})
