"""Minutes on their way out: submitted, approved, published, corrected; the closed annex (row 44)."""

from collections.abc import Callable
from typing import Any

from gateway.clients.meetings import minutes as doors
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.minutes import WITHHELD, minutes_of, section_of

TABLE = ("member", "coordinator", "convenor", "national_team")
KEEPERS = ("coordinator", "convenor", "national_team")
REASONS = [{"value": key, "text": text} for key, text in WITHHELD.items()]


@page("/meetings/<meeting_id>/minutes/approval", *TABLE)
def minutes_approval(meeting_id: str) -> Page:
    """The words as everybody will read them, what stays closed, and the reader's next step."""
    return _approval(meeting_id, Form())


@action("/meetings/<meeting_id>/minutes/submission", *KEEPERS)
def submit_minutes(meeting_id: str) -> Page:
    def knock(form: Form) -> Any:
        return doors.submit_minutes(caller(), form.command_id, meeting_id, version=version_of(form))

    return _step(meeting_id, sent_form("version"), (), knock, "minutes-submitted")


@action("/meetings/<meeting_id>/minutes/approval", *TABLE)
def approve_minutes(meeting_id: str) -> Page:
    form, on = date_of(
        sent_form("version", *date_names("approved_on")), "approved_on", "The day of approval", needed=False
    )

    def knock(form: Form) -> Any:
        version = version_of(form)
        return doors.approve_minutes(
            caller(), form.command_id, meeting_id, approved_on=on or None, version=version
        )

    return _step(meeting_id, form, ("approved_on",), knock, "minutes-approved")


@action("/meetings/<meeting_id>/minutes/return", *TABLE)
def return_minutes(meeting_id: str) -> Page:
    form = sent_form("version", "note").lacking({"note": "Say what is to be changed"})

    def knock(form: Form) -> Any:
        return doors.return_minutes(
            caller(), form.command_id, meeting_id, note=form.answers["note"], version=version_of(form)
        )

    return _step(meeting_id, form, ("note",), knock, "minutes-returned")


@action("/meetings/<meeting_id>/minutes/publication", *KEEPERS)
def publish_minutes(meeting_id: str) -> Page:
    form, on = date_of(
        sent_form("version", "correction", "withdraw", *date_names("published_on")),
        "published_on",
        "The day of publication",
        needed=False,
    )

    def knock(form: Form) -> Any:
        return doors.publish_minutes(
            caller(),
            form.command_id,
            meeting_id,
            published_on=on or None,
            note=form.answers["correction"] or None,
            withdraw=form.answers["withdraw"] or None,
            version=version_of(form),
        )

    answer = send(form, ("published_on", "correction", "withdraw"), knock)
    if isinstance(answer, Form):
        return _approval(meeting_id, answer)
    return onward("meeting_minutes", "minutes-published", meeting_id=meeting_id)


@action("/meetings/<meeting_id>/minutes/correction", *KEEPERS)
def correct_minutes(meeting_id: str) -> Page:
    form = sent_form("version")
    doors.correct_minutes(caller(), form.command_id, meeting_id, version=version_of(form))
    return onward("write_minutes", "minutes-correcting", meeting_id=meeting_id)


@page("/meetings/<meeting_id>/minutes/editions/<int:number>/annex", *TABLE)
def minutes_annex(meeting_id: str, number: int) -> Page:
    """The closed annex of an edition, for the table alone."""
    found = doors.get_annex(caller(), meeting_id, number)
    sections = [section_of(each) for each in found["sections"]]
    return show(
        "minutes_annex",
        minutes=minutes_of({**found, "edition": None}, number),
        closed=[each for each in sections if each.is_closed],
        withheld=[each for each in sections if each.withheld],
        open=[each for each in sections if not each.is_closed],
    )


def _step(
    meeting_id: str, form: Form, known: tuple[str, ...], knock: Callable[[Form], Any], done: str
) -> Page:
    answer = send(form, known, knock)
    if isinstance(answer, Form):
        return _approval(meeting_id, answer)
    return onward("minutes_approval", done, meeting_id=meeting_id)


def _approval(meeting_id: str, form: Form) -> Page:
    found = doors.get_draft(caller(), meeting_id)
    sections = [section_of(each) for each in found["sections"]]
    return show(
        "minutes_approval",
        form=form,
        minutes=minutes_of(found),
        sections=[each for each in sections if not each.is_closed],
        closed=[each for each in sections if each.is_closed],
        waiting=len(found["waiting"]),
        reasons=REASONS,
    )
