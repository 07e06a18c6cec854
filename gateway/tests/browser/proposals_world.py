"""Proposals to look at: asked to join, discussed, changed, about to be merged, merged, withdrawn."""

from typing import Any

from chassis.identity import Caller
from chassis.ids import new_id
from chassis.testkit.local_bus import LocalBus

from .rounds_world import LONG, WORDS

SUBMITTED, IDEA = "round_draft_proposal_coordinator", "round_enter_idea_convenor"
ALIKE = "Letters that arrive in time before every appointment"


def populate_proposals(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """In the open round of ``populate_rounds``, whose proposals it goes on with."""

    def knock(door: str, by: str, **asked: Any) -> dict[str, Any]:
        service, _, name = door.partition(".")
        answer: dict[str, Any] = bus.call(
            f"exchange_{service}", name, asked, caller=people[by], command_id=new_id()
        )
        return answer

    def entered(name: str, by: str, door: str = "enter_idea", **words: Any) -> str:
        made = knock(f"proposals.{door}", by, round_id=ids["round_open"], **{**WORDS, **words})
        ids[name] = str(made["id"])
        return ids[name]

    ids["proposal_draft"], ids["proposal_discussed"] = ids["round_draft_proposal_member"], ids[SUBMITTED]
    discussed = ids["proposal_discussed"]

    knock("proposals.ask_co_applicant", "coordinator", id=discussed, member_id=people["operator"].subject)
    knock("proposals.answer_as_co_applicant", "operator", id=discussed, agrees=True, shown_name="Oda of Bath")
    knock("proposals.ask_co_applicant", "coordinator", id=discussed, member_id="member-0012")
    asked = knock("comments.add_comment", "member", proposal_id=discussed, text=LONG, is_question=True)
    knock("comments.answer_comment", "coordinator", id=asked["id"], text="Two of them.\nMore next year.")
    waits = knock(
        "comments.add_comment",
        "convenor",
        proposal_id=discussed,
        text="Who pays for stamps?",
        is_question=True,
    )
    gone = knock("comments.add_comment", "member", proposal_id=discussed, text="Forget it.")
    knock("comments.take_back_comment", "member", id=gone["id"])
    rude = knock("comments.add_comment", "operator", proposal_id=discussed, text="Read the plan first.")
    knock("comments.hide_comment", "national_team", id=rude["id"], reason="This is not how we talk.")
    ids["proposal_question"] = str(waits["id"])
    words = {**WORDS, "title": "Letters that arrive before the appointment"}
    changed = {
        **words,
        "plan": "Three wards test a checklist every day, one tests none.",
        "ask": 25_000_00,
    }
    knock("proposals.change_proposal", "coordinator", id=discussed, **changed, because_of=[asked["id"]])
    knock("proposals.change_proposal", "coordinator", id=discussed, **{**changed, "organisation": "Bath"})
    knock("supporters.support_proposal", "member", proposal_id=discussed, shown_name="Mo of Devon")
    knock("supporters.support_proposal", "convenor", proposal_id=discussed, group="WOE")

    alike = entered("proposal_alike", "convenor", title=ALIKE, shown_name="Con of Bristol")
    knock("merges.offer_merge", "convenor", gone=alike, into=discussed, words="Ours is nearly the same.")

    stays = entered("proposal_stays", "national_team", title="One list for all")
    merged = entered("proposal_merged", "national_team", title="A list for everybody")
    knock("merges.offer_merge", "national_team", gone=merged, into=stays)

    withdrawn = entered("proposal_withdrawn", "operator", "draft_proposal", title="Given up", plan="")
    knock("proposals.withdraw_proposal", "operator", id=withdrawn, reason="No time.\nNext year perhaps.")

    joining = entered("proposal_asked", "national_team", "draft_proposal", title="Come and join us")
    knock("proposals.ask_co_applicant", "national_team", id=joining, member_id=people["member"].subject)
