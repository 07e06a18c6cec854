"""Skills, words and things to learn to look at: short and long, old and new, endorsed and not."""

from datetime import timedelta
from typing import Any

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus
from gateway.portal.dates import today

LONG = (
    "Used it on two wards. What changed stands at "
    "https://example.org/a-very-long-address-without-any-break-that-a-phone-has-to-wrap-somewhere-in-the-middle"
)
COURSE = {
    "region": "WOE",
    "title": "Charts that tell: from the first dot to a board that asks about the difference",
    "kind": "course",
    "provider": "West of England AHSN, with the universities of Bristol, Bath and the West of England",
    "begins": today().isoformat(),
    "ends": (today() + timedelta(days=40)).isoformat(),
    "places": ["Bristol", "Weston-super-Mare", "Online"],
    "access": f"Step-free.\nA hearing loop. {LONG}",
    "booking": "/events",
    "teaches": ["SPC", "Run charts"],
}


def populate_skills(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """The member's skills, one of them old and endorsed; words; a course that was completed."""

    def knock(door: str, by: Caller, **asked: Any) -> Any:
        service, _, name = door.partition(".")
        return getattr(bus.service(f"skills_register_{service}"), name)(Call(caller=by), asked)

    member, coordinator, national = (people[each] for each in ("member", "coordinator", "national_team"))
    page = {
        "visibility": "everyone",
        "postcode": "BS6",
        "availability": {"hours": 4, "months": [5, 6], "weekdays": [1]},
    }
    knock("skills.save_profile", member, shown_name="Max Example-With-A-Long-Name", **page)
    old = {
        "skill": "prom",
        "level": "coaching",
        "evidence": LONG,
        "link": "/groups/WOE",
        "checked_on": "2018-01-10",
    }
    ids["skilled_id"] = member.subject
    ids["own_skill"] = knock("skills.add_skill", member, **old)["id"]
    knock("skills.add_skill", member, skill="experience_design", level="learning")
    knock("skills.endorse_skill", coordinator, id=ids["own_skill"], words=f"She is clear.\n{LONG}")
    knock("skills.endorse_skill", people["convenor"], id=ids["own_skill"])
    knock("skills.save_profile", coordinator, visibility="members")
    ids["other_skill"] = knock("skills.add_skill", coordinator, skill="networks", level="doing")["id"]
    _words(knock, ids, member, national)
    ids["course"] = knock("development.add_development", coordinator, **COURSE)["id"]
    knock("development.complete_development", member, id=ids["course"])
    one_day = {"region": "UK", "title": "Small tests", "kind": "webinar", "ends": None, "teaches": []}
    ids["webinar"] = knock("development.add_development", national, **COURSE | one_day)["id"]
    nurses = {
        "title": "A day with us",
        "kind": "visit",
        "open_to": "Nurses",
        "begins": f"{today().year + 1}",
        "ends": None,
    }
    ids["withdrawn_course"] = knock("development.add_development", coordinator, **COURSE | nurses)["id"]
    knock("development.add_development", coordinator, **COURSE | nurses)
    knock("development.withdraw_development", coordinator, id=ids["withdrawn_course"])


def _words(knock: Any, ids: dict[str, str], member: Caller, national: Caller) -> None:
    """One that waits, one that is taken up, one that is not."""
    new = {"group": "measurement", "meaning": "Comparing units of different size fairly.", "why": LONG}
    ids["word"] = knock("vocabulary.propose_word", member, word="Funnel plots", **new)["id"]
    taken = knock("vocabulary.propose_word", member, word="Wobble charts", skill="spc")["id"]
    knock("vocabulary.decide_word", national, id=taken, decision="take_up")
    ids["decided_word"] = knock("vocabulary.propose_word", member, word="Good ideas", skill="spc")["id"]
    turned = {"decision": "turn_down", "reason": f"Everybody has some. {LONG}"}
    knock("vocabulary.decide_word", national, id=ids["decided_word"], **turned)
