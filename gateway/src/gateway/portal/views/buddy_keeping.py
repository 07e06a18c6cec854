"""Who asks for a buddy in a region, and proposing one, for those who keep it (row 64).

Of the pairs themselves keepers learn counts alone.
"""

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.skills_register import buddies as doors
from gateway.guards import caller
from gateway.portal.dates import show_date
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.buddies import Buddy, buddy_of, wish_of

KEEPERS = ("coordinator", "convenor", "national_team")


@page("/buddies/wishes/<region>", *KEEPERS)
def buddy_wishes(region: str) -> Page:
    """Wishes of the region, those who wait longest first, and how many pairs run."""
    person = caller()
    wishes, counts = together(
        doors.list_wishes.asking(person, region), doors.count_pairs.asking(person, region)
    )
    for answer in (wishes, counts):
        if isinstance(answer, Refused):
            raise answer
    return show(
        "buddy_wishes",
        region=region,
        place=region_names(person).get(region, region),
        wishes=[wish_of(each) for each in wishes["items"]],
        counts=[(show_date(each["since"]), each["pairs"]) for each in counts["items"]],
    )


@page("/buddies/wishes/<region>/<wish_id>", *KEEPERS)
def propose_pair_form(region: str, wish_id: str) -> Page:
    return _propose(region, wish_id, Form())


@action("/buddies/wishes/<region>/<wish_id>", *KEEPERS)
def propose_pair(region: str, wish_id: str) -> Page:
    form = sent_form("buddy_id").lacking({"buddy_id": "Choose a buddy"})
    answer = send(
        form,
        ("buddy_id",),
        lambda form: doors.propose_pair(caller(), form.command_id, form.answers["buddy_id"], wish_id=wish_id),
    )
    if isinstance(answer, Form):
        return _propose(region, wish_id, answer)
    return onward("buddy_wishes", "buddy-pair-proposed", region=region)


def _propose(region: str, wish_id: str, form: Form) -> Page:
    person = caller()
    wishes, buddies = together(
        doors.list_wishes.asking(person, region), doors.list_buddies.asking(person, region, wish_id=wish_id)
    )
    for answer in (wishes, buddies):
        if isinstance(answer, Refused):
            raise answer
    wish = next((each for each in wishes["items"] if each["id"] == wish_id), None)
    if wish is None:
        raise Refused("not_found")
    found = [buddy_of(each) for each in buddies["items"]]
    return show(
        "buddy_propose",
        form=form,
        region=region,
        place=region_names(person).get(region, region),
        wish=wish_of(wish),
        choices=[{"value": each.id, "text": each.shown_name, "hint": _about(each)} for each in found],
    )


def _about(buddy: Buddy) -> str:
    return ". ".join(part for part in (buddy.background, buddy.topics) if part)
