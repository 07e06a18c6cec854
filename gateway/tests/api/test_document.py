"""The document of the API: valid, complete, and a page to try it out."""

import re

import pytest
from openapi_spec_validator import validate

from contracts.refusals import CODES

METHODS = ("get", "post", "put", "patch", "delete")


@pytest.fixture
def document(client, calling):
    return client.get("/api/v1/openapi.json").get_json()


@pytest.fixture
def operations(document):
    return {
        f"{method.upper()} {path}": each[method]
        for path, each in document["paths"].items()
        for method in METHODS
        if method in each
    }


def test_the_document_is_valid_openapi_3_1(document):
    assert document["openapi"] == "3.1.0"
    validate(document)


CONVERTED = re.compile(r"<(?:\w+:)?(\w+)>")
IN_BRACES = r"{\1}"
"""A part of a path, whatever it is turned into: ``<int:edition>`` is ``{edition}`` in the document."""


def test_every_route_of_the_api_is_in_the_document(app, operations):
    own = {"document.openapi", "document.docs", "document.docs_file"}
    routes = {
        f"{method} {CONVERTED.sub(IN_BRACES, rule.rule)}"
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and rule.endpoint not in own
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routes == set(operations)


def test_every_operation_says_what_it_does_who_may_and_how_it_refuses(operations):
    for name, operation in operations.items():
        assert operation["summary"].endswith("."), name
        assert "Open to: " in operation["description"], name
        assert operation["x-open-to"], name
        assert operation["security"], name
        assert operation["responses"]["default"] == {"$ref": "#/components/responses/DEFAULT_ERROR"}, name
        if "public" not in operation["x-open-to"]:
            assert {"401", "403"} <= set(operation["responses"]), name


def test_refusals_are_described_as_problems(document):
    for response in document["components"]["responses"].values():
        assert list(response["content"]) == ["application/problem+json"]


def test_every_operation_names_a_distinct_shape_or_none(document):
    assert not [name for name in document["components"]["schemas"] if name[-1].isdigit()]


def test_operations_with_a_version_name_the_headers_they_know(operations):
    known = {parameter.get("name") for parameter in operations["PATCH /api/v1/me"]["parameters"]}
    assert {"If-Match", "Idempotency-Key"} <= known
    known = {parameter.get("name") for parameter in operations["GET /api/v1/me"]["parameters"]}
    assert known == {"If-None-Match"}


def test_all_refusal_codes_can_be_looked_up(api):
    listed = {each["code"]: each for each in api("GET", "/problems").get_json()["items"]}
    assert set(listed) == set(CODES)
    assert listed["stale_version"]["status"] == 412


def test_the_page_to_try_it_out_loads_nothing_but_its_own_files(client, calling):
    with client.get("/api/v1/docs") as page:
        assert page.mimetype == "text/html"
        assert "<script>" not in page.text
        assert "unsafe" not in page.headers["Content-Security-Policy"]
        files = [part.partition('"')[0] for part in page.text.split('="/api/v1/docs/')[1:]]
    assert len(files) == 4
    for name in files:
        with client.get(f"/api/v1/docs/{name}") as file:
            assert file.status_code == 200, name


def test_no_other_file_can_be_had_from_the_page(client, calling):
    for name in ("index.html.py", "../resource.py", "swagger-ui.js", "..%2fresource.py"):
        with client.get(f"/api/v1/docs/{name}") as file:
            assert file.status_code == 404, name


def test_the_end_of_the_grace_is_an_instant_as_it_is_answered(document):
    grace = document["components"]["schemas"]["CompactStanding"]["properties"]["grace_until"]
    assert grace["format"] == "date-time"
