"""The other side of the read figure: a Flask page that reads the same document itself. No bus, no token."""

import os
from typing import Any

import pymongo
from flask import Flask, jsonify

app = Flask(__name__)
clients: dict[int, Any] = {}


def members() -> Any:
    pid = os.getpid()
    if pid not in clients:
        clients[pid] = pymongo.MongoClient(os.environ["MONGO_URI"], readConcernLevel="majority")
    return clients[pid][f"{os.environ['DATABASE_PREFIX']}membership"]["members"]


@app.get("/members/<member_id>")
def member(member_id: str) -> Any:
    found = members().find_one({"_id": member_id})
    if found is None:
        return jsonify(code="not_found"), 404
    return jsonify(
        {name: found.get(name) for name in ("_id", "name", "region", "cohort", "profession", "sector")}
    )


@app.get("/ready")
def ready() -> Any:
    return "ready"
