"""Finding members, meeting them, thanking them: hidden fields never reach a page (row 1)."""

import pytest


@pytest.fixture
def me(community):
    return community.sign_in(community.admit("Ngozi Obi"))


def met(**more):
    return {"how": "At QBrings2", "met_on-day": "4", "met_on-month": "5", "met_on-year": "2026", **more}


def test_a_visitor_finds_only_members_who_show_their_name_to_everybody(browser, community):
    shown, hidden = community.admit("Shown Person", profession="Nurse"), community.admit("Hidden Person")
    community.show_publicly(shown, "name")
    page = browser.get("/members")
    assert "Shown Person" in page.text
    assert "Hidden Person" not in page.html
    assert "Nurse" not in page.html
    assert browser.get(f"/members/{hidden.subject}", 404).h1 == "Page not found"


def test_a_member_finds_others_by_word_region_and_topic(browser, community, me):
    community.admit("Bristol Analyst", profession="Analyst")
    community.admit("Devon Analyst", "SW", profession="Analyst")
    text = browser.get("/members?q=analyst&region=SW").text
    assert "Devon Analyst" in text
    assert "Bristol Analyst" not in text
    assert "Nobody was found" in browser.get("/members?topic=astrology").text


def test_what_the_forms_store_is_found_by_the_forms_own_sector_filter(browser, community, me):
    page = browser.get("/join")
    sectors = [each for each in page.all("option") if each.attributes["value"] == "primary care"]
    assert sectors
    community.admit("Practice Nurse", sector="primary care")
    assert "Practice Nurse" in browser.get("/members?sector=primary+care").text
    assert "Practice Nurse" not in browser.get("/members?sector=charity").text


def test_results_come_in_pages_and_keep_the_question(browser, community, me):
    for number in range(27):
        community.admit(f"Colleague {number:02}")
    first = browser.get("/members?q=colleague")
    onward = first.links()["Next page"]
    assert "q=colleague" in onward
    assert "cursor=" in onward
    second = browser.get(onward)
    assert "Colleague 26" in second.text
    assert "Colleague 00" not in second.text
    assert second.links()["First page"] == "/members?q=colleague"


def test_a_forged_cursor_is_a_plain_refusal(browser, me):
    assert browser.get("/members?cursor=%7B%22%24ne%22%3A1%7D", 422)


def test_two_members_who_met_confirm_it_to_each_other(browser, community, me):
    other = community.admit("Other Person")
    form = f"/members/{other.subject}/met"
    page = browser.send(browser.get(form), form, {}, 422)
    assert page.error_of("how")
    assert page.error_of("met_on-date")
    told = browser.send(page, form, met())
    assert "Waiting for them" in told.text
    assert "Other Person" in told.text
    community.sign_in(other)
    assert "1 person says they met you" in browser.get("/").links()
    mine = browser.get("/me/connections")
    confirm = next(
        each.attributes["action"] for each in mine.all("form") if "/confirm" in each.attributes["action"]
    )
    done = browser.send(mine, confirm, {})
    assert "The connection is confirmed by both of you." in done.text


def test_a_day_to_come_is_refused_for_a_meeting(browser, community, me):
    form = f"/members/{community.admit('Other').subject}/met"
    page = browser.send(browser.get(form), form, met(**{"met_on-year": "2199"}), 422)
    assert page.error_of("met_on-date")


def test_one_may_say_that_one_did_not_meet(browser, community, me):
    other = community.admit("Other")
    payload = {"member_id": me.subject, "how": "At an event", "met_on": "2026-05-04"}
    community.knock("connections", "propose_connection", payload, other)
    mine = browser.get("/me/connections")
    decline = next(
        each.attributes["action"] for each in mine.all("form") if "/decline" in each.attributes["action"]
    )
    assert "They say you met" not in browser.send(mine, decline, {}).text


@pytest.mark.parametrize("state", ["waiting", "confirmed"])
def test_either_side_takes_a_connection_back_also_later(browser, community, me, state):
    other = community.admit("Other")
    payload = {"member_id": other.subject, "how": "At an event", "met_on": "2026-05-04"}
    told = community.knock("connections", "propose_connection", payload, me)
    if state == "confirmed":
        community.knock("connections", "confirm_connection", {"id": told["id"]}, other)
    back = browser.send(browser.get("/me/connections"), f"/me/connections/{told['id']}/decline", {})
    assert "This connection is not counted" in back.text
    assert "At an event" not in back.text


def test_thanks_are_kept_shown_hidden_and_taken_away_as_text(browser, community, me):
    other = community.admit("Facilitator")
    form = f"/members/{other.subject}/thank"
    page = browser.send(browser.get(form), form, {}, 422)
    assert page.error_of("kind")
    assert page.error_of("evidence")
    assert page.error_of("words")
    answers = {"kind": "Facilitating", "evidence": "Led a table.", "words": "Thank you <3"}
    day = {"date-day": "4", "date-month": "5", "date-year": "2026"}
    thanked = browser.send(page, form, {**answers, **day})
    assert "Led a table." in thanked.text
    community.sign_in(other)
    assert "Thank you <3" in browser.client.get("/me/recognition.txt").get_data(as_text=True)
    mine = browser.get("/me/recognition")
    hide = next(
        each.attributes["action"] for each in mine.all("form") if "/hide" in each.attributes["action"]
    )
    browser.send(mine, hide, {})
    assert "Led a table." not in browser.client.get("/me/recognition.txt").get_data(as_text=True)
    community.sign_in(me)
    assert "Led a table." not in browser.get(f"/members/{other.subject}").text


def test_the_way_to_appoint_a_connector_is_only_shown_where_it_leads_anywhere(browser, community):
    near, far = community.admit("Near"), community.admit("Far", region="SW")
    community.sign_in(community.admit("Con", roles=("convenor:WOE",)))
    shown = [
        f"/members/{each.subject}/connector" in browser.get(f"/members/{each.subject}").html
        for each in (near, far)
    ]
    assert shown == [True, False]
    community.sign_in(community.admit("Nat", roles=("national_team",)))
    assert f"/members/{far.subject}/connector" in browser.get(f"/members/{far.subject}").html


def test_what_was_done_under_a_contract_is_flagged(browser, community, me):
    other = community.admit("Facilitator")
    thanks = {
        "member_id": other.subject,
        "kind": "Facilitating",
        "date": "2026-05-04",
        "evidence": "Led a day.",
    }
    community.knock("connections", "thank_member", {**thanks, "words": "Thanks.", "formal": True}, me)
    assert "Led a day. (under a contract)" in browser.get(f"/members/{other.subject}").text
    community.sign_in(other)
    assert "Led a day. (under a contract)" in browser.get("/me/recognition").text
    record = browser.client.get("/me/recognition.txt").get_data(as_text=True)
    assert "Led a day. (under a contract)\n" in record


def test_a_convenor_appoints_a_connector_and_ends_it(browser, community):
    other = community.admit("Bridge Builder")
    community.sign_in(community.admit("Con", roles=("convenor:WOE",)))
    form = f"/members/{other.subject}/connector"
    page = browser.send(browser.get(form), form, {}, 422)
    assert page.error_of("regions")
    assert page.error_of("topics")
    done = browser.send(page, form, {"regions": ["WOE", "SW"], "topics": "frailty\nflow"})
    assert "They are now a Q Connector." in done.text
    found = browser.get("/members?connectors_only=yes&region=SW&topic=frailty").text
    assert "Bridge Builder" in found
    browser.send(browser.get(form), f"{form}/end", {})
    assert "Bridge Builder" not in browser.get("/members?connectors_only=yes").text
