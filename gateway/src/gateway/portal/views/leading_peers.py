"""Leading a group of peers: start it, say anew what it is, its learners, hand it over, end it (row 89)."""

from typing import Any

from contracts.refusals import Refused
from gateway.clients.skills_register import peer_support as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.peer_support import CLAIMS, PeerGroup, learners_of, peer_group_of

ABOUT = ("title", "about", "offers", "funded_by", "expenses", "lead_name")
STARTED = (*ABOUT, "region", "leads_as_service_user")
NEEDED = {
    "title": "Give the group a name",
    "offers": "Say what the group offers",
    "lead_name": "Say how the group calls you",
}


@page("/peer-support/new", "member")
def start_peer_group_form() -> Page:
    return _start(Form(answers={"region": caller().region or ""}))


@action("/peer-support/new", "member")
def start_peer_group() -> Page:
    form = sent_form(*STARTED).lacking(NEEDED)
    answer = send(
        form,
        STARTED,
        lambda form: doors.start_group(
            caller(),
            form.command_id,
            region=form.answers["region"] or None,
            leads_as_service_user=form.answers["leads_as_service_user"] == "yes",
            **_said(form),
        ),
    )
    return _start(answer) if isinstance(answer, Form) else _back(answer["id"], "peer-started")


@page("/peer-support/<group_id>/change", "member")
def change_peer_group_form(group_id: str) -> Page:
    group = _led(group_id)
    answers = {
        "title": group.title,
        "about": group.about,
        "offers": "\n".join(group.offers),
        "funded_by": group.funded_by,
        "expenses": "yes" if group.expenses else "",
        "lead_name": group.lead,
    }
    return show("peer_group_change", form=Form(answers=answers), group=group)


@action("/peer-support/<group_id>/change", "member")
def change_peer_group(group_id: str) -> Page:
    form = sent_form(*ABOUT, "version").lacking(NEEDED)
    answer = send(
        form,
        ABOUT,
        lambda form: doors.change_group(
            caller(),
            form.command_id,
            group_id,
            version=version_of(form),
            **_said(form),
        ),
    )
    if isinstance(answer, Form):
        return show("peer_group_change", form=answer, group=_led(group_id))
    return _back(group_id, "peer-changed")


@page("/peer-support/<group_id>/learners", "member")
def peer_learners(group_id: str) -> Page:
    """The lead's desk: who learns, what each needs, and to whom the group may be handed over."""
    return _desk(group_id, Form())


@action("/peer-support/<group_id>/next-lead", "member")
def ask_peer_lead(group_id: str) -> Page:
    form = sent_form("member_id", "takes_back")
    takes_back = form.answers["takes_back"] == "yes"
    if not takes_back:
        form = form.lacking({"member_id": "Choose who could lead the group"})
    answer = send(
        form,
        ("member_id",),
        lambda form: doors.hand_over(
            caller(), form.command_id, group_id, member_id=None if takes_back else form.answers["member_id"]
        ),
    )
    if isinstance(answer, Form):
        return _desk(group_id, answer)
    return onward("peer_learners", "peer-not-asked" if takes_back else "peer-asked", group_id=group_id)


@page("/peer-support/<group_id>/end", "member")
def end_peer_group_form(group_id: str) -> Page:
    return show("peer_group_end", form=Form(), group=_led(group_id))


@action("/peer-support/<group_id>/end", "member")
def end_peer_group(group_id: str) -> Page:
    answer = send(sent_form(), (), lambda form: doors.end_group(caller(), form.command_id, group_id))
    if isinstance(answer, Form):
        return show("peer_group_end", form=answer, group=_led(group_id))
    return _back(group_id, "peer-ended")


def _said(form: Form) -> dict[str, Any]:
    """What the group is, as the doors take it."""
    sent = form.answers
    return {
        "title": sent["title"],
        "about": sent["about"],
        "offers": [line.strip() for line in sent["offers"].splitlines() if line.strip()],
        "funded_by": sent["funded_by"],
        "expenses": CLAIMS if sent["expenses"] == "yes" else None,
        "lead_name": sent["lead_name"],
    }


def _led(group_id: str) -> PeerGroup:
    """A group that runs and that the reader leads; for everybody else there is no such page."""
    group = peer_group_of(doors.get_group(caller(), group_id), region_names(caller()))
    if not group.i_lead:
        raise Refused("not_found")
    if not group.is_open:
        raise Refused("peer_group_ended")
    return group


def _start(form: Form) -> Page:
    return show("peer_group_new", form=form, regions=as_choices(region_names(caller())))


def _desk(group_id: str, form: Form) -> Page:
    found = doors.list_learners(caller(), group_id)
    return show("peer_learners", form=form, group=_led(group_id), learners=learners_of(found))


def _back(group_id: str, done: str) -> Page:
    return onward("peer_group", done, group_id=group_id)
