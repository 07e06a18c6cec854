"""What visitors see: the site, the regions, growth, and nobody who did not ask to be seen."""

import pytest

PUBLIC = ("/", "/regions", "/regions/WOE", "/regions/WAL", "/growth", "/join", "/members", "/compact",
          "/compact/history", "/accessibility", "/privacy", "/join/sent?region=WOE", "/goodbye",
          "/apply/link", "/apply/link/sent")  # fmt: skip


@pytest.mark.parametrize("path", PUBLIC)
def test_every_public_page_is_sound(browser, path):
    browser.get(path)


def test_the_home_page_shows_a_visitor_the_next_step(browser):
    links = browser.get("/").links()
    assert links["Join Q"] == "/join"
    assert links["Sign in"] == "/sign-in"


def test_the_home_page_comes_even_when_membership_does_not_answer(browser, bus):
    bus._services.clear()
    page = browser.get("/")
    assert "The community today" not in page.text
    assert page.links()["Join Q"] == "/join"


def test_a_page_whose_service_is_down_says_so_and_keeps_the_frame(browser, bus):
    bus._services.clear()
    page = browser.get("/regions", 503)
    assert page.h1 == "This part of Q Commons is not answering"
    assert page.response.headers["Retry-After"]


def test_all_eighteen_regions_are_listed_with_their_nation(browser):
    page = browser.get("/regions")
    assert len([href for href in page.links().values() if href.startswith("/regions/")]) == 18
    assert "Northern Ireland" in page.text


def test_a_region_shows_baseline_source_comparator_and_caveat(browser, community):
    community.admit("Somebody")
    text = browser.get("/regions/WOE").text
    assert "7 September 2017" in text
    assert "Q Commons pilot report, 30 November 2018" in text
    assert "as published: 20 %" in text
    assert "never attributed" in text
    assert "The goal is 246 members, counted from a baseline of 123." in text


def test_a_goal_in_words_shows_no_percentage_of_the_way(browser):
    text = browser.get("/regions/NENC").text
    assert "This goal has no number, so no percentage of the way is shown." in text


def test_growth_is_shown_as_a_table_and_as_a_chart_with_words(browser):
    page = browser.get("/regions/WOE")
    assert page.all("table")
    chart = next(each for each in page.all("svg", class_="qc-chart"))
    assert chart.attributes["role"] == "img"
    names = (chart.attributes["aria-labelledby"] or "").split()
    assert [each.tag for each in page.elements if each.attributes.get("id") in names] == ["title", "desc"]
    assert "Every figure of this chart as a table" in page.text


def test_a_small_count_of_an_answer_is_masked(browser, community):
    community.admit("One", sector="Hospice")
    community.admit("Two", sector="Hospice")
    page = browser.get("/regions/WOE")
    assert "<5" in page.text
    assert "Hospice 2" not in page.text


def test_an_unknown_region_is_a_404_page_in_html(browser):
    page = browser.get("/regions/NOWHERE", 404)
    assert page.h1 == "Page not found"


def test_an_unknown_address_is_a_404_page_with_a_way_on(browser):
    page = browser.get("/no/such/page", 404)
    assert "/regions" in page.links().values()


def test_a_name_with_markup_stays_text_everywhere(browser, community):
    someone = community.admit("<b>x</b><script>alert(1)</script>")
    community.show_publicly(someone, "name")
    for path in ("/members", f"/members/{someone.subject}"):
        page = browser.get(path)
        assert "<b>x</b><script>alert(1)</script>" in page.text
        assert "<b>x</b>" not in page.html


def test_answers_with_quotes_come_back_unchanged_after_an_error(browser):
    page = browser.get("/join")
    said = """Ann "Nan" O'Hara & <b>"""
    again = browser.send(page, "/join", {"name": said}, 422)
    assert again.answers("/join")["name"] == said


def test_an_unknown_confirmation_key_says_nothing(browser):
    assert "Success" not in browser.get("/compact?done=you+won+a+prize").text


def test_the_policy_allows_only_our_own_files(browser):
    policy = browser.get("/regions/WOE").response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
