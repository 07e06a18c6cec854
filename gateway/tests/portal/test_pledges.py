"""What members pool, on the pages: offered, asked for, used, and what is left (row 62)."""

from datetime import UTC, datetime, timedelta

import pytest

NEW = "/pledges/new"
HOURS = {"kind": "hours", "what": "Coaching in SPC", "amount": "12", "shown_name": "Ann", "reach": "ward 5"}


@pytest.fixture
def three(bus, community):
    """Ann, who is signed in, Ben and Cat, all of SW."""
    for name in ("Ann", "Ben", "Cat"):
        community.admit(name, "SW")
    bus.relay()
    community.sign_in(community.members["Ann"])
    return community


def offered(browser, **more):
    """The path of what was offered, and the page that says so."""
    page = browser.send(browser.get(NEW), NEW, {**HOURS, **more})
    return page.response.request.path, page


def asked(browser, three, path, name, amount):
    three.sign_in(three.members[name])
    page = browser.get(f"{path}/ask")
    return browser.send(
        page, f"{path}/ask", {"amount": amount, "purpose": f"Charts for {name}", "reach": "x7"}
    )


def act(page, path):
    """The address of a form of the page that ends so."""
    return next(
        each.attributes["action"] for each in page.all("form") if each.attributes["action"].endswith(path)
    )


def test_twelve_hours_offered_five_used_seven_left(browser, three):
    path, page = offered(browser)
    assert "Thank you. Everybody can see what you offer." in page.text
    assert "Nobody has asked for it yet." in page.text
    waiting = asked(browser, three, path, "Ben", "6")
    assert "Your request waits for an answer." in waiting.text
    assert "ward 5" not in waiting.text
    three.sign_in(three.members["Ann"])
    page = browser.get(path)
    assert "Somebody asks to use it." in page.text
    assert "How to reach them: x7" in page.text
    agreed = browser.send(page, act(page, "/answer"), {"answer": "agree"})
    assert "You have agreed." in agreed.text
    three.sign_in(three.members["Ben"])
    page = browser.get(path)
    assert "ward 5" in page.text
    use = page.links()["Say how much was used of 6 h"]
    wrong = browser.send(browser.get(use), use, {"amount": "a bit"}, 422)
    assert wrong.error_of("amount") == "Enter hours, like 3, 1.5 or 45 minutes"
    more = browser.send(wrong, use, {"amount": "7"}, 422)
    assert more.error_of("amount") == "6 h was agreed."
    done = browser.send(more, use, {"amount": "5"})
    assert "Used 5 hours of it" in done.text
    three.calling()
    pools = browser.get("/pledges?region=SW&kind=hours")
    row = next(each.text for each in pools.all("tr") if "Hours" in each.text)
    assert [part in row for part in ("12 h", "5 h", "7 h")] == [True] * 3
    address = next(href for text, href in pools.links().items() if text.startswith("Hours for"))
    flows = browser.get(address)
    used, given = [each.text for each in flows.all("tr")[1:]]
    assert used.endswith("Out 5 h")
    assert "In 12 h" in given
    csv = browser.client.get(flows.links()["Download all of it (CSV)"])
    assert "used,0,300" in csv.get_data(as_text=True)
    assert "Charts for Ben" not in browser.get(path).text


def test_who_writes_no_name_is_called_as_the_directory_calls_them(browser, three):
    path, _ = offered(browser, shown_name="")
    page = asked(browser, three, path, "Ben", "6")
    assert "From Ann" in page.text or "From A member of Q in South West of England" in page.text
    three.sign_in(three.members["Ann"])
    page = browser.get(path)
    assert "6 h, Ben" in page.text or "6 h, A member of Q in South West of England" in page.text
    three.calling()
    assert "From" not in browser.get(path).text.partition("Offered")[0]


def test_a_drought_is_told_to_everybody(browser, three):
    path, _ = offered(browser)
    asked(browser, three, path, "Ben", "10")
    page = asked(browser, three, path, "Cat", "10")
    assert "Drought 20 h is asked for, more than is left." in page.text
    three.calling()
    assert "20 h asked for, 12 h left, since" in browser.get("/pledges").text
    assert "Drought" in browser.get("/pledges/flows/SW/hours").text
    three.sign_in(three.members["Ann"])
    page = browser.get(path)
    assert "2 members ask to use it." in page.text
    browser.send(page, act(page, "/answer"), {"answer": "agree"})
    page = browser.get(path)
    no = browser.send(page, act(page, "/answer"), {"answer": "agree"}, 422)
    assert "2 h is left." in no.text


@pytest.mark.parametrize(
    ("wrong", "name", "said"),
    [
        ({"kind": ""}, "kind", "Choose what you offer"),
        ({"region": ""}, "region", "Choose for whom"),
        ({"what": ""}, "what", "Say in a few words what you offer"),
        ({"amount": ""}, "amount", "Say how much you offer"),
        ({"amount": "lots"}, "amount", "Enter hours, like 3, 1.5 or 45 minutes"),
        ({"kind": "money", "amount": "lots"}, "amount", "Enter an amount in pounds, like 200"),
        ({"kind": "room", "amount": "1.5"}, "amount", "Enter how many times, as a whole number"),
        (
            {"until-day": "1", "until-month": "1", "until-year": "2018"},
            "until-date",
            "Choose today or a later day.",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(browser, three, wrong, name, said):
    page = browser.send(browser.get(NEW), NEW, {**HOURS, **wrong}, 422)
    assert page.error_of(name) == said


def test_a_region_without_money_of_its_own_takes_none_and_everybodys_commons_does(browser, three):
    money = {**HOURS, "kind": "money", "amount": "200"}
    wrong = browser.send(browser.get(NEW), NEW, money, 422)
    assert "This group neither gives nor takes money" in wrong.text
    made = browser.send(wrong, NEW, {"region": "UK"})
    assert "£200" in made.text
    assert "Everybody in Q" in made.text


def test_it_is_changed_and_withdrawn_and_whoever_waits_sees_it(browser, three):
    path, page = offered(browser, kind="room", amount="3", what="A room in Exeter")
    later = datetime.now(UTC).date() + timedelta(days=30)
    until = {"until-day": str(later.day), "until-month": str(later.month), "until-year": str(later.year)}
    change = f"{path}/change"
    changed = browser.send(browser.get(change), change, {"amount": "2", **until})
    assert "2 times" in changed.text
    assert browser.get(change).answers(change)["until-day"] == str(later.day)
    asked(browser, three, path, "Ben", "1")
    browser.get(change, 404)
    assert "You asked for once: asked for." in browser.get("/my-pledges").text
    three.sign_in(three.members["Ann"])
    assert "Somebody asks to use it." in browser.get("/my-pledges").text
    stale = browser.post(f"{path}/withdrawal", page.answers(f"{path}/withdrawal"), 422)
    assert "Somebody changed this" in stale.get_data(as_text=True)
    gone = browser.send(browser.get(path), f"{path}/withdrawal", {})
    assert "It is withdrawn." in gone.text
    assert "Nothing is offered now like that." in browser.get("/pledges?kind=room").text


def test_who_asked_takes_it_back_and_nobody_asks_for_their_own(browser, three):
    path, _ = offered(browser)
    own = browser.send(browser.get(f"{path}/ask"), f"{path}/ask", {"amount": "1", "purpose": "Mine"}, 422)
    assert "This is your own; you need not ask for it." in own.text
    page = asked(browser, three, path, "Ben", "6")
    back = browser.send(page, act(page, "/ending"), {})
    assert "Taken back" in back.text
    much = browser.send(browser.get(f"{path}/ask"), f"{path}/ask", {"amount": "99", "purpose": "All"}, 422)
    assert much.error_of("amount") == "12 h is offered."
    browser.get(f"{path}/claims/nothing/use", 404)


def test_visitors_are_led_to_sign_in(browser, three):
    path, _ = offered(browser)
    three.calling()
    assert browser.get(path).links()["Sign in to ask for it"].endswith(f"next={path}/ask")
    assert "Ann" not in browser.get(path).text
    assert browser.client.get(NEW).status_code == 302
