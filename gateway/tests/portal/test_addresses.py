"""Another e-mail address on the portal: the wish, the link, and what a link may have come to."""

from datetime import timedelta

import pytest


@pytest.fixture
def me(community):
    return community.sign_in(community.admit("Ngozi Obi", email="old@example.org"))


def wish(browser, email="new@example.org", status=303):
    return browser.send(browser.get("/me/email"), "/me/email", {"email": email}, status)


def link(ticket):
    return f"/email-change?ticket={ticket}"


def link_page(browser, new_address_ticket):
    wish(browser)
    return browser.get(link(new_address_ticket()))


def address(community, me):
    return community.knock("addresses", "my_address", {}, me)["email"]


def test_a_wish_leads_to_what_happens_next_and_the_old_address_stays(browser, community, me):
    page = wish(browser)
    assert "Open the link in our e-mail to the new address." in page.text
    assert "You asked for new@example.org." in page.text
    assert "Now it is old@example.org." in page.text
    assert address(community, me) == "old@example.org"


def test_following_the_link_changes_nothing_and_its_button_does_without_signing_in(
    browser, community, calling, me, new_address_ticket
):
    wish(browser)
    calling()
    for _ in range(2):
        page = browser.get(link(new_address_ticket()))
        assert page.h1 == "Confirm your new e-mail address"
        assert "new@example.org" in page.text
    assert address(community, me) == "old@example.org"
    done = browser.send(page, "/email-change", {})
    assert done.h1 == "Your new e-mail address is confirmed"
    assert address(community, me) == "new@example.org"


def test_a_used_link_says_so_and_leads_to_signing_in(browser, calling, me, new_address_ticket):
    wish(browser)
    calling()
    page = browser.get(link(new_address_ticket()))
    browser.send(page, "/email-change", {})
    # The link has run out meanwhile, and still we know that it did its work.
    old = link(new_address_ticket(lifetime=timedelta(minutes=1)))
    assert browser.get(old, 409).h1 == "This link was used already"
    assert browser.get(link(new_address_ticket()), 409).links()["Sign in with it"] == "/sign-in"


def test_a_double_click_confirms_once_and_ends_well(browser, me, new_address_ticket):
    wish(browser)
    page = browser.get(link(new_address_ticket()))
    for _ in range(2):
        assert browser.send(page, "/email-change", {}).h1 == "Your new e-mail address is confirmed"


def test_a_link_whose_change_was_replaced_says_so(browser, me, new_address_ticket):
    wish(browser, "first@example.org")
    first = link(new_address_ticket())
    wish(browser, "second@example.org")
    page = browser.get(first, 409)
    assert page.h1 == "This link was replaced"
    assert "Use the link in our newest e-mail" in page.text


def test_a_wish_is_taken_back_from_the_page(browser, me, new_address_ticket):
    page = wish(browser)
    back = browser.send(page, "/me/email/withdraw", {})
    assert "Your e-mail address stays as it is." in back.text
    assert "Waiting to be confirmed" not in back.text
    assert browser.get(link(new_address_ticket()), 409).h1 == "This link was replaced"


def test_a_link_that_ran_out_says_so_with_the_next_step(browser, bus, community, me, new_address_ticket):
    wish(browser)
    ticket = new_address_ticket()
    page = browser.get(link(ticket))
    bus.databases["membership"].database["address_changes"].delete_many({})  # as time does
    for seen in (browser.get(link(ticket), 410), browser.send(page, "/email-change", {}, 410)):
        assert seen.h1 == "This link has run out"
        assert seen.links()["ask for the change again"] == "/me/email"
    assert address(community, me) == "old@example.org"


@pytest.mark.parametrize("ticket", ["", "forged", "x" * 4000])
def test_a_link_that_is_none_is_refused_with_a_page(browser, ticket):
    assert browser.get(link(ticket), 422).h1 == "This link does not work"


def test_a_link_of_another_kind_confirms_nothing(browser, me, new_address_ticket):
    wish(browser)
    for audience in ("sign-in", "applicant"):
        assert browser.get(link(new_address_ticket(audience=audience)), 422).h1 == "This link does not work"


def test_the_address_of_another_member_looks_like_any_other(browser, community, me):
    community.admit("Other", email="taken@example.org")
    taken, free = wish(browser, "taken@example.org").text, wish(browser, "other@example.org").text
    assert taken.replace("taken@", "other@") == free


def test_an_address_that_became_another_members_meanwhile_is_not_taken(
    browser, community, me, new_address_ticket
):
    page = link_page(browser, new_address_ticket)
    community.admit("Quick", email="new@example.org")
    taken = browser.send(page, "/email-change", {}, 409)
    assert taken.h1 == "This address belongs to another member"
    assert address(community, me) == "old@example.org"


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("", "Enter your new e-mail address"),
        ("nobody", "Enter an e-mail address, like name@example.org."),
        ("old@example.org", "This is your address already."),
    ],
)
def test_what_cannot_be_wished_for_is_said_at_the_field(browser, me, email, said):
    page = wish(browser, email, 422)
    assert page.error_of("email") == said
    assert page.answers("/me/email")["email"] == email


def test_the_sixth_wish_of_a_day_waits(browser, me):
    for number in range(5):
        wish(browser, f"new{number}@example.org")
    assert "too many attempts" in wish(browser, "new5@example.org", 422).text
