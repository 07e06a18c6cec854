"""The doors of introductions: everybody speaks for themselves, and nobody for another."""

from typing import Any

from chassis.call import Call
from chassis.doors import command, query
from chassis.fields import Nothing
from chassis.versions import refuse_stale
from meetings.introductions import domain, schemas
from meetings.introductions.store import IntroductionStore
from meetings.refusal import Refusal
from meetings.settings import Settings


class Introductions:
    """How members let themselves be called in their groups' papers."""

    name = "meetings_introductions"
    context = "meetings"
    refusals = (Refusal,)
    store_class = IntroductionStore
    settings_class = Settings
    store: IntroductionStore
    settings: Settings

    @query(Nothing, by=("member",))
    def get_introduction(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """The caller's own name, whether it is for everybody, and its version; null where none is written."""
        return schemas.introduction_view(self.store.get(call.caller.subject))

    @command(schemas.Introduce, by=("member",))
    def introduce_myself(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Write or change one's own name. Refused: ``name_is_address``, ``stale_version``.

        The answer holds no name: answers of commands are kept for weeks, and a name may be taken back.
        """
        before = self.store.get(call.caller.subject)
        if before is not None:
            refuse_stale(before.version, asked["version"])
        after = domain.introduce(before, call.caller.subject, asked["name"], asked["is_public"])
        if after is not before:
            self.store.save(after)
        return {"is_public": after.is_public, "version": after.version}

    @command(Nothing, by=("member",))
    def take_back_introduction(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """Take one's own name back: from now on papers show the seat instead."""
        self.store.forget(call.caller.subject)
        return {"is_public": None, "version": None}
