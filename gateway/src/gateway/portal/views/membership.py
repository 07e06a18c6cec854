"""My membership itself: moving to another region, leaving (row 1)."""

from gateway.clients import membership
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names


@page("/me/region", "member")
def move_form() -> Page:
    return _move(Form(answers={"version": _version_now()}))


@action("/me/region", "member")
def move_region() -> Page:
    form = sent_form("region", "version", *date_names("from"))
    form, day = date_of(form.lacking({"region": "Choose your new region"}), "from", "The date", needed=False)
    answer = send(
        form,
        ("region", "from"),
        lambda form: membership.move_region(
            caller(), form.command_id, version_of(form) or 0, form.answers["region"], from_=day or None
        ),
    )
    return _move(answer) if isinstance(answer, Form) else onward("my_profile", "moved")


@page("/me/leave", "member")
def leave_form() -> Page:
    return show("leave", form=Form(answers={"version": _version_now()}))


@action("/me/leave", "member")
def leave() -> Page:
    form = sent_form("sure", "version").lacking({"sure": "Tick the box to say that you want to leave"})
    answer = send(
        form,
        ("sure",),
        lambda form: membership.leave(caller(), form.command_id, version_of(form) or 0),
    )
    return show("leave", form=answer) if isinstance(answer, Form) else onward("left")


@page("/goodbye", "public")
def left() -> Page:
    return show("left")


def _move(form: Form) -> Page:
    names = region_names(caller())
    mine = caller().region
    others = {code: name for code, name in names.items() if code != mine}
    return show("move", form=form, regions=as_choices(others), now=names.get(mine or "", ""))


def _version_now() -> str:
    return str(membership.my_profile(caller())["version"])
