"""What a team writes in a proposal, and what is still to be written before it is submitted (row 56; pure)."""

from dataclasses import dataclass

from exchange.refusal import Refusal
from exchange.rounds.domain import Round, refuse_wrong_ask


@dataclass(frozen=True)
class Words:
    """What a team writes. ``ask`` is whole pence, None while nobody knows; ``theme`` the round's or ""."""

    title: str
    aim: str
    plan: str = ""
    spending: str = ""
    organisation: str = ""
    theme: str = ""
    ask: int | None = None


def remaining(found: Round, words: Words) -> dict[str, list[str]]:
    """What is to be done before it can be submitted, by field."""
    wanted = {"title": words.title, "aim": words.aim, "plan": words.plan, "spending": words.spending}
    missing = {name: ["This is still to be written."] for name, told in wanted.items() if not told}
    if found.terms.themes and words.theme not in found.terms.themes:
        missing["theme"] = ["Choose a theme of this round."]
    if words.ask is None:
        return {**missing, "ask": ["Say how much it asks for."]}
    try:
        refuse_wrong_ask(found.terms.limits, words.ask)
    except Refusal as no:
        return {**missing, "ask": no.fields["ask"]}
    return missing


def refuse_incomplete(found: Round, words: Words) -> None:
    """Refused: ``ask_wrong`` when nothing else is to be mended, ``proposal_incomplete`` with every field
    that lacks something."""
    missing = remaining(found, words)
    if set(missing) == {"ask"}:
        refuse_wrong_ask(found.terms.limits, words.ask if words.ask is not None else 0)
    if missing:
        raise Refusal("proposal_incomplete", "", missing)


def refuse_unknown_theme(found: Round, words: Words) -> None:
    """Refused: ``theme_unknown``."""
    if words.theme and words.theme not in found.terms.themes:
        raise Refusal("theme_unknown", "", {"theme": ["Choose a theme of this round."]})
