"""Who applies together, what is said about it, and who supports it, on the pages (row 56)."""

import pytest

from ..open_round import ALIKE, KEEPER, OpenRound  # noqa: TID252 - tests are no installed package


@pytest.fixture
def fair(bus, community):
    made = OpenRound(bus)
    community.sign_in(made.ann)
    return made


@pytest.fixture
def made(fair):
    return fair.submitted(fair.ann, shown_name="Ann of Devon")


def place(made):
    return f"/proposals/{made['id']}"


def test_a_member_is_found_by_name_asked_and_agrees(browser, fair, made, community):
    dora = community.admit("Dora Directory", "SW")
    community.show_publicly(dora, "name")
    fair.bus.relay()
    community.sign_in(fair.ann)
    people = f"{place(made)}/people"
    found = browser.get(f"{people}?q=Dora")
    chosen = browser.get(found.links()["Dora Directory"])
    asked = browser.send(chosen, people, {})
    assert "Dora Directory (asked, has not answered)" in asked.text
    community.sign_in(dora)
    page = browser.get(place(made))
    assert "Ann of Devon asks you to be a co-applicant" in page.text
    agreed = browser.send(page, f"{place(made)}/answer", {"agrees": "yes", "shown_name": "Dora"})
    assert "You apply together now" in agreed.text
    left = browser.send(agreed, f"{place(made)}/people/drop", {})
    assert left.h1 == "My proposals"


def test_somebody_declines_and_is_led_away_from_what_they_may_not_read(browser, fair, community):
    draft = fair.draft(fair.ann)
    fair.act("ask_co_applicant", draft, fair.ann, member_id="ben")
    community.sign_in(fair.ben)
    page = browser.send(browser.get(place(draft)), f"{place(draft)}/answer", {"agrees": "no"})
    assert (page.h1, "You have said no" in page.text) == ("My proposals", True)


def test_the_lead_takes_somebody_off_and_reads_why_one_is_not_asked_twice(browser, fair, made):
    fair.join(made, fair.ann, fair.ben, "Ben of Bath")
    people = f"{place(made)}/people"
    again = browser.send(browser.get(f"{people}?member=ben"), people, {}, 422)
    assert "They were asked already." in again.text
    page = browser.send(browser.get(place(made)), f"{people}/drop", {})
    assert "They no longer take part." in page.text
    assert "Ben of Bath" not in page.text


def test_two_become_one_by_consent_of_both(browser, fair, made, community):
    theirs = fair.submitted(fair.ben, **ALIKE)
    path = f"{place(made)}/merge"
    page = browser.get(f"{path}?with={theirs['id']}")
    assert page.answers(path)["other"] == theirs["id"]
    missing = browser.send(page, path, {}, 422)
    assert missing.error_of("gone") == "Choose which of the two is given up"
    offered = browser.send(page, path, {"gone": "mine", "words": "Let us do it together."})
    assert "waits for the other lead" in offered.text
    community.sign_in(fair.ben)
    mine = browser.get("/my-proposals")
    assert f"Answer the offer to merge: {ALIKE['title']}" in mine.links()
    (merge,) = fair.knock("merges.list_merges", {"proposal_id": theirs["id"]}, fair.ben)["items"]
    answer = f"{place(theirs)}/merges/{merge['id']}/answer"
    page = browser.get(place(theirs))
    assert "Let us do it together." in page.text
    done = browser.get(browser.post(answer, {**page.answers(answer), "agrees": "yes"}).headers["Location"])
    assert "The two are one now." in done.text
    assert made["title"] in done.links()
    assert browser.get(place(made)).links()[ALIKE["title"]] == place(theirs)


def test_an_offer_is_taken_back_or_declined(browser, fair, made, community):
    theirs = fair.submitted(fair.ben, **ALIKE)
    offer = {"gone": made["id"], "into": theirs["id"]}
    first = fair.knock("merges.offer_merge", offer, fair.ann)
    page = browser.get(place(made))
    assert "taken back" in browser.send(page, f"{place(made)}/merges/{first['id']}/take-back", {}).text
    second = fair.knock("merges.offer_merge", offer, fair.ann)
    community.sign_in(fair.ben)
    answer = f"{place(theirs)}/merges/{second['id']}/answer"
    page = browser.get(place(theirs))
    browser.post(answer, {**page.answers(answer), "agrees": "no"})
    assert "Declined on" in browser.get(place(theirs)).text


def test_a_question_waits_is_answered_and_its_asker_reads_what_to_do_next(browser, fair, made, community):
    community.sign_in(fair.cat)
    path = f"{place(made)}/comments"
    page = browser.get(place(made))
    assert browser.send(page, path, {}, 422).error_of("text") == "Write what you would like to say"
    asked = browser.send(page, path, {"text": "Which wards?", "is_question": "yes", "shown_name": "Cat"})
    assert "Question, not answered yet" in asked.text
    assert "We write to you when the team answers." in asked.text
    community.sign_in(fair.ann)
    own = browser.get(place(made))
    assert "Answer a question" in own.links()
    (said,) = fair.knock("comments.list_comments", {"proposal_id": made["id"]}, fair.ann)["items"]
    answer = f"{path}/{said['id']}/answer"
    form = browser.get(answer)
    assert form.h1 == "Answer Cat"
    browser.send(form, answer, {"text": "Two of them.", "shown_name": "Ann"})
    community.sign_in(fair.cat)
    seen = browser.get(place(made))
    assert "Question, answered" in seen.text
    assert "1 of 1 question answered" in seen.text
    assert "ask again" in seen.links()
    gone = browser.send(seen, f"{path}/{said['id']}/take-back", {})
    assert "Its author took this back." in gone.text
    assert "Which wards?" not in gone.text


def test_questions_on_what_was_merged_are_answered_there_and_the_page_leads_to_them(browser, fair, made):
    first, second = fair.submitted(fair.ben, **ALIKE), fair.idea(fair.cat, title="A third way")
    for gone, into, by, other in ((second, first, fair.cat, fair.ben), (first, made, fair.ben, fair.ann)):
        fair.say(gone, fair.member("dee", "SW"), "Which wards?", is_question=True)
        offered = fair.knock("merges.offer_merge", {"gone": gone["id"], "into": into["id"]}, by)
        fair.knock("merges.answer_merge", {"id": offered["id"], "agrees": True}, other)
    page = browser.get(place(made))
    assert "Answer 2 questions" in page.links()
    assert page.text.count("1 question waits for your answer on what was merged into it:") == 2
    there = browser.get(f"{place(second)}?waiting=yes")
    assert "Which wards?" in there.text
    assert any(each.startswith("Answer A member of Q") for each in there.links())


def test_keepers_hide_a_comment_with_a_reason(browser, fair, made, community):
    said = fair.say(made, fair.cat, "Rubbish.", shown_name="Cat")
    community.sign_in(KEEPER)
    path = f"{place(made)}/comments/{said['id']}/hide"
    assert browser.send(browser.get(path), path, {}, 422).error_of("reason").startswith("Say why")
    hidden = browser.send(browser.get(path), path, {"reason": "Be kind."})
    assert "Show it again" in hidden.text
    community.sign_in(fair.ben)
    browser.get(path, 403)
    seen = browser.get(place(made)).text
    assert "hid this comment. Why: Be kind." in seen
    assert "Rubbish." not in seen
    community.sign_in(KEEPER)
    shown = browser.send(browser.get(place(made)), f"{place(made)}/comments/{said['id']}/show", {})
    assert "Rubbish." in shown.text


def test_keepers_of_a_round_look_again_at_what_they_hid_and_show_it(browser, fair, made, community):
    said = fair.say(made, fair.cat, "Rubbish.", shown_name="Cat")
    fair.knock("comments.hide_comment", {"id": said["id"], "reason": "Be kind."}, KEEPER)
    community.sign_in(KEEPER)
    hidden = browser.get(browser.get(f"/rounds/{fair.id}").links()["Comments that were hidden"])
    assert "Rubbish." in hidden.text
    assert "Why: Be kind." in hidden.text
    assert hidden.links()[made["title"]] == f"{place(made)}?comment={said['id']}#comment-{said['id']}"
    shown = browser.send(hidden, f"{place(made)}/comments/{said['id']}/show", {})
    assert "Rubbish." in shown.text
    assert "Nothing is hidden in this round." in browser.get(f"/rounds/{fair.id}/hidden-comments").text
    community.sign_in(fair.ben)
    browser.get(f"/rounds/{fair.id}/hidden-comments", 403)


def test_the_hundredth_comment_is_answered_like_the_first(browser, fair, made):
    for number in range(201):
        said = fair.say(made, fair.cat, f"Remark {number}.", shown_name="Cat")
    path = f"{place(made)}/comments/{said['id']}/answer"
    assert "Remark 200." in browser.get(path).text
    answered = browser.send(browser.get(path), path, {"text": "That is so."})
    assert "Remark 200." in answered.text
    assert "That is so." in answered.text
    assert "Remark 200." not in browser.get(place(made)).text
    assert "Remark 0." in browser.get(f"{place(made)}?comment=a+b").text


def test_who_does_not_answer_is_not_asked_to_write_one(browser, fair, made, community):
    said = fair.say(made, fair.cat, "Which wards?")
    community.sign_in(fair.ben)
    assert browser.get(f"{place(made)}/comments/{said['id']}/answer").h1 == "This cannot be done now"


def test_another_one_to_merge_with_is_found_by_its_words(browser, fair, made):
    theirs = fair.submitted(fair.ben, **{**ALIKE, "title": "Shorter waits", "aim": "Letters arrive in time."})
    path = f"{place(made)}/merge"
    found = browser.get(f"{path}?text=letters")
    assert [each.attributes["value"] for each in found.all("input", name="other")] == [theirs["id"]]
    assert "Try fewer words." in browser.get(f"{path}?text=physiotherapy").text


def test_what_can_be_done_no_more_is_said_before_somebody_writes(browser, fair, made):
    fair.act("withdraw_proposal", made, fair.ann)
    for below in ("people", "merge"):
        assert browser.get(f"{place(made)}/{below}").h1 == "This cannot be done now"


def test_members_support_it_and_groups_by_who_keeps_them(browser, made, community, fair, people):
    assert "Support it" not in browser.get(place(made)).text
    community.sign_in(fair.cat)
    page = browser.send(browser.get(place(made)), f"{place(made)}/support", {})
    assert "1 member supports it." in page.text
    back = browser.send(page, f"{place(made)}/support/take-back", {})
    assert "Nobody supports it yet." in back.text
    community.sign_in(people["coordinator"])
    assert "Support it for the group of West of England" in browser.get(place(made)).text
    (token,) = {each.attributes["value"] for each in page.all("input", name="csrf_token")}
    browser.post(f"{place(made)}/support", {"csrf_token": token, "group": "WOE"})
    assert "So does the group of West of England." in browser.get(place(made)).text


def test_of_many_comments_the_questions_that_wait_can_be_shown_alone(browser, fair, made):
    for number in range(4):
        fair.say(made, fair.cat, f"Remark {number}.")
    fair.say(made, fair.cat, "Who pays?", is_question=True)
    page = browser.get(place(made))
    waiting = browser.get(page.links()["Only the questions that wait for an answer (1)"])
    assert "Who pays?" in waiting.text
    assert "Remark 1." not in waiting.text
    assert "Remark 1." in browser.get(waiting.links()["Show all"].partition("#")[0]).text
