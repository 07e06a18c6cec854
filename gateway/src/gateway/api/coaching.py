"""The resources of coaching: local contacts of every region, and questions to them (row 65)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, page
from gateway.api.shapes import coaching as shapes
from gateway.api.shapes.parts import Nothing
from gateway.clients.skills_register import coaching as doors
from gateway.guards import caller, open_to

contacts = Resource("coaching-contacts", "/coaching-contacts", "Whom members may ask where they are")
questions = Resource("coaching-questions", "/coaching-questions", "What members ask them, private to both")

KEEPERS = ("coordinator", "convenor", "national_team")


@contacts.route("")
@open_to("public")
@contacts.asks(shapes.ContactsOf)
@contacts.gives(200, shapes.ContactList)
def list_contacts(asked: dict[str, Any]) -> Response:
    """The contacts of a region; who they are for members, that they are for everybody."""
    return answer(doors.list_contacts(caller(), **asked))


@contacts.route("", methods=["POST"])
@open_to(*KEEPERS)
@contacts.takes(shapes.NameContact)
@contacts.gives(201, shapes.ContactStanding)
def name_contact(asked: dict[str, Any]) -> Response:
    """Ask a member to be a contact of your region; they say yes themselves."""
    region = asked.pop("region")
    return answer(doors.name_contact(caller(), command_id(), region, **asked), 201)


@contacts.route("/coverage")
@open_to("public")
@contacts.gives(200, shapes.CoachingCoverage)
def coverage() -> Response:
    """Every region with how many contacts can be reached today, and where there are too few."""
    return answer(doors.coverage(caller()))


@contacts.route("/mine")
@open_to("member")
@contacts.gives(200, shapes.MyContact)
def my_contact() -> Response:
    """What you are as a contact: asked, listed, or none."""
    return answer(doors.my_contact(caller()))


@contacts.route("/mine", methods=["PUT"])
@open_to("member")
@contacts.takes(shapes.AcceptContact)
@contacts.gives(200, shapes.ContactStanding)
def accept_contact(asked: dict[str, Any]) -> Response:
    """Say yes, with topics, areas and hours; or say these anew."""
    return answer(doors.accept_contact(caller(), command_id(), **asked))


@contacts.route("/mine", methods=["DELETE"])
@open_to("member")
@contacts.gives(200, shapes.ContactGone)
def step_down() -> Response:
    """Be a contact no more, or say no; what waits goes on at once."""
    return answer(doors.step_down(caller(), command_id()))


@contacts.route("/mine/absence", methods=["PUT"])
@open_to("member")
@contacts.takes(shapes.BeAway)
@contacts.gives(200, shapes.ContactStanding)
def be_away(asked: dict[str, Any]) -> Response:
    """Be away until the end of a day; questions go to others meanwhile."""
    return answer(doors.be_away(caller(), command_id(), **asked))


@contacts.route("/<member_id>", methods=["DELETE"])
@open_to(*KEEPERS)
@contacts.gives(200, shapes.ContactGone)
def remove_contact(member_id: str) -> Response:
    """Take a contact of your region off the list; what waits goes on at once."""
    return answer(doors.remove_contact(caller(), command_id(), member_id))


@questions.route("", methods=["POST"])
@open_to("member")
@questions.takes(shapes.AskContact)
@questions.gives(201, shapes.QuestionStep)
def ask_question(asked: dict[str, Any]) -> Response:
    """It is brought to a contact at once; not answered within days, to the next one, then to the keepers."""
    return answer(doors.ask_question(caller(), command_id(), **asked), 201)


@questions.route("/mine")
@open_to("member")
@questions.asks(shapes.ListQuestions)
@questions.gives(200, shapes.QuestionPage)
def my_questions(asked: dict[str, Any]) -> Response:
    """What you asked, the newest first."""
    return page(doors.my_questions(caller(), **asked), asked)


@questions.route("/for-me")
@open_to("member")
@questions.asks(shapes.ListQuestions)
@questions.gives(200, shapes.QuestionPage)
def questions_for_me(asked: dict[str, Any]) -> Response:
    """What was brought to you as a contact, the newest first."""
    return page(doors.questions_for_me(caller(), **asked), asked)


@questions.route("/waiting")
@open_to(*KEEPERS)
@questions.asks(shapes.WaitingIn)
@questions.gives(200, shapes.WaitingPage)
def waiting_questions(asked: dict[str, Any]) -> Response:
    """What waits in a region that you keep, the longest first, without its words."""
    return page(doors.waiting_questions(caller(), **asked), asked)


@questions.route("/<question_id>/answers", methods=["POST"])
@open_to("member")
@questions.takes(shapes.AnswerQuestion)
@questions.gives(201, shapes.QuestionStep)
def answer_question(asked: dict[str, Any], question_id: str) -> Response:
    """Answer what was brought to you; the asker is told."""
    return answer(doors.answer_question(caller(), command_id(), question_id, **asked), 201)


@questions.route("/<question_id>/closing", methods=["POST"])
@open_to("member")
@questions.takes(Nothing)
@questions.gives(200, shapes.QuestionStep)
def close_question(_asked: dict[str, Any], question_id: str) -> Response:
    """End your question, answered or not."""
    return answer(doors.close_question(caller(), command_id(), question_id))


@questions.route("/<question_id>/handing", methods=["POST"])
@open_to(*KEEPERS)
@questions.takes(shapes.HandQuestion)
@questions.gives(200, shapes.QuestionStep)
def hand_question(asked: dict[str, Any], question_id: str) -> Response:
    """Hand it to a contact, of whichever region, without reading it."""
    return answer(doors.hand_question(caller(), command_id(), question_id, **asked))
