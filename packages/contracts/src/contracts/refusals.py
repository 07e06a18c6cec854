"""The only error that crosses the bus, and the allow-list of its codes.

A code is stable for ever; its sentence may be improved. Each code says which
HTTP status the gateway answers with, so one table serves the REST API
(problem+json) and the portal (error summary).
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """A refusal that callers may rely on: its HTTP status and a plain sentence."""

    status: int
    sentence: str


CODES: dict[str, Code] = {
    # who may knock
    "sign_in_required": Code(401, "Sign in to do this."),
    "credentials_invalid": Code(401, "We could not verify who you are. Sign in again."),
    "role_required": Code(403, "Your role does not allow this."),
    "not_your_region": Code(403, "This belongs to another region."),
    "not_found": Code(404, "We could not find that."),
    # what was sent
    "invalid_input": Code(422, "Some answers need correcting."),
    "stale_version": Code(412, "Somebody changed this since you read it. Read it again, then retry."),
    "command_id_reused": Code(409, "This command id was already used for something else."),
    # the gateway: what a request may be
    "bad_request": Code(400, "We could not understand this request."),
    "malformed_json": Code(400, "The body of the request is not the JSON we need."),
    "method_not_allowed": Code(405, "This cannot be done here."),
    "body_too_large": Code(413, "This is more than one request may hold."),
    "unsupported_media_type": Code(415, "Send this as application/json."),
    "version_required": Code(428, "Say which version you read: send its ETag as If-Match."),
    "too_many_requests": Code(429, "That was too often. Wait a little, then try again."),
    # signing in
    "csrf_failed": Code(403, "We could not tell that this came from our own page. Reload it and try again."),
    "ticket_invalid": Code(422, "This link does not work. Ask for a new one."),
    "ticket_expired": Code(410, "This link has run out. Ask for a new one."),
    "second_factor_required": Code(403, "Enter the code from your authenticator app first."),
    "second_factor_wrong": Code(422, "That code is not right. Use the newest code in your app."),
    "too_many_attempts": Code(429, "There were too many attempts. Wait a little, then try again."),
    "session_required": Code(403, "Sign in with your browser to do this; an API token may not."),
    "scope_required": Code(403, "This API token was not made for that."),
    "not_a_member": Code(403, "This address does not belong to a member of Q."),
    "openid_failed": Code(403, "Your organisation's sign-in did not work. Try again, or use an e-mail link."),
    # membership: the register, applications, the Compact
    "region_unknown": Code(404, "There is no such region."),
    "email_taken": Code(409, "This e-mail address belongs to another member."),
    "email_change_used": Code(
        409, "This link was used already: your new address is confirmed. Sign in with it."
    ),
    "email_change_replaced": Code(
        409, "This change was taken back, or a newer one took its place. Use the link in our newest e-mail."
    ),
    "email_change_expired": Code(
        410, "This link has run out, and your address is as it was. Sign in and ask for the change again."
    ),
    "already_member": Code(409, "This person belongs already."),
    "already_left": Code(409, "This person no longer belongs."),
    "already_in_region": Code(409, "That is the home region already."),
    "cohort_fixed": Code(409, "The cohort is set when somebody joins and does not change."),
    "member_not_active": Code(409, "Only an active member can be given this."),
    "membership_paused": Code(403, "Your membership is paused. Accept the current Compact to go on."),
    "role_not_held": Code(409, "This member does not hold that role."),
    "duplicate_application": Code(409, "There is an application or a membership for this address already."),
    "application_already_decided": Code(409, "This application was decided already."),
    "application_not_submitted": Code(409, "The applicant has not sent this application in yet."),
    "application_taken_up": Code(409, "Somebody else is reviewing this application."),
    "application_closed": Code(409, "This application can no longer be changed."),
    "reason_required": Code(422, "Give a reason for declining."),
    "compact_not_accepted": Code(422, "Accept the Compact to apply."),
    "compact_not_current": Code(409, "This is not the current version of the Compact."),
    # membership: imports, connections, recognition
    "file_too_large": Code(413, "The file is too large: at most 20 MB."),
    "import_too_many_rows": Code(413, "The file has too many rows: at most 100,000."),
    "import_step_wrong": Code(409, "The import is not at that step."),
    "import_has_errors": Code(409, "Some rows cannot be taken. Correct the file, or leave those rows out."),
    "import_expired": Code(409, "This check is more than two weeks old. Send the file again."),
    "connection_exists": Code(409, "You have told this already."),
    "connection_answered": Code(409, "This was answered already."),
    "not_a_connector": Code(409, "This member is not a Connector."),
    # stewardship, network
    "group_unknown": Code(409, "This region has no group yet."),
    "group_exists": Code(409, "This region has a group already."),
    "group_closed": Code(409, "This group is closed. Form it anew first."),
    "pilot_limit_reached": Code(409, "There are as many pilots as there may be."),
    "pilot_not_named": Code(409, "The region's settings do not name it a pilot."),
    "pilot_not_begun": Code(409, "This region's pilot has not begun."),
    "pilot_goes_forward": Code(409, "A pilot goes from stage to stage and never back."),
    "pilot_cycle_runs": Code(409, "The group's cycle of meetings is not at its end yet."),
    # stewardship, costs, support, barriers
    "cost_recorded": Code(409, "This year's cost is recorded. Read it, then send its version to correct it."),
    "support_ended": Code(409, "This support has ended."),
    "gap_open": Code(409, "There is an open gap for one of these tasks already."),
    "gap_ended": Code(409, "This gap has ended."),
    "barrier_blames": Code(422, "Say what the cause is, not who."),
    # stewardship, alliances, convenors
    "stakeholder_exists": Code(409, "This organisation is in the region's list already."),
    "contact_consent_needed": Code(422, "How to reach somebody is kept only with their consent."),
    "contact_by_role": Code(422, "Say the role, not the person."),
    "initiative_listed": Code(409, "This programme is listed already. Link your region to it."),
    "not_a_training": Code(409, "Places are booked in training sessions only."),
    "session_over": Code(409, "This session is over."),
    "training_attended": Code(409, "This training was attended already."),
    # stewardship, seats
    "seat_held": Code(409, "Somebody holds this seat at that time."),
    "convenor_held": Code(409, "This group has somebody in its convenor's or chair's seat at that time."),
    "seat_vacant": Code(409, "Nobody holds this seat just now."),
    "term_ended_already": Code(409, "The end of this term was recorded already."),
    "seat_closed": Code(409, "This seat was given up."),
    "holder_not_active": Code(409, "Only an active member of Q can hold a seat."),
    "holds_seat_already": Code(409, "This member holds a seat in the group at that time already."),
    "own_seat": Code(403, "Nobody decides on their own seat. Ask somebody else who looks after the group."),
    "group_full": Code(409, "The group has as many seats as its rules allow."),
    "voice_held": Code(409, "This group or nation has its voice in the UK-wide group already."),
    "chair_not_appointed": Code(422, "The chair of the UK-wide group is always appointed."),
    "term_dates_wrong": Code(422, "These dates do not fit the term."),
    "term_has_no_end": Code(409, "This term has no agreed end, so there is nothing to renew."),
    "term_renewed_already": Code(409, "This seat is taken for the time after this term already."),
    # stewardship, appointments
    "call_running": Code(409, "There is a call for this seat already."),
    "call_closed": Code(409, "This call has closed."),
    "call_still_open": Code(409, "This call is still open. The panel begins when it has closed."),
    "call_over": Code(409, "This call has ended."),
    "seat_kind_wrong": Code(422, "This group has no seat of that kind."),
    "seats_by_vote": Code(409, "Members of this region's group are chosen by vote, so nobody is appointed."),
    "closing_date_wrong": Code(422, "A call cannot close on that day."),
    "panel_incomplete": Code(422, "A panel is at least two different members, and one of them chairs it."),
    "not_on_panel": Code(403, "Only somebody on the panel can do this."),
    "already_on_panel": Code(409, "They are on the panel already."),
    "applicant_on_panel": Code(409, "Nobody sits on the panel for a seat that they ask for."),
    "applicant_has_interest": Code(403, "You asked for this seat, so somebody else arranges the call."),
    "interests_not_declared": Code(403, "First say whether you have an interest in an applicant, or none."),
    "panel_member_has_interest": Code(403, "You have an interest here, so you step out of this decision."),
    "already_expressed": Code(409, "You have asked for this seat already."),
    "expression_decided": Code(409, "The panel has decided about this already."),
    "expression_withdrawn": Code(409, "The applicant has taken this back."),
    "decision_stands": Code(409, "The panel has decided about this, and its decision stands."),
    "nothing_proposed": Code(409, "Nobody on the panel has proposed a decision yet."),
    "no_place_left": Code(409, "Every seat of this call is offered or taken."),
    "nothing_offered": Code(409, "No seat is offered to you just now."),
    "offer_answered": Code(409, "You have answered this offer already."),
    "offer_expired": Code(409, "The time to answer this offer is over."),
    "applicants_waiting": Code(409, "Some applicants still wait for a decision or have an offer to answer."),
    "past_call_wrong": Code(422, "This cannot be what became of a past call."),
    # stewardship, elections, the vote and the count
    "election_dates_wrong": Code(422, "These days do not follow each other as an election needs."),
    "election_impossible": Code(422, "No result could keep these rules."),
    "election_begun": Code(409, "Nominations have opened, so the rules stand."),
    "election_over": Code(409, "This election is over."),
    "roll_frozen": Code(409, "The electoral roll is frozen and does not change."),
    "candidate_cannot_officiate": Code(403, "Whoever stands in an election does not run it."),
    "nominations_not_open": Code(409, "Nominations have not opened yet."),
    "nominations_closed": Code(409, "Nominations are closed."),
    "nominations_full": Code(409, "There are as many nominations as a ballot paper can hold."),
    "nomination_ended": Code(409, "This nomination was withdrawn or has ended."),
    "nomination_not_yours": Code(403, "Everybody speaks for themselves: only this person can say that."),
    "candidate_not_eligible": Code(409, "Only an active member of the region can stand."),
    "returning_officer_cannot_stand": Code(409, "Whoever runs an election does not stand in it."),
    "supporter_not_eligible": Code(409, "Only an active member of the region can propose or second."),
    "own_nomination": Code(409, "Nobody proposes or seconds themselves."),
    "two_supporters_needed": Code(409, "The proposer and the seconder are two people."),
    "already_supported": Code(409, "Somebody else has done that, or was asked to."),
    "already_nominated": Code(409, "This member is nominated already."),
    "voting_not_open": Code(409, "The vote has not opened yet."),
    "voting_closed": Code(409, "The vote is closed."),
    "voting_open": Code(409, "There is still time to vote."),
    "not_on_roll": Code(403, "You are not on the electoral roll of this election."),
    "already_voted": Code(409, "You have voted already. Each member has one ballot."),
    "ballot_empty": Code(422, "Choose at least one candidate."),
    "candidate_not_nominated": Code(422, "This ballot names somebody who does not stand."),
    "preference_repeated": Code(422, "Give each candidate one rank, and each rank to one candidate."),
    "preference_gap": Code(422, "Rank without a gap: after 1 comes 2, then 3."),
    "ballot_secret_used": Code(409, "This ballot secret was used before. Draw a new one."),
    "receipt_unknown": Code(404, "No published ballot of this election has this receipt."),
    "not_counted": Code(409, "The ballots are not counted yet."),
    "not_declared": Code(409, "The result is not declared yet."),
    "not_elected": Code(409, "This candidate was not elected here."),
    "vacancy_open": Code(409, "There is an open vacancy already."),
    "vacancy_closed": Code(409, "This vacancy is filled or ended."),
    "vacancy_not_yours": Code(403, "This seat was offered to somebody else."),
    # stewardship, documents
    "document_kind_unknown": Code(404, "There is no such kind of document."),
    "document_of_uk_only": Code(409, "Only the UK-wide group has this document."),
    "document_by_proposal": Code(409, "Ground rules change by a proposal that members may comment on first."),
    "document_empty": Code(422, "Write at least one clause."),
    "document_draft_exists": Code(409, "There is a draft of this document already. Change that one."),
    "document_no_draft": Code(409, "There is no draft of this document. Begin one first."),
    "document_not_agreed": Code(409, "No version of this document has been agreed yet."),
    "document_lapsed": Code(409, "This document has lapsed. Agree a new version instead."),
    "clause_code_twice": Code(422, "Two clauses have the same code."),
    "clause_not_in_catalogue": Code(422, "The lines of this document are fixed. Choose from them."),
    "clause_unknown": Code(422, "There is no such clause in the text in force."),
    "action_incomplete": Code(422, "An action needs an owner and a measure; only actions have them."),
    "meeting_required": Code(422, "Name the meeting at which this was agreed."),
    "agreed_in_future": Code(422, "A decision cannot be dated in the future."),
    "agreed_out_of_order": Code(409, "The version in force was agreed after that day."),
    "review_before_agreement": Code(422, "The review must be due after the meeting."),
    "state_not_of_kind": Code(422, "This kind of document does not have that state."),
    "evidence_required": Code(422, "Show it: give at least one link as evidence."),
    "practices_not_of_kind": Code(422, "Only principles have practices."),
    "marked_out_of_order": Code(422, "Give a day from the last change to today."),
    "comments_open": Code(409, "Members may still comment. Decide when the comment period is over."),
    "comments_closed": Code(409, "The comment period is over, or has not begun."),
    "ground_rule_decided": Code(409, "This proposal was decided or withdrawn already."),
    "decision_reason_required": Code(422, "Say why, for those who commented."),
    # notifications
    "mail_not_sendable": Code(409, "Only mail that bounced or stayed in doubt can be sent again."),
    # stewardship, matters
    "matter_addressed_wrongly": Code(
        422, "A region writes to the centre, the centre to one or more regions. Choose who is to answer."
    ),
    "matter_looks_alike": Code(
        409, "There is a matter like this already. Join it, or say that yours is new."
    ),
    "matter_not_addressed": Code(403, "This matter was not sent to your group."),
    "matter_not_raised_by_you": Code(403, "Only a group that stands behind this matter can do this."),
    "matter_already_joined": Code(409, "Your group stands behind this matter already."),
    "matter_answered_already": Code(
        409, "This matter was answered. Read the answer, then raise what is left."
    ),
    "matter_not_answered": Code(409, "This matter waits for its answer. Withdraw it if it is not needed."),
    "matter_outcome_not_yours": Code(422, "Only a region can answer that it does it otherwise."),
    "matter_ended": Code(409, "This matter was closed or withdrawn."),
    "proposal_decided": Code(409, "This proposal was answered already."),
    # stewardship, consultations
    "consultation_scope_wrong": Code(
        422, "Say who is affected: the group that asks has its own members among them."
    ),
    "consultation_not_open": Code(409, "This consultation is not open for comments."),
    "consultation_affected_first": Code(
        403, "Those affected are asked first. Everybody is asked once that time is over."
    ),
    "consultation_still_open": Code(409, "This consultation can be decided once it has closed."),
    "consultation_ended": Code(409, "This consultation was decided or withdrawn."),
    "use_of_input_missing": Code(
        422, "Say how the input was used: what was changed, what was not taken, each with its reason."
    ),
    "options_exclude": Code(422, "Only one of these options can be chosen."),
    "comment_taken_back": Code(409, "You took this comment back. Write a new one."),
    "too_many_comments": Code(409, "You have said a lot here already. Change one of your comments instead."),
    # stewardship, self-organised groups
    "group_ended": Code(409, "This group has ended."),
    "group_not_member": Code(403, "Join the group first."),
    "group_contact_only": Code(403, "Only the group's contact can do this."),
    "group_contact_stays": Code(409, "Hand the contact's part to somebody else first, or end the group."),
    "group_has_contact": Code(409, "The group has a contact. They can ask for a successor."),
    "contact_outside_platform": Code(
        422, "Say how members reach you in here: no e-mail address, telephone number or link."
    ),
    # how we are
    "temporarily_unavailable": Code(503, "This part of Q Commons is not answering just now. Try again soon."),
    "unexpected": Code(500, "Something went wrong on our side. Quote the incident code if you tell us."),
}


class Refused(Exception):
    """A door's plain no: a code from ``CODES``, a sentence, and messages per field.

    ``fields`` maps a field's name to its messages, as the form and problem+json show them.
    """

    def __init__(self, code: str, message: str = "", fields: Mapping[str, list[str]] | None = None) -> None:
        if code not in CODES:
            raise ValueError(f"{code!r} is not an allowed refusal code; add it to contracts.refusals")
        self.code = code
        self.message = message or CODES[code].sentence
        self.fields = dict(fields or {})
        super().__init__(self.code, self.message)
