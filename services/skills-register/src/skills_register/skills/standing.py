"""What counts for how much when matches are put in order: plain points that are added up and shown (row 63).

The part of a skill's points that no question changes is its *standing*. A level is worth more than all the
rest of the standing together, so that "at least coaching" is a range of standings.
"""

from dataclasses import dataclass

LEARNING, DOING, COACHING = "learning", "doing", "coaching"
LEVELS = (LEARNING, DOING, COACHING)
LEVEL_WORDS = {
    LEARNING: "is learning it",
    DOING: "does it in their own work",
    COACHING: "coaches others in it",
}

A_LEVEL = 20
FRESH, EVIDENCE, AVAILABLE, AN_ENDORSEMENT, MOST_ENDORSEMENTS = 8, 3, 3, 1, 5
MOST_STANDING = (
    A_LEVEL * (len(LEVELS) - 1) + FRESH + EVIDENCE + AVAILABLE + AN_ENDORSEMENT * MOST_ENDORSEMENTS
)

WHOLE_WORD, PART_OF_A_WORD = 10, 4
DISTANCES = ((5.0, 20), (15.0, 15), (30.0, 10), (60.0, 5), (float("inf"), 0))
"""(miles, points): the points of a place that lies no farther than that, and farther than the row before."""


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for a match, in words, and how many points that is (0: it was asked for)."""

    kind: str
    words: str
    points: int


def least_standing(level: str) -> int:
    """The standing from which on a skill is at this level."""
    return A_LEVEL * LEVELS.index(level)


def reasons_of(
    *, level: str, is_fresh: bool, confirmed: str, has_evidence: bool, availability: str, endorsements: int
) -> tuple[Reason, ...]:
    """The standing's reasons, those without points too; ``availability`` in words, "" if nothing was said."""
    vouched = AN_ENDORSEMENT * min(endorsements, MOST_ENDORSEMENTS)
    return (
        Reason("level", LEVEL_WORDS[level], least_standing(level)),
        Reason(
            "freshness", f"{'' if is_fresh else 'last '}confirmed on {confirmed}", FRESH if is_fresh else 0
        ),
        *([Reason("evidence", "says what they did with it", EVIDENCE)] if has_evidence else []),
        *([Reason("availability", availability, AVAILABLE)] if availability else []),
        *([Reason("endorsements", _vouched(endorsements), vouched)] if endorsements else []),
    )


def standing(
    *, level: str, is_fresh: bool, has_evidence: bool, says_availability: bool, endorsements: int
) -> int:
    """The sum of ``reasons_of``."""
    found = reasons_of(
        level=level,
        is_fresh=is_fresh,
        confirmed="",
        has_evidence=has_evidence,
        availability="said" if says_availability else "",
        endorsements=endorsements,
    )
    return sum(each.points for each in found)


def distance_points(miles: float) -> int:
    return next(points for most, points in DISTANCES if miles <= most)


def points_table() -> list[dict[str, object]]:
    """Every point there is, for people to read beside an answer."""
    rows: list[tuple[str, str, int]] = [
        *(("level", LEVEL_WORDS[level], least_standing(level)) for level in LEVELS),
        ("freshness", "confirmed in time", FRESH),
        ("evidence", "says what they did with it", EVIDENCE),
        ("availability", "says when they can", AVAILABLE),
        ("endorsements", f"for each, up to {MOST_ENDORSEMENTS}", AN_ENDORSEMENT),
        ("text", "your word means this skill", WHOLE_WORD),
        ("text", "your word is a part of its name", PART_OF_A_WORD),
        *(("distance", f"within {most:.0f} miles", points) for most, points in DISTANCES if points),
    ]
    return [{"kind": kind, "words": words, "points": points} for kind, words, points in rows]


def _vouched(endorsements: int) -> str:
    return "endorsed by one member" if endorsements == 1 else f"endorsed by {endorsements} members"
