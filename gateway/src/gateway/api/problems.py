"""GET /problems: the refusal codes that callers may rely on."""

from flask import Response
from marshmallow import Schema, fields

from contracts.refusals import CODES
from gateway.api.resource import Resource, answer
from gateway.guards import open_to

problems = Resource("problems", "/problems", "The stable codes of refusals")


class ProblemCode(Schema):
    code = fields.Str(required=True)
    status = fields.Int(required=True)
    sentence = fields.Str(required=True)


class ProblemCodes(Schema):
    items = fields.List(fields.Nested(ProblemCode), required=True)


@problems.route("")
@open_to("public")
@problems.gives(200, ProblemCodes)
def list_problems() -> Response:
    """Every refusal code, with its status and sentence."""
    items = [
        {"code": code, "status": known.status, "sentence": known.sentence}
        for code, known in sorted(CODES.items())
    ]
    return answer({"items": items})
