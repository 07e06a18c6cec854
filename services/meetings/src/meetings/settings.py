"""What may vary from one deployment of meetings to another."""

from dataclasses import dataclass

from chassis.settings import setting
from commons.regional import RegionalSettings


@dataclass(frozen=True, kw_only=True)
class Settings(RegionalSettings):
    """Read once from the environment, each under its upper-case name."""

    cycle_warning_days: int = setting(
        "how long before a cycle ends its group is told that meetings are missing (row 41)",
        default=60,
        unit="days",
    )
    agenda_lead_days: int = setting(
        "how long before a meeting its agenda goes out (row 42)", default=7, unit="days"
    )
    place_offer_hours: int = setting(
        "how long a free place is kept for the first in the line, at most (row 52)", default=48, unit="hours"
    )
    event_reminder_days: int = setting(
        "how long before an event those who booked are reminded (row 52)", default=3, unit="days"
    )
    booking_needs_days: int = setting(
        "how long after an event what people need to take part is kept (row 52)", default=7, unit="days"
    )
    booking_names_days: int = setting(
        "how long after an event the names on its list are kept (row 52)", default=90, unit="days"
    )
    feedback_days: int = setting(
        "how long after an event those who came may say what it was like (row 53)", default=14, unit="days"
    )
    feedback_words_days: int = setting(
        "how long after an event what people wrote of it is kept (row 53)", default=365, unit="days"
    )
    most_file_megabytes: int = setting(
        "how large a paper or a receipt may be (rows 42 and 51)", default=20, unit="MB"
    )
    action_reminder_days: int = setting(
        "how long before its day an action's owner is reminded of it (row 45)", default=3, unit="days"
    )
    minutes_first_reminder_days: int = setting(
        "how long after a meeting it is first told that its minutes are due (row 44)", default=7, unit="days"
    )
    minutes_last_reminder_days: int = setting(
        "how long after a meeting that is told for the last time (row 44)", default=13, unit="days"
    )
    minutes_history_days: int = setting(
        "how long what was typed on the way to published minutes is kept", default=365, unit="days"
    )
    closed_minutes_days: int = setting(
        "how long the closed annex of minutes is kept", default=2190, unit="days"
    )
    expense_late_days: int = setting(
        "how long after its last journey a claim may come before it is marked as late (row 51)",
        default=90,
        unit="days",
    )
    expense_most_line_pence: int = setting(
        "the most that one line of a claim comes to (row 51)", default=100_000, unit="pence"
    )
    expense_most_claim_pence: int = setting(
        "the most that one claim comes to (row 51)", default=200_000, unit="pence"
    )
    expense_car_pence: int = setting("for a mile by car (row 51)", default=45, unit="pence")
    expense_motorcycle_pence: int = setting("for a mile by motorcycle (row 51)", default=24, unit="pence")
    expense_bicycle_pence: int = setting("for a mile by bicycle (row 51)", default=20, unit="pence")
    expense_draft_days: int = setting(
        "how long a claim that nobody handed in is kept (row 51)", default=180, unit="days"
    )
    expense_keep_days: int = setting(
        "how long a claim is kept after it was paid, refused or withdrawn (row 51)",
        default=2_192,
        unit="days",
    )
    quorum_percent: int = setting(
        "more than this share of the seats filled that day makes a quorum (row 45)", default=50, unit="%"
    )
    survey_reminder_days: int = setting(
        "how long before a survey's end those who have not answered are reminded (row 74)",
        default=3,
        unit="days",
    )
    survey_text_days: int = setting(
        "how long after a survey's end what people wrote in it is kept (row 74)", default=365, unit="days"
    )
