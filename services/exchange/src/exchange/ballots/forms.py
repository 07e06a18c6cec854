"""What a ballot may hold: forms as data, the 2019 one first (row 57).

In 2019 every member chose exactly six projects, three of each of two themes, all with the same weight, so
that people look beyond the projects that they know.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from exchange.refusal import Refusal

FIXED, APPROVAL, KNAPSACK = "fixed", "approval", "knapsack"
KINDS = (FIXED, APPROVAL, KNAPSACK)
MOST_PICKS = 50


@dataclass(frozen=True)
class Form:
    """``picks``: how many projects, exactly (fixed) or at most (approval; None: any number).

    ``per_theme``: how many of each theme, exactly; only of a fixed ballot, and they add up to ``picks``.
    A knapsack holds projects whose asks do not exceed the pot together. Any ballot may be left blank.
    """

    kind: str
    picks: int | None = None
    per_theme: tuple[tuple[str, int], ...] = ()


class Choice(Protocol):
    """A project that may be chosen: ``people`` are its lead and co-applicants; ``ask`` in pence."""

    @property
    def id(self) -> str: ...
    @property
    def theme(self) -> str: ...
    @property
    def ask(self) -> int: ...
    @property
    def people(self) -> frozenset[str]: ...


def refuse_wrong_form(form: Form, themes: Sequence[str]) -> None:
    """Refused: ``ballot_form_wrong``."""
    if form.kind not in KINDS:
        raise _form("Choose a form of ballot from the list.")
    if form.kind == FIXED and form.picks is None:
        raise _form("Say how many projects a member chooses.")
    if form.picks is not None and not 1 <= form.picks <= MOST_PICKS:
        raise _form(f"A member chooses between 1 and {MOST_PICKS} projects.")
    if form.kind == KNAPSACK and form.picks is not None:
        raise _form("A knapsack is limited by the pot, not by a number.")
    if not form.per_theme:
        return
    named = [theme for theme, _ in form.per_theme]
    if form.kind != FIXED or sorted(named) != sorted(themes):
        raise _form("Numbers for themes name each theme of the round once, on a ballot with a fixed number.")
    if sum(number for _, number in form.per_theme) != form.picks or min(dict(form.per_theme).values()) < 0:
        raise _form("The numbers for the themes add up to the number of projects.")


def refuse_wrong_ballot(
    form: Form, chosen: Sequence[str], choices: Mapping[str, Choice], pot: int, voter: str
) -> None:
    """A blank one is always taken.

    Refused: ``ballot_project_unknown``, ``ballot_project_twice``, ``ballot_own_project``,
    ``ballot_picks_wrong``, ``ballot_theme_wrong``, ``ballot_over_pot``.
    """
    if len(set(chosen)) < len(chosen):
        raise Refusal("ballot_project_twice")
    if any(each not in choices for each in chosen):
        raise Refusal("ballot_project_unknown")
    if any(voter in choices[each].people for each in chosen):
        raise Refusal("ballot_own_project")
    if chosen:
        LIMITS[form.kind](asked_of(form, choices, voter), [choices[each] for each in chosen], pot)


def asked_of(form: Form, choices: Mapping[str, Choice], voter: str) -> Form:
    """The form as this voter can fill it in: a paper may hold fewer projects that they may choose.

    Of a theme with two projects nobody chooses three, and whoever leads one of three chooses the other two.
    """
    if form.kind != FIXED or form.picks is None:
        return form
    there = Counter(each.theme for each in choices.values() if voter not in each.people)
    if not form.per_theme:
        return replace(form, picks=min(form.picks, there.total()))
    per_theme = tuple((theme, min(number, there[theme])) for theme, number in form.per_theme)
    return replace(form, picks=sum(number for _, number in per_theme), per_theme=per_theme)


def _fixed(form: Form, chosen: Sequence[Choice], _pot: int) -> None:
    if len(chosen) != form.picks:
        raise Refusal("ballot_picks_wrong", f"Choose exactly {form.picks}; you chose {len(chosen)}.")
    found = Counter(each.theme for each in chosen)
    for theme, number in form.per_theme:
        if found[theme] != number:
            raise Refusal("ballot_theme_wrong", f"Choose {number} of {theme}; you chose {found[theme]}.")


def _approval(form: Form, chosen: Sequence[Choice], _pot: int) -> None:
    if form.picks is not None and len(chosen) > form.picks:
        raise Refusal("ballot_picks_wrong", f"Choose at most {form.picks}; you chose {len(chosen)}.")


def _knapsack(_form: Form, chosen: Sequence[Choice], pot: int) -> None:
    over = sum(each.ask for each in chosen) - pot
    if over > 0:
        sum_over = f"£{over / 100:,.2f}".removesuffix(".00")
        raise Refusal("ballot_over_pot", f"Your choice asks for {sum_over} more than there is.")


def _form(sentence: str) -> Refusal:
    return Refusal("ballot_form_wrong", sentence, {"ballot": [sentence]})


LIMITS = {FIXED: _fixed, APPROVAL: _approval, KNAPSACK: _knapsack}
