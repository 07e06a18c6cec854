"""What may vary from one deployment of exchange to another."""

from dataclasses import dataclass

from chassis.settings import setting
from commons.regional import RegionalSettings


@dataclass(frozen=True, kw_only=True)
class Settings(RegionalSettings):
    """Read once from the environment, each under its upper-case name."""

    project_stale_days: int = setting(
        "how long after somebody looked at a project its lead is asked whether it is still true (row 70)",
        default=183,
        unit="days",
    )
    project_stale_again_days: int = setting(
        "how long after that they are asked again", default=30, unit="days"
    )
    project_stale_prompts: int = setting("how often they are asked before it is only marked", default=3)
    project_join_words_days: int = setting(
        "how long after it was made or answered a request to join a project is kept", default=180, unit="days"
    )
    chart_least_points: int = setting(
        "how many points a measure has before its chart has limits (row 75)", default=10, unit="points"
    )
    chart_run_points: int = setting(
        "how many points in a row are a shift or a trend; 7 is the rule of the NHS, some want 6",
        default=7,
        unit="points",
    )

    award_notice_days: int = setting(
        "how long before a report on an award is due its project is reminded (row 57)",
        default=14,
        unit="days",
    )
    award_late_days: int = setting("how often it is reminded of a late one", default=14, unit="days")

    vote_reminder_days: int = setting(
        "how long before a vote closes those who have not voted are reminded (row 57)", default=3, unit="days"
    )
    vote_flags_days: int = setting(
        "how long after the tally it is still kept who voted", default=90, unit="days"
    )

    learning_draft_days: int = setting(
        "how long a draft for the library with which nobody goes on, or a declined story, is kept (row 73)",
        default=365,
        unit="days",
    )
    extract_longest_days: int = setting(
        "how far ahead the end of an evaluator's extract may be (row 79)", default=366, unit="days"
    )
    proposal_most_ideas: int = setting(
        "how many ideas and proposals one member enters in a round at most (row 56)", default=10
    )
    proposal_most_co_applicants: int = setting(
        "how many co-applicants a proposal has at most, those who have not answered included", default=10
    )
    proposal_notice_days: int = setting(
        "how long before the deadline who leads a draft is told that it is not submitted",
        default=3,
        unit="days",
    )
    proposal_unsent_days: int = setting(
        "how long after its last change a draft that was never submitted is kept", default=400, unit="days"
    )
    comment_hidden_days: int = setting(
        "how long the words of a comment that keepers hid are kept", default=90, unit="days"
    )

    assessment_reminder_days: int = setting(
        "how long before assessments are due those who owe some are reminded (row 56)", default=7, unit="days"
    )
    assessment_last_reminder_days: int = setting(
        "how long before assessments are due they are reminded again", default=2, unit="days"
    )
    assessment_keep_days: int = setting(
        "how long after the shortlist it is kept who assessed what, and what keepers alone were to read",
        default=365,
        unit="days",
    )
    pledge_words_days: int = setting(
        "how long after a pledge ended its words and who gave or asked are kept (row 62)",
        default=365,
        unit="days",
    )
    unfunded_words_days: int = setting(
        "how long after the outcome of an idea without an award it is kept who helped with what (row 58)",
        default=365,
        unit="days",
    )
