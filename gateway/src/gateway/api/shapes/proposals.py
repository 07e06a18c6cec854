"""Shapes of ideas and proposals of Q Exchange, and of their merging; money is whole pence."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, Versioned, instant, list_of, page_of, string, whole

STAGES = (
    "idea", "draft", "submitted", "shortlisted", "not_shortlisted", "awarded", "not_awarded", "withdrawn",
    "merged",
)  # fmt: skip
LISTED = STAGES[:-2]
PARTS = ("lead", "asked", "agreed")
ANSWERS = (*PARTS[1:], "declined", "left")
ACTS = (
    "change", "develop", "open", "submit", "withdraw", "reinstate", "ask", "merge", "agree", "decline",
    "leave", "comment", "answer", "support",
)  # fmt: skip
MARKS = ("same", "added", "removed")
OFFERS = ("offered", "agreed", "declined", "taken_back", "lapsed")
"""*Lapsed*: one of the two was given up, so there is nothing to answer any more."""


class ListProposals(Paging):
    stage = fields.Str(
        validate=validate.OneOf(LISTED), metadata={"description": "Left out: all but what was given up"}
    )
    theme = string("A theme of the round")
    region = string("A region's code")
    text = string("Telling words that all stand in title or aim")


class FindSimilar(Schema):
    title = string(required=True)
    aim = string()
    but = string("The id of the proposal that is compared, if there is one already")


class _Words(Schema):
    """What its team writes; all but the title may wait until it is submitted."""

    title = string(required=True)
    aim = string("Who will be better off, and how one will know")
    plan = string("What is done, by whom and when")
    spending = string("What the money is for")
    organisation = string("Where it is done")
    theme = string("A theme of the round")
    ask = whole("Pence", allow_none=True)


class EnterProposal(_Words):
    """A further idea, or a draft that is its team's until they open or submit it."""

    kind = fields.Str(
        validate=validate.OneOf(("idea", "draft")),
        load_default="idea",
        metadata={"description": "An idea is open to members at once; of drafts each leads one in a round"},
    )
    shown_name = string("How you are called beside it, if you want that known; forgotten when you leave Q")


class ChangeProposal(_Words, Versioned):
    """The whole text again: it is kept as another version."""

    because_of = fields.List(
        fields.Str(), metadata={"description": "The ids of comments because of which it changes"}
    )
    shown_name = string("The lead's own; left out, it stays")


class ActOnProposal(Versioned):
    """A step of its lead."""


class WithdrawProposal(Versioned):
    reason = string("Why; its team and, if it was open, the round's keepers read it")


class AskCoApplicant(Versioned):
    member_id = string(required=True)


class AnswerAsCoApplicant(Schema):
    agrees = fields.Bool(required=True, truthy={True}, falsy={False})
    shown_name = string("How you are called beside it, if you want that known")


class OfferMerge(Schema):
    other = string("The id of the other proposal", required=True)
    gives_up = fields.Bool(
        required=True,
        truthy={True},
        falsy={False},
        metadata={"description": "Whether the one in the address is given up for the other; else it stays"},
    )
    words = string("Why, for the other lead")


class AnswerMerge(Schema):
    agrees = fields.Bool(required=True, truthy={True}, falsy={False})


class CompareVersions(Schema):
    against = whole("The earlier version; left out, the one before", validate=validate.Range(1))


class CoApplicant(Shown):
    member_id = string(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(ANSWERS))
    shown_name = string(required=True, allow_none=True)
    asked_at = instant(required=True)
    answered_at = instant(required=True, allow_none=True)


class ProposalStep(Shown):
    """Something that happened to it besides its texts."""

    what = string(required=True)
    at = instant(required=True)
    by = string("The member's id", required=True, allow_none=True)
    words = string("The reason, or the title of what was taken in", required=True, allow_none=True)


class BroughtProposal(Shown):
    source = string("Where it was published before", required=True)
    reference = string("What it is called there", required=True)
    award = whole("Pence", required=True, allow_none=True)


class ShownWords(Shown):
    title = string(required=True)
    aim = string(required=True)
    plan = string(required=True)
    spending = string(required=True)
    organisation = string(required=True, allow_none=True)
    theme = string(required=True, allow_none=True)
    ask = whole("Pence", required=True, allow_none=True)


class SimilarProposal(Shown):
    """One that is like it: a warning with its reason, and no refusal."""

    id = string(required=True)
    title = string(required=True)
    aim = string(required=True)
    stage = fields.Str(required=True, validate=validate.OneOf(STAGES))
    region = string(required=True)
    shared = fields.List(fields.Str(), required=True, metadata={"description": "Telling words of both"})
    share_pct = fields.Float(required=True)
    in_words = string(required=True)


class Proposal(ShownWords):
    """An idea, a draft or a proposal, as you may see it."""

    id = string(required=True)
    version = whole(required=True)
    round_id = string(required=True)
    region = string("Its lead's home", required=True)
    stage = fields.Str(required=True, validate=validate.OneOf(STAGES))
    lead = string("Null where it was brought in and nobody here leads it", required=True, allow_none=True)
    shown_name = string(required=True, allow_none=True)
    text_number = whole("The number of its newest version", required=True)
    is_open = fields.Bool(required=True, metadata={"description": "Whether members read it"})
    made_at = instant(required=True)
    changed_at = instant(required=True)
    submitted_at = instant(required=True, allow_none=True)
    co_applicants = fields.List(fields.Nested(CoApplicant), required=True)
    merged_into = string(required=True, allow_none=True)
    merged_from = fields.List(fields.Str(), required=True)
    reason = string("Why it was withdrawn", required=True, allow_none=True)
    history = fields.List(fields.Nested(ProposalStep), required=True)
    my_part = fields.Str(required=True, allow_none=True, validate=validate.OneOf((*PARTS, None)))
    comments = whole(required=True)
    questions_waiting = whole("Questions without an answer", required=True)
    supporters = whole("Members in their own name", required=True)
    merges_waiting = whole("Offers to merge that its lead has not answered; for its team", required=True)
    may = fields.List(
        fields.Str(validate=validate.OneOf(ACTS)),
        required=True,
        metadata={"description": "What you may do with it now; to submit it something may still lack"},
    )
    remaining = fields.Dict(
        keys=fields.Str(),
        values=fields.List(fields.Str()),
        required=True,
        metadata={"description": "What lacks before it can be submitted, by field; for its team"},
    )
    brought_in = fields.Nested(BroughtProposal, required=True, allow_none=True)


class ComparedProposal(Proposal):
    similar = fields.List(
        fields.Nested(SimilarProposal), required=True, metadata={"description": "For its team alone"}
    )


class ProposalVersion(ShownWords):
    number = whole(required=True)
    by = string("The member's id", required=True)
    at = instant(required=True)
    because_of = fields.List(fields.Str(), required=True)
    changed = fields.List(
        fields.Str(),
        required=True,
        metadata={"description": "The fields that differ from the version before"},
    )


class ProposalPiece(Shown):
    mark = fields.Str(required=True, validate=validate.OneOf(MARKS))
    words = string(required=True)


class ChangedProposalField(Shown):
    field = string(required=True)
    before = fields.Raw(required=True, allow_none=True, metadata={"description": "Text; the ask in pence"})
    after = fields.Raw(required=True, allow_none=True, metadata={"description": "Text; the ask in pence"})
    pieces = fields.List(fields.Nested(ProposalPiece), required=True)


class ProposalComparison(Shown):
    before = whole("Null where the first version is compared with nothing", required=True, allow_none=True)
    before_at = instant(required=True, allow_none=True)
    after = whole(required=True)
    after_at = instant(required=True)
    because_of = fields.List(fields.Str(), required=True)
    changes = fields.List(fields.Nested(ChangedProposalField), required=True)


class MergedProposal(Shown):
    id = string(required=True)
    title = string(required=True)
    stage = fields.Str(required=True, validate=validate.OneOf(STAGES))


class ProposalMerge(Shown):
    """``gone`` is given up for ``into`` when the lead who is asked agrees."""

    id = string(required=True)
    version = whole(required=True)
    round_id = string(required=True)
    gone = fields.Nested(MergedProposal, required=True)
    into = fields.Nested(MergedProposal, required=True)
    offered_by = string(required=True)
    words = string(required=True, allow_none=True)
    state = fields.Str(required=True, validate=validate.OneOf(OFFERS))
    at = instant(required=True)
    decided_at = instant(required=True, allow_none=True)
    mine_to_answer = fields.Bool(required=True)


ProposalPage = page_of(Proposal)
SimilarProposalList = list_of(SimilarProposal)
ProposalVersionPage = page_of(ProposalVersion)
ProposalMergeList = list_of(ProposalMerge)
