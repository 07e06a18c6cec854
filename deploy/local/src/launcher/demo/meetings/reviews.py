"""The demo's test cycles: planned, compared, and carried on to the next meeting (row 48)."""

from launcher.demo.meetings.desk import Desk
from launcher.demo.meetings.facts import read_facts


def bring(desk: Desk) -> None:
    """Every step of every cycle that is not there yet."""
    for name, wanted in read_facts("reviews").items():
        api, meeting = desk.convenors[name.partition(" ")[0]], desk.meetings[name]
        state = api.get(f"/meetings/{meeting}/review")["state"]
        if state == "none":
            state = api.put(f"/meetings/{meeting}/review", wanted["plan"], command=f"plan {name}")["state"]
        if state == "planned" and "study" in wanted:
            done = api.put(f"/reviews/{meeting}/study", wanted["study"], command=f"study {name}")
            state = done["state"]
        if state == "studied" and "act" in wanted:
            api.put(f"/reviews/{meeting}/act", wanted["act"], command=f"act {name}")
