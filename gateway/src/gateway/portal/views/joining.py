"""Joining: a short form, sent now or saved for later (row 2: only needed questions)."""

from flask import request

from gateway.clients import membership
from gateway.guards import caller
from gateway.limits import limiter
from gateway.parts import parts
from gateway.portal.forms import Form, given, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.compact import version_of
from gateway.portal.questions import PERSPECTIVES, SECTORS

TO_SAVE = {
    "region": "Choose your region or nation",
    "name": "Enter your name",
    "email": "Enter your e-mail address",
}
"""What is needed to save an application for later: field -> what to say when it is empty."""

TO_SEND = {
    **TO_SAVE,
    "why": "Say in a few words why you would like to join",
    "compact_accepted": "Tick the box to say that you accept the Compact",
}
"""What is needed to send it."""

WORDS = ("why", "profession", "sector", "organisation", "perspective")
FIELDS = ("region", "name", "email", *WORDS, "compact_accepted")


@page("/join", "public")
def join() -> Page:
    return _form(Form(answers={"region": request.args.get("region", "")}))


@action("/join", "public")
@limiter.limit(lambda: parts().settings.application_limit)
def send_application() -> Page:
    form = sent_form(*FIELDS)
    saving = request.form.get("action") == "save"
    form = form.lacking(TO_SAVE if saving else TO_SEND)
    answer = send(form, FIELDS, lambda form: _submit(form, saving))
    if isinstance(answer, Form):
        return _form(answer)
    return onward("join_sent", region=answer["region"], saved="yes" if saving else None)


@page("/join/sent", "public")
def join_sent() -> Page:
    names = region_names(caller())
    return show(
        "join_sent",
        region=names.get(request.args.get("region", ""), ""),
        saved=request.args.get("saved") == "yes",
    )


def _submit(form: Form, saving: bool) -> dict[str, object]:
    answers = given(form, "region", "name", "email", *WORDS)
    said = {"compact_accepted": bool(form.answers["compact_accepted"]), "save_only": saving}
    made: dict[str, object] = membership.submit_application(caller(), form.command_id, {**answers, **said})
    return made


def _form(form: Form) -> Page:
    return show(
        "join",
        form=form,
        regions=as_choices(region_names(caller())),
        compact=version_of(membership.current_compact(caller())),
        sectors=SECTORS,
        perspectives=PERSPECTIVES,
    )
