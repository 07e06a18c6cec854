"""The bus: RPC, events, relay, retries, topology, and the operator's commands."""
