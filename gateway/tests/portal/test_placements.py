"""Placements on the pages: agreed, longer, confirmed by both, lent and borrowed (row 61)."""

import pytest

from ..next_door import NATIONAL, NORTH, devon  # noqa: TID252 - tests are no installed package


@pytest.fixture
def places(bus, community):
    return devon(bus, lambda name: community.admit(name, "SW"))


@pytest.fixture
def as_(community, places):
    """``as_("Sue")``: the requests come from her."""
    return lambda name: community.sign_in(places.people[name])


def test_a_placement_is_agreed_out_of_what_was_released_and_never_longer(browser, places, as_):
    release = places.granted()
    path = f"/releases/{release}/placement"
    as_("Sue")
    page = browser.get(path)
    assert "Ann of ward 7 of Northern Devon Trust is released for 2 days" in page.text
    longer = browser.send(page, path, {"days": "2.5"}, 422)
    assert "This is more than was released." in longer.text
    assert browser.send(page, path, {"days": "two"}, 422).error_of("days").startswith("Use whole or half")
    none = browser.send(page, path, {"days": "0"}, 422)
    assert none.error_of("days") == "Enter days in steps of half a day, up to 260 days."
    made = browser.send(longer, path, {"days": "1.5"})
    assert made.h1 == "Ann of ward 7: 1 and a half days at Plymouth Trust"
    assert "When it is over, both organisations confirm the days." in made.text


def test_both_confirm_differences_are_shown_and_the_same_number_counts(browser, places, as_):
    path = f"/placements/{places.placed()}"
    confirm = f"{path}/confirm"
    as_("Nora")
    none = browser.send(browser.get(confirm), confirm, {"days": "0"}, 422)
    assert none.error_of("days") == "Enter days in steps of half a day, up to 260 days."
    assert "You have confirmed." in browser.send(browser.get(confirm), confirm, {"days": "1.5"}).text
    as_("Sue")
    assert "Northern Devon Trust says 1 and a half days." in browser.get(confirm).text
    differs = browser.send(browser.get(confirm), confirm, {"days": "2"})
    assert "The days differ" in differs.text
    assert "Plymouth Trust says 2 days. Talk to each other, then confirm again." in differs.text
    assert "Cancel it" not in differs.links()
    done = browser.send(browser.get(confirm), confirm, {"days": "1.5"})
    assert "It came to 1 and a half days" in done.text
    assert "Say how it went" in done.links()


def test_what_was_lent_stands_beside_what_was_borrowed_and_downloads(browser, places, as_):
    places.done()
    path = f"/organisations/{places.north}/staff-exchange"
    as_("Nora")
    page = browser.get(path)
    assert "All together: 2 days lent, 0 days borrowed." in page.text
    assert "Plymouth Trust" in page.text
    file = browser.client.get(f"{path}.csv")
    assert file.mimetype == "text/csv"
    assert file.text.splitlines()[1].split(",")[2] == NORTH
    as_("Ann")
    browser.get(path, 404)
    assert not {"debt", "owe", "owes", "debit", "credit"} & set(page.text.lower().split())


def test_a_placement_is_made_longer_once_the_line_manager_released_more(browser, places, as_):
    placement = places.placed()
    extend = f"/placements/{placement}/extend"
    as_("Sue")
    page = browser.get(extend)
    assert "That is all there is" in page.text
    assert "This is more than was released." in browser.send(page, extend, {"days": "3"}, 422).text
    release = places.placements().get(placement).release_id
    as_("Ann")
    manager = f"/releases/{release}/line-manager"
    assert manager in browser.get(f"/placements/{placement}").links().values()
    browser.send(browser.get(manager), manager, {"email": "boss@example.org", "days": "3"})
    places.grant(places.newest_ask(release))
    as_("Sue")
    longer = browser.send(browser.get(extend), extend, {"days": "3"})
    assert longer.h1 == "Ann of ward 7: 3 days at Plymouth Trust"


@pytest.mark.parametrize("who", ["Nora", "Sue", "Ann"])
def test_either_side_or_the_member_cancels_with_a_reason(browser, places, as_, who):
    path = f"/placements/{places.placed()}"
    as_(who)
    form = browser.get(f"{path}/cancel")
    assert browser.send(form, f"{path}/cancel", {}, 422).error_of("reason") == "Say why it is cancelled"
    assert "It snowed." in browser.send(form, f"{path}/cancel", {"reason": "It snowed."}).text
    as_("Sue")
    assert browser.get(f"{path}/confirm", 403).h1 == "This page is not for your role"


def test_feedback_is_read_by_both_and_a_keeper_puts_the_days_right(browser, places, as_, community):
    path = f"/placements/{places.done()}"
    as_("Sue")
    form = browser.get(f"{path}/feedback")
    browser.send(form, f"{path}/feedback", {"words": "The ward runs its own charts now."})
    as_("Nora")
    assert "The ward runs its own charts now." in browser.get(path).text
    as_("Ann")
    assert "The ward runs its own charts now." not in browser.get(path).text
    community.sign_in(NATIONAL)
    correct = f"{path}/correct"
    right = browser.send(browser.get(correct), correct, {"days": "1.5", "reason": "Half a day was travel."})
    assert "half a day fewer. Half a day was travel." in right.text
    assert "It came to 1 and a half days" in right.text


def test_lists_are_for_the_member_and_for_each_organisation(browser, places, as_):
    placement = places.placed()
    as_("Ann")
    assert browser.get("/placements").links()["You: 2 days at Plymouth Trust"] == f"/placements/{placement}"
    as_("Nora")
    own = browser.get("/placements").links()["Placements of Northern Devon Trust"]
    assert "Ann of ward 7: 2 days at Plymouth Trust" in browser.get(own).links()
    as_("Ben")
    browser.get(own, 404)
    browser.get(f"/placements/{placement}", 404)


def test_everybody_reads_a_summary_in_which_small_numbers_are_hidden(browser, calling, places):
    path = f"/concordats/{places.concordat}/placements"
    calling()
    assert "No placement has ended yet." in browser.get(path).text
    places.done()
    page = browser.get(path)
    assert "So few placements so far" in page.text
    assert page.text.count("not shown") == 5
