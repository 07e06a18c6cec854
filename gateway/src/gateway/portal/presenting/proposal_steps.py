"""What somebody can do next about a proposal, the most urgent first, in a sentence (row 56)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gateway.portal.presenting.proposals import Proposal, Setting


@dataclass(frozen=True)
class NextStep:
    """``text`` is what a link or button says, ``why`` the sentence before it; ``href`` "" means wait.

    ``rank`` is the place in the order of urgency, 0 the most urgent; ``is_to_do`` whether it is theirs to do,
    or only to be read.
    """

    text: str
    href: str
    why: str
    rank: int = 0
    is_to_do: bool = True


def next_step(proposal: Proposal, setting: Setting) -> NextStep:
    """Exactly one; where nothing is to be done it says what is waited for."""
    place = f"/proposals/{proposal.id}"
    possible = _in_order_of_urgency(proposal, setting, place)
    for rank, (condition, step) in enumerate(possible):
        if condition:
            return replace(step, rank=rank)
    return replace(_waiting(proposal, setting, place), rank=len(possible), is_to_do=False)


def _in_order_of_urgency(
    proposal: Proposal, setting: Setting, place: str
) -> tuple[tuple[bool, NextStep], ...]:
    may, until = proposal.may, f" {setting.deadline}" if setting.deadline else ""
    is_complete = not proposal.lacking
    return (
        (
            proposal.part == "asked" and "agree" in may,
            NextStep("Answer", f"{place}#answer", f"{proposal.lead} asks you to apply together."),
        ),
        (
            proposal.merges_waiting > 0 and "merge" in may,
            NextStep(
                "Answer the offer to merge", f"{place}#merging", "Another lead offers to make one of both."
            ),
        ),
        (
            "submit" in may and is_complete,
            NextStep("Check and submit", f"{place}/submit", f"It is all there, but not sent yet.{until}"),
        ),
        (
            proposal.questions_waiting > 0 and "comment" in may and proposal.is_own,
            NextStep(_questions(proposal.questions_waiting), f"{place}#comments", "Assessors look at this."),
        ),
        (
            "submit" in may,
            NextStep("Go on writing", f"{place}/edit", f"{_lacking(proposal)}{until}"),
        ),
        (
            proposal.stage == "draft" and "change" in may,
            NextStep("Improve the text", f"{place}/edit", f"Its lead submits it.{until}"),
        ),
        (
            "develop" in may,
            NextStep("Turn it into a proposal", f"{place}/develop", f"It is an idea so far.{until}"),
        ),
        (
            "change" in may,
            NextStep("Improve the text", f"{place}/edit", f"Its text may still change.{until}"),
        ),
        (
            "reinstate" in may,
            NextStep("Undo the withdrawal", place, "You withdrew it."),
        ),
    )


def waiting_in(merged: Sequence[Mapping[str, Any]]) -> list[tuple[str, str, int]]:
    """(id, title, number) of those that were merged into it on whose own page questions wait: there they are
    answered. The number of each holds those of what went into it before."""
    own: dict[str, int] = {}
    for each in sorted(merged, key=lambda answer: len(answer["merged_from"])):
        own[each["id"]] = each["questions_waiting"] - sum(
            own.get(source, 0) for source in each["merged_from"]
        )
    return [(each["id"], each["title"], own[each["id"]]) for each in merged if own[each["id"]] > 0]


def _questions(number: int) -> str:
    return "Answer a question" if number == 1 else f"Answer {number} questions"


def _lacking(proposal: Proposal) -> str:
    names = [name.lower() for _, name, _ in proposal.lacking]
    return f"Still to do: {', '.join(names)}."


def _waiting(proposal: Proposal, setting: Setting, place: str) -> NextStep:
    """What becomes of it without those who wrote it, and where they read more."""
    said = {
        "idea": NextStep("", "", "Nothing to do now."),
        "draft": NextStep("", "", "It was not submitted in time."),
        "submitted": NextStep("", "", f"It is submitted. {setting.coming}".strip()),
        "shortlisted": NextStep(
            "Read what assessors wrote", f"{place}/feedback", "It is shortlisted. Members vote on it."
        ),
        "not_shortlisted": NextStep(
            "Read why", f"{place}/feedback", "It was not shortlisted. Assessors wrote why."
        ),
        "awarded": NextStep("See the award", "/my-awards", "It got an award."),
        "not_awarded": NextStep(
            "See what help there is", f"/unfunded/{proposal.id}", "It got no award. There is other help."
        ),
        "withdrawn": NextStep("", "", "It was withdrawn."),
        "merged": NextStep("See it there", f"/proposals/{proposal.merged_into}", "It goes on in another."),
    }
    return said[proposal.stage]
