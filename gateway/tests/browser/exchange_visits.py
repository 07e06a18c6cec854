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
    "portal.cancel_round_form": [("/rounds/{round_open}/cancel", "national_team")],
}
"""Endpoint -> addresses and people; ``{names}`` come from the worlds of the capabilities."""

EXCHANGE_FILES: dict[str, str] = {
    "portal.round_ballot_file": "a file of ballots",
    "portal.round_result_sheet": "a table as CSV",
    # rounds
}
"""Endpoints that are no pages, and what they are."""
