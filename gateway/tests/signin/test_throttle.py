"""Throttles: ten in five minutes, whoever counts, and the owner still gets in."""

import threading
from datetime import timedelta

import pytest

from gateway.signin.throttle import Throttle, network_of


def test_ten_get_through_in_five_minutes(database, clock):
    throttle = Throttle(database)
    let_through = []
    for _ in range(2_000):
        let_through.append(throttle.lets_through("k", clock.now))
        clock.turn(seconds=0.15)
    assert sum(let_through) == 10


def test_refused_tries_prolong_nothing(database, clock):
    throttle = Throttle(database)
    for _ in range(10):
        assert throttle.lets_through("k", clock.now)
    for _ in range(5):
        clock.turn(minutes=1)
        last = throttle.lets_through("k", clock.now)
    assert last


def test_the_window_slides(database, clock):
    throttle = Throttle(database)
    for _ in range(10):
        throttle.lets_through("k", clock.now)
        clock.turn(seconds=20)
    assert not throttle.lets_through("k", clock.now)
    clock.turn(seconds=100)
    assert throttle.lets_through("k", clock.now)
    assert not throttle.lets_through("k", clock.now)


def test_keys_are_counted_apart(database, clock):
    throttle = Throttle(database)
    assert all(throttle.lets_through("a", clock.now) for _ in range(10))
    assert throttle.lets_through("b", clock.now)


def test_workers_that_race_share_one_count(database, clock):
    throttles = [Throttle(database) for _ in range(4)]
    let_through = []

    def knock(throttle: Throttle) -> None:
        let_through.extend(throttle.lets_through("k", clock.now) for _ in range(10))

    threads = [threading.Thread(target=knock, args=(throttle,)) for throttle in throttles]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(let_through) <= 10


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2ff::1", "2001:db8:1:200::/56"),
        (None, "unknown"),
        ("no address", "unknown"),
    ],
)
def test_a_network_is_the_neighbourhood_of_an_address(address, network):
    assert network_of(address) == network


def _ask(client, email: str, address: str):
    return client.post("/api/v1/sign-in", json={"email": email}, environ_base={"REMOTE_ADDR": address})


def test_one_address_gets_ten_links_and_the_answer_never_changes(app, bus):
    client = app.test_client()
    answers = {_ask(client, "mary@example.org", f"198.51.{n}.1").data for n in range(30)}
    assert len(answers) == 1
    assert len(bus.sent("send_sign_in_link")) == 10


def test_an_address_is_counted_however_it_is_written(app, bus):
    client = app.test_client()
    for n in range(30):
        _ask(client, "Mary@Example.org" if n % 2 else "mary@example.org", f"198.51.{n}.1")
    assert len(bus.sent("send_sign_in_link")) == 10


def test_one_network_asks_for_ten_links(app, bus):
    client = app.test_client()
    for n in range(30):
        assert _ask(client, f"person{n}@example.org", f"203.0.113.{n}").status_code == 202
    assert len(bus.sent("send_sign_in_link")) == 10


def test_the_owner_signs_in_during_an_attack_from_a_browser_known_before(browser, app, mint, bus):
    browser.sign_in(mint("id-mary"))
    browser.post("/sign-out")
    stranger = app.test_client()
    for n in range(50):
        _ask(stranger, "mary@example.org", f"198.51.{n}.1")
    bus.asked.clear()
    browser.token = ""
    browser.post("/sign-in", email="Mary@example.org")
    assert bus.sent("send_sign_in_link") == [{"email": "Mary@example.org"}]


def test_a_mark_that_somebody_made_up_gives_no_lane(app, bus):
    client = app.test_client()
    for n in range(30):
        client.set_cookie("device", f"me{n}|id-mary|{'0' * 64}|1|{'0' * 64}")
        _ask(client, "mary@example.org", "198.51.100.1")
    assert len(bus.sent("send_sign_in_link")) == 10


def test_no_address_is_kept_in_the_counts(app, database):
    _ask(app.test_client(), "mary@example.org", "198.51.100.1")
    assert "mary" not in repr(list(database["throttles"].find()))


def test_counts_go_away_by_themselves(database, clock):
    Throttle(database).lets_through("k", clock.now)
    assert database["throttles"].find_one()["purge_at"] == clock.now + timedelta(minutes=5)
