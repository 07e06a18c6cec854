"""What a deployment sets about claims, as the domain takes it."""

from meetings.expenses.claims import Times
from meetings.expenses.costs import Limits
from meetings.settings import Settings


def limits_of(settings: Settings) -> Limits:
    """What this deployment allows."""
    rates = {
        "car": settings.expense_car_pence,
        "motorcycle": settings.expense_motorcycle_pence,
        "bicycle": settings.expense_bicycle_pence,
    }
    return Limits(settings.expense_most_line_pence, settings.expense_most_claim_pence, rates)


def times_of(settings: Settings) -> Times:
    """How long claims are kept."""
    return Times(settings.expense_draft_days, settings.expense_keep_days)
