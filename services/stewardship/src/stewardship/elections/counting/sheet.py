"""The count for readers: a sheet for people, a document for programs."""

from fractions import Fraction
from typing import Any

from stewardship.elections.counting.outcome import Count, Stage
from stewardship.elections.counting.wording import exact, figure


def count_sheet(count: Count) -> list[list[str]]:
    """Rows of words and figures, the first one the headings.

    One row for each candidate, then the votes without a next choice, then all: every stage adds up to the
    valid ballots. A cell holds the votes at the end of the stage and, in brackets, what the stage changed.
    """
    names = {each.id: each.label for each in count.contest.candidates}
    headings = ["Candidate", *(f"{stage.number}. {stage_title(stage, names)}" for stage in count.stages)]
    rows = [[*headings, "Outcome"]]
    for each in count.contest.standing:
        cells = [_cell(stage.votes[each.id], stage.transfers.get(each.id)) for stage in count.stages]
        rows.append([each.label, *cells, outcome_of(count, each.id)])
    exhausted = [figure(stage.exhausted) for stage in count.stages]
    lost = [figure(stage.non_transferable) for stage in count.stages]
    rows.append(["No next choice, from candidates who left the count", *exhausted, ""])
    rows.append(["No next choice, from surpluses", *lost, ""])
    rows.append(["All", *(figure(_total(stage)) for stage in count.stages), ""])
    return rows


def stage_title(stage: Stage, names: dict[str, str]) -> str:
    """``First choices``, ``Surplus of Ann``, ``Cai excluded``, ``Cai withdrawn``."""
    name = names.get(stage.candidate or "", "")
    titles = {
        "first_preferences": "First choices",
        "surplus": f"Surplus of {name}",
        "exclusion": f"{name} excluded",
        "withdrawal": f"Ballots of {name}, withdrawn",
    }
    return titles[stage.kind]


def outcome_of(count: Count, candidate: str) -> str:
    """``Elected at stage 3`` and the like, in words."""
    for stage in count.stages:
        for happened, word in (
            (stage.elected, "Elected"),
            (stage.excluded, "Excluded"),
            (stage.withdrawn, "Withdrawn"),
        ):
            if candidate in happened:
                return f"{word} at stage {stage.number}"
    return "Not elected"


def _cell(votes: Fraction, change: Fraction | None) -> str:
    return f"{figure(votes)} ({'+' if change > 0 else ''}{figure(change)})" if change else figure(votes)


def _total(stage: Stage) -> Fraction:
    return sum(stage.votes.values(), stage.exhausted + stage.non_transferable)


def count_document(count: Count) -> dict[str, Any]:
    """The whole count in JSON types. Votes twice: ``votes`` to five decimals, ``exact`` as fractions."""
    return {
        "title": count.contest.title,
        "seats": count.contest.seats,
        "valid": count.valid,
        "empty": count.empty,
        "quota": count.quota,
        "lot": list(count.lot),
        "candidates": [
            {"id": each.id, "name": each.label, "outcome": outcome_of(count, each.id)}
            for each in count.contest.standing
        ],
        "elected": [
            {
                "candidate": each.candidate,
                "stage": each.stage,
                "votes": figure(each.votes),
                "exact": exact(each.votes),
                "reason": each.reason,
                "sentence": each.sentence,
            }
            for each in count.elected
        ],
        "stages": [_stage_document(stage) for stage in count.stages],
        "differences": [
            {
                "elected": each.elected,
                "instead_of": each.instead_of,
                "rules": list(each.rules),
                "sentence": each.sentence,
            }
            for each in count.differences
        ],
        "reserved": count_document(count.reserved) if count.reserved else None,
    }


def _stage_document(stage: Stage) -> dict[str, Any]:
    return {
        "number": stage.number,
        "kind": stage.kind,
        "candidate": stage.candidate,
        "value": exact(stage.value) if stage.value is not None else None,
        "votes": {each: figure(votes) for each, votes in stage.votes.items()},
        "exact": {each: exact(votes) for each, votes in stage.votes.items()},
        "transfers": {each: figure(votes) for each, votes in stage.transfers.items()},
        "exhausted": figure(stage.exhausted),
        "non_transferable": figure(stage.non_transferable),
        "elected": list(stage.elected),
        "excluded": list(stage.excluded),
        "withdrawn": list(stage.withdrawn),
        "ties": [
            {
                "purpose": tie.purpose,
                "candidates": list(tie.candidates),
                "chosen": tie.chosen,
                "rule": tie.rule,
                "stage": tie.stage,
                "sentence": tie.sentence,
            }
            for tie in stage.ties
        ],
        "sentences": list(stage.sentences),
    }
