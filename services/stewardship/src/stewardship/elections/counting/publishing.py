"""Writes the file from which anybody can recount: ballots, names, and all the rules of the contest."""

import json
import re
from typing import Any

from stewardship.elections.counting.contest import Ballots, Candidate, Contest

HEAD = """\
# Ballots of one contest, for anybody to recount.
# Lines that start with "#:" hold the rules of the contest as JSON; other programs pass over them.
# Order of the lot: candidates by SHA-256 of seed, ":" and id."""


def write_blt(contest: Contest, ballots: Ballots) -> str:
    """The ``.blt`` text; ``read_blt`` makes the same contest and ballots of it.

    Equal ballots are one line, and the lines are sorted: nothing tells in which order people voted.
    """
    numbers = {each.id: str(number) for number, each in enumerate(contest.candidates, 1)}
    cast = sorted((tuple(int(numbers[each]) for each in chosen), many) for chosen, many in ballots.items())
    withdrawn = [f"-{numbers[each.id]}" for each in contest.candidates if each.id in contest.withdrawn]
    lines = [
        HEAD,
        *_rules(contest),
        *(f"#: candidate {number} {_json(_said(each))}" for number, each in enumerate(contest.candidates, 1)),
        f"{len(contest.candidates)} {contest.seats}",
        *([" ".join(withdrawn)] if withdrawn else []),
        *(" ".join(map(str, (many, *chosen, 0))) for chosen, many in cast if many),
        "0",
        *(_quoted(each.label) for each in contest.candidates),
        _quoted(contest.title),
    ]
    return "\n".join(lines) + "\n"


def _rules(contest: Contest) -> list[str]:
    rules = contest.reservations
    said: dict[str, Any] = {
        "title": contest.title,
        "seed": contest.seed,
        "patient_seats": rules.patient_seats,
        "most_per_county": rules.most_per_county,
        "least_per_system": dict(sorted(rules.least_per_system.items())),
        "sitting": sorted(contest.sitting),
    }
    return [f"#: {key} {_json(value)}" for key, value in said.items()]


def _said(candidate: Candidate) -> dict[str, Any]:
    words = {"id": candidate.id, "name": candidate.name}
    places = {"county": candidate.county, "system": candidate.system}
    said = {**words, **{key: word for key, word in places.items() if word}}
    return {**said, "patient": True} if candidate.patient else said


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _quoted(words: str) -> str:
    one_line = re.sub(r"\s+", " ", words).strip().replace('"', "'")
    return f'"{one_line}"'
