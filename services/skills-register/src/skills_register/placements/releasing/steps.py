"""The steps of a release that several doors share: the mail to a line manager, and what ends it."""

from datetime import date, timedelta

from chassis.call import Call
from contracts.refusals import Refused
from skills_register.placements.releasing import domain
from skills_register.placements.releasing.domain import INVITED, NOT_TAKEN, WITHDRAWN, Ask, Release
from skills_register.placements.releasing.requests import ReleaseRequest
from skills_register.placements.releasing.store import ReleaseStore
from skills_register.placements.telling import Telling
from skills_register.refusal import Refusal
from skills_register.settings import Settings

LINK = "line_manager_link"
"""Due work when a link runs out without an answer; its key is the ask's id."""
REQUEST_OVER = "release_request_over"
"""Due work when the last day of a request has passed; its key is the request's id."""
FORGET_WORDS = "forget_release_words"
"""Due work some time after a request ended; its key is the request's id."""
A_DAY = timedelta(days=1)


class Releasing:
    """The releases of one call, in its transaction."""

    def __init__(self, store: ReleaseStore, settings: Settings, call: Call) -> None:
        self._store = store
        self._settings = settings
        self._call = call
        self._telling = Telling(store.work)

    @property
    def life(self) -> timedelta:
        """How long a link works."""
        return timedelta(days=self._settings.line_manager_link_days)

    @property
    def kept(self) -> timedelta:
        """How long an address is kept when it is no longer needed."""
        return timedelta(days=self._settings.line_manager_kept_days)

    def ask(
        self, release: Release, email: str, half_days: int, wanted: tuple[date, date], ask_id: str
    ) -> Release:
        """Have a line manager asked by mail; ``wanted`` is the first and the last day.

        Refused: as ``domain.ask_manager``.
        """
        now = self._call.now
        ask = Ask(ask_id, half_days, *wanted, now, now + self.life)
        asked = domain.ask_manager(release, ask, domain.asked_since(release, now - A_DAY))
        self._send(asked, ask, email)
        return asked

    def send_again(self, release: Release, ask_id: str) -> Release:
        """A fresh link to the same address. Refused: as ``domain.send_again``;
        ``line_manager_forgotten`` when the address is no longer known."""
        now = self._call.now
        asked = domain.send_again(release, ask_id, self._call.new_id(), now, self.life)
        email = self._store.address(release.id, now)
        if email is None:
            raise Refusal("line_manager_forgotten")
        self._send(asked, asked.asks[-1], email)
        return asked

    def answer(self, release: Release, given: domain.Answer) -> Release:
        """The line manager's word; their address is forgotten soon. Refused: as ``domain.answer``."""
        answered = domain.answer(release, given)
        if answered is release:
            return release
        self._store.forget_address_at(release.id, self._call.now + self.kept)
        self._store.work.unschedule(LINK, given.ask_id)
        facts = self._telling.answered(answered, given)
        self._store.save(answered, [*facts, *self._telling.link_over(answered, given.ask_id, "answered")])
        return answered

    def withdraw(self, release: Release) -> Release:
        """By the member. Refused: ``release_taken``."""
        return self._ended(release, WITHDRAWN, tell=False)

    def end(self, request: ReleaseRequest) -> None:
        """It is met or closed: whoever offered and was not taken is told, and its words have an end.

        Who was asked and said nothing offered nothing, and is told nothing.
        """
        self._store.save_request(request)
        for each in self._store.waiting_for(request.id):
            self._ended(each, NOT_TAKEN, tell=each.state != INVITED)
        kept = timedelta(days=self._settings.release_words_days)
        self._store.work.schedule(FORGET_WORDS, request.id, self._call.now + kept)

    def _ended(self, release: Release, state: str, *, tell: bool) -> Release:
        ended = domain.leave(release, state, self._call.now)
        if ended is release:
            return release
        facts = self._telling.not_taken([ended]) if tell else []
        ask = release.latest_ask
        if ask is not None and release.answer_to(ask.id) is None:
            self._store.work.unschedule(LINK, ask.id)
            facts += self._telling.link_over(ended, ask.id, "withdrawn")
        self._store.forget_address(release.id)
        self._store.save(ended, facts)
        return ended

    def _send(self, asked: Release, ask: Ask, email: str) -> None:
        self._store.keep_address(asked.id, email, ask.until + self.kept)
        self._store.work.schedule(LINK, ask.id, ask.until)
        if len(asked.asks) > 1:
            self._store.work.unschedule(LINK, asked.asks[-2].id)
        self._store.save(asked, self._telling.manager_asked(asked, ask, email))


def known(release: Release | None) -> Release:
    """Refused: ``not_found``."""
    if release is None:
        raise Refused("not_found")
    return release
