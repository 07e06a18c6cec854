"""What members would like to learn about: asked for, supported, taken up (row 54)."""

from flask import request

from gateway.clients.meetings import events as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.events import line_of
from gateway.portal.presenting.matters import CENTRE, group_names

MOST_EVENTS = 100


@page("/event-topics", "public")
def event_topics() -> Page:
    return _topics(Form())


@action("/event-topics", "member")
def request_event_topic() -> Page:
    form = sent_form("topic").lacking({"topic": "Say in a few words what you would like to learn about"})
    answer = send(
        form, ("topic",), lambda form: doors.request_topic(caller(), form.command_id, form.answers["topic"])
    )
    return _topics(answer) if isinstance(answer, Form) else onward("event_topics", "topic-asked")


@action("/event-topics/support", "member")
def support_event_topic() -> Page:
    form = sent_form("topic_id")
    answer = send(
        form, (), lambda form: doors.support_topic(caller(), form.command_id, form.answers["topic_id"])
    )
    return _topics(answer) if isinstance(answer, Form) else onward("event_topics", "topic-supported")


@action("/event-topics/taking-up", "coordinator", "convenor", "national_team")
def take_up_event_topic() -> Page:
    form = sent_form("topic_id", "event_id").lacking({"event_id": "Choose the event that is about it"})
    answer = send(
        form,
        ("event_id",),
        lambda form: doors.take_up_topic(
            caller(), form.command_id, form.answers["topic_id"], form.answers["event_id"]
        ),
    )
    region = request.args.get("region", "")
    if isinstance(answer, Form):
        return _topics(answer)
    return onward("event_topics", "topic-taken-up", region=region)


def _topics(form: Form) -> Page:
    person = caller()
    names = {code: name for code, name in region_names(person).items() if code != CENTRE}
    region = request.args.get("region") or person.region or next(iter(names), "")
    keeps = person.acts_for(region, "coordinator", "convenor")
    return show(
        "event_topics",
        form=form,
        region=region,
        region_name=names.get(region, region),
        regions=as_choices(names),
        topics=doors.list_topics(person, region, limit=MOST_EVENTS)["items"],
        taken=doors.list_topics(person, region, state="taken_up")["items"],
        asks=person.has("member") and person.region == region,
        events=_events_to_choose(region) if keeps else [],
    )


def _events_to_choose(region: str) -> list[dict[str, str]]:
    names = group_names(region_names(caller()))
    found = doors.list_events(caller(), region=region, limit=MOST_EVENTS)["items"]
    lines = [line_of(each, names) for each in found]
    return [{"value": each.id, "text": f"{each.title}, {each.when}"} for each in lines]
