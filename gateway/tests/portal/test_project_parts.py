"""A project's measures as charts, and spreadsheets of projects, on the pages (rows 70 and 75)."""

import io

import pytest

from gateway.portal.measured_values import number_of, points_of
from gateway.portal.presenting.project_measures import measure_of
from gateway.portal.presenting.xmr import chart_of, show_value

from .page import Page

NEW = "/projects/new"
PROJECT = {"title": "Near misses", "region": "SW", "issue": "Safety", "date-year": "2018"}
TEN = (14, 11, 13, 12, 15, 10, 13, 12, 14, 11)
SHEET = "title,region,issue,date,colour\nSepsis six,SW,Safety,2018,red\n{more}"
WRONG = "Nowhere,XX,Flow,2018,\nFalls,SW,Safety,soon,\nFalls,SW,,2018,\n"


@pytest.fixture
def kim(bus, community):
    """Who coordinates SW, signed in."""
    found = community.admit("Kim", "SW", ("coordinator:SW",))
    bus.relay()
    community.sign_in(found)
    return found


@pytest.fixture
def measure(browser, kim):
    """The path of a measure of Kim's own project, and its page."""
    response = browser.post(NEW, {**browser.get(NEW).answers(NEW), **PROJECT})
    measures = f"{response.headers['Location'].partition('?')[0]}/measures"
    said = {"name": "Near misses", "unit": "reports a month", "better": "down"}
    page = browser.get(measures)
    made = browser.post(measures, {**page.answers(measures), **said})
    path = made.headers["Location"].partition("?")[0]
    return path, browser.get(path)


def put(browser, page, path, value, month, **more):
    day = {"on-day": "1", "on-month": str(month), "on-year": "2018"}
    return browser.send(page, f"{path}/values", {"value": str(value), **day, **more})


def answer(values=TEN, limits=None, signals=(), **more):
    points = [
        {"on": f"2018-{month:02}-01", "value": value, "note": "", "signals": list(signals)}
        for month, value in enumerate(values, 1)
    ]
    return {
        "id": "m-1", "version": 1, "project_id": "p-1", "name": "Near misses", "unit": "a month",
        "better": "down", "points": points, "limits": limits, "points_for_limits": 10,
        "points_in_a_run": 7, "baseline": None, **more,
    }  # fmt: skip


LIMITS = {"mean": 12.5, "mean_moving_range": 2.5556, "lower": 5.7022, "upper": 19.2978}


def test_a_chart_says_in_words_what_it_draws_and_holds_its_limits():
    chart = chart_of(answer(limits=LIMITS))
    assert chart.desc == (
        "10 points, the first 14, the last 11 a month. The mean is 12.5, the limits are 5.7 and 19.3."
    )
    upper, mean, lower = chart.levels
    assert chart.top_y < upper.y < min(dot.y for dot in chart.dots)
    assert max(dot.y for dot in chart.dots) < lower.y < chart.bottom
    assert (mean.is_mean, mean.text, chart.has_signals) == (True, "12.5", False)


def test_days_stand_as_far_apart_as_they_are_and_equal_values_are_drawn_too():
    points = [
        {"on": on, "value": 3, "note": "", "signals": []} for on in ("2018-01-01", "2018-01-02", "2018-01-11")
    ]
    first, second, last = chart_of(answer() | {"points": points}).dots
    assert second.x - first.x == pytest.approx((last.x - first.x) / 10, abs=0.2)
    assert first.y == last.y


def test_one_point_is_no_chart_and_says_how_many_have_limits():
    shown = measure_of(answer((14,)))
    assert shown.chart is None
    assert shown.too_few == "With 10 points there are limits; now there is 1."


def test_why_a_point_stands_out_is_said_in_words():
    shown = measure_of(answer((27, 27), LIMITS, ("outside", "shift")))
    assert shown.points[0].signals == "Beyond a limit; one of 7 or more in a row on one side of the mean"
    assert shown.chart.desc.endswith("2 points are part of a signal.")


@pytest.mark.parametrize(
    ("value", "shown"), [(1234.5, "1,234.5"), (12.0, "12"), (-0.25, "\N{MINUS SIGN}0.25"), (-0.00001, "0")]
)
def test_values_are_shown_as_people_write_them(value, shown):
    assert show_value(value) == shown


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", 12),
        ("3.5", 3.5),
        ("3,5", 3.5),
        ("1,234", 1234),
        ("\N{MINUS SIGN}2", -2),
        ("many", None),
        ("0,125", 0.125),
        ("1234,567", 1234.567),
        ("12,345,678.9", 12345678.9),
        ("1\N{NO-BREAK SPACE}234,5", 1234.5),
        ("1.234,5", None),
        ("12,34,567", None),
        ("1e400", None),
        ("nan", None),
    ],
)
def test_numbers_are_read_as_people_type_them(typed, value):
    assert number_of(typed) == value


def test_two_columns_of_a_spreadsheet_are_points_with_their_heading_passed_over():
    text = "Month\tFalls\n01/03/2018\t1,234.5\n2018-04-01;3,5;The ward moved\n\n1.5.2018 -2\n"
    assert points_of(text) == (
        [
            {"on": "2018-03-01", "value": 1234.5, "note": ""},
            {"on": "2018-04-01", "value": 3.5, "note": "The ward moved"},
            {"on": "2018-05-01", "value": -2.0, "note": ""},
        ],
        [],
    )


def test_lines_that_are_no_day_and_number_are_named_and_the_first_five_suffice():
    points, wrong = points_of("31/2/2018 3\n2018-03-01 many\n2018-04-01\nMarch 4\n1/1/2018 1.234,5\n9\n")
    assert points == []
    assert [each.partition(":")[0] for each in wrong] == [f"Line {number}" for number in range(1, 6)]


def test_ten_values_have_limits_and_a_27_afterwards_is_a_signal(browser, measure, community, bus, kim):
    path, page = measure
    points = [{"on": f"2018-{month:02}-01", "value": value} for month, value in enumerate(TEN[:9], 1)]
    asked = {"id": path.rpartition("/")[2], "points": points}
    bus.call("exchange_project_measures", "put_points", asked, caller=kim)
    page = put(browser, browser.get(path), path, TEN[9], 10)
    assert "Mean 12.5, limits 5.7 and 19.3." in page.text
    days = {"first-day": "1", "first-month": "1", "first-year": "2018"}
    days |= {"last-day": "1", "last-month": "10", "last-year": "2018"}
    baseline = f"{path}/baseline"
    short = browser.send(page, baseline, days | {"last-month": "3", "reason": "Before."}, 422)
    assert short.error_of("last-date") == "Choose days with 10 points or more."
    page = browser.send(page, baseline, {**days, "reason": "Before we began."})
    page = put(browser, page, path, 27, 11, note="The ward moved.")
    assert "Beyond a limit" in page.text
    community.calling()
    seen = browser.get(path.partition("/measures")[0])
    assert "1 point is part of a signal." in seen.text
    assert "Before we began." in seen.text
    assert "The ward moved." in seen.text
    community.sign_in(kim)
    undone = browser.send(browser.get(path), f"{baseline}/removal", {})
    assert "All values make the limits again." in undone.text
    assert "Before we began." not in undone.text


def test_a_unit_stands_over_its_values_as_it_was_written(browser, measure):
    path, page = measure
    page = browser.send(page, path, {"name": "Blood pressure", "unit": "mmHg"})
    assert ">mmHg<" in "".join(put(browser, page, path, 120, 1).html.split())


def test_several_values_are_copied_in_at_once_all_or_none(browser, measure):
    path, page = measure
    many = f"{path}/many-values"
    wrong = browser.send(page, many, {"values": "1/1/2018 14\n1/2/2018 soon"}, 422)
    assert wrong.error_of("values") == "Line 2: Write a day and a number, like 1/3/2018 12"
    wrong = browser.send(wrong, many, {"values": "1/1/2999 14"}, 422)
    assert wrong.error_of("values") == "Choose today or an earlier day."
    lines = "\n".join(f"1/{month}/2018\t{value}" for month, value in enumerate(TEN, 1))
    done = browser.send(wrong, many, {"values": lines})
    assert "The values are added." in done.text
    assert "Mean 12.5, limits 5.7 and 19.3." in done.text


def test_a_value_is_checked_beside_its_field_and_taken_out_again(browser, measure):
    path, page = measure
    values = f"{path}/values"
    wrong = browser.send(
        page, values, {"value": "many", "on-day": "1", "on-month": "1", "on-year": "2999"}, 422
    )
    assert wrong.error_of("value") == "Enter a number, like 12 or 3.5"
    wrong = browser.send(wrong, values, {"value": "12"}, 422)
    assert wrong.error_of("on-date") == "Choose today or an earlier day."
    page = put(browser, wrong, path, 12, 1)
    out = browser.send(page, f"{values}/2018-01-01/removal", {})
    assert "The value is taken out." in out.text
    assert "The measure is removed" in browser.send(out, f"{path}/removal", {}).text


def send(browser, text, status=200):
    answers = {**browser.get("/projects/import").answers("/projects/import")}
    file = (io.BytesIO(text.encode()), "projects.csv")
    return browser.post(
        "/projects/import", {**answers, "file": file}, status, content_type="multipart/form-data"
    )


def test_a_sheet_is_looked_at_first_brought_in_without_its_wrong_lines_and_changes_nothing_again(
    browser, kim, community
):
    preview = Page(send(browser, SHEET.format(more=WRONG)))
    assert "Nothing has changed yet." in preview.text
    assert "There is no such region." in preview.text
    assert "Enter a real date" in preview.text
    assert "This answer is needed" in preview.text
    assert "colour" in preview.text
    apply = "/projects/import/apply"
    done = Page(browser.post(apply, preview.answers(apply), 200))
    assert done.h1 == "The file is brought in"
    assert "Sepsis six" in browser.get("/projects").links()
    again = Page(send(browser, SHEET.format(more="")))
    assert "There is nothing to bring in" in again.text
    changed = Page(send(browser, SHEET.format(more="").replace("Safety", "Sepsis")))
    assert "Changes a project: Issue" in changed.text
    alike = Page(
        send(
            browser,
            "title,region,issue,date\nSix sepsis,SW,Safety,2018\n",
        )
    )
    assert "Are these the same?" in alike.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title,region,date\nFalls,SW,2018\n", "The column issue is missing."),
        ("x" * 205_000, "A file holds at most 200 KB. Send it in parts."),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_beside_its_field(browser, kim, text, said):
    assert said in send(browser, text, 422).get_data(as_text=True)


def test_no_file_is_asked_for_and_only_keepers_bring_any(browser, kim, community):
    path = "/projects/import"
    assert browser.send(browser.get(path), path, {}, 422).error_of("file") == "Choose a CSV file"
    community.sign_in(community.admit("Ben", "SW"))
    browser.get(path, 403)
    browser.get("/projects/stale", 403)
