"""Standing for election: oneself, or with the word of two others; nobody speaks for another (row 14)."""

from urllib.parse import urlencode

from flask import redirect, request

from contracts.refusals import Refused
from gateway.clients import membership
from gateway.clients.stewardship import elections as client
from gateway.guards import caller
from gateway.portal.forms import Form, given, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.elections import candidate_of, election_of
from gateway.portal.questions import SECTORS

NEEDED = {
    "shown_name": "Enter the name to be shown on the ballot paper",
    "statement": "Say in a few sentences what you would like to do",
    "background": "Enter your background, for example nurse or patient representative",
    "county": "Enter the county in which you live or work",
    "consent": "Tick the box to say that your name and statement may be shown",
}
WORDS = ("shown_name", "statement", "background", "county", "sector", "system")
FIELDS = (*WORDS, "patient", "consent")


@page("/elections/<election_id>/stand", "member")
def stand(election_id: str) -> Page:
    return _stand(election_id, Form())


@action("/elections/<election_id>/stand", "member")
def send_nomination(election_id: str) -> Page:
    answer = send(
        sent_form(*FIELDS).lacking(NEEDED),
        FIELDS,
        lambda form: client.nominate_candidate(caller(), form.command_id, election_id, _words(form)),
    )
    if isinstance(answer, Form):
        return _stand(election_id, answer)
    return onward("nomination", "standing", election_id=election_id, nomination_id=answer["id"])


@page("/elections/<election_id>/nominate", "member")
def nominate(election_id: str) -> Page:
    return _nominate(election_id, Form())


@action("/elections/<election_id>/nominate", "member")
def send_proposal(election_id: str) -> Page:
    form = sent_form("candidate").lacking({"candidate": "Choose whom you would like to propose"})
    answer = send(
        form,
        ("candidate",),
        lambda form: client.nominate_candidate(
            caller(), form.command_id, election_id, {"candidate": form.answers["candidate"]}
        ),
    )
    if isinstance(answer, Form):
        return _nominate(election_id, answer)
    return onward("nomination", "proposed-candidate", election_id=election_id, nomination_id=answer["id"])


@page("/elections/<election_id>/nominations/<nomination_id>", "public")
def nomination(election_id: str, nomination_id: str) -> Page:
    """Whoever is asked by mail may have to sign in first: others do not see it yet."""
    try:
        return _nomination(election_id, nomination_id, Form())
    except Refused as no:
        if no.code == "not_found" and caller().is_visitor:
            return redirect(f"/sign-in?{urlencode({'next': request.path})}")
        raise


@action("/elections/<election_id>/nominations/<nomination_id>/support", "member")
def support_nomination(election_id: str, nomination_id: str) -> Page:
    answer = send(
        sent_form("part"),
        (),
        lambda form: client.support_nomination(
            caller(), form.command_id, nomination_id, part=form.answers["part"]
        ),
    )
    return _after(election_id, nomination_id, answer, "backed")


@action("/elections/<election_id>/nominations/<nomination_id>/accept", "member")
def accept_nomination(election_id: str, nomination_id: str) -> Page:
    answer = send(
        sent_form(*FIELDS).lacking(NEEDED),
        FIELDS,
        lambda form: client.accept_nomination(caller(), form.command_id, nomination_id, _words(form)),
    )
    return _after(election_id, nomination_id, answer, "standing")


@action("/elections/<election_id>/nominations/<nomination_id>/withdraw", "member")
def withdraw_nomination(election_id: str, nomination_id: str) -> Page:
    answer = send(
        sent_form(),
        (),
        lambda form: client.withdraw_nomination(caller(), form.command_id, nomination_id),
    )
    return _after(election_id, nomination_id, answer, "withdrawn-nomination")


def _after(election_id: str, nomination_id: str, answer: object, done: str) -> Page:
    if isinstance(answer, Form):
        return _nomination(election_id, nomination_id, answer)
    return onward("nomination", done, election_id=election_id, nomination_id=nomination_id)


def _words(form: Form) -> dict[str, object]:
    return {**given(form, *WORDS), "patient": form.answers["patient"] == "yes"}


def _stand(election_id: str, form: Form) -> Page:
    found = client.get_election(caller(), election_id)
    return show("stand", form=form, election=election_of(found, region_names(caller())), sectors=SECTORS)


def _nominate(election_id: str, form: Form) -> Page:
    """Members of the region whose name the caller may see, by the directory's own search."""
    election = election_of(client.get_election(caller(), election_id), region_names(caller()))
    words = request.values.get("q", "").strip()
    found = membership.search_members(caller(), q=words, region=election.region)["items"] if words else []
    others = [each for each in found if each["id"] != caller().subject]
    return show(
        "nominate",
        form=form,
        search=Form(answers={"q": words}),
        election=election,
        people=[{"value": each["id"], "text": each["name"]} for each in others if each.get("name")],
        searched=bool(words),
    )


def _nomination(election_id: str, nomination_id: str, form: Form) -> Page:
    found = client.get_nomination(caller(), nomination_id)
    if found["election"] != election_id:
        raise Refused("not_found")
    election = election_of(client.get_election(caller(), election_id), region_names(caller()))
    if "shown_name" not in form.answers and found["accepted"]:
        said = {name: found[name] or "" for name in WORDS}
        form = Form(
            said | {"patient": "yes" if found["patient"] else "", "consent": "yes"},
            form.errors,
            form.message,
            form.command_id,
            form.status,
        )
    open_now = election.state == "nominations_open" and found["state"] == "open"
    person = caller()
    backs = open_now and person.has("member") and person.region == election.region
    backs = backs and found["mine"] != "candidate"
    return show(
        "nomination",
        form=form,
        election=election,
        nomination=found,
        said=candidate_of(found) if found["accepted"] else None,
        is_mine=found["mine"] == "candidate",
        is_open=open_now,
        may_propose=backs and not found["proposed"] and found["mine"] != "seconder",
        may_second=backs
        and not found["seconded"]
        and not (found["mine"] == "proposer" and found["proposed"]),
        sectors=SECTORS,
    )
