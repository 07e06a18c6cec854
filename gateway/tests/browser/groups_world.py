"""Groups to look at: pilots at two stages, costs, a gap, barriers, stakeholders, the convenors' network."""

from datetime import timedelta
from typing import Any

from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus
from gateway.portal.dates import today

NATIONAL = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")
LONG_WORDS = "Separate operations datasets and reporting for quality improvement and programme management"


def populate_groups(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """Everything through the doors, as the centre, a coordinator, a convenor and a member would."""

    def knock(service: str, door: str, payload: dict[str, Any], caller: Caller = NATIONAL) -> Any:
        return bus.call(f"stewardship_{service}", door, payload, caller=caller)

    _pilots(knock)
    _support(knock, ids, people)
    _barriers(knock, ids, people)
    _alliances(knock, ids, people)
    _convenors(knock, people)


def _pilots(knock: Any) -> None:
    for region in ("UK", "WOE", "SW", "NENC"):
        knock("network", "form_group", {"region": region, "on": "2017"})
        knock("network", "open_group", {"region": region, "on": "2017-09"})
    for region in ("WOE", "NENC"):
        knock("network", "begin_pilot", {"region": region, "on": "2017"})
        knock("network", "move_pilot_on", {"region": region, "stage": "running", "on": "2018-04"})
        term = {"region": region, "clock": "term", "starts": "2018-01-01", "months": 12}
        knock("network", "set_pilot_clock", term)
        cycle = {"region": region, "clock": "cycle", "starts": "2018-04", "ends": "2019-03"}
        knock("network", "set_pilot_clock", cycle)
    report = {"title": "Final report on the pilot, part 5", "published": "2018-11-30"}
    knock("network", "add_pilot_report", {"region": "WOE", **report, "link": "https://example.org/report"})
    about = {
        "about": "We look after what members share.\nEverybody is welcome.",
        "sponsors": ["Health Foundation"],
    }
    knock("network", "describe_group", {"region": "WOE", **about, "partners": ["West of England AHSN"]})
    for region, number in (("WOE", 48), ("NENC", 36)):
        cost = {"starts": "2017-09-07", "ends": "2018-09-07", "amount_pence": 1_000_000, "approximate": True}
        figure = {"new_members": number, "new_members_source": "Pilot report, 30 November 2018"}
        knock("costs", "record_cost", {"region": region, **cost, "source": "Pilot report", **figure})


def _support(knock: Any, ids: dict[str, str], people: dict[str, Caller]) -> None:
    keeper = people["coordinator"]
    tasks = ["reminders", "minute_drafts", "venues", "skills_register"]
    support = {
        "region": "WOE",
        "supporter": "West of England AHSN administrator",
        "tasks": tasks,
        "starts": "2018-08",
    }
    made = knock("support", "record_support", support, keeper)
    gap = {"tasks": ["reminders", "venues"], "starts": "2026-03", "reason": "Relicensing of the host"}
    knock("support", "flag_gap", {"id": made["id"], **gap}, keeper)
    ids["support_id"] = made["id"]


def _barriers(knock: Any, ids: dict[str, str], people: dict[str, Caller]) -> None:
    made = {}
    for theme, text in (("data", LONG_WORDS), ("time", "Lack of time"), ("geography", "Long ways to travel")):
        logged = {"region": "WOE", "theme": theme, "text": text}
        made[theme] = knock("barriers", "log_barrier", logged, people["coordinator"])
    shared = {
        "id": made["time"]["id"],
        "shared": True,
        "action": "A shared calendar",
        "action_path": "/matters",
    }
    knock("barriers", "change_barrier", shared, people["convenor"])
    knock("barriers", "change_barrier", {"id": made["data"]["id"], "shared": True}, people["convenor"])
    ids["barrier_id"] = made["time"]["id"]


def _alliances(knock: Any, ids: dict[str, str], people: dict[str, Caller]) -> None:
    keeper = people["coordinator"]
    consent = {"contact_point": "chair@example.org", "consent_on": "2026-08-01"}
    for number in range(4):
        body = {
            "region": "WOE",
            "organisation": f"Local system {number}",
            "kind": "system",
            "contact_role": "Chair",
        }
        made = knock("alliances", "add_stakeholder", {**body, **consent}, keeper)
        talk = {"on": "2026-06", "topic": "concordat", "stance": "supports" if number else "declined"}
        due = {"next_step": "Send the text", "next_due": (today() - timedelta(days=number)).isoformat()}
        knock(
            "alliances",
            "record_engagement",
            {"id": made["id"], **talk, "summary": "A good talk.", **due},
            keeper,
        )
        ids["stakeholder_id"] = made["id"]
    programme = {"name": "GIRFT", "about": "Getting it right first time.", "address": "https://example.org"}
    listed = knock("alliances", "add_initiative", programme, keeper)
    knock(
        "alliances", "link_initiative", {"id": listed["id"], "region": "WOE", "how": "We share data"}, keeper
    )


def _convenors(knock: Any, people: dict[str, Caller]) -> None:
    me = people["convenor"]
    past = {
        "title": "Online session of July 2018",
        "kind": "online",
        "audience": "convenors_and_groups",
        "on": "2018-07",
    }
    knock("convenors", "plan_session", past)
    coming = (today() + timedelta(days=30)).isoformat()
    training = {"title": "Chairing well", "kind": "training", "audience": "convenors", "on": coming}
    planned = knock("convenors", "plan_session", {**training, "joining": "We send the details"})
    topic = knock("convenors", "propose_topic", {"text": "An equal voice for everybody"}, me)
    knock("convenors", "take_up_topic", {"session_id": planned["id"], "topic_id": topic["id"]}, me)
    knock("convenors", "book_training", {"session_id": planned["id"]}, me)
    knock("convenors", "write_note", {"text": "We meet by phone in winter.", "shared": True}, me)
    knock("convenors", "write_note", {"text": "Ask about venues.", "shared": True})
