"""Growth and inclusion as everybody may ask for them, counted from the register."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from chassis.call import Call
from chassis.testkit.memory import MemoryUnitOfWork
from contracts.refusals import Refused
from membership.growth.service import Growth
from membership.growth.store import GrowthStore
from membership.members import domain
from membership.settings import Settings

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SETTINGS = Settings(regions_folder=Path(__file__).parents[4] / "deploy" / "regions")


class Register:
    """A register in memory that tests fill with people."""

    def __init__(self) -> None:
        self.work = MemoryUnitOfWork(GrowthStore.INDEXES)
        self.store = GrowthStore(self.work)
        self.people = 0

    def add(
        self, number: int, region: str, joined: str, *, left: str = "", cohort: str = "", **said: str
    ) -> None:
        """``number`` more people of a region, alike in everything but name and address."""

        def save() -> None:
            for _ in range(number):
                self.people += 1
                member = domain.join(
                    f"m{self.people}", name=f"Person {self.people}", email=f"p{self.people}@example.org",
                    region=region, joined=date.fromisoformat(joined), joined_by="import", cohort=cohort,
                    profile=said,
                )  # fmt: skip
                if left:
                    gone = domain.leave(member, date.fromisoformat(left))
                    self.store.members.save(member)
                    member = gone
                self.store.members.save(member)

        self.work.in_transaction(Call(now=NOW), save)


@pytest.fixture(name="register")
def empty_register() -> Register:
    return Register()


@pytest.fixture(name="desk")
def growth_desk(register: Register) -> Growth:
    desk = Growth()
    desk.store, desk.settings = register.store, SETTINGS
    return desk


def test_west_of_england_grew_by_44_per_cent_from_its_records(register: Register, desk: Growth) -> None:
    register.add(11, "WOE", "2015-05-01", cohort="founding")
    register.add(99, "WOE", "2017-06-01")
    register.add(48, "WOE", "2018-03-01")
    found = desk.region_growth(Call(now=NOW), {"code": "WOE"})
    assert (found["baseline"]["members"], found["latest"]["members"], found["increase"]) == (110, 158, 48)
    assert (found["percent"], found["percent_shown"]) == (44, "44 %")
    assert (found["baseline"]["date"], found["baseline"]["date_shown"]) == ("2017-09-07", "7 September 2017")
    assert "pilot report" in found["baseline"]["source"]
    assert found["founding"]["members"] == 11
    assert (found["national_average"]["percent"], found["national_average"]["label"]) == (20, "as published")
    assert "never attributed" in found["caveat"]
    assert found["series"][0] == {"date": "2017-09-07", "members": 110}
    assert found["series"][-1] == {"date": "2018-11-30", "members": 158}
    assert found["now"] == {"date": "2026-11-21", "members": 158}


def test_both_baselines_are_shown_where_a_target_has_its_own(register: Register, desk: Growth) -> None:
    register.add(110, "WOE", "2017-06-01")
    register.add(48, "WOE", "2018-03-01")
    [target] = desk.region_growth(Call(now=NOW), {"code": "WOE"})["targets"]
    assert (target["baseline"], target["target_members"], target["members"]) == (123, 246, 158)
    assert (target["progress_percent"], target["missing"]) == (28.5, 88)
    assert target["growth_from_own_baseline_shown"] == "28 %"
    assert target["members_date"] == "2019-03-31"
    assert target["due_shown"] == "31 March 2019"


def test_a_target_in_words_shows_no_percentage_of_the_way(register: Register, desk: Growth) -> None:
    register.add(166, "NENC", "2017-06-01")
    [target] = desk.region_growth(Call(now=NOW), {"code": "NENC"})["targets"]
    assert (target["target_percent"], target["target_members"], target["progress_percent"]) == (None,) * 3
    assert (target["growth_from_own_baseline_shown"], target["due_shown"]) == ("19 %", "December 2018")


def test_an_empty_baseline_gives_no_percentage(register: Register, desk: Growth) -> None:
    register.add(3, "SW", "2018-03-01")
    found = desk.region_growth(Call(now=NOW), {"code": "SW"})
    assert (found["percent"], found["percent_shown"], found["increase"]) == (None, "n/a", 3)


def test_who_moved_or_left_counts_where_and_while_they_belonged(register: Register, desk: Growth) -> None:
    register.add(4, "WOE", "2017-01-01", left="2018-01-01")
    register.add(5, "WOE", "2017-02-01")
    before = desk.region_growth(Call(now=NOW), {"code": "WOE", "as_at": "2017-12-31"})
    after = desk.region_growth(Call(now=NOW), {"code": "WOE", "as_at": "2018-01-01"})
    assert (before["latest"]["members"], after["latest"]["members"]) == (9, 5)
    assert (after["percent"], after["now"]) == (-44, {"date": "2018-01-01", "members": 5})


@pytest.mark.parametrize("code", ["WOE", "SCO"])
def test_a_day_long_before_q_began_is_refused_with_or_without_a_baseline(desk: Growth, code: str) -> None:
    with pytest.raises(Refused) as no:
        desk.region_growth(Call(now=NOW), {"code": code, "as_at": "0001-01-01"})
    assert (no.value.code, list(no.value.fields)) == ("invalid_input", ["as_at"])


def test_the_stays_count_as_the_register_itself_counts(register: Register, desk: Growth) -> None:
    register.add(4, "WOE", "2017-09-07", left="2018-02-10")
    register.add(2, "WOE", "2018-02-09")
    for point in desk.region_growth(Call(now=NOW), {"code": "WOE"})["series"]:
        assert point["members"] == register.store.members.count_on("WOE", date.fromisoformat(point["date"]))


@pytest.mark.parametrize("as_at", ["2017-09-07", "2030-01-01", "2010-01-01"])
def test_a_closing_day_before_the_baseline_or_to_come_is_refused(desk: Growth, as_at: str) -> None:
    with pytest.raises(Refused) as no:
        desk.region_growth(Call(now=NOW), {"code": "WOE", "as_at": as_at})
    assert (no.value.code, list(no.value.fields)) == ("invalid_input", ["as_at"])


@pytest.mark.parametrize(("door", "key"), [("region_growth", "code"), ("inclusion", "region")])
def test_an_unknown_region_is_told_as_such(desk: Growth, door: str, key: str) -> None:
    with pytest.raises(Refused) as no:
        getattr(desk, door)(Call(now=NOW), {key: "XX"})
    assert no.value.code == "region_unknown"


def test_a_region_without_a_published_baseline_shows_its_members_and_no_percentage(
    register: Register, desk: Growth
) -> None:
    register.add(6, "SCO", "2018-03-01")
    found = desk.region_growth(Call(now=NOW), {"code": "SCO"})
    assert (found["baseline"], found["percent_shown"], found["latest"]["members"]) == (None, "n/a", 6)
    assert len(found["series"]) == 14


def test_the_community_shows_published_sizes_beside_its_own_counts(register: Register, desk: Growth) -> None:
    register.add(9, "SW", "2015-05-01", cohort="founding")
    register.add(2, "SCO", "2015-05-01", cohort="founding")
    register.add(20, "SW", "2018-03-01")
    found = desk.community_growth(Call(now=NOW), {})
    told = [(each["members"], each["comparator"], each["recorded"]) for each in found["snapshots"]]
    assert told == [
        (231, "exactly", 11),
        (231, "exactly", 11),
        (447, "exactly", None),
        (2700, "more_than", 31),
    ]
    assert found["snapshots"][2]["date_shown"] == "undated"
    assert (found["members_now"], found["founders"]["total"]) == (31, 11)
    names = [line["region"]["name"] for line in found["regions"]]
    assert (len(names), names) == (18, sorted(names))


def test_inclusion_masks_small_answers_and_counts_who_said_nothing(register: Register, desk: Growth) -> None:
    register.add(40, "WOE", "2017-01-01", sector="acute", perspective="clinician", profession="nurse")
    register.add(
        2, "WOE", "2017-01-01", sector="hospice or care home", perspective="carer", profession="falconer"
    )
    register.add(7, "WOE", "2017-01-01")
    register.add(30, "WOE", "2017-01-01", left="2018-01-01", sector="hospice")
    found = desk.inclusion(Call(now=NOW), {"region": "WOE"})
    assert found["base"] == 49
    sectors = [(cell["label"], cell["count"], cell["shown"]) for cell in found["by"]["sector"]]
    assert sectors == [
        ("acute", 40, "40"),
        ("hospice or care home", None, "<5"),
        ("not said", None, "not shown"),
    ]
    assert "falconer" not in str(found)


def test_nobodys_own_words_are_published_as_a_sector_or_a_perspective(
    register: Register, desk: Growth
) -> None:
    register.add(40, "WOE", "2017-01-01", sector="charity", perspective="carer")
    register.add(1, "WOE", "2017-01-01", sector="The Ada Foundation", perspective="mother of Ada, who has X")
    found = desk.inclusion(Call(now=NOW), {"region": "WOE"})
    assert "Ada" not in str(found)
