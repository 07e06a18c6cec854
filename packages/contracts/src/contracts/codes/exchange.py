"""Why exchange says no."""

from contracts.codes.code import Code

CODES: dict[str, Code] = {
    # rounds
    "phase_not_open": Code(409, "This cannot be done now."),
    "phases_wrong": Code(422, "Check the days of the phases."),
    "phase_over": Code(409, "A phase that has ended does not move."),
    "phase_earlier": Code(409, "A phase that was published only moves to later days."),
    "round_published": Code(409, "The round is published already."),
    "round_not_published": Code(409, "The round is not published yet."),
    "round_cancelled": Code(409, "The round was cancelled."),
    "round_too_late": Code(409, "The first phase would be over already. Choose later days."),
    "pot_wrong": Code(422, "Check the pot and what may be asked of it."),
    "themes_wrong": Code(422, "Name each theme once, twelve at most."),
    "rule_unknown": Code(422, "Choose how votes are tallied from the list."),
    "grace_wrong": Code(422, "Enter how many minutes after noon something is still taken, a day's at most."),
    "ask_wrong": Code(422, "Check how much the proposal asks for."),
    # proposals
    "proposal_led_already": Code(409, "You lead a proposal in this round already."),
    "proposal_stage_wrong": Code(409, "This cannot be done with the proposal as it stands."),
    "proposal_incomplete": Code(422, "Something is still to be written."),
    "proposal_voted_on": Code(409, "Members vote on it: it stands as it is."),
    "not_the_lead": Code(403, "Only the lead of the proposal does this."),
    "not_in_team": Code(403, "Only the lead and the co-applicants do this."),
    "round_of_other_region": Code(403, "This round is for members of its region."),
    "theme_unknown": Code(422, "Choose a theme of this round."),
    "ideas_too_many": Code(409, "You have entered as many ideas as one member may."),
    "comments_too_many": Code(422, "Name fewer comments."),
    "co_applicant_is_lead": Code(422, "You lead this proposal."),
    "co_applicant_twice": Code(409, "They were asked already."),
    "co_applicant_declined": Code(409, "They declined and are not asked again."),
    "co_applicant_unknown": Code(422, "Only an active member can be asked."),
    "co_applicant_not_asked": Code(409, "Nobody waits for this answer."),
    "co_applicants_too_many": Code(409, "The proposal has as many co-applicants as it may."),
    # ballots
    "ballot_form_wrong": Code(422, "Check the form of the ballot."),
    "ballot_project_unknown": Code(422, "One of the projects is not on the shortlist."),
    "ballot_project_twice": Code(422, "Choose each project once."),
    "ballot_own_project": Code(403, "Nobody votes for a project of their own."),
    "ballot_picks_wrong": Code(422, "Check how many projects you chose."),
    "ballot_theme_wrong": Code(422, "Check how many projects of each theme you chose."),
    "ballot_over_pot": Code(422, "Your choice asks for more than there is."),
}
