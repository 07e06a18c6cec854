"""What a page says after a form did its work. The address carries only the key."""

CONFIRMATIONS: dict[str, str] = {
    "profile": "Your profile is saved.",
    "moved": "Your home region is changed.",
    "email": "Your e-mail address is changed. We sent a note to tell you so.",
    "compact": "Thank you. You have accepted this version of the Compact.",
    "published": "The new version is published. Every member will be asked to accept it.",
    "proposed": "We have asked them to confirm that you met.",
    "confirmed": "The connection is confirmed by both of you.",
    "declined-connection": "You have said that you did not meet. Nothing is kept about it in public.",
    "thanked": "Your thanks are recorded, and they can see them.",
    "hidden": "This entry is hidden. Only you can see it.",
    "shown": "This entry is shown again.",
    "connector": "They are now a Q Connector.",
    "connector-ended": "They are no longer a Q Connector. The history is kept.",
    "taken-up": "You are now reviewing this application.",
    "accepted": "The application is accepted. We are sending the new member a welcome.",
    "declined": "The application is declined. We are sending the applicant your feedback.",
    "tip": "Your tip is shared with all regions.",
    "cancelled": "The import is cancelled. Nothing was changed.",
    "granted": "The role is given.",
    "ended": "The role is ended.",
    "withdrawn": "Your application is withdrawn.",
    "submitted": "Your application is sent.",
    "saved": "It is saved.",
}


def said(key: str) -> str:
    """The sentence for a key, or "" for a key we do not know."""
    return CONFIRMATIONS.get(key, "")
