"""The doors of documents: read, compare, draft, agree, review (rows 16-20, 22, 28)."""

from datetime import date, timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.versions import refuse_stale
from commons.centre import UK
from commons.london import day_of, noon
from commons.places import name_of, refuse_unknown
from commons.rough_dates import RoughDate
from contracts.refusals import Refused
from stewardship.documents import advice, domain, schemas, showing
from stewardship.documents.catalogue import CATALOGUES
from stewardship.documents.comparing import compared
from stewardship.documents.domain import Agreement, Document, Step, Version, id_of, kind_for
from stewardship.documents.kinds import KINDS
from stewardship.documents.reading import Reading
from stewardship.documents.reminding import plan_review, review_notices
from stewardship.documents.standing import role_in
from stewardship.documents.store import REVIEW, DocumentStore
from stewardship.keeping.domain import nothing_kept
from stewardship.keeping.store import KeepingStore
from stewardship.refusal import Refusal
from stewardship.settings import Settings

WRITERS = ("convenor", "coordinator", "national_team")


class Documents:
    """What each group agreed, in versions that everybody may read."""

    name = "stewardship_documents"
    context = "stewardship"
    refusals = (Refusal,)
    store_class = DocumentStore
    settings_class = Settings
    store: DocumentStore
    settings: Settings

    # Reading

    @query(schemas.OfRegion, by=(PUBLIC,))
    def list_documents(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Every kind of document of a region, written or not, with its state. Refused: ``region_unknown``."""
        region, today = asked["region"], day_of(call.now)
        reading = self._reading(call, region)
        documents = {document.kind: document for document in self.store.of_region(region)}
        current = reading.in_force(documents.values())
        kept = KeepingStore(self.store.work).several(id_of(region, kind.code) for kind in KINDS)
        items = [
            showing.line_view(
                kind,
                region,
                documents.get(kind.code),
                current.get(id_of(region, kind.code)),
                kept.get(id_of(region, kind.code)) or nothing_kept(id_of(region, kind.code)),
                today=today,
                local_finance=self.settings.local_finance,
            )
            for kind in KINDS
            if region == UK or not kind.of_uk_only
        ]
        for item in items:
            head = documents.get(item["kind"])
            item["has_draft"] = bool(head and head.draft and reading.in_group)
        return {"region": region, "items": items, "may_write": reading.may_write}

    @query(schemas.GetDocument, by=(PUBLIC,))
    def get_document(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A document by clause with its history; before it is agreed, the platform's lines if there are any.

        A draft is shown to the group alone, by its number. Refused: ``region_unknown``,
        ``document_kind_unknown``, ``document_of_uk_only``, ``not_found``.
        """
        region = asked["region"]
        reading = self._reading(call, region)
        return reading.whole(kind_for(region, asked["kind"]), asked["number"])

    @query(schemas.OfDocument, by=(PUBLIC,))
    def document_versions(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Every agreed version with its text, the newest first; the group sees its draft too."""
        document = self._known(asked["id"])
        reading = self._reading(call, document.region)
        versions = [version for version in self.store.history(document.id) if reading.may_read(version)]
        return {
            "id": document.id,
            "version": document.version,
            "region": document.region,
            "kind": document.kind,
            "title": document.title,
            "items": [showing.version_view(version) for version in versions],
        }

    @query(schemas.GetCatalogue, by=(PUBLIC,))
    def document_catalogue(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The platform's own lines of a kind. Refused: ``document_kind_unknown``."""
        catalogue = CATALOGUES.get(asked["kind"])
        if catalogue is None:
            raise Refusal("document_kind_unknown")
        return showing.catalogue_view(catalogue)

    @query(schemas.CompareDocuments, by=(PUBLIC,))
    def compare_documents(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What differs, clause by clause, from another version or from another region's text.

        Refused: as in ``get_document``, and ``document_not_agreed`` where a side is missing.
        """
        other = asked["with_region"]
        reading = self._reading(call, asked["region"])
        return compared(reading, self._reading(call, other) if other else None, asked)

    @query(schemas.ListReviews, by=(PUBLIC,))
    def list_reviews(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Documents in force whose review is overdue or comes soon, the longest due first."""
        today = day_of(call.now)
        if asked["region"] is not None:
            refuse_unknown(self.settings.regions, asked["region"])
        page = self.store.due_by(today + timedelta(days=asked["days"]), asked["region"], asked)
        texts = self.store.in_force(page["items"])
        held = [
            document
            for document in page["items"]
            if self._reading(call, document.region).as_it_stands(texts[document.id]).status == domain.AGREED
        ]
        return {**page, "items": [_review_line(document, today) for document in held]}

    # Writing

    @command(schemas.BeginDocument, by=WRITERS)
    def begin_document(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Begin a draft with all its clauses; the answer carries advice, which never blocks.

        Refused: ``not_your_region``, ``document_draft_exists``, ``document_by_proposal``,
        ``document_of_uk_only``, and what is wrong with the clauses.
        """
        region = asked["region"]
        reading = self._to_write(call, region)
        kind = kind_for(region, asked["kind"])
        if kind.by_proposal:
            raise Refusal("document_by_proposal")
        step = domain.begin(
            self.store.get(id_of(region, kind.code)),
            region=region,
            kind=kind,
            title=asked["title"],
            clauses=schemas.clauses_from(asked["clauses"]),
            summary=asked["summary"],
            version_id=call.new_id(),
            by=call.caller.subject,
            now=call.now,
        )
        self.store.save(step)
        return self._written(reading, step.document, step.version)

    @command(schemas.ChangeDraft, by=WRITERS)
    def change_draft(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Give the draft another text. Refused: ``not_found``, ``document_no_draft``, ``stale_version``."""
        document, draft = self._draft_to_write(call, asked)
        written = domain.rewrite(document, draft, schemas.clauses_from(asked["clauses"]), asked["summary"])
        self.store.save_version(written)
        return self._written(self._reading(call, document.region), document, written)

    @command(schemas.DiscardDraft, by=WRITERS)
    def discard_draft(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Throw the draft away. Refused: as in ``change_draft``."""
        document, draft = self._draft_to_write(call, asked)
        self.store.drop_draft(domain.discard(document), draft)
        return {"id": document.id, "discarded": draft.number}

    @command(schemas.AgreeDocument, by=WRITERS)
    def agree_document(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The draft was agreed at a meeting, now or earlier; it supersedes the version in force.

        Refused: as in ``change_draft``, ``meeting_required``, ``agreed_in_future``,
        ``agreed_out_of_order``, ``review_before_agreement``.
        """
        document, draft = self._draft_to_write(call, asked)
        step = domain.agree(
            document,
            draft,
            self.store.numbered(document.id, document.current),
            self._agreement(call, document, asked),
            review_due=asked["review_due"],
            lapses_with_pilot=asked["lapses_with_pilot"],
            today=day_of(call.now),
        )
        return self._stepped(call, step)

    @command(schemas.Review, by=WRITERS)
    def keep_document(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A review kept the version in force as it is.

        Refused: as in ``agree_document``, ``document_not_agreed``, ``document_lapsed``.
        """
        document = self._to_change(call, asked["id"])
        current = self._current_to_write(document, asked["version"])
        review = self._agreement(call, document, asked)
        today = day_of(call.now)
        return self._stepped(
            call, domain.keep_as_it_is(document, current, review, review_due=asked["review_due"], today=today)
        )

    @command(schemas.LapseDocument, by=WRITERS)
    def lapse_document(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The version in force ends without a successor. Refused: as in ``keep_document``."""
        document = self._to_change(call, asked["id"])
        current = self._current_to_write(document, asked["version"])
        on: RoughDate = asked["on"]
        return self._stepped(call, domain.lapse(document, current, on, asked["reason"], day_of(call.now)))

    # Due work

    @due(REVIEW)
    def tell_of_the_review(self, call: Call, job: Job) -> Again | None:
        """Tell the group that a review comes, and plan the next time."""
        document = self.store.get(job.key)
        if document is None or document.review_due is None:
            return None
        held = self._reading(call, document.region).in_force([document])
        if any(version.status == domain.LAPSED for version in held.values()):
            return None
        today = day_of(call.now)
        name = name_of(self.settings.regions, document.region)
        self.store.tell(review_notices(self.store.work, document, name, job.due_at))
        onward = domain.next_alert(document.review_due, today + timedelta(days=1))
        return Again(noon(onward), {}) if onward else None

    # What the doors share

    def _reading(self, call: Call, region: str) -> Reading:
        refuse_unknown(self.settings.regions, region)
        return Reading(call, region, self.store, self.settings)

    def _to_write(self, call: Call, region: str) -> Reading:
        reading = self._reading(call, region)
        if not reading.may_write:
            raise Refused("not_your_region")
        return reading

    def _known(self, document_id: str) -> Document:
        document = self.store.get(document_id)
        if document is None:
            raise Refused("not_found")
        return document

    def _to_change(self, call: Call, document_id: str) -> Document:
        document = self._known(document_id)
        if not self._reading(call, document.region).may_write:
            raise Refused("not_found")
        if document.kind_of.by_proposal:
            raise Refusal("document_by_proposal")
        return document

    def _draft_to_write(self, call: Call, asked: dict[str, Any]) -> tuple[Document, Version]:
        document = self._to_change(call, asked["id"])
        draft = self.store.version(document.draft) if document.draft else None
        if draft is None:
            raise Refusal("document_no_draft")
        refuse_stale(draft.version, asked["version"])
        return document, draft

    def _current_to_write(self, document: Document, version: int | None) -> Version | None:
        current = self.store.numbered(document.id, document.current)
        if current is not None:
            refuse_stale(current.version, version)
        return current

    def _stepped(self, call: Call, step: Step) -> dict[str, Any]:
        self.store.save(step)
        plan_review(self.store.work, step.document, day_of(call.now))
        return self._written(self._reading(call, step.document.region), step.document, step.version)

    def _written(self, reading: Reading, document: Document, version: Version) -> dict[str, Any]:
        remarks = advice.on(document.kind_of, document.region, version.clauses, reading.region_names)
        return {
            "id": document.id,
            "region": document.region,
            "kind": document.kind,
            "title": document.title,
            **showing.version_view(version),
            "review": showing.review_view(document.review_due, reading.today),
            "advice": showing.advice_view(remarks),
        }

    def _agreement(self, call: Call, document: Document, asked: dict[str, Any]) -> Agreement:
        return Agreement(
            meeting=asked["meeting"],
            on=asked["on"],
            by=call.caller.subject,
            role=role_in(call.caller, document.region),
            reviewers=tuple(asked["reviewers"]),
            minutes=asked["minutes"],
        )


def _review_line(document: Document, today: date) -> dict[str, Any]:
    return {
        "id": document.id,
        "region": document.region,
        "kind": document.kind,
        "title": document.title,
        "number": document.current,
        "review": showing.review_view(document.review_due, today),
    }
