"""The doors behind a line manager's link: what is asked, the answer, a fresh link (row 61).

The line manager is no member and signs in nowhere: the signed link says which ask they answer.
"""

from typing import Any

from chassis.call import Call, Job
from chassis.doors import command, due, query
from chassis.fields import Nothing
from contracts.refusals import Refused
from skills_register.placements.parties import Parties
from skills_register.placements.releasing import domain, schemas
from skills_register.placements.releasing.domain import Answer, Release
from skills_register.placements.releasing.steps import LINK, Releasing, known
from skills_register.placements.releasing.store import FORGET, ReleaseStore
from skills_register.placements.telling import Telling
from skills_register.refusal import Refusal
from skills_register.settings import Settings

LINE_MANAGER = "line_manager"
"""The role of whoever holds the link; the subject is the ask behind it."""
SUBJECT = "line-manager"


class LineManagers:
    """Whoever holds the link answers once; later it shows what was answered."""

    name = "skills_register_line_managers"
    context = "skills_register"
    refusals = (Refusal,)
    store_class = ReleaseStore
    settings_class = Settings
    store: ReleaseStore
    settings: Settings

    @query(Nothing, by=(LINE_MANAGER,))
    def get_release_ask(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """What the link asks for, or what was answered, and its ``state``. Refused: ``not_found``."""
        ask_id, release = self._behind_link(call)
        return self._view(call, release, ask_id)

    @command(schemas.AnswerRelease, by=(LINE_MANAGER,))
    def answer_release(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Once; the same answer again changes nothing.

        Refused: ``not_found``, ``release_answered``, ``release_link_replaced``, ``release_link_expired``,
        ``release_over``, ``reason_required``, ``half_days_wrong``, ``days_beyond_request``, ``days_wrong``.
        """
        ask_id, release = self._behind_link(call)
        given = self._answer(call, release, ask_id, asked)
        return self._view(call, self._releasing(call).answer(release, given), ask_id)

    @command(Nothing, by=(LINE_MANAGER,))
    def send_fresh_link(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """For a link that ran out: a new one to the same address.

        Refused: ``not_found``, ``release_link_works``, ``release_answered``, ``release_link_replaced``,
        ``release_over``, ``line_manager_forgotten``, ``too_many_attempts``.
        """
        ask_id, release = self._behind_link(call)
        return self._view(call, self._releasing(call).send_again(release, ask_id), ask_id)

    @due(LINK)
    def note_unanswered(self, _call: Call, job: Job) -> None:
        """A link ran out: the member and their employer are told that a fresh one can be sent."""
        release = self.store.behind_link(job.key)
        if release is None or release.answer_to(job.key) is not None or release.state in domain.OVER:
            return
        ask = domain.behind_link(release, job.key)
        self.store.work.publish(Telling(self.store.work).link_expired(release, ask))

    @due(FORGET)
    def forget_line_manager(self, _call: Call, job: Job) -> None:
        """Their address is needed no more."""
        self.store.forget_address(job.key)

    def _answer(self, call: Call, release: Release, ask_id: str, asked: dict[str, Any]) -> Answer:
        ask = domain.behind_link(release, ask_id)
        if asked["decision"] == schemas.DECLINE:
            return Answer(ask_id, False, 0, ask.ends_on, asked["reason"], call.now)
        half_days = ask.half_days if asked["half_days"] is None else asked["half_days"]
        return Answer(ask_id, True, half_days, asked["ends_on"] or ask.ends_on, asked["reason"], call.now)

    def _behind_link(self, call: Call) -> tuple[str, Release]:
        kind, _, ask_id = call.caller.subject.partition(":")
        if kind != SUBJECT:
            raise Refused("not_found")
        return ask_id, known(self.store.behind_link(ask_id))

    def _view(self, call: Call, release: Release, ask_id: str) -> dict[str, Any]:
        request = self.store.request(release.request_id)
        if request is None:
            raise Refused("not_found")
        names = Parties(self.store.work, call).names([release.lender_id, release.borrower_id])
        return schemas.link_view(release, ask_id, request, names, call.now)

    def _releasing(self, call: Call) -> Releasing:
        return Releasing(self.store, self.settings, call)
