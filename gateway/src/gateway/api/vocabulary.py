"""The resource of the vocabulary: which skills there are, which words mean them, new words (row 63)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import vocabulary as shapes
from gateway.clients.skills_register import vocabulary as doors
from gateway.guards import caller, open_to

vocabulary = Resource(
    "vocabulary", "/skills/vocabulary", "The words of quality improvement, and what they mean"
)


@vocabulary.route("")
@open_to("public")
@vocabulary.asks(shapes.AskVocabulary)
@vocabulary.gives(200, shapes.SkillGroupList)
def list_vocabulary(asked: dict[str, Any]) -> Response:
    """Every group with its skills and all words for them."""
    return answer(doors.list_vocabulary(caller(), **asked), tagged=True)


@vocabulary.route("/look-up")
@open_to("public")
@vocabulary.asks(shapes.LookUpWords)
@vocabulary.gives(200, shapes.WordsUnderstood)
def look_up_words(asked: dict[str, Any]) -> Response:
    """The skills that a text names, and the words that nobody knows."""
    return answer(doors.look_up_words(caller(), asked["text"]))


@vocabulary.route("/words")
@open_to("national_team")
@vocabulary.asks(shapes.ListWords)
@vocabulary.gives(200, shapes.ProposedWordPage)
def list_words(asked: dict[str, Any]) -> Response:
    """Words that members proposed, the oldest first."""
    return page(doors.list_words(caller(), **asked), asked)


@vocabulary.route("/words", methods=["POST"])
@open_to("member")
@vocabulary.takes(shapes.ProposeWord)
@vocabulary.gives(201, shapes.ProposedWord)
def propose_word(asked: dict[str, Any]) -> Response:
    """Propose another word for a skill, or a skill that is lacking."""
    made = doors.propose_word(caller(), command_id(), **asked)
    return answer(made, 201, version=made["version"])


@vocabulary.route("/words/mine")
@open_to("member")
@vocabulary.asks(shapes.MyWords)
@vocabulary.gives(200, shapes.ProposedWordPage)
def my_words(asked: dict[str, Any]) -> Response:
    """What you proposed, and what became of it."""
    return page(doors.my_words(caller(), **asked), asked)


@vocabulary.route("/words/<word_id>")
@open_to("national_team")
@versioned
@vocabulary.gives(200, shapes.ProposedWord)
def get_word(word_id: str) -> Response:
    """One proposed word."""
    found = doors.get_word(caller(), word_id)
    return answer(found, version=found["version"])


@vocabulary.route("/words/<word_id>/decision", methods=["POST"])
@open_to("national_team")
@versioned
@vocabulary.takes(shapes.DecideWord)
@vocabulary.gives(200, shapes.ProposedWord)
def decide_word(asked: dict[str, Any], word_id: str) -> Response:
    """Take a word up, or turn it down with a reason."""
    asked["version"] = known_version(asked.get("version"))
    decided = doors.decide_word(caller(), command_id(), word_id, **asked)
    return answer(decided, version=decided["version"])
