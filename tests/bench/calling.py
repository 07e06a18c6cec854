"""RPC: our door against stock nameko's, and against a bare kombu ping-pong."""

import statistics
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

from kombu import Connection, Consumer, Producer, Queue
from nameko.standalone.rpc import ServiceRpcProxy

from chassis.bus.client import RpcClient
from chassis.envelope import signer
from chassis.identity import Caller
from tests.bench.figures import Figure, compare
from tests.bench.programs import Programs

CALLS = 400
THREADS = 4
MEMBER = Caller("m-1", frozenset({"member"}), "WOE")


def measure(programs: Programs) -> list[Figure]:
    programs.start_sample()
    programs.start_script("stock_service.py")
    programs.start_script("pong_service.py")
    time.sleep(3)  # the two scripts have no readiness to ask for
    ours = RpcClient(programs.amqp_uri, signer(programs.private_key), lambda _service: "sample")
    ping = Ping(programs.amqp_uri)

    def our_call() -> Any:
        return ours.call("sample", "echo", {"number": 1}, caller=MEMBER)

    def our_caller() -> None:
        for _ in range(CALLS):
            our_call()
        ours.close()

    def stock_caller() -> None:
        config = {"AMQP_URI": programs.amqp_uri}
        with ServiceRpcProxy("bench_stock", config, timeout=10) as stock:
            for _ in range(CALLS):
                stock.echo(payload={"number": 1})

    figures = [
        compare(
            "rpc_calls_vs_stock_nameko",
            lambda: _rate(our_caller),
            lambda: _rate(stock_caller),
            "calls/s",
            ">= 1.8",
        ),
        compare(
            "rpc_latency_vs_bare_kombu",
            lambda: _median_ms(our_call),
            lambda: _median_ms(ping.ping),
            "ms",
            "<= 2.5",
        ),
    ]
    ping.close()
    ours.close()
    programs.stop_all()
    return figures


def _rate(caller: Callable[[], None]) -> float:
    """Calls per second of ``THREADS`` callers at once, each with its own connection, as in the gateway."""
    threads = [threading.Thread(target=caller) for _ in range(THREADS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return THREADS * CALLS / (time.perf_counter() - began)


def _median_ms(call: Callable[[], Any]) -> float:
    took = []
    for _ in range(CALLS):
        began = time.perf_counter()
        call()
        took.append(time.perf_counter() - began)
    return statistics.median(took) * 1000


class Ping:
    """A kombu client of ``pong_service.py``: one connection, one reply queue."""

    def __init__(self, uri: str) -> None:
        self._connection = Connection(uri)
        channel = self._connection.channel()
        self._mine = Queue(f"bench-pong-{uuid.uuid4()}", durable=False, auto_delete=True, exclusive=True)
        self._producer = Producer(channel)
        self._got = False
        self._consumer = Consumer(channel, [self._mine], callbacks=[self._on_pong], accept=["json"])
        self._consumer.consume()

    def _on_pong(self, _body: Any, message: Any) -> None:
        self._got = True
        message.ack()

    def ping(self) -> None:
        self._got = False
        self._producer.publish(
            {"number": 1},
            routing_key="bench-ping",
            reply_to=self._mine.name,
            correlation_id=str(uuid.uuid4()),
            delivery_mode=1,
        )
        while not self._got:
            self._connection.drain_events(timeout=10)

    def close(self) -> None:
        self._connection.close()
