"""The clauses of a document, checked as one text when it is written."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from stewardship.documents.catalogue import CATALOGUES
from stewardship.documents.kinds import DUTIES, Kind
from stewardship.refusal import Refusal

STRATEGY_DUTY = "delivery_strategy"
"""The code of duty 2."""


@dataclass(frozen=True)
class Clause:
    """One clause. Actions have an ``owner`` (a role), a ``duty`` (its code) and a ``measure`` (row 28)."""

    code: str
    label: str
    text: str
    owner: str = ""
    duty: str = ""
    measure: str = ""


def checked(kind: Kind, clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """The clauses as they are kept: lines of a catalogue in its order, whatever order they came in (row 18).

    Refused: ``document_empty``, ``clause_code_twice``, ``clause_not_in_catalogue``, ``action_incomplete``.
    """
    given = tuple(clauses)
    if not given:
        raise Refusal("document_empty", fields={"clauses": ["Write at least one clause."]})
    codes = [clause.code for clause in given]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise Refusal(
            "clause_code_twice", fields={"clauses": [f"The code {code} is used twice." for code in twice]}
        )
    _refuse_odd_actions(kind, given)
    if kind.has_actions:
        # Row 28: an action serves the duty of a local delivery strategy unless it says another.
        return tuple(replace(clause, duty=clause.duty or STRATEGY_DUTY) for clause in given)
    return _in_catalogue_order(kind, given) if kind.is_fixed else given


def _in_catalogue_order(kind: Kind, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    catalogue = CATALOGUES[kind.code]
    unknown = [clause.code for clause in clauses if catalogue.entry(clause.code) is None]
    if unknown:
        said = [f"{code} is none of the lines of this kind." for code in unknown]
        raise Refusal("clause_not_in_catalogue", fields={"clauses": said})
    return tuple(sorted(clauses, key=lambda clause: catalogue.position(clause.code)))


def _refuse_odd_actions(kind: Kind, clauses: tuple[Clause, ...]) -> None:
    said = []
    for clause in clauses:
        if kind.has_actions:
            missing = [name for name in ("owner", "measure") if not getattr(clause, name)]
            said += [f"{clause.label}: say the {name}." for name in missing]
            if clause.duty and CATALOGUES[DUTIES].entry(clause.duty) is None:
                said.append(f"{clause.label}: {clause.duty} is none of the duties.")
        elif clause.owner or clause.duty or clause.measure:
            said.append(f"{clause.label}: only actions have an owner, a duty and a measure.")
    if said:
        raise Refusal("action_incomplete", fields={"clauses": said})
