"""Applicants: what they are told, and how long we keep how to reach them."""

from datetime import datetime, timedelta

from chassis.call import Call
from chassis.doors import when
from contracts import membership
from contracts.events import Event
from notifications import contacts, domain
from notifications.contacts import Contact
from notifications.refusal import Refusal
from notifications.settings import Settings
from notifications.store import NotificationStore


class Applicants:
    """Nobody knocks here. An application is acknowledged and its end told, each once."""

    name = "notifications_applicants"
    context = "notifications"
    refusals = (Refusal,)
    store_class = NotificationStore
    settings_class = Settings
    store: NotificationStore
    settings: Settings

    @when(membership.APPLICATION_SUBMITTED, queue="acknowledge_application")
    def acknowledge_application(self, call: Call, event: Event) -> None:
        """A link to the application; one that was only saved gets a link to go on with it."""
        if self.store.keep(_applicant(event, call.now + self._kept)):
            stage = event.data["stage"]
            template = "application_saved" if stage == "prospect" else "application_received"
            self._queue(call, event, template, stage)

    @when(membership.APPLICATION_TOLD_AGAIN, queue="keep_applicant")
    def keep_applicant(self, _call: Call, event: Event) -> None:
        """Our copy is filled from nothing; no mail, for nothing new has happened."""
        self.store.keep(_applicant(event, event.data["since"] + self._kept))

    @when(membership.APPLICATION_DECIDED, queue="tell_applicant_decision")
    def tell_applicant_decision(self, call: Call, event: Event) -> None:
        """A decline is told with its feedback; an acceptance is told by the welcome."""
        if event.data["decision"] == "accepted":
            self.store.forget(_subject(event), event.aggregate_version)
            return
        declined = _applicant(event, call.now + domain.DECLINED_APPLICANT_KEPT)
        if self.store.keep(declined):
            self.store.cancel_waiting(declined, event.aggregate_version)
            self._queue(call, event, "application_declined", "declined")

    @when(membership.APPLICATION_WITHDRAWN, queue="forget_applicant")
    def forget_applicant(self, _call: Call, event: Event) -> None:
        """Who took the application back is forgotten at once, and gets nothing that was still waiting."""
        self.store.forget(_subject(event), event.aggregate_version)

    @property
    def _kept(self) -> timedelta:
        return timedelta(days=self.settings.applicant_kept_days)

    def _queue(self, call: Call, event: Event, template: str, cause: str) -> None:
        about = {"feedback": event.data["feedback"]} if "feedback" in event.data else {}
        self.store.add(domain.queue(call.new_id(), call.now, _subject(event), template, cause, about))


def _subject(event: Event) -> str:
    return f"{contacts.APPLICANT}{event.data['application_id']}"


def _applicant(event: Event, forget_at: datetime) -> Contact:
    reach, version = event.data["contact"], event.aggregate_version
    return Contact(_subject(event), version, reach["name"], reach["email"], event.region, forget_at=forget_at)
