"""The kinds of mail there are, and whose link each carries."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """What a template is: whose link it carries (the ticket's audience and the page), and whether
    the law wants it sent even to somebody who has left."""

    audience: str | None = None
    page: str = ""
    legal: bool = False

    @property
    def secret(self) -> bool:
        """Whether the mail carries a link that signs somebody in or opens an application."""
        return self.audience is not None


SIGN_IN = Kind("sign-in", "/sign-in/link")
APPLICANT = Kind("applicant", "/apply/status")
NEW_ADDRESS = Kind("new-address", "/email-change")
LINE_MANAGER = Kind("line-manager", "/release-answer")

NOTICES = (
    "term_ending",
    "convenor_changed",
    "review_due",
    "interest_received",
    "panel_asked",
    "appointment_decided",
    "seat_offered",
    "matter_proposed",
    "matter_raised",
    "matter_due",
    "matter_overdue",
    "matter_answered",
    "consultation_opened",
    "consultation_decided",
    "group_dormant",
    "group_ended",
    "nomination_asked",
    "voting_opened",
    "ballot_reminder",
    "election_declared",
    "vacancy_offered",
    "support_gap",
    "barrier_action",
    "session_planned",
    "pulse_asked",
    "access_need_said",
    "cycle_plan_due",
    "cycle_close_due",
    "agenda_due",
    "agenda_published",
    "item_parked",
    "item_sent_back",
    "booking_confirmed",
    "waiting_listed",
    "place_offered",
    "place_lapsed",
    "event_altered",
    "event_moved",
    "event_cancelled",
    "event_weather",
    "event_reminder",
    "feedback_asked",
    "meeting_published",
    "meeting_moved",
    "meeting_cancelled",
    "cycle_short",
    "minutes_due",
    "minutes_to_approve",
    "minutes_published",
    "action_given",
    "action_offered",
    "action_day_asked",
    "action_due",
    "action_overdue",
    "claim_submitted",
    "claim_returned",
    "claim_decided",
    "claim_paid",
    "decision_review_due",
    "survey_opened",
    "survey_reminder",
    "word_proposed",
    "word_decided",
    "skill_stale",
    "skill_endorsed",
    "search_matched",
    "buddy_proposed",
    "buddy_paired",
    "buddy_check",
    "buddy_ended",
    "buddy_not_agreed",
    "concordat_review_due",
    "concordat_to_sign",
    "concordat_withdrawn",
    "time_account_low",
    "time_came",
    "time_taken_back",
    "ledger_differs",
    "offer_ending",
    "offer_matched",
    "exchange_proposed",
    "exchange_agreed",
    "exchange_done",
    "exchange_disputed",
    "exchange_ended",
    "exchange_settled",
    "exchange_decided",
    "exchange_waits",
    "exchange_to_decide",
    "coffee_dealt",
    "coffee_off",
    "contact_asked",
    "question_brought",
    "question_waiting",
    "question_answered",
    "release_invited",
    "release_offered",
    "release_answered",
    "release_unanswered",
    "release_not_taken",
    "placement_agreed",
    "placement_over",
    "placement_confirmed",
    "placement_differs",
    "placement_cancelled",
    "days_corrected",
    "peer_lead_asked",
    "peer_group_ended",
)
"""Mails that other contexts ask for; each brings its own words and its own page."""

KINDS: dict[str, Kind] = {
    "sign_in_link": SIGN_IN,
    "welcome": SIGN_IN,
    "application_received": APPLICANT,
    "application_saved": APPLICANT,
    "application_link": APPLICANT,
    "application_declined": Kind(),
    "compact_prompt": Kind(page="/compact"),
    "address_wanted": NEW_ADDRESS,
    "address_change_asked": Kind(page="/me/email"),
    "release_wanted": LINE_MANAGER,
    "address_changed": Kind(page="/regions"),
    **dict.fromkeys(NOTICES, Kind()),
}

ASKED_FOR = frozenset({"sign_in_link", "application_link"})
"""Mails that somebody asked for; each request is a cause of its own."""

NOT_KEPT = ASKED_FOR | {
    "ballot_reminder",
    "survey_reminder",
    "feedback_asked",
    "address_wanted",
    "address_change_asked",
    "address_changed",
    "release_wanted",
}
"""Mails whose rows are forgotten after a while: many that prove nothing later, and those that would say
for good who had not voted or answered yet."""
