"""What the demo's members say they can do and may learn: words and places that exist (rows 63, 88)."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that `product` is importable

from product import Product

from chassis.identity import Caller
from launcher.demo.inventing import members, read_data
from launcher.demo.loading import choose
from launcher.demo.skills_register import development, skills
from launcher.demo.skills_register.desk import EVERY, Desk, Helper
from launcher.demo.skills_register.facts import read_facts
from skills_register.skills import place_file
from skills_register.vocabulary import files

DATA = read_data()
ROWS = members(DATA)
HOLDING = choose(ROWS, DATA.figures["roles"])
TAKING_PART = [row for row in ROWS if row["email"] not in HOLDING.values()][::EVERY]
FACTS, VOCABULARY = read_facts("skills"), files.load()


def helper(row, product=None) -> Helper:
    return Helper(row["email"], row["region"], row, product.api(row["email"]) if product else None)


def test_over_500_members_of_every_region_take_part_and_some_of_their_skills_are_old():
    assert len(TAKING_PART) >= 500
    assert {row["region"] for row in TAKING_PART} == set(FACTS["postcodes"])
    said = [each for row in TAKING_PART for each in skills.skills_of(helper(row), FACTS)]
    old = [each for each in said if "checked_on" in each]
    assert 0.1 < len(old) / len(said) < 0.2
    assert {each["level"] for each in said} == set(skills.LEVELS)
    assert sum(each["skill"] == "spc" for each in said) > 25, "a search for SPC has something to put in order"


def test_the_same_member_says_the_same_in_every_run():
    one = helper(TAKING_PART[7])
    assert skills.page_of(one, FACTS) == skills.page_of(one, FACTS)
    assert skills.skills_of(one, FACTS) == skills.skills_of(one, FACTS)


def test_every_skill_word_and_postcode_of_the_demo_exists():
    keys = [*FACTS["common"], *FACTS["others"]]
    keys += [each["skill"] for role in FACTS["roles"].values() for each in role["skills"]]
    assert [key for key in keys if VOCABULARY.get(key) is None] == []
    assert set(FACTS["common"]).isdisjoint(FACTS["others"]), "no member lists one twice"
    words = [word for each in read_facts("development") for word in each["teaches"]]
    assert [word for word in words if VOCABULARY.meaning_of(word) is None] == []
    places = place_file.load()
    for districts in FACTS["postcodes"].values():
        assert all(places.of(each) for each in districts)


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Product, Desk]]:
    """The product with the demo's roles and a dozen of those who take part."""
    with pytest.MonkeyPatch.context() as patched:
        product = Product(tmp_path_factory.mktemp("keys"), patched)
        product.callers["setup"] = Caller("service:setup", frozenset({"national_team", "operator"}))
        by_address = {row["email"]: row for row in ROWS}
        rows = [row for row in TAKING_PART if row["region"] == "WOE"][:12]
        for row in (*rows, *(by_address[email] for email in HOLDING.values())):
            product.knows(row["email"], row["region"], row["joined"])
        desk = Desk(
            setup=product.api("setup"),
            roles={role: helper(by_address[email], product) for role, email in HOLDING.items()},
            helpers=[helper(row, product) for row in rows],
        )
        for bring in (skills.bring, development.bring):
            bring(desk)
        yield product, desk


def test_a_second_run_adds_nothing(brought):
    product, desk = brought
    before = product.stored("skills_register")
    skills.bring(desk)
    development.bring(desk)
    assert product.stored("skills_register") == before


def test_the_demos_member_has_something_to_confirm_and_something_to_add(brought):
    _, desk = brought
    member = desk.roles["member"].api
    mine = member.get("/skills/mine")
    assert (mine["to_confirm"], [each["endorsements"] for each in mine["items"]]) == (1, [2, 2, 2])
    [learned] = member.get("/development/mine")["items"]
    assert [each["words"] for each in learned["offers"]] == [
        "Add PDSA to my skills",
        "Add Driver diagrams to my skills",
    ]
    states = [each["state"] for each in member.get("/skills/vocabulary/words/mine")["items"]]
    assert sorted(states) == ["turned_down", "waiting"]


def test_a_search_of_the_south_west_lists_two_opportunities(brought):
    _, desk = brought
    titles = [each["title"] for each in desk.setup.get("/development", region="SW")["items"]]
    assert titles == ["Improving quality from home", "Charts that tell the truth"]


def test_whoever_said_it_in_a_run_that_broke_off_is_left_as_they_are(brought):
    _, desk = brought
    one = desk.helpers[0]
    [said, *_] = skills.skills_of(one, FACTS)
    before = one.api.get("/skills/mine")["items"]
    assert skills._add(one, {**said, "level": "learning"}) == before[0]["id"]
    assert one.api.get("/skills/mine")["items"] == before
