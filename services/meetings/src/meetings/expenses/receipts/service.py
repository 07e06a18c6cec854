"""The doors of the receipts: a claimant adds them, those who decide the claim read them (row 51)."""

from typing import Any

from chassis.call import Call
from chassis.doors import command, query
from commons.places import KEEPERS, keeps
from contracts.refusals import Refused
from meetings.expenses import domain
from meetings.expenses.claims import Claim, Receipt
from meetings.expenses.deployed import times_of
from meetings.expenses.receipts import schemas
from meetings.expenses.store import ClaimStore
from meetings.files.domain import Upload, begin, ending_of
from meetings.files.schemas import FinishUpload, part_view, upload_view
from meetings.refusal import Refusal
from meetings.settings import Settings

ENDINGS = ("pdf", "png", "jpg", "jpeg")
"""What a receipt is: a picture or a PDF."""


class Receipts:
    """The files of a claim."""

    name = "meetings_receipts"
    context = "meetings"
    refusals = (Refusal,)
    store_class = ClaimStore
    settings_class = Settings
    store: ClaimStore
    settings: Settings

    @command(schemas.BeginReceipt, by=("member",))
    def begin_receipt(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Announce a file for a claim of one's own. Refused: ``not_found``, ``expense_not_open``,
        ``expense_too_many``, ``file_too_large``, ``file_empty``, ``file_kind_not_taken``,
        ``file_name_misleading``."""
        claim = self._own(call, asked["id"])
        domain.with_receipt(claim, Receipt("", "", "", 0))
        upload = begin(
            call.new_id(),
            name=asked["name"],
            size=asked["size"],
            most_megabytes=self.settings.most_file_megabytes,
            by=call.caller.subject,
            about=claim.id,
            now=call.now,
        )
        if ending_of(upload.name) not in ENDINGS:
            said = "A receipt is a PDF, PNG or JPEG file."
            raise Refusal("file_kind_not_taken", said, {"file": [said]})
        self.store.receipts.begin(upload)
        return upload_view(upload, 0)

    @command(schemas.AddReceiptPart, by=("member",), remembered=False)
    def add_receipt_part(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A part of it. Refused: ``not_found``, ``file_too_large``, ``file_part_wrong``."""
        upload = self._upload(call, asked["id"])
        return upload_view(upload, self.store.receipts.put(upload, asked["number"], asked["content"]))

    @command(FinishUpload, by=("member",))
    def finish_receipt(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Everything is there: it is looked at and joins the claim. Refused: ``not_found``,
        ``file_incomplete``, ``file_not_what_it_says``, ``file_has_macros``, ``expense_not_open``,
        ``expense_too_many``."""
        upload = self._upload(call, asked["id"])
        claim = self._own(call, upload.about)
        made = self.store.receipts.finish(upload, asked["sha256"], call.now)
        receipt = Receipt(made.id, made.name, made.media_type, made.size)
        self._keep(call, domain.with_receipt(claim, receipt))
        return {"id": made.id, "claim_id": claim.id}

    @command(schemas.OneReceipt, by=("member",))
    def remove_receipt(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Take one off; twice is once. Refused: ``not_found``, ``expense_not_open``."""
        claim = self._own(call, asked["id"])
        after = domain.without_receipt(claim, asked["receipt_id"])
        if after is not claim:
            self.store.receipts.delete(asked["receipt_id"])
            self._keep(call, after)
        return {"id": claim.id}

    @query(schemas.ReadReceipt, by=("member", *KEEPERS))
    def read_receipt(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One part of a receipt. Refused: ``not_found`` for all but the claimant and those who decide."""
        claim = self.store.get(asked["id"])
        if claim is None or not self._may_read(call, claim):
            raise Refused("not_found")
        if asked["receipt_id"] not in {each.id for each in claim.receipts}:
            raise Refused("not_found")
        content = self.store.receipts.part(asked["receipt_id"], asked["number"])
        if content is None:
            raise Refused("not_found")
        return part_view(content)

    def _may_read(self, call: Call, claim: Claim) -> bool:
        is_kept = claim.submitted_at is not None and keeps(call.caller, claim.occasion.region)
        return is_kept or claim.claimant_id == call.caller.subject

    def _own(self, call: Call, claim_id: str) -> Claim:
        claim = self.store.get(claim_id)
        if claim is None or claim.claimant_id != call.caller.subject:
            raise Refused("not_found")
        return claim

    def _upload(self, call: Call, upload_id: str) -> Upload:
        upload = self.store.receipts.upload(upload_id)
        if upload is None or upload.by != call.caller.subject:
            raise Refused("not_found")
        return upload

    def _keep(self, call: Call, claim: Claim) -> None:
        self.store.save(claim, erase_at=domain.ends(claim, call.now, times_of(self.settings)))
