import socket

import pytest

from launcher import ports
from launcher.programs import NotPossible


def test_every_port_follows_from_the_base():
    chosen = ports.choose(8000, free=lambda _: True)
    assert chosen["gateway"] == 8000
    assert chosen["mailbox"] == 8025
    assert chosen["amqp"] == 18020
    assert len(set(chosen.values())) == len(chosen)


def test_a_taken_base_is_refused_in_one_sentence():
    with pytest.raises(NotPossible, match=r"Port 8000 is in use .* make run PORT=8100"):
        ports.choose(8000, free=lambda port: port != 8000)


def test_a_taken_derived_port_becomes_a_free_one():
    offered = iter([8000, 40001])
    chosen = ports.choose(8000, free=lambda port: port != 8025, other=lambda: next(offered))
    assert chosen["mailbox"] == 40001, "8000 is the gateway's already"


def test_a_base_near_the_end_takes_free_ports_instead_of_impossible_ones():
    chosen = ports.choose(65530)
    assert all(1 <= port <= 65535 for port in chosen.values())
    assert len(set(chosen.values())) == len(chosen)


def test_neighbouring_bases_can_run_beside_each_other():
    first = set(ports.choose(8000, free=lambda _: True).values())
    second = ports.choose(8001, free=lambda port: port not in first)
    assert not first & set(second.values())


def test_a_port_that_somebody_listens_on_is_not_free():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        port = listener.getsockname()[1]
        assert not ports.is_free(port)
    assert ports.is_free(port)
