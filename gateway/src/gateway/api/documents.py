"""The resource of documents: what groups agreed, by clause and version, and how they keep it."""

from typing import Any

from flask import Response

from gateway import document_files
from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import documents as shapes
from gateway.api.shapes import documents_sent
from gateway.clients.stewardship import documents as doors
from gateway.guards import caller, open_to

WRITERS = ("coordinator", "convenor", "national_team")
TERMS = "terms_of_reference"
FILES = {name: {"schema": {"type": "string"}} for name in ("text/markdown", "text/plain")}

documents = Resource("documents", "", "What groups agreed, by clause and version, and how they keep it")


# Reading


@documents.route("/groups/<region>/documents")
@open_to("public")
@documents.gives(200, shapes.DocumentsOfRegion)
def list_documents(region: str) -> Response:
    """Every kind of document of a group, written or not."""
    return answer(doors.list_documents(caller(), region))


@documents.route("/groups/<region>/terms-of-reference")
@open_to("public")
@versioned
@documents.asks(documents_sent.DocumentAsked)
@documents.gives(200, shapes.Document)
def terms_of_reference(asked: dict[str, Any], region: str) -> Response:
    """The terms of reference of a group by clause, with their history."""
    return _shown(doors.get_document(caller(), region, TERMS, **asked))


@documents.route("/groups/<region>/documents/<kind>")
@open_to("public")
@versioned
@documents.asks(documents_sent.DocumentAsked)
@documents.gives(200, shapes.Document)
def get_document(asked: dict[str, Any], region: str, kind: str) -> Response:
    """One document by clause, with states, evidence and history."""
    return _shown(doors.get_document(caller(), region, kind, **asked))


@documents.route("/groups/<region>/documents/<kind>/differences")
@open_to("public")
@documents.asks(documents_sent.CompareAsked)
@documents.gives(200, shapes.DocumentDifference)
def compare_documents(asked: dict[str, Any], region: str, kind: str) -> Response:
    """What differs from another version, or from another region's text."""
    return answer(doors.compare_documents(caller(), region, kind, **asked))


@documents.route("/groups/<region>/documents/<kind>/export")
@open_to("public")
@documents.asks(documents_sent.ExportAsked)
@documents.gives(200, shapes.Document)
@documents.doc(responses={200: {"content": FILES}})
def export_document(asked: dict[str, Any], region: str, kind: str) -> Response:
    """One document as a file: JSON, Markdown or plain text."""
    found = doors.get_document(caller(), region, kind, number=asked.get("number"))
    return document_files.answer(found, asked["format"])


@documents.route("/documents/<document_id>/versions")
@open_to("public")
@documents.gives(200, shapes.DocumentVersions)
def document_versions(document_id: str) -> Response:
    """Every agreed version with its text, the newest first."""
    return answer(doors.document_versions(caller(), document_id), tagged=True)


@documents.route("/document-catalogues/<kind>")
@open_to("public")
@documents.gives(200, shapes.DocumentCatalogue)
def document_catalogue(kind: str) -> Response:
    """The platform's own lines of a kind: principles, duties, commons principles, guidance."""
    return answer(doors.document_catalogue(caller(), kind), tagged=True)


@documents.route("/document-reviews")
@open_to("public")
@documents.asks(documents_sent.ReviewsAsked)
@documents.gives(200, shapes.DueReviewPage)
def list_reviews(asked: dict[str, Any]) -> Response:
    """Reviews that are overdue or due soon, the longest due first."""
    return page(doors.list_reviews(caller(), **asked), asked)


# Writing


@documents.route("/groups/<region>/documents/<kind>", methods=["POST"])
@open_to(*WRITERS, region_arg="region")
@documents.takes(documents_sent.BeginDocument)
@documents.gives(201, shapes.WrittenDocument)
def begin_document(asked: dict[str, Any], region: str, kind: str) -> Response:
    """Begin a draft with all its clauses; the answer carries advice."""
    made = doors.begin_document(caller(), command_id(), region, kind, asked)
    return answer(made, 201, version=made["version"])


@documents.route("/documents/<document_id>/draft", methods=["PUT"])
@open_to(*WRITERS)
@versioned
@documents.takes(documents_sent.ChangeDocumentDraft)
@documents.gives(200, shapes.WrittenDocument)
def change_draft(asked: dict[str, Any], document_id: str) -> Response:
    """Give the draft another text."""
    version = known_version(asked.pop("version", None))
    made = doors.change_draft(caller(), command_id(), document_id, asked, version=version)
    return answer(made, version=made["version"])


@documents.route("/documents/<document_id>/draft", methods=["DELETE"])
@open_to(*WRITERS)
@versioned
@documents.gives(200, shapes.DiscardedDraft)
def discard_draft(document_id: str) -> Response:
    """Throw the draft away."""
    return answer(doors.discard_draft(caller(), command_id(), document_id, version=known_version()))


@documents.route("/documents/<document_id>/agreement", methods=["POST"])
@open_to(*WRITERS)
@versioned
@documents.takes(documents_sent.AgreeDocument)
@documents.gives(200, shapes.WrittenDocument)
def agree_document(asked: dict[str, Any], document_id: str) -> Response:
    """Make the draft the version in force, as agreed at a named meeting."""
    version = known_version(asked.pop("version", None))
    agreed = doors.agree_document(caller(), command_id(), document_id, asked, version=version)
    return answer(agreed, version=agreed["version"])


@documents.route("/documents/<document_id>/reviews", methods=["POST"])
@open_to(*WRITERS)
@versioned
@documents.takes(documents_sent.ReviewDocument)
@documents.gives(200, shapes.WrittenDocument)
def keep_document(asked: dict[str, Any], document_id: str) -> Response:
    """Record a review that kept the text as it is."""
    version = known_version(asked.pop("version", None))
    kept = doors.keep_document(caller(), command_id(), document_id, asked, version=version)
    return answer(kept, version=kept["version"])


@documents.route("/documents/<document_id>/lapse", methods=["POST"])
@open_to(*WRITERS)
@versioned
@documents.takes(documents_sent.LapseDocument)
@documents.gives(200, shapes.WrittenDocument)
def lapse_document(asked: dict[str, Any], document_id: str) -> Response:
    """End the version in force without a successor."""
    version = known_version(asked.pop("version", None))
    ended = doors.lapse_document(caller(), command_id(), document_id, **asked, version=version)
    return answer(ended, version=ended["version"])


@documents.route("/groups/<region>/documents/<kind>/clauses/<code>/mark", methods=["PUT"])
@open_to(*WRITERS, region_arg="region")
@documents.takes(documents_sent.MarkClause)
@documents.gives(200, shapes.ClauseMark)
def mark_clause(asked: dict[str, Any], region: str, kind: str, code: str) -> Response:
    """Say how a clause is kept: state, note, evidence, practices."""
    version = asked.pop("version", None)
    return answer(doors.mark_clause(caller(), command_id(), region, kind, code, asked, version=version))


@documents.route("/documents/<document_id>/comments")
@open_to("public")
@documents.asks(documents_sent.CommentsAsked)
@documents.gives(200, shapes.DocumentCommentPage)
def list_document_comments(asked: dict[str, Any], document_id: str) -> Response:
    """What people say about the text in force, or the group about its draft."""
    return page(doors.list_document_comments(caller(), document_id, **asked), asked)


@documents.route("/documents/<document_id>/comments", methods=["POST"])
@open_to("member")
@documents.takes(documents_sent.CommentOnDocument)
@documents.gives(201, shapes.DocumentComment)
def comment_on_document(asked: dict[str, Any], document_id: str) -> Response:
    """Comment on the text in force (any member) or on the draft (the group)."""
    return answer(doors.comment_on_document(caller(), command_id(), document_id, asked), 201)


@documents.route("/comments/<comment_id>/shown-name", methods=["PUT"])
@open_to("member")
@documents.takes(documents_sent.ShowName)
@documents.gives(200, shapes.DocumentComment)
def show_name_beside_comment(asked: dict[str, Any], comment_id: str) -> Response:
    """Show another name beside one's own comment, or none."""
    return answer(doors.show_name_beside_comment(caller(), command_id(), comment_id, **asked))


def _shown(found: dict[str, Any]) -> Response:
    return answer(found, tagged=True)
