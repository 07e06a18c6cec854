"""Awards in words: what a project gets, what its instalments wait for, whose turn it is (row 57)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, today
from gateway.portal.money import show_sum

Answer = Mapping[str, Any]

STATES: dict[str, tuple[str, str]] = {
    "proposed": ("Waits for approval", "blue"),
    "awarded": ("Awarded", "blue"),
    "skipped": ("Skipped", "grey"),
    "dropped": ("No longer proposed", "grey"),
    "ended": ("Ended", "grey"),
}
IN_PART = "Awarded in part"
CORRECTED = {
    "payment": "Instalment {number} was not paid",
    "condition": "Condition {number} was not met",
    "report": "Report {number} is asked for after all",
}
"""What is said where something that was noted by mistake was undone."""


@dataclass(frozen=True)
class Condition:
    number: int
    text: str
    met: str


@dataclass(frozen=True)
class Instalment:
    """``waits`` says for what; empty when it can be paid, or is."""

    number: int
    amount: str
    due: str
    paid: str
    waits: str
    reference: str

    @property
    def may_be_paid(self) -> bool:
        return not self.paid and not self.waits


@dataclass(frozen=True)
class Report:
    """``stands`` is how it stands in words, with the colour of its tag."""

    number: int
    due: str
    stands: str
    colour: str
    text: str
    spent: str
    skipped: str

    @property
    def is_open(self) -> bool:
        return not self.text and not self.skipped


@dataclass(frozen=True)
class Correction:
    """What was put right, when and why."""

    what: str
    on: str
    reason: str


@dataclass(frozen=True)
class Step:
    """What its reader does next; without ``href`` it is only said how it stands."""

    words: str
    href: str = ""
    button: str = ""


@dataclass(frozen=True)
class Award:
    """``keeps``: its reader keeps its round; ``decides``: and has no part or interest in the project."""

    id: str
    version: int
    edition: int
    round_id: str
    proposal_id: str
    title: str
    region: str
    asked: str
    amount: str
    paid: str
    unpaid: str
    state: str
    state_name: str
    colour: str
    reason: str
    by_vote: str
    decided: str
    ended: str
    ended_because: str
    approvals: str
    conditions: tuple[Condition, ...]
    instalments: tuple[Instalment, ...]
    reports: tuple[Report, ...]
    is_mine: bool
    keeps: bool
    approved_by_me: bool
    recused: bool
    ending: str
    ending_is_mine: bool
    returned: str
    money_back: tuple[str, ...]
    may_come_back: str
    corrections: tuple[Correction, ...]
    step: Step

    @property
    def is_awarded(self) -> bool:
        return self.state == "awarded"

    @property
    def is_proposed(self) -> bool:
        return self.state == "proposed"

    @property
    def gives(self) -> bool:
        return bool(self.instalments)

    def parts(self, kind: str) -> tuple[Any, ...]:
        """Of a kind of ``CORRECTED``."""
        return {"payment": self.instalments, "condition": self.conditions, "report": self.reports}[kind]

    @property
    def may_report(self) -> bool:
        """By who applied, also after it has ended: what was learnt stays worth telling."""
        return self.is_mine and self.state in ("awarded", "ended")

    @property
    def decides(self) -> bool:
        return self.keeps and not self.is_mine and not self.recused

    @property
    def may_approve(self) -> bool:
        return self.decides and self.is_proposed and not self.approved_by_me


def award_of(answer: Answer, me: str, regions: Mapping[str, str]) -> Award:
    """The page's from the door's, for a reader; ``regions`` is code -> name."""
    name, colour = STATES[answer["state"]]
    ending = answer.get("ending")
    return Award(
        id=answer["id"],
        version=answer["version"],
        edition=answer["edition"],
        round_id=answer["round_id"],
        proposal_id=answer["proposal_id"],
        title=answer["title"],
        region=regions.get(answer["region"], answer["region"]),
        asked=show_sum(answer["ask"]),
        amount=show_sum(answer["amount"]) if answer["amount"] else "Nothing",
        paid=show_sum(answer["paid"]),
        unpaid=show_sum(answer["unpaid"]),
        state=answer["state"],
        state_name=IN_PART if answer["state"] == "awarded" and answer["kind"] == "part" else name,
        colour=colour,
        reason=answer["reason"] or "",
        by_vote="The vote funds it" if answer["won"] else "The vote did not fund it",
        decided=show_date(answer["decided_at"]),
        ended=show_date(answer["ended_at"]),
        ended_because=answer["ended_because"] or "",
        approvals=f"{answer['approvals']} of {answer['approvals_needed']}",
        conditions=tuple(_condition(each) for each in answer["conditions"]),
        instalments=tuple(_instalments(answer)),
        reports=tuple(_report(each) for each in answer["reports"]),
        is_mine=answer["is_mine"],
        keeps="approved_by" in answer,
        approved_by_me=answer.get("approved_by_me", False),
        recused=me in answer.get("recused", ()),
        ending=ending["reason"] if ending else "",
        ending_is_mine=ending is not None and ending["by"] == me,
        returned=show_sum(answer["returned"]) if answer["returned"] else "",
        money_back=tuple(
            f"{show_sum(each['amount'])} on {show_date(each['on'])}" for each in answer["money_back"]
        ),
        may_come_back=_may_come_back(answer),
        corrections=tuple(
            Correction(
                CORRECTED[each["part"]].format(number=each["number"]), show_date(each["at"]), each["reason"]
            )
            for each in answer["corrections"]
        ),
        step=_step(answer, me),
    )


def pot_of(answer: Answer) -> dict[str, Any]:
    """What the pot holds, in words."""
    late = answer["late_reports"]
    return {
        "holds": show_sum(answer["pot"]),
        "awarded": show_sum(answer["awarded"]),
        "paid": show_sum(answer["paid"]),
        "left": show_sum(answer["left"]),
        "number": answer["awards"],
        "announced": show_date(answer["announced_at"]),
        "returned": show_sum(answer["returned"]) if answer["returned"] else "",
        "late": "" if not late else "1 report is late" if late == 1 else f"{late} reports are late",
    }


def _may_come_back(answer: Answer) -> str:
    """How much was paid and did not come back; "" where nothing was."""
    kept = answer["paid"] - answer["returned"]
    return show_sum(kept) if kept and answer["state"] in ("awarded", "ended") else ""


def _condition(answer: Answer) -> Condition:
    return Condition(answer["number"], answer["text"], show_date(answer["met_at"]))


def _instalments(answer: Answer) -> Iterator[Instalment]:
    references = answer.get("references") or [None] * len(answer["instalments"])
    for each, reference in zip(answer["instalments"], references, strict=True):
        yield Instalment(
            each["number"],
            show_sum(each["amount"]),
            show_date(each["due"]),
            show_date(each["paid_on"]),
            "; ".join(each["waits_for"]),
            reference or "",
        )


def _report(answer: Answer) -> Report:
    stands, colour = "Asked for", "blue"
    if answer["handed_in_at"]:
        stands, colour = f"Handed in on {show_date(answer['handed_in_at'])}", "blue"
    elif answer["skipped"]:
        stands, colour = "No longer asked for", "grey"
    elif answer["is_late"]:
        stands, colour = "Late", "grey"
    spent = answer["spent"]
    return Report(
        answer["number"],
        show_date(answer["due"]),
        stands,
        colour,
        answer["text"] or "",
        show_sum(spent) if spent is not None else "",
        answer["skipped"] or "",
    )


def _step(answer: Answer, me: str) -> Step:
    """Whose turn it is, from where this reader stands."""
    if answer["is_mine"]:
        return _applicants_step(answer)
    if "approved_by" not in answer:
        return Step("")
    if answer["state"] == "proposed":
        return _approvers_step(answer, me)
    return _keepers_step(answer, me) if answer["state"] == "awarded" else Step("")


def _applicants_step(answer: Answer) -> Step:
    if answer["state"] == "skipped":
        words = "There is no award this time. Once the awards are announced, there is more for your idea."
        return Step(words, "/unfunded", "Ideas without an award")
    if answer["state"] != "awarded":
        return Step("")
    waiting = [each for each in answer["reports"] if not each["handed_in_at"] and not each["skipped"]]
    if waiting:
        first = waiting[0]
        late = "It is late: " if first["is_late"] else ""
        words = f"{late}report {first['number']} is asked for by {show_date(first['due'])}."
        href = f"/awards/{answer['id']}/reports/{first['number']}"
        return Step(words[0].upper() + words[1:], href, f"Hand in report {first['number']}")
    return Step("All reports are there. Thank you.") if answer["reports"] else Step("")


def _approvers_step(answer: Answer, me: str) -> Step:
    missing = answer["approvals_needed"] - answer["approvals"]
    if me in answer["recused"]:
        return Step("You said that you have an interest in this project, so others decide.")
    if answer["approved_by_me"]:
        return Step("You have approved it. Somebody else has to approve it too.")
    who = "You are the second person" if missing == 1 else "Two people approve it"
    return Step(f"{who}. Read the terms, then approve them below.", "#approve", "Go to the approval")


def _keepers_step(answer: Answer, me: str) -> Step:
    if me in answer["recused"]:
        return Step("You said that you have an interest in this project, so others look after it.")
    if answer["ending"]:
        if answer["ending"]["by"] == me:
            return Step("You want this award to end. Somebody else has to agree.")
        return Step("A keeper wants this award to end. You decide.", "#ending", "Go to the decision")
    for each in answer["instalments"]:
        if not each["paid_on"] and not each["waits_for"]:
            verb = "is due" if each["due"] <= today().isoformat() else "will be due"
            what = f"Instalment {each['number']}, {show_sum(each['amount'])}"
            return Step(
                f"{what}, {verb} on {show_date(each['due'])}.",
                f"/awards/{answer['id']}/instalments/{each['number']}",
                "Note it as paid",
            )
    waits = next((each for each in answer["instalments"] if each["waits_for"]), None)
    if waits is None:
        return Step("")
    return Step(f"Instalment {waits['number']} waits for {'; '.join(waits['waits_for'])}.")
