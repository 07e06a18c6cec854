"""What may vary from one deployment to another."""

from dataclasses import dataclass
from pathlib import Path

from chassis.settings import setting


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Read once from the environment, each under its upper-case name."""

    smtp_host: str = setting("the mail server that takes our mail")
    smtp_port: int = setting("its port", unit="port number")
    smtp_user: str = setting("the account at the mail server; empty means none is needed", default="")
    smtp_password: str = setting("the password of that account", default="")
    smtp_starttls: bool = setting("whether to encrypt the connection before anything is said", default=False)
    smtp_seconds: int = setting(
        "how long we wait for one answer of the mail server", default=10, unit="seconds"
    )
    mail_from: str = setting("the sender, as Name <address>")
    portal_url: str = setting("the address people reach the portal at, without a slash at the end")
    ticket_private_key_file: Path = setting("the Ed25519 key (PEM) that signs the links in mails")
    sign_in_link_minutes: int = setting("how long a sign-in link works", default=15, unit="minutes")
    applicant_link_days: int = setting("how long an applicant's link works", default=90, unit="days")
    applicant_kept_days: int = setting(
        "how long an undecided applicant's address is kept, so that a new link can be asked for",
        default=365,
        unit="days",
    )
    sign_in_links_per_hour: int = setting(
        "how many mails with a link one person may ask for in an hour, so that nobody can flood a mailbox",
        default=10,
        unit="mails",
    )
