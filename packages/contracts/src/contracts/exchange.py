"""What exchange publishes: whom notifications is to tell; no names."""

from contracts.events import EventType
from contracts.notices import Notice

NOTICES: dict[str, tuple[str, ...]] = {
    "co_applicant_asked": ("title",),
    "co_applicant_answered": ("title", "answer"),
    "proposal_inherited": ("title",),
    "proposal_withdrawn": ("title",),
    "proposal_deadline": ("title", "until"),
    "merge_offered": ("title", "other"),
    "merge_answered": ("title", "other", "outcome"),
    "proposal_question": ("title",),
    "comment_answered": ("title",),
    "comment_hidden": ("title", "reason"),
    "project_stale": ("title",),
    "project_join_asked": ("title",),
    "project_join_answered": ("title", "answer"),
    "round_vote_opened": ("round", "closes"),
    "round_vote_reminder": ("round", "closes"),
    "round_tallied": ("round",),
    "learning_submitted": ("title",),
    "learning_reviewed": ("title", "outcome"),
    "learning_reused": ("title",),
    "lesson_shared": ("title",),
    "lab_moved": ("title", "stage"),
    "story_submitted": ("title",),
    "story_decided": ("title", "outcome"),
    "extract_asked": ("asker", "until"),
    "extract_decided": ("asker", "outcome"),
    "award_to_approve": ("title", "amount"),
    "award_made": ("title", "amount"),
    "award_skipped": ("title",),
    "award_paid": ("title", "amount"),
    "award_ended": ("title",),
    "award_report_due": ("title", "day"),
    "award_report_late": ("title", "day"),
    "assessment_assigned": ("round", "number", "due"),
    "assessment_reminder": ("round", "number", "due"),
    "assessments_late": ("round", "number"),
    "assessment_vacant": ("round", "number"),
    "assessment_off": ("round", "proposal"),
    "shortlist_decided": ("round", "proposal"),
    "pledge_claimed": ("what", "amount"),
    "pledge_answered": ("what", "outcome"),
    "pledge_used": ("what", "amount"),
    "pledge_claim_ended": ("what",),
    "pledge_ended": ("what",),
    "pledge_drought": ("kind", "asked", "left"),
    "unfunded_options": ("title",),
    "unfunded_listed": ("title",),
    "unfunded_help_offered": ("title",),
    "unfunded_help_answered": ("title", "outcome"),
    "unfunded_sponsored": ("title",),
    "unfunded_outcome": ("title",),
}
"""Every kind of notice, with the gaps that its words fill; notifications has a mail of that name for each."""

NOTICE_RAISED = EventType(
    "exchange",
    "notice_raised",
    1,
    Notice,
    "Members are to be told something by mail, each once per cause.",
    ("notifications.send_exchange_notice",),
)

EVENTS: tuple[EventType, ...] = (NOTICE_RAISED,)
