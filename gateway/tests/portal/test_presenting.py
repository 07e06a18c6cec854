"""What pages show, made of the doors' answers: dates, numbers, charts, words."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gateway.portal
from contracts.refusals import Refused
from gateway.portal.dates import dated, show_date, show_instant, show_number, show_weekday
from gateway.portal.forms import Form
from gateway.portal.presenting.applications import application_of
from gateway.portal.presenting.chart import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, line_of
from gateway.portal.presenting.compact import blocks_of, prompt_of
from gateway.portal.presenting.connections import connections_of
from gateway.portal.presenting.documents import review_of
from gateway.portal.presenting.imports import import_of
from gateway.portal.presenting.people import facts_of, person_of
from gateway.portal.presenting.regions import settings_in_words
from gateway.portal.presenting.roles import held_roles
from gateway.portal.questions import PERSPECTIVES, SECTORS
from gateway.portal.wording import plain
from membership.growth.report import OFFERED

REGIONS = {"WOE": "West of England", "SW": "South West of England"}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2026-11-21", "21 November 2026"),
        (date(2018, 3, 1), "1 March 2018"),
        ("2018-11", "November 2018"),
        ("2015", "2015"),
        ("2026-07-31T23:30:00+00:00", "1 August 2026"),
        ("2026-12-31T23:30:00+00:00", "31 December 2026"),
        (None, ""),
        ("", ""),
        ("soon", "soon"),
        ("2018-13", "2018-13"),
    ],
)
def test_a_date_is_shown_as_the_british_write_it_and_never_too_exactly(value, shown):
    assert show_date(value) == shown


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("7 September 2017", "on 7 September 2017"),
        ("September 2017", "in September 2017"),
        ("2015", "in 2015"),
    ],
)
def test_a_date_has_the_preposition_of_its_precision(shown, said):
    assert dated(shown) == said


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2026-07-01T11:05:00+00:00", "1 July 2026 at 12:05pm"),
        ("2026-11-21T00:00:00+00:00", "21 November 2026 at 12:00am"),
        (datetime(2026, 11, 21, 15, 5, tzinfo=UTC), "21 November 2026 at 3:05pm"),
        (None, ""),
        ("soon", "soon"),
    ],
)
def test_an_instant_is_shown_in_london_time(value, shown):
    assert show_instant(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(2700, "2,700"), (2.5, "2.5"), (3.0, "3"), (0, "0"), (None, ""), ("n/a", "n/a")]
)
def test_a_number_is_shown_with_commas(value, shown):
    assert show_number(value) == shown


def test_a_chart_marks_the_baseline_and_says_itself_in_words():
    chart = line_of(
        [("2017-09-07", 110), ("2018-11-30", 158)], name="West of England", baseline_on="2017-09-07"
    )
    assert chart is not None
    assert chart.title == "Members in West of England over time"
    assert chart.desc == "From 110 on 7 September 2017 to 158 on 30 November 2018."
    assert [point.is_baseline for point in chart.points] == [True, False]
    assert [level.text for level in chart.levels] == ["0", "50", "100", "150", "200"]


def test_fewer_than_two_days_make_no_chart():
    assert line_of([], name="x") is None
    assert line_of([("2018-01-01", 5)], name="x") is None
    assert line_of([("2018-01-01", 5), ("2018-01-01", 6)], name="x") is None


@given(
    st.lists(
        st.tuples(st.dates(date(2015, 1, 1), date(2030, 1, 1)), st.integers(0, 100_000)),
        min_size=2,
        max_size=60,
        unique_by=lambda pair: pair[0],
    )
)
def test_every_point_lies_inside_the_chart_and_in_the_order_of_time(series):
    chart = line_of([(day.isoformat(), members) for day, members in series], name="x")
    assert chart is not None
    across = [point.x for point in chart.points]
    assert across == sorted(across)
    assert all(LEFT <= point.x <= WIDTH - RIGHT for point in chart.points)
    assert all(TOP <= point.y <= HEIGHT - BOTTOM for point in chart.points)
    assert sum(point.labelled for point in chart.points) <= 5


def test_settings_are_said_in_words_and_unknown_ones_left_out():
    said = settings_in_words(
        {
            "meeting_minutes": 150,
            "minutes_days": 14,
            "selection_mode": "vote",
            "convenor_paid": False,
            "odd": 1,
        }
    )
    assert [each.sentence for each in said] == [
        "A meeting takes up to 2 hours 30 minutes.",
        "Minutes are out within 14 days of a meeting.",
        "Members of the group are elected.",
        "The convenor is a volunteer, without pay.",
    ]
    assert settings_in_words({"minutes_days": None, "convenor_paid": None}) == ()


def test_a_member_is_shown_with_what_the_door_gave_and_nothing_else():
    person = person_of({"id": "1", "profession": "Nurse", "secret": "x"}, REGIONS)
    assert person.name == "Name not shown"
    assert [(fact.label, fact.value) for fact in person.facts] == [("Profession", "Nurse")]


def test_codes_and_dates_of_a_member_are_put_into_words():
    member = {
        "cohort": "founding",
        "joined": "2015-01-01",
        "region": "WOE",
        "interests": ["falls", "flow"],
        "connector": {"regions": ["SW"], "topics": ["frailty"], "since": "2020-01-01"},
    }
    assert {fact.field: fact.value for fact in facts_of(member, REGIONS)} == {
        "region": "West of England",
        "cohort": "Founding member",
        "joined": "1 January 2015",
        "interests": "falls, flow",
        "connector": "South West of England; frailty",
    }


@pytest.mark.parametrize(
    ("stage", "can"),
    [
        ("prospect", {"submit", "withdraw"}),
        ("applied", {"take_up", "decide", "withdraw"}),
        ("in_review", {"decide", "withdraw"}),
        ("accepted", set()),
        ("declined", set()),
        ("withdrawn", set()),
    ],
)
def test_only_what_the_stage_allows_is_offered(stage, can):
    shown = application_of({"id": "1", "version": 1, "stage": stage, "region": "WOE"}, REGIONS)
    offered = {name for name in ("submit", "withdraw", "take_up", "decide") if getattr(shown, f"can_{name}")}
    assert offered == can


@pytest.mark.parametrize(
    ("state", "counts", "offered"),
    [
        ("receiving", {}, "working"),
        ("checking", {}, "working"),
        ("checked", {"new": 1}, "apply"),
        ("checked", {"unchanged": 3}, "nothing"),
        ("applying", {"new": 1}, "working"),
        ("done", {"new": 1}, ""),
        ("failed", {}, ""),
        ("cancelled", {}, ""),
    ],
)
def test_an_import_offers_what_its_state_allows(state, counts, offered):
    shown = import_of({"id": "1", "file_name": "x.csv", "state": state, "counts": counts})
    said = {"working": shown.is_working, "apply": shown.can_apply, "nothing": shown.nothing_to_do}
    assert [name for name, holds in said.items() if holds] == ([offered] if offered else [])


def test_the_compact_is_split_into_headings_lists_and_paragraphs():
    blocks = blocks_of("# Title\n\nFirst\nline.\n\n## Rules\n\n- One\n  goes on\n- Two\n\n<b>bold</b>")
    assert [(block.kind, block.lines) for block in blocks] == [
        ("paragraph", ("First line.",)),
        ("heading", ("Rules",)),
        ("list", ("One goes on", "Two")),
        ("paragraph", ("<b>bold</b>",)),
    ]


def test_a_prompt_names_the_end_of_the_grace_and_is_absent_when_nothing_waits():
    waiting = {"compact": {"prompt": True, "grace_until": "2026-12-21T12:00:00+00:00"}}
    prompt = prompt_of(waiting)
    assert prompt is not None
    assert (prompt.until, prompt.is_paused) == ("21 December 2026 at 12:00pm", False)
    paused = prompt_of({"status": "paused", "compact": {"prompt": True, "grace_until": None}})
    assert paused is not None
    assert (paused.until, paused.is_paused) == ("", True)
    assert prompt_of({"compact": {"prompt": False, "grace_until": None}}) is None


def test_connections_are_sorted_by_what_i_can_do_about_them():
    def told(number, state, by):
        other = {"id": "2", "name": None}
        met = {"how": "At an event", "where": "", "met_on": "2026-05-04"}
        return {"id": number, "state": state, "proposed_by": by, "other": other, **met}

    found = connections_of(
        [
            told("a", "proposed", "2"),
            told("b", "proposed", "me"),
            told("c", "confirmed", "2"),
            told("d", "declined", "2"),
        ],
        "me",
    )
    assert [each.id for each in found.to_confirm] == ["a"]
    assert [each.id for each in found.waiting] == ["b"]
    assert [each.id for each in found.confirmed] == ["c"]


def test_roles_are_named_with_their_region():
    held = held_roles({"roles": ["member", "coordinator:WOE", "national_team"]}, REGIONS)
    assert [each.text for each in held] == ["Coordinator, West of England", "National team"]


def test_a_refusal_goes_beside_its_field_or_above_the_form_and_is_never_lost():
    form = Form(answers={"name": "x"})
    no = Refused("invalid_input", fields={"name": ["Too long."], "odd": ["Unknown field."]})
    shown = form.refused(no, ("name",))
    assert shown.errors == {"name": ["Too long."]}
    assert "This form asked for something it should not have" in shown.message
    assert shown.status == 422
    assert form.refused(Refused("temporarily_unavailable")).status == 503


def test_a_form_keeps_its_command_id_unless_that_was_used_for_something_else():
    form = Form()
    assert form.refused(Refused("invalid_input")).command_id == form.command_id
    assert form.refused(Refused("temporarily_unavailable")).command_id == form.command_id
    assert form.refused(Refused("command_id_reused")).command_id != form.command_id


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Missing data for required field.", "This answer is needed"),
        ("Longer than maximum length 60.", "Use 60 characters or fewer"),
        ("Must be one of: a, b.", "Choose one of the answers in the list"),
        ("Give today or a day in the past.", "Give today or a day in the past."),
    ],
)
def test_what_a_check_says_is_put_into_plain_words(said, shown):
    assert plain(said) == shown


def test_a_day_by_which_somebody_acts_is_shown_with_its_weekday():
    assert show_weekday("2026-12-05") == show_weekday(date(2026, 12, 5)) == "Saturday 5 December 2026"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "1 day ago"),
        (-59, "59 days ago"),
        (-60, "2 months ago"),
        (-729, "24 months ago"),
        (-2883, "7 years ago"),
    ],
)
def test_how_long_a_review_is_overdue_is_said_as_people_say_it(days, said):
    review = review_of({"state": "overdue", "due": "2018-12-31", "days": days})
    assert review.sentence == f"Its review was due on 31 December 2018: {said}."


def test_no_page_rates_anything_by_red_amber_or_green():
    """States are said in words; tags are blue where something goes on, white or grey elsewhere."""
    portal = Path(gateway.portal.__file__).parent
    sources = [*portal.rglob("*.py"), *(portal.parent / "templates").rglob("*.jinja")]
    loud = re.compile(r'"(red|orange|yellow|green|aqua-green|pink|purple)"')
    found = {path.name: loud.findall(path.read_text()) for path in sources}
    assert len(found) > 100
    assert not {name: colours for name, colours in found.items() if colours}


def test_the_answers_that_forms_offer_are_those_that_inclusion_counts_by_name():
    for answer, choices in (("sector", SECTORS), ("perspective", PERSPECTIVES)):
        assert {choice["value"] for choice in choices} == OFFERED[answer]
