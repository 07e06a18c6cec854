"""What may not be sent: every refusal has its code, says what is wrong, and shows nothing of us."""

import json

import pytest

JSON = "application/json"


@pytest.fixture
def send(api):
    def post(body, content_type=JSON):
        data = body if isinstance(body, bytes) else body.encode()
        return api("POST", "/applications", data=data, content_type=content_type)

    return post


MALFORMED = {
    "cut off": '{"region": "WOE"',
    "not JSON": "region=WOE",
    "empty": "",
    "only a word": "WOE",
    "a list": "[]",
    "a text": '"WOE"',
    "null": "null",
    "twice the same key": '{"region": "WOE", "region": "SW"}',
    "twice the same key, inside": '{"region": {"a": 1, "a": 2}}',
    "NaN": '{"region": NaN}',
    "minus infinity": '{"region": -Infinity}',
    "a number beyond all": '{"region": 1e999}',
    "a whole number beyond 64 bits": '{"region": 9223372036854775808}',
    "a number of 5,000 digits": '{"region": ' + "9" * 5000 + "}",
    "NUL in a text": '{"region": "W\\u0000E"}',
    "NUL in a key": '{"re\\u0000gion": "WOE"}',
    "half a surrogate pair": '{"region": "\\ud800"}',
    "nine levels": '{"a":' * 9 + "1" + "}" * 9,
    "a hundred thousand levels": "[" * 100_000,
    "201 keys": json.dumps({f"key{number}": number for number in range(201)}),
    "not UTF-8": b'{"region": "\xff"}',
    "UTF-16": '{"region": "WOE"}'.encode("utf-16"),
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_a_body_that_is_not_a_plain_json_object_is_refused(send, body):
    answer = send(body)
    assert (answer.status_code, answer.get_json()["code"]) == (400, "malformed_json")
    assert "Traceback" not in answer.text


def test_eight_levels_and_200_keys_are_read(send):
    deep = {"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}}
    assert send(json.dumps(deep)).get_json()["code"] == "invalid_input"
    wide = {f"key{number}": number for number in range(200)}
    assert send(json.dumps(wide)).get_json()["code"] == "invalid_input"


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "", "json"])
def test_anything_but_json_is_refused(send, content_type):
    answer = send("{}", content_type)
    assert (answer.status_code, answer.get_json()["code"]) == (415, "unsupported_media_type")


def test_256_kib_may_be_sent_and_not_a_byte_more(send, application):
    empty = json.dumps({**application, "why": ""})
    fits = {**application, "why": "a" * (256 * 1024 - len(empty))}
    assert send(json.dumps(fits)).status_code == 422
    answer = send(json.dumps(fits) + " ")
    assert (answer.status_code, answer.get_json()["code"]) == (413, "body_too_large")


def test_a_body_of_unknown_length_is_cut_off_at_the_limit(app, calling):
    import io

    body = io.BytesIO(b'{"why": "' + b"a" * 300_000 + b'"}')
    answer = app.test_client().post(
        "/api/v1/applications",
        input_stream=body,
        content_type=JSON,
        headers={"Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert (answer.status_code, answer.get_json()["code"]) == (413, "body_too_large")


@pytest.mark.parametrize("field", ["region", "name", "email", "why"])
@pytest.mark.parametrize("operator", [{"$ne": ""}, {"$gt": ""}, ["$where"], 1, True, None])
def test_an_operator_where_a_text_belongs_is_refused_with_its_field(api, application, field, operator):
    body = {**application, field: operator}
    problem = api.refused("POST", "/applications", 422, "invalid_input", json=body)
    assert list(problem["fields"]) == [field]


def test_an_operator_in_a_decision_is_refused_with_its_field(api, applied, calling, people):
    made = applied()
    calling(people["coordinator"])
    body = {"decision": {"$ne": "decline"}}
    problem = api.refused("POST", f"/applications/{made['id']}/decision", 422, "invalid_input", json=body)
    assert list(problem["fields"]) == ["decision"]


def test_an_operator_in_an_address_is_refused(api):
    api.refused("GET", "/members?region[$ne]=WOE", 422, "invalid_input")
    api.refused("GET", "/regions/$ne", 422, "invalid_input")
    api.refused("GET", "/members/%7B%22$ne%22:%22%22%7D", 422, "invalid_input")


def test_unknown_fields_are_refused_by_name(api, application):
    body = {**application, "stage": "accepted"}
    problem = api.refused("POST", "/applications", 422, "invalid_input", json=body)
    assert list(problem["fields"]) == ["stage"]
    problem = api.refused("GET", "/members?secter=acute", 422, "invalid_input")
    assert list(problem["fields"]) == ["secter"]


def test_all_missing_answers_are_named_at_once(api):
    problem = api.refused("POST", "/applications", 422, "invalid_input", json={})
    assert set(problem["fields"]) == {"region", "name", "email"}


def test_a_name_of_300_characters_is_refused_with_its_field(api, application):
    body = {**application, "name": "a" * 300}
    problem = api.refused("POST", "/applications", 422, "invalid_input", json=body)
    assert list(problem["fields"]) == ["name"]


@pytest.mark.parametrize("name", ["مريم الأحمدي", "שרה כהן", "Zoë 🦆 O'Néill", "李小龍"])
def test_names_of_all_scripts_come_back_as_they_were_typed(api, applied, name):
    assert applied(name=name)["name"] == name


def test_a_name_that_would_turn_the_page_around_is_refused(api, application):
    body = {**application, "name": "Ann \u202egpj.exe"}
    problem = api.refused("POST", "/applications", 422, "invalid_input", json=body)
    assert list(problem["fields"]) == ["name"]


def test_an_unknown_region_is_refused(api, application):
    api.refused("POST", "/applications", 404, "region_unknown", json={**application, "region": "XXX"})
    api.refused("GET", "/regions/XXX", 404, "region_unknown")
    api.refused("GET", "/regions/XXX/growth", 404, "region_unknown")


def test_the_compact_must_be_accepted(api, application):
    body = {**application, "compact_accepted": False}
    api.refused("POST", "/applications", 422, "compact_not_accepted", json=body)


@pytest.mark.parametrize("path", ["/members?q=%00", "/regions/a%00b"])
def test_nul_in_an_address_is_refused(api, path):
    api.refused("GET", path, 400, "bad_request")


def test_an_unknown_address_and_a_wrong_method_are_refused_in_the_same_shape(api):
    api.refused("GET", "/nothing", 404, "not_found")
    answer = api("DELETE", "/regions")
    assert (answer.status_code, answer.get_json()["code"]) == (405, "method_not_allowed")
    assert "GET" in answer.headers["Allow"]
    assert api("TRACE", "/regions").headers["Allow"]


def test_somebody_who_applies_too_often_is_asked_to_wait(app, calling, application):
    client = app.test_client()
    for _ in range(60):
        assert client.post("/api/v1/applications", json={}).status_code == 422
    answer = client.post("/api/v1/applications", json=application)
    assert (answer.status_code, answer.get_json()["code"]) == (429, "too_many_requests")
    assert int(answer.headers["Retry-After"]) > 0
