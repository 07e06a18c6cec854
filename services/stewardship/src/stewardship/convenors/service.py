"""The doors of the convenors' network: current convenors and the Q team, nobody else (row 25)."""

from collections.abc import Callable
from typing import Any

from chassis.call import Call
from chassis.doors import command, query
from chassis.fields import Nothing
from chassis.identity import Caller
from chassis.versions import refuse_stale
from commons.centre import UK
from commons.london import day_of
from commons.people.store import People
from contracts.events import Fact
from contracts.refusals import Refused
from stewardship.convenors import domain, schemas
from stewardship.convenors.domain import WITH_GROUPS, Note, Session, Topic, Training
from stewardship.convenors.store import ConvenorStore
from stewardship.notices import notices
from stewardship.refusal import Refusal
from stewardship.seats.domain import Seat, in_force
from stewardship.seats.store import SeatStore
from stewardship.settings import Settings

NETWORK = ("convenor", "national_team")
LEADERS = ("convenor", "chair")


class Convenors:
    """Sessions, topics, training and notes."""

    name = "stewardship_convenors"
    context = "stewardship"
    refusals = (Refusal,)
    store_class = ConvenorStore
    settings_class = Settings
    store: ConvenorStore
    settings: Settings

    @query(schemas.PageOf, by=("member", *NETWORK))
    def list_sessions(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Sessions, the newest first; who holds a seat sees those to which groups are invited.

        Refused: ``role_required``.
        """
        page = self.store.sessions(self._audience(call), asked)
        return {**page, "items": self._session_views(call, page["items"])}

    @command(schemas.PlanSession, by=NETWORK)
    def plan_session(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Plan a session, or note one that took place; whoever is invited to a coming one is told."""
        made = Session(
            id=call.new_id(),
            version=1,
            title=asked["title"],
            kind=asked["kind"],
            audience=asked["audience"],
            on=asked["on"],
            joining=asked["joining"],
        )
        self.store.save_session(made, self._invitations(call, made))
        return self._session_view(call, made)

    @query(schemas.PageOf, by=NETWORK)
    def list_topics(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What to talk about, the newest first."""
        page = self.store.topics(asked)
        return {**page, "items": [schemas.topic_view(each) for each in page["items"]]}

    @command(schemas.ProposeTopic, by=NETWORK)
    def propose_topic(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Propose something to talk about."""
        topic = Topic(call.new_id(), 1, asked["text"], _region(call.caller), call.now)
        self.store.save_topic(topic)
        return schemas.topic_view(topic)

    @command(schemas.TakeUpTopic, by=NETWORK)
    def take_up_topic(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Put a topic on a session's list. Refused: ``not_found``."""
        before = self.store.session(asked["session_id"])
        if before is None or self.store.topic(asked["topic_id"]) is None:
            raise Refused("not_found")
        after = domain.take_up(before, asked["topic_id"])
        if after is not before:
            self.store.save_session(after)
        return self._session_view(call, after)

    @query(Nothing, by=NETWORK)
    def my_training(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """The caller's own records; nobody else's."""
        found = self.store.trainings_of(call.caller.subject)
        return {"items": [schemas.training_view(each) for each in found]}

    @command(schemas.BookTraining, by=NETWORK)
    def book_training(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Book a place. Refused: ``not_found``, ``not_a_training``, ``session_over``."""
        session, me = self.store.session(asked["session_id"]), call.caller.subject
        if session is None:
            raise Refused("not_found")
        before = self.store.booking(session.id, me)
        after = domain.book(session, call.new_id(), me, day_of(call.now), before)
        if after is not before:
            self.store.save_training(after)
        return schemas.training_view(after)

    @command(schemas.OneTraining, by=NETWORK)
    def cancel_training(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Give the place back. Refused: ``not_found``, ``training_attended``."""
        return self._training(call, asked, domain.cancel)

    @command(schemas.OneTraining, by=NETWORK)
    def attend_training(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """It was attended. Refused: ``not_found``, ``invalid_input`` before its day."""
        return self._training(call, asked, lambda training: domain.attend(training, day_of(call.now)))

    @command(schemas.RecordTraining, by=NETWORK)
    def record_training(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Note training from elsewhere. Refused: ``invalid_input`` for a date to come."""
        booked = Training(
            id=call.new_id(),
            version=0,
            member_id=call.caller.subject,
            title=asked["title"],
            on=asked["on"],
            provider=asked["provider"],
            state=domain.BOOKED,
        )
        made = domain.attend(booked, day_of(call.now))
        self.store.save_training(made)
        return schemas.training_view(made)

    @query(schemas.PageOf, by=NETWORK)
    def list_notes(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The caller's own notes, and a page of those that others share."""
        me = call.caller.subject
        page = self.store.shared_notes(asked)
        return {
            "mine": [schemas.note_view(each, me) for each in self.store.own_notes(me)],
            "items": [schemas.note_view(each, me) for each in page["items"]],
            "next": page["next"],
        }

    @command(schemas.WriteNote, by=NETWORK)
    def write_note(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Write a note, for oneself or shared."""
        me = call.caller
        note = Note(call.new_id(), 1, me.subject, _region(me), asked["text"], call.now, asked["shared"])
        self.store.save_note(note)
        return schemas.note_view(note, me.subject)

    @command(schemas.ShareNote, by=NETWORK)
    def share_note(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Give consent to share an own note, or take it back. Refused: ``not_found``, ``stale_version``."""
        before = self.store.note(asked["id"])
        if before is None or before.author != call.caller.subject:
            raise Refused("not_found")
        after = domain.share(before, asked["shared"])
        if after is not before:
            refuse_stale(before.version, asked["version"])
            self.store.save_note(after)
        return schemas.note_view(after, call.caller.subject)

    def _training(
        self, call: Call, asked: dict[str, Any], change: Callable[[Training], Training]
    ) -> dict[str, Any]:
        before = self.store.training(asked["id"])
        if before is None or before.member_id != call.caller.subject:
            raise Refused("not_found")
        after = change(before)
        if after is not before:
            refuse_stale(before.version, asked["version"])
            self.store.save_training(after)
        return schemas.training_view(after)

    def _audience(self, call: Call) -> str | None:
        """The sessions this caller may see: all (None), or those to which groups are invited."""
        if any(call.caller.has(role) for role in NETWORK):
            return None
        if SeatStore(self.store.work).held_by(call.caller.subject, day_of(call.now)):
            return WITH_GROUPS
        raise Refused("role_required")

    def _all_seats(self) -> list[Seat]:
        return SeatStore(self.store.work).of_groups([UK, *self.settings.regions.by_code])

    def _invited(self, session: Session, seats: list[Seat]) -> tuple[set[str], set[str]]:
        """(convenors, other holders of seats) on the first day the session can mean."""
        held = in_force(seats, session.on.first)
        convenors = {seat.member_id for seat in held if seat.kind in LEADERS}
        if session.audience != WITH_GROUPS:
            return convenors, set()
        return convenors, {seat.member_id for seat in held} - convenors

    def _invitations(self, call: Call, session: Session) -> list[Fact]:
        if session.is_over_on(day_of(call.now)):
            return []
        convenors, others = self._invited(session, self._all_seats())
        return notices(
            "session_planned",
            cause=f"session {session.id}",
            members=convenors | others | set(People(self.store.work).holding("national_team")),
            about={"title": session.title, "on": session.on.in_words()},
            path="/convenors",
            concerning=(session.id, session.version),
        )

    def _session_view(self, call: Call, session: Session) -> dict[str, Any]:
        [view] = self._session_views(call, [session])
        return view

    def _session_views(self, call: Call, sessions: list[Session]) -> list[dict[str, Any]]:
        """Seats and topics are asked for once, however many sessions there are."""
        seats, today = self._all_seats(), day_of(call.now)
        topics = self.store.topics_of(topic for session in sessions for topic in session.topics)
        views = []
        for session in sessions:
            convenors, others = self._invited(session, seats)
            invited = {"convenors": len(convenors), "members": len(others)}
            views.append(schemas.session_view(session, topics, invited, today))
        return views


def _region(caller: Caller) -> str | None:
    """The region that a convenor speaks from; the Q team speaks from none."""
    return next(iter(sorted(caller.regions_as("convenor"))), None)
