"""Offers and requests of time, and campaigns for them (row 59)."""

from collections.abc import Sequence

from gateway.clients.doors import Payload, command, given, query

OFFERS = "skills_register_offers"


@command(OFFERS)
def publish_offer(
    kind: str,
    *,
    title: str,
    minutes: int,
    text: str | None = None,
    skills: Sequence[str] | None = None,
    online: bool | None = None,
    place: str | None = None,
    visible_to: str | None = None,
    shown_name: str | None = None,
    until: str | None = None,
    account: str | None = None,
    campaign_id: str | None = None,
) -> Payload:
    """``kind`` is offer or request; ``account`` an organisation's; ``minutes_wrong``, ``offers_too_many``."""
    return given(
        kind=kind,
        title=title,
        minutes=minutes,
        text=text,
        skills=skills,
        online=online,
        place=place,
        visible_to=visible_to,
        shown_name=shown_name,
        until=until,
        account=account,
        campaign_id=campaign_id,
    )


@command(OFFERS)
def change_offer(
    offer_id: str,
    *,
    title: str,
    minutes: int,
    text: str | None = None,
    skills: Sequence[str] | None = None,
    online: bool | None = None,
    place: str | None = None,
    visible_to: str | None = None,
    shown_name: str | None = None,
    until: str | None = None,
    version: int | None = None,
) -> Payload:
    """All of its words anew; ``offer_ended``, ``stale_version``."""
    return given(
        id=offer_id,
        title=title,
        minutes=minutes,
        text=text,
        skills=skills,
        online=online,
        place=place,
        visible_to=visible_to,
        shown_name=shown_name,
        until=until,
        version=version,
    )


@command(OFFERS)
def renew_offer(offer_id: str, *, version: int | None = None) -> Payload:
    """Open for the usual time from today; ``offer_ended``."""
    return given(id=offer_id, version=version)


@command(OFFERS)
def withdraw_offer(offer_id: str, *, version: int | None = None) -> Payload:
    return given(id=offer_id, version=version)


@command(OFFERS)
def fulfil_offer(offer_id: str, *, version: int | None = None) -> Payload:
    return given(id=offer_id, version=version)


@query(OFFERS)
def get_offer(offer_id: str) -> Payload:
    return {"id": offer_id}


@query(OFFERS)
def list_offers(
    *,
    kind: str | None = None,
    region: str | None = None,
    skill: str | None = None,
    online: bool | None = None,
    campaign_id: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """Open ones that the caller may see, the newest first; ``online``: whether people can meet so."""
    return given(
        kind=kind,
        region=region,
        skill=skill,
        online=online,
        campaign_id=campaign_id,
        cursor=cursor,
        limit=limit,
    )


@query(OFFERS)
def my_offers(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(cursor=cursor, limit=limit)


@query(OFFERS)
def find_matches(offer_id: str, *, limit: int | None = None) -> Payload:
    """For an offer the requests, for a request the offers; each with its reasons."""
    return given(id=offer_id, limit=limit)


@command(OFFERS)
def start_campaign(region: str, *, title: str, purpose: str, starts: str, ends: str) -> Payload:
    """``not_your_region``, ``campaign_time_wrong``."""
    return given(region=region, title=title, purpose=purpose, starts=starts, ends=ends)


@command(OFFERS)
def end_campaign(campaign_id: str, *, version: int | None = None) -> Payload:
    return given(id=campaign_id, version=version)


@query(OFFERS)
def get_campaign(campaign_id: str) -> Payload:
    """With how much was offered and requested for it."""
    return {"id": campaign_id}


@query(OFFERS)
def list_campaigns(
    *, region: str | None = None, cursor: str | None = None, limit: int | None = None
) -> Payload:
    return given(region=region, cursor=cursor, limit=limit)
