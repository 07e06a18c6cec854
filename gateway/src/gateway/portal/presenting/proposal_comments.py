"""What is said about a proposal, as its page shows it (row 56)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_instant
from gateway.portal.presenting.proposals import named

Answer = Mapping[str, Any]


@dataclass(frozen=True)
class Reply:
    who: str
    when: str
    text: str


@dataclass(frozen=True)
class Comment:
    """``state_words`` says why there are no words, "" where there are; ``texts`` (address, name) are the
    versions that it led to."""

    id: str
    proposal_id: str
    who: str
    when: str
    text: str
    is_question: bool
    is_answered: bool
    is_mine: bool
    is_of_team: bool
    state: str
    state_words: str
    reason: str
    replies: tuple[Reply, ...]
    texts: tuple[tuple[str, str], ...]

    @property
    def kind(self) -> str:
        if not self.is_question:
            return ""
        return "Question, answered" if self.is_answered else "Question, not answered yet"

    @property
    def start(self) -> str:
        """The first words, for a tick box that names it."""
        words = " ".join(self.text.split())
        return words if len(words) <= 100 else f"{words[:99].rstrip()}…"


def comment_of(answer: Answer, names: Mapping[str, str], reader: str, team: Iterable[str]) -> Comment:
    return Comment(
        id=answer["id"],
        proposal_id=answer["proposal_id"],
        who=_who(answer, names, reader),
        when=show_instant(answer["at"]),
        text=answer["text"] or "",
        is_question=answer["is_question"],
        is_answered=answer["is_answered"],
        is_mine=bool(reader) and answer["by"] == reader,
        is_of_team=answer["by"] in set(team),
        state=answer["state"],
        state_words=_state_words(answer),
        reason=answer["reason"] or "",
        replies=tuple(
            Reply(named(each["by"], each["shown_name"], names), show_instant(each["at"]), each["text"])
            for each in answer["answers"]
        ),
        texts=tuple(
            (
                f"/proposals/{each['proposal_id']}/versions/{each['number']}/changes",
                f"version {each['number']}",
            )
            for each in answer["changed_texts"]
        ),
    )


@dataclass(frozen=True)
class Hidden:
    """A comment that keepers hid, on which proposal and since when."""

    comment: Comment
    title: str
    since: str


def hidden_of(answer: Answer, names: Mapping[str, str], reader: str) -> Hidden:
    """Of ``comments.list_hidden``."""
    return Hidden(
        comment_of(answer, names, reader, ()), answer["proposal_title"], show_instant(answer["hidden_at"])
    )


def nameless_in(answers: Iterable[Answer]) -> dict[str, str]:
    """Member id -> "" of those who gave no name beside these comments and answers."""
    found: dict[str, str] = {}
    for each in answers:
        for said in (each, *each["answers"]):
            if not said["shown_name"]:
                found[said["by"]] = ""
    return found


def engagement_in_words(answer: Answer) -> str:
    """``4 comments from 3 members; 2 of 3 questions answered; the text changed twice because of them.``"""
    if not answer["comments"]:
        return "Nobody outside the team has commented yet."
    said = [
        f"{_number(answer['comments'], 'comment')} from {_number(answer['commenters'], 'member')}",
        *(
            [f"{answer['questions_answered']} of {_number(answer['questions'], 'question')} answered"]
            if answer["questions"]
            else []
        ),
    ]
    changes = len(answer["changes"])
    if changes:
        times = {1: "once", 2: "twice"}.get(changes, f"{changes} times")
        said.append(f"the text changed {times} because of them")
    return f"{'; '.join(said)}."


def _number(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"


def _who(answer: Answer, names: Mapping[str, str], reader: str) -> str:
    """Whose words are gone is not named to others; whose words are hidden, to those who may read them."""
    if not answer["text"] and answer["by"] != reader:
        return "A comment"
    return named(answer["by"], answer["shown_name"], names)


def _state_words(answer: Answer) -> str:
    if answer["state"] == "taken_back":
        return "Its author took this back."
    if answer["state"] == "hidden":
        return "Those who look after the round hid this comment."
    return ""
