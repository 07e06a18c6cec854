"""Running an election: its rules and days, its end, the declaration, seats that become vacant (row 14)."""

from typing import Any

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.stewardship import elections as client
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.elections import DAYS, count_of, election_of, vacancy_of
from gateway.portal.whole_numbers import whole

OFFICERS = ("coordinator", "national_team")
NUMBERS = {
    "seats": "Enter how many seats are to be filled",
    "patient_seats": "Enter how many seats are kept for patients, or 0",
}
DAY_NAMES = tuple(name for name, _ in DAYS)
PLAIN = (*NUMBERS, "most_per_county", "system_seats", "tie_seed")
FIELDS = ("region", *PLAIN, *DAY_NAMES)
SYSTEM_LINE = "Write each system on a line of its own with its seats, like Devon STP: 1"


@page("/elections/new", *OFFICERS)
def new_election() -> Page:
    return _new(Form(answers={"patient_seats": "1"}))


@action("/elections/new", *OFFICERS)
def draft_election() -> Page:
    form, frame = _frame(sent_form("region", *PLAIN, *_day_parts()))
    form = form.lacking({"region": "Choose the region"})
    answer = send(
        form,
        FIELDS,
        lambda form: client.draft_election(caller(), form.command_id, form.answers["region"], frame),
    )
    if isinstance(answer, Form):
        return _new(answer)
    return onward("election", "election-set-up", election_id=answer["id"])


@page("/elections/<election_id>/change", *OFFICERS)
def change_form(election_id: str) -> Page:
    found = _to_run(election_id)
    return _change(election_id, Form(answers=_answers_of(found)))


@action("/elections/<election_id>/change", *OFFICERS)
def change_election(election_id: str) -> Page:
    form, frame = _frame(sent_form("version", *PLAIN, *_day_parts()))
    answer = send(
        form,
        FIELDS,
        lambda form: client.change_election(
            caller(), form.command_id, election_id, frame, version=_number(form.answers["version"])
        ),
    )
    if isinstance(answer, Form):
        return _change(election_id, answer)
    return onward("election", "election-changed", election_id=election_id)


@page("/elections/<election_id>/cancel", *OFFICERS)
def cancel_form(election_id: str) -> Page:
    _to_run(election_id)
    return _cancel(election_id, Form())


@action("/elections/<election_id>/cancel", *OFFICERS)
def cancel_election(election_id: str) -> Page:
    form = sent_form("reason").lacking({"reason": "Give the reason: everybody can read it"})
    answer = send(
        form,
        ("reason",),
        lambda form: client.cancel_election(
            caller(), form.command_id, election_id, reason=form.answers["reason"]
        ),
    )
    if isinstance(answer, Form):
        return _cancel(election_id, answer)
    return onward("election", "election-cancelled", election_id=election_id)


@page("/elections/<election_id>/declare", *OFFICERS)
def declare_form(election_id: str) -> Page:
    _to_run(election_id)
    return _declare(election_id, Form())


@action("/elections/<election_id>/declare", *OFFICERS)
def declare_result(election_id: str) -> Page:
    form, starts = date_of(
        sent_form(*date_names("starts")), "starts", "The day the terms start", needed=False
    )
    answer = send(
        form,
        ("starts",),
        lambda form: client.declare_result(caller(), form.command_id, election_id, starts=starts or None),
    )
    if isinstance(answer, Form):
        return _declare(election_id, answer)
    return onward("election_count", "result-declared", election_id=election_id)


@page("/elections/<election_id>/vacancies", "public")
def vacancies(election_id: str) -> Page:
    return _vacancies(election_id, Form())


@action("/elections/<election_id>/vacancies", *OFFICERS)
def open_vacancy(election_id: str) -> Page:
    form = sent_form("candidate").lacking({"candidate": "Choose whose seat is vacant"})
    answer = send(
        form,
        ("candidate",),
        lambda form: client.open_vacancy(
            caller(), form.command_id, election_id, candidate=_number(form.answers["candidate"]) or 0
        ),
    )
    if isinstance(answer, Form):
        return _vacancies(election_id, answer)
    return onward("vacancies", "vacancy-opened", election_id=election_id)


@action("/elections/<election_id>/vacancies/answer", "member")
def answer_vacancy(election_id: str) -> Page:
    form = sent_form("vacancy", "answer").lacking({"answer": "Choose whether you take the seat"})
    answer = send(
        form,
        ("answer",),
        lambda form: client.answer_vacancy(
            caller(), form.command_id, form.answers["vacancy"], accepted=form.answers["answer"] == "yes"
        ),
    )
    if isinstance(answer, Form):
        return _vacancies(election_id, answer)
    return onward("vacancies", "vacancy-answered", election_id=election_id)


def _to_run(election_id: str) -> dict[str, Any]:
    """An election of the reader's own region: a form that they may not send is not shown to them."""
    found: dict[str, Any] = client.get_election(caller(), election_id)
    if not caller().acts_for(found["region"], "coordinator"):
        raise Refused("not_found")
    return found


def _new(form: Form) -> Page:
    names = region_names(caller())
    mine = caller().regions_as("coordinator")
    if not caller().has("national_team"):
        names = {code: name for code, name in names.items() if code in mine}
    return show("election_form", form=form, regions=as_choices(names), election=None, days=DAYS)


def _change(election_id: str, form: Form) -> Page:
    found = client.get_election(caller(), election_id)
    return show(
        "election_form",
        form=form,
        regions=[],
        election=election_of(found, region_names(caller())),
        days=DAYS,
    )


def _cancel(election_id: str, form: Form) -> Page:
    found = client.get_election(caller(), election_id)
    return show("election_cancel", form=form, election=election_of(found, region_names(caller())))


def _declare(election_id: str, form: Form) -> Page:
    person = caller()
    found, counted = together(
        client.get_election.asking(person, election_id), client.get_count.asking(person, election_id)
    )
    for answer in (found, counted):
        if isinstance(answer, Refused):
            raise answer
    return show(
        "election_declare",
        form=form,
        election=election_of(found, region_names(person)),
        count=count_of(counted),
    )


def _vacancies(election_id: str, form: Form) -> Page:
    person = caller()
    found, listed, counted = together(
        client.get_election.asking(person, election_id),
        client.list_vacancies.asking(person, election_id),
        client.get_count.asking(person, election_id),
    )
    for answer in (found, listed):
        if isinstance(answer, Refused):
            raise answer
    elected = [] if isinstance(counted, Refused) else counted["elected"]
    # Whoever took a vacant seat may give it up in their turn.
    elected = elected + [each["offered"] for each in listed["items"] if each["state"] == "filled"]
    runs = person.acts_for(found["region"], "coordinator") and found["state"] == "declared"
    return show(
        "vacancies",
        form=form,
        election=election_of(found, region_names(person)),
        vacancies=[vacancy_of(each) for each in listed["items"]],
        elected=[{"value": str(each["number"]), "text": each["shown_name"]} for each in elected],
        runs=runs,
    )


def _frame(form: Form) -> tuple[Form, dict[str, object]]:
    """The rules and days of the form as the door takes them."""
    form = form.lacking(NUMBERS)
    frame: dict[str, object] = {"tie_seed": form.answers["tie_seed"]}
    for name in (*NUMBERS, "most_per_county"):
        said = form.answers[name]
        if said and _number(said) is None:
            form = form.wrong(name, "Enter a whole number")
        elif said:
            frame[name] = _number(said)
    form, frame["system_seats"] = _systems(form)
    for name, what in DAYS:
        form, frame[name] = date_of(form, name, f"The day for “{what}”")
    return form, frame


def _systems(form: Form) -> tuple[Form, list[dict[str, object]]]:
    found: list[dict[str, object]] = []
    for line in filter(None, (line.strip() for line in form.answers["system_seats"].splitlines())):
        system, _, seats = line.rpartition(":")
        if not system.strip() or _number(seats.strip()) is None:
            return form.wrong("system_seats", SYSTEM_LINE), []
        found.append({"system": system.strip(), "seats": _number(seats.strip())})
    return form, found


def _answers_of(found: dict[str, object]) -> dict[str, str]:
    answers = {
        name: "" if found[name] is None else str(found[name]) for name in (*NUMBERS, "most_per_county")
    }
    systems: list[dict[str, object]] = found["system_seats"]  # type: ignore[assignment]
    answers["system_seats"] = "\n".join(f"{each['system']}: {each['seats']}" for each in systems)
    answers["tie_seed"] = str(found["tie_seed"])
    for name in DAY_NAMES:
        year, month, day = str(found[name]).split("-")
        parts = zip(date_names(name), (str(int(day)), str(int(month)), year), strict=True)
        answers.update(parts)
    return answers


def _day_parts() -> list[str]:
    return [part for name in DAY_NAMES for part in date_names(name)]


def _number(said: str) -> int | None:
    return whole(said)
