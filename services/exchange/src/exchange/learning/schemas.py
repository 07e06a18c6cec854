"""The shapes at the doors of learning."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from exchange.learning.domain import KINDS, OUTCOMES, REACHES, WORKED, Item, Reuse, Words
from exchange.learning.identities import doubts

MOST_TAGS = 10
OR_NOT_SAID = ("",)


class WriteItem(Schema):
    """A draft; without a region, of the writer's own. ``shown_name`` is shown beside it, if anything."""

    region = RegionCode(load_default=None, allow_none=True)
    shown_name = Line(load_default="")
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    title = Line(required=True)
    topic = Line(load_default="")
    context = Paragraphs(load_default="")
    what_happened = Paragraphs(load_default="")
    learning = Paragraphs(load_default="")
    worked = fields.Str(load_default="", validate=validate.OneOf(WORKED + OR_NOT_SAID))
    source = Line(load_default="")
    reach = fields.Str(load_default="", validate=validate.OneOf(REACHES + OR_NOT_SAID))
    tags = fields.List(Line(required=True), load_default=list, validate=validate.Length(0, MOST_TAGS))


class ChangeItem(WriteItem):
    """All of it again; the region stays."""

    id = Identifier(required=True)
    version = Version()


class OneItem(Schema):
    id = Identifier(required=True)


class ActOnItem(OneItem):
    version = Version()


class WithdrawItem(ActOnItem):
    reason = Paragraphs(load_default="")


class ReviewItem(WithdrawItem):
    """``identity_checked``: that the reviewer looked for anybody who could be recognised."""

    outcome = fields.Str(required=True, validate=validate.OneOf(OUTCOMES))
    identity_checked = fields.Bool(load_default=False)


class NoteReuse(OneItem):
    """That it was used, where (without a region: the member's own), and whether it worked there."""

    region = RegionCode(load_default=None, allow_none=True)
    worked = fields.Str(required=True, validate=validate.OneOf(WORKED))
    words = Paragraphs(load_default="")


class TakeBackReuse(OneItem):
    reuse_id = Identifier(required=True)


class Page(Schema):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class ListReuses(Page):
    id = Identifier(required=True)


class ItemsToReview(Page):
    """Without a region, of all that the caller looks after."""

    region = RegionCode(load_default=None, allow_none=True)


class ListItems(Page):
    """``words`` are all to be in it; every facet that is named is to be met."""

    words = Line(load_default="")
    region = RegionCode(load_default=None, allow_none=True)
    kind = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(KINDS))
    topic = Line(load_default=None, allow_none=True)
    tag = Line(load_default=None, allow_none=True)
    worked = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(WORKED))


def words_of(asked: dict[str, Any]) -> Words:
    said = {name: asked[name] for name in Words.__dataclass_fields__}
    return Words(**{**said, "tags": tuple(dict.fromkeys(said["tags"]))})


def standing(item: Item) -> dict[str, Any]:
    """What a command answers: no words, for answers are remembered."""
    return {"id": item.id, "version": item.version, "region": item.region, "state": item.state}


def public_view(item: Item) -> dict[str, Any]:
    """The edition that everybody reads, or that it was withdrawn, and why."""
    edition = item.edition
    return {
        **standing(item),
        "state": "published" if edition else item.state,
        "shown_name": item.public_name or None,
        "event_id": item.event_id or None,
        "shared_with": list(item.shared_with),
        "reason": item.reason or None,
        "edition": edition.number if edition else None,
        "published_at": edition.published_at.isoformat() if edition else None,
        "words": _words_view(edition.words) if edition else None,
    }


def own_view(item: Item, reader: str) -> dict[str, Any]:
    """For its author and its reviewers: the newest words, and what was answered to them."""
    review = item.review
    return {
        **public_view(item),
        "state": item.state,
        "is_own": bool(item.author_id) and item.author_id == reader,
        "written": _words_view(item.words),
        "written_name": item.shown_name or None,
        "submitted_at": item.submitted_at.isoformat() if item.submitted_at else None,
        "review": {"outcome": review.outcome, "at": review.at.isoformat(), "reason": review.reason or None}
        if review
        else None,
    }


def review_view(item: Item, reader: str) -> dict[str, Any]:
    """For a reviewer: with what may identify somebody, and whether they may answer: not what they wrote."""
    return {
        **own_view(item, reader),
        "doubts": list(doubts(*item.words.texts.values())),
        "may_review": reader not in (item.author_id, item.changed_by),
    }


def reuse_view(reuse: Reuse, caller: str) -> dict[str, Any]:
    return {
        "id": reuse.id,
        "region": reuse.region,
        "worked": reuse.worked,
        "words": reuse.words,
        "at": reuse.at.isoformat(),
        "is_mine": bool(caller) and reuse.member_id == caller,
    }


def _words_view(words: Words) -> dict[str, Any]:
    said = {name: getattr(words, name) for name in Words.__dataclass_fields__}
    return {**said, "tags": list(words.tags), "worked": words.worked or None, "reach": words.reach or None}
