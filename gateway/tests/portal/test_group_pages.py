"""Costs, support, barriers, alliances and the convenors' network as people use them on the pages."""

import pytest

from chassis.identity import Caller

NATIONAL = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")
KEEPER = Caller("keeper-1", frozenset({"member", "coordinator:SW"}), "SW")
CONVENOR = Caller("convenor-1", frozenset({"member", "convenor:SW"}), "SW")
MEMBER = Caller("member-1", frozenset({"member"}), "SW")


def day(name, day="", month="", year=""):
    return {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year}


@pytest.fixture
def as_(community, browser):
    """``as_(KEEPER)``: the browser, in which this person is signed in."""

    def signed_in(caller):
        community.sign_in(caller)
        return browser

    return signed_in


@pytest.mark.parametrize(
    "path",
    ["/costs", "/barriers", "/initiatives", "/groups/SW/costs", "/groups/SW/support", "/groups/SW/barriers"],
)
def test_what_is_public_is_sound_while_nothing_is_recorded(browser, path):
    assert "form" not in {each.tag for each in browser.get(path).elements if _in_main(each)}


def _in_main(element):
    return any(each.tag == "main" for each in element.parents)


@pytest.mark.parametrize("path", ["/groups/SW/alliances", "/convenors", "/groups/SW/support/s-1"])
def test_what_is_not_public_asks_a_visitor_to_sign_in(client, calling, path):
    assert client.get(path).headers["Location"].startswith("/sign-in")


# Costs


COST = {
    **day("starts", "7", "9", "2017"),
    **day("ends", "7", "9", "2018"),
    "amount": "£10,000",
    "approximate": "yes",
    "source": "Pilot report, 30 November 2018",
}


def test_a_coordinator_records_a_year_and_everybody_reads_the_share_of_a_new_member(as_, browser, community):
    figure = {"new_members": "41", "new_members_source": "Pilot report"}
    page = as_(KEEPER)
    done = page.send(page.get("/groups/SW/costs"), "/groups/SW/costs", {**COST, **figure})
    assert "approx. £243.90" in done.text
    community.sign_in(Caller())
    assert "approx. £10,000" in browser.get("/costs").text
    assert "not a target" in browser.get("/costs").text


def test_an_amount_that_is_none_and_a_figure_without_source_are_told_at_their_fields(as_):
    page = as_(KEEPER)
    wrong = page.send(
        page.get("/groups/SW/costs"),
        "/groups/SW/costs",
        {**COST, "amount": "ten", "new_members": "many"},
        422,
    )
    assert wrong.error_of("amount") == "Enter an amount in pounds, like 10,000 or 208.33"
    assert wrong.error_of("new_members") == "Enter a whole number"
    wrong = page.send(wrong, "/groups/SW/costs", {"amount": "208.333", "new_members": "41"}, 422)
    assert wrong.error_of("amount")
    wrong = page.send(wrong, "/groups/SW/costs", {"amount": "208.3"}, 422)
    assert wrong.error_of("new_members_source") == "Say who published this number."


def test_a_year_is_chosen_in_the_table_and_corrected(as_):
    page = as_(KEEPER)
    recorded = page.send(page.get("/groups/SW/costs"), "/groups/SW/costs", COST)
    wrong = page.send(recorded, "/groups/SW/costs", {**COST, "amount": "9,000"}, 422)
    assert "This year's cost is recorded." in wrong.text
    place = recorded.links()["7 September 2017 to 6 September 2018"]
    form = page.get(place.removesuffix("#correct"))
    assert form.answers("/groups/SW/costs")["amount"] == "10,000"
    done = page.send(form, "/groups/SW/costs", {"amount": "9,000.50"})
    assert "approx. £9,000.50" in done.text
    form = page.get(place.removesuffix("#correct"))
    moved = page.send(form, "/groups/SW/costs", day("starts", "1", "9", "2017"), 422)
    assert "The year that you correct keeps its first day" in moved.text


# Support


@pytest.fixture
def supported(as_):
    page = as_(KEEPER)
    place = "/groups/SW/support"
    sent = page.get(place).answers(place)
    body = {
        **sent,
        "supporter": "South West AHSN",
        "tasks": ["reminders", "venues"],
        **day("starts", year="2017"),
    }
    page.post(place, body)
    shown = page.get(place)
    return next(href for href in shown.links().values() if href.startswith(f"{place}/"))


def test_a_gap_shows_everybody_who_takes_over_and_ends_again(as_, browser, community, supported):
    page = as_(KEEPER)
    gap = {"tasks": ["reminders", "venues"], "reason": "Relicensing", **day("starts", "", "3", "2018")}
    sent = page.get(supported).answers(f"{supported}/gap")
    page.post(f"{supported}/gap", {**sent, **gap})
    community.sign_in(Caller())
    text = browser.get("/groups/SW/support").text
    assert "Reminders Goes on by itself Gap instead of South West AHSN" in _without_labels(text)
    assert "Booking venues The convenor Gap" in _without_labels(text)
    assert "Gap now: Reminders, booking venues, since March 2018. Relicensing" in text
    page = as_(KEEPER)
    form = page.get(supported)
    gap_id = next(each.attributes["value"] for each in form.all("input", name="gap"))
    answers = {**form.answers(f"{supported}/gap-ended"), "gap": gap_id, **day("gap_ends", "", "6", "2018")}
    early = page.send(form, f"{supported}/gap-ended", {**answers, **day("gap_ends", "", "2", "2018")}, 422)
    assert early.error_of("gap_ends-date") == "The end is before the start."
    page.post(f"{supported}/gap-ended", answers)
    assert "until June 2018" in page.get("/groups/SW/support").text


def _without_labels(text):
    for label in ("Task ", "Who does it ", "Note "):
        text = text.replace(label, "")
    return text


def test_a_gap_needs_tasks_a_start_and_a_reason(as_, supported):
    page = as_(KEEPER)
    wrong = page.send(page.get(supported), f"{supported}/gap", {}, 422)
    assert wrong.error_of("tasks") == "Choose at least one task"
    assert wrong.error_of("reason") == "Give the reason"
    assert "Enter the start" in wrong.text


def test_a_support_ends_and_another_region_does_not_find_it(as_, supported):
    as_(Caller("other", frozenset({"member", "coordinator:WOE"}), "WOE")).get(supported, 404)
    page = as_(KEEPER)
    done = page.send(page.get(supported), f"{supported}/ended", day("ends", year="2018"))
    assert "until 2018" in done.text
    assert supported not in done.links().values()


def test_a_gap_is_flagged_in_a_support_whose_end_is_known(as_, supported):
    page = as_(KEEPER)
    done = page.send(page.get(supported), f"{supported}/ended", day("ends", year="2199"))
    assert supported in done.links().values()
    kept = page.get(supported)
    assert "End the support" not in kept.text
    gap = {"tasks": ["venues"], "reason": "Relicensing", **day("starts", "", "3", "2018")}
    assert "Gap now: Booking venues" in page.send(kept, f"{supported}/gap", gap).text


# Barriers


def log(page, text="Lack of time", status=303):
    answers = {"text": text, "theme": "time"}
    return page.send(page.get("/groups/SW/barriers"), "/groups/SW/barriers", answers, status)


def test_a_member_logs_a_barrier_and_is_not_named(as_, browser, community):
    assert "It is saved." in log(as_(MEMBER)).text
    community.sign_in(Caller())
    text = browser.get("/groups/SW/barriers").text
    assert "Lack of time" in text
    assert "by a member" in text
    assert "member-1" not in browser.get("/groups/SW/barriers").html


def test_a_barrier_that_blames_keeps_its_words_and_says_what_to_leave_out(as_):
    wrong = log(as_(MEMBER), "The Oxford AHSN has no time", 422)
    assert wrong.error_of("text") == "Say what the cause is, not who: leave out “Oxford AHSN”."
    assert wrong.answers("/groups/SW/barriers")["text"] == "The Oxford AHSN has no time"


def test_a_member_of_another_region_finds_no_form(as_):
    other = Caller("member-2", frozenset({"member"}), "WOE")
    assert not as_(other).get("/groups/SW/barriers").all("form", action="/groups/SW/barriers")


def test_a_convenor_says_what_is_done_and_shares_it(as_, browser, community):
    log(as_(MEMBER))
    page = as_(CONVENOR)
    place = page.get("/groups/SW/barriers").links()["Lack of time"]
    answers = {"action": "A shared calendar", "action_path": "/groups", "shared": "yes", "state": "eased"}
    page.send(page.get(place), place, answers)
    community.sign_in(Caller())
    shared = browser.get("/barriers")
    assert "Time: 1 region" in shared.text
    assert shared.links()["A shared calendar"] == "/groups"
    assert "Eased" in browser.get("/groups/SW/barriers").text
    page = as_(CONVENOR)
    alone = page.send(page.get(place), place, {"action": ""}, 422)
    assert alone.error_of("action") == "Say what is done about it."
    page.send(alone, place, {"action_path": ""})
    assert "A shared calendar" not in page.get("/groups/SW/barriers").text


# Alliances


@pytest.fixture
def engaged(as_):
    page = as_(KEEPER)
    body = {
        "organisation": "Devon STP",
        "kind": "system",
        "contact_role": "Chair",
        "contact_point": "chair@example.org",
        **day("consent_on", "1", "8", "2018"),
    }
    done = page.send(page.get("/groups/SW/alliances"), "/groups/SW/alliances", body)
    return done.links()["Devon STP"]


def test_a_talk_changes_the_stance_and_plans_the_next_step(as_, engaged):
    page = as_(KEEPER)
    talk = {
        **day("on", "", "6", "2018"),
        "topic": "concordat",
        "stance": "supports",
        "summary": "They would sign.",
        "next_step": "Send the text",
        **day("next_due", "1", "10", "2018"),
    }
    done = page.send(page.get(engaged), f"{engaged}/talk", talk)
    assert "Said last: The concordat: supports." in done.text
    assert "Send the text, by 1 October 2018." in done.text
    page.post(f"{engaged}/step-done", done.answers(f"{engaged}/step-done"))
    assert "Next step" not in page.get(engaged).text


def test_members_see_the_organisation_and_not_how_to_reach_it(as_, engaged):
    page = as_(MEMBER).get("/groups/SW/alliances")
    assert "Devon STP" in page.text
    assert "chair@example.org" not in page.html
    assert "Add an organisation" not in page.text
    as_(MEMBER).get(engaged, 403)


def test_how_to_reach_somebody_needs_consent_and_is_forgotten_when_it_is_withdrawn(as_, engaged):
    page = as_(KEEPER)
    assert page.get(engaged).answers(f"{engaged}/contact")["consent_on-year"] == "2018"
    contact = {"contact_role": "Secretary", "contact_point": "01234", **day("consent_on")}
    wrong = page.send(page.get(engaged), f"{engaged}/contact", contact, 422)
    assert "Say since when" in wrong.text
    assert "chair@example.org" in page.get(engaged).text
    withdraw = f"{engaged}/consent-withdrawn"
    page.post(withdraw, page.get(engaged).answers(withdraw))
    assert "chair@example.org" not in page.get(engaged).html


def test_a_programme_is_listed_linked_and_left(as_):
    page = as_(KEEPER)
    done = page.send(page.get("/initiatives"), "/initiatives", {"name": "GIRFT", "about": "Right first time"})
    choices = {each.text: each.attributes["value"] for each in done.all("option")}
    link = {"initiative": choices["GIRFT"], "region": "SW", "how": "We share data"}
    done = page.send(done, "/initiatives/link", link)
    assert "South West of England: We share data" in done.text
    leave = next(each.attributes["action"] for each in done.all("form") if "unlink" in str(each.attributes))
    page.post(leave, done.answers(leave))
    assert "No region is linked yet." in page.get("/initiatives").text


# The convenors' network


def plan(page, **more):
    body = {"title": "Chairing", "kind": "training", "audience": "convenors", **day("on", "1", "1", "2199")}
    return page.send(page.get("/convenors"), "/convenors/sessions", {**body, **more})


def test_a_convenor_books_training_proposes_a_topic_and_shares_a_note(as_):
    plan(as_(NATIONAL))
    page = as_(CONVENOR)
    done = page.send(page.get("/convenors"), "/convenors/topics", {"topic": "Equal voice"})
    assert "Equal voice (South West of England)" in done.text
    choices = {each.text: each.attributes["value"] for each in done.all("option")}
    taken = {"topic_id": choices["Equal voice"], "session_id": choices["Chairing, 1 January 2199"]}
    done = page.send(done, "/convenors/topics/planned", taken)
    done = page.send(done, "/convenors/training/booked", {})
    assert "Chairing, 1 January 2199, Q team Booked" in done.text
    done = page.send(done, "/convenors/notes", {"note": "We meet by phone", "shared": "yes"})
    assert "The other convenors can read it." in done.text
    other = Caller("convenor-2", frozenset({"member", "convenor:WOE"}), "WOE")
    shown = as_(other).get("/convenors")
    assert "We meet by phone" in shown.text
    assert "Convenor of South West of England" in shown.text
    assert "Q team Booked" not in shown.text
    assert "I was there" not in page.get("/convenors").text


def test_no_topic_falls_off_the_page(as_):
    page = as_(CONVENOR)
    shown = page.get("/convenors")
    for number in range(30):
        shown = page.send(shown, "/convenors/topics", {"topic": f"Topic {number}."})
    assert "Topic 0." in shown.text
    assert "Topic 29." in shown.text


def test_a_note_is_taken_back(as_):
    page = as_(CONVENOR)
    done = page.send(page.get("/convenors"), "/convenors/notes", {"note": "By phone", "shared": "yes"})
    sharing = next(
        each.attributes["action"] for each in done.all("form") if "sharing" in str(each.attributes)
    )
    page.post(sharing, done.answers(sharing))
    assert "Only I can read it." in page.get("/convenors").text


def test_training_from_elsewhere_needs_its_date(as_):
    page = as_(CONVENOR)
    wrong = page.send(
        page.get("/convenors"), "/convenors/training", {"learned": "Mediation", "provider": "X"}, 422
    )
    assert wrong.error_of("learned_on-date") == "Enter the date"
    ahead = page.send(wrong, "/convenors/training", day("learned_on", "", "6", "2199"), 422)
    assert ahead.error_of("learned_on-date") == "This date is still to come."
    long = page.send(page.get("/convenors"), "/convenors/notes", {"note": "x" * 2_001}, 422)
    assert long.error_of("note")
    done = page.send(wrong, "/convenors/training", day("learned_on", "", "6", "2018"))
    assert "Mediation, June 2018, X Attended" in done.text


def test_a_member_without_a_seat_is_told_that_it_is_not_for_them(as_):
    as_(MEMBER).get("/convenors", 403)
