"""Members who can help, saved searches and groups of peers to look at."""

from typing import Any

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

LONG = (
    "What helped us stands at "
    "https://example.org/a-very-long-address-without-any-break-that-a-phone-has-to-wrap-somewhere-in-the-middle"
)
QUESTION = {"text": "who can coach SPC", "near": "BS1", "within_miles": 30}
GROUP = {
    "title": "Patients as Equal Partners",
    "about": f"We meet every second Tuesday.\n{LONG}",
    "offers": ["Training in improving quality", "Company at a first meeting with professionals"],
    "funded_by": "Q Exchange",
    "expenses": "/my-expenses/new",
    "lead_name": "Pat",
    "leads_as_service_user": True,
}


def populate_finding_help(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """Thirteen members of WOE with skills; the world's member searches, learns, leads."""

    def knock(door: str, by: Caller, **asked: Any) -> Any:
        service, _, name = door.partition(".")
        return getattr(bus.service(f"skills_register_{service}"), name)(Call(caller=by), asked)

    for number in range(40, 53):
        helper = Caller(f"member-{number:04}", frozenset({"member"}), "WOE")
        page = {
            "visibility": "everyone" if number % 2 else "members",
            "shown_name": f"Helper {number}" if number % 3 else "",
            "postcode": ("BS1 4DJ", "BA1", "GL50")[number % 3],
            "availability": {"hours": 4, "months": [5, 6] if number % 2 else [], "weekdays": [1]},
        }
        knock("skills.save_profile", helper, **page)
        said = {"skill": "spc", "level": "coaching", "evidence": "On two wards." if number % 4 else ""}
        knock("skills.add_skill", helper, **said)
    member = people["member"]
    for tells in (True, False):
        name = "SPC near Bristol" if tells else "SPC near Bristol, in silence"
        kept = knock("searches.save_search", member, name=name, tells=tells, **QUESTION)
        ids["saved_search" if tells else "silent_search"] = kept["id"]
    ids["led_peers"] = knock("peer_support.start_group", member, **GROUP)["id"]
    ids["learned_peers"] = _group(knock, people["convenor"], member, title=f"With much to say: {LONG}")
    ids["offered_peers"] = _group(knock, people["coordinator"], member, title="Looking for a new lead")
    asked = {"id": ids["offered_peers"], "member_id": member.subject}
    knock("peer_support.hand_over", people["coordinator"], **asked)
    ids["ended_peers"] = _group(knock, people["operator"], member, title="It was good", funded_by="")
    knock("peer_support.end_group", people["operator"], id=ids["ended_peers"])
    for each in ("coordinator", "convenor", "operator"):
        needs = "Large print, and a break after an hour." if each != "operator" else ""
        wanted = {"id": ids["led_peers"], "shown_name": each.title(), "needs": needs}
        knock("peer_support.join_group", people[each], **wanted)


def _group(knock: Any, lead: Caller, learner: Caller, **said: Any) -> str:
    """Led by ``lead``, with one learner."""
    made: str = knock("peer_support.start_group", lead, **(GROUP | said))["id"]
    needs = "A seat near the door, please."
    knock("peer_support.join_group", learner, id=made, shown_name="Wolfe", needs=needs)
    return made
