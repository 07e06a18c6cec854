"""Shapes of expenses: who pays, claims, batches (row 51)."""

from flask_smorest.fields import Upload
from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, Versioned, day, instant, list_of, page_of, string, whole

CLAIMANTS = ("patient", "carer", "employed", "self_employed", "retired", "unpaid", "other")
STATUSES = (*CLAIMANTS, "personal_assistant")
PAYERS = ("employer", "q", "q_on_application", "not_a_carer_here", "manual_decision")
OCCASIONS = ("meeting", "event", "other")
STATES = (
    "draft", "submitted", "approved_once", "approved", "sent", "paid", "returned", "refused", "withdrawn",
)  # fmt: skip
SHARES = ("claimant", "assistant")
KINDS = ("journey", "subsistence")
MODES = ("train", "bus", "taxi", "air", "ferry", "car", "motorcycle", "bicycle", "other")
ACTIONS = ("change", "submit", "withdraw", "approve", "return", "refuse")
PENCE = "Pence"


def _one_of(words: tuple[str, ...], meaning: str = "", **options: object) -> fields.Str:
    metadata = {"description": meaning} if meaning else {}
    return fields.Str(validate=validate.OneOf(words), metadata=metadata, **options)  # type: ignore[arg-type]


def _yes_or_no(meaning: str) -> fields.Bool:
    return fields.Bool(truthy={True}, falsy={False}, allow_none=True, metadata={"description": meaning})


def _in_an_address(meaning: str) -> fields.Bool:
    return fields.Bool(truthy={"true"}, falsy={"false"}, metadata={"description": meaning})


FUNDS = "Employed: does your employer pay for your professional development?"
ACCESS = "Self-employed: does somebody else pay your costs?"
GOVERNANCE = "Self-employed: is it work for a stewardship group?"
NAMED = "Carer: has a member of Q named you as a carer?"
JOB = "Carer: do you have a paid job in the public sector?"


class WhoPays(Schema):
    status = _one_of(STATUSES, required=True)
    employer_funds_cpd = _in_an_address(FUNDS)
    access_to_costs = _in_an_address(ACCESS)
    governance_work = _in_an_address(GOVERNANCE)
    designated_by_q_member = _in_an_address(NAMED)
    paid_public_sector_job = _in_an_address(JOB)
    accompanies = _one_of(("patient_or_carer", "somebody_else"), "Personal assistant: whom do you help?")
    required = _in_an_address("Personal assistant: do they need you there?")


class ExpenseVerdict(Shown):
    """Who pays, and which line of the table says so."""

    payer = _one_of(PAYERS, required=True)
    rule = string(required=True)
    source = string(required=True)
    words = string(required=True)
    missing = fields.List(
        fields.Str(),
        required=True,
        metadata={"description": "Questions without an answer that would change it"},
    )


class ExpenseEligibility(ExpenseVerdict):
    questions = fields.List(
        fields.Str(), required=True, metadata={"description": "What is asked of this status"}
    )


class ClaimAnswers(Schema):
    """What a claimant says of themselves; who named a carer is known, and not asked."""

    status = _one_of(CLAIMANTS, required=True)
    employer_funds_cpd = _yes_or_no(FUNDS)
    access_to_costs = _yes_or_no(ACCESS)
    governance_work = _yes_or_no(GOVERNANCE)
    paid_public_sector_job = _yes_or_no(JOB)


class WriteClaim(Schema):
    occasion = _one_of(OCCASIONS, required=True)
    occasion_id = string("Of the meeting or the event")
    region = string("For other work: whose group it was for; else yours")
    work = string("For other work: what it was")
    payee = string("The name for whoever pays; never bank details", required=True)
    answers = fields.Nested(ClaimAnswers, required=True)
    assistant_required = _yes_or_no("You need a personal assistant with you")
    assistant_id = string("Your assistant, where they are a member of Q: they decide nothing about it")


class RewriteClaim(WriteClaim, Versioned):
    pass


class AddClaimCost(Versioned):
    whose = _one_of(SHARES)
    kind = _one_of(KINDS, required=True)
    on = day("A day that has been", required=True)
    pence = whole("Pence; not for what is paid by the mile")
    mode = _one_of(MODES, "For a journey")
    origin = string("For a journey: from where")
    destination = string("For a journey: to where")
    miles = fields.Float(metadata={"description": "By car, motorcycle or bicycle"})
    what = string("For subsistence: what it was for")


class ReceiptFile(Schema):
    """The file itself."""

    file = Upload(required=True, metadata={"description": "PDF, PNG or JPEG, at most 20 MB"})


class SubmitClaim(Versioned):
    words = string("An answer to a question of those who decide")


class DecideClaim(Versioned):
    reason = string("Needed to refuse, and to approve what the rules do not cover")


class ReturnClaim(Versioned):
    question = string("What you would like to know", required=True)


class ListClaims(Paging):
    region = string()
    state = _one_of(STATES[1:], "Without it those that wait for a decision")


class ClaimOccasion(Shown):
    kind = _one_of(OCCASIONS, required=True)
    id = fields.Str(required=True, allow_none=True)
    title = fields.Str(required=True)
    on = fields.Date(required=True, allow_none=True)


class ExpenseClaimInShort(Shown):
    id = fields.Str(required=True)
    version = whole(required=True)
    state = _one_of(STATES, required=True)
    region = fields.Str(required=True)
    occasion = fields.Nested(ClaimOccasion, required=True)
    total_pence = whole(required=True)
    begun_at = instant(required=True)
    submitted_at = instant(required=True, allow_none=True)
    manual = fields.Bool(
        required=True, metadata={"description": "The rules leave it to a person, who writes why Q pays"}
    )
    days_late = whole("How long after the limit it was handed in", required=True)
    approvals = whole("Two are needed, by two people", required=True)


class ClaimCost(Shown):
    id = fields.Str(required=True)
    whose = _one_of(SHARES, required=True)
    kind = _one_of(KINDS, required=True)
    on = fields.Date(required=True)
    pence = whole(required=True)
    mode = _one_of(MODES, required=True, allow_none=True)
    origin = fields.Str(required=True)
    destination = fields.Str(required=True)
    miles = fields.Float(required=True, allow_none=True)
    pence_a_mile = whole(required=True, allow_none=True)
    what = fields.Str(required=True)


class ClaimReceipt(Shown):
    id = fields.Str(required=True)
    name = fields.Str(required=True)
    media_type = fields.Str(required=True)
    size = whole("Bytes", required=True)
    parts = whole("It is fetched in so many parts", required=True)


class ClaimStep(Shown):
    kind = fields.Str(required=True)
    at = instant(required=True)
    by = fields.Str(required=True)
    called = string("How they are called in this group's papers", required=True)
    words = fields.Str(required=True)


class ExpenseClaim(ExpenseClaimInShort):
    claimant_id = fields.Str(required=True)
    payee = fields.Str(required=True)
    answers = fields.Dict(keys=fields.Str(), required=True)
    named = fields.Bool(required=True, metadata={"description": "A member of Q names the claimant a carer"})
    named_by = fields.List(
        fields.Str(), required=True, metadata={"description": "By whom: for those who decide alone"}
    )
    assistant_id = fields.Str(required=True, allow_none=True)
    assistant_required = fields.Bool(required=True)
    verdict = fields.Nested(ExpenseVerdict, required=True)
    assistants_verdict = fields.Nested(ExpenseVerdict, required=True, allow_none=True)
    claimant_pence = whole(required=True)
    assistant_pence = whole(required=True)
    costs = fields.List(fields.Nested(ClaimCost), required=True)
    receipts = fields.List(fields.Nested(ClaimReceipt), required=True)
    receipts_wanted = fields.Bool(
        required=True, metadata={"description": "Something was bought and no receipt is there"}
    )
    history = fields.List(fields.Nested(ClaimStep), required=True)
    batch_id = fields.Str(required=True, allow_none=True)
    others = whole("Other claims of the same person for the same occasion", required=True)
    mine = fields.Bool(required=True)
    may = fields.List(_one_of(ACTIONS), required=True, metadata={"description": "What you can do now"})


ExpenseClaimPage = page_of(ExpenseClaimInShort)


class CarerNaming(Shown):
    id = fields.Str(required=True)
    named_at = instant(required=True)


CarerNamingList = list_of(CarerNaming)


class CarerUnnamed(Shown):
    id = fields.Str(required=True)


class ExpenseYear(Shown):
    region = fields.Str(required=True)
    name = fields.Str(required=True)
    year = whole(required=True)
    claims = whole("Null below five", required=True, allow_none=True)
    total_pence = whole("Null below five claims", required=True, allow_none=True)


ExpenseYearList = list_of(ExpenseYear)


class ExpenseBatchInShort(Shown):
    id = fields.Str(required=True)
    version = whole(required=True)
    made_at = instant(required=True)
    claims = whole(required=True)
    total_pence = whole(required=True)
    unpaid = whole("Claims of which nobody said yet that they were paid", required=True)


class ExpensesWaiting(Shown):
    claims = whole("At most as many as go into one batch", required=True)
    total_pence = whole(required=True)


class ExpenseBatchPage(page_of(ExpenseBatchInShort)):  # type: ignore[misc]
    waiting = fields.Nested(ExpensesWaiting, required=True)


class ExpensePayment(Shown):
    claim_id = fields.Str(required=True)
    claimant_id = fields.Str(required=True)
    region = fields.Str(required=True)
    payee = fields.Str(required=True)
    occasion = fields.Str(required=True)
    on = fields.Date(required=True)
    claimant_pence = whole(required=True)
    assistant_pence = whole(required=True)
    total_pence = whole(required=True)
    approved_on = fields.List(fields.Date(), required=True)
    paid = fields.Bool(required=True)


class ExpenseBatch(ExpenseBatchInShort):
    payments = fields.List(fields.Nested(ExpensePayment), required=True)


class RecordExpensePayment(Schema):
    claim_ids = fields.List(
        fields.Str(),
        validate=validate.Length(1, 100),
        metadata={"description": "What was paid; the whole batch when left out"},
    )
