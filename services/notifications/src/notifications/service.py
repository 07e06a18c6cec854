"""The doors of notifications: who is told what, when, how?

Nobody listens to notifications. It hears membership's events, keeps its own copy of how to
reach people, and does everything outside the database as due work.
"""

from datetime import timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import command, due, query, when
from chassis.logs import get_logger, places
from contracts import membership
from contracts.events import Event
from contracts.refusals import Refused
from notifications import contacts, domain, mail, schemas, sending
from notifications.applicants import Applicants
from notifications.contacts import Contact
from notifications.domain import Mail, Outcome
from notifications.line_managers import LineManagers
from notifications.notices import Notices
from notifications.refusal import Refusal
from notifications.settings import Settings
from notifications.store import LOOK_UP, SEND, LinkRequest, NotificationStore

MOMENT = timedelta(seconds=1)
LOOK_UP_AGAIN = timedelta(seconds=30)
AN_HOUR = timedelta(hours=1)
NO_ADDRESS = "no_address"


class Notifications:
    name = "notifications"
    context = "notifications"
    refusals = (Refusal,)
    store_class = NotificationStore
    settings_class = Settings
    store: NotificationStore
    settings: Settings

    # doors

    @command(schemas.SendSignInLink, by=("system",))
    def send_sign_in_link(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """``{}`` always. Whose address it is, if anybody's, is looked up after the answer (row 80)."""
        self.store.add_request(LinkRequest(call.new_id(), asked["email"], "", call.now))
        return {}

    @command(schemas.RenewSignInLink, by=("system",))
    def renew_sign_in_link(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """``{}``; a member who opened an old link gets a new one by mail."""
        self.store.add_request(LinkRequest(call.new_id(), "", asked["member_id"], call.now))
        return {}

    @command(schemas.RenewApplicantLink, by=("system",))
    def renew_applicant_link(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """``{}`` always. Who applied with this address, if anybody, gets a new link to the application."""
        request = LinkRequest(call.new_id(), asked["email"], "", call.now, to_application=True)
        self.store.add_request(request)
        return {}

    @query(schemas.ListMail, by=("operator",))
    def list_mail(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A page of mails, newest first, without recipients or text."""
        return self.store.page_of_mail(asked["state"], asked, schemas.MailRow().dump)

    @command(schemas.SendAgain, by=("operator",))
    def send_again(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A mail that bounced or stayed in doubt goes back into the queue. Refused: ``not_found``,
        ``mail_not_sendable``."""
        found = self.store.mail(asked["id"])
        if found is None:
            raise Refusal("not_found")
        queued = domain.send_again(found, call.now)
        self.store.save(queued)
        return _row(queued)

    # events of membership

    @when(membership.MEMBER_CONTACT_CHANGED, queue="keep_contact")
    def keep_contact(self, call: Call, event: Event) -> None:
        told = event.data
        contact = Contact(
            told["member_id"], event.aggregate_version, told["name"], told["email"], event.region
        )
        if self.store.keep(contact):
            self._hurry_those_without_address(contact.subject, call)

    @when(membership.MEMBER_LEFT, queue="forget_contact")
    def forget_contact(self, _call: Call, event: Event) -> None:
        self.store.forget(event.data["member_id"], event.aggregate_version)

    @when(membership.MEMBER_JOINED, queue="welcome_member")
    def welcome_member(self, call: Call, event: Event) -> None:
        """Once per joining; people who were imported are not welcomed by mail."""
        if event.data["route"] == "application":
            version = event.aggregate_version
            cause = f"joined {event.data['joined'].isoformat()}"
            if version > 1:
                # Who comes back keeps the first day of all, so the record's version tells the joinings apart.
                cause += f", back at version {version}"
            self._queue(call, event.data["member_id"], "welcome", cause, as_of=version)

    @when(membership.COMPACT_PROMPTED, queue="prompt_compact")
    def prompt_compact(self, call: Call, event: Event) -> None:
        """One mail per member and version (row 3); who left and came back is asked anew, with a new grace."""
        version, until = event.data["compact_version"], event.data["grace_until"].isoformat()
        about = {"compact_version": version, "grace_until": until}
        cause = f"compact {version} until {until}"
        self._queue(call, event.data["member_id"], "compact_prompt", cause, about)

    @when(membership.EMAIL_CHANGE_ASKED, queue="ask_new_address")
    def ask_new_address(self, call: Call, event: Event) -> None:
        """A link to the new address, where it confirms itself, and a note to the old one.

        Neither mail names the other address: nobody knows yet whose the new one is.
        """
        told, version, until = event.data, event.aggregate_version, event.data["until"]
        about = {"until": until.isoformat()}
        old, new = _addresses(event)
        reach = told["contact"]
        forget_at = until + domain.PATIENCE
        held = Contact(old, version, reach["name"], reach["email"], event.region, forget_at=forget_at)
        if self.store.keep(held):
            self._hurry_those_without_address(old, call)
            self._queue(call, old, "address_change_asked", "asked", about)
        if told["new_email"] is None:
            return
        if self.store.keep(Contact(new, version, "", told["new_email"], event.region, forget_at=until)):
            self._queue(call, new, "address_wanted", "asked", about)

    @when(membership.EMAIL_CHANGE_ENDED, queue="close_address_change")
    def close_address_change(self, call: Call, event: Event) -> None:
        """The new address is forgotten as such; a change that was confirmed is told to the old one."""
        old, new = _addresses(event)
        self.store.forget(new, event.aggregate_version, event.occurred_at + domain.ROW_KEPT)
        if event.data["outcome"] == "confirmed":
            about = {"changed_at": event.occurred_at.isoformat()}
            self._queue(call, old, "address_changed", "changed", about)

    # due work

    @due(LOOK_UP)
    def look_up_address(self, call: Call, job: Job) -> Again | None:
        """Find whom a link was asked for, and queue it; nobody's address: nothing happens."""
        request = self.store.request(job.key)
        if request is None:
            return None
        found = self._asked_for(request)
        if len(found) > 1 and call.now < request.asked_at + domain.REQUEST_LIFE:
            # One of them has just given this address up. Sent to the wrong one, the link would
            # sign a stranger in; so we wait for the event that tells them apart.
            return Again(call.now + LOOK_UP_AGAIN, job.data)
        self.store.drop_request(request.id)
        if len(found) == 1:
            self._queue_link(call, found[0].subject, request)
        return None

    @due(SEND, outside=True)
    def send_mail(self, call: Call, job: Job) -> Again | None:
        """Send one mail if its turn has come, and record how it ended."""
        found = self.store.mail(job.key)
        if found is None:
            return None
        if found.state == domain.SENDING:
            return self._take_over(call, found)
        if not domain.is_waiting(found):
            return None
        if found.next_at is not None and call.now < found.next_at:
            return Again(found.next_at, job.data)
        return self._send(call, found)

    # steps

    def _send(self, call: Call, waiting: Mail) -> Again | None:
        to = self._recipient(waiting)
        if to is None:
            return self._record(call, domain.look_again(waiting, call.now, NO_ADDRESS))
        if to.gone:
            return self._record(call, domain.cancel(waiting, "recipient_gone"))
        # Composed before it is claimed: a mail that cannot be composed was certainly not sent.
        try:
            letter = mail.compose(waiting, to, self.settings, call.now)
        except mail.AddressUnusable:
            return self._record(call, domain.undeliverable(waiting, "address_unusable"))
        except Exception as problem:
            # A key that cannot be read, a template that is wrong: mended by people, not by this mail.
            get_logger().error("mail_not_composed", mail_id=waiting.id, **places(problem))
            return self._record(call, domain.look_again(waiting, call.now, "not_composed"))
        claimed = domain.claim(waiting, call.now)
        if not self._saved(call, claimed):
            return Again(call.now + MOMENT, {})
        return self._settle(call, claimed, sending.deliver(letter, self.settings))

    def _recipient(self, waiting: Mail) -> Contact | None:
        contact = self.store.contact(waiting.recipient)
        if waiting.address:
            return Contact(waiting.recipient, waiting.as_of, email=waiting.address)
        if contact is not None and contact.gone and not domain.is_gone(waiting, contact):
            return None
        return contact

    def _take_over(self, call: Call, found: Mail) -> Again | None:
        if not domain.is_abandoned(found, call.now):
            return Again(domain.abandoned_at(found), {})
        return self._settle(call, found, Outcome("lost", "interrupted"))

    def _settle(self, call: Call, sent: Mail, outcome: Outcome) -> Again | None:
        settled, replacement = domain.settle(sent, outcome, call.now, call.new_id())
        return self._record(call, settled, replacement)

    def _record(self, call: Call, changed: Mail, replacement: Mail | None = None) -> Again | None:
        if not self._saved(call, changed, replacement):
            return Again(call.now + MOMENT, {})
        get_logger().info(
            "mail", mail_id=changed.id, template=changed.template, state=changed.state,
            attempts=changed.attempts, problem=changed.problem,
        )  # fmt: skip
        return None if changed.next_at is None else Again(changed.next_at, {})

    def _saved(self, call: Call, changed: Mail, replacement: Mail | None = None) -> bool:
        """Save at the end of due work; False when another replica changed the row first."""

        def save() -> None:
            self.store.save_settled(changed)
            if replacement is not None:
                self.store.add(replacement)

        try:
            self.store.work.in_transaction(call, save)
        except Refused as no:
            if no.code != "stale_version":
                raise
            return False
        return True

    def _queue(
        self,
        call: Call,
        recipient: str,
        template: str,
        cause: str,
        about: dict[str, Any] | None = None,
        as_of: int = 0,
    ) -> None:
        self.store.add(domain.queue(call.new_id(), call.now, recipient, template, cause, about, as_of))

    def _queue_link(self, call: Call, recipient: str, request: LinkRequest) -> None:
        template = "application_link" if request.to_application else "sign_in_link"
        waiting = [each for each in self.store.waiting_for(recipient) if each.template == template]
        if waiting:
            # It will carry a fresh link when it goes; a second one would only confuse.
            self.store.save(domain.hurry(waiting[0], call.now))
            return
        sent = self.store.mails_since(recipient, template, call.now - AN_HOUR)
        if sent < self.settings.sign_in_links_per_hour:
            self._queue(call, recipient, template, request.id)

    def _asked_for(self, request: LinkRequest) -> list[Contact]:
        if request.to_application:
            applicant = self.store.applicant_at(request.email)
            return [applicant] if applicant is not None else []
        if not request.member_id:
            return self.store.members_at(request.email)
        contact = self.store.contact(request.member_id)
        return [contact] if contact is not None and contact.is_member and not contact.gone else []

    def _hurry_those_without_address(self, subject: str, call: Call) -> None:
        for each in self.store.waiting_for(subject):
            if each.problem == NO_ADDRESS:
                self.store.save(domain.hurry(each, call.now))


def _addresses(event: Event) -> tuple[str, str]:
    change_id = event.data["change_id"]
    return f"{contacts.OLD_ADDRESS}{change_id}", f"{contacts.NEW_ADDRESS}{change_id}"


def _row(row: Mail) -> dict[str, Any]:
    return dict(schemas.MailRow().dump(row))


SERVICES = (Notifications, Applicants, LineManagers, Notices)
