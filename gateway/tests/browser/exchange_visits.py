"""With which addresses and people the pages of Q Exchange are looked at."""

EXCHANGE_VISITS: dict[str, list[tuple[str, str]]] = {
    # votes
    "portal.round_vote": [
        ("/rounds/{vote_to_come}/vote", "member"),
        ("/rounds/{voting_round}/vote?done=ballot-draft-kept", "member"),
        ("/rounds/{voting_round}/vote", "convenor"),
        ("/rounds/{voting_round}/vote", "operator"),
        ("/rounds/{knapsack_round}/vote", "member"),
        ("/rounds/{closed_vote}/vote", "member"),
        ("/rounds/{counted_vote}/vote", "convenor"),
        ("/rounds/{cancelled_vote}/vote", "member"),
    ],
    "portal.round_roll": [
        ("/rounds/{vote_to_come}/roll", "visitor"),
        ("/rounds/{voting_round}/roll", "visitor"),
        ("/rounds/{counted_vote}/roll", "member"),
    ],
    "portal.round_results": [
        ("/rounds/{voting_round}/results", "visitor"),
        ("/rounds/{counted_vote}/results", "visitor"),
        ("/rounds/{counted_vote}/results", "national_team"),
        ("/rounds/{cancelled_vote}/results", "member"),
        ("/rounds/{round_elsewhere}/results", "visitor"),
    ],
    "portal.round_ballots": [
        ("/rounds/{voting_round}/ballots", "visitor"),
        ("/rounds/{counted_vote}/ballots", "visitor"),
    ],
    # rounds
    "portal.q_exchange": [
        ("/q-exchange", "visitor"),
        ("/q-exchange", "member"),
        ("/q-exchange", "national_team"),
    ],
    "portal.rounds": [("/rounds", "visitor"), ("/rounds?region=NI", "member")],
    "portal.exchange_round": [
        ("/rounds/{round_open}", "visitor"),
        ("/rounds/{round_open}", "member"),
        ("/rounds/{round_open}?done=round-postponed", "national_team"),
        ("/rounds/{round_draft}", "coordinator"),
        ("/rounds/{round_coming}", "member"),
        ("/rounds/{round_over}", "visitor"),
        ("/rounds/{round_cancelled}", "visitor"),
        ("/rounds/{round_elsewhere}", "visitor"),
    ],
    "portal.round_proposals": [
        ("/rounds/{round_open}/proposals", "member"),
        ("/rounds/{round_open}/proposals?text=unicorns", "member"),
        ("/rounds/{round_open}/proposals", "visitor"),
    ],
    "portal.new_round_form": [("/rounds/new", "coordinator"), ("/rounds/new", "national_team")],
    "portal.change_round_form": [("/rounds/{round_draft}/edit", "coordinator")],
    "portal.publish_round_form": [("/rounds/{round_draft}/publish", "coordinator")],
    "portal.postpone_round_form": [("/rounds/{round_open}/postpone", "national_team")],
    "portal.cancel_round_form": [
        ("/rounds/{round_open}/cancel", "national_team"),
        ("/rounds/{round_draft}/cancel", "coordinator"),
    ],
    # proposals
    "portal.proposal": [
        ("/proposals/{proposal_discussed}?done=proposal-saved", "coordinator"),
        ("/proposals/{proposal_discussed}", "member"),
        ("/proposals/{proposal_discussed}", "convenor"),
        ("/proposals/{proposal_discussed}", "national_team"),
        ("/proposals/{proposal_draft}", "member"),
        ("/proposals/{proposal_asked}", "member"),
        ("/proposals/{proposal_alike}", "convenor"),
        ("/proposals/{proposal_merged}", "coordinator"),
        ("/proposals/{proposal_stays}", "national_team"),
        ("/proposals/{proposal_withdrawn}", "operator"),
        ("/proposals/{proposal_elsewhere}", "visitor"),
    ],
    "portal.my_round_proposals": [
        ("/my-proposals", "member"),
        ("/my-proposals", "coordinator"),
        ("/my-proposals", "convenor"),
        ("/my-proposals", "operator"),
    ],
    "portal.new_idea": [("/rounds/{round_open}/ideas/new", "member")],
    "portal.new_proposal": [("/rounds/{round_open}/proposals/new", "convenor")],
    "portal.edit_proposal": [
        ("/proposals/{proposal_draft}/edit", "member"),
        ("/proposals/{proposal_discussed}/edit?done=draft-begun", "coordinator"),
        ("/proposals/{proposal_withdrawn}/edit", "operator"),
    ],
    "portal.develop_idea_form": [("/proposals/{proposal_alike}/develop", "convenor")],
    "portal.open_draft_form": [("/proposals/{proposal_draft}/open", "member")],
    "portal.submit_proposal_form": [
        ("/proposals/{proposal_draft}/submit", "member"),
        ("/proposals/{proposal_asked}/submit", "national_team"),
    ],
    "portal.withdraw_proposal_form": [("/proposals/{proposal_discussed}/withdraw", "coordinator")],
    "portal.ask_co_applicant_form": [
        ("/proposals/{proposal_discussed}/people?q=Member", "coordinator"),
        ("/proposals/{proposal_discussed}/people?member=member-0015", "coordinator"),
    ],
    "portal.offer_merge_form": [
        ("/proposals/{proposal_discussed}/merge", "coordinator"),
        ("/proposals/{proposal_discussed}/merge?text=unicorns", "coordinator"),
    ],
    "portal.answer_proposal_comment_form": [
        ("/proposals/{proposal_discussed}/comments/{proposal_question}/answer", "coordinator")
    ],
    "portal.hide_proposal_comment_form": [
        ("/proposals/{proposal_discussed}/comments/{proposal_question}/hide", "national_team")
    ],
    "portal.hidden_comments": [
        ("/rounds/{round_open}/hidden-comments", "national_team"),
        ("/rounds/{deciding_round}/hidden-comments", "national_team"),
    ],
    "portal.proposal_versions": [
        ("/proposals/{proposal_discussed}/versions", "member"),
        ("/proposals/{proposal_elsewhere}/versions", "visitor"),
    ],
    "portal.proposal_changes": [
        ("/proposals/{proposal_discussed}/versions/2/changes", "member"),
        ("/proposals/{proposal_discussed}/versions/3/changes?from=1", "coordinator"),
        ("/proposals/{proposal_discussed}/versions/1/changes", "convenor"),
    ],
    # panels and assessments
    "portal.my_assessments": [
        ("/my-assessments", "member"),
        ("/my-assessments?done=assessment-submitted", "operator"),
        ("/my-assessments", "national_team"),
    ],
    "portal.round_assessing": [
        ("/rounds/{assessing_round}/assessing", "visitor"),
        ("/rounds/{assessing_round}/assessing?done=assessing-offered", "member"),
        ("/rounds/{assessing_round}/assessing", "coordinator"),
        ("/rounds/{shortlisted_round}/assessing", "member"),
        ("/rounds/{round_open}/assessing", "national_team"),
    ],
    "portal.tell_conflict_form": [
        ("/rounds/{assessing_round}/assessing/conflict", "member"),
        ("/rounds/{shortlisted_round}/assessing/conflict", "member"),
    ],
    "portal.undo_conflict_form": [
        ("/rounds/{assessing_round}/assessing/conflicts/{judged_unanswered}/undo", "operator")
    ],
    "portal.assessment": [
        ("/assessments/{judged_draft}?done=assessment-saved", "member"),
        ("/assessments/{judged_unanswered}", "member"),
        ("/assessments/{judged_unanswered}", "operator"),
        ("/assessments/{judged_in}", "member"),
        ("/assessments/{judged_over}", "member"),
    ],
    "portal.return_assessment_form": [("/assessments/{judged_draft}/return", "member")],
    "portal.round_panel": [
        ("/rounds/{round_open}/panel", "national_team"),
        ("/rounds/{assessing_round}/panel?done=panel-set", "coordinator"),
        ("/rounds/{deciding_round}/panel", "convenor"),
        ("/rounds/{shortlisted_round}/panel", "convenor"),
    ],
    "portal.panel_rules_form": [
        ("/rounds/{round_open}/panel/rules", "national_team"),
        ("/rounds/{assessing_round}/panel/rules", "coordinator"),
    ],
    "portal.panel_assessor": [("/rounds/{assessing_round}/panel/assessors/member-0005", "coordinator")],
    "portal.panel_proposal": [
        ("/rounds/{assessing_round}/panel/proposals/{judged_unanswered}", "coordinator"),
        ("/rounds/{deciding_round}/panel/proposals/{deciding_proposal}", "convenor"),
        ("/rounds/{deciding_round}/panel/proposals/{deciding_proposal}", "coordinator"),
        ("/rounds/{shortlisted_round}/panel/proposals/{left_out}", "coordinator"),
    ],
    "portal.panel_results": [
        ("/rounds/{assessing_round}/panel/results", "coordinator"),
        ("/rounds/{deciding_round}/panel/results?order=spread&show=recommend", "convenor"),
        ("/rounds/{deciding_round}/panel/results?theme=Nothing", "convenor"),
        ("/rounds/{shortlisted_round}/panel/results", "national_team"),
    ],
    "portal.panel_decisions": [
        ("/rounds/{deciding_round}/panel/decisions", "convenor"),
        ("/rounds/{deciding_round}/panel/decisions", "coordinator"),
        ("/rounds/{shortlisted_round}/panel/decisions", "coordinator"),
    ],
    "portal.round_shortlist": [
        ("/rounds/{shortlisted_round}/shortlist?done=shortlist-published", "convenor"),
        ("/rounds/{shortlisted_round}/shortlist", "visitor"),
        ("/rounds/{decided_round}/shortlist", "coordinator"),
        ("/rounds/{assessing_round}/shortlist", "visitor"),
    ],
    "portal.proposal_feedback": [("/proposals/{told_team}/feedback", "operator")],
    # awards
    "portal.round_awards": [
        ("/rounds/{awards_round}/awards", "visitor"),
        ("/rounds/{awards_round}/awards", "national_team"),
        ("/rounds/{announced_round}/awards?done=awards-announced", "member"),
    ],
    "portal.award": [
        ("/awards/{award}", "visitor"),
        ("/awards/{award}?done=award-reported", "member"),
        ("/awards/{award}", "national_team"),
        ("/awards/{award_waiting}", "national_team"),
        ("/awards/{award_ending}", "national_team"),
        ("/awards/{award_skipped}", "operator"),
    ],
    "portal.my_awards": [("/my-awards", "member"), ("/my-awards", "national_team")],
    "portal.propose_award_form": [("/rounds/{awards_round}/awards/new?proposal=project-4", "national_team")],
    "portal.change_award_form": [("/awards/{award_waiting}/terms", "national_team")],
    "portal.pay_instalment_form": [("/awards/{award}/instalments/2", "national_team")],
    "portal.skip_award_report_form": [("/awards/{award}/reports/2/skip", "national_team")],
    "portal.correct_award_form": [("/awards/{award}/corrections/payment/1", "national_team")],
    "portal.money_back_form": [("/awards/{award}/money-back", "national_team")],
    "portal.end_award_form": [("/awards/{award}/ending", "national_team")],
    "portal.hand_in_report_form": [("/awards/{award}/reports/1", "member")],
    "portal.give_up_award_form": [("/awards/{award}/giving-up", "member")],
    # pledges
    "portal.pledges": [("/pledges", "visitor"), ("/pledges?region=WOE&kind=hours", "member")],
    "portal.pledge_flows": [("/pledges/flows/WOE/hours", "visitor"), ("/pledges/flows/SW/money", "member")],
    "portal.pledge": [
        ("/pledges/{pledge}", "visitor"),
        ("/pledges/{pledge}?done=pledge-agreed", "member"),
        ("/pledges/{pledge}", "convenor"),
        ("/pledges/{pledge_withdrawn}", "member"),
    ],
    "portal.my_pledges": [("/my-pledges", "member"), ("/my-pledges", "convenor")],
    "portal.make_pledge_form": [("/pledges/new?kind=room", "member")],
    "portal.change_pledge_form": [("/pledges/{pledge}/change", "member")],
    "portal.ask_for_pledge_form": [("/pledges/{pledge}/ask", "national_team")],
    "portal.note_pledge_use_form": [("/pledges/{pledge}/claims/{claim_convenor}/use", "convenor")],
    # ideas without an award
    "portal.unfunded": [
        ("/unfunded", "member"),
        ("/unfunded?region=WOE&round={announced_round}", "convenor"),
    ],
    "portal.unfunded_idea": [
        ("/unfunded/{idea_unanswered}", "member"),
        ("/unfunded/{idea_listed}", "member"),
        ("/unfunded/{idea_listed}?done=unfunded-listed", "convenor"),
        ("/unfunded/{idea_listed}", "coordinator"),
        ("/unfunded/{idea_over}", "operator"),
        ("/unfunded/project-3", "operator"),
    ],
    "portal.list_idea_form": [("/unfunded/{idea_unanswered}/list", "member")],
    "portal.note_idea_outcome_form": [("/unfunded/{idea_listed}/outcome", "coordinator")],
    "portal.carry_on_idea_form": [("/unfunded/{idea_unanswered}/carry-on", "member")],
    "portal.offer_idea_help_form": [("/unfunded/{idea_listed}/help", "national_team")],
    "portal.sponsor_idea_form": [("/unfunded/{idea_listed}/sponsor", "coordinator")],
    # what was held elsewhere
    "portal.take_over_round_form": [("/rounds/{round_past_draft}/taking-over", "national_team")],
    "portal.bring_in_form": [("/rounds/{round_elsewhere}/brought-in", "national_team")],
}
"""Endpoint -> addresses and people; ``{names}`` come from the worlds of the capabilities."""

EXCHANGE_FILES: dict[str, str] = {
    "portal.round_ballot_file": "a file of ballots",
    "portal.round_result_sheet": "a table as CSV",
    "portal.panel_results_sheet": "a table as CSV",
    "portal.round_awards_csv": "a table as CSV",
    "portal.pledge_flows_csv": "a table as CSV",
    # rounds
    "portal.round_proposals_csv": "a table as CSV",
    "portal.round_timetable": "days for a calendar",
}
"""Endpoints that are no pages, and what they are."""
