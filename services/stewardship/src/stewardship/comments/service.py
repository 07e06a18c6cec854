"""The doors of comments on documents; those on ground rules have doors of their own."""

from collections.abc import Iterable
from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from commons.centre import UK
from contracts.refusals import Refused
from stewardship.comments import schemas
from stewardship.comments.domain import Comment, show_name
from stewardship.comments.store import CommentStore
from stewardship.documents.clauses import Clause
from stewardship.documents.domain import not_written_yet
from stewardship.documents.reading import Reading
from stewardship.documents.store import DocumentStore
from stewardship.refusal import Refusal
from stewardship.settings import Settings


class Comments:
    """Any member comments on a text in force; the group comments on its draft."""

    name = "stewardship_comments"
    context = "stewardship"
    refusals = (Refusal,)
    store_class = CommentStore
    settings_class = Settings
    store: CommentStore
    settings: Settings

    @command(schemas.CommentOnDocument, by=("member",))
    def comment_on_document(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say something about a document or one of its clauses.

        Refused: ``not_found``, also for a draft that is not for the caller, ``clause_unknown``.
        """
        reading, subject, clauses = self._commented(call, asked)
        if asked["clause"] and asked["clause"] not in {clause.code for clause in clauses}:
            raise Refusal("clause_unknown", fields={"clause": ["Choose a clause of this text."]})
        comment = Comment(
            call.new_id(),
            subject,
            asked["clause"],
            asked["text"],
            call.caller.subject,
            reading.role,
            call.caller.region or "",
            asked["shown_name"],
            call.now,
        )
        self.store.save(comment)
        return schemas.kept_answer(comment, call.caller)

    @command(schemas.ShowName, by=("member",))
    def show_name_beside_comment(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Show another name beside one's own comment, or none, on whatever it is. Refused: ``not_found``."""
        before = self.store.get(asked["id"])
        if before is None or before.by != call.caller.subject:
            raise Refused("not_found")
        after = show_name(before, asked["shown_name"])
        if after is not before:
            self.store.save(after)
        return schemas.kept_answer(after, call.caller)

    @query(schemas.ListDocumentComments, by=(PUBLIC,))
    def list_document_comments(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Comments on the text in force, which everybody reads, or on the draft. Refused: ``not_found``."""
        _, subject, _ = self._commented(call, asked)
        return schemas.page_view(self.store.page(subject, asked, asked["clause"]), call.caller)

    def _commented(self, call: Call, asked: dict[str, Any]) -> tuple[Reading, str, Iterable[Clause]]:
        """The reader, what the comments are about, and the clauses they may name."""
        documents = DocumentStore(self.store.work)
        document = documents.get(asked["id"]) or not_written_yet(asked["id"])
        if document is None or not self._is_known(document.region):
            raise Refused("not_found")
        reading = Reading(call, document.region, documents, self.settings)
        if asked["about"] == schemas.ON_TEXT:
            return reading, document.id, reading.text_of(document)
        number = asked.get("number")
        if number is not None:
            draft = documents.numbered(document.id, number)
        else:
            draft = documents.version(document.draft) if document.draft else None
        if draft is None or not reading.in_group:
            raise Refused("not_found")
        return reading, draft.id, draft.clauses

    def _is_known(self, region: str) -> bool:
        return region == UK or region in self.settings.regions
