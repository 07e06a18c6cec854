"""Why meetings says no."""

from contracts.codes.code import Code

CODES: dict[str, Code] = {
    # every capability
    "not_your_group": Code(
        403, "This is for the group's own table: those with a seat in it and who keep its papers."
    ),
    # events
    "event_in_the_past": Code(422, "This time is over. Record it as a past event instead."),
    "event_not_begun": Code(409, "This event has not been yet."),
    "event_is_over": Code(409, "This event took place already."),
    "event_cancelled": Code(409, "This event was cancelled."),
    "event_cause_missing": Code(422, "Say why: those who booked are told, and it is kept."),
    "event_too_large_for_venue": Code(422, "This room takes fewer people than that."),
    "masterclass_one_organisation": Code(
        422, "A masterclass is designed by people of at least two organisations."
    ),
    "designer_without_seat": Code(422, "The designers of a masterclass hold a seat of a stewardship group."),
    "webex_needs_link": Code(422, "An online session needs the link with which people join."),
    "not_event_organiser": Code(403, "Only those who organise this event can do this."),
    "event_not_for_you": Code(403, "This event is for members of other regions."),
    "event_for_seat_holders": Code(403, "This event is for those who hold a seat of a stewardship group."),
    "topic_taken_up": Code(409, "This topic was taken up already."),
    # bookings
    "booking_closed": Code(409, "Booking is closed for this event."),
    "booking_ended": Code(409, "You have no booking for this event."),
    "recording_consent_missing": Code(422, "This event is recorded: say first that you agree."),
    "capacity_below_booked": Code(409, "More people than this have a place already."),
    "no_place_offered": Code(409, "No place is kept for you at the moment."),
    "offer_lapsed": Code(409, "The time to take this place is over. It was offered to the next in the line."),
    "already_checked_in": Code(409, "This booking was checked in already."),
    "not_checked_in": Code(409, "This booking was not checked in."),
    "not_booked": Code(409, "This person has no place: they wait for one, or gave theirs back."),
    "code_unknown": Code(404, "No booking of this event has this code."),
    # feedback and certificates
    "feedback_not_open": Code(409, "This event is not over, so nobody is asked yet what it was like."),
    "feedback_closed": Code(409, "The questions about this event are closed."),
    "feedback_given": Code(409, "You have answered this already. Nobody knows which answer is yours."),
    "not_at_event": Code(403, "Only those who were checked in at this event can do this."),
    "feedback_names_somebody": Code(
        422, "Everybody can read this, so leave out names and addresses of people."
    ),
    "certificate_not_ready": Code(409, "There are certificates once the event is over."),
    # introductions
    "name_is_address": Code(422, "Enter a name, not an e-mail address."),
    # attendance
    "seat_not_at_meeting": Code(422, "This seat was not filled on the day of the meeting."),
    "no_seat_at_meeting": Code(403, "You hold no seat at this meeting."),
    "apology_too_late": Code(409, "The meeting has begun. Whoever keeps its papers records who was there."),
    "attendance_reason_required": Code(422, "Say why this is changed so long after the meeting."),
    "attendance_range_wrong": Code(422, "This is no range of percentages."),
    # pulses
    "pulse_not_open": Code(409, "Nobody is asked yet: it is not recorded who was at this meeting."),
    "pulse_closed": Code(409, "The answers to this question are closed."),
    "pulse_answered": Code(409, "You have answered this already. Nobody knows which answer is yours."),
    "not_at_meeting": Code(403, "Only those who were at the meeting in a seat of the group are asked."),
    "meeting_over": Code(409, "This meeting is over or cancelled."),
    "round_item_unknown": Code(422, "Choose an item of this meeting's agenda."),
    # reviews
    "prediction_fixed": Code(409, "It has begun, so the aim and the prediction stand as they were written."),
    "cycle_not_begun": Code(409, "It has not begun yet, so there is nothing to compare."),
    "cycle_not_studied": Code(409, "First compare what happened with what was predicted."),
    "cycle_closed": Code(409, "This cycle is closed. What it decided begins the next one."),
    "review_names_somebody": Code(422, "Everybody can read this, so it names nobody."),
    "series_dates_wrong": Code(422, "The last day comes after the first."),
    # actions
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
    "meeting_names_somebody": Code(422, "This is kept for good: say what it is about, and name nobody."),
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
    # agendas and papers
    "agenda_published": Code(
        409, "The agenda is published. Now only those who keep it change it, and each change is dated."
    ),
    "agenda_empty": Code(409, "Nothing is on this agenda yet."),
    "agenda_full": Code(409, "This agenda holds as many items as it can."),
    "agenda_no_closed_part": Code(422, "This meeting has no closed part."),
    "agenda_item_own": Code(409, "This is your own proposal: others support it."),
    "agenda_item_set_aside": Code(409, "This item is not on the agenda any more."),
    "agenda_order_wrong": Code(
        422, "The order must name every item of the agenda once. Read the agenda again, then retry."
    ),
    "meeting_not_published": Code(409, "Publish the meeting first, then its agenda."),
    "not_agenda_keeper": Code(403, "Only who leads the group or keeps its papers can do this."),
    "not_at_the_table": Code(422, "This member does not belong to the group."),
    "not_your_item": Code(403, "Somebody else proposed this item."),
    "too_many_papers": Code(409, "An item has at most 10 papers."),
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
    # minutes
    "minutes_not_started": Code(409, "Nobody has started the minutes of this meeting yet."),
    "minutes_meeting_cancelled": Code(409, "This meeting is cancelled, so it has no minutes."),
    "minutes_meeting_hidden": Code(409, "Publish the meeting first, then its minutes."),
    "minutes_not_draft": Code(
        409, "These minutes are no draft now. Give them back first, or start a correction."
    ),
    "minutes_too_many_sections": Code(409, "These minutes have as many sections as they may have."),
    "minutes_empty": Code(422, "Write something in the minutes first."),
    "minutes_marks_unclear": Code(
        422, "It is not clear what is to be withheld from the public. Mend the marks first."
    ),
    "minutes_words_waiting": Code(
        409, "Words that two people wrote at the same time still wait. Settle them first."
    ),
    "minutes_not_submitted": Code(409, "These minutes do not wait for approval."),
    "minutes_not_yours_to_approve": Code(
        403, "Minutes are approved by the group's convenor or chair, else by the national team."
    ),
    "minutes_changed_meanwhile": Code(
        409, "The words changed after they were submitted. Give the minutes back and submit them again."
    ),
    "minutes_not_approved": Code(409, "These minutes are not approved yet."),
    "minutes_day_impossible": Code(422, "Enter a day from the meeting's to today."),
    "minutes_note_needed": Code(422, "Say what this correction corrects."),
    "minutes_not_published": Code(409, "These minutes are not published yet."),
    # decisions
    "decision_counts_wanted": Code(422, "Enter how many were for, against and abstained."),
    "decision_counts_unwanted": Code(422, "Only a majority decision has counts."),
    "decision_counts_exceed": Code(422, "There are more votes than holders of a seat who took part."),
    "decision_not_carried": Code(422, "More have to be for it than against it. It was not decided."),
    "decision_without_quorum": Code(
        409, "Too few holders of a seat took part for a majority decision. Bring it back to the next meeting."
    ),
    "decision_review_wanted": Code(
        422, "Fewer took part than the quorum asks. Say when the group looks at this again."
    ),
    "decision_objection_open": Code(
        409, "An objection is neither taken in nor has its owner stood aside: there is no consent yet."
    ),
    "decision_review_before": Code(422, "Choose a day after the decision."),
    "decision_took_part_wanted": Code(
        422, "Say which holders of a seat took part, or record the meeting's attendance first."
    ),
    "decision_not_seat_holder": Code(422, "Choose from those who held a seat on that day."),
    "decision_published": Code(
        409, "Published minutes carry this decision. Correct the minutes, or decide anew in its place."
    ),
    "decision_over": Code(409, "This decision has ended, or another one took its place."),
    # expenses
    "expense_occasion_unknown": Code(422, "Choose a meeting or an event from the list."),
    "expense_line_incomplete": Code(422, "Something is missing in this line."),
    "expense_day_wrong": Code(422, "A claim is for days that have been: enter the day of the journey."),
    "expense_amount_wrong": Code(422, "This amount cannot be claimed."),
    "expense_too_many": Code(409, "Nothing more fits on this claim. Begin another one."),
    "expense_not_open": Code(409, "This claim was handed in and can no longer be changed."),
    "expense_empty": Code(422, "Add a journey or another cost first."),
    "expense_answers_missing": Code(422, "Answer the questions about who pays first."),
    "employer_pays": Code(
        409, "Your employer pays for your professional development. Ask your employer to pay for this too."
    ),
    "not_a_carer_here": Code(
        409, "For expenses, a carer is named by a member of Q and has no paid job in the public sector."
    ),
    "bank_details_unwanted": Code(
        422, "Leave out bank details, card numbers and account numbers: whoever pays will ask you for them."
    ),
    "expense_own_assistant": Code(422, "Your assistant is somebody else than you."),
    "expense_own": Code(403, "Nobody decides their own claim."),
    "expense_involved": Code(403, "You have a part in this claim, so somebody else decides it."),
    "expense_not_waiting": Code(409, "This claim does not wait for a decision."),
    "expense_approved_by_you": Code(409, "You approved this claim. A second person has to approve it too."),
    "expense_decided": Code(409, "This claim can no longer be taken back."),
    "expense_not_approved": Code(409, "Only a claim that two people approved is sent to be paid, and once."),
    "expense_not_sent": Code(409, "This claim was not sent to be paid yet."),
    "no_expenses_to_send": Code(409, "No claim waits to be sent."),
    "carer_is_you": Code(422, "Somebody else has to name you as a carer."),
    # surveys
    "survey_not_draft": Code(409, "This survey has been opened. Its questions stay as they are."),
    "survey_questions_wrong": Code(422, "A question of this survey needs correcting."),
    "survey_nobody": Code(409, "Nobody would be asked: choose another audience."),
    "survey_closes_too_soon": Code(422, "Give people a day at least."),
    "survey_not_open": Code(409, "This survey cannot be answered now."),
    "survey_not_asked": Code(403, "This survey does not ask you."),
    "survey_answered": Code(409, "You have answered this survey."),
    "survey_answer_wrong": Code(422, "Choose from the answers that are given."),
    "survey_answer_empty": Code(422, "Answer one question at least."),
    "survey_not_over": Code(409, "This survey is not over yet."),
    "survey_texts_gone": Code(410, "What people wrote in this survey has been erased, as was said."),
    "survey_numbers_wrong": Code(422, "More cannot have answered than were invited."),
}
