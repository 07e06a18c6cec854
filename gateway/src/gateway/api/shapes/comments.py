"""Shapes of comments on proposals, of what they changed, and of supporters."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, instant, page_of, string, whole

STATES = ("shown", "hidden", "taken_back")


class ListProposalComments(Paging):
    unanswered = fields.Bool(metadata={"description": "The questions that wait for an answer alone"})


class AddProposalComment(Schema):
    text = string(required=True)
    is_question = fields.Bool(
        truthy={True}, falsy={False}, metadata={"description": "Whether its team is asked for an answer"}
    )
    shown_name = string("How you are called beside it, if you want that known; forgotten when you leave Q")


class AnswerProposalComment(Schema):
    text = string(required=True)
    shown_name = string("How you are called beside it, if you want that known; forgotten when you leave Q")


class HideProposalComment(Schema):
    reason = string("Its author reads it", required=True)


class ProposalAnswer(Shown):
    text = string(required=True)
    by = string("The member's id", required=True)
    at = instant(required=True)
    shown_name = string(required=True, allow_none=True)


class ChangedProposalText(Shown):
    """A version that was written because of it."""

    proposal_id = string(required=True)
    number = whole(required=True)


class ProposalComment(Shown):
    """The words of one that was hidden are for its author and for the round's keepers."""

    id = string(required=True)
    version = whole(required=True)
    proposal_id = string(required=True)
    by = string("The member's id", required=True)
    shown_name = string(required=True, allow_none=True)
    is_question = fields.Bool(required=True)
    is_answered = fields.Bool(required=True)
    text = string(required=True, allow_none=True)
    at = instant(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    reason = string("Why keepers hid it", required=True, allow_none=True)
    answers = fields.List(fields.Nested(ProposalAnswer), required=True)
    changed_texts = fields.List(fields.Nested(ChangedProposalText), required=True)


class HiddenProposalComment(ProposalComment):
    """As the round's keepers look at it again."""

    proposal_title = string(required=True)
    hidden_at = instant(required=True, allow_none=True)


class NotedComment(Shown):
    """What became of it, without the words: they may be taken back."""

    id = string(required=True)
    version = whole(required=True)
    proposal_id = string(required=True)
    is_question = fields.Bool(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    answers = whole(required=True)
    at = instant(required=True)


class NamedProposalChange(ChangedProposalText):
    at = instant(required=True)
    because_of = fields.List(fields.Str(), required=True)


class ProposalEngagement(Shown):
    """How its team dealt with what others said, until the proposals' deadline: what assessors read, too."""

    until = instant(required=True)
    comments = whole(required=True)
    commenters = whole(required=True)
    answered = whole(required=True)
    questions = whole(required=True)
    questions_answered = whole(required=True)
    questions_unanswered = whole(required=True)
    texts = whole("Versions after the first", required=True)
    changes = fields.List(fields.Nested(NamedProposalChange), required=True)
    changed_by = whole("Comments that a version names as its reason", required=True)
    supporters = whole(required=True)
    groups = fields.List(fields.Str(), required=True)


class SupportProposal(Schema):
    group = string("A region's code, or UK, whose group supports it, if you keep it; else you do yourself")
    shown_name = string("How you are called beside it, if you want that known; forgotten when you leave Q")


class TakeBackSupport(Schema):
    group = string("The group that you keep, if it was its support")


class ProposalSupporter(Shown):
    by = string("The member's id", required=True)
    group = string(required=True, allow_none=True)
    shown_name = string(required=True, allow_none=True)
    at = instant(required=True)


class ProposalSupporterPage(page_of(ProposalSupporter)):  # type: ignore[misc]
    is_mine = fields.Bool(required=True, metadata={"description": "Whether you support it yourself"})
    groups = fields.List(
        fields.Str(), required=True, metadata={"description": "All groups that do, on whichever page"}
    )


class SupportTaken(Shown):
    supporters = whole("Members in their own name", required=True)


ProposalCommentPage = page_of(ProposalComment)
HiddenProposalCommentPage = page_of(HiddenProposalComment)
