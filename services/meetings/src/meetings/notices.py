"""Whom to tell what in this context."""

from commons.notices import Telling
from contracts.meetings import NOTICE_RAISED, NOTICES

notices = Telling(NOTICE_RAISED, NOTICES)
