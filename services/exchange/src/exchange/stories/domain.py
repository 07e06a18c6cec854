"""Impact stories: what changed, worth telling without a number, with consent (row 78)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from exchange.learning.identities import refuse_identities, refuse_persons
from exchange.refusal import Refusal

NARRATIVE, FEEDBACK, MEASURED = "narrative", "feedback", "measured"
EVIDENCE = (NARRATIVE, FEEDBACK, MEASURED)
PARTS = ("took part", "helped", "led")
"""What somebody credited did. There is no "caused": a change has many parents."""

SUBMITTED, PUBLISHED, DECLINED, WITHDRAWN = "submitted", "published", "declined", "withdrawn"
STATES = (SUBMITTED, PUBLISHED, DECLINED, WITHDRAWN)


@dataclass(frozen=True)
class Credit:
    """A body or a group, never a person, and what it did."""

    who: str
    part: str


@dataclass(frozen=True)
class Consent:
    """Who agreed that it is told (a role or a group, no name), and on which day."""

    by: str
    on: date


@dataclass(frozen=True)
class Words:
    """``evidence`` is the tag it is shown with; ``source`` where figures are from, "" without any."""

    title: str
    theme: str
    changed: str
    evidence: str = NARRATIVE
    source: str = ""
    credits: tuple[Credit, ...] = ()

    @property
    def texts(self) -> dict[str, str]:
        """Everything typed, by field."""
        credited = "\n".join(each.who for each in self.credits)
        plain = {name: getattr(self, name) for name in ("title", "theme", "changed", "source")}
        return {**plain, "credits": credited}


@dataclass(frozen=True)
class Story:
    """``teller_id`` is "" once its teller left Q; ``shown_name`` is what they wished to be shown."""

    id: str
    version: int
    region: str
    teller_id: str
    shown_name: str
    words: Words
    consent: Consent | None
    state: str
    told_at: datetime
    published_at: datetime | None = None
    reason: str = ""

    @property
    def is_public(self) -> bool:
        """What was taken back before it was published was never there for anybody else."""
        return self.state in (PUBLISHED, WITHDRAWN) and self.published_at is not None


def tell(
    story_id: str,
    region: str,
    teller: tuple[str, str],
    words: Words,
    consent: Consent,
    now: datetime,
    today: date,
) -> Story:
    """It waits to be read by somebody else, whoever tells it.

    ``teller`` is a member's id and the name they wish to be shown, ``today`` the community's day.
    Refused: as ``refuse_untellable``, ``identity_in_text``.
    """
    refuse_untellable(words, consent, today)
    refuse_identities(**words.texts, shown_name=teller[1], consent_by=consent.by)
    refuse_persons(credits=words.texts["credits"], consent_by=consent.by)
    return Story(story_id, 1, region, *teller, words, consent, SUBMITTED, now)


def refuse_untellable(words: Words, consent: Consent, today: date) -> None:
    """A story alone is enough; figures want their source.

    Refused: ``story_incomplete``, ``story_consent_missing``, ``story_source_required``.
    """
    if not words.changed:
        raise Refusal("story_incomplete", "", {"changed": ["Write what changed."]})
    unsaid = {} if consent.by else {"consent_by": ["Say who agreed that it is told."]}
    if consent.on > today:
        unsaid["consent_on"] = ["Say on which day they agreed: today or before."]
    if unsaid:
        raise Refusal("story_consent_missing", "", unsaid)
    if words.evidence == MEASURED and not words.source:
        raise Refusal("story_source_required", "", {"source": ["Say where the figures are from."]})


def refuse_own(story: Story, by: str) -> None:
    """Keepers tell stories too, and somebody else reads them. Refused: ``story_own``."""
    if story.teller_id == by:
        raise Refusal("story_own")


def publish(story: Story, looked: bool, now: datetime) -> Story:
    """Refused: ``story_decided``, ``learning_identity_unchecked``, ``identity_in_text``."""
    _refuse_decided(story)
    if not looked:
        said = "Say that you looked for anybody who could be recognised."
        raise Refusal("learning_identity_unchecked", "", {"identity_checked": [said]})
    refuse_identities(**story.words.texts)
    return _after(story, state=PUBLISHED, published_at=now)


def decline(story: Story, reason: str) -> Story:
    """Refused: ``story_decided``, ``reason_required``, ``identity_in_text``."""
    _refuse_decided(story)
    _refuse_silence(reason)
    return _after(story, state=DECLINED, reason=reason)


def withdraw(story: Story, reason: str) -> Story:
    """Consent is taken back, or it was wrong: its words go at once; that it was there, and why not, stays.

    Refused: ``story_withdrawn``, ``reason_required``, ``identity_in_text``.
    """
    if story.state == WITHDRAWN:
        raise Refusal("story_withdrawn")
    _refuse_silence(reason)
    gone = Words("", "", "", story.words.evidence)
    return _after(story, words=gone, consent=None, shown_name="", state=WITHDRAWN, reason=reason)


def forget_teller(story: Story) -> Story:
    """Its teller left Q: what is published stays with its consent, without them."""
    return _after(story, teller_id="", shown_name="")


def _refuse_silence(reason: str) -> None:
    if not reason:
        raise Refusal("reason_required", "Say why.", {"reason": ["Say why."]})
    refuse_identities(reason=reason)


def _refuse_decided(story: Story) -> None:
    if story.state == WITHDRAWN:
        raise Refusal("story_withdrawn")
    if story.state != SUBMITTED:
        raise Refusal("story_decided")


def _after(story: Story, **changed: Any) -> Story:
    return replace(story, version=story.version + 1, **changed)
