"""Knocking at the door where a group says how it keeps what it agreed."""

import pytest
from stewardship_desk import NATIONAL, Desk, convenor
from stewardship_papers import clause

from chassis.identity import Caller
from contracts.refusals import Refused

SW, WOE = convenor("SW"), convenor("WOE")
CRITERIA = (
    "members recruited and meetings running",
    "CSG visible inside and outside Q",
    "regional membership up",
    "more Q activity",
    "board-level awareness up",
)


@pytest.fixture
def objectives(desk: Desk) -> None:
    clauses = [clause(f"c{number}", text) for number, text in enumerate(CRITERIA, 1)]
    desk.knock(
        "documents.begin_document", {"region": "SW", "kind": "objectives", "clauses": clauses}, by=NATIONAL
    )
    agreed = {"id": "SW:objectives", "meeting": "Meeting 2", "on": "2018-01"}
    desk.knock("documents.agree_document", agreed, by=NATIONAL)


def mark(desk: Desk, by: Caller = SW, region: str = "SW", kind: str = "objectives", **more):
    return desk.knock("keeping.mark_clause", {"region": region, "kind": kind, **more}, by=by)


def refused(expected: str, desk: Desk, **more) -> None:
    with pytest.raises(Refused) as no:
        mark(desk, **more)
    assert no.value.code == expected


@pytest.mark.usefixtures("objectives")
def test_the_south_west_lists_five_criteria_one_met_by_growth(desk: Desk):
    evidence = [{"label": "118 members became 159", "address": "/regions/SW"}]
    mark(desk, code="c3", state="met", evidence=evidence)
    found = desk.knock("documents.get_document", {"region": "SW", "kind": "objectives"})
    assert len(found["clauses"]) == 5
    assert (found["clauses"][2]["state"], found["clauses"][2]["evidence"]) == ("met", evidence)
    lines = desk.knock("documents.list_documents", {"region": "SW"})["items"]
    assert next(line["states"] for line in lines if line["kind"] == "objectives") == {
        "not_started": 0,
        "partly": 0,
        "met": 1,
    }


def test_the_west_of_england_reports_line_10_as_untested_without_cases(desk: Desk):
    mark(desk, WOE, "WOE", "duties", code="dispute_processes", state="untested", note="0 cases", on="2018-08")
    clauses = desk.knock("documents.get_document", {"region": "WOE", "kind": "duties"})["clauses"]
    assert (clauses[3]["line"], clauses[3]["state"]) == (4, "dormant")
    assert (clauses[9]["line"], clauses[9]["state"], clauses[9]["note"]) == (10, "untested", "0 cases")
    assert clauses[9]["since"] == "2018-08"


def test_a_mark_outlives_a_new_version_of_the_text(desk: Desk, objectives):
    mark(desk, code="c1", state="partly")
    payload = {"region": "SW", "kind": "objectives", "clauses": [clause("c1", "Members recruited.")]}
    desk.knock("documents.begin_document", payload, by=SW)
    agreed = {"id": "SW:objectives", "meeting": "Meeting 4", "on": "2018-08"}
    desk.knock("documents.agree_document", agreed, by=SW)
    clauses = desk.knock("documents.get_document", {"region": "SW", "kind": "objectives"})["clauses"]
    assert [(each["code"], each["state"]) for each in clauses] == [("c1", "partly")]
    refused("clause_unknown", desk, code="c2", state="partly")


@pytest.mark.usefixtures("objectives")
def test_who_may_not_act_for_the_region_marks_nothing(desk: Desk):
    refused("not_your_region", desk, by=WOE, code="c1", state="partly")
    refused("role_required", desk, by=Caller("m-1", frozenset({"member"}), "SW"), code="c1", state="partly")
    refused("region_unknown", desk, by=NATIONAL, region="NOWHERE", code="c1", state="partly")


@pytest.mark.usefixtures("objectives")
def test_a_mark_on_what_somebody_changed_meanwhile_is_refused(desk: Desk):
    mark(desk, code="c1", state="partly", version=0)
    refused("stale_version", desk, code="c2", state="partly", version=0)


@pytest.mark.usefixtures("objectives")
def test_an_unsafe_address_is_no_evidence(desk: Desk):
    evidence = [{"label": "Look", "address": "javascript:alert(1)"}]
    refused("invalid_input", desk, code="c1", state="met", evidence=evidence)
