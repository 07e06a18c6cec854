"""A group writes down what it agreed, everybody reads it, and its coordinator is told when to look again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from journeys.people import People, Person
from journeys.running import Platform, eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(300)]

REGION = "KSS"
TERMS = f"{REGION}:terms_of_reference"
CLAUSES = [
    {"code": "purpose", "label": "Purpose", "text": "We look after what members share."},
    {"code": "meetings", "label": "Meetings", "text": "Four a year."},
]


@pytest.fixture(scope="module")
def writer(platform: Platform, people: People) -> Person:
    """The region's coordinator, as stewardship knows them."""
    person = people.officer("coordinator", REGION)
    office = {"roles": f"coordinator:{REGION}"}
    eventually(lambda: platform.database("stewardship")["people"].count_documents(office) == 1)
    return person


def send(people: People, method: str, path: str, by: Person, body: Any, status: int = 200) -> Any:
    told = people.ask(method, path, by.token, json=body)
    assert told.status_code == status, told.text
    return told.json()


def agree(people: People, by: Person, clauses: list[dict[str, str]], **agreement: Any) -> None:
    place = f"/groups/{REGION}/documents/terms_of_reference"
    send(people, "POST", place, by, {"clauses": clauses}, 201)
    send(people, "POST", f"/documents/{TERMS}/agreement", by, agreement)


def test_a_group_agrees_its_terms_and_is_told_before_their_review(
    platform: Platform, people: People, writer: Person
) -> None:
    # Given terms of reference agreed twice, the second to be looked at again in 40 days
    due = (datetime.now(UTC) + timedelta(days=40)).date().isoformat()
    agree(people, writer, CLAUSES, meeting="Meeting 1", on="2017-10", reviewers=["AHSN"])
    changed = [CLAUSES[0], {**CLAUSES[1], "text": "Six a year."}]
    agree(people, writer, changed, meeting="Meeting 2", on="2018-05-02", review_due=due)

    # Then anybody reads them with their history and what changed
    found = people.get(f"/groups/{REGION}/terms-of-reference")
    assert [(each["number"], each["status"]) for each in found["history"]] == [
        (2, "agreed"),
        (1, "superseded"),
    ]
    difference = people.get(f"/groups/{REGION}/documents/terms_of_reference/differences")
    assert difference["counts"] == {"added": 0, "removed": 0, "changed": 1, "same": 1}
    assert [each["id"] for each in people.get("/document-reviews", region=REGION)["items"]] == [TERMS]

    # When the day of the alert comes, then the coordinator is told by mail, with the way to the document
    jobs = platform.database("stewardship")["jobs"]
    assert jobs.find_one({"kind": "document_review", "key": TERMS})
    jobs.update_one({"kind": "document_review", "key": TERMS}, {"$set": {"due_at": datetime.now(UTC)}})
    letter = platform.letter(writer.email, "is to be reviewed")
    assert any(link.endswith(f"/groups/{REGION}/terms-of-reference") for link in letter["links"])

    # And when somebody else writes in this region's name, then it is refused
    stranger = people.officer("coordinator", "WES")
    told = people.ask("DELETE", f"/documents/{TERMS}/draft", stranger.token)
    assert (told.status_code, told.json()["code"]) == (404, "not_found")


def test_a_ground_rule_binds_only_after_members_could_comment(people: People, writer: Person) -> None:
    rule = {"space": "Discussion group", "text": "Be kind."}
    place = f"/groups/{REGION}/ground-rules"
    made = send(people, "POST", place, writer, rule, 201)
    send(people, "POST", f"/ground-rules/{made['id']}/comments", writer, {"text": "Yes."}, 201)
    today = datetime.now(UTC).date().isoformat()
    decision = {"decision": "adopt", "meeting": "Meeting 3", "on": today}
    refused = send(people, "POST", f"/ground-rules/{made['id']}/decision", writer, decision, 409)
    assert refused["code"] == "comments_open"
    assert people.get(f"/groups/{REGION}/documents/ground_rules")["clauses"] == []
