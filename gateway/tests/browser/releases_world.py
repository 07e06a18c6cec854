"""Help next door to look at: requests, offers, line managers' links and placements at every state."""

from datetime import UTC, datetime, timedelta

from chassis import tickets
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

from ..next_door import NextDoor, devon  # noqa: TID252 - tests are no installed package

LONG = (
    "Help our acute medical unit to read its own control charts, and to find out together with the ward "
    "sisters why discharges before noon went down after Easter.\nTwo mornings would do."
)
HELPED = "Three people read charts on their own now.\nWe would ask again."


def populate_releases(
    bus: LocalBus, ids: dict[str, str], people: dict[str, Caller], ticket_key: bytes
) -> None:
    """The world's convenor lends, its coordinator asks, its member helps."""
    who = {
        "Nora": people["convenor"],
        "Sue": people["coordinator"],
        "Ed": people["operator"],
        "Ann": people["member"],
        "Ben": _neighbour(bus),
    }
    place = devon(bus, who.__getitem__)
    ids |= {"devon_concordat": place.concordat, "lending_trust": place.north, "asking_trust": place.south}
    _requests(place, ids)
    _links(place, ids, ticket_key)
    _placements(place, ids)


def _neighbour(bus: LocalBus) -> Caller:
    """Somebody of the same region as the two trusts, so that they are found."""
    member = Caller("member-0030", frozenset({"member"}), "SW")
    version = bus.call("membership_members", "my_profile", {}, caller=member)["version"]
    moved = {"version": version, "region": "SW"}
    bus.call("membership_members", "move_region", moved, caller=member)
    return member


def _requests(place: NextDoor, ids: dict[str, str]) -> None:
    sue, ann = place.people["Sue"], place.people["Ann"]
    profile = {"visibility": "members", "shown_name": "Bea the coach"}
    place.knock("skills", "save_profile", place.people["Ben"], **profile)
    place.knock("skills", "add_skill", place.people["Ben"], skill="spc", level="coaching")
    ids["help_wanted"] = place.request(need=LONG, skills=["SPC", "tightrope walking"])
    ids["help_invited"] = place.request(need=LONG)
    place.knock("releases", "invite_member", sue, id=ids["help_invited"], member_id=ann.subject)
    ids["help_offered"] = place.request()
    ids["offered_release"] = place.consent(ids["help_offered"])
    place.consent(ids["help_offered"], "Ben")
    ids["help_closed"] = place.request()
    place.consent(ids["help_closed"])
    place.knock("releases", "close_request", sue, id=ids["help_closed"], reason="We found somebody.")
    ids["granted_release"] = place.granted()
    ids["help_granted"] = _request_of(place, ids["granted_release"])


def _links(place: NextDoor, ids: dict[str, str], key: bytes) -> None:
    release = place.consent(place.request(need=LONG))
    ids["manager_replaced"] = _ticket(key, place.ask_manager(release))
    ids["manager_open"] = _ticket(key, place.ask_manager(release))
    ids["help_managed"] = _request_of(place, release)
    for name, answer in (("granted", {"decision": "grant"}), ("declined", {"decision": "decline"})):
        asked = place.ask_manager(place.consent(place.request()))
        manager = Caller(f"line-manager:{asked}", frozenset({"line_manager"}))
        place.knock("line_managers", "answer_release", manager, **answer, reason="We are too few in winter.")
        ids[f"manager_{name}"] = _ticket(key, asked)
    late = place.consent(place.request())
    ids["manager_late"] = _ticket(key, place.ask_manager(late))
    place.over(late)
    gone = place.consent(place.request())
    ids["manager_gone"] = _ticket(key, place.ask_manager(gone))
    place.knock("releases", "withdraw_consent", place.people["Ann"], id=gone)


def _placements(place: NextDoor, ids: dict[str, str]) -> None:
    sue, nora = place.people["Sue"], place.people["Nora"]
    ids["placement_agreed"] = place.placed(skills=["SPC"], need=LONG)
    ids["placement_differs"] = place.placed("Ben")
    for who, half_days in ((sue, 4), (nora, 3)):
        place.knock("placements", "confirm_days", who, id=ids["placement_differs"], half_days=half_days)
    ids["placement_done"] = place.done()
    place.knock("placements", "give_feedback", sue, id=ids["placement_done"], words=HELPED)
    keeper = Caller("member-0004", frozenset({"member", "national_team"}), "WOE")
    right = {"half_days": 3, "reason": "Half a day was travel."}
    place.knock("placements", "correct_days", keeper, id=ids["placement_done"], **right)
    ids["placement_cancelled"] = place.placed()
    off = {"id": ids["placement_cancelled"], "reason": "The ward closed for a week."}
    place.knock("placements", "cancel_placement", sue, **off)


def _request_of(place: NextDoor, release: str) -> str:
    found: str = place.knock("releases", "get_release", place.people["Ann"], id=release)["request_id"]
    return found


def _ticket(key: bytes, ask: str) -> str:
    return tickets.mint(
        key,
        subject=f"line-manager:{ask}",
        audience="line-manager",
        now=datetime.now(UTC),
        lifetime=timedelta(days=14),
    )
