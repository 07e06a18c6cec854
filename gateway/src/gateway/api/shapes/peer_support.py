"""Shapes of groups in which service users train and back other users (row 89)."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.actions import flag
from gateway.api.shapes.parts import Paging, Shown, Versioned, instant, list_of, page_of, string, whole

STATES = ("open", "ended")
MOST_OFFERS = 20


class ListPeerGroups(Paging):
    region = string("Only this region's: its code")


class PeerGroupSaid(Schema):
    """What a group is; everybody reads it."""

    title = string(required=True)
    about = string()
    offers = fields.List(
        fields.Str(),
        required=True,
        validate=validate.Length(1, MOST_OFFERS),
        metadata={"description": "What it offers, each in a line"},
    )
    funded_by = string("Who pays for it, if anybody does, as Q Exchange")
    expenses = string("The page of this site that takes claims, beginning with /", allow_none=True)
    lead_name = string("How you are called there; everybody reads it", required=True)


class StartPeerGroup(PeerGroupSaid):
    region = string("Its region; left out, your own")
    leads_as_service_user = flag("You use services yourself, or did; nothing more is asked", required=True)


class ChangePeerGroup(Versioned, PeerGroupSaid):
    """All of it, said anew."""


class JoinPeerGroup(Schema):
    """Nothing about your health is asked or needed."""

    shown_name = string("How its lead calls you", required=True)
    needs = string("What you need to take part, if you like; for the lead alone")


class SayPeerNeeds(Schema):
    needs = string("What you need to take part; left out or empty, it is taken back")


class AskPeerLead(Schema):
    member_id = string("Who learns here and is asked to lead; null takes that back", allow_none=True)


class TakeOverPeerGroup(Schema):
    leads_as_service_user = flag("You use services yourself, or did; nothing more is asked", required=True)


class PeerGroupSummary(Shown):
    """A group as everybody sees it."""

    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    title = string(required=True)
    about = string(required=True)
    offers = fields.List(fields.Str(), required=True)
    funded_by = string(required=True)
    expenses = string("Where claims are made; empty: nowhere", required=True)
    leader_kind = string("Always `service user`", required=True)
    lead = string("Empty when the lead left Q", required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    started_at = instant(required=True)
    ended_at = instant(required=True, allow_none=True)
    learners = string("How many learn there; 1 to 4 is `<5`", required=True)


class PeerGroup(PeerGroupSummary):
    """The same, and what you have to do with it."""

    i_lead = fields.Bool(required=True)
    i_learn = fields.Bool(required=True)
    asked_to_lead = fields.Bool(required=True)
    my_needs = string(required=True)
    needs_until = instant(
        required=True, allow_none=True, metadata={"description": "When what you need is forgotten"}
    )


class PeerGroupChanged(Shown):
    """What a change answers: none of its words."""

    id = string(required=True)
    version = whole(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    i_lead = fields.Bool(required=True)
    i_learn = fields.Bool(required=True)
    needs_until = instant(required=True, allow_none=True)


class PeerLearner(Shown):
    member_id = string(required=True)
    shown_name = string(required=True)
    since = instant(required=True)
    needs = string("What they need to take part; empty: they said nothing", required=True)


class PeerLearners(list_of(PeerLearner)):  # type: ignore[misc]
    """For the group's lead alone."""

    next_lead = string("Who is asked to lead it", required=True, allow_none=True)


PeerGroupPage = page_of(PeerGroupSummary)
PeerGroupList = list_of(PeerGroup)
