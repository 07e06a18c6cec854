"""An action: one thing that one member promised to do by a day, carried from meeting to meeting until done.

Row 45. Days are London's and come from whoever records them: a past meeting is written down later.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from meetings.refusal import Refusal

OPEN, DONE, DROPPED = "open", "done", "dropped"
STATES = (OPEN, DONE, DROPPED)
OVERDUE = "overdue"
"""No state of its own: an open action whose day has passed."""

RAISED, CHANGED, MOVED, REOPENED = "raised", "changed", "day_moved", "reopened"
DAY_ASKED, DAY_KEPT = "day_asked", "day_kept"
OFFERED, TAKEN, DECLINED = "offered", "taken_over", "declined"


@dataclass(frozen=True)
class Step:
    """One thing that happened: recorded ``at`` an instant ``by`` a member, true ``on`` a day.

    ``due_on`` is the day that a step set or asked for.
    """

    kind: str
    at: datetime
    on: date
    by: str
    words: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class AskedDay:
    """The owner asks for another day, and says why; the table answers."""

    due_on: date
    words: str


@dataclass(frozen=True)
class Action:
    """A promise. ``raised_on`` is the day of the meeting in which it arose.

    ``section`` and ``item_id`` link it to the minutes' section and the agenda's item. ``is_closed``
    keeps it at the table (row 43); ``is_shared`` says that published minutes carry it.
    ``offered_to`` is the member who may take it over.
    """

    id: str
    version: int
    region: str
    meeting_id: str
    raised_on: date
    text: str
    owner_id: str
    due_on: date
    state: str = OPEN
    ended_on: date | None = None
    section: str = ""
    item_id: str = ""
    is_closed: bool = False
    is_shared: bool = False
    asked: AskedDay | None = None
    offered_to: str = ""
    history: tuple[Step, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.state == OPEN

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it: with the minutes that carry it, and never a closed part's."""
        return self.is_shared and not self.is_closed

    def is_overdue(self, today: date) -> bool:
        return self.is_open and self.due_on < today

    def is_carried_to(self, day: date) -> bool:
        """Whether a meeting of that day finds it still to be done: raised before, not ended before."""
        return self.raised_on < day and (self.ended_on is None or self.ended_on >= day)


def raise_action(
    action_id: str,
    *,
    region: str,
    meeting_id: str,
    raised_on: date,
    text: str,
    owner_id: str,
    due_on: date,
    by: str,
    now: datetime,
    section: str = "",
    item_id: str = "",
    is_closed: bool = False,
) -> Action:
    """A new action of a meeting. Refused: ``action_needs_owner``, ``action_due_before_meeting``."""
    if not owner_id:
        said = "Choose who does it: an action has one owner."
        raise Refusal("action_needs_owner", said, {"owner": [said]})
    _refuse_before(due_on, raised_on)
    return Action(
        id=action_id,
        version=1,
        region=region,
        meeting_id=meeting_id,
        raised_on=raised_on,
        text=text,
        owner_id=owner_id,
        due_on=due_on,
        section=section,
        item_id=item_id,
        is_closed=is_closed,
        history=(Step(RAISED, now, raised_on, by, due_on=due_on),),
    )


def reword(action: Action, text: str, by: str, now: datetime, today: date) -> Action:
    """Say it better; the earlier words stay in the history. The same words: unchanged.

    Refused: ``action_ended``.
    """
    if text == action.text:
        return action
    _refuse_ended(action)
    return _step(replace(action, text=text), Step(CHANGED, now, today, by, action.text))


def move(action: Action, due_on: date, words: str, by: str, now: datetime, today: date) -> Action:
    """Set another day; it answers what the owner asked for. The same day says no to it.

    Refused: ``action_ended``, ``action_due_before_meeting``.
    """
    _refuse_ended(action)
    if due_on == action.due_on:
        if action.asked is None:
            return action
        return _step(replace(action, asked=None), Step(DAY_KEPT, now, today, by, words, due_on))
    _refuse_before(due_on, action.raised_on)
    return _step(replace(action, due_on=due_on, asked=None), Step(MOVED, now, today, by, words, due_on))


def ask_for_day(action: Action, due_on: date, words: str, by: str, now: datetime, today: date) -> Action:
    """The owner asks for another day. Refused: ``action_ended``, ``not_action_owner``, ``reason_required``,
    ``action_due_before_meeting``.
    """
    _refuse_ended(action)
    if by != action.owner_id:
        raise Refusal("not_action_owner")
    if not words:
        raise _reason("Say why you need another day.", "words")
    _refuse_before(due_on, max(action.raised_on, today))
    return _step(
        replace(action, asked=AskedDay(due_on, words)), Step(DAY_ASKED, now, today, by, words, due_on)
    )


def finish(action: Action, note: str, on: date, by: str, now: datetime) -> Action:
    """Done on that day. Done already: unchanged.

    Refused: ``action_ended`` (dropped), ``action_ends_before_meeting``.
    """
    if action.state == DONE:
        return action
    return _end(action, DONE, note, on, by, now)


def drop(action: Action, reason: str, on: date, by: str, now: datetime) -> Action:
    """Nobody will do it, and why. Dropped already: unchanged.

    Refused: ``action_ended`` (done), ``reason_required``, ``action_ends_before_meeting``.
    """
    if action.state == DROPPED:
        return action
    if not reason:
        raise _reason("Say why this is not to be done.", "reason")
    return _end(action, DROPPED, reason, on, by, now)


def reopen(action: Action, reason: str, by: str, now: datetime, today: date) -> Action:
    """It was not done after all. Open: unchanged. Refused: ``reason_required``."""
    if action.is_open:
        return action
    if not reason:
        raise _reason("Say what is still to be done.", "reason")
    return _step(replace(action, state=OPEN, ended_on=None), Step(REOPENED, now, today, by, reason))


def offer(action: Action, to: str, words: str, by: str, now: datetime, today: date) -> Action:
    """Ask another member to take it over; until they do, its owner keeps it. A new offer replaces the last.

    Refused: ``action_ended``, ``action_offered_to_owner``.
    """
    _refuse_ended(action)
    if to == action.owner_id:
        raise Refusal("action_offered_to_owner", fields={"to": ["Choose somebody else."]})
    if to == action.offered_to:
        return action
    return _step(replace(action, offered_to=to), Step(OFFERED, now, today, by, words))


def answer_offer(action: Action, accepts: bool, words: str, by: str, now: datetime, today: date) -> Action:
    """Take it over, or not. Refused: ``action_ended``, ``action_not_offered``."""
    if accepts and action.owner_id == by:
        return action
    _refuse_ended(action)
    if not by or by != action.offered_to:
        raise Refusal("action_not_offered")
    if not accepts:
        return _step(replace(action, offered_to=""), Step(DECLINED, now, today, by, words))
    # What the former owner asked for is no question of the new one's.
    taken = replace(action, owner_id=by, offered_to="", asked=None)
    return _step(taken, Step(TAKEN, now, today, by, words))


def _end(action: Action, state: str, words: str, on: date, by: str, now: datetime) -> Action:
    _refuse_ended(action)
    if on < action.raised_on:
        said = "This was agreed later than that day."
        raise Refusal("action_ends_before_meeting", said, {"on": [said]})
    ended = replace(action, state=state, ended_on=on, asked=None, offered_to="")
    return _step(ended, Step(state, now, on, by, words))


def _step(action: Action, step: Step) -> Action:
    return replace(action, version=action.version + 1, history=(*action.history, step))


def as_saved(before: Action, after: Action) -> Action:
    """``after`` as the one version that follows ``before``."""
    return after if after is before else replace(after, version=before.version + 1)


def _refuse_ended(action: Action) -> None:
    if not action.is_open:
        raise Refusal("action_ended")


def _refuse_before(due_on: date, day: date) -> None:
    if due_on < day:
        said = "Choose a day that is not over by then."
        raise Refusal("action_due_before_meeting", said, {"due_on": [said]})


def _reason(said: str, field: str) -> Refusal:
    return Refusal("reason_required", said, {field: [said]})
