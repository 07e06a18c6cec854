"""What is to be talked about at a meeting, and the papers to it (row 42)."""

from collections.abc import Sequence

from gateway.clients.doors import Payload, command, given, query

AGENDAS, PAPERS = "meetings_agendas", "meetings_papers"


@query(AGENDAS)
def get_agenda(meeting_id: str) -> Payload:
    """``not_found`` too before it is published, except for the group's table."""
    return {"meeting_id": meeting_id}


@command(AGENDAS)
def propose_item(
    meeting_id: str,
    *,
    title: str,
    minutes: int,
    outcome: str,
    why: str | None = None,
    part: str | None = None,
    proposer: str | None = None,
) -> Payload:
    """``outcome`` is inform, discuss or decide; ``part`` open or closed."""
    return given(
        meeting_id=meeting_id,
        title=title,
        minutes=minutes,
        outcome=outcome,
        why=why,
        part=part,
        proposer=proposer,
    )


@command(AGENDAS)
def change_item(
    meeting_id: str,
    item_id: str,
    *,
    title: str | None = None,
    minutes: int | None = None,
    why: str | None = None,
    outcome: str | None = None,
    part: str | None = None,
    version: int | None = None,
) -> Payload:
    return given(
        meeting_id=meeting_id,
        item_id=item_id,
        title=title,
        minutes=minutes,
        why=why,
        outcome=outcome,
        part=part,
        version=version,
    )


@command(AGENDAS)
def support_item(meeting_id: str, item_id: str, *, supports: bool = True) -> Payload:
    return {"meeting_id": meeting_id, "item_id": item_id, "supports": supports}


@command(AGENDAS)
def withdraw_item(meeting_id: str, item_id: str) -> Payload:
    return {"meeting_id": meeting_id, "item_id": item_id}


@command(AGENDAS)
def order_items(meeting_id: str, item_ids: Sequence[str], *, version: int | None = None) -> Payload:
    """Every item that is on the agenda, in the new order."""
    return given(meeting_id=meeting_id, item_ids=list(item_ids), version=version)


@command(AGENDAS)
def park_item(meeting_id: str, item_id: str, *, reason: str) -> Payload:
    """It comes back by itself at the group's next meeting."""
    return {"meeting_id": meeting_id, "item_id": item_id, "reason": reason}


@command(AGENDAS)
def send_back_item(meeting_id: str, item_id: str, *, reason: str) -> Payload:
    return {"meeting_id": meeting_id, "item_id": item_id, "reason": reason}


@command(AGENDAS)
def publish_agenda(meeting_id: str, *, published_on: str | None = None) -> Payload:
    """``published_on`` is for an agenda that went out on an earlier day."""
    return given(meeting_id=meeting_id, published_on=published_on)


@command(PAPERS)
def begin_paper(meeting_id: str, item_id: str, name: str, size: int) -> Payload:
    """``size`` in bytes, or ``file_too_large``."""
    return {"meeting_id": meeting_id, "item_id": item_id, "name": name, "size": size}


@command(PAPERS)
def add_paper_part(upload_id: str, number: int, content: str) -> Payload:
    """``content`` is base64 of 192 KiB, less only in the last part; ``number`` counts from 0."""
    return {"id": upload_id, "number": number, "content": content}


@command(PAPERS)
def finish_paper(upload_id: str, sha256: str) -> Payload:
    return {"id": upload_id, "sha256": sha256}


@command(PAPERS)
def remove_paper(meeting_id: str, item_id: str, paper_id: str) -> Payload:
    return {"meeting_id": meeting_id, "item_id": item_id, "paper_id": paper_id}


@query(PAPERS)
def get_paper(meeting_id: str, item_id: str, paper_id: str) -> Payload:
    return {"meeting_id": meeting_id, "item_id": item_id, "paper_id": paper_id}


@query(PAPERS)
def get_paper_part(meeting_id: str, item_id: str, paper_id: str, number: int) -> Payload:
    return {"meeting_id": meeting_id, "item_id": item_id, "paper_id": paper_id, "number": number}
