"""What may be sent, and what becomes of a mail: pure rules (row 68).

A mail is one row per (recipient, template, cause). Its states:

    queued -> sending -> accepted | ambiguous | bounced,   and cancelled from any waiting state

``queued`` also means "put off": the server said "later", or we wait for the address.
``ambiguous`` means that the server may or may not have it: the line went dead after the
final dot, or we died before the answer. An ordinary mail is then sent once more under the
same Message-ID; one with a secret link is given up and a new mail with a new link replaces it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from notifications.contacts import Contact
from notifications.kinds import KINDS, NOT_KEPT, Kind
from notifications.refusal import Refusal

QUEUED = "queued"
SENDING = "sending"
ACCEPTED = "accepted"
AMBIGUOUS = "ambiguous"
BOUNCED = "bounced"
CANCELLED = "cancelled"
STATES = (QUEUED, SENDING, ACCEPTED, AMBIGUOUS, BOUNCED, CANCELLED)

# RELIABILITY 2.8: "4xx backs off 1 min to 6 h for 48 h".
FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(hours=6)
PATIENCE = timedelta(hours=48)

# An address that an event still has to bring is usually a moment away, so we look sooner.
FIRST_LOOK = timedelta(seconds=2)

# A row in `sending` for longer than any send can last (see sending.py) belongs to a process that died.
LONGEST_SEND = timedelta(seconds=60)

ROW_KEPT = timedelta(days=30)
"""How long the rows of mails are kept that are not kept for good; the others are the proof of "once"."""

DECLINED_APPLICANT_KEPT = timedelta(days=7)
"""After a decline the address stays only while its mail may still be tried (48 h) or sent again by hand."""

REQUEST_LIFE = timedelta(minutes=15)
"""A request for a link that could not be settled by then is dropped: the person asks again."""


@dataclass(frozen=True)
class Mail:
    """One mail to one recipient for one cause. ``about`` holds what its template says, nothing more.

    ``as_of`` is the recipient's version that caused it (0: any), ``attempts`` counts sends begun,
    ``doubts`` those that ended ambiguous. ``next_at``: when it is looked at again; None when
    nothing more happens by itself. ``address`` is only filled for a legal mail whose recipient
    has left. ``path`` is the portal page of the next step, where the kind has none of its own.
    Instants are UTC.
    """

    id: str
    version: int
    recipient: str
    template: str
    cause: str
    state: str
    queued_at: datetime
    trying_since: datetime
    next_at: datetime | None
    about: Mapping[str, Any] = field(default_factory=dict)
    as_of: int = 0
    attempts: int = 0
    doubts: int = 0
    sending_since: datetime | None = None
    sent_at: datetime | None = None
    problem: str = ""
    replaces: str | None = None
    replaced_by: str | None = None
    address: str = ""
    forget_at: datetime | None = None
    path: str = ""

    @property
    def kind(self) -> Kind:
        return KINDS[self.template]

    @property
    def page(self) -> str:
        """The portal page that the mail leads to; "" means the portal itself."""
        return self.kind.page or self.path


@dataclass(frozen=True)
class Outcome:
    """How one send ended: ``result`` is accepted, deferred, refused or lost; ``problem`` a short code.

    The server's own words are never kept: they often quote the address.
    """

    result: str
    problem: str = ""


def queue(
    mail_id: str,
    now: datetime,
    recipient: str,
    template: str,
    cause: str,
    about: Mapping[str, Any] | None = None,
    as_of: int = 0,
    path: str = "",
) -> Mail:
    """A new mail, to be sent at once."""
    if template not in KINDS:
        raise ValueError(f"there is no template {template!r}")
    return Mail(
        id=mail_id,
        version=1,
        recipient=recipient,
        template=template,
        cause=cause,
        state=QUEUED,
        queued_at=now,
        trying_since=now,
        next_at=now,
        about=dict(about or {}),
        as_of=as_of,
        forget_at=now + ROW_KEPT if template in NOT_KEPT else None,
        path=path,
    )


def is_waiting(mail: Mail) -> bool:
    """Whether a send is still to come and none is under way."""
    return mail.next_at is not None and mail.state in (QUEUED, AMBIGUOUS)


def is_abandoned(mail: Mail, now: datetime) -> bool:
    """Whether the process that began this send must have died before it knew the answer."""
    return mail.state == SENDING and mail.sending_since is not None and now >= abandoned_at(mail)


def abandoned_at(mail: Mail) -> datetime:
    """From when a send under way counts as abandoned."""
    return (mail.sending_since or mail.queued_at) + LONGEST_SEND


def claim(mail: Mail, now: datetime) -> Mail:
    """The mail as it is while we talk to the server; saved before the first word is said."""
    if not is_waiting(mail):
        raise ValueError(f"a mail that is {mail.state} is not waiting to be sent")
    return replace(
        mail,
        version=mail.version + 1,
        state=SENDING,
        attempts=mail.attempts + 1,
        sending_since=now,
        next_at=None,
        problem="",
    )


def settle(mail: Mail, outcome: Outcome, now: datetime, fresh_id: str) -> tuple[Mail, Mail | None]:
    """The mail after its send, and the one that replaces it if its secret link was given up."""
    if mail.state != SENDING:
        raise ValueError(f"a mail that is {mail.state} is not being sent")
    if outcome.result == "accepted":
        return _end(mail, ACCEPTED, sent_at=now, about={}, address=""), None
    if outcome.result == "refused":
        return _end(mail, BOUNCED, problem=outcome.problem), None
    if outcome.result == "deferred":
        return _put_off(mail, now, delay_after(mail.attempts), outcome.problem), None
    return _in_doubt(mail, outcome, now, fresh_id)


def is_gone(mail: Mail, contact: Contact) -> bool:
    """Whether the recipient went away after what caused the mail (they may have come back since)."""
    return contact.gone and contact.version >= mail.as_of


def hurry(mail: Mail, now: datetime) -> Mail:
    """A waiting mail is looked at now: its address came, or the person asked for the same again."""
    return replace(mail, version=mail.version + 1, next_at=now)


def look_again(mail: Mail, now: datetime, problem: str) -> Mail:
    """It cannot be sent yet, through no fault of the server: no address so far, or we could not
    compose it. Looked at again after as long as it has waited already; given up after 48 h."""
    waited = now - mail.trying_since
    return _put_off(mail, now, min(max(waited, FIRST_LOOK), LONGEST_DELAY), problem)


def undeliverable(mail: Mail, problem: str) -> Mail:
    """No server would take it; an operator may have it tried again when the cause is mended."""
    return _end(mail, BOUNCED, problem=problem)


def cancel(mail: Mail, problem: str) -> Mail:
    """The mail is no longer to be sent; what it would have said is dropped with it."""
    return _end(mail, CANCELLED, problem=problem, about={}, address="")


def part_from(mail: Mail, leaver: Contact) -> Mail:
    """A waiting mail whose recipient leaves: cancelled, unless the law wants it sent (row 68)."""
    if mail.kind.legal:
        return replace(mail, version=mail.version + 1, address=leaver.email)
    return cancel(mail, "recipient_gone")


def send_again(mail: Mail, now: datetime) -> Mail:
    """An operator has it tried afresh. Refused: ``mail_not_sendable``, unless bounced or in doubt."""
    in_doubt = mail.state == AMBIGUOUS and mail.next_at is None and mail.replaced_by is None
    if mail.state != BOUNCED and not in_doubt:
        raise Refusal("mail_not_sendable")
    return replace(
        mail,
        version=mail.version + 1,
        state=QUEUED,
        trying_since=now,
        next_at=now,
        sending_since=None,
        problem="",
    )


def delay_after(attempts: int) -> timedelta:
    """How long to wait after this many attempts: 1 min, 2, 4 ... at most 6 h."""
    doublings = min(max(attempts, 1) - 1, 16)
    return min(FIRST_DELAY * (1 << doublings), LONGEST_DELAY)


def _put_off(mail: Mail, now: datetime, delay: timedelta, problem: str) -> Mail:
    last_try = mail.trying_since + PATIENCE
    if now >= last_try:
        return _end(mail, BOUNCED, problem=problem)
    return replace(
        mail,
        version=mail.version + 1,
        state=QUEUED,
        sending_since=None,
        next_at=min(now + delay, last_try),
        problem=problem,
    )


def _in_doubt(mail: Mail, outcome: Outcome, now: datetime, fresh_id: str) -> tuple[Mail, Mail | None]:
    doubted = replace(_end(mail, AMBIGUOUS, problem=outcome.problem), doubts=mail.doubts + 1)
    if not mail.kind.secret:
        # RFC 1047: the copy may come twice; the same Message-ID lets mail programs show it once.
        first_doubt = mail.doubts == 0
        return replace(doubted, next_at=now + FIRST_DELAY if first_doubt else None), None
    if mail.replaces is not None:
        return doubted, None
    replacement = replace(
        queue(
            fresh_id,
            now,
            mail.recipient,
            mail.template,
            f"{mail.cause}/replacement",
            mail.about,
            mail.as_of,
        ),
        replaces=mail.id,
        address=mail.address,
    )
    return replace(doubted, replaced_by=fresh_id, about={}, address=""), replacement


def _end(mail: Mail, state: str, **changes: Any) -> Mail:
    return replace(mail, version=mail.version + 1, state=state, next_at=None, sending_since=None, **changes)
