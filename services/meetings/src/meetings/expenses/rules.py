"""Who pays, as a table: the three cases of the seeds, the carer test, and the gaps (row 51, C41).

``003 L629`` and the like are the lines of the source. A case that no line of the table covers goes to a
person: it is never decided by guess.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

EMPLOYED, SELF_EMPLOYED, PATIENT, CARER = "employed", "self_employed", "patient", "carer"
ASSISTANT, RETIRED, UNPAID, OTHER = "personal_assistant", "retired", "unpaid", "other"
STATUSES = (PATIENT, CARER, EMPLOYED, SELF_EMPLOYED, RETIRED, UNPAID, ASSISTANT, OTHER)
CLAIMANTS = tuple(status for status in STATUSES if status != ASSISTANT)
"""Whoever claims; an assistant's share stands on the claim of the person they help."""

EMPLOYER, Q, ON_APPLICATION = "employer", "q", "q_on_application"
NOT_A_CARER, MANUAL = "not_a_carer_here", "manual_decision"
PAYERS = (EMPLOYER, Q, ON_APPLICATION, NOT_A_CARER, MANUAL)
Q_PAYS = (Q, ON_APPLICATION)

PATIENT_OR_CARER, SOMEBODY_ELSE = "patient_or_carer", "somebody_else"
STATUS = "status"
YES_OR_NO = (True, False)
ANSWERS: Mapping[str, tuple[str | bool, ...]] = {
    STATUS: STATUSES,
    "employer_funds_cpd": YES_OR_NO,
    "access_to_costs": YES_OR_NO,
    "governance_work": YES_OR_NO,
    "designated_by_q_member": YES_OR_NO,
    "paid_public_sector_job": YES_OR_NO,
    "accompanies": (PATIENT_OR_CARER, SOMEBODY_ELSE),
    "required": YES_OR_NO,
}
"""Every question, with its answers."""

Answers = Mapping[str, str | bool | None]


@dataclass(frozen=True)
class Rule:
    """One line: who pays ``when`` all of this was answered, with ``words`` for whoever asked."""

    number: str
    source: str
    when: Mapping[str, str | bool]
    payer: str
    words: str

    def holds(self, answers: Answers) -> bool:
        return all(answers.get(name) == value for name, value in self.when.items())


TABLE: tuple[Rule, ...] = (
    Rule(
        "51.1", "003 L629", {STATUS: EMPLOYED, "employer_funds_cpd": True}, EMPLOYER,
        "Your employer pays for your professional development, so your employer pays for this too.",
    ),
    Rule(
        "51.2", "003 L630", {STATUS: SELF_EMPLOYED, "access_to_costs": False, "governance_work": True},
        ON_APPLICATION,
        "You work for yourself and nobody else pays, so Q pays when your claim is approved.",
    ),
    Rule("51.3", "003 L631", {STATUS: PATIENT}, Q, "Q pays for patients."),
    Rule(
        "51.3 carer", "003 L631-632",
        {STATUS: CARER, "designated_by_q_member": True, "paid_public_sector_job": False}, Q,
        "Q pays for carers whom a member of Q has named.",
    ),
    Rule(
        "51.3 carer test, job", "003 L632", {STATUS: CARER, "paid_public_sector_job": True}, NOT_A_CARER,
        "For expenses, somebody with a paid job in the public sector does not count as a carer.",
    ),
    Rule(
        "51.3 carer test, named", "003 L632", {STATUS: CARER, "designated_by_q_member": False}, NOT_A_CARER,
        "For expenses, a carer is somebody whom a member of Q has named as one.",
    ),
    Rule(
        "51.3 assistant", "003 L631",
        {STATUS: ASSISTANT, "accompanies": PATIENT_OR_CARER, "required": True}, Q,
        "Q pays for a personal assistant whom a patient or carer needs.",
    ),
    Rule(
        "C41 employed", "gap", {STATUS: EMPLOYED, "employer_funds_cpd": False}, MANUAL,
        "The rules do not say who pays when an employer does not.",
    ),
    Rule(
        "C41 retired", "gap", {STATUS: RETIRED}, MANUAL,
        "The rules do not say who pays for somebody who is retired.",
    ),
    Rule(
        "C41 unpaid", "gap", {STATUS: UNPAID}, MANUAL,
        "The rules do not say who pays for somebody without paid work who is neither a patient nor a carer.",
    ),
)  # fmt: skip
"""The first line that holds decides."""

NO_RULE = Rule("none", "gap", {}, MANUAL, "The rules do not cover this case.")


@dataclass(frozen=True)
class Verdict:
    """Who pays, by which line; ``missing`` are the questions without an answer that would change it."""

    payer: str
    rule: str
    source: str
    words: str
    missing: tuple[str, ...] = ()


def who_pays(answers: Answers) -> Verdict:
    """The line of the table that holds; where none does, a person decides."""
    held = next((rule for rule in TABLE if rule.holds(answers)), NO_RULE)
    asked = questions_of(str(answers.get(STATUS) or ""))
    missing = () if held is not NO_RULE else tuple(name for name in asked if answers.get(name) is None)
    return Verdict(held.payer, held.number, held.source, held.words, missing)


def questions_of(status: str) -> tuple[str, ...]:
    """What the table asks somebody of this status, in its order."""
    names = (name for rule in TABLE if rule.when.get(STATUS) == status for name in rule.when)
    return tuple(dict.fromkeys(name for name in names if name != STATUS))


def faults(table: tuple[Rule, ...] = TABLE) -> list[str]:
    """What is wrong with a table: unknown words, or two lines that hold at once and disagree."""
    found = [
        f"{rule.number}: {name} is not answered with {value!r}"
        for rule in table
        for name, value in rule.when.items()
        if value not in ANSWERS.get(name, ())
    ]
    found += [f"{rule.number}: nobody is called {rule.payer}" for rule in table if rule.payer not in PAYERS]
    for answers in _every_case(table):
        payers = {rule.payer for rule in table if rule.holds(answers)}
        found += [f"{dict(answers)}: {sorted(payers)}"] if len(payers) > 1 else []
    return found


def _every_case(table: tuple[Rule, ...]) -> Iterator[Answers]:
    """Every way to answer what the table asks, status by status."""
    for status in STATUSES:
        names = sorted(
            {name for rule in table if rule.when.get(STATUS) == status for name in rule.when} & ANSWERS.keys()
        )
        names = [name for name in names if name != STATUS]
        for values in product(*((None, *ANSWERS[name]) for name in names)):
            yield {STATUS: status, **dict(zip(names, values, strict=True))}


if _wrong := faults():
    raise ValueError(f"the table of who pays: {'; '.join(_wrong)}")
