"""What groups cost: everybody may read it, the region's coordinator and the centre record it."""

from typing import Any

from flask import request

from gateway.clients.stewardship import costs as doors
from gateway.clients.stewardship import network
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, send, sent_form, version_of
from gateway.portal.money import pence_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.group_costs import answers_of, cost_of
from gateway.portal.presenting.groups import group_of
from gateway.portal.whole_numbers import whole

FIELDS = ("amount", "approximate", "source", "new_members", "new_members_source", "version")


@page("/costs", "public")
def costs() -> Page:
    found = doors.list_costs(caller())
    return show(
        "costs",
        costs=[cost_of(each) for each in found["items"]],
        total=found["total"],
        note=found["note"],
    )


@page("/groups/<region>/costs", "public")
def group_costs(region: str) -> Page:
    return _costs(region, None)


@action("/groups/<region>/costs", "coordinator", "national_team")
def record_cost(region: str) -> Page:
    form = sent_form(*FIELDS, *date_names("starts"), *date_names("ends"))
    form = form.lacking({"amount": "Enter the amount", "source": "Say who published it"})
    form, starts = date_of(form, "starts", "The first day")
    form, ends = date_of(form, "ends", "The end")
    amount = pence_of(form.answers["amount"])
    if form.answers["amount"] and amount is None:
        form = form.wrong("amount", "Enter an amount in pounds, like 10,000 or 208.33")
    number = form.answers["new_members"]
    if number and whole(number) is None:
        form = form.wrong("new_members", "Enter a whole number")

    def knock(form: Form) -> Any:
        return doors.record_cost(
            caller(),
            form.command_id,
            region,
            starts=starts,
            ends=ends,
            amount_pence=amount or 0,
            approximate=form.answers["approximate"] == "yes",
            source=form.answers["source"],
            new_members=int(number) if number else None,
            new_members_source=form.answers["new_members_source"] or None,
            version=version_of(form),
        )

    answer = send(form, ("starts", "ends", "amount", *FIELDS), knock)
    return (
        _costs(region, answer) if isinstance(answer, Form) else onward("group_costs", "saved", region=region)
    )


def _costs(region: str, form: Form | None) -> Page:
    """The years of a region; ``?year=2017-09-07`` puts one of them into the form, to be corrected."""
    found = doors.list_costs(caller(), region=region)
    if form is None:
        wanted = [each for each in found["items"] if each["starts"] == request.args.get("year")]
        form = Form(answers=answers_of(wanted[0]) if wanted else {})
    return show(
        "group_costs",
        form=form,
        group=group_of(network.get_group(caller(), region)),
        costs=[cost_of(each) for each in found["items"]],
        note=found["note"],
        records=caller().acts_for(region, "coordinator"),
    )
