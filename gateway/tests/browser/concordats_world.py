"""Concordats to look at: texts, drafts, signatories of every standing, organisations, and QI capacity."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

NATIONAL = Caller("member-0004", frozenset({"member", "national_team"}), "WOE")
LONG = (
    "We let our people help next door for up to ten days a year, when their line manager agrees and nobody "
    "on the ward goes short. See https://example.org/a-very-long-address-that-a-phone-has-to-wrap-somewhere"
)
FIRST = f"{LONG}\n\nWhoever helps may ask for the same.\n\nNobody counts what is owed."
SECOND = f"{LONG}\n\nWhoever helps may ask for the same, in kind or in another.\n\nWe meet twice a year."
THIRD = f"{SECOND}\n\nWe tell patients what came of it."


def populate_concordats(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """The world's member leads organisations of the South West; WOE has a draft."""

    def knock(door: str, by: Caller = NATIONAL, **asked: Any) -> Any:
        service, _, name = door.partition(".")
        return bus.call(f"skills_register_{service}", name, asked, caller=by)

    member = people["member"]
    ids["concordat"] = _concordat(
        knock, "SW", "Concordat of the Cornish Improvement Collaborative", "Cornwall"
    )
    trusts = {
        name: _trust(knock, "SW", name, "Cornwall", member)
        for name in (
            "Lizard Hospitals",
            "Tamar Side Partnership Trust",
            "Bodmin Moor Hospice",
            "Old Mine Practice",
        )
    }
    ids["signing_trust"], ids["new_trust"] = trusts["Lizard Hospitals"], trusts["Bodmin Moor Hospice"]
    for name in ("Lizard Hospitals", "Tamar Side Partnership Trust", "Old Mine Practice"):
        _sign(knock, member, ids["concordat"], trusts[name])
    knock(
        "concordats.withdraw_signature",
        member,
        id=ids["concordat"],
        organisation_id=trusts["Tamar Side Partnership Trust"],
        from_day=_day(30),
        reason="We merge with our neighbour.",
    )
    closed = trusts["Old Mine Practice"]
    knock("organisations.close_organisation", id=closed, reason="Its doctors joined the next practice.")
    ids["closed_trust"] = closed
    knock("concordats.change_draft", id=ids["concordat"], text=SECOND)
    knock("concordats.agree_text", id=ids["concordat"], changes="What comes back may be something else.")
    knock("concordats.change_draft", id=ids["concordat"], text=THIRD)
    review = {"outcome": "kept", "words": "Two people helped, and both would again.", "next_on": _day(300)}
    knock("concordats.review_concordat", id=ids["concordat"], **review)
    ids["first_draft"] = _draft(knock, "WOE", "Concordat of the West of England", "")
    ids["ended_concordat"] = _concordat(knock, "WOE", "An earlier concordat", "")
    knock("concordats.end_concordat", id=ids["ended_concordat"], reason="It became the one of today.")
    ids["woe_trust"] = _trust(knock, "WOE", "Severn Vale Hospitals", "BNSSG", member)
    _capacity(knock, ids)


def _draft(knock: Any, region: str, title: str, system: str) -> str:
    asked = {"region": region, "title": title, "system": system, "group": "Improvement Collaborative"}
    made: str = knock("concordats.draft_concordat", text=FIRST, review_on=_day(200), **asked)["id"]
    return made


def _concordat(knock: Any, region: str, title: str, system: str) -> str:
    made = _draft(knock, region, title, system)
    knock("concordats.agree_text", id=made)
    return made


def _trust(knock: Any, region: str, name: str, system: str, leader: Caller) -> str:
    asked = {"region": region, "name": name, "kind": "trust", "system": system}
    made: str = knock("organisations.enter_organisation", **asked)["id"]
    knock("organisations.name_representative", id=made, member_id=leader.subject, role="leader")
    return made


def _sign(knock: Any, leader: Caller, concordat: str, trust: str) -> None:
    asked = {"id": concordat, "organisation_id": trust, "text": 1, "signed_as": "chief_executive"}
    said = {"reservations": "Nobody from theatres between December and February.", "pledged_half_days": 15}
    knock("concordats.sign_concordat", leader, **asked, **said)


def _capacity(knock: Any, ids: dict[str, str]) -> None:
    listed = {
        "region": "WOE",
        "organisation_id": ids["woe_trust"],
        "source": "Staff survey and training records",
    }
    figures = ((720, 18, 900), (540, None, 905), (360, 40, 910), (180, 51, 930), (10, 62, 940))
    for ago, trained, headcount in figures:
        body = knock(
            "capacity.report_capacity", **listed, day=_day(-ago), trained=trained, headcount=headcount
        )
    last = body["trend"][-1]
    wrong = {"body_id": body["id"], "snapshot_id": last["snapshot_id"], "day": last["day"]}
    knock(
        "capacity.correct_capacity",
        **wrong,
        trained=65,
        headcount=940,
        source="Payroll",
        note="Two teams were left out.",
    )
    for name, trained in (("A hospice", None), ("Hill Practice with a rather long name of its own", 3)):
        small = {"region": "WOE", "organisation": name, "source": "A call", "self_reported": False}
        few = knock("capacity.report_capacity", **small, day=_day(-20), trained=trained, headcount=40)
    ids |= {"capacity_body": body["id"], "few_trained": few["id"]}
    ids["capacity_report"] = few["trend"][0]["snapshot_id"]


def _day(days: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()
