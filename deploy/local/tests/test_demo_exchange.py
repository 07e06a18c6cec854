"""The Q Exchange of the demo, in memory: what the seeds tell comes out of records, once (rows 56-79)."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that `product` is importable

from brought import HOLDING, ROWS, id_of
from product import InProcessApi, Product

from chassis.call import Call, Job
from chassis.identity import Caller
from launcher.demo.exchange import bringing, projects, rounds
from launcher.demo.exchange.desk import Desk
from launcher.demo.exchange.facts import read_facts
from launcher.demo.inventing import read_data
from launcher.demo.skills_register.desk import Helper

DATA = read_data()
OF_EACH = 13
FACTS = read_facts("rounds")


class Opening(InProcessApi):
    """Voting opens by itself in a running platform; here whoever asks for the paper lets it."""

    def get(self, path: str, **params: str) -> Any:
        if path.endswith("/paper"):
            open_votes(self._product)
        return super().get(path, **params)


def open_votes(product: Product) -> None:
    jobs = product.bus.databases["exchange"].database["jobs"]
    due = {"state": "waiting", "kind": "open_vote", "due_at": {"$lte": datetime.now(UTC)}}
    for row in list(jobs.find(due)):
        job = Job(row["_id"], row["kind"], row["key"], row["due_at"], row["data"])
        with product.turn:
            product.bus.service("exchange_ballots").open_vote(Call(), job)
        jobs.delete_one({"_id": row["_id"]})


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Product, Desk]]:
    """The product with the demo's roles, and a few members of each region."""
    with pytest.MonkeyPatch.context() as patched:
        product = Product(tmp_path_factory.mktemp("keys"), patched)
        product.callers["setup"] = Caller("service:setup", frozenset({"national_team", "operator"}))
        by_address = {row["email"]: row for row in ROWS}
        rows = [
            row
            for code in FACTS["closed"]["numbers"]
            for row in [
                each for each in ROWS if each["region"] == code and each["email"] not in HOLDING.values()
            ][:OF_EACH]
        ]
        for row in (*rows, *(by_address[email] for email in HOLDING.values())):
            product.knows(id_of(row["email"]), row["region"], row["joined"])
        for role, asked in DATA.figures["roles"].items():
            if "grant" in asked:
                product.grant(id_of(HOLDING[role]), asked["grant"], asked.get("of"))

        def helper(row: Any) -> Helper:
            api: Any = product.api(id_of(row["email"]))
            return Helper(id_of(row["email"]), row["region"], row, api)

        opening: Any = Opening(product, "setup")
        desk = Desk(
            setup=opening,
            roles={role: helper(by_address[email]) for role, email in HOLDING.items()},
            helpers=[helper(row) for row in rows],
        )
        bringing.bring(desk)
        yield product, desk


def test_the_round_of_2018_has_188_proposals_of_which_13_are_from_the_south_west(brought):
    _, desk = brought
    told = desk.setup.get(f"/rounds/{desk.rounds['2018']}/numbers")
    [south_west] = [each for each in told["by_region"] if each["region"] == "SW"]
    assert (told["handed_in"], south_west["number"], south_west["share_pct"]) == (188, 13, 6.9)
    awarded = desk.setup.get(f"/rounds/{desk.rounds['2018']}/proposals", stage="awarded")["items"]
    assert {each["title"] for each in awarded} == {"Timebank", "Patients as Equal Partners"}
    assert {(each["ask"], each["brought_in"]["award"]) for each in awarded} == {(None, None)}


def test_no_invented_title_comes_twice():
    nobody: Any = None
    rows = list(rounds.rows_of(nobody, "closed", FACTS["closed"]))
    assert len({row["title"] for row in rows}) == len(rows) == 188
    made = list(projects.invented(read_facts("projects")["invented"]))
    assert len({row["title"] for row in made}) == len(made) == 150


def test_one_round_is_voted_on_and_the_demos_roles_have_not_voted(brought):
    _, desk = brought
    place = f"/rounds/{desk.rounds['voting']}"
    paper = desk.roles["member"].api.get(f"{place}/paper")
    assert (len(paper["projects"]), paper["takes_ballots"], paper["mine"]["voted"]) == (20, True, False)
    assert paper["mine"]["on_roll"]


def test_ideas_and_drafts_are_talked_about_and_two_are_alike(brought):
    _, desk = brought
    numbers = desk.setup.get(f"/rounds/{desk.rounds['open']}/numbers")["by_stage"]
    assert (numbers["idea"] >= 6, numbers["submitted"]) == (True, 2)
    lead = desk.who("SW 1").api
    [mine] = [each for each in lead.get("/proposals/mine")["items"] if each["stage"] == "draft"]
    shown = lead.get(f"/proposals/{mine['id']}")
    assert (shown["supporters"], shown["comments"], len(shown["similar"])) == (6, 3, 1)


def test_the_projects_that_are_named_are_found(brought):
    _, desk = brought
    for wanted in read_facts("projects")["named"]:
        found = desk.setup.get("/projects", text=wanted["title"])["items"]
        assert wanted["title"] in {each["title"] for each in found}
    [shown] = desk.setup.get("/projects/showcases")["items"]
    assert (shown["title"], shown["site"]) == ("Excellence Every Day", "Derriford Hospital")


def test_every_role_has_something_to_do_next(brought):
    _, desk = brought
    member, coordinator = desk.roles["member"].api, desk.roles["coordinator"].api
    assert "asked" in {each["my_part"] for each in member.get("/proposals/mine")["items"]}
    assert coordinator.get("/learning/to-review", region="WOE")["items"]
    assert coordinator.get("/stories/to-read", region="WOE")["items"]
    assert desk.roles["national_team"].api.get("/extracts/to-decide")["items"]


def test_a_second_run_adds_nothing(brought):
    product, desk = brought
    before = product.stored("exchange")
    bringing.bring(desk)
    assert product.stored("exchange") == before
