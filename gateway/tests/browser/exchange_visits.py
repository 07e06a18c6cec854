"""With which addresses and people the pages of Q Exchange, and of projects and learning, are looked at."""

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
    "portal.offer_merge_form": [("/proposals/{proposal_discussed}/merge", "coordinator")],
    "portal.answer_proposal_comment_form": [
        ("/proposals/{proposal_discussed}/comments/{proposal_question}/answer", "coordinator")
    ],
    "portal.hide_proposal_comment_form": [
        ("/proposals/{proposal_discussed}/comments/{proposal_question}/hide", "national_team")
    ],
    "portal.proposal_versions": [("/proposals/{proposal_discussed}/versions", "member")],
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
    # projects
    "portal.projects": [
        ("/projects", "visitor"),
        ("/projects", "coordinator"),
        ("/projects?text=every&region=woe&issue=safety&date=2018&date=2017", "member"),
        ("/projects?archive=yes", "visitor"),
        ("/projects?text=submarines", "member"),
        ("/projects?date=soon", "visitor"),
    ],
    "portal.project": [
        ("/projects/{project}", "visitor"),
        ("/projects/{project}?done=project-changed", "member"),
        ("/projects/{project}", "convenor"),
        ("/projects/{project}", "operator"),
        ("/projects/{unsaid_project}", "operator"),
        ("/projects/{archived_project}", "coordinator"),
        ("/projects/{withdrawn_project}", "coordinator"),
        ("/projects/{joined_project}", "convenor"),
        ("/projects/{stale_project}", "visitor"),
        ("/projects/{stale_project}", "member"),
    ],
    "portal.add_project_form": [("/projects/new", "member")],
    "portal.change_project_form": [
        ("/projects/{project}/edit", "member"),
        ("/projects/{project}/edit", "coordinator"),
    ],
    "portal.end_project_form": [("/projects/{project}/end", "member")],
    "portal.withdraw_project_form": [("/projects/{project}/withdraw", "member")],
    "portal.join_project_form": [("/projects/{stale_project}/join", "operator")],
    "portal.project_team": [
        ("/projects/{project}/team", "member"),
        ("/projects/{joined_project}/team", "member"),
    ],
    "portal.project_measures": [
        ("/projects/{project}/measures", "member"),
        ("/projects/{stale_project}/measures", "member"),
    ],
    "portal.project_measure": [
        ("/projects/{project}/measures/{measure}", "member"),
        ("/projects/{project}/measures/{short_measure}", "member"),
    ],
    "portal.my_projects": [
        ("/my-projects", "member"),
        ("/my-projects", "convenor"),
        ("/my-projects", "operator"),
    ],
    "portal.import_projects_form": [("/projects/import", "coordinator")],
    "portal.stale_projects": [
        ("/projects/stale", "coordinator"),
        ("/projects/stale?region=SW", "national_team"),
    ],
    # learning
    "portal.learning": [
        ("/learning", "visitor"),
        ("/learning?words=labels&kind=case_study", "member"),
        ("/learning?words=unicorns", "coordinator"),
    ],
    "portal.learning_item": [
        ("/learning/{learning_item}", "visitor"),
        ("/learning/{learning_item}", "operator"),
        ("/learning/{learning_anew}?done=learning-saved", "member"),
        ("/learning/{learning_returned}", "member"),
        ("/learning/{learning_waiting}", "operator"),
        ("/learning/{learning_waiting}", "convenor"),
        ("/learning/{learning_withdrawn}", "visitor"),
    ],
    "portal.my_learning": [("/learning/mine", "member"), ("/learning/mine", "national_team")],
    "portal.write_learning_form": [("/learning/new", "member")],
    "portal.change_learning_form": [
        ("/learning/{learning_anew}/edit", "member"),
        ("/learning/{learning_draft}/edit", "member"),
    ],
    "portal.withdraw_learning_form": [("/learning/{learning_item}/withdraw", "member")],
    "portal.learning_to_review": [
        ("/learning/to-review", "coordinator"),
        ("/learning/to-review?region=SW", "national_team"),
    ],
    "portal.review_learning_form": [
        ("/learning/{learning_waiting}/review", "convenor"),
        ("/learning/{learning_own_waiting}/review", "coordinator"),
    ],
    # projects that groups lead
    "portal.led_projects": [("/led-projects", "visitor"), ("/led-projects?region=NI", "coordinator")],
    "portal.led_project": [
        ("/led-projects/{led_project}", "visitor"),
        ("/led-projects/{led_project}?done=led-saved", "coordinator"),
        ("/led-projects/{led_begun}", "convenor"),
        ("/led-projects/{led_ended}", "visitor"),
    ],
    "portal.start_led_project_form": [
        ("/led-projects/new", "convenor"),
        ("/led-projects/new", "national_team"),
    ],
    "portal.change_led_project_form": [("/led-projects/{led_project}/edit", "coordinator")],
    "portal.led_project_act_form": [
        ("/led-projects/{led_project}/acts/take-step", "coordinator"),
        ("/led-projects/{led_project}/acts/choose-topic", "convenor"),
        ("/led-projects/{led_project}/acts/add-sponsor", "coordinator"),
        ("/led-projects/{led_project}/acts/add-output", "coordinator"),
        ("/led-projects/{led_begun}/acts/consider-topic", "coordinator"),
        ("/led-projects/{led_begun}/acts/consider-framework", "coordinator"),
        ("/led-projects/{led_begun}/acts/choose-framework", "national_team"),
        ("/led-projects/{led_begun}/acts/end", "coordinator"),
    ],
    # stories
    "portal.stories": [("/stories", "visitor"), ("/stories?evidence=narrative", "coordinator")],
    "portal.story": [
        ("/stories/{story}", "visitor"),
        ("/stories/{story}?done=story-published", "convenor"),
        ("/stories/{story_declined}", "member"),
        ("/stories/{story_waiting}", "convenor"),
        ("/stories/{story_withdrawn}", "visitor"),
    ],
    "portal.my_stories": [("/stories/mine", "member"), ("/stories/mine", "operator")],
    "portal.tell_story_form": [("/stories/new", "member"), ("/stories/new", "convenor")],
    "portal.stories_to_read": [
        ("/stories/to-read", "coordinator"),
        ("/stories/to-read?region=UK", "national_team"),
    ],
    "portal.decide_story_form": [("/stories/{story_waiting}/decide", "coordinator")],
    "portal.withdraw_story_form": [("/stories/{story}/withdraw", "convenor")],
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
    # Q Lab
    "portal.lab_projects": [("/lab-projects", "visitor"), ("/lab-projects?region=NI", "national_team")],
    "portal.lab_project": [
        ("/lab-projects/{lab}", "visitor"),
        ("/lab-projects/{lab}?done=lab-signed-up", "member"),
        ("/lab-projects/{lab}", "coordinator"),
        ("/lab-projects/{lab}", "national_team"),
        ("/lab-projects/{lab_ended}", "member"),
    ],
    "portal.launch_lab_project_form": [("/lab-projects/new", "national_team")],
    "portal.change_lab_project_form": [("/lab-projects/{lab}/change", "national_team")],
    # extracts
    "portal.extracts": [
        ("/extracts", "visitor"),
        ("/extracts", "coordinator"),
        ("/extracts", "national_team"),
    ],
    "portal.extract": [
        ("/extracts/{extract}", "visitor"),
        ("/extracts/{extract}?done=extract-handed-over", "coordinator"),
        ("/extracts/{extract_asked}", "national_team"),
        ("/extracts/{extract_ended}", "coordinator"),
    ],
    "portal.ask_extract_form": [("/extracts/new", "coordinator")],
}
"""Endpoint -> addresses and people; ``{names}`` come from the worlds of the capabilities."""

EXCHANGE_FILES: dict[str, str] = {
    "portal.round_ballot_file": "a file of ballots",
    "portal.round_result_sheet": "a table as CSV",
    "portal.panel_results_sheet": "a table as CSV",
    "portal.hand_over_csv": "a table as CSV",
    "portal.round_awards_csv": "a table as CSV",
    "portal.pledge_flows_csv": "a table as CSV",
    # rounds
    "portal.round_proposals_csv": "a table as CSV",
    "portal.round_timetable": "days for a calendar",
    # projects
    "portal.projects_csv": "a search as CSV",
    "portal.projects_json": "a search as JSON",
    "portal.projects_feed": "an Atom feed",
    "portal.learning_feed": "an Atom feed",
}
"""Endpoints that are no pages, and what they are."""
