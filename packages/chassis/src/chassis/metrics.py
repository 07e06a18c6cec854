"""What a service counts of itself; ``/metrics`` shows it in Prometheus' text format."""

from prometheus_client import Counter, Gauge, Histogram

CALLS = Histogram(
    "qcommons_door_seconds", "Time a door took to answer", ["service", "door", "outcome"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)  # fmt: skip
HANDLED = Counter("qcommons_events_handled_total", "Events handled", ["queue", "outcome"])
RELAYED = Counter("qcommons_events_relayed_total", "Events confirmed by the broker", ["context"])
UNSENT = Gauge("qcommons_outbox_unsent", "Events waiting in the outbox at the last look", ["context"])
DUE = Counter("qcommons_due_work_total", "Due work performed", ["kind", "outcome"])
