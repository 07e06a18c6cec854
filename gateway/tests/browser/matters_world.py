"""Matters, consultations and members' own groups to look at, each at every state."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.call import Call, Job
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

NATIONAL = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")
SW = Caller("the-convenor-of-sw", frozenset({"member", "convenor:SW"}), "SW")
NENC = Caller("the-convenor-of-nenc", frozenset({"member", "convenor:NENC"}), "NENC")
LONG = (
    "Employers give members no time for meetings.\nSome of us take leave for them. "
    "https://example.org/a-very-long-address-without-any-break-that-a-phone-has-to-wrap-somewhere-in-the-middle"
)


def populate_matters(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """Among WOE, SW, NENC and the centre; the world's member lives in SW, its officers in WOE."""
    world = _World(bus)
    _matters(world, ids, people)
    _groups(world, ids, people)
    _consultations(world, ids, people)


class _World:
    """Knocks at stewardship's doors, today or some days ago."""

    def __init__(self, bus: LocalBus) -> None:
        self.bus = bus

    def knock(self, door: str, payload: dict[str, Any], by: Caller, days_ago: int = 0) -> Any:
        service, _, name = door.partition(".")
        now = datetime.now(UTC).replace(microsecond=0) - timedelta(days=days_ago)
        return getattr(self.bus.service(f"stewardship_{service}"), name)(Call(caller=by, now=now), payload)


def _matters(world: _World, ids: dict[str, str], people: dict[str, Caller]) -> None:
    time = {"group": "SW", "title": "More time for members", "text": LONG}
    raised = world.knock("matters.raise_matter", time, SW, 30)["id"]
    ids["late_matter"] = raised
    world.knock("matters.join_matter", {"id": raised, "group": "NENC", "words": "Here too."}, NENC, 20)

    parking = {"group": "NENC", "title": "Parking at events", "text": "It costs more than the lunch."}
    answered = world.knock("matters.raise_matter", parking, NENC, 12)["id"]
    ids["answered_matter"] = answered
    reasons = {"outcome": "partly", "reasons": "Patients and carers are paid.\nOthers use the train."}
    world.knock("matters.answer_matter", {"id": answered, "group": "UK", **reasons}, NATIONAL, 3)

    survey = {
        "group": "UK",
        "to": ["WOE", "SW", "NENC"],
        "title": "A survey in spring",
        "text": "Please pass on.",
    }
    cascade = world.knock("matters.raise_matter", survey, NATIONAL, 9)["id"]
    ids["cascade"] = cascade
    notes = {"id": cascade, "group": "SW", "notes": "In Devon on paper, elsewhere online."}
    world.knock("matters.pass_on_matter", notes, SW, 2)
    otherwise = {"id": cascade, "group": "NENC", "outcome": "otherwise", "reasons": "We ask at the event."}
    world.knock("matters.answer_matter", otherwise, NENC, 1)

    gone = world.knock("matters.raise_matter", {**parking, "title": "A date", "is_new": True}, NENC, 5)["id"]
    ids["withdrawn_matter"] = gone
    world.knock("matters.withdraw_matter", {"id": gone, "group": "NENC", "reason": "Solved."}, NENC, 4)

    words = {"title": "Lunch at events", "text": "There is nothing for people with allergies."}
    mine = world.knock("matters.propose_matter", words, people["member"], 3)
    down = {"id": mine["id"], "decision": "turn_down", "reason": "We order it ourselves from now on."}
    world.knock("matters.decide_proposal", down, SW, 2)
    world.knock("matters.propose_matter", {**words, "title": "More time for carers"}, people["member"])
    waiting = world.knock(
        "matters.propose_matter", {**words, "title": "Time for members"}, people["operator"]
    )
    ids["proposal_id"] = waiting["id"]


def _groups(world: _World, ids: dict[str, str], people: dict[str, Caller]) -> None:
    answers = {
        "name": "Frailty at home",
        "purpose": "To keep frail people at home for longer.\nWe share a list of what helped.",
        "regions": ["SW", "WOE", "NENC"],
        "shown_name": "Max Example-With-A-Long-Name",
        "reach": "Through my page in the directory.",
        "compact_accepted": True,
    }
    me = people["member"]
    made = world.knock("self_organised.start_group", answers, me, 40)["id"]
    ids["own_group"] = made
    world.knock("self_organised.join_group", {"id": made}, people["coordinator"], 30)
    world.knock("self_organised.tell_news", {"id": made, "text": "We met in Truro.\nSix came."}, me, 20)
    asleep = world.knock("self_organised.start_group", {**answers, "name": "Falls"}, NENC, 400)["id"]
    ids["asleep_group"] = asleep
    clock = world.bus.service("stewardship_self_organised")
    job = world.bus.databases["stewardship"].database["jobs"].find_one({"key": asleep})
    clock.look_at_the_group(Call(), _job(job))
    ended = world.knock("self_organised.start_group", {**answers, "name": "Discharge"}, SW, 60)["id"]
    ids["ended_group"] = ended
    note = {"id": ended, "came_of_it": "Three wards use our letter."}
    world.knock("self_organised.end_group", note, SW, 5)


def _job(row: dict[str, Any]) -> Job:
    return Job(row["_id"], row["kind"], row["key"], row["due_at"], row["data"])


def _consultations(world: _World, ids: dict[str, str], people: dict[str, Caller]) -> None:
    woe = people["convenor"]
    question = {
        "title": "The text of the concordat",
        "question": "The event was cancelled for snow, so we ask here.\nWhat is missing?",
        "asked_by": "WOE",
        "scope": "regions",
        "regions": ["WOE", "SW"],
        "first_days": 3,
        "options": [{"text": "Sign it now", "note": "In Bristol first"}, {"text": "Wait until autumn"}],
    }
    asked = world.knock("consultations.ask_question", question, woe, 5)["id"]
    ids["consultation"] = asked
    said = world.knock("consultations.add_comment", {"id": asked, "text": LONG, "options": ["1"]}, SW, 4)
    mine = {"id": asked, "text": "Carers are missing.", "shown_name": "Max Example"}
    own = world.knock("consultations.add_comment", mine, people["member"], 3)
    ids["own_comment"] = own["id"]
    changed = {**mine, "id": own["id"], "text": "Unpaid carers are missing."}
    world.knock("consultations.change_comment", changed, people["member"], 2)
    gone = world.knock("consultations.add_comment", {"id": asked, "text": "Hm."}, woe, 3)
    world.knock("consultations.take_back_comment", {"id": gone["id"]}, woe, 2)

    decided = world.knock("consultations.ask_question", {**question, "title": "Where do we meet?"}, woe, 60)[
        "id"
    ]
    ids["decided_consultation"] = decided
    said = world.knock("consultations.add_comment", {"id": decided, "text": "In Bath."}, SW, 50)
    outcome = {
        "id": decided,
        "decision": "In Bath in spring, in Bristol in autumn.",
        "changes": [{"text": "Bath is named.", "reason": "You asked for it.", "comments": [said["id"]]}],
        "not_taken": [{"text": "Not online.", "reason": "People want to meet.", "comments": []}],
        "chosen": [{"option": "1", "regions": ["WOE"]}],
    }
    world.knock("consultations.decide_consultation", outcome, woe, 10)
    closes = (datetime.now(UTC) + timedelta(days=40)).date().isoformat()
    dated = {**question, "title": "How often?", "closes_on": closes, "asked_by": "WOE"}
    ids["dated_consultation"] = world.knock("consultations.ask_question", dated, woe, 1)["id"]
