"""Projects by facets and words, with numbers that hold whatever happened before (row 70)."""

import random

import pytest
from exchange_desk import NATIONAL
from repository import FIVE, act, add, asked, five, get, numbers, search, showcase, titles

from chassis.testkit.refusing import refused
from exchange.projects import facets
from exchange.projects.facets import FACETS
from exchange.projects.searches import store as searches
from exchange.projects.store import CELLS, ProjectStore


def test_region_and_issue_give_two_of_five_and_the_date_narrows_to_one(desk):
    ids = five(desk)
    showcase(desk, ids[0])
    found = search(desk, facets={"region": ["SW"], "issue": ["safety"]})
    assert (found["number"], found["is_exact"], titles(found)) == (
        2,
        True,
        ["Excellence Every Day", "Falls at night"],
    )
    narrowed = search(desk, facets={"region": ["SW"], "issue": ["safety"], "date": ["2018"]})
    assert (narrowed["number"], titles(narrowed)) == (1, ["Excellence Every Day"])
    assert narrowed["items"][0]["is_showcase"] is True


def test_the_facets_are_exactly_five_and_another_one_is_refused(desk):
    assert tuple(search(desk)["facets"]) == ("stp", "region", "medical_condition", "issue", "date") == FACETS
    with refused("facet_unknown") as no:
        search(desk, facets={"colour": ["red"]})
    assert "stp, region, medical_condition, issue, date" in no.value.message
    with refused("facet_value_wrong"):
        search(desk, facets={"date": ["May"]})
    with refused("facets_too_many"):
        search(desk, facets={"stp": [f"a{n}" for n in range(11)], "issue": [f"b{n}" for n in range(10)]})


def test_values_of_one_facet_are_alternatives_and_do_not_narrow_their_own_numbers(desk):
    five(desk)
    found = search(desk, facets={"region": ["SW", "woe"], "date": ["2017", "2018"]})
    assert found["number"] == 4
    assert numbers(found, "region") == {"sw": 3, "nenc": 1, "woe": 1}
    assert numbers(found, "issue") == {"safety": 2, "flow": 1, "access": 1}
    assert numbers(found, "date") == {"2018": 2, "2017": 2}
    chosen = {each["value"]: each["is_chosen"] for each in found["facets"]["region"]["values"]}
    assert chosen == {"sw": True, "nenc": False, "woe": True}


def test_one_value_has_one_spelling_whoever_typed_it(desk):
    five(desk)
    found = search(desk)
    labels = {each["value"]: each["label"] for each in found["facets"]["issue"]["values"]}
    assert labels == {"safety": "Safety", "flow": "Flow", "access": "Access"}


def test_a_value_that_nobody_has_finds_nothing_and_is_still_shown_as_chosen(desk):
    five(desk)
    found = search(desk, facets={"issue": ["Waiting"]})
    assert (found["number"], found["items"], found["next"]) == (0, [], None)
    assert {"value": "waiting", "label": "waiting", "number": 0, "is_chosen": True} in found["facets"][
        "issue"
    ]["values"]


def test_pages_follow_each_other_without_gap_or_double_also_over_single_years(desk):
    five(desk)
    for chosen in ({}, {"date": ["2017", "2018"]}, {"date": ["2018"]}, {"region": ["SW", "WOE"]}):
        everything, seen, cursor = titles(search(desk, facets=chosen)), [], None
        while True:
            page = search(desk, facets=chosen, limit=1, cursor=cursor)
            seen += titles(page)
            cursor = page["next"]
            if cursor is None:
                break
        assert seen == everything
        assert len(seen) == search(desk, facets=chosen)["number"]


def test_a_cursor_that_is_none_is_refused(desk):
    with refused("invalid_input"):
        search(desk, cursor="é")
    with refused("invalid_input"):
        search(desk, cursor="abc")


def test_words_are_found_in_any_form_and_all_of_them_are_wanted(desk):
    five(desk)
    assert titles(search(desk, text="the MISTAKE")) == ["Why do we keep making the same mistakes?"]
    assert titles(search(desk, text="fall, night")) == ["Falls at night"]
    assert search(desk, text="falls suicide")["number"] == 0
    assert search(desk, text="falls elephants")["items"] == []
    found = search(desk, text="safety", facets={"region": ["SW"]})
    assert (found["number"], found["words"], numbers(found, "region")) == (
        2,
        ["safety"],
        {"sw": 2, "nenc": 1},
    )
    assert numbers(found, "date") == {"2018": 1, "2017": 1}


def test_a_text_that_says_nothing_is_shown_as_not_understood(desk):
    five(desk)
    found = search(desk, text="the of a")
    assert (found["words"], found["number"]) == ([], 5)


def test_a_common_word_is_looked_through_page_by_page_and_its_numbers_say_at_least(desk, monkeypatch):
    monkeypatch.setattr(searches, "MOST_LOOKED", 3)
    monkeypatch.setattr(searches, "MOST_COUNTED", 2)
    lead = desk.member()
    for number in range(8):
        region = "WOE" if number == 0 else "SW"
        add(desk, lead, title=f"Sepsis {number}", region=region, date=f"20{10 + number}", is_another=True)
    page = search(desk, text="sepsis", facets={"region": ["WOE"]})
    assert (page["items"], page["is_exact"]) == ([], False)
    cursor, seen = page["next"], []
    while cursor:
        page = search(desk, text="sepsis", facets={"region": ["WOE"]}, cursor=cursor)
        seen += titles(page)
        cursor = page["next"]
    assert seen == ["Sepsis 0"]


def test_what_did_not_work_has_an_archive_of_its_own(desk):
    lead = desk.member()
    ids = five(desk, lead)
    with refused("project_learning_missing"):
        act(desk, "end_project", ids[1], lead, result="did_not_work")
    learned = "Alarms at night woke everybody."
    act(desk, "end_project", ids[1], lead, result="did_not_work", learned=learned)
    act(desk, "end_project", ids[2], lead, result="worked")
    archive = search(desk, archive=True)
    assert (titles(archive), archive["number"]) == (["Falls at night"], 1)
    assert numbers(archive, "issue") == {"safety": 1}
    assert search(desk)["number"] == 5
    assert titles(search(desk, archive=True, text="alarms")) == ["Falls at night"]
    assert search(desk, archive=True, text="flow")["number"] == 0
    act(desk, "resume_project", ids[1], lead)
    assert search(desk, archive=True)["number"] == 0


def test_what_was_learnt_is_found_behind_however_long_an_aim(desk):
    lead = desk.member()
    aim = " ".join(f"word{number}" for number in range(300))
    made = add(desk, lead, aim=aim)["id"]
    act(desk, "end_project", made, lead, result="did_not_work", learned="Alarms woke everybody.")
    assert search(desk, text="alarms", archive=True)["number"] == 1
    assert search(desk, text="word1")["number"] == 1


def test_what_is_withdrawn_is_neither_found_nor_counted(desk):
    lead = desk.member()
    ids = five(desk, lead)
    act(desk, "withdraw_project", ids[0], lead, reason="It never began.")
    found = search(desk, facets={"region": ["SW"]})
    assert (found["number"], len(found["items"]), numbers(found, "issue")) == (2, 2, {"safety": 1, "flow": 1})
    assert search(desk, text="excellence")["items"] == []
    act(desk, "restore_project", ids[0], NATIONAL)
    assert search(desk)["number"] == 5


def test_the_counters_are_what_counting_finds_whatever_happened_before(desk):
    chance = random.Random(70)
    lead, known = desk.member(), []
    choices = {
        "region": ("SW", "WOE", "NENC"),
        "stp": ("", "Devon", "BNSSG"),
        "medical_condition": ("", "Sepsis", "Frailty"),
        "issue": ("Safety", "Flow"),
        "date": ("2016", "2017-04", "2018-04-05"),
    }
    for number in range(60):
        said = {name: chance.choice(values) for name, values in choices.items()}
        if not known or chance.random() < 0.5:
            known.append(add(desk, lead, title=f"Number {number}", is_another=True, **said)["id"])
            continue
        one = chance.choice(known)
        if get(desk, one, NATIONAL)["is_withdrawn"]:
            act(desk, "restore_project", one, NATIONAL)
        elif chance.random() < 0.3:
            act(desk, "withdraw_project", one, lead, reason="Entered twice.")
        elif chance.random() < 0.4:
            result = chance.choice(("worked", "did_not_work", "stopped"))
            act(desk, "end_project", one, lead, result=result, learned="Ask first.")
        else:
            desk.knock("projects.change_project", asked(id=one, title=f"Number {number}", **said), by=lead)
    shown = [each for each in map(ProjectStore(desk.work).get, known) if each and not each.is_withdrawn]
    assert len(shown) > 10
    for archive in (False, True):
        rows = [(each.about.keys, each.about.labels) for each in shown if not archive or each.is_archived]
        for _ in range(25):
            asked_for = {
                name: chance.sample([each for each in values if each], chance.choice((1, 2)))
                for name, values in choices.items()
                if chance.random() < 0.4
            }
            asked_for |= {"date": [each[:4] for each in asked_for["date"]]} if "date" in asked_for else {}
            choice = facets.chosen(asked_for)
            answer = search(desk, facets=asked_for, archive=archive, limit=100)
            assert answer["number"] == len(answer["items"]) == sum(choice.fits(keys) for keys, _ in rows)
            for facet in FACETS:
                counted = {each.value: each.number for each in facets.counts_of_rows(rows, facet, choice)}
                assert numbers(answer, facet) == counted, (asked_for, facet)


def test_a_facet_with_more_values_than_are_shown_says_so(desk, monkeypatch):
    monkeypatch.setattr("exchange.projects.searches.schemas.MOST_VALUES", 2)
    five(desk)
    found = search(desk, facets={"issue": ["flow"]})["facets"]["issue"]
    assert (len(found["values"]), found["is_whole"]) == (3, True)
    found = search(desk)["facets"]["issue"]
    assert (len(found["values"]), found["is_whole"]) == (2, False)


def test_an_export_has_the_columns_that_an_import_reads_and_nothing_of_people(desk):
    lead = desk.member()
    add(desk, lead, shown_name="Jo", contact="jo@example.org", contact_for="everybody")
    found = desk.knock("project_searches.export_projects", {"facets": {"region": ["SW"]}})
    assert found["columns"][:3] == ["id", "reference", "title"]
    assert set(found["items"][0]) == set(found["columns"])
    assert "example.org" not in str(found)
    assert "Jo" not in str(found)


def test_a_cell_is_found_by_its_own_key_alone(desk):
    five(desk)
    cell = desk.work.database[CELLS].find_one({"_id": "region=sw|issue=safety"})
    assert (cell["number"], cell["years"]) == (2, {"2018": 1, "2017": 1})
    assert cell["values"] == {"region": "sw", "issue": "safety"}


@pytest.mark.parametrize(
    ("years", "spans"),
    [
        ((), [("", ":")]),
        (("2018",), [("2018", "2018:")]),
        (("2016", "2018", "2017"), [("2016", "2018:")]),
        (("2012", "2018"), [("2018", "2018:"), ("2012", "2012:")]),
    ],
)
def test_years_beside_each_other_are_one_span_and_the_latest_comes_first(years, spans):
    assert facets.spans(years) == spans


def test_the_five_projects_are_those_of_the_accepted_case():
    assert sum(each["region"] == "SW" and each["issue"].lower() == "safety" for each in FIVE) == 2
