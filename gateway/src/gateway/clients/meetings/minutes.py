"""The doors of minutes: drafts of the table, approval, editions for everybody (row 44)."""

from gateway.clients.doors import Payload, command, given, query

MINUTES = "meetings_minutes"
DRAFTS = "meetings_drafts"


@query(MINUTES)
def get_minutes(meeting_id: str, *, edition: int | None = None) -> Payload:
    """How they stand, and the words of an edition, the latest one if none is named."""
    return given(id=meeting_id, edition=edition)


@query(MINUTES)
def compare_minutes(meeting_id: str, *, older: int, newer: int) -> Payload:
    return {"id": meeting_id, "older": older, "newer": newer}


@query(MINUTES)
def list_minutes(
    *,
    region: str | None = None,
    words: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """Published minutes, the latest meeting first; with ``words`` those that have all of them."""
    return given(region=region, words=words, cursor=cursor, limit=limit)


@query(MINUTES)
def awaited_minutes(region: str) -> Payload:
    """Meetings of the last year whose minutes are not out."""
    return {"region": region}


@query(MINUTES)
def latest_minutes(*, region: str | None = None, limit: int | None = None) -> Payload:
    """Those that were published or corrected last, with their words."""
    return given(region=region, limit=limit)


@command(MINUTES)
def start_minutes(meeting_id: str) -> Payload:
    return {"id": meeting_id}


@command(MINUTES)
def submit_minutes(meeting_id: str, *, version: int | None = None) -> Payload:
    return given(id=meeting_id, version=version)


@command(MINUTES)
def return_minutes(meeting_id: str, *, note: str, version: int | None = None) -> Payload:
    return given(id=meeting_id, note=note, version=version)


@command(MINUTES)
def approve_minutes(
    meeting_id: str, *, approved_on: str | None = None, version: int | None = None
) -> Payload:
    return given(id=meeting_id, approved_on=approved_on, version=version)


@command(MINUTES)
def publish_minutes(
    meeting_id: str,
    *,
    published_on: str | None = None,
    note: str | None = None,
    withdraw: str | None = None,
    version: int | None = None,
) -> Payload:
    """``note`` says what a correction corrects; ``withdraw`` why earlier editions are shown no more."""
    return given(id=meeting_id, published_on=published_on, note=note, withdraw=withdraw, version=version)


@command(MINUTES)
def correct_minutes(meeting_id: str, *, version: int | None = None) -> Payload:
    return given(id=meeting_id, version=version)


@query(DRAFTS)
def get_draft(meeting_id: str) -> Payload:
    """The whole draft, and words that collided and wait."""
    return {"id": meeting_id}


@query(DRAFTS)
def get_section(meeting_id: str, section: str) -> Payload:
    """One section with everything that was written in it."""
    return {"id": meeting_id, "section": section}


@query(DRAFTS)
def get_collision(meeting_id: str, section: str, words: str) -> Payload:
    """Words that collided beside the section as it is now, and both merged as a proposal."""
    return {"id": meeting_id, "section": section, "words": words}


@query(DRAFTS)
def get_annex(meeting_id: str, edition: int) -> Payload:
    """The whole source of a published edition: closed parts, and what open ones withhold."""
    return {"id": meeting_id, "edition": edition}


@command(DRAFTS)
def add_section(
    meeting_id: str,
    *,
    heading: str,
    text: str | None = None,
    part: str | None = None,
    reason: str | None = None,
) -> Payload:
    return given(id=meeting_id, heading=heading, text=text, part=part, reason=reason)


@command(DRAFTS)
def add_agenda_sections(meeting_id: str) -> Payload:
    """A section for each agenda item that has none yet."""
    return {"id": meeting_id}


@command(DRAFTS)
def save_section(
    meeting_id: str, section: str, *, text: str, read: int, settles: str | None = None
) -> Payload:
    """``read`` is the version that the writer began with. ``outcome`` tells what came of it."""
    return given(id=meeting_id, section=section, text=text, read=read, settles=settles)


@command(DRAFTS)
def settle_words(meeting_id: str, section: str, words: str) -> Payload:
    """Leave the section as it is; the words that collided stay in its history."""
    return {"id": meeting_id, "section": section, "words": words}


@command(DRAFTS)
def describe_section(
    meeting_id: str,
    section: str,
    *,
    heading: str,
    part: str,
    reason: str | None = None,
    version: int | None = None,
) -> Payload:
    return given(id=meeting_id, section=section, heading=heading, part=part, reason=reason, version=version)


@command(DRAFTS)
def move_section(meeting_id: str, section: str, *, up: bool) -> Payload:
    """One place up or down."""
    return {"id": meeting_id, "section": section, "up": up}


@command(DRAFTS)
def remove_section(meeting_id: str, section: str, *, version: int | None = None) -> Payload:
    return given(id=meeting_id, section=section, version=version)
