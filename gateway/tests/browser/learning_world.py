"""What was learnt, projects that groups lead, and stories to look at, each at every state."""

from typing import Any

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

LONG = (
    "Two syringes on the same shelf had labels alike. A nurse noticed in time, and said so aloud.\n"
    "What we made of it is at "
    "https://example.org/a-very-long-address-without-any-break-that-a-phone-has-to-wrap-somewhere-in-the-middle"
)
CASE = {
    "region": "WOE",
    "kind": "case_study",
    "title": "Two labels alike",
    "topic": "Near misses",
    "context": "A surgical ward, in one winter.",
    "what_happened": LONG,
    "learning": "Labels of different colours, and what is drawn up is said aloud by two people.",
    "worked": "worked",
    "source": "",
    "tags": ["Medication", "Labels"],
}
TERMS = {
    "region": "WOE",
    "title": "Why do we keep making the same mistakes?",
    "about": "Incidents come back because what was learnt stays where it was learnt.",
    "areas": ["north", "south"],
    "sectors": ["Acute", "Mental health"],
    "support": ["AHSN"],
}
STEPS = ["Listen", "Name the aim", "Map what happens", "Try", "Study", "Spread"]
STORY = {
    "region": "WOE",
    "title": "Three sectors around one table",
    "theme": "Mental health",
    "changed": "Three sectors meet each month and talk about the same people.\nThey did not before.",
    "credits": [{"who": "The region's group", "part": "took part"}, {"who": "Two trusts", "part": "led"}],
    "consent_by": "The three teams in it",
    "consent_on": "2018-11-20",
}


class Desk:
    """Knocks for the people of the world; commands carry the version that the last answer gave."""

    def __init__(self, bus: LocalBus, people: dict[str, Caller]) -> None:
        self.bus = bus
        self.people = people

    def knock(self, service: str, door: str, by: str, **asked: Any) -> Any:
        made = self.bus.service(f"exchange_{service}")
        return getattr(made, door)(Call(caller=self.people[by]), asked)


def populate_learning(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """The world's member and operator write and tell; the coordinator and convenor of WOE answer."""
    desk = Desk(bus, people)
    _items(desk, ids)
    _led_projects(desk, ids)
    _stories(desk, ids)


def _items(desk: Desk, ids: dict[str, str]) -> None:
    def write(by: str, **more: Any) -> str:
        return str(desk.knock("learning", "write_item", by, **{**CASE, **more})["id"])

    def submitted(by: str, **more: Any) -> str:
        made = write(by, **more)
        desk.knock("learning", "submit_item", by, id=made)
        return made

    def answered(outcome: str, by: str, **more: Any) -> str:
        made = submitted(by, **more)
        said = {
            "outcome": outcome,
            "identity_checked": True,
            "reason": "Say which ward, and leave names out.",
        }
        desk.knock("learning", "review_item", "coordinator", id=made, **said)
        return made

    ids["learning_item"] = answered("published", "member", shown_name="Wolfe of Bath")
    for by, worked, words in (("operator", "did_not_work", "No time at night."), ("convenor", "mixed", "")):
        desk.knock(
            "learning", "note_reuse", by, id=ids["learning_item"], region="WOE", worked=worked, words=words
        )
    ids["learning_anew"] = answered("published", "member", title="Huddles at eight")
    anew = {name: value for name, value in CASE.items() if name != "region"}
    desk.knock("learning", "change_item", "member", id=ids["learning_anew"], **anew | {"title": "Huddles"})
    ids["learning_returned"] = answered("returned", "member", title="Handover in one page")
    ids["learning_draft"] = write("member", title="Counting falls", learning="", worked="", kind="lesson")
    ids["learning_waiting"] = submitted(
        "operator", title="A checklist", kind="tool", source="Trust X", context="Dr Jones, BS1 6PN."
    )
    ids["learning_own_waiting"] = submitted("coordinator", title="What the huddle taught us")
    ids["learning_withdrawn"] = answered("published", "member", title="Too near to a person")
    reason = "A colleague could be recognised."
    desk.knock("learning", "withdraw_item", "member", id=ids["learning_withdrawn"], reason=reason)


def _led_projects(desk: Desk, ids: dict[str, str]) -> None:
    def keep(door: str, project: str, **asked: Any) -> None:
        desk.knock("led_projects", door, "coordinator", id=project, **asked)

    def start(**more: Any) -> str:
        return str(desk.knock("led_projects", "start_led_project", "coordinator", **{**TERMS, **more})["id"])

    ids["led_begun"] = start(title="What shall we do about waiting?", areas=[], sectors=[], support=[])
    ids["led_ended"] = start(title="Fewer forms")
    for project in (ids["led_ended"], start()):
        ids["led_project"] = project
        for topic in ("Safety incidents and near misses", "Workforce recruitment"):
            keep("consider_topic", project, topic=topic, reason="Named by many.")
        keep("choose_topic", project, topic="Safety incidents and near misses", reason="It pulls people in.")
        keep("consider_framework", project, framework="Rapid Process Improvement Workshop")
        keep("consider_framework", project, framework="Engaging for Improvement", steps=STEPS)
        keep("choose_framework", project, framework="Engaging for Improvement")
        for number, on in ((1, "2018-11-05"), (2, "2019-01-14")):
            keep("take_step", project, number=number, on=on, note="Twelve people came.")
        keep("add_sponsor", project, area="north", body="The board of a trust")
        keep("add_output", project, kind="event", title="Learning from serious incidents", path="/events")
    keep("end_led_project", ids["led_ended"], ending="Two regional tools, and an event each spring.")


def _stories(desk: Desk, ids: dict[str, str]) -> None:
    def tell(by: str, **more: Any) -> str:
        return str(desk.knock("stories", "tell_story", by, **{**STORY, **more})["id"])

    def published(by: str, **more: Any) -> str:
        story = tell(by, **more)
        desk.knock(
            "stories", "decide_story", "coordinator", id=story, is_published=True, identity_checked=True
        )
        return story

    ids["story"] = published("convenor", evidence="measured", source="A paper of the board, November 2018")
    ids["story_waiting"] = tell("member", title="A call each evening", changed="Dr Jones rang, at BS1 6PN.")
    ids["story_declined"] = tell("member", title="One form less")
    declined = {"is_published": False, "reason": "Leave the name of the ward out."}
    desk.knock("stories", "decide_story", "coordinator", id=ids["story_declined"], **declined)
    ids["story_own_waiting"] = tell("coordinator", title="The rota that we wrote")
    ids["story_withdrawn"] = published("convenor", title="Taken back")
    desk.knock(
        "stories", "withdraw_story", "convenor", id=ids["story_withdrawn"], reason="Consent was taken back."
    )
