"""The doors of surveys: a group's table drafts, its keepers open and record, everybody reads."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.fields import Nothing
from chassis.versions import refuse_stale
from commons.london import day_of, in_words
from commons.people.store import People
from commons.places import KEEPERS, keeps, kept_by, name_of, refuse_unknown
from contracts.events import Fact
from contracts.refusals import Refused
from meetings import speaking
from meetings.decisions.store import DecisionStore
from meetings.notices import notices
from meetings.refusal import Refusal
from meetings.settings import Settings
from meetings.surveys import domain, schemas
from meetings.surveys.answers.store import AnswerStore
from meetings.surveys.audience import asked_by, known_on
from meetings.surveys.domain import DRAFT, Figure, Past, Survey
from meetings.surveys.reading import Reading

SIGNED_IN = ("member", *KEEPERS)
"""A seat holder knocks as a member; whether they belong to the table is decided behind the door."""
CLOCK = "survey_clock"
REMIND, CLOSE, FORGET = "remind", "close", "forget"


class Surveys:
    """What a group asks its members (row 74)."""

    name = "meetings_surveys"
    context = "meetings"
    refusals = (Refusal,)
    store_class = AnswerStore
    settings_class = Settings
    store: AnswerStore
    settings: Settings

    @query(schemas.ListSurveys, by=(PUBLIC,))
    def list_surveys(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The newest first; drafts only for the tables of their groups. Refused: ``region_unknown``."""
        if asked["region"] is not None:
            refuse_unknown(self.settings.regions, asked["region"])
        page = self.store.page(asked, region=asked["region"], drafts_of=self._reading(call).own_groups())
        return {**page, "items": self._reading(call).views(page["items"])}

    @query(Nothing, by=("member",))
    def my_surveys(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """Those that ask the caller and can be answered now; ``asks_me`` false: answered."""
        asking = self.store.roll.asking(call.caller.subject)
        found = [each for each in self.store.several(asking) if each.is_open(call.now)]
        return {"items": self._reading(call).views(found)}

    @query(schemas.OneSurvey, by=(PUBLIC,))
    def get_survey(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One survey with its questions. Refused: ``not_found``."""
        return self._view(call, self._reading(call).survey(asked["id"]))

    @command(schemas.DraftSurvey, by=SIGNED_IN)
    def draft_survey(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Begin a survey; ``repeats`` asks the questions of an earlier one again, as its next wave.

        Refused: ``region_unknown``, ``not_your_group``, ``survey_questions_wrong``, ``survey_not_over``.
        """
        refuse_unknown(self.settings.regions, asked["region"])
        self._at_table(call, asked["region"])
        earlier = asked.pop("repeats")
        questions = domain.asked(schemas.questions_of(asked.pop("questions")))
        made = Survey(
            id=call.new_id(), version=1, questions=questions, drafted_at=call.now,
            drafted_by=call.caller.subject, **asked,
        )  # fmt: skip
        if earlier is not None:
            made = self._next_wave(call, earlier, made)
        self.store.save(made)
        return self._view(call, made)

    @command(schemas.ChangeSurvey, by=SIGNED_IN)
    def change_survey(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Change a draft. Refused: ``survey_not_draft``, ``survey_questions_wrong``."""
        before = self._ours(call, asked.pop("id"))
        version, changes = asked.pop("version"), dict(asked)
        if "questions" in changes:
            changes["questions"] = schemas.questions_of(changes["questions"])
        return self._done(call, version, before, domain.change(before, replace(before, **changes)))

    @command(schemas.OneSurvey, by=SIGNED_IN)
    def discard_survey(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Throw a draft away. Refused: ``survey_not_draft``."""
        survey = self._ours(call, asked["id"])
        if survey.state != DRAFT:
            raise Refusal("survey_not_draft")
        self.store.discard(survey.id)
        return {"discarded": True}

    @command(schemas.OpenSurvey, by=KEEPERS)
    def open_survey(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Ask: the audience is counted and told now. Refused: ``not_your_region``, ``survey_not_draft``,
        ``survey_questions_wrong``, ``survey_nobody``, ``survey_closes_too_soon``.
        """
        before = self._kept(call, asked["id"])
        refuse_stale(before.version, asked["version"])
        today, regions = day_of(call.now), self.settings.regions
        members = asked_by(self.store.work, regions, before.region, before.audience, today)
        after = domain.open_it(
            before,
            closes_on=asked["closes_on"],
            invited=len(members),
            known=len(members),
            now=call.now,
            texts_for=timedelta(days=self.settings.survey_text_days),
        )
        self.store.roll.ask(after.id, members)
        self.store.save(after, self._told("survey_opened", after, members))
        self._plan(after, call.now)
        return self._view(call, after)

    @command(schemas.InformDecision, by=KEEPERS)
    def inform_decision(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say which decision of the group the survey informed. Refused: ``not_found``."""
        before = self._kept(call, asked["id"])
        if asked["decision"] is not None:
            decision = DecisionStore(self.store.work).get(asked["decision"])
            if decision is None or decision.region != before.region:
                raise Refused("not_found")
        return self._done(call, asked["version"], before, domain.inform(before, asked["decision"] or ""))

    @command(schemas.RecordPastSurvey, by=KEEPERS)
    def record_past_survey(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Record what is known of a survey that was held elsewhere.

        Refused: ``region_unknown``, ``not_your_region``, ``survey_numbers_wrong``, ``invalid_input``.
        """
        kept_by(call.caller, self.settings.regions, asked["region"])
        sent = asked.pop("sent")
        if sent.surely_after(day_of(call.now)):
            raise Refused("invalid_input", fields={"sent": ["Choose a day that has come."]})
        figures = tuple(Figure(**each) for each in asked.pop("figures"))
        past = Past(sent, asked.pop("channel"), tuple(asked.pop("themes")), figures)
        known = None
        if asked["invited"] is not None:
            known = known_on(self.store.work, self.settings.regions, asked["region"], sent.last)
        made = Survey(
            id=call.new_id(), version=1, past=past, known=known, drafted_at=call.now,
            drafted_by=call.caller.subject, **asked,
        )  # fmt: skip
        made = domain.record(made)
        self.store.save(made)
        return self._view(call, made)

    @due(CLOCK)
    def watch_the_survey(self, call: Call, job: Job) -> Again | None:
        """Remind those who have not answered, close it, and at last take away what people wrote.

        A reminder that comes too late to answer is not sent.
        """
        survey = self.store.get(job.key)
        if survey is None or survey.closes_at is None:
            return None
        if job.data["step"] == REMIND:
            waiting = self.store.roll.waiting(survey.id)
            left = People(self.store.work).gone(waiting)
            members = [member for member in waiting if member not in left]
            if survey.is_open(call.now):
                self.store.work.publish(self._told("survey_reminder", survey, members))
            return Again(survey.closes_at, {"step": CLOSE})
        if job.data["step"] == CLOSE:
            closed = domain.close(survey, self.store.count(survey.id))
            if closed is not survey:
                self.store.save(closed)
                self.store.roll.forget(survey.id)
            until = survey.texts_until if survey.has_texts or survey.is_named else None
            return Again(until, {"step": FORGET}) if until else None
        texts = [each.id for each in survey.questions if each.kind == domain.TEXT]
        self.store.forget_texts(survey.id, texts)
        self.store.save(domain.forget_texts(survey))
        return None

    def _plan(self, survey: Survey, now: datetime) -> None:
        """A reminder some days before the end, if there is time for one; else the end itself."""
        if survey.closes_at is None:
            return
        reminder = survey.closes_at - timedelta(days=self.settings.survey_reminder_days)
        step, due_at = (REMIND, reminder) if reminder > now else (CLOSE, survey.closes_at)
        self.store.work.schedule(CLOCK, survey.id, due_at, {"step": step})

    def _told(self, kind: str, survey: Survey, members: list[str]) -> list[Fact]:
        if not members or survey.closes_at is None:
            return []
        return notices(
            kind,
            cause=f"survey:{survey.id}:{kind}",
            members=members,
            about={
                "title": survey.title,
                "asker": name_of(self.settings.regions, survey.region),
                "closes": in_words(survey.closes_at),
            },
            path=f"/surveys/{survey.id}/answer",
            concerning=(survey.id, survey.version),
            region=survey.region,
        )

    def _next_wave(self, call: Call, earlier_id: str, made: Survey) -> Survey:
        earlier = self._reading(call).survey(earlier_id)
        if earlier.region != made.region:
            raise Refused("not_found")
        first = self.store.get(earlier.repeats) if earlier.repeats else earlier
        first = first or earlier
        return domain.next_wave(first, 1 + len(self.store.waves(first.id)), made)

    def _done(self, call: Call, version: int | None, before: Survey, after: Survey) -> dict[str, Any]:
        if after is not before:
            refuse_stale(before.version, version)
            self.store.save(after)
        return self._view(call, after)

    def _view(self, call: Call, survey: Survey) -> dict[str, Any]:
        return self._reading(call).views([survey])[0]

    def _reading(self, call: Call) -> Reading:
        return Reading(self.store, call.caller, call.now)

    def _at_table(self, call: Call, region: str) -> None:
        speaking.refuse_others(self.store.work, call.caller, region, day_of(call.now))

    def _ours(self, call: Call, survey_id: str) -> Survey:
        """A survey that the caller's table may write. Refused: ``not_found``, ``not_your_group``."""
        found = self._reading(call).survey(survey_id)
        self._at_table(call, found.region)
        return found

    def _kept(self, call: Call, survey_id: str) -> Survey:
        """A survey of a group that the caller keeps. Refused: ``not_found``, ``not_your_region``."""
        found = self._reading(call).survey(survey_id)
        if not keeps(call.caller, found.region):
            raise Refused("not_your_region")
        return found
