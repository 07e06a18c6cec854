"""Notices: the other contexts say whom to tell what, and each of them gets one mail."""

from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import due, when
from contracts import exchange, meetings, skills_register, stewardship
from contracts.events import Event
from notifications import domain, kinds
from notifications.refusal import Refusal
from notifications.settings import Settings
from notifications.store import TELL, NotificationStore

AT_ONCE = 50
"""Mails queued in one transaction: a notice names hundreds of members, and other work waits meanwhile."""


class Notices:
    """Nobody knocks here. A mail is made for each member, kind and cause, once and never again."""

    name = "notifications_notices"
    context = "notifications"
    refusals = (Refusal,)
    store_class = NotificationStore
    settings_class = Settings
    store: NotificationStore
    settings: Settings

    @when(stewardship.NOTICE_RAISED, queue="send_notice")
    def send_notice(self, call: Call, event: Event) -> None:
        self._plan(call, event)

    @when(meetings.NOTICE_RAISED, queue="send_meetings_notice")
    def send_meetings_notice(self, call: Call, event: Event) -> None:
        self._plan(call, event)

    @when(skills_register.NOTICE_RAISED, queue="send_skills_notice")
    def send_skills_notice(self, call: Call, event: Event) -> None:
        self._plan(call, event)

    @when(exchange.NOTICE_RAISED, queue="send_exchange_notice")
    def send_exchange_notice(self, call: Call, event: Event) -> None:
        self._plan(call, event)

    def _plan(self, call: Call, event: Event) -> None:
        told = event.data
        if told["kind"] not in kinds.NOTICES:
            # An older notifications beside a newer publisher: retried, then kept among the dead letters.
            raise LookupError("there is no mail of this kind of notice yet")
        notice = {
            "kind": told["kind"],
            "cause": told["cause"],
            "members": list(dict.fromkeys(told["members"])),
            "about": {gap["name"]: gap["words"] for gap in told["about"]},
            "path": told["path"],
        }
        self.store.plan_telling(event.id, notice, call.now)

    @due(TELL)
    def tell_members(self, call: Call, job: Job) -> Again | None:
        """Queue the mails of the next few members; the rest of them have their turn at once."""
        notice = job.data
        some, rest = notice["members"][:AT_ONCE], notice["members"][AT_ONCE:]
        already = self.store.told(some, notice["kind"], notice["cause"])
        for member_id in some:
            if member_id not in already:
                self._queue(call, member_id, notice)
        return Again(call.now, {**notice, "members": rest}) if rest else None

    def _queue(self, call: Call, member_id: str, notice: dict[str, Any]) -> None:
        kind, cause, about = notice["kind"], notice["cause"], notice["about"]
        queued = domain.queue(call.new_id(), call.now, member_id, kind, cause, about, path=notice["path"])
        self.store.save(queued)
