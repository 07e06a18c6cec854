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
        "meetings_calendar",
    ),
    "skills_register": (
        "skills_register_people",
        "skills_register_vocabulary",
        "skills_register_skills",
        "skills_register_searches",
        "skills_register_ledger",
        "skills_register_auditing",
        "skills_register_offers",
        "skills_register_exchanges",
        "skills_register_organisations",
        "skills_register_concordats",
        "skills_register_releases",
        "skills_register_line_managers",
        "skills_register_placements",
        "skills_register_buddies",
        "skills_register_coffees",
        "skills_register_coaching",
        "skills_register_capacity",
        "skills_register_development",
        "skills_register_peer_support",
    ),
    "notifications": (
        "notifications",
        "notifications_applicants",
        "notifications_line_managers",
        "notifications_notices",
    ),
}
"""Context -> its nameko services, in the order the process starts them."""

LISTENING_ONLY = frozenset(
    {
        "stewardship_people",
        "meetings_people",
        "meetings_seats",
        "skills_register_people",
        "notifications_applicants",
        "notifications_line_managers",
        "notifications_notices",
    }
)
"""Services at which nobody can knock: they have no queue for calls."""

BESIDE: dict[str, tuple[str, ...]] = {"stewardship": ("ballots",)}
"""Context -> the names of the databases that it keeps beside its own (ADR 0013)."""
