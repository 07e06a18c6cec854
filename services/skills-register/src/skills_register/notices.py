"""Whom to tell what in this context."""

from commons.notices import Telling
from contracts.skills_register import NOTICE_RAISED, NOTICES

notices = Telling(NOTICE_RAISED, NOTICES)
