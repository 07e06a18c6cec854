"""What is due in Q Exchange, and of what members wrote, in the groups somebody looks after."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from gateway.portal.presenting.assessments import counted
from gateway.portal.presenting.due import AHEAD, Due, due_on

Answer = Mapping[str, Any]
Names = Mapping[str, str]


def drafts_of(found: Answer, names: Names, today: date) -> Iterator[Due]:
    """Rounds that are to begin soon and are not published."""
    for each in found["items"]:
        first = date.fromisoformat(each["phases"][0]["first"])
        if each["state"] == "draft" and each["region"] in names and first <= today + AHEAD:
            what = f"Publish the round, or give it up: {each['title']}"
            yield due_on(first, what, _where(each, names), f"/rounds/{each['id']}", today)


def panel_of(its_round: Answer, panel: Answer | None, names: Names, today: date) -> Iterator[Due]:
    """A round whose shortlist is being made; without a panel nobody can assess."""
    if panel is not None and panel["published_at"]:
        return
    what = f"Publish the shortlist: {its_round['title']}"
    if panel is None:
        what = f"Say how proposals are assessed: {its_round['title']}"
    last = last_day(its_round, "shortlist")
    yield due_on(last, what, _where(its_round, names), f"/rounds/{its_round['id']}/panel", today)


def awards_of(
    its_round: Answer, pot: Answer, undecided: Answer, names: Names, reader: tuple[str, date]
) -> Iterator[Due]:
    """What waits for this reader's approval, and until when the awards of a round are decided."""
    me, today = reader
    where, page = _where(its_round, names), f"/rounds/{its_round['id']}/awards"
    waiting = sum(_is_for(each, me) for each in undecided["items"])
    if waiting:
        what = f"Approve {counted(waiting, 'award')} or not: {its_round['title']}"
        yield due_on(today, what, where, page, today)
    if not pot["announced_at"]:
        what = f"Decide on awards and announce them: {its_round['title']}"
        yield due_on(last_day(its_round, "award"), what, where, page, today)


def to_read(found: Answer, what: tuple[str, str], page: str, names: Names, today: date) -> Iterator[Due]:
    """What waits to be read before it is published, a line for each region; ``what``: one, several."""
    waiting = Counter(each["region"] for each in found["items"] if each.get("may_review", True))
    for region, number in waiting.items():
        if region in names:
            said = f"Read {counted(number, *what)} before {'it is' if number == 1 else 'they are'} published"
            yield due_on(today, said, names[region], f"{page}?region={region}", today)


def stale_of(found: Answer, region: str, names: Names, today: date) -> Iterator[Due]:
    """Projects without a lead at which nobody has looked for long."""
    number = sum(not each["has_lead"] for each in found["items"])
    if number:
        what = f"Is it still true? {counted(number, 'project')} that nobody leads"
        yield due_on(today, what, names.get(region, region), f"/projects/stale?region={region}", today)


def extracts_of(found: Answer, names: Names, today: date) -> Iterator[Due]:
    """Requests of evaluators on which the national team decides."""
    for each in found["items"]:
        what = f"Decide on the extract for {each['asker']}"
        yield due_on(today, what, _where(each, names), f"/extracts/{each['id']}", today)


def last_day(its_round: Answer, kind: str) -> date:
    return next(date.fromisoformat(each["last"]) for each in its_round["phases"] if each["kind"] == kind)


def _is_for(award: Answer, me: str) -> bool:
    return not (award["approved_by_me"] or award["is_mine"] or me in award["recused"])


def _where(answer: Answer, names: Names) -> str:
    return names.get(answer["region"], answer["region"])
