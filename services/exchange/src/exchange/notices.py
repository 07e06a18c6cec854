"""Whom to tell what in this context."""

from commons.notices import Telling
from contracts.exchange import NOTICE_RAISED, NOTICES

notices = Telling(NOTICE_RAISED, NOTICES)
