"""Numbers as people type them: none is so long that a page breaks."""

import re
from uuid import uuid4

import pytest

from chassis.identity import Caller
from gateway.portal import forms
from gateway.portal.forms import Form, date_of, whole_of
from gateway.portal.rough_dates import rough_date_of

EVERYTHING = Caller(
    "keeper-1",
    frozenset({"member", "national_team", "operator", "coordinator:WOE", "convenor:WOE"}),
    "WOE",
)
PLACE = re.compile(r"<(int:)?[^>]+>")
TOO_LONG = {"beyond Python": "9" * 5000, "beyond MongoDB": "9" * 30, "beyond all sense": "9" * 9}


class _SentEverywhere:
    """A request in which every field of every form says the same."""

    def __init__(self, said):
        self.said = said

    @property
    def form(self):
        return self

    def get(self, name, default=""):
        return str(uuid4()) if name == "command_id" else self.said

    def getlist(self, _name):
        return [self.said]

    def __iter__(self):
        return iter(())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("20", 20), ("007", 7), ("", None), ("-1", None), ("2.5", None), ("²", None), ("9" * 10, None)],
)
def test_a_whole_number_is_read_as_it_was_typed(typed, meant):
    assert whole_of(Form(answers={"version": typed}), "version") == meant


@pytest.mark.parametrize("read", [date_of, rough_date_of])
@pytest.mark.parametrize("part", ["day", "month", "year"])
@pytest.mark.parametrize("typed", TOO_LONG.values(), ids=TOO_LONG)
def test_no_part_of_a_date_is_too_long_to_be_told_so(read, part, typed):
    answers = {"on-day": "1", "on-month": "2", "on-year": "2026", f"on-{part}": typed}
    form, day = read(Form(answers=answers), "on", "The day")
    assert (form.status, day, list(form.errors)) == (422, "", ["on"])


@pytest.mark.parametrize("typed", TOO_LONG.values(), ids=TOO_LONG)
def test_no_action_breaks_on_a_number_however_long(app, client, calling, monkeypatch, typed):
    calling(EVERYTHING)
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    monkeypatch.setattr(forms, "request", _SentEverywhere(typed))
    actions = [
        rule
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and not rule.rule.startswith("/api/")
    ]
    assert len(actions) > 200
    broken = [rule.rule for rule in actions if client.post(PLACE.sub(_filled, rule.rule)).status_code == 500]
    assert broken == []


def _filled(place):
    return "9" * 30 if place[1] else str(uuid4())
