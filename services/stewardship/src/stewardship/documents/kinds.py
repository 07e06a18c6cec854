"""The kinds of document a group keeps, and what differs between them (rows 16-22, 28)."""

from dataclasses import dataclass

"""The region code of the UK-wide group."""

TERMS = "terms_of_reference"
OBJECTIVES = "objectives"
PRINCIPLES = "principles"
DUTIES = "duties"
COMMONS = "commons_principles"
GUIDANCE = "guidance"
GROUND_RULES = "ground_rules"
STRATEGY = "delivery_strategy"


@dataclass(frozen=True)
class Kind:
    """One kind of document.

    ``states`` are what a clause can be in, none where the kind has no states; ``done`` is the state that
    needs evidence. ``sections`` are the clauses that are usual, never demanded. ``is_fixed``: the lines
    come from the catalogue, in its order. ``review_months`` is the time to the next review when nobody
    named a date. ``of_uk_only`` and ``by_proposal`` say who begins it: the UK-wide group alone, or
    members by a proposal that others comment on first (row 21).
    """

    code: str
    title: str
    states: tuple[str, ...] = ()
    done: str = ""
    sections: tuple[str, ...] = ()
    is_fixed: bool = False
    has_actions: bool = False
    has_practices: bool = False
    of_uk_only: bool = False
    by_proposal: bool = False
    review_months: int | None = None


KINDS = (
    Kind(
        TERMS,
        "Terms of reference",
        sections=(
            "purpose", "scope_in", "scope_out", "membership", "meetings", "reporting", "resources", "outputs",
        ),
    ),
    Kind("vision", "Vision"),
    Kind("values", "Values"),
    Kind(OBJECTIVES, "Objectives", states=("not_started", "partly", "met"), done="met"),
    Kind(PRINCIPLES, "Organising principles", is_fixed=True, has_practices=True),
    # Row 19: a group looks at its duties once a year.
    Kind(DUTIES, "Duties", states=("active", "dormant", "untested"), is_fixed=True, review_months=12),
    Kind(COMMONS, "Commons principles", is_fixed=True, has_practices=True),
    Kind(GUIDANCE, "Governance guidance", is_fixed=True, of_uk_only=True),
    Kind(GROUND_RULES, "Ground rules", by_proposal=True),
    Kind(
        STRATEGY,
        "Delivery strategy",
        states=("not_started", "under_way", "done", "stopped"),
        done="done",
        has_actions=True,
        review_months=12,
    ),
)  # fmt: skip
BY_CODE = {kind.code: kind for kind in KINDS}

SECTION_LABELS = {
    "purpose": "Purpose",
    "scope_in": "What is in scope",
    "scope_out": "What is out of scope",
    "membership": "Membership",
    "meetings": "Meetings",
    "reporting": "Reporting",
    "resources": "Resources",
    "outputs": "Outputs",
}
"""The usual parts of terms of reference (row 16)."""
