"""Claims in words: what they are for, who pays, and what happens next (row 51)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, show_instant, show_number
from gateway.portal.money import show_pounds

STATUSES: dict[str, str] = {
    "patient": "I am there as a patient or somebody who uses services",
    "carer": "I am there as a carer",
    "employed": "I am employed",
    "self_employed": "I am self-employed",
    "retired": "I am retired",
    "unpaid": "I have no paid work, and am neither a patient nor a carer here",
    "other": "None of these",
}
ASSISTANT = {"personal_assistant": "I am a personal assistant"}
QUESTIONS: dict[str, str] = {
    "employer_funds_cpd": "Does your employer pay for your professional development?",
    "access_to_costs": "Does somebody else pay your costs?",
    "governance_work": "Is it work for a stewardship group?",
    "designated_by_q_member": "Has a member of Q named you as a carer?",
    "paid_public_sector_job": "Do you have a paid job in the public sector?",
    "accompanies": "Whom do you help?",
    "required": "Do they need you there?",
}
YES_OR_NO = [{"value": "yes", "text": "Yes"}, {"value": "no", "text": "No"}]
HELPED = [
    {"value": "patient_or_carer", "text": "A patient or a carer"},
    {"value": "somebody_else", "text": "Somebody else"},
]
PAYERS: dict[str, str] = {
    "q": "Q pays",
    "q_on_application": "Q pays, when your claim is approved",
    "employer": "Your employer pays",
    "not_a_carer_here": "Q does not pay you as a carer",
    "manual_decision": "Somebody decides about it",
}
NEXT: dict[str, str] = {
    "q": "Keep your receipts, and claim after the journey.",
    "q_on_application": "Keep your receipts, and claim after the journey.",
    "employer": "Ask your employer before you travel. If they say no, answer the question again with No.",
    "not_a_carer_here": "You may be paid in another way: check again as what you are besides, "
    "for example retired.",
    "manual_decision": "Ask those who look after your group before you travel, or claim and say how it is. "
    "Whoever decides writes down why.",
}
NEXT_ON_A_CLAIM: dict[str, str] = {
    "employer": NEXT["employer"],
    "not_a_carer_here": NEXT["not_a_carer_here"],
    "manual_decision": "Whoever decides writes down why Q pays, or why not.",
}
MODES: dict[str, str] = {
    "train": "Train",
    "bus": "Bus or coach",
    "taxi": "Taxi",
    "car": "Car (paid by the mile)",
    "motorcycle": "Motorcycle (paid by the mile)",
    "bicycle": "Bicycle (paid by the mile)",
    "ferry": "Ferry",
    "air": "Plane",
    "other": "Something else",
}
BY_MILES = ("car", "motorcycle", "bicycle")
STATES: dict[str, tuple[str, str]] = {
    "draft": ("Not handed in", "grey"),
    "submitted": ("Waits for two approvals", "blue"),
    "approved_once": ("Waits for a second approval", "blue"),
    "approved": ("Approved", "white"),
    "sent": ("Sent to be paid", "white"),
    "paid": ("Paid", "white"),
    "returned": ("There is a question", "blue"),
    "refused": ("Refused", "grey"),
    "withdrawn": ("Withdrawn", "grey"),
}
"""State -> its name and the colour of its tag."""
STEPS: dict[str, str] = {
    "began": "began this claim",
    "submitted": "handed it in",
    "approved": "approved it",
    "returned": "asked a question",
    "refused": "refused it",
    "withdrew": "took it back",
    "sent": "sent it to be paid",
    "paid": "noted that it was paid",
}


@dataclass(frozen=True)
class Line:
    """One journey or other cost."""

    id: str
    day: str
    what: str
    whose: str
    amount: str


@dataclass(frozen=True)
class Receipt:
    """A file of the claim."""

    id: str
    name: str
    size: str


@dataclass(frozen=True)
class Happened:
    """One line of the history."""

    at: str
    sentence: str
    words: str


@dataclass(frozen=True)
class ShortClaim:
    """A claim in a list."""

    id: str
    title: str
    region: str
    day: str
    amount: str
    state: str
    state_name: str
    colour: str
    handed_in: str
    flags: tuple[str, ...]


@dataclass(frozen=True)
class Claim(ShortClaim):
    """A claim on its page."""

    version: int
    payee: str
    status: str
    payer: str
    payer_words: str
    next: str
    assistants_payer: str
    assistants_words: str
    shares: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    receipts: tuple[Receipt, ...]
    history: tuple[Happened, ...]
    question: str
    missing: tuple[str, ...]
    may: tuple[str, ...]
    is_manual: bool
    is_unnamed_carer: bool
    is_named_carer: bool
    needs_no_receipt: bool


def short_of(answer: Mapping[str, Any], names: Mapping[str, str]) -> ShortClaim:
    """From the door's short claim; ``names`` are the groups'."""
    return ShortClaim(**_short(answer, names))


def _short(answer: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    state_name, colour = STATES[answer["state"]]
    return {
        "id": answer["id"],
        "title": answer["occasion"]["title"],
        "region": names.get(answer["region"], answer["region"]),
        "day": show_date(answer["occasion"]["on"]),
        "amount": show_pounds(answer["total_pence"]),
        "state": answer["state"],
        "state_name": state_name,
        "colour": colour,
        "handed_in": show_date(answer["submitted_at"]),
        "flags": tuple(_flags(answer)),
    }


def _flags(answer: Mapping[str, Any]) -> Iterable[str]:
    """What somebody who decides should see first."""
    days = answer["days_late"]
    if days:
        yield f"Handed in {show_number(days)} {'day' if days == 1 else 'days'} late"
    if answer["manual"]:
        yield "The rules do not say who pays"
    if answer.get("receipts_wanted"):
        yield "No receipt"
    if answer.get("others"):
        yield "There is another claim of the same person for this"


def claim_of(answer: Mapping[str, Any], names: Mapping[str, str]) -> Claim:
    """The page's claim from the door's."""
    verdict, assistants = answer["verdict"], answer["assistants_verdict"]
    # A paid job in the public sector settles it, whoever named them.
    is_carer = answer["answers"]["status"] == "carer" and verdict["payer"] != "not_a_carer_here"
    return Claim(
        **_short(answer, names),
        version=answer["version"],
        payee=answer["payee"],
        status=answer["answers"]["status"],
        payer=PAYERS[verdict["payer"]],
        payer_words=verdict["words"],
        next=NEXT_ON_A_CLAIM.get(verdict["payer"], ""),
        assistants_payer=PAYERS[assistants["payer"]] if assistants else "",
        assistants_words=assistants["words"] if assistants else "",
        shares=_shares(answer),
        lines=tuple(line_of(each) for each in answer["costs"]),
        receipts=tuple(
            Receipt(each["id"], each["name"], show_size(each["size"])) for each in answer["receipts"]
        ),
        history=tuple(_happened(step, answer) for step in answer["history"]),
        question=_question(answer),
        missing=tuple(QUESTIONS[name] for name in verdict["missing"] if name != "designated_by_q_member"),
        may=tuple(answer["may"]),
        is_manual=answer["manual"],
        is_unnamed_carer=is_carer and not answer["named"],
        is_named_carer=is_carer and answer["named"],
        needs_no_receipt=not answer["receipts_wanted"],
    )


def _shares(answer: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    if not answer["assistant_pence"]:
        return ()
    own = "Your" if answer["mine"] else "The claimant's"
    return (
        (own, show_pounds(answer["claimant_pence"])),
        ("The personal assistant's", show_pounds(answer["assistant_pence"])),
    )


def line_of(answer: Mapping[str, Any]) -> Line:
    """``Train, Carlisle to Penrith``; ``Car, Truro to Exeter: 87.5 miles at 45p``."""
    if answer["kind"] == "journey":
        mode = MODES[answer["mode"]].partition(" (")[0]
        what = f"{mode}, {answer['origin']} to {answer['destination']}"
        if answer["miles"] is not None:
            what += f": {show_number(answer['miles'])} miles at {answer['pence_a_mile']}p"
    else:
        what = answer["what"]
    whose = "Personal assistant" if answer["whose"] == "assistant" else ""
    return Line(answer["id"], show_date(answer["on"]), what, whose, show_pounds(answer["pence"]))


def show_size(size: int) -> str:
    """``90 KB``, ``1.5 MB``."""
    if size < 1024 * 1024:
        return f"{max(round(size / 1024), 1)} KB"
    return f"{show_number(round(size / 1024 / 1024, 1))} MB"


def _happened(step: Mapping[str, Any], answer: Mapping[str, Any]) -> Happened:
    is_claimants = step["by"] == answer["claimant_id"]
    who = ("You" if answer["mine"] else "The claimant") if is_claimants else step["called"]
    return Happened(show_instant(step["at"]), f"{who} {STEPS[step['kind']]}", step["words"])


def _question(answer: Mapping[str, Any]) -> str:
    """The question that a returned claim waits to have answered."""
    if answer["state"] != "returned":
        return ""
    return next(str(step["words"]) for step in reversed(answer["history"]) if step["kind"] == "returned")


@dataclass(frozen=True)
class Year:
    """A region's year, or that it is too few to show."""

    name: str
    year: str
    claims: str
    amount: str


def years_of(items: Iterable[Mapping[str, Any]]) -> tuple[Year, ...]:
    return tuple(
        Year(
            each["name"],
            str(each["year"]),
            "fewer than 5" if each["claims"] is None else show_number(each["claims"]),
            "not shown" if each["total_pence"] is None else show_pounds(each["total_pence"]),
        )
        for each in items
    )


@dataclass(frozen=True)
class Batch:
    """What was sent to be paid at one time."""

    id: str
    made: str
    claims: str
    amount: str
    unpaid: str
    is_paid: bool
    rows: tuple[tuple[str, str, str, str, str], ...] = ()


def batch_of(answer: Mapping[str, Any], names: Mapping[str, str]) -> Batch:
    """From the door's batch, with its lines where it has them."""
    return Batch(
        id=answer["id"],
        made=show_instant(answer["made_at"]),
        claims=show_number(answer["claims"]),
        amount=show_pounds(answer["total_pence"]),
        unpaid=show_number(answer["unpaid"]),
        is_paid=not answer["unpaid"],
        rows=tuple(
            (
                each["claim_id"],
                each["payee"],
                names.get(each["region"], each["region"]),
                show_pounds(each["total_pence"]),
                "Paid" if each["paid"] else "Sent",
            )
            for each in answer.get("payments", ())
        ),
    )
