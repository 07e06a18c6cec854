"""Why meetings says no."""

from contracts.codes.code import Code

CODES: dict[str, Code] = {
    # every capability
    "not_your_group": Code(
        403, "This is for the group's own table: those with a seat in it and who keep its papers."
    ),
    # introductions
    "name_is_address": Code(422, "Enter a name, not an e-mail address."),
    # attendance
    "seat_not_at_meeting": Code(422, "This seat was not filled on the day of the meeting."),
    "no_seat_at_meeting": Code(403, "You hold no seat at this meeting."),
    "apology_too_late": Code(409, "The meeting has begun. Whoever keeps its papers records who was there."),
    "attendance_reason_required": Code(422, "Say why this is changed so long after the meeting."),
    "attendance_range_wrong": Code(422, "This is no range of percentages."),
    # actions
    "meeting_not_begun": Code(409, "This meeting has not been yet, or it was cancelled."),
    "action_needs_owner": Code(422, "Choose who does it: an action has one owner."),
    "action_owner_unknown": Code(422, "Choose a member of Q who has not left."),
    "action_due_before_meeting": Code(422, "Choose a later day: this one would be over before it begins."),
    "action_ends_before_meeting": Code(422, "This was agreed later than that day."),
    "action_ended": Code(409, "This action is done or dropped. Reopen it first."),
    "not_action_owner": Code(403, "Only the owner of this action can do this."),
    "action_offered_to_owner": Code(422, "It is theirs already. Choose somebody else."),
    "action_not_offered": Code(409, "Nobody asks you to take this action over any more."),
    # calendar
    "meeting_too_long": Code(422, "This is longer than the group's meetings may be."),
    "extra_meeting_not_virtual": Code(
        422, "Only a virtual meeting can be an extra one that does not count towards the cycle."
    ),
    "closed_without_reason": Code(
        422, "The public is left out only for a dispute or a personal matter, and everybody is told which."
    ),
    "recording_without_consent": Code(422, "A meeting is recorded only when those present agreed to it."),
    "step_free_needed": Code(
        422, "Somebody asked for step-free access: choose a room that has it, or say what is there instead."
    ),
    "public_link_needed": Code(
        422, "This meeting is open to everybody, so it needs a public link before it is published."
    ),
    "meeting_place_needed": Code(422, "Say where people meet before this is published."),
    "join_details_needed": Code(
        422, "Say how people join from elsewhere, by link or phone, before this is published."
    ),
    "meeting_cancelled": Code(409, "This meeting is cancelled. Plan a new one instead."),
    "meeting_held": Code(409, "This meeting took place and can no longer be cancelled."),
    "meeting_not_begun": Code(409, "This meeting has not begun yet."),
    "cycle_full": Code(
        409, "The group agreed on a largest number of meetings for this cycle. Plan an extra virtual one."
    ),
    "cycle_overlaps": Code(409, "Another cycle of this group has some of these days."),
    "cycle_dates_wrong": Code(422, "A cycle has a last day after its first, at most two years later."),
    # venues
    "venue_unknown": Code(422, "There is no such venue."),
    "venue_not_in_use": Code(409, "This venue is no longer used."),
    "venue_taken": Code(409, "Somebody else has this room at that time."),
    # files
    "file_empty": Code(422, "This file is empty."),
    "file_kind_not_taken": Code(
        415, "We take PDF, PNG, JPEG, DOCX, XLSX, PPTX, ODT, ODS, TXT and CSV files."
    ),
    "file_name_misleading": Code(422, "This name has two endings. Rename the file and send it again."),
    "file_not_what_it_says": Code(
        422, "This file is not what its name says. Save it again as that kind of file, then send it."
    ),
    "file_has_macros": Code(
        422, "This file carries macros or programs. Save it without them and send it again."
    ),
    "file_incomplete": Code(409, "What arrived is not what was announced. Send the file again."),
    "file_part_wrong": Code(422, "This part of the file has the wrong length. Send the file again."),
}
