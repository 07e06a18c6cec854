"""ETag, If-Match, If-None-Match and Idempotency-Key."""

import pytest


@pytest.fixture
def me(api, joined):
    joined()
    return api("GET", "/me")


def test_what_one_holds_already_is_not_sent_again(api, me):
    again = api("GET", "/me", headers={"If-None-Match": me.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == me.headers["ETag"]


def test_a_change_on_what_was_read_goes_through_and_gives_a_new_tag(api, me):
    body = {"organisation": "North Bristol NHS Trust"}
    changed = api("PATCH", "/me", json=body, headers={"If-Match": me.headers["ETag"]})
    assert changed.status_code == 200
    assert changed.get_json()["organisation"] == "North Bristol NHS Trust"
    assert changed.headers["ETag"] != me.headers["ETag"]
    read = api("GET", "/me", headers={"If-None-Match": me.headers["ETag"]})
    assert read.status_code == 200


def test_a_change_on_what_somebody_else_changed_meanwhile_is_refused(api, me):
    held = {"If-Match": me.headers["ETag"]}
    assert api("PATCH", "/me", json={"about": "First"}, headers=held).status_code == 200
    api.refused("PATCH", "/me", 412, "stale_version", json={"about": "Second"}, headers=held)
    assert api("GET", "/me").get_json()["about"] == "First"


@pytest.mark.parametrize("tag", ['"999"', '"abc"', 'W/"1"', '"1", "2"', "1e3", "nonsense"])
def test_a_tag_we_never_gave_is_stale(api, me, tag):
    api.refused("PATCH", "/me", 412, "stale_version", json={"about": "x"}, headers={"If-Match": tag})


def test_a_bare_version_is_understood_as_a_tag(api, me):
    version = me.get_json()["version"]
    answer = api("PATCH", "/me", json={"about": "x"}, headers={"If-Match": f'"{version}"'})
    assert answer.status_code == 200


def test_the_version_may_stand_in_the_body(api, me):
    version = me.get_json()["version"]
    assert api("PATCH", "/me", json={"about": "x", "version": version}).status_code == 200
    api.refused("PATCH", "/me", 412, "stale_version", json={"about": "y", "version": version})


def test_a_change_must_say_on_what_it_stands(api, me):
    api.refused("PATCH", "/me", 428, "version_required", json={"about": "x"})


def test_an_application_decided_meanwhile_is_stale(api, applied, calling, people):
    made = applied()
    calling(people["coordinator"])
    tag = api("GET", f"/applications/{made['id']}").headers["ETag"]
    api("POST", f"/applications/{made['id']}/take-up")
    decision = f"/applications/{made['id']}/decision"
    body = {"decision": "accept"}
    api.refused("POST", decision, 412, "stale_version", json=body, headers={"If-Match": tag})


def test_two_readers_who_see_different_fields_hold_different_tags(api, joined, calling):
    near = joined(email="near@example.org")
    far = joined(email="far@example.org", region="SW")
    member = joined()
    body = {"about": "I run a QI clinic.", "visibility": {"about": "region"}}
    api("PATCH", "/me", json=body, headers={"If-Match": api("GET", "/me").headers["ETag"]})
    tags = []
    for reader in (near, far):
        calling(reader)
        seen = api("GET", f"/members/{member.subject}")
        tags.append((seen.headers["ETag"], "about" in seen.get_json()))
    assert [shown for _, shown in tags] == [True, False]
    assert tags[0][0] != tags[1][0]


def test_the_same_key_gives_the_first_answer_again(api, application, calling, people):
    key = {"Idempotency-Key": "once-and-for-all"}
    first = api("POST", "/applications", json=application, headers=key)
    second = api("POST", "/applications", json=application, headers=key)
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.get_json() == first.get_json()
    calling(people["coordinator"])
    assert len(api("GET", "/applications").get_json()["items"]) == 1


def test_the_same_key_for_something_else_is_refused(api, application):
    key = {"Idempotency-Key": "once-and-for-all"}
    api("POST", "/applications", json=application, headers=key)
    body = {**application, "email": "else@example.org"}
    api.refused("POST", "/applications", 409, "command_id_reused", json=body, headers=key)


@pytest.mark.parametrize("key", ["", "with space", "é", "x" * 201])
def test_a_key_that_cannot_be_kept_is_refused(api, application, key):
    headers = {"Idempotency-Key": key}
    problem = api.refused("POST", "/applications", 422, "invalid_input", json=application, headers=headers)
    assert list(problem["fields"]) == ["Idempotency-Key"]
