"""How a team dealt with what others said: the evidence that assessors read (row 56; pure).

Section 0, row 10 of our list of features: assessors of Q Exchange look at whether comments were answered and
the text was changed. What a team says to itself does not count, nor what was hidden or taken back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from exchange.comments.domain import SHOWN, Comment
from exchange.comments.supporting.domain import Support
from exchange.proposals.domain import Text


@dataclass(frozen=True)
class ChangedText:
    """One version of the text, and the comments because of which it was written."""

    proposal_id: str
    number: int
    at: datetime
    because_of: tuple[str, ...]


@dataclass(frozen=True)
class Engagement:
    """Numbers of comments, not of people, but for ``commenters``, ``supporters`` and ``groups``.

    ``texts`` are the versions after the first, ``changes`` those that name comments, and ``changed_by`` the
    comments that they name.
    """

    until: datetime
    comments: int
    commenters: int
    answered: int
    questions: int
    questions_answered: int
    texts: int
    changes: tuple[ChangedText, ...]
    changed_by: int
    supporters: int
    groups: tuple[str, ...]

    @property
    def unanswered(self) -> int:
        """Questions that nobody of the team has answered."""
        return self.questions - self.questions_answered


def engagement(
    team: Iterable[str],
    comments: Iterable[Comment],
    texts: Iterable[Text],
    supports: Iterable[Support],
    until: datetime,
) -> Engagement:
    """Of one proposal, with what was merged into it; only what happened before ``until``."""
    own = set(team)
    counted = [each for each in comments if each.state == SHOWN and each.by not in own and each.at < until]
    known = {each.id for each in counted}
    later = [each for each in texts if each.number > 1 and each.at < until]
    changes = _changes(later, known)
    questions = [each for each in counted if each.is_question]
    standing = [each for each in supports if each.at < until]
    return Engagement(
        until=until,
        comments=len(counted),
        commenters=len({each.by for each in counted}),
        answered=_answered(counted, until),
        questions=len(questions),
        questions_answered=_answered(questions, until),
        texts=len(later),
        changes=changes,
        changed_by=len({reason for each in changes for reason in each.because_of}),
        supporters=len({each.by for each in standing if not each.group} - own),
        groups=tuple(sorted({each.group for each in standing if each.group})),
    )


def changed_texts(texts: Iterable[Text]) -> dict[str, list[tuple[str, int]]]:
    """By comment: (proposal, number) of every text that names it."""
    found: dict[str, list[tuple[str, int]]] = {}
    for each in texts:
        for reason in each.because_of:
            found.setdefault(reason, []).append((each.proposal_id, each.number))
    return found


def _changes(texts: Sequence[Text], known: set[str]) -> tuple[ChangedText, ...]:
    named = (
        ChangedText(each.proposal_id, each.number, each.at, tuple(r for r in each.because_of if r in known))
        for each in texts
    )
    return tuple(each for each in named if each.because_of)


def _answered(comments: Iterable[Comment], until: datetime) -> int:
    return sum(any(said.at < until for said in each.answers) for each in comments)
