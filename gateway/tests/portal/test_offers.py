"""Offers, requests and campaigns on the pages (row 59)."""

from datetime import UTC, datetime, timedelta

import pytest

from chassis.call import Call
from gateway.portal.how_long import hours_typed, minutes_in

NEW, ASK, CAMPAIGN = "/offers/new", "/requests/new", "/campaigns/new"
OFFER = {
    "title": "Coaching in control charts", "hours": "3", "online": "yes", "visible_to": "everybody",
    "shown_name": "Ann of Bath",
}  # fmt: skip
REQUEST = {"title": "Who explains control charts?", "hours": "1:30", "online": "yes"}
LATER = datetime.now(UTC).date() + timedelta(days=30)


def days(name, day):
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


@pytest.fixture
def pair(bus, community):
    """Ann of WOE, who is signed in, and Ben of WOE."""
    pair = {name: community.admit(name, "WOE") for name in ("Ann", "Ben")}
    bus.relay()
    community.sign_in(pair["Ann"])
    return pair


def published(browser, what=NEW, answers=OFFER):
    """The path of what was published, and the page that says so."""
    preview = browser.send(browser.get(what), what, {**answers, "step": "preview"}, 200)
    response = browser.post(what, {**preview.answers(what), "step": "publish"})
    page = browser.get(response.headers["Location"])
    return response.headers["Location"].partition("?")[0], page


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("3", 180), ("1.5", 90), ("1,5", 90), ("1:20", 80), ("2 hrs 15m", 135), ("45 minutes", 45), ("1h", 60)],
)
def test_hours_are_read_as_people_type_them(typed, minutes):
    assert minutes_in(typed) == minutes
    assert minutes_in(hours_typed(minutes)) == minutes


@pytest.mark.parametrize("typed", ["", "soon", "-1", "1.333", "h", "1:75"])
def test_what_is_no_time_is_none(typed):
    assert minutes_in(typed) is None


def test_before_it_is_published_its_owner_sees_what_others_will_see(browser, pair):
    page = browser.send(browser.get(NEW), NEW, {**OFFER, "step": "preview"}, 200)
    assert page.h1 == "Check before you publish"
    for words in ("Everybody", "3 hours", "Online", "Ann of Bath", "Statistical process control"):
        assert words in page.text
    assert browser.get("/my-offers").text.count("Coaching") == 0
    back = browser.send(page, NEW, {"step": "change"}, 200)
    assert (back.h1, back.answers(NEW)["title"]) == ("Offer your time", OFFER["title"])


def test_an_offer_is_published_and_visitors_find_it(browser, pair, community):
    path, done = published(browser)
    assert "It is published." in done.text
    assert "This is your offer." in done.text
    community.calling()
    listed = browser.get("/offers?region=WOE&skill=spc&online=yes")
    assert listed.links()["Coaching in control charts"] == path
    assert "Ann of Bath" in listed.text
    assert "None is open like that." in browser.get("/offers?skill=pdsa").text
    one = browser.get(path)
    assert one.links()["Sign in to take it up"].endswith(f"next={path}")
    assert "Who can read it" not in one.text


def test_what_is_for_members_is_no_visitors_business(browser, pair, community):
    path, _ = published(browser, ASK, REQUEST)
    community.calling()
    assert "None is open yet that visitors may see." in browser.get("/requests").text
    browser.get(path, 404)


def test_what_is_missing_is_said_beside_its_field(browser, pair):
    wrong = browser.send(
        browser.get(NEW), NEW, {"hours": "a while", "until-day": "31", "step": "preview"}, 422
    )
    assert wrong.error_of("title") == "Say in a few words what you offer"
    assert wrong.error_of("hours") == "Enter hours, like 3, 1.5 or 45 minutes"
    assert wrong.error_of("place") == "Name a place, or tick that it can be online"
    assert wrong.error_of("until-date") == "The last day must be a real date, like 21 11 2026"
    preview = browser.send(
        wrong, NEW, {**OFFER, **days("until", LATER - timedelta(days=60)), "step": "preview"}, 200
    )
    late = browser.post(NEW, {**preview.answers(NEW), "step": "publish"}, 422)
    assert "Choose a day after today" in late.get_data(as_text=True)


def test_what_fits_is_shown_with_its_reasons(browser, pair, community):
    offer, _ = published(browser)
    community.sign_in(pair["Ben"])
    request, page = published(browser, ASK, REQUEST)
    assert "The same skill: Statistical process control" in page.text
    assert page.links()["Coaching in control charts"] == offer
    matches = browser.get(f"{request}/matches")
    assert "Both can meet online" in matches.text
    assert "Both say “charts” and “control”" in matches.text
    theirs = browser.get(offer)
    assert theirs.links()["Propose an exchange"] == f"/exchanges/new?offer={offer.rpartition('/')[2]}"
    community.sign_in(pair["Ann"])
    assert "Offer to help" in browser.get(request).links()


def test_the_owner_changes_fulfils_and_withdraws(browser, pair, community):
    path, page = published(browser)
    change = f"{path}/change"
    changed = browser.send(
        browser.get(change), change, {"hours": "1.5", "skill": "pdsa", **days("until", LATER)}
    )
    assert "1 hour 30 minutes" in changed.text
    assert "PDSA" in changed.text
    stale = browser.post(f"{path}/fulfilment", page.answers(f"{path}/fulfilment"), 422)
    assert "Somebody changed this" in stale.get_data(as_text=True)
    done = browser.send(changed, f"{path}/fulfilment", {})
    assert "It is noted as fulfilled" in done.text
    assert "Fulfilled" in browser.get("/my-offers").text
    other, page = published(browser)
    assert "Only you can read it now." in browser.send(page, f"{other}/withdrawal", {}).text
    community.sign_in(pair["Ben"])
    assert browser.get(other, 410).h1 == "This was withdrawn"
    browser.get(change, 404)


def test_what_ends_soon_is_kept_open_in_one_step(browser, pair, bus):
    soon = datetime.now(UTC).date() + timedelta(days=3)
    path, page = published(browser, NEW, {**OFFER, **days("until", soon)})
    assert "It ends soon" in page.text
    assert "Keep it open for longer" in browser.get("/my-offers").text
    renewed = browser.send(page, f"{path}/renewal", {})
    assert "It stays open for longer." in renewed.text
    assert "It ends soon" not in renewed.text


def test_a_keeper_starts_a_campaign_members_offer_for_it_and_it_is_ended(browser, pair, community, bus):
    keeper = community.sign_in(community.admit("Cora", "WOE", roles=("coordinator:WOE",)))
    bus.relay()
    assert "Start a campaign" in browser.get("/campaigns").links()
    wrong = browser.send(browser.get(CAMPAIGN), CAMPAIGN, {}, 422)
    assert wrong.error_of("title") == "Give it a name"
    told = {"title": "Winter pressures", "purpose": "Help on wards.", **days("starts", LATER)}
    early = browser.send(wrong, CAMPAIGN, {**told, **days("ends", LATER - timedelta(days=1))}, 422)
    assert "It ends today or later" in early.error_of("ends-date")
    done = browser.send(early, CAMPAIGN, {**told, **days("ends", LATER)})
    assert "No offers yet" in done.text
    path = browser.get("/campaigns").links()["Winter pressures"]
    community.sign_in(pair["Ann"])
    form = browser.get(browser.get(path).links()["Offer your time for it"])
    assert "For the campaign: Winter pressures" in form.text
    offer, _ = published(browser, NEW, {**OFFER, "campaign": path.rpartition("/")[2]})
    assert browser.get(path).links()["1 offer of 3 hours"] == f"/offers?campaign={path.rpartition('/')[2]}"
    assert browser.get(offer).links()["Winter pressures"] == path
    assert "End the campaign" not in browser.get(path).text
    community.sign_in(keeper)
    ended = browser.send(browser.get(path), f"{path}/ending", {})
    assert "This campaign has ended." in ended.text
    assert "No campaign runs now." in browser.get("/campaigns").text


def test_a_campaign_is_started_by_the_keepers_of_its_region_alone(browser, pair):
    browser.get(CAMPAIGN, 403)


def test_who_acts_for_an_organisation_offers_in_its_name(browser, pair, bus, community):
    keeper = community.admit("Cora", "WOE", roles=("coordinator:WOE",))
    bus.relay()
    service = bus.service("skills_register_organisations")
    entered = {"region": "WOE", "name": "Bath Trust", "kind": "trust"}
    trust = service.enter_organisation(Call(caller=keeper), entered)["id"]
    named = {"id": trust, "member_id": pair["Ann"].subject, "role": "contact"}
    service.name_representative(Call(caller=keeper), named)
    _, page = published(browser, NEW, {**OFFER, "account": f"organisation:{trust}"})
    assert "Bath Trust" in page.text
    community.calling()
    assert "Bath Trust" in browser.get("/offers").text


def test_of_who_shows_no_name_members_read_the_one_in_the_register(browser, pair, community):
    path, page = published(browser, ASK, REQUEST)
    assert "You" in page.text
    community.sign_in(pair["Ben"])
    assert "Ann" in browser.get(path).text
    assert "Ann" in browser.get("/requests").text
