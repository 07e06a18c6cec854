"""The resource of exchanges: help between two for time, from the proposal until it is settled (row 59).

Every answer says your one next step. For who is neither a side nor keeps one of the regions it is not there.
"""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import exchanges as shapes
from gateway.api.shapes.parts import Versioned
from gateway.clients.skills_register import exchanges as doors
from gateway.guards import caller, open_to

exchanges = Resource("exchanges", "/exchanges", "Help between two for time, until both accounts have it")

KEEPERS = ("coordinator", "convenor", "national_team")
READERS = ("member", *KEEPERS)


@exchanges.route("")
@open_to("member")
@exchanges.asks(shapes.ListExchanges)
@exchanges.gives(200, shapes.ExchangePage)
def my_exchanges(asked: dict[str, Any]) -> Response:
    """Your own and those of organisations you act for, the one that changed last first."""
    return page(doors.my_exchanges(caller(), **asked), asked)


@exchanges.route("", methods=["POST"])
@open_to("member")
@exchanges.takes(shapes.ProposeExchange)
@exchanges.gives(201, shapes.Exchange)
def propose_exchange(asked: dict[str, Any]) -> Response:
    """Propose one to a member, or take up an offer, or meet a request; or write down what is done already."""
    offer_id = asked.pop("offer_id", None)
    if offer_id is not None:
        made = doors.answer_offer(caller(), command_id(), offer_id, **asked)
    else:
        made = doors.propose_exchange(caller(), command_id(), asked.pop("member_id"), **asked)
    place = {"Location": f"{exchanges.url_prefix}/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@exchanges.route("/to-decide")
@open_to(*KEEPERS)
@exchanges.asks(shapes.ListExchangesToDecide)
@exchanges.gives(200, shapes.ExchangePage)
def exchanges_to_decide(asked: dict[str, Any]) -> Response:
    """What waits for the keepers of a region, the longest first; never your own."""
    return page(doors.exchanges_to_decide(caller(), **asked), asked)


@exchanges.route("/<exchange_id>")
@open_to(*READERS)
@versioned
@exchanges.gives(200, shapes.Exchange)
def get_exchange(exchange_id: str) -> Response:
    """One exchange with its history, and what you do next."""
    return _whole(doors.get_exchange(caller(), exchange_id))


@exchanges.route("/<exchange_id>/agreement", methods=["POST"])
@open_to("member")
@versioned
@exchanges.takes(Versioned)
@exchanges.gives(200, shapes.Exchange)
def agree_exchange(asked: dict[str, Any], exchange_id: str) -> Response:
    """Agree to the other side's terms."""
    return _done(doors.agree_exchange, exchange_id, asked)


@exchanges.route("/<exchange_id>/terms", methods=["PUT"])
@open_to("member")
@versioned
@exchanges.takes(shapes.ExchangeTerms)
@exchanges.gives(200, shapes.Exchange)
def change_exchange(asked: dict[str, Any], exchange_id: str) -> Response:
    """Suggest other terms before it is done."""
    return _done(doors.change_exchange, exchange_id, asked)


@exchanges.route("/<exchange_id>/cancellation", methods=["POST"])
@open_to("member")
@versioned
@exchanges.takes(shapes.CancelExchange)
@exchanges.gives(200, shapes.Exchange)
def cancel_exchange(asked: dict[str, Any], exchange_id: str) -> Response:
    """Decline it, withdraw it or call it off, before it is done."""
    return _done(doors.cancel_exchange, exchange_id, asked)


@exchanges.route("/<exchange_id>/completion", methods=["POST"])
@open_to("member")
@versioned
@exchanges.takes(shapes.SayExchangeDone)
@exchanges.gives(200, shapes.Exchange)
def say_done(asked: dict[str, Any], exchange_id: str) -> Response:
    """Say that it is done and how long it took, or correct what you said before the other side answers."""
    return _done(doors.say_done, exchange_id, asked)


@exchanges.route("/<exchange_id>/confirmation", methods=["POST"])
@open_to("member")
@versioned
@exchanges.takes(Versioned)
@exchanges.gives(200, shapes.Exchange)
def confirm_exchange(asked: dict[str, Any], exchange_id: str) -> Response:
    """Confirm what the other side said; it is settled at once, and twice changes nothing.

    Where the receiver's account has no room it stays confirmed, and `warning` says the rule.
    """
    return _done(doors.confirm_exchange, exchange_id, asked)


@exchanges.route("/<exchange_id>/settlement", methods=["POST"])
@open_to(*READERS)
@versioned
@exchanges.takes(Versioned)
@exchanges.gives(200, shapes.Exchange)
def settle_exchange(asked: dict[str, Any], exchange_id: str) -> Response:
    """Try again what had no room; refused with the rule's sentence while there is none (`floor_reached`)."""
    return _done(doors.settle_exchange, exchange_id, asked)


@exchanges.route("/<exchange_id>/dispute", methods=["POST"])
@open_to("member")
@versioned
@exchanges.takes(shapes.DisputeExchange)
@exchanges.gives(200, shapes.Exchange)
def dispute_exchange(asked: dict[str, Any], exchange_id: str) -> Response:
    """Say what differs from what the other side said, with your reasons."""
    return _done(doors.dispute_exchange, exchange_id, asked)


@exchanges.route("/<exchange_id>/dispute-answer", methods=["POST"])
@open_to("member")
@versioned
@exchanges.takes(shapes.AnswerExchangeDispute)
@exchanges.gives(200, shapes.Exchange)
def answer_dispute(asked: dict[str, Any], exchange_id: str) -> Response:
    """Accept what the other side says, or give your reasons."""
    return _done(doors.answer_dispute, exchange_id, asked)


@exchanges.route("/<exchange_id>/mediation-notes", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@exchanges.takes(shapes.NoteMediation)
@exchanges.gives(200, shapes.Exchange)
def note_mediation(asked: dict[str, Any], exchange_id: str) -> Response:
    """Write to both sides, as a keeper who is neither."""
    return _done(doors.note_mediation, exchange_id, asked)


@exchanges.route("/<exchange_id>/decision", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@exchanges.takes(shapes.DecideExchange)
@exchanges.gives(200, shapes.Exchange)
def decide_exchange(asked: dict[str, Any], exchange_id: str) -> Response:
    """Decide how long it took, or that nothing is settled, as a keeper who is neither side."""
    return _done(doors.decide_exchange, exchange_id, asked)


def _done(door: Any, exchange_id: str, asked: dict[str, Any]) -> Response:
    asked["version"] = known_version(asked.get("version"))
    return _whole(door(caller(), command_id(), exchange_id, **asked))


def _whole(exchange: dict[str, Any]) -> Response:
    return answer(exchange, version=exchange["version"])
