"""The other side of the RPC figures: a stock nameko service, run as its documentation does."""

import eventlet

eventlet.monkey_patch()

import os  # noqa: E402 - only after the patch

from nameko.rpc import rpc  # noqa: E402
from nameko.runners import ServiceRunner  # noqa: E402


class Stock:
    name = "bench_stock"

    @rpc
    def echo(self, payload):
        return {"number": payload["number"], "who": "m-1"}


if __name__ == "__main__":
    runner = ServiceRunner({"AMQP_URI": os.environ["AMQP_URI"]})
    runner.add_service(Stock)
    runner.start()
    runner.wait()
