"""The resource of coffee rounds: opt in, be dealt, say what came of it (rows 64, 65)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, page
from gateway.api.shapes import coffees as shapes
from gateway.api.shapes.parts import Nothing
from gateway.clients.skills_register import coffees as doors
from gateway.guards import caller, open_to

coffees = Resource("coffees", "/coffees", "Members who opted in meet somebody from elsewhere")


@coffees.route("/mine")
@open_to("member")
@coffees.gives(200, shapes.MyCoffees)
def my_coffees() -> Response:
    """What you said, the next round, and whom you meet in the present one."""
    return answer(doors.my_coffees(caller()))


@coffees.route("/mine", methods=["PUT"])
@open_to("member")
@coffees.takes(shapes.JoinCoffees)
@coffees.gives(200, shapes.CoffeesComing)
def join_coffees(asked: dict[str, Any]) -> Response:
    """Opt in, or change what you said."""
    return answer(doors.join_coffees(caller(), command_id(), **asked))


@coffees.route("/mine", methods=["DELETE"])
@open_to("member")
@coffees.gives(200, shapes.CoffeesLeft)
def leave_coffees() -> Response:
    """Out at once, of the present group too; who would sit alone is told."""
    return answer(doors.leave_coffees(caller(), command_id()))


@coffees.route("/mine/skip", methods=["PUT"])
@open_to("member")
@coffees.takes(shapes.SkipRound)
@coffees.gives(200, shapes.CoffeesComing)
def skip_round(asked: dict[str, Any]) -> Response:
    """Sit the next round out, or take part after all."""
    return answer(doors.skip_round(caller(), command_id(), **asked))


@coffees.route("/groups/<group_id>/reach", methods=["PUT"])
@open_to("member")
@coffees.takes(shapes.SayReach)
@coffees.gives(200, shapes.CoffeeSaid)
def say_reach(asked: dict[str, Any], group_id: str) -> Response:
    """Say how to reach you, for the others of the group."""
    return answer(doors.say_reach(caller(), command_id(), group_id, **asked))


@coffees.route("/groups/<group_id>/outcome", methods=["PUT"])
@open_to("member")
@coffees.takes(shapes.NoteOutcome)
@coffees.gives(200, shapes.CoffeeSaid)
def note_outcome(asked: dict[str, Any], group_id: str) -> Response:
    """Met, or did not; only counts of groups stay of it."""
    return answer(doors.note_outcome(caller(), command_id(), group_id, **asked))


@coffees.route("/rounds")
@open_to("member")
@coffees.asks(shapes.ListRounds)
@coffees.gives(200, shapes.CoffeeRoundPage)
def list_rounds(asked: dict[str, Any]) -> Response:
    """Every round with its seed and what came of it, the newest first."""
    return page(doors.list_rounds(caller(), **asked), asked)


@coffees.route("/rounds/<round_id>/draw")
@open_to("member")
@coffees.gives(200, shapes.CoffeeDraw)
def get_draw(round_id: str) -> Response:
    """What a round was dealt from, in numbers, so that anybody can deal it again; until it is over."""
    return answer(doors.get_draw(caller(), round_id))


@coffees.route("/rounds/next/dealing", methods=["POST"])
@open_to("national_team")
@coffees.takes(Nothing)
@coffees.gives(202, shapes.CoffeeRound)
def deal_now(_asked: dict[str, Any]) -> Response:
    """Deal the next round now and not on its day, with the seed that it has."""
    return answer(doors.deal_now(caller(), command_id()), 202)
