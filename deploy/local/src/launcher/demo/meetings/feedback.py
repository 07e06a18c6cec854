"""What is known of the feedback on the demo's events (row 53)."""

from launcher.demo.meetings.desk import Desk
from launcher.demo.meetings.facts import read_facts


def bring(desk: Desk) -> None:
    """Every summary that is not there yet."""
    facts = read_facts("feedback")
    for name, said in facts["summaries"].items():
        place = f"/events/{desk.events[name]}/feedback"
        if desk.setup.get(place)["summary"] is None:
            body = {"words": said["words"], "source": facts["source"]}
            api = desk.convenors[said["region"]]
            api.put(f"{place}/summary", body, command=f"feedback summary {name}")
