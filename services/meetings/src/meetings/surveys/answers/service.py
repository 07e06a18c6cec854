"""The doors of answers: those who are asked answer once, everybody reads the counts after the end."""

import secrets
from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from commons.london import day_of
from meetings import speaking
from meetings.called import called
from meetings.refusal import Refusal
from meetings.settings import Settings
from meetings.surveys.answers import schemas
from meetings.surveys.answers.domain import Answers, checked
from meetings.surveys.answers.masking import FEWEST, results
from meetings.surveys.answers.store import AnswerStore
from meetings.surveys.domain import TEXT, Survey
from meetings.surveys.reading import Reading

SIGNED_IN = ("member", "coordinator", "convenor", "national_team")


class SurveyAnswers:
    """One answer of each who is asked, and what all of them say."""

    name = "meetings_survey_answers"
    context = "meetings"
    refusals = (Refusal,)
    store_class = AnswerStore
    settings_class = Settings
    store: AnswerStore
    settings: Settings

    @command(schemas.AnswerSurvey, by=("member",), remembered=False)
    def answer_survey(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Answer, once. The flag on the roll and the answers, in their own database, are one transaction.

        Nothing of who answered when is kept (ADR 0013). Refused: ``not_found``, ``survey_not_open``,
        ``survey_not_asked``, ``survey_answered``, ``survey_answer_wrong``, ``survey_answer_empty``.
        """
        survey, me = self._survey(call, asked["survey"]), call.caller.subject
        if not survey.is_open(call.now):
            raise Refusal("survey_not_open")
        given = checked(survey.questions, asked["answers"])
        if not self.store.roll.mark(survey.id, me):
            known = self.store.roll.answered(survey.id, me)
            raise Refusal("survey_not_asked" if known is None else "survey_answered")
        owner = me if survey.is_named else ""
        self.store.add(Answers(secrets.token_hex(16), survey.id, given, owner))
        return {"accepted": True}

    @query(schemas.OfSurvey, by=(PUBLIC,))
    def survey_results(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The counts of every closed wave, the first first, with this survey's number in ``wave``.

        Refused: ``not_found``, ``survey_not_over`` while it is open.
        """
        survey = self._survey(call, asked["survey"])
        if not survey.is_over(call.now):
            raise Refusal("survey_not_over")
        first = self.store.get(survey.repeats) if survey.repeats else survey
        waves = [first, *self.store.waves(first.id)] if first is not None else [survey]
        shown = [each for each in waves if each.is_over(call.now)]
        return {"wave": survey.wave, "waves": [self._results(each) for each in shown]}

    @query(schemas.OfSurvey, by=SIGNED_IN)
    def survey_texts(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What people wrote, for the group's table, after the end and until ``until``; by whom, only where
        the survey says that it names them. Of fewer than five answers nothing is shown.

        Refused: ``not_found``, ``not_your_group``, ``survey_not_over``, ``survey_texts_gone``.
        """
        survey = self._survey(call, asked["survey"])
        speaking.refuse_others(self.store.work, call.caller, survey.region, day_of(call.now))
        if not survey.is_over(call.now):
            raise Refusal("survey_not_over")
        if survey.texts_gone:
            raise Refusal("survey_texts_gone")
        found = self.store.answers_of(survey.id)
        shown = found if survey.is_named or len(found) >= FEWEST else []
        return {
            "until": survey.texts_until.isoformat() if survey.texts_until else None,
            "questions": self._texts(call, survey, shown),
        }

    def _texts(self, call: Call, survey: Survey, answers: list[Answers]) -> list[dict[str, Any]]:
        people = {each.member_id for each in answers} - {""}
        names = called(self.store.work, people, survey.region, day_of(call.now), for_everybody=False)
        return [
            {
                "id": question.id,
                "text": question.text,
                "texts": [
                    {"text": each.given[question.id][0], "by": names.get(each.member_id)}
                    for each in answers
                    if question.id in each.given
                ],
            }
            for question in survey.questions
            if question.kind == TEXT
        ]

    def _results(self, survey: Survey) -> dict[str, Any]:
        if survey.past is not None:
            return schemas.results_view(survey, survey.responses, [])
        answers = self.store.answers_of(survey.id)
        responses = len(answers) if survey.responses is None else survey.responses
        return schemas.results_view(survey, responses, results(survey.questions, answers))

    def _survey(self, call: Call, survey_id: str) -> Survey:
        return Reading(self.store, call.caller, call.now).survey(survey_id)
