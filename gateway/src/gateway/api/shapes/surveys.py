"""Shapes of surveys, their answers and their results."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.actions import flag
from gateway.api.shapes.parts import Paging, Shown, Versioned, day, instant, list_of, page_of, string, whole

KINDS = ("one", "several", "scale", "yes_no", "text")
AUDIENCES = ("region_members", "group_seats")
STATES = ("draft", "open", "closed")
VERBS = ("change", "discard", "open", "inform", "repeat", "read_texts")


class ListSurveys(Paging):
    region = string("Only this group's: a region's code, or UK")


class AskResults(Schema):
    format = fields.Str(load_default="json", validate=validate.OneOf(("json", "csv")))


class SurveyQuestionSent(Schema):
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    text = string(required=True)
    choices = fields.List(
        fields.Str(),
        metadata={"description": "What to choose from; of a scale the words for 1 and for 5"},
    )


class DraftSurvey(Schema):
    region = string("The group that asks: a region's code, or UK", required=True)
    title = string(required=True)
    purpose = string("What the group wants to know it for", required=True)
    questions = fields.List(fields.Nested(SurveyQuestionSent))
    audience = fields.Str(validate=validate.OneOf(AUDIENCES))
    is_named = flag("The answers carry who gave them; otherwise nobody can tell")
    repeats = string("The id of the survey whose questions are asked again")


class ChangeSurvey(Versioned):
    """A draft."""

    title = string()
    purpose = string()
    questions = fields.List(fields.Nested(SurveyQuestionSent))
    audience = fields.Str(validate=validate.OneOf(AUDIENCES))
    is_named = flag()


class OpenSurvey(Versioned):
    closes_on = day("Until 12:00 in London of this day", required=True)


class InformDecision(Versioned):
    decision = string("The id of the decision that it informed, or null", required=True, allow_none=True)


class AnswerSurvey(Schema):
    answers = fields.Dict(
        keys=fields.Str(),
        values=fields.Raw(),
        required=True,
        metadata={
            "description": "By question: a choice, `1` to `5`, `yes` or `no`, a text; a list for several"
        },
    )


class PastFigureSent(Schema):
    statement = string(required=True)
    percent = fields.Float(required=True)
    base = whole("Left out where nobody published it")


class RecordPastSurvey(Schema):
    """What is left out is unknown."""

    region = string(required=True)
    title = string(required=True)
    purpose = string()
    sent = string("A day, a month or a year", required=True)
    channel = string("Through whom it was sent")
    invited = whole()
    responses = whole()
    themes = fields.List(fields.Str())
    figures = fields.List(fields.Nested(PastFigureSent))


class SurveyQuestion(Shown):
    id = string(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    text = string(required=True)
    choices = fields.List(fields.Str(), required=True)


class Survey(Shown):
    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    title = string(required=True)
    purpose = string(required=True)
    questions = fields.List(fields.Nested(SurveyQuestion), required=True)
    audience = fields.Str(required=True, validate=validate.OneOf((*AUDIENCES, "elsewhere")))
    is_named = fields.Bool(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    opened_at = instant(required=True, allow_none=True)
    closes_at = instant(required=True, allow_none=True)
    sent = string("When a past one was sent, as exactly as it is known", required=True, allow_none=True)
    channel = string(required=True, allow_none=True)
    invited = whole("Counted when it opened; null where unknown", required=True, allow_none=True)
    known = whole("Members the register knew then", required=True, allow_none=True)
    is_mismatched = fields.Bool(
        required=True, metadata={"description": "More or fewer were invited than the register knew"}
    )
    repeats = string("The first survey of its waves", required=True, allow_none=True)
    wave = whole(required=True)
    decision_id = string("The decision that it informed", required=True, allow_none=True)
    texts_until = instant(required=True, allow_none=True)
    asks_me = fields.Bool(
        required=True,
        allow_none=True,
        metadata={"description": "It waits for your answer; false: you answered; null: it does not ask you"},
    )
    may = fields.List(fields.Str(validate=validate.OneOf(VERBS)), required=True)


class SurveyAccepted(Shown):
    accepted = fields.Bool(required=True)


class SurveyDiscarded(Shown):
    discarded = fields.Bool(required=True)


class SurveyCell(Shown):
    answer = string(required=True)
    count = whole("Null: hidden", required=True, allow_none=True)
    percent = fields.Float(required=True, allow_none=True)


class SurveyQuestionResult(SurveyQuestion):
    base = whole("How many answered it; null: too few to show", required=True, allow_none=True)
    mean = fields.Float(
        required=True, allow_none=True, metadata={"description": "Of a scale, while nothing of it is hidden"}
    )
    cells = fields.List(fields.Nested(SurveyCell), required=True)


class PastFigure(Shown):
    statement = string(required=True)
    percent = fields.Float(required=True, allow_none=True)
    base = whole("Null: not published", required=True, allow_none=True)
    is_hidden = fields.Bool(required=True)


class SurveyWave(Shown):
    survey = string(required=True)
    wave = whole(required=True)
    title = string(required=True)
    closed_at = instant(required=True, allow_none=True)
    sent = string(required=True, allow_none=True)
    invited = whole(required=True, allow_none=True)
    responses = whole("Null: nobody published it", required=True, allow_none=True)
    rate = fields.Float(
        required=True, allow_none=True, metadata={"description": "Responses of invited, in percent"}
    )
    known = whole(required=True, allow_none=True)
    is_mismatched = fields.Bool(required=True)
    fewest = whole("Below so many people nothing is shown", required=True)
    questions = fields.List(fields.Nested(SurveyQuestionResult), required=True)
    themes = fields.List(fields.Str(), required=True)
    figures = fields.List(fields.Nested(PastFigure), required=True)


class SurveyResults(Shown):
    wave = whole("The number of the survey that was asked for", required=True)
    waves = fields.List(fields.Nested(SurveyWave), required=True)


class SurveyText(Shown):
    text = string(required=True)
    by = string("Null unless the survey said that it names people", required=True, allow_none=True)


class SurveyTextsOfQuestion(Shown):
    id = string(required=True)
    text = string(required=True)
    texts = fields.List(fields.Nested(SurveyText), required=True)


class SurveyTexts(Shown):
    until = instant(required=True, allow_none=True)
    questions = fields.List(fields.Nested(SurveyTextsOfQuestion), required=True)


SurveyPage = page_of(Survey)
SurveyList = list_of(Survey)
