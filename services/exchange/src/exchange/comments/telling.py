"""Who is told what of comments: the team of a question, its author of the answer, and of what was hidden."""

from collections.abc import Iterable

from contracts.events import Fact
from exchange.comments.domain import Comment
from exchange.notices import notices
from exchange.proposals.domain import Proposal
from exchange.proposals.telling import path_of


def question_asked(comment: Comment, proposal: Proposal) -> list[Fact]:
    """Everybody of the team."""
    return _told("proposal_question", comment, proposal, proposal.team, "asked")


def answered(comment: Comment, proposal: Proposal) -> list[Fact]:
    """Whoever wrote it, unless they answer themselves."""
    last = comment.answers[-1]
    authors = [comment.by] if comment.by != last.by else []
    return _told("comment_answered", comment, proposal, authors, f"answer:{len(comment.answers)}")


def hidden(comment: Comment, proposal: Proposal) -> list[Fact]:
    """Whoever wrote it, with the reason."""
    cause = f"hidden:{comment.version}"
    return _told("comment_hidden", comment, proposal, [comment.by], cause, reason=comment.reason)


def _told(
    kind: str, comment: Comment, proposal: Proposal, members: Iterable[str], cause: str, **more: str
) -> list[Fact]:
    return notices(
        kind,
        cause=f"comment:{comment.id}:{cause}",
        members=members,
        about={"title": proposal.title, **more},
        path=f"{path_of(proposal)}?comment={comment.id}#comment-{comment.id}",
        concerning=(comment.id, comment.version),
        region=proposal.region,
    )
