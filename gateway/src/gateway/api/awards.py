"""The resource of awards: what projects get of a pot, by two people, and what they report (row 57)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import awards as shapes
from gateway.api.shapes.parts import Nothing, Paging, Versioned
from gateway.award_files import awards_file
from gateway.clients.exchange import awards as doors
from gateway.guards import caller, open_to

awards = Resource("awards", "/awards", "What projects get of a pot, on which terms, and their reports")

KEEPERS = ("coordinator", "convenor", "national_team")
CSV = {"text/csv": {"schema": {"type": "string"}}}


@awards.route("")
@open_to("public")
@awards.asks(shapes.ListAwards)
@awards.gives(200, shapes.AwardPage)
def list_awards(asked: dict[str, Any]) -> Response:
    """What was decided in a round, the newest first: awards, skipped projects, awards that ended."""
    return page(doors.list_awards(caller(), **asked), asked)


@awards.route("", methods=["POST"])
@open_to(*KEEPERS)
@awards.takes(shapes.ProposeAward)
@awards.gives(201, shapes.Award)
def propose_award(asked: dict[str, Any]) -> Response:
    """Propose an award, a part of what was asked, or that a project is skipped; two people approve it."""
    made = doors.propose_award(caller(), command_id(), asked.pop("proposal_id"), asked)
    place = {"Location": f"{awards.url_prefix}/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@awards.route("/undecided")
@open_to(*KEEPERS)
@awards.asks(shapes.ListAwards)
@awards.gives(200, shapes.AwardPage)
def list_undecided_awards(asked: dict[str, Any]) -> Response:
    """Those of a round that wait for approvals, for its keepers."""
    return page(doors.list_undecided_awards(caller(), **asked), asked)


@awards.route("/mine")
@open_to("member")
@awards.asks(Paging)
@awards.gives(200, shapes.AwardPage)
def my_awards(asked: dict[str, Any]) -> Response:
    """What was decided on projects in which you have a part, the newest first."""
    return page(doors.my_awards(caller(), **asked), asked)


@awards.route("/pot")
@open_to("public")
@awards.asks(shapes.OfRound)
@awards.gives(200, shapes.AwardPot)
def get_pot(asked: dict[str, Any]) -> Response:
    """What a round's pot holds, and what of it is awarded, paid and left."""
    return answer(doors.get_pot(caller(), asked["round_id"]))


@awards.route("/export")
@open_to("public")
@awards.asks(shapes.OfRound)
@awards.gives(200)
@awards.doc(responses={200: {"content": CSV, "description": "OK"}})
def export_awards(asked: dict[str, Any]) -> Response:
    """What was decided in a round as CSV, a line for each instalment; money in pence."""
    return awards_file(caller(), asked["round_id"])


@awards.route("/announcement", methods=["POST"])
@open_to(*KEEPERS)
@awards.takes(shapes.OfRound)
@awards.gives(200, shapes.AwardPot)
def announce_awards(asked: dict[str, Any]) -> Response:
    """Result day: what has no award by now gets none, and is offered what else there is."""
    return answer(doors.announce_awards(caller(), command_id(), asked["round_id"]))


@awards.route("/<award_id>")
@open_to("public")
@versioned
@awards.gives(200, shapes.Award)
def get_award(award_id: str) -> Response:
    """One award: for everybody once it is decided, before that for the round's keepers."""
    return _whole(doors.get_award(caller(), award_id))


@awards.route("/<award_id>/terms", methods=["PUT"])
@open_to(*KEEPERS)
@versioned
@awards.takes(shapes.ChangeAward)
@awards.gives(200, shapes.Award)
def change_award(asked: dict[str, Any], award_id: str) -> Response:
    """Other terms before it is decided; who approved the earlier ones approves anew."""
    version = known_version(asked.pop("version", None))
    return _whole(doors.change_award(caller(), command_id(), award_id, asked, version=version))


@awards.route("/<award_id>/approvals", methods=["POST"])
@open_to(*KEEPERS)
@awards.takes(shapes.ApproveAward)
@awards.gives(200, shapes.Award)
def approve_award(asked: dict[str, Any], award_id: str) -> Response:
    """Approve the terms that you read; the second approval makes it an award, if the pot holds it then."""
    return _whole(doors.approve_award(caller(), command_id(), award_id, **asked))


@awards.route("/<award_id>/recusal", methods=["POST"])
@open_to(*KEEPERS)
@awards.takes(Nothing)
@awards.gives(200, shapes.Award)
def recuse_from_award(_asked: dict[str, Any], award_id: str) -> Response:
    """Say that you have an interest in the project: others decide, and your approval counts no more."""
    return _whole(doors.recuse_from_award(caller(), command_id(), award_id))


@awards.route("/<award_id>/dropping", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@awards.takes(Versioned)
@awards.gives(200, shapes.Award)
def drop_award(asked: dict[str, Any], award_id: str) -> Response:
    """Propose it no more, before it is decided."""
    return _done(doors.drop_award, award_id, asked)


@awards.route("/<award_id>/ending", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@awards.takes(shapes.EndAward)
@awards.gives(200, shapes.Award)
def end_award(asked: dict[str, Any], award_id: str) -> Response:
    """One keeper says why it is to end, a second one ends it; what was not paid goes back into the pot."""
    return _done(doors.end_award, award_id, asked)


@awards.route("/<award_id>/ending", methods=["DELETE"])
@open_to(*KEEPERS)
@versioned
@awards.gives(200, shapes.Award)
def keep_award(award_id: str) -> Response:
    """It goes on, though a keeper wanted it to end."""
    return _done(doors.keep_award, award_id, {})


@awards.route("/<award_id>/giving-up", methods=["POST"])
@open_to("member")
@versioned
@awards.takes(shapes.EndAward)
@awards.gives(200, shapes.Award)
def give_up_award(asked: dict[str, Any], award_id: str) -> Response:
    """Give up what was not paid yet, as somebody who applied."""
    return _done(doors.give_up_award, award_id, asked)


@awards.route("/<award_id>/conditions/<int:number>/meeting", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@awards.takes(Versioned)
@awards.gives(200, shapes.Award)
def meet_condition(asked: dict[str, Any], award_id: str, number: int) -> Response:
    """Note that a condition is met."""
    return _done(doors.meet_condition, award_id, asked, number)


@awards.route("/<award_id>/instalments/<int:number>/payment", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@awards.takes(shapes.PayInstalment)
@awards.gives(200, shapes.Award)
def pay_instalment(asked: dict[str, Any], award_id: str, number: int) -> Response:
    """Note that an instalment was paid; refused with what it still waits for (`instalment_waits`)."""
    return _done(doors.pay_instalment, award_id, asked, number)


@awards.route("/<award_id>/corrections", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@awards.takes(shapes.UndoAwardStep)
@awards.gives(200, shapes.Award)
def undo_award_step(asked: dict[str, Any], award_id: str) -> Response:
    """Undo what was noted by mistake: a payment, a condition that is met, a report that is skipped."""
    return _done(doors.undo_award_step, award_id, asked, asked.pop("part"), asked.pop("number"))


@awards.route("/<award_id>/money-back", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@awards.takes(shapes.NoteMoneyBack)
@awards.gives(200, shapes.Award)
def note_money_back(asked: dict[str, Any], award_id: str) -> Response:
    """Note that some of what was paid came back; it is in the pot again."""
    return _done(doors.note_money_back, award_id, asked, asked.pop("amount"))


@awards.route("/<award_id>/reports/<int:number>", methods=["PUT"])
@open_to("member")
@versioned
@awards.takes(shapes.HandInAwardReport)
@awards.gives(200, shapes.Award)
def hand_in_report(asked: dict[str, Any], award_id: str, number: int) -> Response:
    """Hand in a report as somebody who applied, early or late; again, it says it anew."""
    return _done(doors.hand_in_report, award_id, asked, number)


@awards.route("/<award_id>/reports/<int:number>/skipping", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@awards.takes(shapes.SkipAwardReport)
@awards.gives(200, shapes.Award)
def skip_report(asked: dict[str, Any], award_id: str, number: int) -> Response:
    """Say why a report is asked for no more."""
    return _done(doors.skip_report, award_id, asked, number)


def _done(door: Any, award_id: str, asked: dict[str, Any], *parts: Any) -> Response:
    asked["version"] = known_version(asked.get("version"))
    return _whole(door(caller(), command_id(), award_id, *parts, **asked))


def _whole(award: dict[str, Any]) -> Response:
    return answer(award, version=award["version"])
