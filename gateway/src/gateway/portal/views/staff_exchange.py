"""Days that an organisation lent and borrowed, side by side; and what everybody may read of it (row 61)."""

from flask import Response, request, stream_with_context

from contracts.refusals import Refused
from gateway import exchange_files
from gateway.clients import together
from gateway.clients.skills_register import concordats, organisations
from gateway.clients.skills_register import placements as doors
from gateway.guards import caller
from gateway.portal.dates import today
from gateway.portal.pages import Page, page, show
from gateway.portal.presenting.days_given import in_days
from gateway.portal.presenting.placements import numbers_of, records_of

READERS = ("member", "coordinator", "convenor", "national_team")


@page("/organisations/<organisation_id>/staff-exchange", *READERS)
def staff_exchange(organisation_id: str) -> Page:
    """Its balance with all together and with each other one, and every record."""
    person, cursor = caller(), request.args.get("cursor") or None
    answers = together(
        organisations.get_organisation.asking(person, organisation_id),
        doors.get_exchange_balance.asking(person, organisation_id),
        doors.get_exchange_statement.asking(person, organisation_id, cursor=cursor),
    )
    for answer in answers:
        if isinstance(answer, Refused):
            raise answer
    organisation, balance, statement = answers
    pairs = [
        [each["organisation"] or "An organisation", in_days(each["lent_half_days"]),
         in_days(each["borrowed_half_days"])]
        for each in balance["pairs"]
    ]  # fmt: skip
    return show(
        "staff_exchange",
        organisation=organisation,
        lent=in_days(balance["pooled"]["lent_half_days"]),
        borrowed=in_days(balance["pooled"]["borrowed_half_days"]),
        pairs=pairs,
        records=records_of(statement["items"], organisation_id),
        next=statement["next"],
        later=bool(cursor),
    )


@page("/organisations/<organisation_id>/staff-exchange.csv", *READERS)
def staff_exchange_csv(organisation_id: str) -> Response:
    lines = exchange_files.statement_as_csv(caller(), organisation_id)
    answer = Response(stream_with_context(lines), mimetype="text/csv")
    name = f"days-lent-and-borrowed-{today().isoformat()}.csv"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@page("/concordats/<concordat_id>/placements", "public")
def concordat_placements(concordat_id: str) -> Page:
    """How much neighbours helped each other, with small numbers hidden."""
    found = doors.summarise_placements(caller(), concordat_id)
    return show(
        "concordat_placements",
        concordat=concordats.get_concordat(caller(), concordat_id),
        rows=numbers_of(found),
        placements=found["placements"],
        days=in_days(found["half_days"]) if found["half_days"] is not None else "",
        hidden_below=found["hidden_below"],
    )
