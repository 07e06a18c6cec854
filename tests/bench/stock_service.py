"""The other side of the RPC figures: a stock nameko service, run as its documentation does."""

import eventlet

eventlet.monkey_patch()

import os  # noqa: E402 - only after the patch

import pymongo  # noqa: E402
from nameko.rpc import rpc  # noqa: E402
from nameko.runners import ServiceRunner  # noqa: E402

client = pymongo.MongoClient(os.environ["MONGO_URI"], readConcernLevel="majority")
members = client[f"{os.environ['DATABASE_PREFIX']}membership"]["members"]


class Stock:
    name = "bench_stock"

    @rpc
    def echo(self, payload):
        return {"number": payload["number"], "who": "m-1"}

    @rpc
    def read(self, member_id):
        found = members.find_one({"_id": member_id})
        return {name: found.get(name) for name in ("_id", "name", "region", "cohort", "profession", "sector")}


if __name__ == "__main__":
    runner = ServiceRunner({"AMQP_URI": os.environ["AMQP_URI"]})
    runner.add_service(Stock)
    runner.start()
    runner.wait()
