"""The resources of offers and of requests of time: one thing in two directions (row 59).

What is below ``/offers/{id}`` is below ``/requests/{id}`` too.
"""

from collections.abc import Callable
from typing import Any

from flask import Response, request

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import offers as shapes
from gateway.api.shapes.parts import Paging
from gateway.clients.skills_register import offers as doors
from gateway.guards import caller, open_to

offers = Resource("offers", "/offers", "Time that members and organisations offer each other")
requests = Resource("requests", "/requests", "Time that members and organisations ask for")

KINDS = {offers.name: "offer", requests.name: "request"}


def _below_both(path: str, **options: Any) -> Callable[[Any], Any]:
    """The same below offers and below requests."""

    def placed(view: Any) -> Any:
        for resource in (offers, requests):
            resource.route(path, **options)(view)
        return view

    return placed


@_below_both("")
@open_to("public")
@offers.asks(shapes.ListOffers)
@offers.gives(200, shapes.OfferPage)
def list_offers(asked: dict[str, Any]) -> Response:
    """Open ones that you may see, the newest first."""
    return page(doors.list_offers(caller(), kind=_kind(), **asked), asked)


@_below_both("", methods=["POST"])
@open_to("member")
@offers.takes(shapes.PublishOffer)
@offers.gives(201, shapes.SavedOffer)
def publish_offer(asked: dict[str, Any]) -> Response:
    """Publish one; the owners of what it fits are told."""
    made = doors.publish_offer(caller(), command_id(), _kind(), **asked)
    place = {"Location": f"{request.path}/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@_below_both("/mine")
@open_to("member")
@offers.asks(Paging)
@offers.gives(200, shapes.OfferPage)
def my_offers(asked: dict[str, Any]) -> Response:
    """Offers and requests of your own and of organisations that you act for, whatever became of them."""
    return page(doors.my_offers(caller(), **asked), asked)


@_below_both("/<offer_id>")
@open_to("public")
@versioned
@offers.gives(200, shapes.Offer)
def get_offer(offer_id: str) -> Response:
    """One; its owner also sees what came of it."""
    found = doors.get_offer(caller(), offer_id)
    return answer(found, version=found["version"])


@_below_both("/<offer_id>", methods=["PUT"])
@open_to("member")
@versioned
@offers.takes(shapes.ChangeOffer)
@offers.gives(200, shapes.SavedOffer)
def change_offer(asked: dict[str, Any], offer_id: str) -> Response:
    """Write all of its words anew; what has expired is open again."""
    return _done(doors.change_offer, offer_id, asked)


@_below_both("/<offer_id>/renewal", methods=["POST"])
@open_to("member")
@versioned
@offers.takes(shapes.ActOnOffer)
@offers.gives(200, shapes.SavedOffer)
def renew_offer(asked: dict[str, Any], offer_id: str) -> Response:
    """Open for the usual time from today."""
    return _done(doors.renew_offer, offer_id, asked)


@_below_both("/<offer_id>/withdrawal", methods=["POST"])
@open_to("member")
@versioned
@offers.takes(shapes.ActOnOffer)
@offers.gives(200, shapes.SavedOffer)
def withdraw_offer(asked: dict[str, Any], offer_id: str) -> Response:
    """From now on only you can read it."""
    return _done(doors.withdraw_offer, offer_id, asked)


@_below_both("/<offer_id>/fulfilment", methods=["POST"])
@open_to("member")
@versioned
@offers.takes(shapes.ActOnOffer)
@offers.gives(200, shapes.SavedOffer)
def fulfil_offer(asked: dict[str, Any], offer_id: str) -> Response:
    """It was taken up, or met."""
    return _done(doors.fulfil_offer, offer_id, asked)


@_below_both("/<offer_id>/matches")
@open_to("member")
@offers.asks(shapes.FindMatches)
@offers.gives(200, shapes.MatchList)
def find_matches(asked: dict[str, Any], offer_id: str) -> Response:
    """For an offer the requests that it fits, for a request the offers; the best first, with reasons."""
    return answer(doors.find_matches(caller(), offer_id, **asked))


def _kind() -> str:
    """Which of the two the address names."""
    return KINDS[str(request.blueprint)]


def _done(door: Any, offer_id: str, asked: dict[str, Any]) -> Response:
    asked["version"] = known_version(asked.get("version"))
    saved = door(caller(), command_id(), offer_id, **asked)
    return answer(saved, version=saved["version"])
