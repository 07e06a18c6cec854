"""Documents to look at: terms in two versions with a draft, criteria with evidence, rules at every stage."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

LONG = (
    "We meet at least four times a year, wherever possible face to face, and take turns across the area. " * 4
)
TERMS = [
    (
        "purpose",
        "Purpose",
        "To look after what members of Q share in the West of England.\n\nWe decide together.",
    ),
    ("membership", "Membership", "At least three members from each system, nine in all."),
    ("meetings", "Meetings", LONG),
]
AT = {"meeting": "Meeting 1", "on": "2017-10"}


def populate_documents(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    national, convenor, member = people["national_team"], people["convenor"], people["member"]

    def knock(door: str, payload: dict[str, Any], caller: Caller = national) -> Any:
        service, _, name = door.partition(".")
        return bus.call(f"stewardship_{service}", name, payload, caller=caller)

    def agree(kind: str, clauses: list[tuple[str, str, str]], region: str = "WOE", **more: Any) -> None:
        given = [{"code": code, "label": label, "text": text} for code, label, text in clauses]
        knock("documents.begin_document", {"region": region, "kind": kind, "clauses": given})
        knock("documents.agree_document", {"id": f"{region}:{kind}", **AT, **more})

    agree("terms_of_reference", TERMS, reviewers=["Convenor", "Health Foundation", "AHSN"])
    changed = [TERMS[0], ("membership", "Members", "At least three members from each system, eleven in all.")]
    agree(
        "terms_of_reference",
        [*changed, TERMS[2]],
        on="2018-06-05",
        meeting="Meeting 4",
        review_due="2018-12-31",
    )
    agree("terms_of_reference", TERMS[:1], region="SW", on="2018")
    soon = (datetime.now(UTC).date() + timedelta(days=20)).isoformat()
    criteria = [("c1", "More members", "Regional membership up."), ("c2", "Known", "Boards know of Q.")]
    agree("objectives", criteria, review_due=soon)
    agree("principles", [("transparency", "Transparency", "All minutes are public.")])
    draft = [{"code": code, "label": label, "text": f"{text} TBC"} for code, label, text in TERMS]
    begun = {"region": "WOE", "kind": "terms_of_reference", "clauses": draft, "summary": "Clearer words."}
    knock("documents.begin_document", begun, convenor)
    _marks(knock)
    comment = {"id": "WOE:terms_of_reference", "text": "Clear.", "clause": "purpose", "shown_name": "Ada"}
    knock("comments.comment_on_document", comment, member)
    knock(
        "comments.comment_on_document", {"id": "UK:guidance", "text": "Who?", "clause": "complaints"}, member
    )
    _rules(knock, ids, member)


def _marks(knock: Any) -> None:
    of_woe = {"region": "WOE", "kind": "objectives", "code": "c1"}
    knock("keeping.mark_clause", {**of_woe, "state": "partly", "on": "2018-01"})
    evidence = [{"label": "From 110 to 158 members", "address": "/regions/WOE"}]
    knock("keeping.mark_clause", {**of_woe, "state": "met", "evidence": evidence, "note": "All of it."})
    duty = {"region": "WOE", "kind": "duties", "code": "dispute_processes"}
    knock("keeping.mark_clause", {**duty, "state": "untested", "note": "0 cases"})
    practice = [{"label": "Public minutes", "address": "https://example.org/minutes"}]
    principle = {"region": "WOE", "kind": "principles", "code": "transparency", "practices": practice}
    knock("keeping.mark_clause", principle)


def _rules(knock: Any, ids: dict[str, str], member: Caller) -> None:
    rule = {
        "region": "WOE",
        "space": "Discussion group",
        "text": "Be kind, and leave room for others.",
        "why": LONG,
    }
    open_rule = knock("ground_rules.propose_ground_rule", rule, member)
    payload = {"id": open_rule["id"], "text": "Yes, please.", "shown_name": "Ada"}
    knock("ground_rules.comment_on_ground_rule", payload, member)
    ids["open_rule_id"] = open_rule["id"]
    for name in ("ripe_rule_id", "adopted_rule_id"):
        ids[name] = knock(
            "ground_rules.propose_ground_rule", {**rule, "space": "Events", "opened_on": "2018-03-01"}
        )["id"]
    decision = {"decision": "adopt", "meeting": "Meeting 3", "on": "2018-03-20"}
    knock("ground_rules.decide_ground_rule", {"id": ids["adopted_rule_id"], **decision})
