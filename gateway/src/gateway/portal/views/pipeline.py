"""Applications for those who decide on them: counts, the list, one application (row 2)."""

from flask import request

from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.applications import OPEN, STAGES, application_of, pipeline_of

READERS = ("coordinator", "convenor", "national_team")
DECIDERS = ("coordinator", "national_team")
FIELDS = ("decision", "reason", "feedback")


@page("/pipeline", *READERS)
def pipelines() -> Page:
    """The way to a region's pipeline; with one region only, straight there."""
    mine, names = caller().regions_as("coordinator", "convenor"), region_names(caller())
    if len(mine) == 1 and not caller().has("national_team"):
        return onward("pipeline", code=next(iter(mine)))
    shown = names if caller().has("national_team") else {code: names[code] for code in names if code in mine}
    return show("pipelines", regions=shown)


@page("/pipeline/<code>", *READERS)
def pipeline(code: str) -> Page:
    return _pipeline(code, Form())


@action("/pipeline/<code>/tips", *READERS)
def share_tip(code: str) -> Page:
    form = sent_form("text").lacking({"text": "Write your tip"})
    answer = send(
        form,
        ("text",),
        lambda form: membership.share_tip(caller(), form.command_id, code, text=form.answers["text"]),
    )
    return _pipeline(code, answer) if isinstance(answer, Form) else onward("pipeline", "tip", code=code)


@page("/applications/<application_id>", *DECIDERS)
def application(application_id: str) -> Page:
    return _application(application_id, Form())


@action("/applications/<application_id>/take-up", *DECIDERS)
def take_up_application(application_id: str) -> Page:
    answer = send(
        sent_form("version"),
        (),
        lambda form: membership.take_up_application(
            caller(), form.command_id, application_id, version=version_of(form)
        ),
    )
    return _decided(application_id, answer, "taken-up")


@action("/applications/<application_id>/decision", *DECIDERS)
def decide_application(application_id: str) -> Page:
    form = sent_form(*FIELDS, "version").lacking({"decision": "Choose whether to accept or decline"})
    if form.answers["decision"] == "decline":
        form = form.lacking({"reason": "Give the reason for declining"})
    answer = send(
        form,
        FIELDS,
        lambda form: membership.decide_application(
            caller(),
            form.command_id,
            application_id,
            decision=form.answers["decision"],
            reason=form.answers["reason"] or None,
            feedback=form.answers["feedback"] or None,
            version=version_of(form),
        ),
    )
    return _decided(
        application_id, answer, "declined" if form.answers["decision"] == "decline" else "accepted"
    )


def _decided(application_id: str, answer: object, done: str) -> Page:
    if isinstance(answer, Form):
        return _application(application_id, answer)
    return onward("application", done, application_id=application_id)


def _pipeline(code: str, form: Form) -> Page:
    stage = request.args.get("stage", "")
    chosen = stage if stage in STAGES else ""
    person = caller()
    counts, found, regions = together(
        membership.pipeline.asking(person, code),
        membership.list_applications.asking(
            person, region=code, stage=chosen or None, cursor=request.args.get("cursor") or None
        ),
        membership.list_regions.asking(person),
    )
    for answer in (counts, found, regions):
        if isinstance(answer, Refused):
            raise answer
    names = {region["code"]: region["name"] for region in regions["items"]}
    return show(
        "pipeline",
        form=form,
        code=code,
        region=names.get(code, code),
        pipeline=pipeline_of(counts, names),
        applications=[application_of(each, names) for each in found["items"]],
        stage=chosen,
        stages=[{"value": value, "text": STAGES[value][0]} for value in STAGES],
        open_stages=OPEN,
        next=found["next"],
        later=bool(request.args.get("cursor")),
        may_decide=person.acts_for(code, "coordinator"),
    )


def _application(application_id: str, form: Form) -> Page:
    found = membership.get_application(caller(), application_id)
    return show(
        "application",
        form=form,
        application=application_of(found, region_names(caller())),
        code=found["region"],
        mine=found.get("reviewer") == caller().subject,
    )
