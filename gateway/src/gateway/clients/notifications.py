"""The doors of notifications: who is told what, when, how?"""

from gateway.clients.doors import Payload, command, given, query


@command("notifications")
def send_sign_in_link(email: str) -> Payload:
    """By the gateway itself. Always ``{}``, whether or not the address is known."""
    return {"email": email}


@command("notifications")
def renew_sign_in_link(member_id: str) -> Payload:
    """By the gateway itself: a new link for a member who used an old one."""
    return {"member_id": member_id}


@command("notifications")
def renew_applicant_link(email: str) -> Payload:
    """By the gateway itself. Always ``{}``, whether or not anybody applied with this address."""
    return {"email": email}


@query("notifications")
def list_mail(*, state: str | None = None, cursor: str | None = None, limit: int | None = None) -> Payload:
    """By operators: a page of mail without addresses and without text."""
    return given(state=state, cursor=cursor, limit=limit)


@command("notifications")
def send_again(mail_id: str) -> Payload:
    """By operators: one piece of mail goes back into the queue."""
    return {"id": mail_id}
