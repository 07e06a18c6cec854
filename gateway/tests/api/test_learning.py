"""The learning library over the API (rows 73, 79)."""

import pytest

CASE = {
    "kind": "case_study",
    "title": "Two labels alike",
    "topic": "Near misses",
    "what_happened": "Two syringes looked alike; a nurse noticed in time.",
    "learning": "Different colours, and say it aloud.",
    "worked": "worked",
    "tags": ["Medication"],
}
NHS_NUMBER = "943 476 5919"


@pytest.fixture
def write(api, calling, people):
    """The address of a draft by a member of WOE, who is calling from then on."""

    def written(**more):
        calling(people["member"])
        made = api("POST", "/learning", json=CASE | more)
        assert made.status_code == 201, made.text
        return made.headers["Location"].removeprefix("/api/v1")

    return written


@pytest.fixture
def published(api, calling, people, write):
    def made(**more):
        item = write(**more)
        api("POST", f"{item}/submission")
        calling(people["coordinator"])
        said = {"outcome": "published", "identity_checked": True}
        assert api("POST", f"{item}/reviews", json=said).get_json()["state"] == "published"
        return item

    return made


def found(api, query=""):
    return [each["words"]["title"] for each in api("GET", f"/learning?{query}").get_json()["items"]]


@pytest.mark.parametrize(
    ("field", "text", "kind"),
    [
        ("what_happened", f"He came in.\nHis number: {NHS_NUMBER}.", "NHS number"),
        ("learning", "\nWrite to ann@nhs.net.", "e-mail address"),
        ("context", "Ring 01392 123456.", "telephone number"),
    ],
)
def test_what_identifies_somebody_is_refused_with_its_place_and_not_repeated(
    api, calling, people, field, text, kind
):
    calling(people["member"])
    no = api.refused("POST", "/learning", 422, "identity_in_text", json=CASE | {field: text})
    (said,) = no["fields"][field]
    assert said.startswith(f"Line {2 if 'His' in text else 1}, character ")
    assert f"looks like a{'n' if kind != 'telephone number' else ''} {kind}" in said
    assert not any(word in str(no) for word in (NHS_NUMBER, "ann@nhs.net", "01392 123456"))
    assert api("GET", "/learning/mine").get_json()["items"] == []


def test_it_is_written_reviewed_by_somebody_else_and_found_by_near_miss(api, calling, people, write):
    item = write()
    api.refused("POST", f"{item}/submission", 412, "stale_version", headers={"If-Match": '"7"'})
    assert api("POST", f"{item}/submission").get_json()["state"] == "submitted"
    api.refused("POST", f"{item}/reviews", 403, "role_required", json={"outcome": "published"})
    calling(people["coordinator"])
    (waiting,) = api("GET", "/learning/to-review").get_json()["items"]
    assert (waiting["doubts"], waiting["may_review"]) == ([], True)
    api.refused("POST", f"{item}/reviews", 422, "learning_identity_unchecked", json={"outcome": "published"})
    api("POST", f"{item}/reviews", json={"outcome": "published", "identity_checked": True})
    calling()
    assert found(api, "words=near+miss&kind=case_study&worked=worked&tag=medication") == [CASE["title"]]
    assert found(api, "topic=near+misses&region=WOE") == [CASE["title"]]
    assert found(api, "kind=tool") == found(api, "words=far+miss") == []
    assert "written" not in api("GET", item).get_json()


def test_its_author_takes_it_back_changes_it_and_reads_why_it_was_returned(api, calling, people, write):
    item = write(worked="")
    missing = api.refused("POST", f"{item}/submission", 422, "learning_incomplete")
    assert list(missing["fields"]) == ["worked"]
    tag = {"If-Match": api("GET", item).headers["ETag"]}
    assert api("PUT", item, json=CASE, headers=tag).get_json()["version"] == 2
    api.refused("PUT", item, 412, "stale_version", json=CASE, headers=tag)
    api("POST", f"{item}/submission")
    assert api("DELETE", f"{item}/submission").get_json()["state"] == "draft"
    api("POST", f"{item}/submission")
    calling(people["convenor"])
    api.refused("POST", f"{item}/reviews", 422, "reason_required", json={"outcome": "returned"})
    api("POST", f"{item}/reviews", json={"outcome": "returned", "reason": "Say which ward."})
    calling(people["member"])
    (mine,) = api("GET", "/learning/mine").get_json()["items"]
    assert (mine["is_own"], mine["review"]["reason"]) == (True, "Say which ward.")
    calling(people["stranger"])
    api.refused("GET", item, 404, "not_found")


def test_another_says_whether_it_worked_there_and_visitors_read_that(api, calling, people, published):
    item = published()
    calling(people["stranger"])
    said = {"worked": "did_not_work", "words": "No time at night."}
    assert api("POST", f"{item}/reuses", json=said).status_code == 201
    api.refused("POST", f"{item}/reuses", 422, "invalid_input", json={"worked": "perhaps"})
    calling()
    (one,) = api("GET", f"{item}/reuses").get_json()["items"]
    assert (one["region"], one["worked"], one["is_mine"]) == ("SW", "did_not_work", False)
    api.refused("POST", f"{item}/reuses", 401, "sign_in_required", json=said)


def test_what_somebody_said_of_it_is_theirs_to_take_back(api, calling, people, published):
    item = published()
    calling(people["stranger"])
    api("POST", f"{item}/reuses", json={"worked": "worked"})
    (one,) = api("GET", f"{item}/reuses").get_json()["items"]
    calling(people["member"])
    api.refused("DELETE", f"{item}/reuses/{one['id']}", 404, "not_found")
    calling(people["stranger"])
    assert api("DELETE", f"{item}/reuses/{one['id']}").status_code == 200
    assert api("GET", f"{item}/reuses").get_json()["items"] == []


def test_what_is_withdrawn_loses_its_words_and_keeps_the_reason(api, calling, people, published):
    item = published()
    calling(people["member"])
    api.refused("POST", f"{item}/withdrawal", 422, "reason_required")
    api("POST", f"{item}/withdrawal", json={"reason": "Somebody could be recognised."})
    calling()
    gone = api("GET", item).get_json()
    assert (gone["state"], gone["words"], gone["reason"]) == (
        "withdrawn",
        None,
        "Somebody could be recognised.",
    )
    assert found(api) == []


@pytest.mark.parametrize(
    ("query", "field"), [("kind=poem", "kind"), ("worked=yes", "worked"), ("colour=red", "colour")]
)
def test_a_filter_that_does_not_exist_is_refused_by_name(api, query, field):
    assert field in api.refused("GET", f"/learning?{query}", 422, "invalid_input")["fields"]
