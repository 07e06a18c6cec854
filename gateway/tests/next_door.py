"""Two neighbours in Devon under one concordat, who lend each other people, for tests (row 61)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc.jwk import OKPKey

from chassis import tickets
from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus
from gateway.portal.dates import today
from skills_register.placements.store import PlacementStore

NATIONAL = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")
BOSS = "boss@example.org"
NORTH, SOUTH, EAST = "Northern Devon Trust", "Plymouth Trust", "Torbay Trust"


def day(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


@dataclass
class NextDoor:
    """``north`` and ``south`` signed, ``east`` did not. Nora acts for north, Sue for south, Ed for east;
    Ann works at north and Ben nowhere in particular."""

    bus: LocalBus
    people: dict[str, Caller]
    concordat: str
    north: str
    south: str
    east: str

    def knock(self, service: str, door: str, by: Caller, **payload: Any) -> Any:
        return self.bus.call(f"skills_register_{service}", door, payload, caller=by)

    def request(self, **more: Any) -> str:
        """South asks for 2 days of coaching: the request's id."""
        asked = {
            "concordat_id": self.concordat, "organisation_id": self.south, "need": "Coach our ward in SPC.",
            "skills": ["SPC"], "half_days": 4, "starts_on": day(0), "ends_on": day(40), "where": "Plymouth",
        }  # fmt: skip
        made: str = self.knock("releases", "request_release", self.people["Sue"], **{**asked, **more})["id"]
        return made

    def consent(self, request: str, who: str = "Ann") -> str:
        """Somebody of north would help: the release's id."""
        wanted = {"id": request, "lender_id": self.north, "shown_name": f"{who} of ward 7"}
        made: str = self.knock("releases", "consent_to_release", self.people[who], **wanted)["id"]
        return made

    def ask_manager(self, release: str, who: str = "Ann", **more: Any) -> str:
        """The line manager is asked by mail: the ask's id."""
        self.knock("releases", "ask_line_manager", self.people[who], id=release, email=BOSS, **more)
        return self.newest_ask(release)

    def newest_ask(self, release: str) -> str:
        row = self.bus.databases["skills_register"].database["releases"].find_one({"_id": release})
        ask: str = row["ask_ids"][-1]
        return ask

    def grant(self, ask: str, **more: Any) -> None:
        manager = Caller(f"line-manager:{ask}", frozenset({"line_manager"}))
        self.knock("line_managers", "answer_release", manager, decision="grant", **more)

    def granted(self, who: str = "Ann", **more: Any) -> str:
        """A request and a release for it that was granted: the release's id."""
        release = self.consent(self.request(**more), who)
        self.grant(self.ask_manager(release, who))
        return release

    def placed(self, who: str = "Ann", **more: Any) -> str:
        """A placement that has begun today: its id."""
        release = self.granted(who, **more)
        made: str = self.knock("placements", "agree_placement", self.people["Sue"], release_id=release)["id"]
        return made

    def done(self, half_days: int = 4, **more: Any) -> str:
        """A placement that both confirmed: its id."""
        placement = self.placed(**more)
        for who in ("Nora", "Sue"):
            self.knock("placements", "confirm_days", self.people[who], id=placement, half_days=half_days)
        return placement

    def over(self, release: str) -> None:
        """The newest link of this release ran out a day ago."""
        work = self.bus.databases["skills_register"]
        row = work.database["releases"].find_one({"_id": release})
        asks = [{**each, "until": datetime.now(UTC) - timedelta(days=1)} for each in row["asks"]]
        work.database["releases"].update_one({"_id": release}, {"$set": {"asks": asks}})

    def placements(self) -> PlacementStore:
        return PlacementStore(self.bus.databases["skills_register"])


def devon(bus: LocalBus, admit: Callable[[str], Caller]) -> NextDoor:
    """All of it; ``admit`` makes somebody a member of South West."""
    people = {name: admit(name) for name in ("Nora", "Sue", "Ed", "Ann", "Ben")}
    bus.relay()
    made = NextDoor(bus, people, "", "", "", "")
    made.concordat = _concordat(made)
    made.north, made.south, made.east = (
        _organisation(made, name, who) for name, who in ((NORTH, "Nora"), (SOUTH, "Sue"), (EAST, "Ed"))
    )
    for organisation, who in ((made.north, "Nora"), (made.south, "Sue")):
        signed = {"organisation_id": organisation, "text": 1, "signed_as": "director"}
        made.knock("concordats", "sign_concordat", people[who], id=made.concordat, **signed)
    return made


def manager_ticket(key: OKPKey, ask: str, lifetime: timedelta = timedelta(days=14)) -> str:
    """The ticket of the link in a line manager's mail."""
    return tickets.mint(
        key.as_pem(private=True),
        subject=f"line-manager:{ask}",
        audience="line-manager",
        now=datetime.now(UTC) - timedelta(hours=1),
        lifetime=lifetime,
    )


def _concordat(place: NextDoor) -> str:
    asked = {
        "region": "SW", "title": "Concordat of Devon", "system": "Devon", "review_on": day(200),
        "text": "Leaders release people to help next door.\n\nWhoever helps may ask for help.",
    }  # fmt: skip
    made: str = place.knock("concordats", "draft_concordat", NATIONAL, **asked)["id"]
    place.knock("concordats", "agree_text", NATIONAL, id=made)
    return made


def _organisation(place: NextDoor, name: str, who: str) -> str:
    asked = {"region": "SW", "name": name, "kind": "trust", "system": "Devon"}
    made: str = place.knock("organisations", "enter_organisation", NATIONAL, **asked)["id"]
    for role in ("leader", "contact"):
        named = {"id": made, "member_id": place.people[who].subject, "role": role}
        place.knock("organisations", "name_representative", NATIONAL, **named)
    return made


def in_transaction(bus: LocalBus, act: Callable[[], Any]) -> Any:
    return bus.databases["skills_register"].in_transaction(Call(), act)
