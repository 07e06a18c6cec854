"""Members, the one who is asking, roles, the Compact, the register as a file."""

import csv
import io

from gateway import register_files


def test_what_is_hidden_is_not_there(api, joined, calling):
    member = joined()
    body = {"visibility": {"name": "public", "email": "nobody", "about": "members"}, "about": "QI coach"}
    tag = {"If-Match": api("GET", "/me").headers["ETag"]}
    assert api("PATCH", "/me", json=body, headers=tag).status_code == 200
    calling()
    public = api("GET", f"/members/{member.subject}").get_json()
    assert public["name"] == "Ann Example"
    assert "about" not in public
    assert "email" not in public
    found = api("GET", "/members?q=Ann").get_json()["items"]
    assert [each["id"] for each in found] == [member.subject]


def test_a_member_who_shows_nothing_is_not_found_by_visitors(api, joined, calling):
    member = joined()
    calling()
    api.refused("GET", f"/members/{member.subject}", 404, "not_found")
    assert api("GET", "/members").get_json()["items"] == []


def test_a_field_that_does_not_exist_cannot_be_changed(api, joined):
    joined()
    tag = {"If-Match": api("GET", "/me").headers["ETag"]}
    problem = api.refused("PATCH", "/me", 422, "invalid_input", json={"roles": ["operator"]}, headers=tag)
    assert list(problem["fields"]) == ["roles"]


def test_a_member_moves_and_the_history_is_kept(api, joined):
    joined()
    tag = {"If-Match": api("GET", "/me").headers["ETag"]}
    moved = api("POST", "/me/region", json={"region": "SW"}, headers=tag).get_json()
    assert moved["region"] == "SW"
    assert [stay["region"] for stay in moved["home_regions"]][-1] == "SW"
    tag = {"If-Match": api("GET", "/me").headers["ETag"]}
    api.refused("POST", "/me/region", 404, "region_unknown", json={"region": "XX"}, headers=tag)
    problem = api.refused("POST", "/me/region", 422, "invalid_input", json={"region": "SW", "from": "soon"})
    assert list(problem["fields"]) == ["from"]


def test_a_coordinator_reads_a_member_and_moves_them_with_that_etag(api, joined, calling, people):
    member = joined()
    other = joined(email="other@example.org")
    calling(people["coordinator"])
    read = api("GET", f"/members/{member.subject}")
    held = {"If-Match": read.headers["ETag"]}
    move = f"/members/{member.subject}/region"
    api.refused("POST", move, 428, "version_required", json={"region": "SW"})
    moved = api("POST", move, json={"region": "SW"}, headers=held)
    assert (moved.status_code, moved.get_json()["region"]) == (200, "SW")
    assert moved.get_json()["version"] == read.get_json()["version"] + 1
    api.refused("POST", move, 404, "not_found", json={"region": "EM"}, headers=held)
    calling(people["stranger"])
    api.refused("POST", move, 412, "stale_version", json={"region": "EM"}, headers=held)
    calling(other)
    seen = api("GET", f"/members/{member.subject}")
    assert "version" not in seen.get_json()
    again = api("GET", f"/members/{member.subject}", headers={"If-None-Match": seen.headers["ETag"]})
    assert again.status_code == 304


def asked_for(api, email):
    tag = {"If-Match": api("GET", "/me").headers["ETag"]}
    return api("POST", "/me/email", json={"email": email}, headers=tag)


def test_another_address_is_taken_when_it_confirms_itself_once(api, joined, calling, new_address_ticket):
    me = joined()
    asked = asked_for(api, "new@example.org")
    assert (asked.status_code, asked.get_json()["email"]) == (202, "ann@example.org")
    assert asked.get_json()["change"]["email"] == "new@example.org"
    assert api("GET", "/me/email").get_json() == asked.get_json()
    calling()
    confirm = ("POST", "/email-changes/confirmation")
    assert api(*confirm, json={"ticket": new_address_ticket()}).get_json() == {"email": "new@example.org"}
    api.refused(*confirm, 409, "email_change_used", json={"ticket": new_address_ticket()})
    api.refused(*confirm, 422, "ticket_invalid", json={"ticket": "forged"})
    api.refused(*confirm, 422, "ticket_invalid", json={"ticket": new_address_ticket(audience="sign-in")})
    calling(me)
    assert api("GET", "/me/email").get_json() == {"email": "new@example.org", "change": None}


def test_a_wish_for_another_address_is_taken_back(api, joined, new_address_ticket):
    joined()
    asked_for(api, "new@example.org")
    back = api("POST", "/me/email/withdrawal")
    assert (back.status_code, back.get_json()) == (200, {"email": "ann@example.org", "change": None})
    refused = {"json": {"ticket": new_address_ticket()}}
    api.refused("POST", "/email-changes/confirmation", 409, "email_change_replaced", **refused)


def test_nobody_learns_from_the_answer_whose_address_it_is(api, joined, bus):
    joined(email="taken@example.org")
    joined()
    answers = [asked_for(api, email) for email in ("taken@example.org", "free@example.org")]
    assert [answer.status_code for answer in answers] == [202, 202]
    shown = [answer.get_json() for answer in answers]
    for each in shown:
        del each["change"]["email"], each["change"]["asked_at"], each["change"]["until"]
    assert shown[0] == shown[1]


def test_who_leaves_is_gone(api, joined):
    joined()
    tag = {"If-Match": api("GET", "/me").headers["ETag"]}
    assert api("POST", "/me/leave", json={"reason": "Retired"}, headers=tag).get_json()["left"]
    api.refused("GET", "/me", 404, "not_found")


def test_leaving_needs_no_words(api, joined):
    joined()
    tag = {"If-Match": api("GET", "/me").headers["ETag"]}
    assert api("POST", "/me/leave", headers=tag).status_code == 200


def test_roles_are_given_and_ended(api, joined, calling, people):
    member = joined()
    roles = f"/members/{member.subject}/roles"
    body = {"role": "coordinator", "region": "WOE"}
    api.refused("POST", roles, 403, "role_required", json=body)
    calling(people["national"])
    given = api("POST", roles, json=body).get_json()["roles"]
    assert [(held["role"], held["region"]) for held in given] == [("coordinator", "WOE")]
    assert api("DELETE", f"{roles}?role=coordinator&region=WOE").get_json()["roles"] == []
    api.refused("DELETE", f"{roles}?role=coordinator&region=WOE", 409, "role_not_held")
    problem = api.refused("POST", roles, 422, "invalid_input", json={"role": "emperor"})
    assert list(problem["fields"]) == ["role"]


def test_giving_a_role_needs_a_token_of_scope_admin(api, calling, people):
    calling(people["national"], scopes=frozenset({"read", "write"}))
    body = {"role": "operator"}
    api.refused("POST", "/members/somebody/roles", 403, "scope_required", json=body)


def test_regions_are_listed_by_name_and_counted(api, joined, calling):
    joined()
    calling()
    listed = api("GET", "/regions").get_json()["items"]
    assert len(listed) == 18
    assert [each["name"] for each in listed] == sorted(each["name"] for each in listed)
    assert {each["code"]: each["members"] for each in listed}["WOE"] == 1
    assert api("GET", "/regions/WOE").get_json()["settings"]["meeting_minutes"] > 0


def test_growth_and_inclusion_are_public(api, joined, calling):
    joined()
    calling()
    growth = api("GET", "/regions/WOE/growth").get_json()
    assert growth["now"]["members"] == 1
    assert growth["national_average"]["label"] == "as published"
    problem = api.refused("GET", "/regions/WOE/growth?as_at=yesterday", 422, "invalid_input")
    assert list(problem["fields"]) == ["as_at"]
    assert api("GET", "/regions/WOE/inclusion").get_json()["base"] == 1
    assert api("GET", "/growth").get_json()["members_now"] == 1


def test_a_new_compact_is_published_and_accepted(api, joined, calling, people):
    member = joined()
    calling(people["national"])
    body = {"text": "We share what we learn.", "summary_of_changes": "Shorter.", "effective": "2026-01-01"}
    problem = api.refused("POST", "/compact", 422, "invalid_input", json=body)
    assert list(problem["fields"]) == ["effective"]
    first = api("GET", "/compact").get_json()["version"]
    published = api("POST", "/compact", json={**body, "effective": "2036-01-01"}).get_json()
    assert api("GET", "/compact").get_json()["version"] == first
    assert published["version"] in [
        each["version"] for each in api("GET", "/compact/history").get_json()["items"]
    ]
    calling(member)
    api.refused(
        "POST", "/compact/acceptance", 409, "compact_not_current", json={"version": published["version"]}
    )
    accepted = api("POST", "/compact/acceptance", json={"version": first}).get_json()
    assert accepted["version"] == first


def test_the_register_comes_as_csv_without_formulas(api, joined, calling, people):
    joined(name="=HYPERLINK(1)", email="formula@example.org", organisation="+44 trust")
    calling(people["coordinator"])
    answer = api("GET", "/members/export?region=WOE")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == "attachment; filename=members-WOE.csv"
    assert answer.text.startswith("\ufeff")
    (row,) = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert row["name"] == "'=HYPERLINK(1)"
    assert row["organisation"] == "'+44 trust"


def test_the_register_comes_as_json_whole_however_many_pages(api, joined, calling, people, monkeypatch):
    monkeypatch.setattr(register_files, "ROWS", 2)
    for number in range(5):
        joined(email=f"member{number}@example.org")
    calling(people["coordinator"])
    rows = api("GET", "/members/export?format=json&region=WOE").get_json()["items"]
    assert {row["email"] for row in rows} == {f"member{number}@example.org" for number in range(5)}


def test_nobody_exports_another_regions_register(api, calling, people):
    calling(people["stranger"])
    api.refused("GET", "/members/export?region=WOE", 403, "not_your_region")
    calling(people["member"])
    api.refused("GET", "/members/export", 403, "role_required")
    calling(people["coordinator"])
    problem = api.refused("GET", "/members/export?format=xml", 422, "invalid_input")
    assert list(problem["fields"]) == ["format"]


def test_mail_is_for_operators(api, calling, people):
    calling(people["operator"])
    assert api("GET", "/mail").get_json() == {"items": [], "next": None}
    api.refused("POST", "/mail/no-such-mail/send-again", 404, "not_found")
    calling(people["national"])
    api.refused("GET", "/mail", 403, "role_required")
