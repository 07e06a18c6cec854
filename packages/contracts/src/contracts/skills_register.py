"""What the skills register publishes: settled transfers, and whom notifications is to tell; no names."""

from marshmallow import EXCLUDE, Schema, fields, validate

from contracts.events import EventType
from contracts.notices import Notice

NOTICES: dict[str, tuple[str, ...]] = {
    "word_proposed": ("word",),
    "word_decided": ("word", "outcome"),
    "skill_stale": ("skills",),
    "skill_endorsed": ("skill",),
    "search_matched": ("search", "matches"),
    "time_account_low": ("received", "given", "limit"),
    "ledger_differs": ("findings",),
    "offer_ending": ("what", "until"),
    "offer_matched": ("what", "hours"),
    "exchange_proposed": ("hours", "day"),
    "exchange_agreed": ("hours", "day"),
    "exchange_done": ("hours", "day"),
    "exchange_disputed": ("hours", "day"),
    "exchange_ended": ("hours", "day"),
    "exchange_settled": ("hours", "day"),
    "exchange_decided": ("hours", "day"),
    "exchange_waits": ("hours", "day"),
    "exchange_to_decide": ("hours", "day"),
    "buddy_proposed": ("until",),
    "buddy_paired": (),
    "buddy_check": (),
    "buddy_ended": (),
    "buddy_not_agreed": (),
    "concordat_review_due": ("concordat", "review_on"),
    "concordat_to_sign": ("concordat", "sign_by"),
    "concordat_withdrawn": ("concordat", "organisation", "from_day"),
    "coffee_dealt": ("until",),
    "coffee_off": (),
    "contact_asked": ("group",),
    "question_brought": ("until",),
    "question_waiting": ("group",),
    "question_answered": (),
}
"""Every kind of notice, with the gaps that its words fill; notifications has a mail of that name for each."""
TRANSFER_KINDS = ("exchange", "opening", "donation", "grant", "reversal")


class _Shape(Schema):
    """A listener ignores what a later minor addition brings."""

    class Meta:
        unknown = EXCLUDE


NOTICE_RAISED = EventType(
    "skills_register",
    "notice_raised",
    1,
    Notice,
    "Members are to be told something by mail, each once per cause.",
    ("notifications.send_skills_notice",),
)


class TransferPosted(_Shape):
    """Minutes that went from one account to another; it is never changed."""

    transfer_id = fields.Str(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(TRANSFER_KINDS))
    minutes = fields.Int(required=True)
    reverses = fields.Str(required=True, allow_none=True)


TRANSFER_POSTED = EventType(
    "skills_register",
    "transfer_posted",
    1,
    TransferPosted,
    "Minutes were transferred; a reversal names the transfer that it takes back.",
    (),
)

EVENTS: tuple[EventType, ...] = (NOTICE_RAISED, TRANSFER_POSTED)
