"""Panels to look at: one whose assessments are written, one that keepers decide, one that is published."""

from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

from ..shortlisting import REASONS, Shortlisting  # noqa: TID252 - tests are no installed package

LONG = "Nights are when most falls happen, and nobody has tried it on these wards with these people. " * 3


def populate_assessments(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """The coordinator and the convenor keep all of them; the member and the operator assess."""
    keeper, other = people["coordinator"], people["convenor"]
    me, second = people["member"], people["operator"]

    writing = Shortlisting(bus, keeper, round_id="assessing-round")
    ids["assessing_round"] = writing.round
    writing.hand_in(3, keeper)
    for each in (me, second):
        writing.volunteer(each, organisation="A practice with a rather long name in Gloucestershire")
    writing.deal()
    ids["judged_draft"], ids["judged_unanswered"], ids["judged_in"], _own = (
        *writing.proposals,
        f"{writing.round}-3",
    )
    writing.accept(me, ids["judged_draft"])
    half = {"scores": [{"key": "benefit", "points": 4, "reason": REASONS["benefit"]}], "for_team": LONG}
    writing.knock("assessments.save_assessment", me, proposal_id=ids["judged_draft"], **half)
    writing.assess(me, ids["judged_in"])
    conflict = {"proposal_id": ids["judged_unanswered"], "reason": "A colleague leads it."}
    writing.knock("panels.declare_conflict", second, **conflict)

    deciding = Shortlisting(bus, keeper, round_id="deciding-round")
    ids["deciding_round"], ids["deciding_proposal"] = deciding.round, deciding.proposals[0]
    for each in (me, second):
        deciding.volunteer(each)
    deciding.deal()
    for number, each in enumerate(deciding.proposals):
        deciding.assess(me, each, 5, 5 - number)
        deciding.assess(second, each, 3, 4)
    items = [
        {"proposal_id": each, "verdict": "shortlisted", "reason": REASONS["benefit"]}
        for each in deciding.proposals[:2]
    ]
    deciding.knock("shortlists.recommend_outcomes", items=items)

    over = Shortlisting(bus, keeper, round_id="shortlisted-round")
    ids["shortlisted_round"], ids["left_out"], ids["judged_over"] = (
        over.round,
        over.proposals[2],
        over.proposals[0],
    )
    ids["told_team"] = over.hand_in(3, second)
    over.volunteer(me)
    over.deal()
    over.assess(me, over.proposals[0])
    over.assess(me, ids["told_team"], 2, 1)
    verdicts = dict.fromkeys(over.proposals[:2], "shortlisted") | {
        over.proposals[2]: "not_shortlisted",
        ids["told_team"]: "not_shortlisted",
    }
    over.decide(other, verdicts, exception="Nobody else volunteered.")
    over.publish()

    decided = Shortlisting(bus, keeper, round_id="decided-round")
    ids["decided_round"] = decided.round
    decided.decide(other, dict.fromkeys(decided.proposals, "shortlisted"), exception="Nobody volunteered.")
