"""What every answer carries."""

import re

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}


def test_every_kind_of_answer_is_protected(client, calling):
    for path in ("/", "/api/v1/regions", "/nothing", "/api/v1/nothing", "/health/live", "/api/v1/docs"):
        with client.get(path) as answer:
            for name, value in ALWAYS.items():
                assert answer.headers[name] == value, path
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy, path
            assert "frame-ancestors 'none'" in policy, path
            assert "unsafe" not in policy, path


def test_a_page_names_the_nonce_of_its_script_and_never_the_same_twice(client, calling):
    nonces = set()
    for _ in range(2):
        page = client.get("/")
        (nonce,) = re.findall(r"'nonce-([^']+)'", page.headers["Content-Security-Policy"])
        assert f'nonce="{nonce}"' in page.text
        nonces.add(nonce)
    assert len(nonces) == 2


def test_a_refused_form_is_protected_too(app, calling):
    answer = app.test_client().post("/join", data={}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_what_a_signed_in_person_sees_is_kept_nowhere(client, calling, people):
    assert client.get("/api/v1/regions").headers["Cache-Control"] == "no-cache"
    calling(people["member"])
    assert client.get("/api/v1/regions").headers["Cache-Control"] == "no-store"


def test_an_applicants_link_is_kept_nowhere(client, calling):
    assert client.get("/apply/status?ticket=abc").headers["Cache-Control"] == "no-store"


def test_https_is_remembered_where_we_are_reached_by_it(client, calling):
    assert "Strict-Transport-Security" not in client.get("/api/v1/regions").headers
    secure = client.get("/api/v1/regions", base_url="https://localhost")
    assert secure.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_the_trace_is_taken_up_or_begun(client, calling):
    trace = "0af7651916cd43dd8448eb211c80319c"
    sent = {"traceparent": f"00-{trace}-b7ad6b7169203331-01"}
    assert client.get("/api/v1/regions", headers=sent).headers["X-Request-Id"] == trace
    for bad in ("nonsense", f"00-{'0' * 32}-b7ad6b7169203331-01"):
        begun = client.get("/api/v1/regions", headers={"traceparent": bad}).headers["X-Request-Id"]
        assert re.fullmatch("[0-9a-f]{32}", begun)
        assert begun != "0" * 32


def test_the_trace_travels_on_to_the_services(app, bus, calling, monkeypatch):
    asked = []
    monkeypatch.setattr(bus, "call", lambda *_, **named: asked.append(named["trace_id"]) or {"items": []})
    trace = "0af7651916cd43dd8448eb211c80319c"
    app.test_client().get("/api/v1/regions", headers={"traceparent": f"00-{trace}-b7ad6b7169203331-01"})
    assert asked == [trace]
