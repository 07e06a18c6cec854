"""Actions, decisions and surveys to look at, each at every state."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus
from meetings.decisions.sharing import share_papers

from ..tables import a_meeting  # noqa: TID252 - tests are no installed package

LONG = (
    "Ask the host for rooms with a lift, a hearing loop and a table at the right height, and write it at "
    "https://example.org/a-very-long-address-without-any-break-that-a-phone-has-to-wrap-somewhere-in-the-middle"
)
QUESTIONS = [
    {"kind": "one", "text": "How long should a meeting be?", "choices": ["Two hours", "Half a day"]},
    {"kind": "several", "text": "What helps you to come?", "choices": ["A train in time", "A link", "Lunch"]},
    {"kind": "scale", "text": "How well does the link work?", "choices": ["Not at all", "Very well"]},
    {"kind": "yes_no", "text": "Did you meet colleagues you would not have met otherwise?"},
    {"kind": "text", "text": "What would make it easier for you to come?"},
]


def populate_actions(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """Of WOE: the world's member has a seat there and owns most of them."""
    world = _World(bus, people)
    _actions(world, ids)
    _decisions(world, ids)
    _surveys(world, ids)


class _World:
    """Knocks at the doors of meetings, today or some days ago."""

    def __init__(self, bus: LocalBus, people: dict[str, Caller]) -> None:
        self.bus, self.people = bus, people

    def knock(self, door: str, by: str = "coordinator", days_ago: int = 0, **asked: Any) -> Any:
        service, _, name = door.partition(".")
        now = datetime.now(UTC).replace(microsecond=0) - timedelta(days=days_ago)
        made = self.bus.service(f"meetings_{service}")
        return getattr(made, name)(Call(caller=self.people[by], now=now), asked)

    def share(self, meeting_id: str) -> None:
        work = self.bus.databases["meetings"]
        work.in_transaction(Call(), lambda: share_papers(work, meeting_id))


def _day(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()


def _actions(world: _World, ids: dict[str, str]) -> None:
    owner = world.people["member"].subject
    first = a_meeting(world.bus, "the-promising-meeting", -60, title="A meeting with many actions").id
    ids["promising_meeting"] = first
    ids["later_meeting"] = a_meeting(world.bus, "the-later-meeting", -25, title="The meeting after it").id

    def add(text: str, due: int, **more: Any) -> str:
        wanted = {"meeting": first, "text": text, "owner": owner, "due_on": _day(due)} | more
        return str(world.knock("actions.add_action", **wanted)["id"])

    ids["late_action"] = add(LONG, -5)
    ids["asked_action"] = add("Write to the STP", 10)
    world.knock("actions.ask_for_day", "member", id=ids["asked_action"], due_on=_day(40), words="On leave.")
    ids["offered_action"] = add("Book a room", 20, owner=world.people["convenor"].subject)
    world.knock(
        "actions.offer_action", "convenor", id=ids["offered_action"], to=owner, words="You know them."
    )
    ids["done_action"] = add("Put the minutes online", -30)
    world.knock("actions.finish_action", "member", id=ids["done_action"], note="A day late.")
    ids["dropped_action"] = add("Look for a sponsor", -20, is_closed=True)
    world.knock("actions.drop_action", id=ids["dropped_action"], reason="There is no money for it.")
    world.share(first)


def _decisions(world: _World, ids: dict[str, str]) -> None:
    took_part = [world.people["member"].subject]
    first = ids["promising_meeting"]
    voters = world.knock("decisions.voters_of_meeting", meeting=first)["items"]
    everybody = [each["id"] for each in voters] or took_part

    def record(title: str, **more: Any) -> str:
        wanted = {"meeting": first, "title": title, "method": "consent", "took_part": everybody} | more
        return str(world.knock("decisions.record_decision", **wanted)["id"])

    objections = [
        {"words": "Two hours are short for those who travel for three.", "answer": "taken_in"},
        {"words": "Not in summer.\nNot in the school holidays.", "answer": "stood_aside"},
    ]
    ids["old_decision"] = record("Meet in Bristol", text=LONG, review_on=_day(200))
    ids["decision"] = record(
        "Meet in each county in turn", text=LONG, objections=objections, supersedes=ids["old_decision"],
        review_on=_day(-3),
    )  # fmt: skip
    counts = {"favour": len(everybody), "against": 0, "abstain": 0}
    ids["voted_decision"] = record("Work on safety incidents", method="majority", **counts)
    ids["closed_decision"] = record("Ask a mediator", is_closed=True, took_part=[], review_on=_day(30))
    world.share(first)
    kept = {"outcome": "kept", "words": "It works.", "next_on": _day(300)}
    ids["kept_decision"] = record("Begin with what a patient lived through", review_on=_day(-1))
    world.knock("decisions.review_decision", id=ids["kept_decision"], **kept)


def _surveys(world: _World, ids: dict[str, str]) -> None:
    about = {"region": "WOE", "title": "How do we want to meet?", "purpose": "To plan the coming year."}

    def draft(**more: Any) -> str:
        made = world.knock("surveys.draft_survey", days_ago=30, **(about | {"questions": QUESTIONS} | more))
        return str(made["id"])

    ids["drafted_survey"] = draft(title="A draft with questions")
    ids["empty_survey"] = str(
        world.knock("surveys.draft_survey", **(about | {"title": "An empty one"}))["id"]
    )
    ids["open_survey"] = draft(title="One that is open")
    world.knock("surveys.open_survey", id=ids["open_survey"], closes_on=_day(20), days_ago=1)
    ids["closed_survey"] = draft()
    world.knock("surveys.open_survey", id=ids["closed_survey"], closes_on=_day(-1), days_ago=29)
    for number in range(20, 32):
        _answer(world, ids["closed_survey"], number, days_ago=10)
    again = draft(repeats=ids["closed_survey"], questions=[])
    ids["repeated_survey"] = again
    ids["past_survey"] = str(
        world.knock(
            "surveys.record_past_survey",
            region="WOE",
            title="Annual review",
            sent="2018",
            channel="the AHSN",
            invited=280,
            themes=["What members take from Q"],
            figures=[
                {"statement": "Met colleagues otherwise not met", "percent": 100},
                {"statement": "Found it useful", "percent": 75, "base": 3},
            ],
        )["id"]
    )
    world.knock("surveys.inform_decision", id=ids["past_survey"], decision=ids["voted_decision"])


def _answer(world: _World, survey_id: str, number: int, days_ago: int) -> None:
    member = Caller(f"member-{number:04}", frozenset({"member"}), "WOE")
    world.people["somebody"] = member
    answers = {
        "q1": "Two hours" if number % 2 else "Half a day",
        "q2": ["A link"] if number % 3 else ["A link", "Lunch"],
        "q3": "4" if number % 2 else "5",
        "q4": "yes",
        "q5": "A train that arrives before we begin.",
    }
    world.knock("survey_answers.answer_survey", "somebody", days_ago, survey=survey_id, answers=answers)
    del world.people["somebody"]
