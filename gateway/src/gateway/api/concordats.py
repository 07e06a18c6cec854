"""The resources of concordats and signatories: what organisations agree on, and which signed (row 60)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import concordats as shapes
from gateway.clients.skills_register import concordats as doors
from gateway.guards import caller, open_to

concordats = Resource("concordats", "/concordats", "What leaders of organisations agree on, in versions")
signatories = Resource("signatories", "/signatories", "Which organisations signed, and who left")

KEEPERS = ("coordinator", "convenor", "national_team")


@concordats.route("")
@open_to("public")
@concordats.asks(shapes.ListConcordats)
@concordats.gives(200, shapes.ConcordatPage)
def list_concordats(asked: dict[str, Any]) -> Response:
    """The newest first."""
    return page(doors.list_concordats(caller(), **asked), asked)


@concordats.route("", methods=["POST"])
@open_to(*KEEPERS)
@concordats.takes(shapes.DraftConcordat)
@concordats.gives(201, shapes.WrittenConcordat)
def draft_concordat(asked: dict[str, Any]) -> Response:
    """A first draft, which nobody can sign yet."""
    region = asked.pop("region")
    made = doors.draft_concordat(caller(), command_id(), region, **asked)
    place = f"/api/v1/concordats/{made['id']}"
    return answer(made, 201, version=made["version"], headers={"Location": place})


@concordats.route("/<concordat_id>")
@open_to("public")
@versioned
@concordats.gives(200, shapes.Concordat)
def get_concordat(concordat_id: str) -> Response:
    """One with its texts, its reviews, and how many organisations where it holds have signed."""
    return _whole(doors.get_concordat(caller(), concordat_id))


@concordats.route("/<concordat_id>/differences")
@open_to("public")
@concordats.asks(shapes.CompareTexts)
@concordats.gives(200, shapes.ConcordatDifference)
def compare_texts(asked: dict[str, Any], concordat_id: str) -> Response:
    """Clause by clause what differs between two texts; the pieces read in order."""
    return answer(doors.compare_texts(caller(), concordat_id, **asked))


@concordats.route("/<concordat_id>/draft", methods=["PUT"])
@open_to(*KEEPERS)
@versioned
@concordats.takes(shapes.ChangeDraft)
@concordats.gives(200, shapes.WrittenConcordat)
def change_draft(asked: dict[str, Any], concordat_id: str) -> Response:
    """What is to be its next text; the text in force stays."""
    return _done(doors.change_draft, concordat_id, asked)


@concordats.route("/<concordat_id>/texts", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@concordats.takes(shapes.AgreeText)
@concordats.gives(200, shapes.WrittenConcordat)
def agree_text(asked: dict[str, Any], concordat_id: str) -> Response:
    """The draft is agreed: it can be signed, and is never changed again."""
    return _done(doors.agree_text, concordat_id, asked)


@concordats.route("/<concordat_id>/reviews", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@concordats.takes(shapes.ReviewConcordat)
@concordats.gives(200, shapes.WrittenConcordat)
def review_concordat(asked: dict[str, Any], concordat_id: str) -> Response:
    """Note what a review came to, and when the next one is."""
    return _done(doors.review_concordat, concordat_id, asked)


@concordats.route("/<concordat_id>/ending", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@concordats.takes(shapes.EndConcordat)
@concordats.gives(200, shapes.WrittenConcordat)
def end_concordat(asked: dict[str, Any], concordat_id: str) -> Response:
    """Nothing new is asked under it, placements run to their end; a first draft is dropped."""
    return _done(doors.end_concordat, concordat_id, asked)


@signatories.route("")
@open_to("public")
@signatories.asks(shapes.ListSignatories)
@signatories.gives(200, shapes.SignatoryPage)
def list_signatories(asked: dict[str, Any]) -> Response:
    """The newest first: under a concordat, of an organisation, or all."""
    return page(doors.list_signatories(caller(), **asked), asked)


@signatories.route("/waiting")
@open_to("member")
@signatories.gives(200, shapes.ToSignList)
def to_sign() -> Response:
    """What you could sign for the organisations that you lead: never signed, or only an earlier text."""
    return answer(doors.to_sign(caller()))


@signatories.route("", methods=["POST"])
@open_to("member")
@signatories.takes(shapes.SignConcordat)
@signatories.gives(201, shapes.Signatory)
def sign_concordat(asked: dict[str, Any]) -> Response:
    """A leader signs for an organisation; again for a newer text, or after a withdrawal."""
    concordat_id = asked.pop("concordat_id")
    return answer(doors.sign_concordat(caller(), command_id(), concordat_id, **asked), 201)


@signatories.route("/<concordat_id>/<organisation_id>/withdrawal", methods=["POST"])
@open_to("member")
@signatories.takes(shapes.WithdrawSignature)
@signatories.gives(200, shapes.Signatory)
def withdraw_signature(asked: dict[str, Any], concordat_id: str, organisation_id: str) -> Response:
    """A leader withdraws: from a day on nothing new is asked or lent, what was agreed runs to its end."""
    said = {"organisation_id": organisation_id, **asked}
    return answer(doors.withdraw_signature(caller(), command_id(), concordat_id, **said))


def _done(door: Any, concordat_id: str, asked: dict[str, Any]) -> Response:
    asked["version"] = known_version(asked.get("version"))
    return _whole(door(caller(), command_id(), concordat_id, **asked))


def _whole(concordat: dict[str, Any]) -> Response:
    return answer(concordat, version=concordat["version"])
