"""What a mail says: the one place where rows become messages.

A secret link's ticket is minted here, at the moment of sending, and stored nowhere.
Names, addresses and free text come from people, so nothing of them reaches a header or a
page unclean: no line breaks, no control or direction-override characters, HTML escaped.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, parseaddr
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from chassis.tickets import mint
from notifications.contacts import Contact
from notifications.domain import Mail
from notifications.kinds import APPLICANT, SIGN_IN
from notifications.settings import Settings

SUBJECTS = {
    "sign_in_link": "Your link to sign in to Q Commons",
    "welcome": "Welcome to Q",
    "application_received": "We have your application to join Q",
    "application_saved": "Your saved application to join Q",
    "application_link": "Your link to your application to join Q",
    "application_declined": "About your application to join Q",
    "compact_prompt": "The Q Compact has changed: please read it",
    "address_wanted": "Confirm your new e-mail address for Q Commons",
    "address_change_asked": "Somebody asked to change your e-mail address",
    "release_wanted": "Somebody in your team is asked to help next door",
    "address_changed": "Your e-mail address for Q Commons is changed",
    "term_ending": "A term in a stewardship group is ending",
    "pulse_asked": "Could you contribute to the meeting?",
    "access_need_said": "Somebody told you what they need to take part",
    "cycle_plan_due": "What does the group try at its next meeting?",
    "cycle_close_due": "What did the group learn from its meeting?",
    "convenor_changed": "A convenor's role is to be given or ended",
    "review_due": "A document of your group is to be reviewed",
    "interest_received": "We have your expression of interest in a seat",
    "panel_asked": "You are on a panel: please declare and decide",
    "appointment_decided": "About the seat you asked for",
    "seat_offered": "You are offered a seat",
    "matter_proposed": "A member proposes a matter to your group",
    "matter_raised": "A matter was raised with your group",
    "matter_due": "A matter is to be acknowledged soon",
    "matter_overdue": "A matter was not acknowledged in time",
    "matter_answered": "There is an answer to what you raised",
    "consultation_opened": "A question that affects you: what do you think?",
    "consultation_decided": "A question that you answered is decided",
    "group_dormant": "Your group has been quiet",
    "group_ended": "What came of your group?",
    "nomination_asked": "You are named in a nomination",
    "voting_opened": "Voting is open",
    "ballot_reminder": "Voting closes soon",
    "election_declared": "The election is counted",
    "minutes_due": "Minutes of a meeting are due",
    "minutes_to_approve": "Minutes wait for your approval",
    "minutes_published": "Minutes of your group's meeting are out",
    "vacancy_offered": "A seat falls to you",
    "support_gap": "Support for your group has a gap",
    "barrier_action": "Something is done about a barrier you raised",
    "session_planned": "A session of the convenors' network is planned",
    "agenda_due": "The agenda of a meeting is due",
    "agenda_published": "The agenda of your group's meeting is out",
    "item_parked": "Your item is kept for a later meeting",
    "item_sent_back": "Your item for an agenda came back to you",
    "booking_confirmed": "You have a place at an event",
    "waiting_listed": "You are waiting for a place at an event",
    "place_offered": "A place is free for you: please answer",
    "place_lapsed": "The place kept for you went to the next in the line",
    "event_altered": "An event that you booked has changed",
    "event_moved": "An event that you booked is moved",
    "event_cancelled": "An event that you booked is cancelled",
    "event_weather": "About the weather and an event that you booked",
    "event_reminder": "An event that you booked is soon",
    "feedback_asked": "What was the event like? It takes a minute",
    "meeting_published": "A meeting of your group is fixed",
    "meeting_moved": "A meeting of your group has changed",
    "meeting_cancelled": "A meeting of your group is cancelled",
    "cycle_short": "Your group has planned too few meetings",
    "action_given": "You have an action from a meeting",
    "action_offered": "Would you take an action over?",
    "action_day_asked": "Somebody asks for another day for an action",
    "action_due": "Your action is due soon",
    "action_overdue": "The day of your action has passed",
    "claim_submitted": "A claim for expenses waits for a decision",
    "claim_returned": "There is a question about your claim",
    "claim_decided": "Your claim for expenses is decided",
    "claim_paid": "Your claim for expenses is paid",
    "decision_review_due": "A decision of your group is to be looked at again",
    "survey_opened": "A survey asks for your answer",
    "survey_reminder": "A survey closes soon",
    "word_proposed": "A member proposes a word for a skill",
    "word_decided": "About the word that you proposed",
    "skill_stale": "Are your skills still as you wrote them?",
    "skill_endorsed": "A member endorses a skill of yours",
    "search_matched": "There are new matches for your search",
    "buddy_proposed": "A buddy is proposed: do you agree?",
    "buddy_paired": "You and your buddy are a pair",
    "buddy_check": "How is it going with your buddy?",
    "buddy_ended": "Your pair of buddies has ended",
    "buddy_not_agreed": "The proposed pair did not come about",
    "concordat_review_due": "A concordat is to be reviewed",
    "concordat_to_sign": "There is a new text of your concordat: please sign it",
    "concordat_withdrawn": "An organisation leaves a concordat",
    "time_account_low": "Your account has received more time than it gave",
    "time_came": "Somebody has given you time",
    "time_taken_back": "An entry of your account was taken back",
    "ledger_differs": "The nightly audit of the time ledger found a difference",
    "offer_ending": "What you published ends in a week",
    "offer_matched": "Something new fits what you published",
    "exchange_proposed": "Somebody proposes an exchange of time",
    "exchange_agreed": "Your exchange is agreed",
    "exchange_done": "Please confirm how long it took",
    "exchange_disputed": "The other side sees an exchange differently",
    "exchange_ended": "An exchange has ended",
    "exchange_settled": "Your exchange is settled",
    "exchange_decided": "News on your exchange from who looks after the region",
    "project_stale": "Is what we show of your project still true?",
    "project_join_asked": "Somebody asks to join your project",
    "project_join_answered": "An answer about joining a project",
    "project_lead_offered": "You are asked to lead a project",
    "project_lead_answered": "An answer to your wish to hand a project over",
    "project_lead_left": "A project has lost its lead",
    "project_handed_over": "Somebody else leads your project now",
    "project_withdrawn": "Your project is no longer shown",
    "exchange_waits": "An exchange waits for room in an account",
    "exchange_to_decide": "An exchange waits for your decision",
    "coffee_dealt": "Somebody to have a coffee with",
    "coffee_off": "This coffee does not take place",
    "contact_asked": "You are asked to be a local contact",
    "question_brought": "A question for you",
    "question_waiting": "A question waits for a contact",
    "question_answered": "Your question has an answer",
    "release_invited": "An organisation asks whether you would help",
    "release_offered": "Somebody offers to help with your request",
    "release_answered": "A line manager has answered",
    "release_unanswered": "A line manager has not answered",
    "release_not_taken": "This time you were not taken",
    "placement_agreed": "A placement is agreed",
    "placement_over": "Please confirm the days of a placement",
    "placement_confirmed": "The days of a placement were confirmed",
    "placement_differs": "Two organisations count a placement differently",
    "placement_cancelled": "A placement is cancelled",
    "days_corrected": "The days of a placement were corrected",
    "peer_lead_asked": "Would you lead your group of peers?",
    "peer_group_ended": "Your group of peers has ended",
    "round_postponed": "A round of Q Exchange has new days",
    "round_cancelled": "A round of Q Exchange was cancelled",
    "round_vote_opened": "Choose which projects are funded",
    "round_vote_reminder": "The vote on projects closes soon",
    "round_tallied": "The vote on your project is tallied",
    "learning_submitted": "Something to read for the learning library",
    "learning_reviewed": "What you wrote for the learning library was read",
    "learning_reused": "Somebody used what you wrote",
    "lesson_shared": "A lesson from another region",
    "lab_moved": "News of a Q Lab project",
    "story_submitted": "A story to read",
    "story_decided": "Your story was read",
    "extract_asked": "An evaluator's extract to decide on",
    "extract_decided": "An evaluator's extract was decided",
    "award_to_approve": "An award waits for your approval",
    "award_made": "Your project gets an award",
    "award_skipped": "Your project gets no award",
    "award_paid": "An instalment of your award was paid",
    "award_ending_asked": "Somebody wants an award to end",
    "award_ended": "An award has ended",
    "award_corrected": "Something about your award was put right",
    "award_report_due": "A report on your project is due soon",
    "award_report_late": "A report on a project is late",
    "assessment_assigned": "Proposals for you to assess",
    "assessment_reminder": "Your assessments are due",
    "assessments_late": "Assessments of your round are missing",
    "assessment_vacant": "Proposals need another assessor",
    "assessment_off": "You need not assess a proposal any more",
    "assessor_let_go": "You no longer assess in a round",
    "shortlist_decided": "The shortlist is published",
    "co_applicant_asked": "Somebody asks you to apply together",
    "co_applicant_answered": "A co-applicant has answered",
    "co_applicant_dropped": "You are no longer a co-applicant",
    "proposal_inherited": "You lead a proposal now",
    "proposal_withdrawn": "A proposal was withdrawn",
    "proposal_deadline": "Your proposal is not submitted yet",
    "merge_offered": "Somebody offers to merge two proposals",
    "merge_answered": "Your offer to merge was answered",
    "proposal_question": "Somebody asks about your proposal",
    "comment_answered": "Your comment was answered",
    "comment_hidden": "Your comment was hidden",
    "pledge_claimed": "Somebody asks to use what you offered",
    "pledge_answered": "An answer on what you asked for",
    "pledge_used": "Something was used",
    "pledge_claim_ended": "Something will not be used after all",
    "pledge_ended": "What you asked for is no longer offered",
    "pledge_withdrawn": "What you offered was withdrawn",
    "pledge_drought": "More is asked for than is left",
    "unfunded_options": "Your idea can go on without an award",
    "unfunded_listed": "An idea in your region looks for support",
    "unfunded_help_offered": "Somebody offers help with your idea",
    "unfunded_help_answered": "An answer to your offer of help",
    "unfunded_help_ended": "Help with an idea has ended",
    "unfunded_sponsored": "Your region's group supports your idea",
    "unfunded_outcome": "What became of an idea",
}

LONGEST_NAME = 80  # characters of a name in a header or a greeting

LONDON = ZoneInfo("Europe/London")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

UNPRINTABLE = ("Cc", "Cs", "Zl", "Zp")  # Unicode categories: controls, surrogates, line separators
# Left-to-right and right-to-left overrides can make a name read as something else.
DIRECTION_OVERRIDES = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Anybody may type a stranger's address and, as a name, an advertisement with a link.
LIKE_AN_ADDRESS = re.compile(r"[:/@<>\\]|\w{2,}\.\w{2,}|www\.", re.IGNORECASE)


# No space, no control, nothing that could begin a second address or a header (so no quoted local part).
PLAIN_ADDRESS = re.compile(r"[^\s\x00-\x1f\x7f@<>(),;:\\\"\[\]]+@[^\s\x00-\x1f\x7f@<>(),;:\\\"\[\]]+")


class AddressUnusable(Exception):
    """No mail can be sent to this address: it is not one. The address is not in the message."""


@dataclass(frozen=True)
class Letter:
    """A message as it goes over the wire, and the two addresses of its envelope."""

    content: bytes
    sender: str
    recipient: str

    @property
    def needs_utf8(self) -> bool:
        """Whether an address is not ASCII, so that the server must offer SMTPUTF8 (RFC 6531)."""
        return not (self.sender.isascii() and self.recipient.isascii())


def compose(mail: Mail, to: Contact, settings: Settings, now: datetime) -> Letter:
    """The message of a mail as it is sent at ``now``. Raises ``AddressUnusable``."""
    recipient = _address(to)
    sender_name, sender = parseaddr(settings.mail_from)
    facts = _facts(mail, to, settings, now)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(sender_name, addr_spec=sender)
    message["To"] = recipient
    message["Subject"] = SUBJECTS[mail.template]
    message["Date"] = format_datetime(now.astimezone(UTC))
    message["Message-ID"] = message_id(mail.id, sender)
    # Out-of-office programs answer neither (RFC 3834, and Exchange's own word for it).
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(_render(mail.template, "txt", facts), cte="quoted-printable")
    html = _render(mail.template, "html", facts)
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = "en-GB"  # now, because set_content drops every Content- header
    letter = Letter(b"", sender, recipient.addr_spec)
    return replace(letter, content=message.as_bytes(policy=SMTPUTF8 if letter.needs_utf8 else SMTP))


def message_id(mail_id: str, sender: str) -> str:
    """The Message-ID of a row: always the same, so that a copy sent twice can be shown once."""
    return f"<{mail_id}@{sender.rpartition('@')[2]}>"


def clean_line(text: str) -> str:
    """Text on one line without control characters or direction overrides."""
    spaced = "".join(" " if unicodedata.category(each) in UNPRINTABLE else each for each in text)
    return " ".join(DIRECTION_OVERRIDES.sub("", spaced).split())


def clean_text(text: str) -> str:
    """Text of several lines, each clean; empty lines at the ends are dropped."""
    return "\n".join(clean_line(line) for line in text.splitlines()).strip()


def greeting_name(name: str) -> str:
    """The name to greet by, or "" when it is too long or could pass for a link."""
    line = clean_line(name)
    return "" if len(line) > LONGEST_NAME or LIKE_AN_ADDRESS.search(line) else line


def say_date(instant: str) -> str:
    """``21 November 2026`` in Europe/London, from an ISO instant."""
    local = datetime.fromisoformat(instant).astimezone(LONDON)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def say_day(day: str) -> str:
    """``7 September 2018`` from an ISO date; words that are no ISO date stay as they are."""
    try:
        told = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{told.day} {MONTHS[told.month - 1]} {told.year}"


def say_time(instant: str) -> str:
    """``14:05`` in Europe/London, from an ISO instant."""
    return f"{datetime.fromisoformat(instant).astimezone(LONDON):%H:%M}"


def _facts(mail: Mail, to: Contact, settings: Settings, now: datetime) -> dict[str, Any]:
    words: dict[str, Any] = {
        key: clean_text(value) if isinstance(value, str) else value for key, value in mail.about.items()
    }
    return words | {
        # A notice's words keep to themselves, whatever stewardship calls them.
        "about": SimpleNamespace(**words),
        "subject": SUBJECTS[mail.template],
        "name": greeting_name(to.name),
        "portal": settings.portal_url.rstrip("/"),
        "link": _link(mail, settings, now),
        "minutes": settings.sign_in_link_minutes,
        "days": settings.applicant_link_days,
        "sent_at": now.isoformat(),
    }


def _link(mail: Mail, settings: Settings, now: datetime) -> str:
    page = settings.portal_url.rstrip("/") + mail.page
    if mail.kind.audience is None:
        return page
    ticket = mint(
        settings.ticket_private_key_file.read_bytes(),
        subject=mail.recipient,
        audience=mail.kind.audience,
        now=now,
        lifetime=_lifetime(mail, settings, now),
    )
    return f"{page}?ticket={quote(ticket, safe='')}"


def _lifetime(mail: Mail, settings: Settings, now: datetime) -> timedelta:
    if mail.kind == APPLICANT:
        return timedelta(days=settings.applicant_link_days)
    if mail.kind == SIGN_IN:
        return timedelta(minutes=settings.sign_in_link_minutes)
    # The wish has a day, however long its mail was on the way; too late, the link says so.
    return max(datetime.fromisoformat(mail.about["until"]) - now, timedelta(seconds=1))


def _address(to: Contact) -> Address:
    name = clean_line(to.name)
    shown = name if len(name) <= LONGEST_NAME else ""
    email = to.email.strip()
    if not PLAIN_ADDRESS.fullmatch(email):
        raise AddressUnusable
    local, _, domain = email.rpartition("@")
    try:
        # Only the parts may be beyond ASCII; a whole ASCII address is checked by the parser too.
        return Address(shown, addr_spec=email) if email.isascii() else Address(shown, local, domain)
    except Exception:
        # The parser's own errors (several classes, IndexError among them) quote the address.
        raise AddressUnusable from None


def _render(template: str, form: str, facts: Mapping[str, Any]) -> str:
    return _pages.get_template(f"{template}.{form}").render(facts)


_pages = Environment(
    loader=PackageLoader("notifications", "templates"),
    autoescape=select_autoescape(enabled_extensions=("html",), default=False),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_pages.filters |= {"say_date": say_date, "say_day": say_day, "say_time": say_time}
