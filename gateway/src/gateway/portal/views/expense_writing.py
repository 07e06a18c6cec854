"""Writing a claim: what it is for, who pays, and its lines (row 51)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.meetings import calendar, events
from gateway.clients.meetings import expenses as doors
from gateway.guards import caller
from gateway.portal.dates import show_date
from gateway.portal.forms import Form, date_names, date_of, send, sent_form
from gateway.portal.money import pence_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.expenses import BY_MILES, MODES, QUESTIONS, STATUSES, YES_OR_NO
from gateway.portal.presenting.matters import group_names
from gateway.portal.views.my_expenses import own_claim

HEAD = ("occasion", "work", "region", "payee", "status")
JOURNEY = ("on", "mode", "origin", "destination", "miles", "amount", "whose", "version")
COST = ("on", "what", "amount", "whose", "version")
HELPED = ("patient", "carer")
ON_A_CLAIM = ("employer_funds_cpd", "access_to_costs", "governance_work", "paid_public_sector_job")
ANSWERS = (*ON_A_CLAIM, "assistant", "assistant_page", "version")
DOORS_NAMES = {"pence": "amount", "occasion_id": "occasion", "assistant_id": "assistant_page"}
"""What a door calls a field -> what the form calls it."""
MOST_LISTED = 50


@page("/my-expenses/new", "member")
def begin_expense_form() -> Page:
    """With the own name filled in, and what a link chose."""
    name = membership.my_profile(caller())["name"]
    chosen = request.args.get("occasion", "")
    return _begin(Form(answers={"payee": name, "region": caller().region or "", "occasion": chosen}))


@action("/my-expenses/new", "member")
def begin_expense() -> Page:
    needed = {
        "occasion": "Choose what the journey was for",
        "status": "Choose what fits you best",
        "payee": "Enter the name of whoever is to be paid",
    }
    form = sent_form(*HEAD).lacking(needed)
    if form.answers["occasion"] == "other":
        form = form.lacking({"work": "Say what the work was"})
    answer = send(form, HEAD, _send_begun)
    if isinstance(answer, Form):
        return _begin(answer)
    status = form.answers["status"]
    asks_more = status in HELPED or _questions(status)
    return onward("expense_answers_form" if asks_more else "my_expense", claim_id=answer["id"])


@page("/my-expenses/<claim_id>/who-pays", "member")
def expense_answers_form(claim_id: str) -> Page:
    found = own_claim(claim_id)
    typed = {name: _yes_or_no(found["answers"].get(name)) for name in ON_A_CLAIM}
    typed["assistant"] = "yes" if found["assistant_required"] else ""
    return _answers(found, Form(answers={**typed, "assistant_page": found["assistant_id"] or ""}))


@action("/my-expenses/<claim_id>/who-pays", "member")
def answer_expense(claim_id: str) -> Page:
    found = own_claim(claim_id)
    form = sent_form(*ANSWERS)
    questions = _questions(found["answers"]["status"])
    form = form.lacking(dict.fromkeys(questions, "Answer this question"))
    answer = send(form, ANSWERS, lambda form: _send_answers(found, questions, form))
    return _answers(found, answer) if isinstance(answer, Form) else onward("my_expense", claim_id=claim_id)


@page("/my-expenses/<claim_id>/journey", "member")
def journey_form(claim_id: str) -> Page:
    return _line("expense_journey", claim_id, Form())


@action("/my-expenses/<claim_id>/journey", "member")
def add_journey(claim_id: str) -> Page:
    form = sent_form(*JOURNEY, *date_names("on"))
    needed = {
        "mode": "Choose how you travelled",
        "origin": "Enter where it began",
        "destination": "Enter where it ended",
    }
    form, on = date_of(form.lacking(needed), "on", "The day of the journey")
    by_miles = form.answers["mode"] in BY_MILES
    miles = _miles(form.answers["miles"]) if by_miles else None
    if by_miles and miles is None:
        form = form.wrong("miles", "Enter the miles as a number, like 12.5")
    pence = None if by_miles else pence_of(form.answers["amount"])
    if not by_miles and form.answers["mode"] and pence is None:
        form = form.wrong("amount", "Enter what it cost, like 18.40")

    def add(form: Form) -> Any:
        typed = form.answers
        return doors.add_cost(
            caller(), form.command_id, claim_id, "journey", on,
            whose=_whose(form), mode=typed["mode"], origin=typed["origin"], destination=typed["destination"],
            miles=miles, pence=pence,
        )  # fmt: skip

    answer = send(form, JOURNEY, _named_as_here(add))
    if isinstance(answer, Form):
        return _line("expense_journey", claim_id, answer)
    return onward("my_expense", "expense-line", claim_id=claim_id)


@page("/my-expenses/<claim_id>/cost", "member")
def cost_form(claim_id: str) -> Page:
    return _line("expense_cost", claim_id, Form())


@action("/my-expenses/<claim_id>/cost", "member")
def add_expense_cost(claim_id: str) -> Page:
    form = sent_form(*COST, *date_names("on")).lacking({"what": "Say what it was for"})
    form, on = date_of(form, "on", "The day")
    pence = pence_of(form.answers["amount"])
    if pence is None:
        form = form.wrong("amount", "Enter what it cost, like 18.40")

    def add(form: Form) -> Any:
        return doors.add_cost(
            caller(), form.command_id, claim_id, "subsistence", on,
            whose=_whose(form), what=form.answers["what"], pence=pence,
        )  # fmt: skip

    answer = send(form, COST, _named_as_here(add))
    if isinstance(answer, Form):
        return _line("expense_cost", claim_id, answer)
    return onward("my_expense", "expense-line", claim_id=claim_id)


def _named_as_here(knock: Any) -> Any:
    """A refusal's fields under the names that the form has."""

    def knocked(form: Form) -> Any:
        try:
            return knock(form)
        except Refused as no:
            fields = {DOORS_NAMES.get(name, name): said for name, said in no.fields.items()}
            raise Refused(no.code, no.message, fields) from None

    return knocked


def _begin(form: Form) -> Page:
    names = group_names(region_names(caller()))
    return show(
        "expense_new",
        form=form,
        occasions=_occasions(form.answers.get("occasion", "")),
        regions=as_choices(names),
        statuses=[{"value": key, "text": name} for key, name in STATUSES.items()],
    )


def _occasions(chosen: str) -> list[dict[str, str]]:
    """Meetings and events of the own region, the latest first, one that a link chose, and other work."""
    person = caller()
    met, held = together(
        calendar.list_meetings.asking(person, region=person.region, when="past", limit=MOST_LISTED),
        events.list_events.asking(person, region=person.region, past=True, limit=MOST_LISTED),
    )
    found = []
    for kind, answer in (("meeting", met), ("event", held)):
        items = [] if isinstance(answer, Refused) else answer["items"]
        found += [_choice(kind, each) for each in items]
    if chosen not in {"", "other", *(each["value"] for each in found)}:
        found += _chosen(chosen)
    return [*found, {"value": "other", "text": "Other work for a group"}]


def _chosen(occasion: str) -> list[dict[str, str]]:
    """A meeting or an event of another region; nothing where there is none."""
    kind, _, occasion_id = occasion.partition(":")
    try:
        if kind == "meeting":
            return [_choice(kind, calendar.get_meeting(caller(), occasion_id))]
        return [_choice(kind, events.get_event(caller(), occasion_id))] if kind == "event" else []
    except Refused:
        return []


def _choice(kind: str, each: dict[str, Any]) -> dict[str, str]:
    day = show_date(each["starts_at"])
    return {"value": f"{kind}:{each['id']}", "text": f"{each['title']}, {day}" if day else each["title"]}


def _send_begun(form: Form) -> Any:
    kind, _, occasion_id = form.answers["occasion"].partition(":")
    is_other = kind == "other"

    def begin(form: Form) -> Any:
        return doors.begin_claim(
            caller(),
            form.command_id,
            kind,
            occasion_id=occasion_id or None,
            region=form.answers["region"] or None if is_other else None,
            work=form.answers["work"] if is_other else None,
            payee=form.answers["payee"],
            answers={"status": form.answers["status"]},
        )

    return _named_as_here(begin)(form)


def _questions(status: str) -> tuple[str, ...]:
    """What the table asks a claimant of this status; who named a carer is known."""
    asked = doors.who_pays(caller(), status, {})["questions"]
    return tuple(name for name in asked if name in ON_A_CLAIM)


def _answers(found: dict[str, Any], form: Form) -> Page:
    questions = _questions(found["answers"]["status"])
    helped = found["answers"]["status"] in HELPED
    if not questions and not helped and not form.is_wrong:
        return onward("my_expense", claim_id=found["id"])
    return show(
        "expense_answers",
        form=form,
        claim_id=found["id"],
        questions=[{"name": name, "text": QUESTIONS[name], "choices": YES_OR_NO} for name in questions],
        helped=helped,
    )


def _send_answers(found: dict[str, Any], questions: tuple[str, ...], form: Form) -> Any:
    about = found["occasion"]
    is_other = about["kind"] == "other"
    typed = form.answers

    def change(form: Form) -> Any:
        return doors.change_claim(
            caller(),
            form.command_id,
            found["id"],
            about["kind"],
            occasion_id=about["id"],
            region=found["region"] if is_other else None,
            work=about["title"] if is_other else None,
            payee=found["payee"],
            answers={
                "status": found["answers"]["status"],
                **{name: typed[name] == "yes" for name in questions},
            },
            assistant_required=typed["assistant"] == "yes",
            assistant_id=typed["assistant_page"].rstrip("/").rpartition("/")[2] or None,
        )

    return _named_as_here(change)(form)


def _line(template: str, claim_id: str, form: Form) -> Page:
    found = own_claim(claim_id)
    return show(
        template,
        form=form,
        claim_id=claim_id,
        title=found["occasion"]["title"],
        modes=[{"value": key, "text": name} for key, name in MODES.items()],
        helped=found["answers"]["status"] in HELPED,
    )


def _whose(form: Form) -> str:
    return "assistant" if form.answers["whose"] == "yes" else "claimant"


def _miles(typed: str) -> float | None:
    try:
        miles = float(typed)
    except ValueError:
        return None
    return miles if 0 < miles < 100_000 else None


def _yes_or_no(answer: Any) -> str:
    return "" if answer is None else "yes" if answer else "no"
