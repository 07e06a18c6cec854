"""Shapes of mail, as operators see it: no addresses, no text."""

from gateway.api.shapes.parts import Paging, Shown, instant, page_of, string, whole


class ListMail(Paging):
    state = string()


class Mail(Shown):
    id = string(required=True)
    template = string(required=True)
    state = string(required=True)
    attempts = whole(required=True)
    queued_at = instant(allow_none=True)
    sent_at = instant(allow_none=True)
    problem = string(allow_none=True)


MailPage = page_of(Mail)
