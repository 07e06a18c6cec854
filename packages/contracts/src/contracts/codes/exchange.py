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
    # ballots
    "ballot_form_wrong": Code(422, "Check the form of the ballot."),
    "ballot_project_unknown": Code(422, "One of the projects is not on the shortlist."),
    "ballot_project_twice": Code(422, "Choose each project once."),
    "ballot_own_project": Code(403, "Nobody votes for a project of their own."),
    "ballot_picks_wrong": Code(422, "Check how many projects you chose."),
    "ballot_theme_wrong": Code(422, "Check how many projects of each theme you chose."),
    "ballot_over_pot": Code(422, "Your choice asks for more than there is."),
}
