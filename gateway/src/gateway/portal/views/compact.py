"""The Compact: what members agree with each other."""

from gateway.clients import membership
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.compact import prompt_of, version_of
from gateway.portal.whole_numbers import whole

NEW = {
    "text": "Enter the text of the new version",
    "summary_of_changes": "Say in plain words what changes",
}
NEW_FIELDS = (*NEW, "effective")


@page("/compact", "public")
def compact() -> Page:
    return _compact(Form())


@page("/compact/history", "public")
def compact_history() -> Page:
    versions = membership.compact_history(caller())["items"]
    return show("compact_history", versions=[version_of(each) for each in versions])


@action("/compact/accept", "member")
def accept_compact() -> Page:
    form = sent_form("version")
    version = form.answers["version"]
    if whole(version) is None:
        form = form.wrong("version", "Reload this page, then accept the version it shows")
    answer = send(
        form,
        ("version",),
        lambda form: membership.accept_compact(caller(), form.command_id, version),
    )
    return _compact(answer) if isinstance(answer, Form) else onward("compact", "compact")


@page("/compact/new", "national_team")
def new_compact() -> Page:
    current = membership.current_compact(caller())
    return show("compact_new", form=Form(answers={"text": current["text"]}))


@action("/compact/new", "national_team")
def publish_compact() -> Page:
    form = sent_form(*NEW, *date_names("effective")).lacking(NEW)
    form, effective = date_of(form, "effective", "The date it takes effect")
    answer = send(
        form,
        NEW_FIELDS,
        lambda form: membership.publish_compact(
            caller(), form.command_id, form.answers["text"], form.answers["summary_of_changes"], effective
        ),
    )
    return show("compact_new", form=answer) if isinstance(answer, Form) else onward("compact", "published")


def _compact(form: Form) -> Page:
    person = caller()
    profile = membership.my_profile(person) if person.has("member") else None
    return show(
        "compact",
        form=form,
        compact=version_of(membership.current_compact(person)),
        mine=profile["compact"] if profile else None,
        prompt=prompt_of(profile) if profile else None,
    )
