"""How a clause is kept: states with evidence, practices, a history."""

from datetime import date

import pytest

from commons.rough_dates import rough
from stewardship.documents.kinds import BY_CODE
from stewardship.keeping.domain import Link, mark, nothing_kept, state_of
from stewardship.refusal import Refusal

TODAY = date(2018, 11, 30)
GROWTH = Link("118 members became 159", "/regions/SW")


def marked(keeping=None, kind: str = "objectives", code: str = "c3", on: str = "2018-11-30", **more):
    return mark(
        keeping or nothing_kept("SW:objectives"),
        BY_CODE[kind],
        code,
        {"c3", "c4", "transparency"},
        role="convenor",
        on=rough(on),
        today=TODAY,
        **more,
    )


def test_a_criterion_is_met_with_its_evidence():
    kept = marked(state="met", evidence=(GROWTH,)).mark("c3")
    assert (kept.state, kept.evidence, kept.since) == ("met", (GROWTH,), rough("2018-11-30"))


def test_nothing_is_met_without_evidence():
    with pytest.raises(Refusal) as no:
        marked(state="met")
    assert no.value.code == "evidence_required"
    met = marked(state="met", evidence=(GROWTH,))
    with pytest.raises(Refusal):
        marked(met, evidence=())


def test_a_state_keeps_its_history():
    first = marked(state="not_started", on="2017-09")
    second = marked(first, state="partly", note="Two of four meetings held.", on="2018-04")
    assert [(each.state, each.on.text) for each in second.mark("c3").history] == [
        ("not_started", "2017-09"),
        ("partly", "2018-04"),
    ]
    assert second.version == 2


def test_the_same_again_changes_nothing():
    kept = marked(state="partly")
    assert marked(kept, state="partly") is kept


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"state": "dormant"}, "state_not_of_kind"),
        ({"kind": "vision", "state": "met"}, "state_not_of_kind"),
        ({"practices": (GROWTH,)}, "practices_not_of_kind"),
        ({"code": "c9", "state": "met"}, "clause_unknown"),
        ({"state": "partly", "on": "2018-12-01"}, "marked_out_of_order"),
    ],
)
def test_what_does_not_fit_is_refused(more, code):
    with pytest.raises(Refusal) as no:
        marked(**more)
    assert no.value.code == code


def test_a_change_before_the_last_one_is_refused():
    kept = marked(state="partly", on="2018-06")
    with pytest.raises(Refusal) as no:
        marked(kept, state="not_started", on="2018-05-31")
    assert no.value.code == "marked_out_of_order"


def test_duties_that_need_money_sleep_only_where_none_is_allocated():
    duties, none = BY_CODE["duties"], nothing_kept("WOE:duties")
    assert state_of(duties, "funding_allocation", none.mark("x"), local_finance=False)[0] == "dormant"
    assert state_of(duties, "funding_allocation", none.mark("x"), local_finance=True)[0] == ""
    assert state_of(duties, "values", none.mark("x"), local_finance=False)[0] == ""


def test_a_practice_shows_a_principle():
    kept = marked(kind="principles", code="transparency", practices=(Link("Minutes", "/meetings"),))
    assert kept.mark("transparency").practices[0].address == "/meetings"
    assert kept.mark("transparency").history == ()
