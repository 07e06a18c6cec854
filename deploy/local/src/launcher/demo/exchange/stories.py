"""Stories of what changed, told by members of the demo, read by somebody else (row 78)."""

from launcher.demo.exchange.desk import Desk
from launcher.demo.exchange.facts import read_facts

NOT_WORDS = ("by", "waits")
PUBLISHED = {"is_published": True, "identity_checked": True}


def bring(desk: Desk) -> None:
    """Every story that its teller has not told."""
    for wanted in read_facts("stories"):
        teller = desk.who(wanted["by"])
        mine = teller.api.get("/stories/mine", limit="200")["items"]
        if all(each["title"] != wanted["title"] for each in mine):
            body = {name: value for name, value in wanted.items() if name not in NOT_WORDS}
            made = teller.api.post("/stories", body, command=f"story {wanted['title']}")
            if not wanted.get("waits"):
                decision = f"/stories/{made['id']}/decision"
                desk.setup.post(decision, PUBLISHED, command=f"read {made['id']}")
