"""Costs: approximate where they are, the share of a new member worked out (row 35)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stewardship_desk import NATIONAL, Desk, convenor, coordinator

from contracts.refusals import Refused
from stewardship.costs.domain import in_pounds, per_new_member

YEAR = {"starts": "2017-09-07", "ends": "2018-09-07"}
PUBLISHED = "Pilot report, 30 November 2018"


def cost(region="WOE", **more):
    return {
        "region": region,
        **YEAR,
        "amount_pence": 1_000_000,
        "approximate": True,
        "source": PUBLISHED,
        **more,
    }


def record(desk, payload, by=NATIONAL):
    return desk.knock("costs.record_cost", payload, by=by)


def refused(desk, payload, by=NATIONAL):
    with pytest.raises(Refused) as no:
        record(desk, payload, by)
    return no.value


@pytest.mark.parametrize(("joined", "pence"), [(48, 20_833), (41, 24_390), (36, 27_778), (0, None)])
def test_the_share_of_a_new_member_is_rounded_half_up(joined, pence):
    assert per_new_member(1_000_000, joined) == pence


@given(st.integers(0, 10**9), st.integers(1, 10**5))
def test_the_share_is_never_more_than_half_a_penny_off(amount, joined):
    assert abs(per_new_member(amount, joined) * joined - amount) * 2 <= joined


def test_pounds_are_shown_with_pence_only_where_there_are_some():
    assert in_pounds(1_000_000, approximate=True) == "approx. £10,000"
    assert in_pounds(20_833, approximate=False) == "£208.33"
    assert in_pounds(5, approximate=False) == "£0.05"


def test_three_pilot_regions_cost_about_thirty_thousand_pounds(desk: Desk):
    for region, joined in (("WOE", 48), ("SW", 41), ("NENC", 36)):
        record(desk, cost(region, new_members=joined, new_members_source=PUBLISHED))
    answer = desk.knock("costs.list_costs")
    assert answer["total"] == {"regions": 3, "amount_pence": 3_000_000, "amount_shown": "approx. £30,000"}
    shares = {each["region"]: each["per_new_member_shown"] for each in answer["items"]}
    assert shares == {"WOE": "approx. £208.33", "SW": "approx. £243.90", "NENC": "approx. £277.78"}
    assert "not a target" in answer["note"]


def test_regions_stand_in_the_order_of_their_names_not_of_their_cost(desk: Desk):
    for region, amount in (("WOE", 1), ("NENC", 3), ("SW", 2)):
        record(desk, cost(region, amount_pence=amount))
    items = desk.knock("costs.list_costs")["items"]
    assert [each["region"] for each in items] == ["NENC", "SW", "WOE"]


def test_without_a_published_figure_member_records_are_counted(desk: Desk):
    desk.member("m-1", "WOE")
    desk.member("m-2", "WOE", status="left")
    desk.member("m-3", "SW")
    made = record(desk, cost())
    assert (made["new_members"], made["new_members_source"]) == (2, "Q Commons member records")
    assert made["per_new_member_pence"] == 500_000
    later = record(desk, cost(starts="2018-09-07", ends="2019-09-07"))
    assert (later["new_members"], later["per_new_member_shown"]) == (0, "n/a")


def test_for_the_uk_wide_group_the_new_members_of_every_region_are_counted(desk: Desk):
    desk.member("m-1", "WOE")
    desk.member("m-2", "SW")
    made = record(desk, cost("UK"))
    assert (made["new_members"], made["per_new_member_pence"]) == (2, 500_000)


def test_a_correction_with_another_first_day_makes_no_second_year(desk: Desk):
    record(desk, cost())
    no = refused(desk, cost(starts="2017-09-08", version=1))
    assert (no.code, list(no.fields)) == ("invalid_input", ["starts"])
    assert len(desk.knock("costs.list_costs", {"region": "WOE"})["items"]) == 1


def test_a_year_of_a_region_is_recorded_once_and_corrected_knowingly(desk: Desk):
    record(desk, cost())
    assert record(desk, cost())["version"] == 1
    assert refused(desk, cost(amount_pence=900_000)).code == "cost_recorded"
    corrected = record(desk, cost(amount_pence=900_000, approximate=False, version=1))
    assert (corrected["amount_shown"], corrected["version"]) == ("£9,000", 2)
    assert refused(desk, cost(amount_pence=800_000, version=1)).code == "stale_version"


def test_the_newest_year_of_a_region_counts_for_the_total_and_every_year_can_be_read(desk: Desk):
    record(desk, cost())
    record(desk, cost(starts="2018-09-07", ends="2019-09-07", amount_pence=1_200_000))
    assert desk.knock("costs.list_costs")["total"]["amount_pence"] == 1_200_000
    years = desk.knock("costs.list_costs", {"region": "WOE"})["items"]
    assert [each["starts"] for each in years] == ["2018-09-07", "2017-09-07"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ends": "2017-09-07"}, "ends"),
        ({"amount_pence": -1}, "amount_pence"),
        ({"amount_pence": 10.5}, "amount_pence"),
        ({"new_members": 48}, "new_members_source"),
        ({"source": " "}, "source"),
    ],
)
def test_what_cannot_be_a_cost_is_told_at_its_field(desk: Desk, change, field):
    no = refused(desk, cost(**change))
    assert (no.code, list(no.fields)) == ("invalid_input", [field])


def test_a_coordinator_records_the_own_region_and_a_convenor_none(desk: Desk):
    assert record(desk, cost("SW"), coordinator("SW"))["region"] == "SW"
    assert refused(desk, cost("WOE"), coordinator("SW")).code == "not_your_region"
    assert refused(desk, cost("SW"), convenor("SW")).code == "role_required"
    assert refused(desk, cost("XX")).code == "region_unknown"


def test_a_cost_comes_back_as_saved(work, call):
    from stewardship.costs.domain import Cost, NewMembers
    from stewardship.costs.store import CostStore
    from stewardship.refusal import Refusal

    store = CostStore(work)
    made = Cost(
        "c-1", 1, "WOE", date(2017, 9, 7), date(2018, 9, 7), 1_000_000, True, PUBLISHED, NewMembers(48, "x")
    )
    work.in_transaction(call, lambda: store.save(made))
    assert store.of_year("WOE", made.starts) == made
    assert store.of_regions(["WOE", "SW"]) == [made]
    with pytest.raises(Refusal, match="cost_recorded"):
        work.in_transaction(call, lambda: store.save(Cost(**{**vars(made), "id": "c-2"})))
