"""The context's services, one for each capability, and its state told again."""

from typing import Any

from contracts.events import Fact
from meetings.actions.service import Actions
from meetings.agendas.service import Agendas
from meetings.attendance.service import AttendanceDoors
from meetings.calendar.service import Calendar
from meetings.certificates.service import Certificates
from meetings.decisions.service import Decisions
from meetings.events.bookings.arrivals import Arrivals
from meetings.events.bookings.service import Bookings
from meetings.events.service import Events
from meetings.events.topics.service import Topics
from meetings.expenses.carers.service import Carers
from meetings.expenses.paying.service import Paying
from meetings.expenses.receipts.service import Receipts
from meetings.expenses.service import Expenses
from meetings.feedback.service import Feedback
from meetings.feeds.service import Feeds
from meetings.files.service import Files
from meetings.introductions.service import Introductions
from meetings.minutes.drafts.service import Drafts
from meetings.minutes.service import MinutesDoors
from meetings.papers.service import Papers
from meetings.people.service import People
from meetings.pulses.service import Pulses
from meetings.reviews.service import Reviews
from meetings.seats.service import Seats
from meetings.surveys.answers.service import SurveyAnswers
from meetings.surveys.service import Surveys
from meetings.venues.service import Venues

SERVICES: tuple[type, ...] = (
    People,
    Seats,
    Introductions,
    AttendanceDoors,
    Pulses,
    Reviews,
    Calendar,
    Events,
    Bookings,
    Arrivals,
    Topics,
    Venues,
    MinutesDoors,
    Drafts,
    Actions,
    Decisions,
    Files,
    Agendas,
    Papers,
    Feeds,
    Feedback,
    Certificates,
    Expenses,
    Receipts,
    Carers,
    Paying,
    Surveys,
    SurveyAnswers,
)


def republish(_work: Any, _after: str | None, _limit: int) -> tuple[list[Fact], str | None]:
    """Nothing yet that another context keeps a copy of: nobody listens to our state."""
    return [], None
