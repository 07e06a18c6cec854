"""``skills-register check-coffees``: anybody deals a round again from its draw."""

import json

import pytest

from skills_register.coffees.drawing import draw_of, fingerprint
from skills_register.coffees.matching import Guest, match
from skills_register.command import main

SEED = "2018-11 abc"


@pytest.fixture
def draw():
    guests = [Guest(f"m-{number}", f"O{number % 4}", f"P{number % 3}") for number in range(9)]
    _, lines = draw_of(guests, {}, SEED, match(guests, {}, SEED))
    rows = [
        {"organisation": each.organisation, "place": each.place, "met": list(each.met), "group": each.group}
        for each in lines
    ]
    return {"seed": SEED, "draw": fingerprint(SEED, lines), "lines": rows}


def checked(tmp_path, draw) -> int:
    file = tmp_path / "draw.json"
    file.write_text(draw if isinstance(draw, str) else json.dumps(draw), "utf-8")
    return main(["check-coffees", str(file)])


def test_a_draw_as_it_was_dealt_is_found_fair(tmp_path, capsys, draw):
    assert checked(tmp_path, draw) == 0
    said = capsys.readouterr().out
    assert "The same groups come out." in said
    assert draw["draw"] in said


def test_a_draw_in_which_two_changed_places_is_found_out(tmp_path, capsys, draw):
    one, two = (next(row for row in draw["lines"] if row["group"] == group) for group in (1, 2))
    one["group"], two["group"] = 2, 1
    assert checked(tmp_path, draw) == 1
    said = capsys.readouterr().out
    assert "Other groups come out." in said
    assert "states another one" in said


@pytest.mark.parametrize("file", ["no json", "[]", '{"lines": [{}]}', '{"lines": []}'])
def test_what_is_no_draw_is_refused(tmp_path, capsys, file):
    assert checked(tmp_path, file) == 2
    assert capsys.readouterr().err
