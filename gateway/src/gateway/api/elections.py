"""The resource of elections: set up, nominate, vote, and read what everybody may read (row 14)."""

from typing import Any

from flask import Response, stream_with_context

from gateway import spreadsheets
from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import elections as shapes
from gateway.api.shapes.parts import Nothing, Paging
from gateway.clients.stewardship import elections as client
from gateway.guards import caller, open_to

elections = Resource("elections", "/elections", "Members choose who sits in their group")

OFFICERS = ("coordinator", "national_team")
TEXT = {"text/plain": {"schema": {"type": "string"}}}
CSV = {"text/csv": {"schema": {"type": "string"}}}


@elections.route("")
@open_to("public")
@elections.asks(shapes.ListElections)
@elections.gives(200, shapes.ElectionPage)
def list_elections(asked: dict[str, Any]) -> Response:
    """Elections, the newest first."""
    return page(client.list_elections(caller(), **asked), asked)


@elections.route("", methods=["POST"])
@open_to(*OFFICERS)
@elections.takes(shapes.DraftElection)
@elections.gives(201, shapes.Election, headers={"Location": {"schema": {"type": "string"}}})
def draft_election(asked: dict[str, Any]) -> Response:
    """Set an election up."""
    region = asked.pop("region")
    asked.pop("version", None)
    made = client.draft_election(caller(), command_id(), region, asked)
    place = {"Location": f"{elections.url_prefix}/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@elections.route("/<election_id>")
@open_to("public")
@versioned
@elections.gives(200, shapes.Election)
def get_election(election_id: str) -> Response:
    """One election; for a member, whether they are on its roll and have voted."""
    found = client.get_election(caller(), election_id)
    return answer(found, version=found["version"])


@elections.route("/<election_id>", methods=["PUT"])
@open_to(*OFFICERS)
@versioned
@elections.takes(shapes.ChangeElection)
@elections.gives(200, shapes.Election)
def change_election(asked: dict[str, Any], election_id: str) -> Response:
    """Other rules or days, before nominations open."""
    version = known_version(asked.pop("version", None))
    changed = client.change_election(caller(), command_id(), election_id, asked, version=version)
    return answer(changed, version=changed["version"])


@elections.route("/<election_id>/cancellation", methods=["POST"])
@open_to(*OFFICERS)
@versioned
@elections.takes(shapes.CancelElection)
@elections.gives(200, shapes.Election)
def cancel_election(asked: dict[str, Any], election_id: str) -> Response:
    """Stop an election before its count, with a reason for everybody."""
    asked["version"] = known_version(asked.get("version"))
    cancelled = client.cancel_election(caller(), command_id(), election_id, **asked)
    return answer(cancelled, version=cancelled["version"])


@elections.route("/<election_id>/roll")
@open_to("public")
@elections.asks(Paging)
@elections.gives(200, shapes.ElectoralRoll)
def read_roll(asked: dict[str, Any], election_id: str) -> Response:
    """How many may vote; who, for members of the region and those who run the election."""
    return page(client.read_roll(caller(), election_id, **asked), asked)


@elections.route("/<election_id>/nominations")
@open_to("public")
@elections.gives(200, shapes.NominationList)
def list_nominations(election_id: str) -> Response:
    """Who stands, and, for members of the region, who looks for backing."""
    return answer(client.list_nominations(caller(), election_id))


@elections.route("/<election_id>/nominations", methods=["POST"])
@open_to("member")
@elections.takes(shapes.NominateCandidate)
@elections.gives(201, shapes.Nomination)
def nominate_candidate(asked: dict[str, Any], election_id: str) -> Response:
    """Stand, or propose somebody else. The answer repeats no words: read the nomination for them."""
    return answer(client.nominate_candidate(caller(), command_id(), election_id, asked), 201)


@elections.route("/<election_id>/nominations/<nomination_id>")
@open_to("public")
@elections.gives(200, shapes.Nomination)
def get_nomination(election_id: str, nomination_id: str) -> Response:  # noqa: ARG001 - part of the address
    """One nomination."""
    return answer(client.get_nomination(caller(), nomination_id))


@elections.route("/<election_id>/nominations/<nomination_id>/support", methods=["POST"])
@open_to("member")
@elections.takes(shapes.SupportNomination)
@elections.gives(200, shapes.Nomination)
def support_nomination(asked: dict[str, Any], election_id: str, nomination_id: str) -> Response:  # noqa: ARG001
    """Propose or second; nobody does it for another."""
    return answer(client.support_nomination(caller(), command_id(), nomination_id, **asked))


@elections.route("/<election_id>/nominations/<nomination_id>/acceptance", methods=["POST"])
@open_to("member")
@elections.takes(shapes.CandidatesWords)
@elections.gives(200, shapes.Nomination)
def accept_nomination(asked: dict[str, Any], election_id: str, nomination_id: str) -> Response:  # noqa: ARG001
    """Agree to stand, in words of one's own."""
    return answer(client.accept_nomination(caller(), command_id(), nomination_id, asked))


@elections.route("/<election_id>/nominations/<nomination_id>/withdrawal", methods=["POST"])
@open_to("member")
@elections.takes(Nothing)
@elections.gives(200, shapes.Nomination)
def withdraw_nomination(_asked: dict[str, Any], election_id: str, nomination_id: str) -> Response:  # noqa: ARG001
    """Not stand after all."""
    return answer(client.withdraw_nomination(caller(), command_id(), nomination_id))


@elections.route("/<election_id>/ballots", methods=["POST"])
@open_to("member")
@elections.takes(shapes.CastBallot)
@elections.gives(200, shapes.BallotCast)
def cast_ballot(asked: dict[str, Any], election_id: str) -> Response:
    """Vote, once.

    The same ballot with the same secret again is the same vote, whatever the Idempotency-Key: nothing
    is kept of who voted when. The receipt is made here by the published formula: the first 20 characters
    of base32 SHA-256 over ``election id:secret:numbers``, the numbers in order of rank and joined by blanks.
    """
    receipt = client.vote(caller(), election_id, asked["ballot_secret"], asked["preferences"])
    return answer({"accepted": True, "receipt": receipt})


@elections.route("/<election_id>/ballots")
@open_to("public")
@elections.asks(Paging)
@elections.gives(200, shapes.BallotPage)
def list_ballots(asked: dict[str, Any], election_id: str) -> Response:
    """Every ballot with its receipt, once counted."""
    return page(client.list_ballots(caller(), election_id, **asked), asked)


@elections.route("/<election_id>/ballots.blt")
@open_to("public")
@elections.gives(200, None)
@elections.doc(responses={200: {"content": TEXT, "description": "OK"}})
def ballot_file(election_id: str) -> Response:
    """The ballots, rules and candidates as a file that anybody can count again."""
    parts = client.whole_ballot_file(caller(), election_id)
    told = Response(stream_with_context(parts), content_type="text/plain; charset=utf-8")
    told.headers.set("Content-Disposition", "attachment", filename=f"election-{election_id}.blt")
    return told


@elections.route("/<election_id>/ballots/<receipt>")
@open_to("public")
@elections.gives(200, shapes.Ballot)
def find_ballot(election_id: str, receipt: str) -> Response:
    """The published ballot with this receipt."""
    return answer(client.find_ballot(caller(), election_id, receipt=receipt))


@elections.route("/<election_id>/count")
@open_to("public")
@elections.gives(200, shapes.ElectionCount)
def get_count(election_id: str) -> Response:
    """Turnout, who is elected and why, and every stage of the count."""
    return answer(client.get_count(caller(), election_id))


@elections.route("/<election_id>/count.csv")
@open_to("public")
@elections.gives(200, None)
@elections.doc(responses={200: {"content": CSV, "description": "OK"}})
def count_sheet(election_id: str) -> Response:
    """The count sheet, a row for each candidate and a column for each stage."""
    rows = client.get_count(caller(), election_id)["sheet"]
    text = spreadsheets.MARK + "".join(spreadsheets.line(row) for row in rows)
    told = Response(text, content_type="text/csv; charset=utf-8")
    told.headers.set("Content-Disposition", "attachment", filename=f"count-{election_id}.csv")
    return told


@elections.route("/<election_id>/declaration", methods=["POST"])
@open_to(*OFFICERS)
@versioned
@elections.takes(shapes.DeclareResult)
@elections.gives(200, shapes.ElectionCount)
def declare_result(asked: dict[str, Any], election_id: str) -> Response:
    """The returning officer's word: the elected take their seats."""
    asked["version"] = known_version(asked.get("version"))
    return answer(client.declare_result(caller(), command_id(), election_id, **asked))


@elections.route("/<election_id>/vacancies")
@open_to("public")
@elections.gives(200, shapes.VacancyList)
def list_vacancies(election_id: str) -> Response:
    """Seats of this election that became vacant, and who follows."""
    return answer(client.list_vacancies(caller(), election_id))


@elections.route("/<election_id>/vacancies", methods=["POST"])
@open_to(*OFFICERS)
@elections.takes(shapes.OpenVacancy)
@elections.gives(201, shapes.CasualVacancy)
def open_vacancy(asked: dict[str, Any], election_id: str) -> Response:
    """Ask the same ballots who follows an elected member whose seat is vacant."""
    return answer(client.open_vacancy(caller(), command_id(), election_id, **asked), 201)


@elections.route("/<election_id>/vacancies/<vacancy_id>/answer", methods=["POST"])
@open_to("member")
@elections.takes(shapes.AnswerVacancy)
@elections.gives(200, shapes.CasualVacancy)
def answer_vacancy(asked: dict[str, Any], election_id: str, vacancy_id: str) -> Response:  # noqa: ARG001
    """Take the seat that was offered, or leave it to the next."""
    return answer(client.answer_vacancy(caller(), command_id(), vacancy_id, **asked))
