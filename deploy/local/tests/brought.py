"""The demo's groups, brought into the real product in memory."""

from pathlib import Path
from typing import Any

import pytest
from product import InProcessApi, Product

from chassis.identity import Caller
from launcher.demo.inventing import members, read_data
from launcher.demo.loading import choose
from launcher.demo.meetings.bringing import bring as bring_meetings
from launcher.demo.meetings.desk import desk_of
from launcher.demo.stewardship.bringing import Desk, Seated, bring
from launcher.demo.stewardship.facts import read_facts
from launcher.demo.stewardship.holders import choose_holders, choose_voters

DATA, FACTS = read_data(), read_facts()
ROWS = members(DATA)
HOLDING = choose(ROWS, DATA.figures["roles"])


def id_of(email: str) -> str:
    return "m-" + email.split("@")[0].replace(".", "-")


def chosen() -> tuple[dict[str, list[str]], list[str]]:
    """The addresses of those with a seat, by region, and of those who take part in the election."""
    taken = set(HOLDING.values())
    seated = {
        code: choose_holders(ROWS, code, wanted, HOLDING["convenor"] if code == "WOE" else None, taken)
        for code, wanted in FACTS.groups["groups"].items()
    }
    return seated, [row["email"] for row in choose_voters(ROWS, FACTS.election, taken)]


class Brought:
    """A product with those members who have a part in it, and the demo's stewardship."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.product = Product(folder, monkeypatch)
        self.product.callers["setup"] = Caller("service:setup", frozenset({"national_team", "operator"}))
        seated, voters = chosen()
        parts = {*HOLDING.values(), *voters, *(email for each in seated.values() for email in each)}
        for row in ROWS:
            if row["email"] in parts:
                self.product.knows(id_of(row["email"]), row["region"], row["joined"])
        for role, asked in DATA.figures["roles"].items():
            if "grant" in asked:
                self.product.grant(id_of(HOLDING[role]), asked["grant"], asked.get("of"))
        self.bring()

    @property
    def desk(self) -> Desk:
        made: Any = self.product.api
        return Desk(
            setup=made("setup"),
            roles={role: made(id_of(email)) for role, email in HOLDING.items()},
            holding=HOLDING,
            rows=ROWS,
            ids={row["email"]: id_of(row["email"]) for row in ROWS},
            as_members=lambda ids: [made(each) for each in ids],
            rehearse=self.product.rehearse,
        )

    def bring(self) -> Seated:
        return bring(self.desk, FACTS)

    def bring_meetings(self) -> None:
        """Once everybody has heard what was brought for stewardship; then they hear of this."""
        desk = desk_of(self.desk, self.bring())
        self.product.bus.relay()
        bring_meetings(desk)
        self.product.bus.relay()

    def get(self, path: str, **params: str) -> Any:
        """What a visitor reads."""
        return InProcessApi(self.product, "").get(path, **params)

    def get_as(self, role: str, path: str) -> Any:
        return self.product.api(id_of(HOLDING[role])).get(path)

    def clauses(self, region: str, kind: str) -> list[dict[str, Any]]:
        found = self.get(f"/groups/{region}/documents/{kind}")
        assert found["status"] == "agreed", (region, kind)
        clauses: list[dict[str, Any]] = found["clauses"]
        return clauses
