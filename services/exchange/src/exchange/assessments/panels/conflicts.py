"""Who may not judge what, and why: declared, and derived from who brings what to the round."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from exchange.refusal import Refusal

DECLARED, OWN, TEAMED, ORGANISATION, RIVAL = "declared", "own", "teamed", "organisation", "rival"

SENTENCES = {
    OWN: "It is one's own proposal.",
    TEAMED: "Another proposal of this round is brought together with somebody of this one.",
    ORGANISATION: "It comes from the same organisation.",
    RIVAL: "Who brings a proposal to this round does not assess its rivals.",
}


@dataclass(frozen=True)
class Team:
    """Who brings a proposal: its lead and those who agreed to apply with them.

    ``organisation`` is "" where it is not known; ``competes`` whether the proposal may still be funded.
    """

    proposal_id: str
    members: frozenset[str]
    organisation: str = ""
    competes: bool = True


@dataclass(frozen=True)
class Reader:
    """Somebody who would judge: their organisation, if they told it, and what they declared.

    ``declared`` maps a proposal's id to the reason.
    """

    member_id: str
    organisation: str = ""
    declared: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Conflict:
    """``kind`` is one of this module's; ``reason`` a sentence, the person's own if they declared it."""

    kind: str
    reason: str


class Teams:
    """Everybody who brings something to a round; answers who is in conflict with what."""

    def __init__(self, teams: Iterable[Team], *, proposers_assess: bool) -> None:
        self._teams = {each.proposal_id: each for each in teams}
        self._proposers_assess = proposers_assess
        self._of: dict[str, list[Team]] = {}
        for team in self._teams.values():
            for member in team.members:
                self._of.setdefault(member, []).append(team)

    def conflict(self, reader: Reader, proposal_id: str) -> Conflict | None:
        """Why an assessor may not judge this proposal; None if they may.

        Who brings a proposal that may still be funded judges none of its rivals, unless the panel
        allows it.
        """
        found = self.interest(reader, proposal_id)
        if found is None and not self._proposers_assess and self.is_rival(reader.member_id):
            return Conflict(RIVAL, SENTENCES[RIVAL])
        return found

    def interest(self, reader: Reader, proposal_id: str) -> Conflict | None:
        """The same for keepers, who judge for the whole round: an interest in this very proposal."""
        team = self._teams[proposal_id]
        if proposal_id in reader.declared:
            return Conflict(DECLARED, f"Declared: {reader.declared[proposal_id]}")
        if reader.member_id in team.members:
            return Conflict(OWN, SENTENCES[OWN])
        together = (other.members & team.members for other in self._of.get(reader.member_id, ()))
        if any(together):
            return Conflict(TEAMED, SENTENCES[TEAMED])
        if team.organisation and plain(team.organisation) == plain(reader.organisation):
            return Conflict(ORGANISATION, SENTENCES[ORGANISATION])
        return None

    def conflicts(self, reader: Reader, proposal_ids: Iterable[str]) -> dict[str, Conflict]:
        """Those of these proposals that they may not judge, and why."""
        found = ((each, self.conflict(reader, each)) for each in proposal_ids)
        return {each: conflict for each, conflict in found if conflict is not None}

    def refuse_rival(self, member_id: str) -> None:
        """Nobody volunteers who could judge nothing. Refused: ``assessment_conflict`` (403)."""
        if not self._proposers_assess and self.is_rival(member_id):
            refuse_conflict(Conflict(RIVAL, SENTENCES[RIVAL]))

    def is_rival(self, member_id: str) -> bool:
        return any(each.competes for each in self._of.get(member_id, ()))


def refuse_conflict(found: Conflict | None) -> None:
    """Refused: ``assessment_conflict`` (403) with the reason."""
    if found is not None:
        raise Refusal("assessment_conflict", f"There is a conflict of interest. {found.reason}")


def plain(name: str) -> str:
    """An organisation's name as two people would type it alike: letters and digits, no case, no "the"."""
    words = "".join(sign if sign.isalnum() else " " for sign in name.replace("&", " and ").casefold()).split()
    return " ".join(word for word in words if word != "the")
