"""Why the skills register says no."""

from contracts.codes.code import Code

CODES: dict[str, Code] = {
    # ledger
    "minutes_wrong": Code(422, "Enter whole minutes."),
    "transfer_to_oneself": Code(422, "Choose somebody else: nobody exchanges time with themselves."),
    "account_unknown": Code(404, "We could not find that account."),
    "floor_reached": Code(409, "This account has received as much more than it gave as the region allows."),
    "already_settled": Code(409, "This was settled already."),
    "already_reversed": Code(409, "This transfer was taken back already."),
    "reversal_of_a_reversal": Code(409, "A reversal cannot be taken back. Make a new transfer instead."),
    "reversal_of_own_transfer": Code(403, "Somebody else has to take back a transfer of your own."),
    "grant_to_oneself": Code(403, "Somebody else has to grant you time."),
    # organisations
    "organisation_known": Code(409, "An organisation of this name is listed in this region already."),
    "organisation_closed": Code(409, "This organisation was closed: it signs, asks and lends no more."),
    "not_your_organisation": Code(
        403, "You do not act for this organisation. Ask your region's keepers to name you."
    ),
    "leader_required": Code(403, "Only a leader of the organisation may do this."),
    "representative_oneself": Code(403, "Somebody else has to name you."),
    "representatives_too_many": Code(409, "As many people act for this organisation as may. End one first."),
    "system_unknown": Code(422, "This region has no system of that name."),
    # buddies
    "buddy_asked_already": Code(409, "You ask for a buddy already. Withdraw that first."),
    "buddy_of_oneself": Code(422, "Choose somebody else: nobody is their own buddy."),
    "buddy_full": Code(409, "This buddy has as many pairs as they can. Choose somebody else."),
    "buddy_not_offered": Code(409, "This member does not offer to be a buddy any more."),
    "buddy_proposed_already": Code(409, "A buddy is proposed for this wish already. Wait for both answers."),
    "buddy_not_agreed": Code(409, "This pair did not come about before. Choose somebody else."),
    "buddy_agreed_already": Code(409, "You agreed to this pair already. You can end it at any time."),
    "buddy_not_running": Code(409, "Both have to agree to this pair first."),
    "buddy_ended": Code(409, "This pair has ended."),
    "day_past": Code(422, "Choose a day after today."),
}
