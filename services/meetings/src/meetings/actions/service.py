"""The doors of actions: the table writes them down, their owners end them, everybody reads the published."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.fields import Nothing
from chassis.versions import refuse_stale
from commons.london import day_of, noon
from commons.people.domain import LEFT
from commons.people.store import People
from commons.places import refuse_unknown
from contracts.events import Fact
from contracts.refusals import Refused
from meetings import speaking
from meetings.actions import domain, schemas
from meetings.actions.domain import Action
from meetings.actions.schemas import Reader
from meetings.actions.showing import Showing, by_region
from meetings.actions.store import ActionStore
from meetings.actions.telling import CLOCK, Telling, next_tick
from meetings.calendar.domain import CANCELLED, Meeting
from meetings.calendar.store import MeetingStore
from meetings.refusal import Refusal
from meetings.settings import Settings

SIGNED_IN = ("member", "coordinator", "convenor", "national_team")
"""A seat holder knocks as a member; whether they belong to the table is decided behind the door."""

MOST_DONE = 20


class Actions:
    """Who promised what until when, over the whole series of a group's meetings (row 45)."""

    name = "meetings_actions"
    context = "meetings"
    refusals = (Refusal,)
    store_class = ActionStore
    settings_class = Settings
    store: ActionStore
    settings: Settings

    @query(schemas.ListActions, by=(PUBLIC,))
    def list_actions(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A group's register, the next due first; for others than the table what minutes published.

        Refused: ``region_unknown``.
        """
        region, today = asked["region"], day_of(call.now)
        refuse_unknown(self.settings.regions, region)
        reader = self._reader(call, region)
        page = self.store.page(region, asked, state=asked["state"], today=today, public=not reader.at_table)
        return {**page, "items": self._views(call, page["items"], reader)}

    @query(schemas.OfMeeting, by=(PUBLIC,))
    def actions_of_meeting(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """``raised`` in this meeting, and ``carried`` to it: still to be done when it began.

        A meeting's minutes published, everybody reads both. Refused: ``not_found``.
        """
        meeting = self._meeting(call, asked["meeting"])
        reader = self._reader(call, meeting.region)
        raised = self.store.of_meeting(meeting.id)
        carried = self.store.carried_to(meeting.region, meeting.day)
        seen = [each for each in raised if reader.knows(each) or each.is_public]
        still = [each for each in carried if reader.knows(each) or each.is_public]
        return {"raised": self._views(call, seen, reader), "carried": self._views(call, still, reader)}

    @query(schemas.GetAction, by=(PUBLIC,))
    def get_action(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One action with what the reader may do with it. Refused: ``not_found``."""
        action = self._action(asked["id"])
        if not action.is_public and not self._reader(call, action.region).knows(action):
            raise Refused("not_found")
        return self._view(call, action)

    @query(Nothing, by=("member",))
    def my_actions(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """The caller's own in every group: ``open``, ``offered`` to them, and ``done`` (the last ones)."""
        me = call.caller.subject
        return {
            "offered": self._own(call, self.store.offered_to(me)),
            "open": self._own(call, self.store.of_owner(me)),
            "done": self._own(call, self.store.of_owner(me, domain.DONE)[-MOST_DONE:]),
        }

    @query(schemas.ListOwners, by=SIGNED_IN)
    def possible_owners(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The group's table, as its papers call them: who is usually given an action.

        Refused: ``region_unknown``; ``not_your_group`` except for who has an open action there.
        """
        region, today = asked["region"], day_of(call.now)
        refuse_unknown(self.settings.regions, region)
        if not any(each.region == region for each in self.store.of_owner(call.caller.subject)):
            speaking.refuse_others(self.store.work, call.caller, region, today)
        table = speaking.table_of(self.store.work, region, today)
        words = Showing(self.store.work, today, self._reader(call, region)).called(region, table)
        items = [{"id": member_id, "called": words[member_id]} for member_id in table]
        return {"items": sorted(items, key=lambda each: (each["called"], each["id"]))}

    @command(schemas.AddAction, by=SIGNED_IN)
    def add_action(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Write down what was agreed in a meeting; the owner is told.

        Refused: ``not_your_group``, ``meeting_not_begun``, ``meeting_cancelled``,
        ``action_needs_owner``, ``action_owner_unknown``, ``action_due_before_meeting``.
        """
        meeting = self._meeting(call, asked.pop("meeting"))
        self._at_table(call, meeting.region)
        refuse_before_it(meeting, day_of(call.now))
        owner, closed = asked.pop("owner"), asked.pop("is_closed")
        if owner:
            self._refuse_stranger(owner, "owner")
        action = domain.raise_action(
            call.new_id(), region=meeting.region, meeting_id=meeting.id, raised_on=meeting.day,
            owner_id=owner, by=call.caller.subject, now=call.now, item_id=asked.pop("item"),
            is_closed=meeting.is_behind_doors if closed is None else closed, **asked,
        )  # fmt: skip
        told = [] if action.due_on < day_of(call.now) else self._telling.given(action, call.caller.subject)
        self._save(call, action, told)
        return self._view(call, action)

    @command(schemas.ChangeAction, by=SIGNED_IN)
    def change_action(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The table words it better or sets another day, which answers what the owner asked for.

        Refused: ``not_your_group``, ``action_ended``, ``action_due_before_meeting``.
        """
        before = self._action(asked["id"])
        self._at_table(call, before.region)
        by, today = call.caller.subject, day_of(call.now)
        after = before
        if asked["text"]:
            after = domain.reword(after, asked["text"], by, call.now, today)
        if asked["due_on"] is not None:
            after = domain.move(after, asked["due_on"], asked["words"], by, call.now, today)
        return self._done(call, asked, before, domain.as_saved(before, after))

    @command(schemas.FinishAction, by=SIGNED_IN)
    def finish_action(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Its owner or the table says that it is done. Refused: ``not_action_owner``, ``action_ended``."""
        before = self._mine_or_ours(call, asked["id"])
        on = self._day(call, asked["on"])
        after = domain.finish(before, asked["note"], on, call.caller.subject, call.now)
        return self._done(call, asked, before, after)

    @command(schemas.DropAction, by=SIGNED_IN)
    def drop_action(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The table gives it up, with a reason. Refused: ``reason_required``, ``action_ended``."""
        before = self._action(asked["id"])
        self._at_table(call, before.region)
        on = self._day(call, asked["on"])
        after = domain.drop(before, asked["reason"], on, call.caller.subject, call.now)
        return self._done(call, asked, before, after)

    @command(schemas.ReopenAction, by=SIGNED_IN)
    def reopen_action(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Its owner or the table says that it was not done. Refused: ``reason_required``."""
        return self._act(call, asked, domain.reopen, asked["reason"])

    @command(schemas.AskForDay, by=SIGNED_IN)
    def ask_for_day(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The owner asks for another day; the table is told and answers by ``change_action``.

        Refused: ``not_action_owner``, ``reason_required``, ``action_due_before_meeting``.
        """
        return self._act(
            call, asked, domain.ask_for_day, asked["due_on"], asked["words"], tell=self._telling.day_asked
        )

    @command(schemas.OfferAction, by=SIGNED_IN)
    def offer_action(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Its owner or the table asks another member to take it over; they are told.

        Refused: ``not_action_owner``, ``action_owner_unknown``, ``action_offered_to_owner``.
        """
        self._refuse_stranger(asked["to"], "to")
        return self._act(call, asked, domain.offer, asked["to"], asked["words"], tell=self._telling.offered)

    @command(schemas.AnswerOffer, by=("member",))
    def answer_offer(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Whoever was asked takes it over, or not. Refused: ``action_not_offered``."""
        before = self._action(asked["id"])
        by, today = call.caller.subject, day_of(call.now)
        after = domain.answer_offer(before, asked["accepts"], asked["words"], by, call.now, today)
        return self._done(call, asked, before, after)

    @due(CLOCK)
    def watch_the_day(self, call: Call, job: Job) -> Again | None:
        """Remind its owner before its day, and tell them once it has passed."""
        action = self.store.get(job.key)
        if action is None or not action.is_open or People(self.store.work).gone([action.owner_id]):
            return None
        if action.is_overdue(day_of(call.now)):
            self.store.work.publish(self._telling.overdue(action))
            return None
        self.store.work.publish(self._telling.due_soon(action))
        return Again(noon(action.due_on + timedelta(days=1)), {})

    @property
    def _telling(self) -> Telling:
        return Telling(self.store.work, self.settings)

    def _act(
        self,
        call: Call,
        asked: dict[str, Any],
        verb: Callable[..., Action],
        *words: Any,
        tell: Callable[[Action, date], list[Fact]] = lambda _action, _today: [],
    ) -> dict[str, Any]:
        """One verb of the domain that the owner and the table may use; told unless nothing changed."""
        before = self._mine_or_ours(call, asked["id"])
        today = day_of(call.now)
        after = verb(before, *words, call.caller.subject, call.now, today)
        return self._done(call, asked, before, after, [] if after is before else tell(after, today))

    def _done(
        self, call: Call, asked: dict[str, Any], before: Action, after: Action, told: list[Fact] | None = None
    ) -> dict[str, Any]:
        if after is not before:
            refuse_stale(before.version, asked["version"])
            self._save(call, after, told or [], before)
        return self._view(call, after)

    def _save(self, call: Call, after: Action, told: list[Fact], before: Action | None = None) -> None:
        """Keep it with its facts, and plan when its owner is next told of its day."""
        self.store.save(after, told)
        # Another owner, too: who left is told of nothing, and then nothing more is planned.
        if before is not None and _told_alike(before) == _told_alike(after):
            return
        tick = next_tick(after, self.settings.action_reminder_days, call.now)
        if tick is not None:
            self.store.work.schedule(CLOCK, after.id, tick)
        else:
            self.store.work.unschedule(CLOCK, after.id)

    def _view(self, call: Call, action: Action) -> dict[str, Any]:
        return self._views(call, [action], self._reader(call, action.region))[0]

    def _views(self, call: Call, actions: list[Action], reader: Reader) -> list[dict[str, Any]]:
        return Showing(self.store.work, day_of(call.now), reader).views(actions)

    def _own(self, call: Call, actions: list[Action]) -> list[dict[str, Any]]:
        views = [
            view
            for region, some in by_region(actions).items()
            for view in self._views(call, some, self._reader(call, region))
        ]
        return sorted(views, key=lambda view: (view["due_on"], view["id"]))

    def _reader(self, call: Call, region: str) -> Reader:
        at_table = speaking.is_at_the_table(self.store.work, call.caller, region, day_of(call.now))
        return Reader(call.caller.subject, at_table)

    def _at_table(self, call: Call, region: str) -> None:
        speaking.refuse_others(self.store.work, call.caller, region, day_of(call.now))

    def _mine_or_ours(self, call: Call, action_id: str) -> Action:
        """An action that the caller may change as its owner or as one of the table."""
        action = self._action(action_id)
        if call.caller.subject == action.owner_id:
            return action
        if not action.is_public and not self._reader(call, action.region).knows(action):
            raise Refused("not_found")
        if not self._reader(call, action.region).at_table:
            raise Refused("not_action_owner")
        return action

    def _action(self, action_id: str) -> Action:
        action = self.store.get(action_id)
        if action is None:
            raise Refused("not_found")
        return action

    def _meeting(self, call: Call, meeting_id: str) -> Meeting:
        meeting = MeetingStore(self.store.work).get(meeting_id)
        if meeting is None:
            raise Refused("not_found")
        if not meeting.is_shown and not self._reader(call, meeting.region).at_table:
            raise Refused("not_found")
        return meeting

    def _day(self, call: Call, on: date | None) -> date:
        """The day that was meant, today if none. Refused: ``invalid_input`` for one to come."""
        today = day_of(call.now)
        if on is not None and on > today:
            raise Refused("invalid_input", fields={"on": ["Choose a day that has come."]})
        return on or today

    def _refuse_stranger(self, member_id: str, field: str) -> None:
        person = People(self.store.work).get(member_id)
        if person is None or person.status == LEFT:
            said = "Choose a member of Q who has not left."
            raise Refused("action_owner_unknown", said, {field: [said]})


def _told_alike(action: Action) -> tuple[date, str, str]:
    """What decides who is told of its day, and when."""
    return action.due_on, action.state, action.owner_id


def refuse_before_it(meeting: Meeting, today: date) -> None:
    """What comes out of a meeting comes on its day at the earliest.

    Refused: ``meeting_not_begun``, ``meeting_cancelled``.
    """
    if meeting.status == CANCELLED:
        raise Refused("meeting_cancelled")
    if meeting.day > today:
        raise Refused("meeting_not_begun")
