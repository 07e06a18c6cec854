"""Accounts of time: statements, gifts, grants, reversals, and what everybody may see (row 59)."""

from typing import Any

from flask import Response, request

from gateway.api.resource import Resource, answer, command_id, page
from gateway.api.shapes import accounts as shapes
from gateway.api.shapes.parts import Paging
from gateway.clients.skills_register import ledger as doors
from gateway.guards import caller, open_to
from gateway.statements.files import csv_file, pdf_file
from gateway.statements.reading import own_account, whole_statement

accounts = Resource("accounts", "/accounts", "Time given and received; `mine` is your own account")
transfers = Resource("transfers", "/transfers", "What moved time between two accounts")
timebank = Resource("timebank", "/timebank", "How much time was exchanged, and whether the books are right")

KEEPERS = ("coordinator", "convenor", "national_team")
READERS = ("member", *KEEPERS)
JSON, CSV, PDF = "application/json", "text/csv", "application/pdf"
FILES = {CSV: csv_file, PDF: pdf_file}
BINARY: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
TEXT: dict[str, Any] = {"schema": {"type": "string"}}


@accounts.route("")
@open_to(*KEEPERS)
@accounts.asks(shapes.ListTimeAccounts)
@accounts.gives(200, shapes.TimeAccountPage)
def list_accounts(asked: dict[str, Any]) -> Response:
    """The accounts of a region, that which received most in comparison first."""
    return page(doors.list_accounts(caller(), **asked), asked)


@accounts.route("/<account_id>")
@open_to(*READERS)
@accounts.gives(200, shapes.TimeAccount)
def get_account(account_id: str) -> Response:
    """What an account has given and received, as far as its holder lets you see it."""
    return answer(doors.get_account(caller(), _named(account_id)))


@accounts.route("/<account_id>", methods=["PATCH"])
@open_to("member")
@accounts.takes(shapes.ChooseAudience)
@accounts.gives(200, shapes.TimeAccount)
def show_account(asked: dict[str, Any], account_id: str) -> Response:
    """Choose who else may see it."""
    person = caller()
    return answer(doors.show_account(person, command_id(), asked["seen_by"], account=_named(account_id)))


@accounts.route("/<account_id>/statement")
@open_to(*READERS)
@accounts.asks(shapes.AskStatement)
@accounts.gives(200, shapes.TimeStatement)
@accounts.doc(responses={200: {"content": {CSV: TEXT, PDF: BINARY}}})
def get_statement(asked: dict[str, Any], account_id: str) -> Response:
    """The entries of a period as pages of JSON; whole with `Accept: text/csv` or `application/pdf`."""
    wanted = request.accept_mimetypes.best_match([JSON, CSV, PDF], JSON)
    if wanted in FILES:
        made = _file(wanted, account_id, asked)
    else:
        made = page(doors.get_statement(caller(), _named(account_id), **asked), asked)
    made.vary.add("Accept")
    return made


@accounts.route("/<account_id>/statement.csv")
@open_to(*READERS)
@accounts.asks(shapes.AskStatementFile)
@accounts.gives(200)
@accounts.doc(responses={200: {"content": {CSV: TEXT}, "description": "OK"}})
def statement_as_csv(asked: dict[str, Any], account_id: str) -> Response:
    """The statement of a period as CSV, up to 2,000 entries."""
    return _file(CSV, account_id, asked)


@accounts.route("/<account_id>/statement.pdf")
@open_to(*READERS)
@accounts.asks(shapes.AskStatementFile)
@accounts.gives(200)
@accounts.doc(responses={200: {"content": {PDF: BINARY}, "description": "OK"}})
def statement_as_pdf(asked: dict[str, Any], account_id: str) -> Response:
    """The statement of a period as a PDF, up to 2,000 entries."""
    return _file(PDF, account_id, asked)


@accounts.route("/<account_id>/donations", methods=["POST"])
@open_to("member")
@accounts.takes(shapes.DonateTime)
@accounts.gives(201, shapes.TimeTransfer)
def donate_time(asked: dict[str, Any], account_id: str) -> Response:
    """Give time away out of an account of yours, to somebody or into the community pot."""
    return answer(doors.donate_time(caller(), command_id(), account=_named(account_id), **asked), 201)


@accounts.route("/<account_id>/grants", methods=["POST"])
@open_to(*KEEPERS)
@accounts.takes(shapes.GrantTime)
@accounts.gives(201, shapes.TimeTransfer)
def grant_time(asked: dict[str, Any], account_id: str) -> Response:
    """Grant time out of a region's community pot; never to yourself."""
    region = asked.pop("region")
    return answer(doors.grant_time(caller(), command_id(), region, account=account_id, **asked), 201)


@transfers.route("/<transfer_id>")
@open_to(*READERS)
@transfers.gives(200, shapes.WholeTransfer)
def get_transfer(transfer_id: str) -> Response:
    """One transfer, for both sides and who keeps its region."""
    return answer(doors.get_transfer(caller(), transfer_id))


@transfers.route("/<transfer_id>/reversal", methods=["POST"])
@open_to(*KEEPERS)
@transfers.takes(shapes.ReverseTransfer)
@transfers.gives(201, shapes.TimeTransfer)
def reverse_transfer(asked: dict[str, Any], transfer_id: str) -> Response:
    """Take a transfer back by another that names it; a reversal is not taken back itself."""
    return answer(doors.reverse_transfer(caller(), command_id(), transfer_id, **asked), 201)


@timebank.route("/summary")
@open_to("public")
@timebank.gives(200, shapes.TimebankSummary)
def timebank_summary() -> Response:
    """Accounts, time exchanged, the sum of all balances, and the last audit."""
    return answer(doors.summarise(caller()))


@timebank.route("/audits")
@open_to("operator", "national_team")
@timebank.asks(Paging)
@timebank.gives(200, shapes.LedgerAuditPage)
def list_audits(asked: dict[str, Any]) -> Response:
    """When the balances were rebuilt from their entries and what was found, the newest first."""
    return page(doors.list_audits(caller(), **asked), asked)


def _named(account_id: str) -> str:
    return own_account(caller(), account_id)


def _file(kind: str, account_id: str, asked: dict[str, Any]) -> Response:
    period = {name: asked.get(name) for name in ("since", "until")}
    return FILES[kind](whole_statement(caller(), account_id, **period))
