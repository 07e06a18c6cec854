"""Agendas to look at: being shaped, published late and changed since, with papers and what was set aside."""

import base64
import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus
from meetings.actions.domain import raise_action
from meetings.actions.store import ActionStore
from meetings.calendar.domain import DISPUTE, ClosedPart
from meetings.decisions.domain import CONSENT, Decision, quorum_of
from meetings.decisions.store import DecisionStore

from ..tables import a_meeting, a_seat  # noqa: TID252 - tests are no installed package

WHY = "We outgrew the old room.\nhttps://example.org/a-very-long-address-that-a-phone-has-to-wrap-somewhere"
PDF = b"%PDF-1.4\n% words\n%%EOF\n"
CLOSED = (ClosedPart(DISPUTE, "A dispute about a seat"),)


def populate_agendas(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """Two meetings of WOE; the world's member has a seat there, its convenor keeps the agendas."""
    a_seat(bus, people["member"])
    shaped = a_meeting(bus, "the-next-meeting", 20, title="The meeting in which we plan our year")
    later = a_meeting(bus, "the-meeting-after-it", 110, title="The meeting after it")
    published = a_meeting(bus, "the-near-meeting", 3, title="The near meeting", closed_parts=CLOSED)
    _arising(bus, people["member"])
    ids |= {"shaped_meeting": shaped.id, "later_meeting": later.id, "published_meeting": published.id}

    item = {"title": "Rooms for next year", "minutes": 45, "outcome": "decide", "why": WHY}
    own = _propose(bus, shaped.id, people["member"], **item)
    ids["own_item"] = own
    _paper(bus, shaped.id, own, people["member"])
    _propose(bus, shaped.id, people["convenor"], title="News from the regions", minutes=90, outcome="inform")
    back = _propose(bus, shaped.id, people["member"], title="Money", minutes=10, outcome="discuss")
    ids["returned_item"] = back
    _knock(bus, "send_back_item", people["convenor"], shaped.id, back, reason="Say what you want of us.")

    open_ = _propose(bus, published.id, people["member"], title="A survey", minutes=20, outcome="discuss")
    _paper(bus, published.id, open_, people["member"])
    _propose(
        bus, published.id, people["convenor"], title="A seat", minutes=20, outcome="discuss", part="closed"
    )
    _knock(bus, "publish_agenda", people["convenor"], published.id)
    _knock(bus, "change_item", people["convenor"], published.id, open_, minutes=30)


def _arising(bus: LocalBus, owner: Caller) -> None:
    """An action still to be done and a decision to look at again, both public."""
    work, now = bus.databases["meetings"], datetime.now(UTC)
    day = a_meeting(bus, "an-earlier-meeting", -80, title="An earlier meeting").day
    action = raise_action(
        "carried-action", region="WOE", meeting_id="an-earlier-meeting", raised_on=day,
        text="Ask three rooms for their price", owner_id=owner.subject, due_on=day + timedelta(days=14),
        by=owner.subject, now=now,
    )  # fmt: skip
    decision = Decision(
        "decision-to-review", 1, "WOE", "an-earlier-meeting", day, "We meet in public", "Each time.", CONSENT,
        quorum_of(11, 8, 50), review_on=day + timedelta(days=30),
    )  # fmt: skip

    def save() -> None:
        ActionStore(work).save(action)
        DecisionStore(work).save(decision)
        ActionStore(work).share("an-earlier-meeting")
        DecisionStore(work).share("an-earlier-meeting")

    work.in_transaction(Call(now=now), save)


def _propose(bus: LocalBus, meeting_id: str, by: Caller, **item: Any) -> str:
    agenda = _knock(bus, "propose_item", by, meeting_id, **item)
    return str(agenda["items"][-1]["id"])


def _knock(
    bus: LocalBus, door: str, by: Caller, meeting_id: str, item_id: str | None = None, **more: Any
) -> Any:
    where = {"meeting_id": meeting_id, **({"item_id": item_id} if item_id else {})}
    return bus.call("meetings_agendas", door, {**where, **more}, caller=by)


def _paper(bus: LocalBus, meeting_id: str, item_id: str, by: Caller) -> None:
    announced = {"meeting_id": meeting_id, "item_id": item_id, "name": "Rooms compared.pdf", "size": len(PDF)}
    upload = bus.call("meetings_papers", "begin_paper", announced, caller=by)["id"]
    part = {"id": upload, "number": 0, "content": base64.b64encode(PDF).decode()}
    bus.call("meetings_papers", "add_paper_part", part, caller=by)
    digest = hashlib.sha256(PDF).hexdigest()
    bus.call("meetings_papers", "finish_paper", {"id": upload, "sha256": digest}, caller=by)
