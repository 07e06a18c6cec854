"""Groups for visitors, and what the centre and a region record of them."""

import pytest

from chassis.identity import Caller

NATIONAL = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")


@pytest.fixture
def knock(bus):
    """``knock(service, door, payload)``: the national team at a door of stewardship."""

    def at(service, door, payload, caller=NATIONAL):
        return bus.call(f"stewardship_{service}", door, payload, caller=caller)

    return at


@pytest.fixture
def formed(knock):
    def form(region="NENC"):
        return knock("network", "form_group", {"region": region, "on": "2017"})

    return form


def day(name, day="", month="", year=""):
    return {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year}


def test_a_visitor_finds_the_groups_in_the_menu_with_every_region_and_its_status(browser, formed):
    formed("SW")
    page = browser.get("/groups")
    current = [each for each in page.all("a") if each.attributes.get("aria-current") in ("page", "true")]
    assert [each.text for each in current] == ["Groups"]
    regions = [href for href in page.links().values() if href.startswith("/groups/")]
    assert len(set(regions)) == 19
    assert "Being formed" in page.text
    assert "No group yet" in page.text


def test_a_group_page_leads_to_everything_the_group_does(browser, formed):
    formed("SW")
    page = browser.get("/groups/SW")
    assert page.h1 == "Stewardship group of South West of England"
    hrefs = set(page.links().values())
    assert {"/groups/SW/seats", "/groups/SW/documents", "/groups/SW/meetings", "/regions/SW"} <= hrefs
    assert {"/elections?region=SW", "/matters?group=SW", "/consultations?place=SW"} <= hrefs
    assert {f"/groups/SW/{part}" for part in ("barriers", "support", "alliances", "costs")} <= hrefs
    assert "Keep this page up to date" not in page.text


def test_a_group_page_says_in_short_what_stands_where(browser, formed, knock):
    formed("SW")
    keeper = Caller("keeper-1", frozenset({"member", "coordinator:SW"}), "SW")
    knock("barriers", "log_barrier", {"region": "SW", "theme": "time", "text": "Lack of time"}, keeper)
    tasks = {"supporter": "South West AHSN", "tasks": ["venues"], "starts": "2018"}
    made = knock("support", "record_support", {"region": "SW", **tasks}, keeper)
    gap = {"id": made["id"], "tasks": ["venues"], "starts": "2018-03", "reason": "Relicensing"}
    knock("support", "flag_gap", gap, keeper)
    cost = {"starts": "2017-09-07", "ends": "2018-09-07", "amount_pence": 1_000_000, "approximate": True}
    knock("costs", "record_cost", {"region": "SW", **cost, "source": "Report"}, keeper)
    raised = {"group": "UK", "to": ["SW"], "title": "Who may sign the concordat?", "text": "Tell us."}
    knock("matters", "raise_matter", raised)
    text = browser.get("/groups/SW").text
    assert "Lack of time" in text
    assert "Booking venues: the convenor, instead of South West AHSN Gap" in text
    assert "7 September 2017 to 6 September 2018: approx. £10,000" in text
    assert "Who may sign the concordat? Raised" in text


def test_a_part_of_a_group_page_that_does_not_answer_says_so_and_the_rest_is_shown(browser, formed, bus):
    formed("SW")
    for gone in ("stewardship_seats", "stewardship_barriers", "membership_regions"):
        bus._services.pop(gone)
    text = browser.get("/groups/SW").text
    assert text.count("This part is not answering just now.") == 2
    assert "No cost is recorded." in text


def test_the_uk_wide_group_has_a_page_like_the_others_without_elections(browser, knock):
    knock("network", "form_group", {"region": "UK", "on": "2018"})
    page = browser.get("/groups/UK")
    assert page.h1 == "UK-wide CSG"
    assert "Elections" not in {each.text for each in page.all("h2")}
    assert "What the group agreed" in {each.text for each in page.all("h2")}


def test_a_region_without_a_group_says_so_and_an_unknown_one_is_not_found(browser):
    assert "This region has no group yet." in browser.get("/groups/WAL").text
    browser.get("/groups/NOWHERE", 404)


def test_the_centre_forms_opens_and_closes_a_group(browser, community):
    community.sign_in(NATIONAL)
    place = "/groups/SW/status"
    page = browser.send(browser.get(place), place, {"step": "formed", **day("on", year="2017")})
    assert "It is saved." in page.text
    assert "Being formed since 2017" in page.text
    page = browser.send(browser.get(place), place, {"step": "opened", **day("on", "7", "9", "2017")})
    assert "Active since 7 September 2017" in page.text
    page = browser.send(browser.get(place), place, {"step": "closed", **day("on", "", "1", "2018")}, 422)
    assert page.error_of("reason") == "Give the reason; everybody may read it"
    page = browser.send(page, place, {"step": "closed", "reason": "It joined another."})
    assert "January 2018" in page.text
    assert "It joined another." in page.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (day("on"), "Enter the date it happened"),
        (day("on", "7", "", "2017"), "The date it happened must be real"),
        (day("on", "31", "2", "2017"), "The date it happened must be real"),
        (day("on", "1", "1", "2199"), "This date is still to come."),
    ],
)
def test_a_date_that_cannot_be_is_told_beside_its_field(browser, community, typed, said):
    community.sign_in(NATIONAL)
    page = browser.send(
        browser.get("/groups/SW/status"), "/groups/SW/status", {"step": "formed", **typed}, 422
    )
    assert said in page.error_of("on-date")


def test_the_centre_keeps_a_pilot_with_its_two_clocks(browser, community, formed):
    formed("NENC")
    community.sign_in(NATIONAL)
    place = "/groups/NENC/pilot"
    page = browser.send(browser.get(place), f"{place}/stage", {"stage": "invited", **day("on", year="2017")})
    term = {"clock": "term", **day("starts", "1", "1", "2018"), "months": "12"}
    browser.send(page, f"{place}/clock", term)
    cycle = {"clock": "cycle", **day("starts", "", "4", "2018"), **day("ends", "", "3", "2019")}
    page = browser.send(browser.get(place), f"{place}/clock", cycle)
    assert "1 January 2019" in page.text
    assert "March 2019" in page.text
    page = browser.send(page, f"{place}/stage", {"stage": "complete", **day("on", "30", "11", "2018")}, 422)
    assert "Its cycle runs until March 2019" in page.text
    report = {"title": "Final report, part 5", **day("published", "30", "11", "2018")}
    browser.send(browser.get(place), f"{place}/report", report)
    text = browser.get("/groups/NENC").text
    assert "Final report, part 5" in text
    assert "4 meetings are expected in the cycle." in text


def test_a_fourth_pilot_is_refused_in_words(browser, community, knock, formed):
    for region in ("WOE", "SW", "NENC", "WAL"):
        formed(region)
    for region in ("WOE", "SW", "NENC"):
        knock("network", "begin_pilot", {"region": region, "on": "2017"})
    community.sign_in(NATIONAL)
    page = browser.get("/groups/WAL/pilot")
    page = browser.send(page, "/groups/WAL/pilot/stage", {"stage": "invited", **day("on", year="2018")}, 422)
    assert "At most 3 regions may be pilots" in page.text


def test_a_coordinator_describes_the_group_and_another_region_cannot(browser, community, formed):
    formed("WOE")
    community.sign_in(community.admit("Coordinator", roles=("coordinator:WOE",)))
    assert browser.get("/groups/WOE").links()["Describe the group"] == "/groups/WOE/about"
    answers = {"about": "We look after Q here.", "sponsors": "Health Foundation\nNHS Improvement"}
    page = browser.send(browser.get("/groups/WOE/about"), "/groups/WOE/about", answers)
    assert "We look after Q here." in page.text
    assert "Health Foundation, NHS Improvement" in page.text
    browser.get("/groups/WOE/status", 403)
    formed("SW")
    sent = {**browser.get("/groups/SW/about").answers("/groups/SW/about"), "about": "Mine."}
    browser.post("/groups/SW/about", sent, 403)
