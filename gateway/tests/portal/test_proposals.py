"""Ideas and proposals of Q Exchange on the pages (row 56)."""

from datetime import UTC, datetime

import pytest

from chassis.call import Call
from chassis.identity import VISITOR
from exchange.proposals.domain import move
from exchange.proposals.store import ProposalStore

from ..open_round import ALIKE, KEEPER, WORDS, OpenRound  # noqa: TID252 - tests are no installed package

TYPED = {**{name: WORDS[name] for name in ("title", "aim", "plan", "spending", "theme")}, "ask": "£20,000"}


@pytest.fixture
def fair(bus, community):
    """An open round; Ann is signed in and is a member of the directory, too."""
    made = OpenRound(bus)
    community.sign_in(made.ann)
    return made


def place(made):
    return f"/proposals/{made['id']}"


def test_an_idea_is_entered_with_few_words(browser, fair):
    new = f"/rounds/{fair.id}/ideas/new"
    page = browser.get(new)
    assert "£1,000 to £30,000" in page.text
    assert "up to 10 minutes later is still taken" in page.text
    assert (
        browser.send(page, new, {}, 422).error_of("title") == "Say in a few words what you would like to do"
    )
    entered = browser.send(page, new, {"title": WORDS["title"], "shown_name": "Ann of Devon"})
    assert entered.h1 == WORDS["title"]
    assert "Your idea is entered" in entered.text
    assert "Ann of Devon" in entered.text
    assert "Turn it into a proposal" in entered.links()


def test_what_is_like_it_is_named_before_it_is_entered_and_nothing_is_refused(browser, fair):
    fair.idea(fair.ben)
    new = f"/rounds/{fair.id}/ideas/new"
    answers = {"title": ALIKE["title"], "aim": ALIKE["aim"]}
    warned = browser.send(browser.get(new), new, answers, 200)
    assert warned.h1 == "There is something like it"
    assert WORDS["title"] in warned.links()
    assert "telling words of yours are in this one, too: " in warned.text
    assert len(fair.knock("proposals.list_proposals", {"round_id": fair.id}, fair.ann)["items"]) == 1
    back = browser.send(warned, new, {"step": "change"}, 200)
    assert back.answers(new)["title"] == ALIKE["title"]
    entered = browser.send(warned, new, {"step": "enter"})
    assert entered.h1 == ALIKE["title"]
    assert "Alike in this round" in entered.text


def test_a_proposal_is_begun_written_checked_and_submitted(browser, fair):
    new = f"/rounds/{fair.id}/proposals/new"
    begun = browser.send(browser.get(new), new, {"title": WORDS["title"]})
    assert begun.h1 == "Improve your draft"
    assert "Before it can be submitted" in begun.text
    (mine,) = fair.knock("proposals.my_proposals", {}, fair.ann)["items"]
    edit = f"{place(mine)}/edit"
    wrong = browser.send(begun, edit, {**TYPED, "ask": "a lot"}, 422)
    assert wrong.error_of("ask") == "Enter the sum in pounds, like 20,000"
    saved = browser.send(begun, edit, TYPED)
    assert "Check and submit" in saved.links()
    check = browser.get(f"{place(mine)}/submit")
    assert "£20,000 (this round: £1,000 to £30,000)" in check.text
    done = browser.send(check, f"{place(mine)}/submit", {})
    assert "Your proposal is submitted" in done.text
    assert [each["what"] for each in fair.act("get_proposal", mine, fair.ann)["history"]] == ["submitted"]


def test_the_check_page_names_what_lacks_and_offers_no_button(browser, fair):
    made = fair.draft(fair.ann, plan="", ask=31_000_00)
    page = browser.get(f"{place(made)}/submit")
    assert "Plan: This is still to be written." in page.text
    assert "In this round a proposal asks for £1,000 to £30,000." in page.text
    assert "Submit the proposal" not in page.text


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(browser, fair):
    made = fair.draft(fair.ann)
    page = browser.get(f"{place(made)}/edit")
    fair.act("change_proposal", made, fair.ann, **{**WORDS, "plan": "Another plan."})
    fair.act("change_proposal", made, fair.ann, **{**WORDS, "plan": "Another plan.", "ask": 21_000_00})
    late = browser.send(page, f"{place(made)}/edit", {"plan": "Mine."}, 412)
    assert "Somebody in your team saved first" in late.text
    assert "What they changed since version 1" in late.text
    assert "removed: Two wards test a checklist every week." in late.text
    assert "added: Another plan." in late.text
    assert "From £20,000 to £21,000." in late.text
    assert late.answers(f"{place(made)}/edit")["plan"] == "Mine."
    assert fair.act("get_proposal", made, fair.ann)["plan"] == "Another plan."
    assert "This version is saved" in browser.send(late, f"{place(made)}/edit", {}).text
    assert fair.act("get_proposal", made, fair.ann)["text_number"] == 4


def test_who_joins_meanwhile_does_not_keep_the_lead_from_saving(browser, fair):
    made = fair.draft(fair.ann)
    page = browser.get(f"{place(made)}/edit")
    fair.join(made, fair.ann, fair.ben)
    assert "This version is saved" in browser.send(page, f"{place(made)}/edit", {"plan": "Mine."}).text


def test_who_joins_meanwhile_does_not_keep_the_lead_from_submitting_but_another_text_does(browser, fair):
    made = fair.draft(fair.ann)
    path = f"{place(made)}/submit"
    read = browser.get(path)
    fair.act("change_proposal", made, fair.ann, **{**WORDS, "plan": "Another plan."})
    assert "changed this since you read it" in browser.send(read, path, {}, 422).text
    again = browser.get(path)
    fair.join(made, fair.ann, fair.ben)
    assert "Your proposal is submitted" in browser.send(again, path, {}).text


def test_in_a_closed_phase_it_says_why_and_when(browser, bus, community):
    early, late = OpenRound(bus, shift=15), OpenRound(bus, shift=-25)
    community.sign_in(early.ann)
    said = browser.get(f"/rounds/{early.id}/proposals/new").text
    assert "It is too early. Proposals are taken from" in said
    assert "It is too late. Ideas are taken from" in browser.get(f"/rounds/{late.id}/ideas/new").text


def test_what_closed_while_somebody_wrote_is_refused_with_their_words_kept(browser, fair):
    new = f"/rounds/{fair.id}/proposals/new"
    page = browser.get(new)
    fair.knock("rounds.cancel_round", {"id": fair.id, "reason": "No money."}, KEEPER)
    refused = browser.send(page, new, {"title": "Too late"}, 422)
    assert "The round was cancelled." in refused.text
    assert refused.answers(new)["title"] == "Too late"


def test_a_draft_is_there_for_its_team_alone(browser, fair, community):
    made = fair.draft(fair.ann)
    for who in (fair.ben, community.sign_in(fair.cat)):
        community.sign_in(who)
        for below in ("", "/edit", "/submit", "/versions"):
            browser.get(f"{place(made)}{below}", 404)
    community.sign_in(VISITOR)
    response = browser.post(place(made), {}, 405)
    assert response.status_code == 405


def test_a_visitor_reads_what_is_voted_on_and_signs_in_for_the_rest(client, fair, community):
    made = fair.submitted(fair.ann)
    community.sign_in(VISITOR)
    response = client.get(place(made))
    assert (response.status_code, response.headers["Location"]) == (
        302,
        f"/sign-in?next=%2Fproposals%2F{made['id']}",
    )


def test_a_visitor_reads_the_versions_of_what_is_voted_on_and_signs_in_for_the_rest(
    browser, client, bus, fair, community
):
    made, other = fair.submitted(fair.ann), fair.submitted(fair.ben, **ALIKE)
    fair.act("change_proposal", made, fair.ann, **{**WORDS, "plan": "Another plan."})
    store = ProposalStore(bus.databases["exchange"])
    after = move(store.get(made["id"]), "shortlisted", datetime.now(UTC))
    bus.databases["exchange"].in_transaction(Call(), lambda: store.save(after))
    community.sign_in(VISITOR)
    assert "Version 2" in browser.get(f"{place(made)}/versions").links()
    assert "added: Another" in browser.get(f"{place(made)}/versions/2/changes").text
    for below in ("/versions", "/versions/1/changes"):
        assert client.get(f"{place(other)}{below}").status_code == 302


def test_nobody_begins_what_is_for_members_of_another_region(browser, bus, community):
    theirs = OpenRound(bus, region="WOE")
    community.sign_in(theirs.ann)
    for kind in ("ideas", "proposals"):
        page = browser.get(f"/rounds/{theirs.id}/{kind}/new")
        assert page.h1 == "This cannot be done now"
        assert "This round is for members of its own region." in page.text
    assert "Enter an idea" not in browser.get("/my-proposals").links()


def test_a_withdrawal_can_be_undone_from_its_page(browser, fair):
    made = fair.submitted(fair.ann)
    path = f"{place(made)}/withdraw"
    gone = browser.send(browser.get(path), path, {"reason": "No time this year."})
    assert "Why it was withdrawn: No time this year." in gone.text
    back = browser.send(gone, f"{place(made)}/reinstate", {})
    assert "The withdrawal is undone" in back.text
    assert "Withdrawn (“No time this year.”)" in back.text


def test_an_idea_is_developed_and_a_draft_opened(browser, fair):
    idea = fair.idea(fair.ann)
    path = f"{place(idea)}/develop"
    assert browser.send(browser.get(path), path, {}).h1 == "Improve your draft"
    other = fair.draft(fair.ben)
    fair.join(other, fair.ben, fair.ann)
    assert browser.get(f"{place(other)}/open", 404).status == 404


def test_a_draft_is_opened_by_its_lead(browser, fair):
    made = fair.draft(fair.ann)
    path = f"{place(made)}/open"
    assert "Members read your draft now" in browser.send(browser.get(path), path, {}).text
    assert browser.get(path).h1 == "This cannot be done now"


def test_versions_show_what_changed_and_because_of_which_comment(browser, fair):
    made = fair.submitted(fair.ann)
    said = fair.say(made, fair.cat, "Which wards do you mean?", is_question=True, shown_name="Cat")
    edit = f"{place(made)}/edit"
    page = browser.get(edit)
    browser.send(page, edit, {"plan": "Three wards test a checklist every week.", "because_of": said["id"]})
    versions = browser.get(f"{place(made)}/versions")
    assert "1 comment" in versions.text
    changes = browser.get(f"{place(made)}/versions/2/changes")
    assert [each.text for each in changes.all("del")] == ["removed: Two"]
    assert [each.text for each in changes.all("ins")] == ["added: Three"]
    assert "Cat: Which wards do you mean?" in changes.text
    assert "the text changed once because of them" in browser.get(place(made)).text


def test_ones_own_come_with_the_next_step_and_what_waits_comes_first(browser, fair):
    done = fair.submitted(fair.ann)
    asked = fair.draft(fair.ben, **ALIKE)
    fair.act("ask_co_applicant", asked, fair.ben, member_id="ann")
    fair.knock("proposals.withdraw_proposal", {"id": fair.idea(fair.ann, title="Old")["id"]}, fair.ann)
    page = browser.get("/my-proposals")
    titles = [each.text for each in page.all("h2") if each.attributes.get("id", "").startswith("mine-")]
    assert titles[0] == ALIKE["title"]
    assert set(titles) == {ALIKE["title"], "Old", done["title"]}
    assert f"Answer: {ALIKE['title']}" in page.links()
    assert "Enter an idea" in page.links()
