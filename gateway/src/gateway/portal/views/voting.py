"""Voting in two pages: choose, then check and cast; the receipt is made here (row 14, ADR 0013)."""

from collections.abc import Mapping

from flask import request

from contracts.ballots import new_secret
from gateway.clients.stewardship import elections as client
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.elections import Election, election_of, ordered
from gateway.portal.whole_numbers import whole

RANK = "rank-"
NO_CHOICE = "Choose at least one candidate: give your favourite the rank 1"


@page("/elections/<election_id>/vote", "member")
def vote(election_id: str) -> Page:
    election = _election(election_id)
    if election.may_vote:
        return _choose(election, Form())
    return show("vote_closed", election=election)


@action("/elections/<election_id>/vote", "member")
def check_ballot(election_id: str) -> Page:
    """The second page, or the first again with what is wrong."""
    election = _election(election_id)
    if not election.may_vote:
        return onward("vote", election_id=election_id)
    form = _chosen(election)
    if request.form.get("action") == "change":
        return _choose(election, form)
    form = _checked(election, form)
    if form.is_wrong:
        return _choose(election, form)
    return _check(election, form, new_secret())


@action("/elections/<election_id>/vote/cast", "member")
def cast_ballot(election_id: str) -> Page:
    """The confirmation is the answer itself: no address, no log and no history holds the receipt."""
    election = _election(election_id)
    secret = request.form.get("ballot_secret", "")
    form = _checked(election, _chosen(election))
    if form.is_wrong:
        return _choose(election, form)
    ranks = _ranks(form.answers)
    answer = send(form, (), lambda _: client.vote(caller(), election_id, secret, _preferences(ranks)))
    if isinstance(answer, Form):
        if election.voted:
            return onward("vote", election_id=election_id)
        return _choose(election, answer)
    chosen = ordered(election.candidates, _order(ranks))
    return show("vote_done", election=election, receipt=answer, choices=chosen)


def _election(election_id: str) -> Election:
    return election_of(client.get_election(caller(), election_id), region_names(caller()))


def _chosen(election: Election) -> Form:
    return sent_form(*(f"{RANK}{candidate.number}" for candidate in election.candidates))


def _checked(election: Election, form: Form) -> Form:
    """What the service would refuse, said beside the candidate."""
    given = {number: rank for number, rank in _answers(form.answers).items() if rank}
    first = f"{RANK}{election.candidates[0].number}" if election.candidates else RANK
    if not given:
        return form.wrong(first, NO_CHOICE)
    seen: dict[str, int] = {}
    for number, rank in given.items():
        if whole(rank) is None:
            form = form.wrong(f"{RANK}{number}", "Choose a rank from the list")
        elif rank in seen:
            form = form.wrong(f"{RANK}{number}", f"The rank {rank} is given twice: choose another one")
        seen[rank] = number
    if not form.is_wrong:
        wanted = next((n for n in range(1, len(given) + 1) if str(n) not in seen), None)
        if wanted is not None:
            said = f"The rank {wanted} is left out: use 1, 2, 3 without a gap"
            form = form.wrong(f"{RANK}{seen[min(seen, key=int)]}", said)
    return form


def _answers(answers: Mapping[str, str]) -> dict[int, str]:
    return {int(name.removeprefix(RANK)): rank for name, rank in answers.items()}


def _ranks(answers: Mapping[str, str]) -> dict[int, int]:
    return {number: int(rank) for number, rank in _answers(answers).items() if rank}


def _order(ranks: Mapping[int, int]) -> list[int]:
    return sorted(ranks, key=lambda number: ranks[number])


def _preferences(ranks: Mapping[int, int]) -> list[dict[str, int]]:
    return [{"candidate": number, "rank": ranks[number]} for number in _order(ranks)]


def _choose(election: Election, form: Form) -> Page:
    return show(
        "vote",
        form=form,
        election=election,
        ranks=[{"value": str(n), "text": str(n)} for n in range(1, len(election.candidates) + 1)],
    )


def _check(election: Election, form: Form, secret: str) -> Page:
    ranks = _ranks(form.answers)
    return show(
        "vote_check",
        form=form,
        election=election,
        choices=ordered(election.candidates, _order(ranks)),
        ranks=ranks,
        secret=secret,
    )
