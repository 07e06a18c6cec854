"""Buddies, coffees and local contacts to look at, each at every state."""

from typing import Any

from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

from ..pairing import deal_coffees  # noqa: TID252 - tests are no installed package

GOAL = (
    "To plan a first PDSA cycle on my ward.\nI read about it, and do not know where to begin. "
    "https://example.org/a-very-long-address-without-any-break-that-a-phone-has-to-wrap-somewhere-in-the-middle"
)
OFFER = {"topics": "Run charts, and how to begin on a busy ward.", "background": "clinician"}


def populate_pairing(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """The world's member has a pair, a wish, one to answer, a coffee and questions; WOE has a contact."""
    _Pairing(bus, ids, people).populate()


class _Pairing:
    def __init__(self, bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
        self.bus, self.ids, self.people = bus, ids, people

    def populate(self) -> None:
        self._buddies()
        self._coffees()
        self._contacts()

    def _knock(self, door: str, payload: dict[str, Any], by: Caller) -> Any:
        service, _, name = door.partition(".")
        return self.bus.call(f"skills_register_{service}", name, payload, caller=by)

    def _buddies(self) -> None:
        me, buddy = self.people["member"], self.people["operator"]
        third, fourth = (Caller(f"member-00{number}", frozenset({"member"}), "WOE") for number in (30, 31))
        said = {"shown_name": "Grace Featherstonehaugh", "reach": "Through the ward, after ten"}
        self._knock("buddies.offer_buddying", {**OFFER, **said}, buddy)
        self._knock("buddies.ask_for_buddy", {"goal": GOAL, "shown_name": "Lee", "reach": "By post"}, me)
        pair = self._knock("buddies.propose_pair", {"buddy_id": buddy.subject}, me)
        self.ids["buddy_pair_id"] = pair["id"]
        self._knock("buddies.answer_pair", {"id": pair["id"], "agrees": True}, buddy)
        self._knock("buddies.note_check", {"id": pair["id"]}, me)
        self._knock("buddies.offer_buddying", {**OFFER, "shown_name": "Lee"}, me)
        for who, name in ((third, "Tom"), (fourth, "Una")):
            wish = self._knock("buddies.ask_for_buddy", {"goal": GOAL, "shown_name": name}, who)
            self.ids["buddy_wish_id"] = wish["id"]
        self._knock("buddies.propose_pair", {"buddy_id": me.subject}, third)
        self._knock("buddies.offer_buddying", {**OFFER, "shown_name": "Una", "most": 1}, fourth)
        self._knock("buddies.ask_for_buddy", {"goal": "To lead a team", "shown_name": "Lee"}, me)

    def _coffees(self) -> None:
        for role in ("member", "coordinator", "convenor"):
            said = {"shown_name": f"The {role}", "organisation": f"Hospital of the {role}", "pace": 2}
            self._knock("coffees.join_coffees", said, self.people[role])
        deal_coffees(self.bus)
        self._knock("coffees.join_coffees", {"shown_name": "Olu"}, self.people["operator"])
        self._knock("coffees.skip_round", {}, self.people["operator"])

    def _contacts(self) -> None:
        keeper, contact, me = (self.people[role] for role in ("coordinator", "convenor", "member"))
        for who in (contact, self.people["operator"]):
            self._knock("coaching.name_contact", {"region": "WOE", "member_id": who.subject}, keeper)
        about = {"topics": ["SPC", "Patient stories"], "areas": ["Bath"], "hours": "Tuesdays after four"}
        self._knock("coaching.accept_contact", {**about, "shown_name": "Connie"}, contact)
        for region, topic in (("WOE", "SPC"), ("WOE", "Stories"), ("NENC", "")):
            asked = {"words": GOAL, "shown_name": "Lee", "topic": topic, "region": region}
            question = self._knock("coaching.ask_question", asked, me)
            if topic == "Stories":
                answer = {"id": question["id"], "words": "Begin with one patient.\nThen a second one."}
                self._knock("coaching.answer_question", answer, contact)
