"""Of who leaves Q, or is closed, what was not done yet is called off; what was done goes on to its end."""

from datetime import timedelta
from typing import Any

from chassis.call import Call
from skills_register.exchanges import domain
from skills_register.exchanges.domain import GIVER, RECEIVER
from skills_register.exchanges.store import FORGET, ExchangeStore
from skills_register.exchanges.telling import Telling
from skills_register.ledger.domain import MEMBER, account_id
from skills_register.settings import Settings


def leave(work: Any, settings: Settings, call: Call, member_id: str) -> None:
    """What a member had proposed or agreed to for themselves."""
    call_off(work, settings, call, account_id(MEMBER, member_id))


def call_off(work: Any, settings: Settings, call: Call, account: str) -> None:
    """The other side is told, instead of waiting for somebody who is no longer there."""
    store = ExchangeStore(work)
    for before in store.not_done_of(account):
        side = GIVER if before.giver.account == account else RECEIVER
        after = domain.cancel(before, side, "", by=before.party(side).member, now=call.now)
        work.schedule(FORGET, after.id, call.now + timedelta(days=settings.exchange_words_days))
        store.save(before, after, Telling(work).news(before, after, before.version + 1))
