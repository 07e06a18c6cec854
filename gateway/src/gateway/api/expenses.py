"""The resource of expenses: who pays, claims, and what goes to whoever pays (row 51).

A claim is private: for everybody but its claimant and those who may decide it, it is not there.
"""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import expenses as shapes
from gateway.api.shapes.parts import Nothing, Paging, Versioned
from gateway.clients.meetings import expenses as doors
from gateway.downloads import DESCRIBED
from gateway.expense_files import batch_file, receipt_file, send_receipt
from gateway.guards import caller, open_to
from gateway.limits import takes_upload

expenses = Resource("expenses", "/expenses", "Who pays for a journey, and claims for it")

DECIDERS = ("coordinator", "convenor", "national_team")
READERS = ("member", *DECIDERS)
CSV = {"text/csv": {"schema": {"type": "string"}}}


@expenses.route("/eligibility")
@open_to("public")
@expenses.asks(shapes.WhoPays)
@expenses.gives(200, shapes.ExpenseEligibility)
def who_pays(asked: dict[str, Any]) -> Response:
    """Who pays in a case, before the trip; what the rules do not cover goes to a person."""
    return answer(doors.who_pays(caller(), asked.pop("status"), asked))


@expenses.route("/totals")
@open_to("public")
@expenses.gives(200, shapes.ExpenseYearList)
def expense_totals() -> Response:
    """What was sent to be paid, by region and year, from five claims on."""
    return answer(doors.expense_totals(caller()))


@expenses.route("/mine")
@open_to("member")
@expenses.asks(Paging)
@expenses.gives(200, shapes.ExpenseClaimPage)
def my_claims(asked: dict[str, Any]) -> Response:
    """Your own claims, the newest first."""
    return page(doors.my_claims(caller(), **asked), asked)


@expenses.route("")
@open_to(*DECIDERS)
@expenses.asks(shapes.ListClaims)
@expenses.gives(200, shapes.ExpenseClaimPage)
def list_claims(asked: dict[str, Any]) -> Response:
    """Claims that you may decide, the oldest first."""
    return page(doors.list_claims(caller(), **asked), asked)


@expenses.route("", methods=["POST"])
@open_to("member")
@expenses.takes(shapes.WriteClaim)
@expenses.gives(201, shapes.ExpenseClaim)
def begin_claim(asked: dict[str, Any]) -> Response:
    """Begin a claim; nobody else sees it until you hand it in."""
    made = doors.begin_claim(caller(), command_id(), **_head(asked))
    return _whole(made, 201, {"Location": f"{expenses.url_prefix}/{made['id']}"})


@expenses.route("/<claim_id>")
@open_to(*READERS)
@versioned
@expenses.gives(200, shapes.ExpenseClaim)
def get_claim(claim_id: str) -> Response:
    """One claim with its history, and what you can do with it."""
    return _whole({"id": claim_id})


@expenses.route("/<claim_id>", methods=["PUT"])
@open_to("member")
@versioned
@expenses.takes(shapes.RewriteClaim)
@expenses.gives(200, shapes.ExpenseClaim)
def change_claim(asked: dict[str, Any], claim_id: str) -> Response:
    """Write what it is for and who you are anew, while it is open."""
    asked["version"] = known_version(asked.get("version"))
    return _whole(doors.change_claim(caller(), command_id(), claim_id, **_head(asked)))


@expenses.route("/<claim_id>/costs", methods=["POST"])
@open_to("member")
@versioned
@expenses.takes(shapes.AddClaimCost)
@expenses.gives(201, shapes.ExpenseClaim)
def add_cost(asked: dict[str, Any], claim_id: str) -> Response:
    """Add a journey or subsistence."""
    asked["version"] = known_version(asked.get("version"))
    kind, on = asked.pop("kind"), asked.pop("on")
    return _whole(doors.add_cost(caller(), command_id(), claim_id, kind, on, **asked), 201)


@expenses.route("/<claim_id>/costs/<cost_id>", methods=["DELETE"])
@open_to("member")
@expenses.gives(200, shapes.ExpenseClaim)
def remove_cost(claim_id: str, cost_id: str) -> Response:
    """Take a line off."""
    return _whole(doors.remove_cost(caller(), command_id(), claim_id, cost_id))


@expenses.route("/<claim_id>/receipts", methods=["POST"])
@takes_upload
@open_to("member")
@expenses.arguments(shapes.ReceiptFile, location="files")
@expenses.gives(201, shapes.ExpenseClaim)
def add_receipt(asked: dict[str, Any], claim_id: str) -> Response:
    """Add a receipt; a file that is not what its name says is refused."""
    file = asked["file"]
    made = send_receipt(caller(), command_id(), claim_id, file.stream, file.filename or "")
    place = {"Location": f"{expenses.url_prefix}/{claim_id}/receipts/{made['id']}"}
    return _whole({"id": claim_id}, 201, place)


@expenses.route("/<claim_id>/receipts/<receipt_id>")
@open_to(*READERS)
@expenses.gives(200)
@expenses.doc(responses={200: {"content": DESCRIBED}})
def download_receipt(claim_id: str, receipt_id: str) -> Response:
    """The file, as a download with its real type."""
    return receipt_file(caller(), claim_id, receipt_id)


@expenses.route("/<claim_id>/receipts/<receipt_id>", methods=["DELETE"])
@open_to("member")
@expenses.gives(200, shapes.ExpenseClaim)
def remove_receipt(claim_id: str, receipt_id: str) -> Response:
    """Take a receipt off and forget its file."""
    return _whole(doors.remove_receipt(caller(), command_id(), claim_id, receipt_id))


@expenses.route("/<claim_id>/submission", methods=["POST"])
@open_to("member")
@versioned
@expenses.takes(shapes.SubmitClaim)
@expenses.gives(200, shapes.ExpenseClaim)
def submit_claim(asked: dict[str, Any], claim_id: str) -> Response:
    """Hand it in; those who decide are told."""
    return _done(doors.submit_claim, claim_id, asked)


@expenses.route("/<claim_id>/withdrawal", methods=["POST"])
@open_to("member")
@versioned
@expenses.takes(Versioned)
@expenses.gives(200, shapes.ExpenseClaim)
def withdraw_claim(asked: dict[str, Any], claim_id: str) -> Response:
    """Take it back, until it was sent to be paid."""
    return _done(doors.withdraw_claim, claim_id, asked)


@expenses.route("/<claim_id>/approvals", methods=["POST"])
@open_to(*DECIDERS)
@versioned
@expenses.takes(shapes.DecideClaim)
@expenses.gives(200, shapes.ExpenseClaim)
def approve_claim(asked: dict[str, Any], claim_id: str) -> Response:
    """The first or second of two approvals; never of your own claim."""
    return _done(doors.approve_claim, claim_id, asked)


@expenses.route("/<claim_id>/return", methods=["POST"])
@open_to(*DECIDERS)
@versioned
@expenses.takes(shapes.ReturnClaim)
@expenses.gives(200, shapes.ExpenseClaim)
def return_claim(asked: dict[str, Any], claim_id: str) -> Response:
    """Give it back with a question; its claimant is told."""
    return _done(doors.return_claim, claim_id, asked)


@expenses.route("/<claim_id>/refusal", methods=["POST"])
@open_to(*DECIDERS)
@versioned
@expenses.takes(shapes.DecideClaim)
@expenses.gives(200, shapes.ExpenseClaim)
def refuse_claim(asked: dict[str, Any], claim_id: str) -> Response:
    """Say no, with a reason; its claimant is told."""
    return _done(doors.refuse_claim, claim_id, asked)


@expenses.route("/carers")
@open_to("member")
@expenses.gives(200, shapes.CarerNamingList)
def my_carers() -> Response:
    """Whom you named as a carer."""
    return answer(doors.my_carers(caller()))


@expenses.route("/carers/<member_id>", methods=["PUT"])
@open_to("member")
@expenses.takes(Nothing)
@expenses.gives(200, shapes.CarerNaming)
def name_carer(_: dict[str, Any], member_id: str) -> Response:
    """Say that another member is a carer; you then decide nothing about their claims."""
    return answer(doors.name_carer(caller(), command_id(), member_id))


@expenses.route("/carers/<member_id>", methods=["DELETE"])
@open_to("member")
@expenses.gives(200, shapes.CarerUnnamed)
def unname_carer(member_id: str) -> Response:
    """Take that back; claims that were handed in before keep it."""
    return answer(doors.unname_carer(caller(), command_id(), member_id))


@expenses.route("/batches")
@open_to("national_team")
@expenses.asks(Paging)
@expenses.gives(200, shapes.ExpenseBatchPage)
def list_batches(asked: dict[str, Any]) -> Response:
    """What was sent to be paid, the newest first, and what waits."""
    return page(doors.list_batches(caller(), **asked), asked)


@expenses.route("/batches", methods=["POST"])
@open_to("national_team")
@expenses.takes(Nothing)
@expenses.gives(201, shapes.ExpenseBatch)
def make_batch(_: dict[str, Any]) -> Response:
    """Send what two people approved; each claim goes into exactly one batch."""
    made = doors.make_batch(caller(), command_id())
    place = {"Location": f"{expenses.url_prefix}/batches/{made['id']}"}
    return answer(doors.get_batch(caller(), made["id"]), 201, version=made["version"], headers=place)


@expenses.route("/batches/<batch_id>")
@open_to("national_team")
@versioned
@expenses.gives(200, shapes.ExpenseBatch)
def get_batch(batch_id: str) -> Response:
    """One batch with its lines, as they were when it was sent."""
    found = doors.get_batch(caller(), batch_id)
    return answer(found, version=found["version"])


@expenses.route("/batches/<batch_id>/file")
@open_to("national_team")
@expenses.gives(200)
@expenses.doc(responses={200: {"content": CSV}})
def download_batch(batch_id: str) -> Response:
    """The batch as CSV for whoever pays: claim ids, names and amounts, no bank details."""
    return batch_file(caller(), batch_id)


@expenses.route("/batches/<batch_id>/payment", methods=["POST"])
@open_to("national_team")
@expenses.takes(shapes.RecordExpensePayment)
@expenses.gives(200, shapes.ExpenseBatch)
def record_payment(asked: dict[str, Any], batch_id: str) -> Response:
    """Note what was paid; the claimants are told."""
    done = doors.record_payment(caller(), command_id(), batch_id, **asked)
    return answer(doors.get_batch(caller(), batch_id), version=done["version"])


def _head(asked: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in asked.items() if value is not None}


def _done(door: Any, claim_id: str, asked: dict[str, Any]) -> Response:
    asked["version"] = known_version(asked.get("version"))
    return _whole(door(caller(), command_id(), claim_id, **asked))


def _whole(told: dict[str, Any], status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """The claim as it is now; a command answers no more than where it is."""
    found = doors.get_claim(caller(), told["id"])
    return answer(found, status, version=found["version"], headers=headers)
