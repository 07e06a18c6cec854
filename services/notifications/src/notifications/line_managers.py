"""Line managers are no members: asked by a link to release somebody, and forgotten soon after (row 61)."""

from chassis.call import Call
from chassis.doors import when
from contracts import skills_register
from contracts.events import Event
from notifications import contacts, domain
from notifications.contacts import Contact
from notifications.refusal import Refusal
from notifications.settings import Settings
from notifications.store import NotificationStore


class LineManagers:
    """Nobody knocks here. Each ask is one mail with a link of its own."""

    name = "notifications_line_managers"
    context = "notifications"
    refusals = (Refusal,)
    store_class = NotificationStore
    settings_class = Settings
    store: NotificationStore
    settings: Settings

    @when(skills_register.LINE_MANAGER_ASKED, queue="ask_line_manager")
    def ask_line_manager(self, call: Call, event: Event) -> None:
        """The address is kept until the link runs out; a mail that could not be sent by then is of no use."""
        told, until = event.data, event.data["until"]
        to = Contact(
            _subject(event), event.aggregate_version, "", told["email"], event.region, forget_at=until
        )
        if self.store.keep(to):
            about = {name: told[name] for name in ("lender", "borrower", "days")}
            about["until"] = until.isoformat()
            self.store.add(
                domain.queue(call.new_id(), call.now, to.subject, "release_wanted", "asked", about)
            )

    @when(skills_register.LINE_MANAGER_ASK_ENDED, queue="forget_line_manager")
    def forget_line_manager(self, _call: Call, event: Event) -> None:
        """Nothing waits for them any more: a mail that was not sent yet is not sent."""
        self.store.forget(_subject(event), event.aggregate_version, event.occurred_at + domain.ROW_KEPT)


def _subject(event: Event) -> str:
    return f"{contacts.LINE_MANAGER}{event.data['ask_id']}"
