"""QI capacity on its pages: unknown is not 0, few are not shown, and every line has its source."""

from typing import Any

import pytest

from ..concordat_of import a_trust, knock  # noqa: TID252

REPORT: dict[str, Any] = {
    "region": "SW",
    "organisation": "North Devon Trust",
    "day": "2017-09-30",
    "trained": 18,
    "headcount": 900,
    "source": "Staff survey",
}


@pytest.fixture
def reported(bus):
    def report(**more: Any) -> dict[str, Any]:
        made: dict[str, Any] = knock(bus, "capacity.report_capacity", {**REPORT, **more})
        return made

    return report


@pytest.fixture
def keeper(community):
    return community.sign_in(community.admit("Keeper", "SW", roles=("convenor:SW",)))


def test_a_visitor_reads_each_organisation_and_the_sum(browser, reported):
    body = reported(trained=45)
    reported(organisation="Hospice", trained=None)
    reported(organisation="Practice", trained=3, headcount=20)
    page = browser.get("/capacity?region=SW")
    assert page.links()["North Devon Trust"] == f"/capacity/{body['id']}"
    assert [row.text.split(" On ")[0] for row in page.all("tr")[1:]] == [
        "Organisation Hospice Trained Unknown People 900 Share Unknown",
        "Organisation North Devon Trust Trained 45 People 900 Share 5.0 %",
        "Organisation Practice Trained <5 People 20 Share Not shown",
    ]
    assert "On 30 September 2017 Who says so As it reports itself" in page.text
    assert "In the one whose figures are shown, 45 of 900 people are trained: 5.0 %." in page.text
    assert "Of 1 it is not known, which does not mean that nobody is trained." in page.text
    assert "Report for an organisation" not in page.text
    assert "No organisation here has reported yet" in browser.get("/capacity?region=WAL").text


def test_a_trend_is_a_line_with_a_gap_and_a_table(browser, reported):
    for day, trained in (("2018-03-31", None), ("2018-09-30", 45), ("2019-03-31", 54)):
        body = reported(day=day, trained=trained)
    body = reported()
    page = browser.get(f"/capacity/{body['id']}")
    assert page.h1 == "Capacity to improve: North Devon Trust"
    assert "54 of 900 people are trained (6.0 %)." in page.text
    assert len(page.all("polyline")) == 1
    assert len(page.all("circle")) == 3
    assert "It does not mean 0." in page.text
    assert [row.text.split(" Source ")[0] for row in page.all("tr")[1:]] == [
        "Day 31 March 2019 Trained 54 People 900 Share 6.0 %",
        "Day 30 September 2018 Trained 45 People 900 Share 5.0 %",
        "Day 31 March 2018 Trained Unknown People 900 Share Unknown",
        "Day 30 September 2017 Trained 18 People 900 Share 2.0 %",
    ]


def test_a_keeper_reports_for_a_listed_organisation_and_for_another(browser, bus, keeper):
    trust = a_trust(bus, "North Devon Trust")
    page = browser.get(f"/capacity/report?region=SW&organisation={trust}")
    wrong = browser.send(page, "/capacity/report", {"trained": "4.5"}, 422)
    assert wrong.error_of("trained") == "Enter a whole number of people, or leave it empty"
    assert wrong.error_of("source") == "Say where the figures come from"
    more = browser.send(
        wrong, "/capacity/report", {"trained": "1,901", "headcount": "900", "source": "Survey"}, 422
    )
    assert more.error_of("trained") == "No more people can be trained than work there."
    done = browser.send(more, "/capacity/report", {"trained": "3"})
    assert done.h1 == "Capacity to improve: North Devon Trust"
    assert "<5 For keepers: 3" in done.text
    fresh = browser.get("/capacity/report")
    nobody = browser.send(fresh, "/capacity/report", {"source": "Survey"}, 422)
    assert nobody.error_of("organisation") == "Choose an organisation, or enter its name"
    other = browser.send(nobody, "/capacity/report", {"organisation": "A small charity"})
    assert "It is not known how many people are trained." in other.text


def test_a_keeper_corrects_a_report_and_the_earlier_stays(browser, reported, keeper):
    body = reported()
    page = browser.get(f"/capacity/{body['id']}")
    place = page.links()["Correct the report of 30 September 2017"]
    form = browser.get(place)
    assert form.answers(place)["trained"] == "18"
    wrong = browser.send(form, place, {"trained": "81"}, 422)
    assert wrong.error_of("note") == "Say what was wrong"
    done = browser.send(wrong, place, {"note": "Two digits were swapped."})
    assert "81 of 900 people are trained (9.0 %)." in done.text
    assert "Two digits were swapped." in done.text
    assert "Before: 18 of 900 people are trained (2.0 %). (30 September 2017, Staff survey)" in done.text
    assert "This report was corrected already." in browser.get(place, 409).text


def test_another_regions_keeper_reports_and_corrects_nothing(browser, community, reported):
    body = reported()
    community.sign_in(community.admit("Other", roles=("coordinator:WOE",)))
    browser.get("/capacity/report?region=SW", 403)
    snapshot = body["trend"][0]["snapshot_id"]
    assert (
        browser.get(f"/capacity/{body['id']}/correct/{snapshot}", 403).h1 == "This belongs to another region"
    )
    assert "Correct" not in browser.get(f"/capacity/{body['id']}").links()
    assert browser.get("/capacity/nobody", 404).h1 == "Page not found"
