"""The doors of coaching: contact points of each region, and questions to them (row 65)."""

from typing import Any

from chassis.call import Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.fields import Nothing
from commons.london import day_of
from commons.people.store import People
from commons.places import KEEPERS, keeps, kept_by, refuse_unknown
from contracts.refusals import Refused
from skills_register.coaching import domain, schemas, telling
from skills_register.coaching.bringing import FORGET, WATCH, Bringing
from skills_register.coaching.domain import LISTED, WAITING, Contact, Question
from skills_register.coaching.store import CoachingStore
from skills_register.refusal import Refusal
from skills_register.settings import Settings


class Coaching:
    """Local contact points. A question's words stay between its asker and its contacts.

    A command's answer is remembered for a while, so it holds nothing that anybody typed.
    """

    name = "skills_register_coaching"
    context = "skills_register"
    refusals = (Refusal,)
    store_class = CoachingStore
    settings_class = Settings
    store: CoachingStore
    settings: Settings

    @command(schemas.NameContact, by=KEEPERS)
    def name_contact(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Ask a member to be a contact of the region; they say yes themselves.

        Refused: ``not_your_region``, ``region_unknown``, ``not_found``, ``contact_known``.
        """
        kept_by(call.caller, self.settings.regions, asked["region"])
        person = People(self.store.work).get(asked["member_id"])
        if person is None or not person.is_active:
            raise Refused("not_found")
        if self.store.contact(person.id) is not None:
            raise Refused("contact_known")
        contact = Contact(person.id, 1, asked["region"], call.now)
        self.store.save_contact(contact, telling.named(contact, self.settings.regions))
        return schemas.standing_view(contact, day_of(call.now))

    @command(schemas.AcceptContact, by=("member",))
    def accept_contact(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say yes, with topics, areas and hours; or say these anew. Refused: ``not_found`` if not asked."""
        words = {"topics": tuple(asked.pop("topics")), "areas": tuple(asked.pop("areas"))}
        contact = domain.listed(self._own(call), **words, **asked)
        self.store.save_contact(contact)
        return schemas.standing_view(contact, day_of(call.now))

    @query(Nothing, by=("member",))
    def my_contact(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """What the caller is as a contact: asked to be one, listed, or none (null)."""
        found = self.store.contact(call.caller.subject)
        return {"contact": self._contact_view(call, found) if found else None}

    @command(schemas.BeAway, by=("member",))
    def be_away(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Questions go to others meanwhile. Refused: ``not_found``, ``contact_not_listed``, ``day_past``."""
        contact = domain.away(self._own(call), asked["until"], day_of(call.now))
        self.store.save_contact(contact)
        return schemas.standing_view(contact, day_of(call.now))

    @command(Nothing, by=("member",))
    def step_down(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """Be a contact no more, or say no; what waits goes on at once. Refused: ``not_found``."""
        self._bringing(call).take_from(self._own(call).id)
        return {}

    @command(schemas.OneContact, by=KEEPERS)
    def remove_contact(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Take a contact off the list; what waits goes on at once. Refused: ``not_found``."""
        contact = self.store.contact(asked["member_id"])
        if contact is None or not keeps(call.caller, contact.region):
            raise Refused("not_found")
        self._bringing(call).take_from(contact.id)
        return {}

    @query(schemas.OfRegion, by=(PUBLIC,))
    def list_contacts(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The contacts of a region; who they are for members. Keepers also see who was only asked.

        Refused: ``region_unknown``.
        """
        refuse_unknown(self.settings.regions, asked["region"])
        found = self._bringing(call).active(self.store.contacts_in(asked["region"]))
        sees_all = keeps(call.caller, asked["region"])
        shown = [each for each in found if each.state == LISTED or sees_all]
        return {"items": [self._contact_view(call, each) for each in shown]}

    @query(Nothing, by=(PUBLIC,))
    def coverage(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """Every region with how many contacts can be reached today; a gap where there are too few."""
        today = day_of(call.now)
        counted: dict[str, int] = {}
        for contact in self._bringing(call).active(self.store.all_listed()):
            counted[contact.region] = counted.get(contact.region, 0) + contact.is_reachable(today)
        items = []
        for region in self.settings.regions:
            is_large = self.store.has_more_members(region.code, self.settings.coaching_large_members)
            several = self.settings.coaching_large_contacts
            found = domain.coverage(region.code, counted.get(region.code, 0), is_large, several)
            items.append(schemas.coverage_view(found, region.name))
        return {"items": items, "gaps": sum(each["is_gap"] for each in items)}

    @command(schemas.AskQuestion, by=("member",))
    def ask_question(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """It is brought to a contact at once, else to the keepers. Refused: ``region_unknown``."""
        person = People(self.store.work).get(call.caller.subject)
        if person is None:
            raise Refused("not_found")
        if asked["region"] is not None:
            refuse_unknown(self.settings.regions, asked["region"])
        bringing = self._bringing(call)
        region = asked.pop("region") or bringing.region_of(asked["area"], person.region)
        # Version 0: it is saved first by the step that brings it to somebody.
        fresh = Question(call.new_id(), 0, region, person.id, asked_at=call.now, **asked)
        return schemas.step_view(bringing.onward(fresh))

    @query(schemas.Page, by=("member",))
    def my_questions(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What the caller asked, the newest first."""
        page = self.store.asked_by(call.caller.subject, asked)
        return {**page, "items": [self._inside(each) for each in page["items"]]}

    @command(schemas.OneQuestion, by=("member",))
    def close_question(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The asker ends it, answered or not. Refused: ``not_found``."""
        before = self.store.question(asked["id"])
        if before is None or before.asker_id != call.caller.subject:
            raise Refused("not_found")
        after = domain.close(before)
        if after is not before:
            self._bringing(call).save(after)
        return schemas.step_view(after)

    @query(schemas.Page, by=("member",))
    def questions_for_me(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What was brought to the caller as a contact. Refused: ``not_found`` for who is none."""
        page = self.store.brought_to(self._own(call).id, asked)
        return {**page, "items": [self._inside(each) for each in page["items"]]}

    @command(schemas.AnswerQuestion, by=("member",))
    def answer_question(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By a contact to whom it was brought; the asker is told.

        Refused: ``not_found``, ``question_closed``, ``question_answers_too_many``.
        """
        contact, question = self._own(call), self.store.question(asked["id"])
        if question is None or not question.was_brought_to(contact.id):
            raise Refused("not_found")
        answered = domain.answer(question, contact.id, asked["words"], call.now)
        self._bringing(call).save(answered)
        self.store.work.publish(telling.answered(answered))
        return schemas.step_view(answered)

    @query(schemas.WaitingIn, by=KEEPERS)
    def waiting_questions(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What waits in a region, the longest first, without its words. Refused: ``not_your_region``."""
        kept_by(call.caller, self.settings.regions, asked["region"])
        page = self.store.waiting_in(asked["region"], asked)
        return {**page, "items": [schemas.outside_view(each) for each in page["items"]]}

    @command(schemas.HandQuestion, by=KEEPERS)
    def hand_question(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Keepers hand it to a contact, of whichever region, without reading it.

        Refused: ``not_found``, ``contact_not_listed``, ``question_closed``, ``question_of_oneself``;
        ``stale_version`` when it was answered meanwhile.
        """
        question, contact = self.store.question(asked["id"]), self.store.contact(asked["member_id"])
        if question is None or contact is None or not keeps(call.caller, question.region):
            raise Refused("not_found")
        if not self._bringing(call).active([contact]) or not contact.is_reachable(day_of(call.now)):
            raise Refused("contact_not_listed")
        return schemas.step_view(self._bringing(call).to(question, contact))

    @due(WATCH)
    def bring_onward(self, call: Call, job: Job) -> None:
        """Not answered in time: to the next contact, then to the keepers."""
        question = self.store.question(job.key)
        if question is not None and question.state == WAITING and question.with_keepers_since is None:
            self._bringing(call).onward(question)

    @due(FORGET)
    def forget_question(self, _call: Call, job: Job) -> None:
        """Its end: nothing of it is left."""
        self.store.forget_question(job.key)

    def _bringing(self, call: Call) -> Bringing:
        return Bringing(self.store, self.settings, call)

    def _own(self, call: Call) -> Contact:
        found = self.store.contact(call.caller.subject)
        if found is None:
            raise Refused("not_found")
        return found

    def _contact_view(self, call: Call, contact: Contact) -> dict[str, Any]:
        # Who only holds a link of ours is no member either.
        with_name = any(call.caller.has(role) for role in ("member", *KEEPERS))
        return schemas.contact_view(contact, day_of(call.now), with_name=with_name)

    def _inside(self, question: Question) -> dict[str, Any]:
        answering = {each.member_id for each in question.answers}
        answering |= {each.member_id for each in question.told[-1:]}
        known = {member_id: self.store.contact(member_id) for member_id in answering}
        names = {member_id: each.shown_name for member_id, each in known.items() if each is not None}
        return schemas.inside_view(question, names)
