"""Concordats on their pages: drafted, agreed and reviewed by keepers, signed by leaders, read by all."""

import pytest

from ..concordat_of import KEEPER, NEWER, TEXT, TITLE, a_concordat, a_trust, in_days, knock, signed  # noqa: TID252


def typed(name: str, days: int) -> dict[str, str]:
    """The three fields of a date so many days from today."""
    year, month, day = in_days(days).split("-")
    return {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year}


@pytest.fixture
def keeper(community, bus):
    made = community.admit("Keeper", "SW", roles=("coordinator:SW",))
    bus.relay()
    return made


@pytest.fixture
def leader(community, bus):
    made = community.admit("Leader", "SW")
    bus.relay()
    return made


def test_everybody_reads_the_text_and_how_many_signed(browser, bus, leader):
    concordat, north = a_concordat(bus, TEXT), a_trust(bus, "North Trust", leader=leader)
    a_trust(bus, "South Trust")
    signed(bus, concordat, north, leader, pledged_half_days=40, reservations="Not in winter.")
    listed = browser.get("/concordats?region=SW")
    assert listed.links()[TITLE] == f"/concordats/{concordat}"
    assert "Drafts" not in listed.text
    page = browser.get(f"/concordats/{concordat}")
    assert "1 of 2 organisations in Devon has signed. Together they mean to lend 20 days a year." in page.text
    assert "It began with the Organisational Development Group." in page.text
    assert "We may ask for the same." in page.text
    assert "Not in winter." in page.text
    assert page.links()["South Trust"]
    assert "For keepers" not in page.text
    assert "Withdraw" not in page.links()


def test_a_keeper_drafts_changes_and_agrees(browser, community, keeper):
    community.sign_in(keeper)
    page = browser.get("/concordats/new?region=SW")
    wrong = browser.send(page, "/concordats/new", {"title": TITLE, **typed("review_on", -1)}, 422)
    assert wrong.error_of("text") == "Write the text"
    late = browser.send(wrong, "/concordats/new", {"text": TEXT}, 422)
    assert late.error_of("review_on-date") == "Give a day to come, within five years."
    draft = browser.send(late, "/concordats/new", typed("review_on", 200))
    assert "Draft It holds in South West of England." in draft.text
    place = draft.links()["Change the draft"].removesuffix("/draft")
    community.calling()
    assert browser.get(place, 404)
    community.sign_in(keeper)
    assert TITLE in browser.get("/concordats").links()
    saved = browser.send(browser.get(f"{place}/draft"), f"{place}/draft", {"text": NEWER})
    assert "We gladly let people help next door." in saved.text
    agreed = browser.send(browser.get(f"{place}/agree"), f"{place}/agree", typed("review_on", 300))
    assert "In force" in agreed.text
    assert "No organisation in South West of England is listed yet." in agreed.text
    nothing = browser.get(f"{place}/agree", 409)
    assert "There is no draft that differs from the text that is in force." in nothing.text


def test_a_next_text_is_compared_agreed_with_its_changes_and_earlier_ones_stay(
    browser, bus, community, keeper
):
    concordat = a_concordat(bus, TEXT)
    place = f"/concordats/{concordat}"
    community.sign_in(keeper)
    browser.send(browser.get(f"{place}/draft"), f"{place}/draft", {"text": NEWER})
    changes = browser.get(f"{place}/changes?from=1")
    assert [each.text for each in changes.all("ins")] == ["added: gladly"]
    wrong = browser.send(browser.get(f"{place}/agree"), f"{place}/agree", {}, 422)
    assert wrong.error_of("changes") == "Say in plain words what is new."
    done = browser.send(wrong, f"{place}/agree", {"changes": "Warmer words."})
    assert "Text 2, agreed on" in done.text
    community.calling()
    page = browser.get(place)
    assert page.links()["Text 1"] == f"{place}/texts/1"
    assert "A newer text has taken its place." in browser.get(f"{place}/texts/1").text
    assert "What was new: Warmer words." in browser.get(f"{place}/texts/2").text
    assert browser.get(f"{place}/changes?from=1&to=2").h1 == f"What changed: {TITLE}"
    for gone in (f"{place}/texts/3", f"{place}/changes?from=1", f"{place}/changes"):
        browser.get(gone, 404)


def test_the_draft_of_a_next_text_is_thrown_away(browser, bus, community, keeper):
    concordat = a_concordat(bus, TEXT)
    knock(bus, "concordats.change_draft", {"id": concordat, "text": NEWER})
    community.sign_in(keeper)
    place = f"/concordats/{concordat}/draft"
    page = browser.get(place)
    answers = {**page.answers(place), "discard": "yes"}
    left = browser.get(browser.post(place, answers).headers["Location"])
    assert "The draft is thrown away." in left.text
    assert "gladly" not in left.text


def test_a_leader_signs_with_a_pledge_in_days(browser, bus, community, leader):
    concordat, trust = a_concordat(bus, TEXT), a_trust(bus, "North Trust", leader=leader)
    community.sign_in(leader)
    assert browser.get("/skills-and-time").links()["Sign for North Trust"] == f"/concordats/{concordat}"
    page = browser.get(f"/concordats/{concordat}")
    assert "You lead North Trust It has not signed." in page.text
    sign = browser.get(page.links()["Sign it for North Trust"])
    place = f"/concordats/{concordat}/sign"
    wrong = browser.send(sign, place, {"pledged_half_days": "a few"}, 422)
    assert wrong.error_of("signed_as") == "Choose as what you sign"
    assert wrong.error_of("pledged_half_days")
    many = browser.send(wrong, place, {"signed_as": "chair", "pledged_half_days": "9999"}, 422)
    assert many.error_of("pledged_half_days")
    done = browser.send(many, place, {"pledged_half_days": "7.5"})
    assert "You have signed." in done.text
    assert "7 and a half days a year" in done.text
    assert (
        done.links()["Withdraw for North Trust"] == f"/concordats/{concordat}/withdraw?organisation={trust}"
    )


def test_a_leader_withdraws_with_a_run_off_and_may_stay_after_all(browser, bus, community, leader):
    concordat, trust = a_concordat(bus, TEXT), a_trust(bus, "North Trust", leader=leader)
    signed(bus, concordat, trust, leader)
    community.sign_in(leader)
    place = f"/concordats/{concordat}/withdraw"
    page = browser.get(f"{place}?organisation={trust}")
    wrong = browser.send(page, place, {**typed("from_day", -1)}, 422)
    assert wrong.error_of("reason") == "Say why you withdraw"
    past = browser.send(wrong, place, {"reason": "We merge."}, 422)
    assert past.error_of("from_day-date") == "Give today or a day to come, within five years."
    left = browser.send(past, place, typed("from_day", 30))
    assert "What was agreed before runs to its end." in left.text
    assert "Sign again and stay for North Trust" in left.links()
    community.calling()
    assert "We merge." not in browser.get(f"/concordats/{concordat}").text


@pytest.mark.parametrize(("role", "said"), [("contact", "Only a leader"), ("", "You do not act for this")])
def test_who_does_not_lead_an_organisation_does_not_sign_for_it(browser, bus, community, leader, role, said):
    people = {role: leader} if role else {}
    concordat, trust = a_concordat(bus, TEXT), a_trust(bus, "North Trust", **people)
    community.sign_in(leader)
    assert "Sign it" not in browser.get(f"/concordats/{concordat}").text
    assert said in browser.get(f"/concordats/{concordat}/sign?organisation={trust}", 403).text


def test_a_leader_of_elsewhere_cannot_sign(browser, bus, community, leader):
    concordat, trust = a_concordat(bus, TEXT), a_trust(bus, "Truro Trust", "Cornwall", leader=leader)
    community.sign_in(leader)
    assert "You lead Truro Trust" not in browser.get(f"/concordats/{concordat}").text
    page = browser.get(f"/concordats/{concordat}/sign?organisation={trust}", 409)
    assert "This concordat does not hold where that organisation is." in page.text


def test_a_keeper_records_a_review_and_ends_it(browser, bus, community, keeper):
    concordat = a_concordat(bus, TEXT)
    community.sign_in(keeper)
    place = f"/concordats/{concordat}"
    wrong = browser.send(browser.get(f"{place}/review"), f"{place}/review", {}, 422)
    assert wrong.error_of("outcome") == "Choose what the review came to"
    answers = {"outcome": "kept", "words": "It works.", **typed("next_on", 400)}
    past = browser.send(wrong, f"{place}/review", {**answers, **typed("next_on", -1)}, 422)
    assert past.error_of("next_on-date") == "Give a day to come, within five years."
    assert "kept as it is. It works." in browser.send(wrong, f"{place}/review", answers).text
    ended = browser.send(browser.get(f"{place}/end"), f"{place}/end", {"reason": "The group was dissolved."})
    assert ": The group was dissolved." in ended.text
    assert "For keepers" not in ended.text
    assert "This concordat has ended." in browser.get(f"{place}/review", 409).text


def test_a_draft_is_dropped(browser, bus, community, keeper):
    concordat = a_concordat(bus)
    community.sign_in(keeper)
    place = f"/concordats/{concordat}"
    assert browser.get(f"{place}/end").h1 == f"Drop the draft: {TITLE}"
    dropped = browser.send(browser.get(f"{place}/end"), f"{place}/end", {"reason": "Nobody wants it."})
    assert "It was dropped on" in dropped.text
    community.calling()
    assert browser.get(place, 404)


def test_a_keeper_of_another_region_sees_no_form(browser, bus, community):
    concordat = a_concordat(bus, TEXT)
    community.sign_in(community.admit("Other", roles=("coordinator:WOE",)))
    for form in ("draft", "agree", "review", "end"):
        assert browser.get(f"/concordats/{concordat}/{form}", 403).h1 == "This belongs to another region"
    assert KEEPER.subject not in browser.get(f"/concordats/{concordat}").html
