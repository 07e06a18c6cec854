"""Why meetings says no."""

from contracts.codes.code import Code

CODES: dict[str, Code] = {
    # every capability
    "not_your_group": Code(
        403, "This is for the group's own table: those with a seat in it and who keep its papers."
    ),
    # introductions
    "name_is_address": Code(422, "Enter a name, not an e-mail address."),
    # actions
    "action_needs_owner": Code(422, "Choose who does it: an action has one owner."),
    "action_owner_unknown": Code(422, "Choose a member of Q who has not left."),
    "action_due_before_meeting": Code(422, "Choose a later day: this one would be over before it begins."),
    "action_ends_before_meeting": Code(422, "This was agreed later than that day."),
    "action_ended": Code(409, "This action is done or dropped. Reopen it first."),
    "not_action_owner": Code(403, "Only the owner of this action can do this."),
    "action_offered_to_owner": Code(422, "It is theirs already. Choose somebody else."),
    "action_not_offered": Code(409, "Nobody asks you to take this action over any more."),
}
