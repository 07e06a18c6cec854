"""The resource of pledges: what members let others use, claims, and the pools as accounts (row 62)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import pledges as shapes
from gateway.api.shapes.parts import Nothing, Paging, Versioned
from gateway.clients.exchange import pledges as doors
from gateway.guards import caller, open_to
from gateway.pledge_files import flows_file

pledges = Resource("pledges", "/pledges", "Money, hours and rooms that members pool, and how they are used")

CSV = {"text/csv": {"schema": {"type": "string"}}}


@pledges.route("")
@open_to("public")
@pledges.asks(shapes.ListPledges)
@pledges.gives(200, shapes.PledgePage)
def list_pledges(asked: dict[str, Any]) -> Response:
    """What is offered now, the newest first."""
    return page(doors.list_pledges(caller(), **asked), asked)


@pledges.route("", methods=["POST"])
@open_to("member")
@pledges.takes(shapes.MakePledge)
@pledges.gives(201, shapes.Pledge)
def make_pledge(asked: dict[str, Any]) -> Response:
    """Let others use something. Money goes to a region that takes it, or to everybody's commons (`UK`)."""
    region, kind = asked.pop("region"), asked.pop("kind")
    made = doors.make_pledge(caller(), command_id(), region, kind, asked)
    place = {"Location": f"{pledges.url_prefix}/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@pledges.route("/mine")
@open_to("member")
@pledges.asks(Paging)
@pledges.gives(200, shapes.PledgePage)
def my_pledges(asked: dict[str, Any]) -> Response:
    """What you give, and what you asked to use; the newest first."""
    return page(doors.my_pledges(caller(), **asked), asked)


@pledges.route("/pools")
@open_to("public")
@pledges.asks(shapes.ListPools)
@pledges.gives(200, shapes.CommonsPoolList)
def list_pools(asked: dict[str, Any]) -> Response:
    """Each pool's account: offered, used, promised, withdrawn, left; since when there is a drought."""
    return answer(doors.list_pools(caller(), **asked))


@pledges.route("/pools/<region>/<kind>/flows")
@open_to("public")
@pledges.asks(Paging)
@pledges.gives(200, shapes.CommonsFlowPage)
def list_flows(asked: dict[str, Any], region: str, kind: str) -> Response:
    """What went into a pool and out of it, the newest first; nobody is named."""
    return page(doors.list_flows(caller(), region, kind, **asked), asked)


@pledges.route("/pools/<region>/<kind>/flows.csv")
@open_to("public")
@pledges.gives(200)
@pledges.doc(responses={200: {"content": CSV, "description": "OK"}})
def flows_as_csv(region: str, kind: str) -> Response:
    """The same as CSV, whole; amounts in pence, minutes, or how many times."""
    return flows_file(caller(), region, kind)


@pledges.route("/<pledge_id>")
@open_to("public")
@versioned
@pledges.gives(200, shapes.Pledge)
def get_pledge(pledge_id: str) -> Response:
    """One, with what is used and left; members also read who offers it and what it is asked for."""
    return _whole(doors.get_pledge(caller(), pledge_id))


@pledges.route("/<pledge_id>", methods=["PUT"])
@open_to("member")
@versioned
@pledges.takes(shapes.ChangePledge)
@pledges.gives(200, shapes.Pledge)
def change_pledge(asked: dict[str, Any], pledge_id: str) -> Response:
    """Say it anew, as its giver; what is used or promised stays."""
    version = known_version(asked.pop("version", None))
    return _whole(doors.change_pledge(caller(), command_id(), pledge_id, asked, version=version))


@pledges.route("/<pledge_id>/withdrawal", methods=["POST"])
@open_to("member")
@versioned
@pledges.takes(Versioned)
@pledges.gives(200, shapes.Pledge)
def withdraw_pledge(asked: dict[str, Any], pledge_id: str) -> Response:
    """Take back all that is not used, as its giver at any time or as who keeps the pool."""
    version = known_version(asked.get("version"))
    return _whole(doors.withdraw_pledge(caller(), command_id(), pledge_id, version=version))


@pledges.route("/<pledge_id>/claims", methods=["POST"])
@open_to("member")
@pledges.takes(shapes.ClaimPledge)
@pledges.gives(201, shapes.Pledge)
def claim_pledge(asked: dict[str, Any], pledge_id: str) -> Response:
    """Ask to use some of it; for more than is left the keepers of the pool are told of a drought."""
    made = doors.claim_pledge(caller(), command_id(), pledge_id, **asked)
    return answer(made, 201, version=made["version"])


@pledges.route("/<pledge_id>/claims/<claim_id>/answer", methods=["POST"])
@open_to("member")
@pledges.takes(shapes.AnswerPledgeClaim)
@pledges.gives(200, shapes.Pledge)
def answer_claim(asked: dict[str, Any], pledge_id: str, claim_id: str) -> Response:
    """Agree or decline, as its giver; refused when less is left (`pledge_used_up`)."""
    return _whole(doors.answer_claim(caller(), command_id(), pledge_id, claim_id, **asked))


@pledges.route("/<pledge_id>/claims/<claim_id>/use", methods=["POST"])
@open_to("member")
@pledges.takes(shapes.NotePledgeUse)
@pledges.gives(200, shapes.Pledge)
def note_use(asked: dict[str, Any], pledge_id: str, claim_id: str) -> Response:
    """Say how much was used, as one of the two; what was not is there for others again."""
    return _whole(doors.note_use(caller(), command_id(), pledge_id, claim_id, **asked))


@pledges.route("/<pledge_id>/claims/<claim_id>/ending", methods=["POST"])
@open_to("member")
@pledges.takes(Nothing)
@pledges.gives(200, shapes.Pledge)
def end_claim(_asked: dict[str, Any], pledge_id: str, claim_id: str) -> Response:
    """Take back what you asked for, or as the giver call off what was agreed."""
    return _whole(doors.end_claim(caller(), command_id(), pledge_id, claim_id))


def _whole(pledge: dict[str, Any]) -> Response:
    return answer(pledge, version=pledge["version"])
