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
    "time_came": ("hours",),
    "time_taken_back": ("hours",),
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
    "release_invited": ("organisation", "days"),
    "release_offered": ("lender", "days"),
    "release_answered": ("lender", "answer"),
    "release_unanswered": ("borrower",),
    "release_not_taken": ("organisation",),
    "placement_agreed": ("lender", "borrower", "days", "starts_on"),
    "placement_over": ("lender", "borrower", "ends_on"),
    "placement_confirmed": ("organisation", "days"),
    "placement_differs": ("organisation", "days"),
    "placement_cancelled": ("lender", "borrower"),
    "days_corrected": ("lender", "borrower", "days"),
    "peer_lead_asked": (),
    "peer_group_ended": (),
}
"""Every kind of notice, with the gaps that its words fill; notifications has a mail of that name for each."""
ASK_OUTCOMES = ("answered", "replaced", "withdrawn")
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


class LineManagerAsked(_Shape):
    """``email`` is the line manager's, who is no member; ``lender`` and ``borrower`` are organisations."""

    ask_id = fields.Str(required=True)
    email = fields.Str(required=True)
    until = fields.AwareDateTime(required=True, format="iso")
    lender = fields.Str(required=True)
    borrower = fields.Str(required=True)
    days = fields.Str(required=True)


class LineManagerAskEnded(_Shape):
    """``outcome`` is answered, replaced (by a newer link) or withdrawn."""

    ask_id = fields.Str(required=True)
    outcome = fields.Str(required=True, validate=validate.OneOf(ASK_OUTCOMES))


LINE_MANAGER_ASKED = EventType(
    "skills_register",
    "line_manager_asked",
    1,
    LineManagerAsked,
    "A line manager is to answer by a link in a mail. Personal data: for notifications alone.",
    ("notifications.ask_line_manager",),
)
LINE_MANAGER_ASK_ENDED = EventType(
    "skills_register",
    "line_manager_ask_ended",
    1,
    LineManagerAskEnded,
    "A line manager answered, or their link is needed no more.",
    ("notifications.forget_line_manager",),
)

EVENTS: tuple[EventType, ...] = (NOTICE_RAISED, TRANSFER_POSTED, LINE_MANAGER_ASKED, LINE_MANAGER_ASK_ENDED)
