"""What exchange publishes: whom notifications is to tell; no names."""

from contracts.events import EventType
from contracts.notices import Notice

NOTICES: dict[str, tuple[str, ...]] = {}
"""Every kind of notice, with the gaps that its words fill; notifications has a mail of that name for each."""

NOTICE_RAISED = EventType(
    "exchange",
    "notice_raised",
    1,
    Notice,
    "Members are to be told something by mail, each once per cause.",
    ("notifications.send_exchange_notice",),
)

EVENTS: tuple[EventType, ...] = (NOTICE_RAISED,)
