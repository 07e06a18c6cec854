"""The peer of the read figure: a page that opens a stock nameko proxy per request, as the examples do."""

import os
from typing import Any

from flask import Flask, jsonify
from nameko.standalone.rpc import ClusterRpcProxy

app = Flask(__name__)
CONFIG = {"AMQP_URI": os.environ["AMQP_URI"]}


@app.get("/members/<member_id>")
def member(member_id: str) -> Any:
    with ClusterRpcProxy(CONFIG, timeout=10) as rpc:
        return jsonify(rpc.bench_stock.read(member_id))


@app.get("/ready")
def ready() -> Any:
    return "ready"
