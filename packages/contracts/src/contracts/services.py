"""The contexts and the nameko services each runs: names that the bus is declared from."""

CONTEXTS: dict[str, tuple[str, ...]] = {
    "membership": (
        "membership_regions",
        "membership_applications",
        "membership_members",
        "membership_addresses",
        "membership_compact",
        "membership_growth",
        "membership_imports",
        "membership_connections",
    ),
    "stewardship": (
        "stewardship_people",
        "stewardship_documents",
        "stewardship_keeping",
        "stewardship_comments",
        "stewardship_ground_rules",
        "stewardship_network",
        "stewardship_costs",
        "stewardship_support",
        "stewardship_barriers",
        "stewardship_alliances",
        "stewardship_convenors",
        "stewardship_matters",
        "stewardship_seats",
        "stewardship_elections",
        "stewardship_nominations",
        "stewardship_ballots",
        "stewardship_results",
        "stewardship_vacancies",
        "stewardship_self_organised",
        "stewardship_consultations",
        "stewardship_appointments",
        "stewardship_panels",
    ),
    "meetings": (
        "meetings_people",
        "meetings_seats",
        "meetings_introductions",
        "meetings_attendance",
        "meetings_pulses",
        "meetings_reviews",
        "meetings_calendar",
        "meetings_events",
        "meetings_bookings",
        "meetings_arrivals",
        "meetings_topics",
        "meetings_venues",
        "meetings_minutes",
        "meetings_drafts",
        "meetings_actions",
        "meetings_decisions",
        "meetings_files",
        "meetings_agendas",
        "meetings_papers",
        "meetings_feeds",
        "meetings_feedback",
        "meetings_certificates",
        "meetings_expenses",
        "meetings_receipts",
        "meetings_carers",
        "meetings_paying",
        "meetings_surveys",
        "meetings_survey_answers",
    ),
    "notifications": ("notifications", "notifications_applicants", "notifications_notices"),
}
"""Context -> its nameko services, in the order the process starts them."""

LISTENING_ONLY = frozenset(
    {
        "stewardship_people",
        "meetings_people",
        "meetings_seats",
        "meetings_files",
        "notifications_applicants",
        "notifications_notices",
    }
)
"""Services at which nobody can knock: they have no queue for calls."""

BESIDE: dict[str, tuple[str, ...]] = {"stewardship": ("ballots",), "meetings": ("closed",)}
"""Context -> the names of the databases that it keeps beside its own (ADR 0013)."""
