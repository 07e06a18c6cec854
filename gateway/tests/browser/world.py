"""A community to look at: members over the years, applications at every stage, an import."""

import base64
import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from chassis import tickets
from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus
from membership.members.domain import Acceptance, join
from membership.members.store import MemberStore, joined_facts

from ..portal.due_work import perform_due  # noqa: TID252 - tests are no installed package
from .accounts_world import populate_accounts
from .actions_world import populate_actions
from .agendas_world import populate_agendas
from .appointments_world import populate_appointments
from .assessments_world import populate_assessments
from .attendance_world import populate_attendance
from .awards_world import populate_awards
from .concordats_world import populate_concordats
from .documents_world import populate_documents
from .elections_world import populate_elections
from .events_world import populate_events
from .exchanges_world import populate_exchanges
from .expenses_world import populate_expenses
from .feedback_world import populate_feedback
from .finding_help_world import populate_finding_help
from .groups_world import populate_groups
from .lab_world import populate_lab
from .learning_world import populate_learning
from .matters_world import populate_matters
from .meetings_world import populate_meetings
from .minutes_world import populate_minutes
from .offers_world import populate_offers
from .pairing_world import populate_pairing
from .projects_world import populate_projects
from .proposals_world import populate_proposals
from .releases_world import populate_releases
from .rounds_world import populate_rounds
from .seats_world import populate_seats
from .skills_world import populate_skills
from .votes_world import populate_votes

NATIONAL = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh of Gloucestershire"
SECTORS = ("acute hospital", "mental health", "commissioning", "primary care", "")
JOINED = ((11, "2015-01-01"), (99, "2016-06-01"), (48, "2018-03-01"), (3, "2024-05-05"))


@dataclass
class World:
    """Who and what there is: people by role, ids by name, addresses that need one."""

    ticket_key: bytes
    people: dict[str, Caller] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)


def populate(bus: LocalBus, ticket_key: bytes) -> World:
    """Members, applications, tips and an import, all through the real services."""
    world = World(ticket_key)
    _members(bus)
    _officers(bus, world)
    _applications(bus, world, ticket_key)
    _address(bus, world)
    _connections(bus, world)
    _import(bus, world)
    bus.relay()  # so that stewardship knows the members and their roles
    populate_documents(bus, world.ids, world.people)
    populate_seats(bus, world.ids, world.people["member"], NATIONAL)
    populate_groups(bus, world.ids, world.people)
    populate_appointments(bus, world.ids, world.people)
    populate_elections(bus, world.ids, world.people)
    populate_matters(bus, world.ids, world.people)
    populate_expenses(bus, world.ids, world.people)
    populate_meetings(bus, world.ids)
    populate_agendas(bus, world.ids, world.people)
    populate_minutes(bus, world.ids, world.people)
    populate_attendance(bus, world.ids, world.people)
    populate_feedback(bus, world.ids, world.people)
    populate_events(bus, world.ids, world.people)
    populate_actions(bus, world.ids, world.people)
    populate_pairing(bus, world.ids, world.people)
    populate_finding_help(bus, world.ids, world.people)
    populate_skills(bus, world.ids, world.people)
    populate_offers(bus, world.ids, world.people)
    populate_exchanges(bus, world.ids, world.people)
    populate_releases(bus, world.ids, world.people, ticket_key)
    populate_accounts(bus, world.ids, world.people)
    populate_concordats(bus, world.ids, world.people)
    populate_rounds(bus, world.ids, world.people)
    populate_proposals(bus, world.ids, world.people)
    populate_assessments(bus, world.ids, world.people)
    populate_projects(bus, world.ids, world.people)
    populate_votes(bus, world.ids, world.people)
    populate_learning(bus, world.ids, world.people)
    populate_lab(bus, world.ids, world.people)
    populate_awards(bus, world.ids, world.people)
    return world


def knock(bus: LocalBus, service: str, door: str, payload: dict[str, Any], caller: Caller = NATIONAL) -> Any:
    return bus.call(f"membership_{service}", door, payload, caller=caller)


def _members(bus: LocalBus) -> None:
    work = bus.databases["membership"]
    accepted = Acceptance("1", datetime.now(UTC) - timedelta(days=400))

    def all_of_them() -> None:
        store, number = MemberStore(work), 0
        for count, joined in JOINED:
            for _ in range(count):
                number += 1
                member = join(
                    f"member-{number:04}",
                    name=f"Member {number:04}",
                    email=f"member{number}@example.org",
                    region="WOE",
                    joined=date.fromisoformat(joined),
                    joined_by="import",
                    cohort="founding" if number <= 11 else "",
                    accepted=accepted,
                    profile={
                        "sector": SECTORS[number % len(SECTORS)],
                        "profession": "Nurse" if number % 2 else "Analyst",
                        "organisation": f"Hospital {number % 7}",
                        "visibility": {"name": "public", "profession": "public"} if number % 3 == 0 else {},
                    },
                )
                store.save(member, joined_facts(member, "import"))

    work.in_transaction(Call(), all_of_them)


def _officers(bus: LocalBus, world: World) -> None:
    roles = {
        "member": (),
        "coordinator": (("coordinator", "WOE"),),
        "convenor": (("convenor", "WOE"),),
        "national_team": (("national_team", None),),
        "operator": (("operator", None),),
    }
    for number, (name, held) in enumerate(roles.items(), 1):
        member_id = f"member-{number:04}"
        for role, region in held:
            payload = {"id": member_id, "role": role, **({"region": region} if region else {})}
            knock(bus, "members", "grant_role", payload)
        titles = {f"{role}:{region}" if region else role for role, region in held}
        world.people[name] = Caller(member_id, frozenset({"member", *titles}), "WOE")
    world.ids["member_id"] = "member-0012"
    world.ids["coordinator_id"] = world.people["coordinator"].subject
    me = world.people["member"]
    version = knock(bus, "members", "my_profile", {}, me)["version"]
    changes = {
        "name": LONG_NAME,
        "about": "I look after people who leave hospital.\nAsk me about frailty.",
        "interests": ["frailty", "discharge"],
        "visibility": {"name": "public", "about": "region"},
    }
    knock(bus, "members", "change_profile", {"version": version, **changes}, me)
    knock(bus, "members", "move_region", {"version": version + 1, "region": "SW"}, me)
    world.people["member"] = Caller(me.subject, me.roles, "SW")


def _applications(bus: LocalBus, world: World, ticket_key: bytes) -> None:
    made = [_apply(bus, f"Applicant {number}") for number in range(6)]
    for application, decision in ((made[1], "accept"), (made[2], "decline")):
        more = (
            {"reason": "Not in the UK.", "feedback": "Look at the open events."}
            if decision == "decline"
            else {}
        )
        knock(
            bus, "applications", "decide_application", {"id": application["id"], "decision": decision, **more}
        )
    knock(bus, "applications", "take_up_application", {"id": made[3]["id"]}, world.people["coordinator"])
    saved = _apply(bus, "Saved for later", save_only=True)
    knock(bus, "applications", "share_tip", {"region": "WOE", "text": "Ring people within a week."})
    world.ids["application_id"] = made[0]["id"]
    world.ids["accepted_id"] = made[1]["id"]
    for name, application in (("ticket", saved), ("ticket_sent", made[0]), ("ticket_declined", made[2])):
        world.ids[name] = tickets.mint(
            ticket_key,
            subject=f"applicant:{application['id']}",
            audience="applicant",
            now=datetime.now(UTC),
            lifetime=timedelta(days=1),
        )


def _apply(bus: LocalBus, name: str, **more: Any) -> dict[str, Any]:
    answers = {
        "region": "WOE",
        "name": name,
        "email": f"{name.replace(' ', '.').lower()}@example.org",
        "why": "To make discharge from hospital kinder.\nAnd to learn from others.",
        "profession": "Physiotherapist",
        "compact_accepted": True,
        **more,
    }
    made: dict[str, Any] = knock(bus, "applications", "submit_application", answers, Caller())
    return made


def _address(bus: LocalBus, world: World) -> None:
    """The member waits for a new address to confirm itself, and the link is here."""
    member = world.people["member"]
    version = knock(bus, "members", "my_profile", {}, member)["version"]
    wish = {"version": version, "email": "a.new.and.rather.long.address@hospital.example.org"}
    knock(bus, "addresses", "change_email", wish, member)
    changes = bus.databases["membership"].database["address_changes"]
    world.ids["ticket_address"] = tickets.mint(
        world.ticket_key,
        subject=f"new-address:{changes.find_one()['_id']}",
        audience="new-address",
        now=datetime.now(UTC),
        lifetime=timedelta(hours=24),
    )


def _connections(bus: LocalBus, world: World) -> None:
    me, other = world.people["member"], world.people["coordinator"]
    for proposer, member_id, how in ((other, me.subject, "As buddies"), (me, "member-0012", "At QBrings2")):
        payload = {"member_id": member_id, "how": how, "where": "Bristol", "met_on": "2026-05-04"}
        knock(bus, "connections", "propose_connection", payload, proposer)
    payload = {"member_id": me.subject, "how": "In a project", "met_on": "2026-06-04"}
    third = Caller("member-0030", frozenset({"member"}), "WOE")
    told = knock(bus, "connections", "propose_connection", payload, third)
    knock(bus, "connections", "confirm_connection", {"id": told["id"]}, me)
    thanks = {
        "kind": "Facilitating",
        "date": "2026-05-04",
        "evidence": "Led a table on frailty.",
        "words": "Thank you!",
    }
    for member_id in (me.subject, "member-0012"):
        knock(bus, "connections", "thank_member", {"member_id": member_id, **thanks}, other)
    scope = {"id": "member-0012", "regions": ["WOE", "SW"], "topics": ["frailty", "flow"]}
    knock(bus, "connections", "appoint_connector", scope, world.people["convenor"])


def _import(bus: LocalBus, world: World) -> None:
    wrong = "".join(f"not an address,Somebody {row},WOE,2018-13-40\n" for row in range(12))
    header = "email,name,region,joined\n"
    good = header + "new@example.org,New Person,WOE,2018-05-01\n"
    for name, content in (("import_id", good + wrong), ("done_import_id", good), ("working_import_id", good)):
        world.ids[name] = _send(bus, world.people["coordinator"], content)
        if name == "done_import_id":
            perform_due(bus)
            knock(bus, "imports", "apply_import", {"id": world.ids[name]}, world.people["coordinator"])
        if name != "working_import_id":
            perform_due(bus)


def _send(bus: LocalBus, caller: Caller, content: str) -> str:
    raw = content.encode()
    begun = knock(bus, "imports", "begin_import", {"file_name": "members.csv", "size": len(raw)}, caller)
    part = {"id": begun["id"], "number": 0, "content": base64.b64encode(raw).decode()}
    knock(bus, "imports", "add_import_chunk", part, caller)
    checking = {"id": begun["id"], "sha256": hashlib.sha256(raw).hexdigest()}
    knock(bus, "imports", "check_import", checking, caller)
    return str(begun["id"])
