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
    "period_wrong": Code(422, "Choose a last day that is not before the first."),
    # vocabulary
    "word_known": Code(409, "This word has a meaning already."),
    "word_proposed_already": Code(409, "Somebody has proposed this word already."),
    "word_incomplete": Code(422, "Say of which skill this is another word, or its group and what it means."),
    "word_decided": Code(409, "This word was decided already."),
    # skills
    "skill_unknown": Code(422, "Choose a skill from the list, or propose a new word for it."),
    "skill_listed_already": Code(409, "This is among your skills already."),
    "skills_too_many": Code(409, "You list as many skills as you can. Remove one first."),
    "postcode_unknown": Code(422, "We do not know this postcode. Enter one like EX4 6NB, or its first part."),
    "endorsement_of_oneself": Code(403, "Somebody else has to endorse a skill of your own."),
    "endorsed_already": Code(409, "You have endorsed this already."),
    # searches
    "search_too_wide": Code(422, "Say at least a skill, a region or a distance."),
    "words_not_understood": Code(422, "We know no skill of that name. Try another word."),
    "place_needed": Code(422, "Say near which postcode, or put yours on your own page."),
    "searches_too_many": Code(409, "You keep as many searches as you can. Remove one first."),
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
    "buddy_paired_already": Code(409, "You two are a pair already. Look at how it goes, or end it first."),
    "buddy_not_offered": Code(409, "This member does not offer to be a buddy any more."),
    "buddy_proposed_already": Code(409, "A buddy is proposed for this wish already. Wait for both answers."),
    "buddy_not_agreed": Code(409, "This pair did not come about before. Choose somebody else."),
    "buddy_agreed_already": Code(409, "You agreed to this pair already. You can end it at any time."),
    "buddy_not_running": Code(409, "Both have to agree to this pair first."),
    "buddy_ended": Code(409, "This pair has ended."),
    "day_past": Code(422, "Choose a day after today."),
    # concordats
    "concordat_not_agreed": Code(409, "This concordat is a draft: its keepers have not agreed on it yet."),
    "concordat_ended": Code(409, "This concordat has ended."),
    "draft_required": Code(422, "Write the text, or drop the whole draft."),
    "text_unchanged": Code(409, "There is no draft that differs from the text that is in force."),
    "changes_required": Code(422, "Say in plain words what is new."),
    "review_day_wrong": Code(422, "Give a day to come, within five years."),
    "organisation_out_of_scope": Code(409, "This concordat does not hold where that organisation is."),
    "text_not_current": Code(409, "There is a newer text. Read it, then sign that one."),
    "signing_role_unknown": Code(422, "Say as what you sign: choose from the list."),
    "pledge_wrong": Code(422, "Enter how many days a year you mean to lend, at most 2,600, or nothing."),
    "signed_already": Code(409, "Your organisation has signed this text."),
    "withdrawn_already": Code(409, "Your organisation has withdrawn already."),
    "withdrawal_day_wrong": Code(422, "Give today or a day to come, within five years."),
    "signatory_required": Code(
        403, "Only organisations that signed the concordat ask or lend. A leader can sign it first."
    ),
    # offers
    "offer_ended": Code(409, "This is no longer open."),
    "offer_withdrawn": Code(410, "Whoever published this has withdrawn it."),
    "offers_too_many": Code(
        409, "You have as many open as you can. Withdraw one, or say that it is fulfilled, first."
    ),
    "offer_until_wrong": Code(422, "Choose another day until which it is open."),
    "offer_place_wanted": Code(422, "Name a place, or say that it is online."),
    "campaign_time_wrong": Code(422, "Choose other days for this campaign."),
    "campaign_over": Code(409, "This campaign has ended."),
    # exchanges
    "exchange_day_wrong": Code(422, "Choose another day for this."),
    "exchange_waits_for_the_other": Code(409, "The other side has to answer this."),
    "exchange_agreed_already": Code(409, "Both sides have agreed to this already."),
    "exchange_not_agreed": Code(409, "The other side has to agree to this first."),
    "exchange_not_done": Code(409, "Nobody has said yet that this is done."),
    "exchange_done_already": Code(
        409, "Somebody has said that this is done. Confirm it, or say what differs."
    ),
    "exchange_confirmed_already": Code(409, "Both sides have confirmed this."),
    "exchange_not_confirmed": Code(409, "Both sides have to confirm this first."),
    "exchange_disputed": Code(409, "The two sides differ. Somebody who looks after the region decides."),
    "exchange_not_disputed": Code(409, "Nobody disputes this."),
    "exchange_ended": Code(409, "This has ended."),
    "exchange_not_for_keepers": Code(409, "There is nothing to decide here: the two sides agree so far."),
    "exchange_party_decides": Code(403, "Somebody else has to decide on an exchange of your own."),
    "exchange_two_hats": Code(409, "You act for both sides. Somebody else has to act for one of them."),
    # coffees
    "coffee_pace_unknown": Code(422, "Choose a coffee every month, or every two or three months."),
    "coffee_round_open": Code(409, "A round is going. The next one can be dealt when it is over."),
    "coffee_too_few": Code(409, "A round needs two who take part. Wait until more have joined."),
    # coaching
    "contact_known": Code(409, "This member is a contact, or was asked to be one, already."),
    "contact_not_listed": Code(409, "This contact cannot be reached now. Choose somebody else."),
    "question_closed": Code(409, "This question was closed by whoever asked it."),
    "question_of_oneself": Code(422, "Choose somebody else: this contact asked the question."),
    "question_answers_too_many": Code(409, "This question has as many answers as it can. Talk in person."),
    # placements
    "half_days_wrong": Code(422, "Enter days in steps of half a day."),
    "days_wrong": Code(422, "Give a first and a last day that fit together."),
    "days_beyond_period": Code(422, "There are not so many days between the first and the last one."),
    "skills_wanted": Code(422, "Name at least one skill."),
    "release_request_closed": Code(409, "Nobody more is looked for: this request is met or closed."),
    "invited_oneself": Code(403, "Somebody else has to ask you. You can offer your help yourself."),
    "consent_required": Code(409, "The member has to consent first."),
    "lending_to_oneself": Code(409, "Your organisation asks for help itself. It cannot lend to itself."),
    "release_over": Code(409, "This is over: it was withdrawn or declined, or somebody else was taken."),
    "release_taken": Code(409, "This became a placement already."),
    "release_not_granted": Code(409, "The line manager has not released anything yet."),
    "extension_not_longer": Code(422, "Ask for more days, or for a later last day, than there are now."),
    "release_answered": Code(409, "This was answered already. The link shows what was answered."),
    "release_link_replaced": Code(409, "A newer link took its place. Use the one in our newest e-mail."),
    "release_link_expired": Code(410, "This link has run out. You can have a fresh one sent."),
    "line_manager_oneself": Code(403, "This is your own address. Somebody else has to release you."),
    "release_link_works": Code(409, "This link still works. Answer with it."),
    "line_manager_forgotten": Code(
        410, "We no longer know where to send a fresh link. Whoever asked you can have one sent."
    ),
    "days_beyond_request": Code(422, "Release at most what is asked for."),
    "days_beyond_release": Code(
        409, "This is more than was released. A new answer of the line manager can extend it."
    ),
    "placement_not_begun": Code(409, "This placement has not begun yet."),
    "placement_not_done": Code(409, "Both organisations have to confirm the days first."),
    "placement_done": Code(409, "Both organisations have confirmed this."),
    "placement_cancelled": Code(409, "This placement was cancelled."),
    "placement_confirmed": Code(
        409, "The other organisation has confirmed days of this. Say how many days it was instead."
    ),
    "confirmed_by_same_person": Code(403, "Somebody else has to confirm for the other organisation."),
    "side_required": Code(422, "You act for both organisations. Say for which one."),
    "placement_feedback_given": Code(409, "Your organisation has said how it went already."),
    "correction_of_own_placement": Code(403, "Somebody else has to correct a placement of your own."),
    "nothing_to_correct": Code(409, "That is what it came to already."),
    "days_recorded_already": Code(409, "The days of this placement are recorded already."),
    "corrected_already": Code(409, "Somebody corrected this meanwhile. Read it again."),
    # capacity
    "organisation_unknown": Code(422, "Choose an organisation of this region from the list."),
    "capacity_wrong": Code(422, "These numbers of people cannot be right."),
    "capacity_day_ahead": Code(422, "Choose today or an earlier day."),
    "capacity_day_reported": Code(409, "There is a report of this day already. Correct that one."),
    "snapshot_unknown": Code(404, "We could not find that report."),
    "snapshot_corrected": Code(409, "This report was corrected already. Correct the newer one."),
    # development
    "development_ends_first": Code(422, "It cannot end before it begins."),
    "development_withdrawn": Code(409, "This was withdrawn: it does not take place."),
    "development_not_begun": Code(409, "This has not begun yet. Come back when you completed it."),
    "day_ahead": Code(422, "Choose today or an earlier day."),
    # peer_support
    "lead_is_service_user": Code(422, "A group of peers is led by somebody who uses services themselves."),
    "nhs_number_in_text": Code(422, "This looks like an NHS number. Take it out: nobody needs it here."),
    "peer_group_ended": Code(409, "This group has ended."),
    "peer_group_full": Code(409, "This group has as many learners as it can."),
    "peer_group_led_by_you": Code(409, "You lead this group."),
    "peer_not_in_group": Code(422, "Choose somebody who learns in this group."),
    "peer_lead_not_offered": Code(409, "The lead of this group did not ask you to take it over."),
}
