"""Shapes of documents as everybody reads them."""

from marshmallow import fields

from gateway.api.shapes.parts import ROUGH, Shown, day, instant, page_of, string, whole

NUMBER = "The number of a version, as people speak of it"


class UsualSection(Shown):
    code = string(required=True)
    label = string(required=True)


class DocumentKind(Shown):
    code = string(required=True)
    title = string(required=True)
    states = fields.List(fields.Str(), required=True)
    sections = fields.List(
        fields.Nested(UsualSection), required=True, metadata={"description": "Usual clauses, never demanded"}
    )
    is_fixed = fields.Bool(required=True)
    has_actions = fields.Bool(required=True)
    has_practices = fields.Bool(required=True)
    by_proposal = fields.Bool(required=True)


class DocumentAgreement(Shown):
    meeting = string(required=True)
    on = string(ROUGH, required=True)
    role = string("The part of the person who entered it", required=True)
    reviewers = fields.List(fields.Str(), required=True)
    minutes = string(required=True)


class ReviewState(Shown):
    due = day(required=True, allow_none=True)
    state = string("none, ahead, soon or overdue", required=True)
    days = whole("Days until it is due; negative when overdue", required=True, allow_none=True)


class DocumentVersionLine(Shown):
    number = whole(NUMBER, required=True)
    version = whole("For If-Match: the count of its saved states", required=True)
    status = string("draft, agreed, superseded or lapsed", required=True)
    summary = string(required=True)
    agreed = fields.Nested(DocumentAgreement, required=True, allow_none=True)
    reviews = fields.List(fields.Nested(DocumentAgreement), required=True)
    ended_on = string(ROUGH, required=True, allow_none=True)
    end_reason = string(required=True)
    lapses_with_pilot = fields.Bool(required=True)


class DocumentClause(Shown):
    code = string(required=True)
    label = string(required=True)
    text = string(required=True)
    owner = string(required=True)
    duty = string(required=True)
    measure = string(required=True)


class DocumentVersion(DocumentVersionLine):
    clauses = fields.List(fields.Nested(DocumentClause), required=True)


class ShownLink(Shown):
    label = string(required=True)
    address = string(required=True)


class StateChange(Shown):
    state = string(required=True)
    note = string(required=True)
    on = string(ROUGH, required=True)
    role = string(required=True)


class KeptClause(DocumentClause):
    line = whole("Its place among the platform's lines; null for principles", required=True, allow_none=True)
    scope = string(required=True)
    duty_label = string("The duty an action serves, with its number", required=True)
    state = string('"" where nobody said', required=True)
    note = string(required=True)
    since = string(ROUGH, required=True, allow_none=True)
    evidence = fields.List(fields.Nested(ShownLink), required=True)
    practices = fields.List(fields.Nested(ShownLink), required=True)
    history = fields.List(fields.Nested(StateChange), required=True)


class CataloguePage(Shown):
    label = string(required=True)
    path = string(required=True)
    row = whole(required=True)


class CatalogueEntry(Shown):
    code = string(required=True)
    line = whole(required=True, allow_none=True)
    label = string(required=True)
    text = string(required=True)
    scope = string(required=True)
    honoured = string("How the platform keeps to it", required=True)
    pages = fields.List(fields.Nested(CataloguePage), required=True)


class DocumentCatalogue(Shown):
    kind = fields.Nested(DocumentKind, required=True)
    edition = string(required=True)
    source = string(required=True)
    note = string(required=True)
    entries = fields.List(fields.Nested(CatalogueEntry), required=True)


class DocumentAdvice(Shown):
    kind = string(required=True)
    clause = string(required=True)
    words = string(required=True)
    sentence = string(required=True)


class DocumentLine(Shown):
    kind = string(required=True)
    title = string(required=True)
    id = string(required=True, allow_none=True)
    region = string(required=True)
    status = string("agreed, lapsed, catalogue (the platform's lines) or not_written", required=True)
    number = whole(NUMBER, required=True, allow_none=True)
    agreed = fields.Nested(DocumentAgreement, required=True, allow_none=True)
    review = fields.Nested(ReviewState, required=True)
    clauses = whole("How many", required=True)
    states = fields.Dict(keys=fields.Str(), values=fields.Int(), required=True)
    has_draft = fields.Bool(required=True)


class DocumentsOfRegion(Shown):
    region = string(required=True)
    items = fields.List(fields.Nested(DocumentLine), required=True)
    may_write = fields.Bool(required=True)


class Document(Shown):
    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    kind = fields.Nested(DocumentKind, required=True)
    title = string(required=True)
    status = string(required=True)
    current = whole(NUMBER, required=True, allow_none=True)
    shown = fields.Nested(DocumentVersionLine, required=True, allow_none=True)
    clauses = fields.List(fields.Nested(KeptClause), required=True)
    review = fields.Nested(ReviewState, required=True)
    history = fields.List(fields.Nested(DocumentVersionLine), required=True)
    draft = fields.Nested(DocumentVersion, required=True, allow_none=True)
    catalogue = fields.Nested(DocumentCatalogue, required=True, allow_none=True)
    marks_version = whole(required=True)
    advice = fields.List(fields.Nested(DocumentAdvice), required=True)
    may_write = fields.Bool(required=True)
    in_group = fields.Bool(required=True)


class WrittenDocument(DocumentVersion):
    """A version after a change, with advice."""

    id = string(required=True)
    region = string(required=True)
    kind = string(required=True)
    title = string(required=True)
    review = fields.Nested(ReviewState, required=True)
    advice = fields.List(fields.Nested(DocumentAdvice), required=True)


class DocumentVersions(Shown):
    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    kind = string(required=True)
    title = string(required=True)
    items = fields.List(fields.Nested(DocumentVersion), required=True)


class DiscardedDraft(Shown):
    id = string(required=True)
    discarded = whole(required=True)


class ComparedSide(Shown):
    id = string(required=True)
    region = string(required=True)
    title = string(required=True)
    number = whole(NUMBER, required=True)
    status = string(required=True)
    on = string(ROUGH, required=True, allow_none=True)


class DifferencePiece(Shown):
    mark = string("same, added or removed", required=True)
    words = string(required=True)


class DifferenceDetail(Shown):
    name = string(required=True)
    before = string(required=True)
    after = string(required=True)


class ClauseDifference(Shown):
    code = string(required=True)
    label = string(required=True)
    change = string("same, added, removed or changed", required=True)
    pieces = fields.List(fields.Nested(DifferencePiece), required=True)
    details = fields.List(fields.Nested(DifferenceDetail), required=True)


class DocumentDifference(Shown):
    kind = fields.Nested(DocumentKind, required=True)
    left = fields.Nested(ComparedSide, required=True)
    right = fields.Nested(ComparedSide, required=True)
    clauses = fields.List(fields.Nested(ClauseDifference), required=True)
    counts = fields.Dict(keys=fields.Str(), values=fields.Int(), required=True)


class ClauseMark(Shown):
    region = string(required=True)
    kind = string(required=True)
    code = string(required=True)
    version = whole("marks_version of the document", required=True)
    state = string(required=True)
    note = string(required=True)
    since = string(ROUGH, required=True, allow_none=True)
    evidence = fields.List(fields.Nested(ShownLink), required=True)
    practices = fields.List(fields.Nested(ShownLink), required=True)


class DueReview(Shown):
    id = string(required=True)
    region = string(required=True)
    kind = string(required=True)
    title = string(required=True)
    number = whole(NUMBER, required=True)
    review = fields.Nested(ReviewState, required=True)


class DocumentComment(Shown):
    id = string(required=True)
    clause = string(required=True)
    text = string(required=True)
    role = string("The writer's part in Q", required=True)
    region = string(required=True)
    shown_name = string(required=True)
    at = instant(required=True)
    mine = fields.Bool(required=True)


DueReviewPage = page_of(DueReview)
DocumentCommentPage = page_of(DocumentComment)
