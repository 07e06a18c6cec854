"""On the running platform: a round of coffees is dealt by itself, and can be dealt again (row 64);
a question reaches the contact of its area, who is told by mail (row 65)."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from journeys.people import People, Person
from journeys.running import Platform, eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(300)]

REGIONS = ("SW", "WOE", "NENC")


@pytest.fixture(scope="module")
def three(people: People, platform: Platform) -> list[Person]:
    """One of each region; the skills register has heard of them."""
    members = [people.member(region) for region in REGIONS]
    known = platform.database("skills_register")["people"]
    eventually(lambda: known.count_documents({"_id": {"$in": [each.id for each in members]}}) == len(members))
    return [
        Person(each.id, each.email, each.name, platform.token(each.id, "read", "write")) for each in members
    ]


def done(people: People, method: str, path: str, token: str, **body: Any) -> Any:
    told = people.ask(method, path, token, json=body)
    assert told.ok, told.text
    return told.json()


def test_a_round_is_dealt_by_itself_and_anybody_deals_it_again(
    people: People, three: list[Person], tmp_path: Path
) -> None:
    for each, name in zip(three, ("Ann", "Ben", "Cat"), strict=True):
        mine = done(people, "PUT", "/coffees/mine", each.token, shown_name=name)
    month, seed = mine["next"]["id"], mine["next"]["seed"]
    done(people, "POST", "/coffees/rounds/next/dealing", people.setup)
    ann = three[0].token
    group = eventually(lambda: people.get("/coffees/mine", ann)["group"])
    assert [each["shown_name"] for each in group["others"]] == ["Ben", "Cat"]
    draw = people.get(f"/coffees/rounds/{month}/draw", ann)
    assert draw["seed"] == seed
    file = tmp_path / "draw.json"
    file.write_text(json.dumps(draw), "utf-8")
    again = subprocess.run(
        [sys.executable, "-m", "skills_register.command", "check-coffees", str(file)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (again.returncode, again.stderr) == (0, ""), again.stdout
    assert people.get("/coffees/rounds", ann)["items"][0]["state"] == "planned"


def test_a_question_about_cumbria_reaches_the_contact_of_the_north_east_by_mail(
    people: People, platform: Platform, three: list[Person]
) -> None:
    asker, _, contact = three
    named = {"region": "NENC", "member_id": contact.id}
    done(people, "POST", "/coaching-contacts", people.setup, **named)
    about = {"shown_name": "Cat", "hours": "Tuesdays", "areas": ["Cumbria"]}
    done(people, "PUT", "/coaching-contacts/mine", contact.token, **about)
    asked = {"shown_name": "Ann", "words": "How do I read this chart?", "area": "cumbria"}
    made = done(people, "POST", "/coaching-questions", asker.token, **asked)
    assert made["region"] == "NENC"
    assert people.get("/coaching-questions/mine", asker.token)["items"][0]["lies_with"] == "Cat"
    letters = eventually(
        lambda: [each for each in platform.letters(contact.email) if "question" in str(each)]
    )
    assert "read this chart" not in str(letters)
