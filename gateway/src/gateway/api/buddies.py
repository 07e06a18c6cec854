"""The resource of buddies: ask for one, be one, and how a pair goes (row 64)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id
from gateway.api.shapes import buddies as shapes
from gateway.api.shapes.parts import Nothing
from gateway.clients.skills_register import buddies as doors
from gateway.guards import caller, open_to

buddies = Resource("buddies", "/buddies", "Experienced people beside those who learn, as pairs")

KEEPERS = ("coordinator", "convenor", "national_team")


@buddies.route("")
@open_to("member", *KEEPERS)
@buddies.asks(shapes.BuddiesOf)
@buddies.gives(200, shapes.BuddyList)
def list_buddies(asked: dict[str, Any]) -> Response:
    """Who offers to be a buddy in a region and has room, in the region's order."""
    return answer(doors.list_buddies(caller(), **asked))


@buddies.route("/mine")
@open_to("member")
@buddies.gives(200, shapes.MyBuddying)
def my_buddying() -> Response:
    """Your wish, your offer, and the pairs that you are in."""
    return answer(doors.my_buddying(caller()))


@buddies.route("/wish", methods=["POST"])
@open_to("member")
@buddies.takes(shapes.AskForBuddy)
@buddies.gives(201, shapes.BuddyAsked)
def ask_for_buddy(asked: dict[str, Any]) -> Response:
    """Ask for a buddy; one wish at a time."""
    return answer(doors.ask_for_buddy(caller(), command_id(), **asked), 201)


@buddies.route("/wish", methods=["DELETE"])
@open_to("member")
@buddies.gives(200, shapes.WishWithdrawn)
def withdraw_wish() -> Response:
    """Ask no more; what was only proposed for it is gone too."""
    return answer(doors.withdraw_wish(caller(), command_id()))


@buddies.route("/offer", methods=["PUT"])
@open_to("member")
@buddies.takes(shapes.OfferBuddying)
@buddies.gives(200, shapes.BuddyOffered)
def offer_buddying(asked: dict[str, Any]) -> Response:
    """Offer to be a buddy, or change what you offer."""
    return answer(doors.offer_buddying(caller(), command_id(), **asked))


@buddies.route("/offer", methods=["DELETE"])
@open_to("member")
@buddies.gives(200, shapes.BuddyOffered)
def withdraw_offer() -> Response:
    """No new pairs; those that run go on."""
    return answer(doors.withdraw_offer(caller(), command_id()))


@buddies.route("/wishes")
@open_to(*KEEPERS)
@buddies.asks(shapes.KeptRegion)
@buddies.gives(200, shapes.WishList)
def list_wishes(asked: dict[str, Any]) -> Response:
    """Who asks for a buddy in a region that you keep, in the region's order."""
    return answer(doors.list_wishes(caller(), **asked))


@buddies.route("/counts")
@open_to(*KEEPERS)
@buddies.asks(shapes.KeptRegion)
@buddies.gives(200, shapes.PairCounts)
def count_pairs(asked: dict[str, Any]) -> Response:
    """How many pairs run, by the month they are paired since: all that keepers learn of pairs."""
    return answer(doors.count_pairs(caller(), **asked))


@buddies.route("/pairs", methods=["POST"])
@open_to("member", *KEEPERS)
@buddies.takes(shapes.ProposePair)
@buddies.gives(201, shapes.ProposedPair)
def propose_pair(asked: dict[str, Any]) -> Response:
    """Choose a buddy for your wish; keepers propose one for a wish of their region. Both then agree."""
    buddy_id = asked.pop("buddy_id")
    return answer(doors.propose_pair(caller(), command_id(), buddy_id, **asked), 201)


@buddies.route("/pairs/<pair_id>/answer", methods=["POST"])
@open_to("member")
@buddies.takes(shapes.AnswerPair)
@buddies.gives(200, shapes.AnsweredPair)
def answer_pair(asked: dict[str, Any], pair_id: str) -> Response:
    """Agree, or not; a fourth pair of a buddy is refused (`buddy_full`)."""
    return answer(doors.answer_pair(caller(), command_id(), pair_id, **asked))


@buddies.route("/pairs/<pair_id>/next-check", methods=["PUT"])
@open_to("member")
@buddies.takes(shapes.PlanCheck)
@buddies.gives(200, shapes.BuddyPairStep)
def plan_check(asked: dict[str, Any], pair_id: str) -> Response:
    """Choose when both are reminded to look at how it goes."""
    return answer(doors.plan_check(caller(), command_id(), pair_id, **asked))


@buddies.route("/pairs/<pair_id>/checks", methods=["POST"])
@open_to("member")
@buddies.takes(Nothing)
@buddies.gives(200, shapes.BuddyPairStep)
def note_check(_asked: dict[str, Any], pair_id: str) -> Response:
    """You looked at how it goes today."""
    return answer(doors.note_check(caller(), command_id(), pair_id))


@buddies.route("/pairs/<pair_id>/ending", methods=["POST"])
@open_to("member")
@buddies.takes(Nothing)
@buddies.gives(200, shapes.BuddyPairStep)
def end_pair(_asked: dict[str, Any], pair_id: str) -> Response:
    """End it, without a reason; the other one is told."""
    return answer(doors.end_pair(caller(), command_id(), pair_id))
