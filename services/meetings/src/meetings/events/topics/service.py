"""The doors of topic requests: members ask and support, keepers take them up (row 54)."""

from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from commons.places import KEEPERS, keeps, refuse_unknown
from contracts.refusals import Refused
from meetings.events import reach
from meetings.events.topics import domain, schemas
from meetings.events.topics.domain import TopicRequest
from meetings.events.topics.store import TopicStore
from meetings.refusal import Refusal
from meetings.settings import Settings


class Topics:
    """What members would like to learn about."""

    name = "meetings_topics"
    context = "meetings"
    refusals = (Refusal,)
    store_class = TopicStore
    settings_class = Settings
    store: TopicStore
    settings: Settings

    @query(schemas.ListTopics, by=(PUBLIC,))
    def list_topics(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A region's topics, those with most support first."""
        refuse_unknown(self.settings.regions, asked["region"])
        page = self.store.page(asked["region"], asked["state"], asked)
        return {**page, "items": [schemas.topic_view(each, call.caller.subject) for each in page["items"]]}

    @command(schemas.RequestTopic, by=("member",))
    def request_topic(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Ask for a topic in the own region; whoever asks supports it."""
        region = call.caller.region
        if region is None:
            raise Refused("not_your_region")
        made = TopicRequest(call.new_id(), 1, region, asked["topic"], call.now, (call.caller.subject,))
        self.store.save(made)
        return schemas.topic_view(made, call.caller.subject)

    @command(schemas.OneTopic, by=("member",))
    def support_topic(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Would like it too; once each. Refused: ``not_found``, ``not_your_region``, ``topic_taken_up``."""
        before = self._topic(asked["id"])
        if call.caller.region != before.region:
            raise Refused("not_your_region")
        after = domain.support(before, call.caller.subject)
        if after is not before:
            self.store.save(after)
        return schemas.topic_view(after, call.caller.subject)

    @command(schemas.TakeUpTopic, by=KEEPERS)
    def take_up_topic(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """An event is about it. Refused: ``not_found``, ``topic_taken_up``."""
        before = self._topic(asked["id"])
        if not keeps(call.caller, before.region):
            raise Refused("not_found")
        event = reach.event_seen(self.store.work, call.caller, asked["event_id"])
        after = domain.take_up(before, event.id)
        self.store.save(after)
        return schemas.topic_view(after, call.caller.subject)

    def _topic(self, topic_id: str) -> TopicRequest:
        found = self.store.get(topic_id)
        if found is None:
            raise Refused("not_found")
        return found
