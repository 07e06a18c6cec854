"""The resource of surveys: asked of a known audience, counted with their base (row 74)."""

from typing import Any

from flask import Response

from gateway import survey_files
from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import surveys as shapes
from gateway.clients.meetings import surveys as doors
from gateway.guards import caller, open_to

surveys = Resource("surveys", "/surveys", "What groups ask their members, and what all of them say")

SIGNED_IN = ("member", "coordinator", "convenor", "national_team")
KEEPERS = ("coordinator", "convenor", "national_team")
CSV = {"text/csv": {"schema": {"type": "string"}}}


@surveys.route("")
@open_to("public")
@surveys.asks(shapes.ListSurveys)
@surveys.gives(200, shapes.SurveyPage)
def list_surveys(asked: dict[str, Any]) -> Response:
    """The newest first; drafts only for the tables of their groups."""
    return page(doors.list_surveys(caller(), **asked), asked)


@surveys.route("", methods=["POST"])
@open_to(*SIGNED_IN)
@surveys.takes(shapes.DraftSurvey)
@surveys.gives(201, shapes.Survey)
def draft_survey(asked: dict[str, Any]) -> Response:
    """Draft a survey for your group."""
    region = asked.pop("region")
    return _made(doors.draft_survey(caller(), command_id(), region, **asked))


@surveys.route("/mine")
@open_to("member")
@surveys.gives(200, shapes.SurveyList)
def my_surveys() -> Response:
    """Those that ask you and can be answered now."""
    return answer(doors.my_surveys(caller()))


@surveys.route("/past", methods=["POST"])
@open_to(*KEEPERS)
@surveys.takes(shapes.RecordPastSurvey)
@surveys.gives(201, shapes.Survey)
def record_past_survey(asked: dict[str, Any]) -> Response:
    """Record what is known of a survey that was held elsewhere."""
    region = asked.pop("region")
    return _made(doors.record_past_survey(caller(), command_id(), region, **asked))


@surveys.route("/<survey_id>")
@open_to("public")
@versioned
@surveys.gives(200, shapes.Survey)
def get_survey(survey_id: str) -> Response:
    """One survey with its questions."""
    return _whole(doors.get_survey(caller(), survey_id))


@surveys.route("/<survey_id>", methods=["PATCH"])
@open_to(*SIGNED_IN)
@versioned
@surveys.takes(shapes.ChangeSurvey)
@surveys.gives(200, shapes.Survey)
def change_survey(asked: dict[str, Any], survey_id: str) -> Response:
    """Change a draft."""
    asked["version"] = known_version(asked.get("version"))
    return _whole(doors.change_survey(caller(), command_id(), survey_id, **asked))


@surveys.route("/<survey_id>", methods=["DELETE"])
@open_to(*SIGNED_IN)
@surveys.gives(200, shapes.SurveyDiscarded)
def discard_survey(survey_id: str) -> Response:
    """Throw a draft away."""
    return answer(doors.discard_survey(caller(), command_id(), survey_id))


@surveys.route("/<survey_id>/opening", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@surveys.takes(shapes.OpenSurvey)
@surveys.gives(200, shapes.Survey)
def open_survey(asked: dict[str, Any], survey_id: str) -> Response:
    """Ask: the audience is counted and told now."""
    asked["version"] = known_version(asked.get("version"))
    return _whole(doors.open_survey(caller(), command_id(), survey_id, **asked))


@surveys.route("/<survey_id>/decision", methods=["PUT"])
@open_to(*KEEPERS)
@versioned
@surveys.takes(shapes.InformDecision)
@surveys.gives(200, shapes.Survey)
def inform_decision(asked: dict[str, Any], survey_id: str) -> Response:
    """Say which decision it informed."""
    asked["version"] = known_version(asked.get("version"))
    return _whole(doors.inform_decision(caller(), command_id(), survey_id, **asked))


@surveys.route("/<survey_id>/answers", methods=["POST"])
@open_to("member")
@surveys.takes(shapes.AnswerSurvey)
@surveys.gives(200, shapes.SurveyAccepted)
def answer_survey(asked: dict[str, Any], survey_id: str) -> Response:
    """Answer, once; unless the survey says otherwise, nobody can tell what you answered."""
    return answer(doors.answer_survey(caller(), command_id(), survey_id, answers=asked["answers"]))


@surveys.route("/<survey_id>/results")
@open_to("public")
@surveys.asks(shapes.AskResults)
@surveys.gives(200, shapes.SurveyResults)
@surveys.doc(responses={200: {"content": CSV}})
def survey_results(asked: dict[str, Any], survey_id: str) -> Response:
    """The counts of every closed wave as JSON or CSV, each percentage with its base."""
    found = doors.survey_results(caller(), survey_id)
    if asked["format"] == "json":
        return answer(found)
    made = Response(survey_files.results_as_csv(found), content_type="text/csv; charset=utf-8")
    made.headers.set("Content-Disposition", "attachment", filename=f"survey-{survey_id}.csv")
    return made


@surveys.route("/<survey_id>/texts")
@open_to(*SIGNED_IN)
@surveys.gives(200, shapes.SurveyTexts)
def survey_texts(survey_id: str) -> Response:
    """What people wrote, for the group's table, until it is erased."""
    return answer(doors.survey_texts(caller(), survey_id))


def _made(survey: dict[str, Any]) -> Response:
    place = {"Location": f"{surveys.url_prefix}/{survey['id']}"}
    return answer(survey, 201, version=survey["version"], headers=place)


def _whole(survey: dict[str, Any]) -> Response:
    return answer(survey, version=survey["version"])
