"""Documents as one reader sees them: drafts for the group alone, agreed text for everybody."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date
from functools import cached_property
from typing import Any

from chassis.call import Call
from commons.london import day_of
from commons.places import keeps
from contracts.refusals import Refused
from stewardship.documents import advice, showing
from stewardship.documents.catalogue import CATALOGUES
from stewardship.documents.clauses import Clause
from stewardship.documents.domain import AGREED, DRAFT, LAPSED, Document, Version, id_of
from stewardship.documents.kinds import GUIDANCE, Kind
from stewardship.documents.schemas import kind_view
from stewardship.documents.standing import role_in
from stewardship.documents.store import DocumentStore
from stewardship.keeping.store import KeepingStore
from stewardship.network.domain import COMPLETE, REVIEWED
from stewardship.network.store import NetworkStore
from stewardship.seats.store import SeatStore
from stewardship.settings import Settings


class Reading:
    """One call's reader and one region."""

    def __init__(self, call: Call, region: str, store: DocumentStore, settings: Settings) -> None:
        self.call = call
        self.region = region
        self.store = store
        self.settings = settings

    @property
    def today(self) -> date:
        return day_of(self.call.now)

    @property
    def may_write(self) -> bool:
        return keeps(self.call.caller, self.region)

    @cached_property
    def holds_seat(self) -> bool:
        if self.call.caller.is_visitor:
            return False
        held = SeatStore(self.store.work).held_by(self.call.caller.subject, self.today)
        return any(seat.region == self.region for seat in held)

    @property
    def in_group(self) -> bool:
        """Who reads drafts and comments on them."""
        return self.may_write or self.holds_seat

    @property
    def role(self) -> str:
        held = (self.call.caller.subject,) if self.holds_seat else ()
        return role_in(self.call.caller, self.region, held)

    @property
    def region_names(self) -> Mapping[str, tuple[str, ...]]:
        return {each.code: (each.name, *each.aliases) for each in self.settings.regions}

    def may_read(self, version: Version) -> bool:
        return version.status != DRAFT or self.in_group

    def in_force(self, documents: Iterable[Document]) -> dict[str, Version]:
        """The last agreed version of each document, as it stands today."""
        found = self.store.in_force(documents)
        return {document_id: self.as_it_stands(version) for document_id, version in found.items()}

    def as_it_stands(self, version: Version) -> Version:
        """The same, or lapsed: a pilot's terms end when its pilot is complete (row 16)."""
        if version.status != AGREED or not version.lapses_with_pilot:
            return version
        group = NetworkStore(self.store.work).get(self.region)
        steps = group.pilot.steps if group and group.pilot else ()
        over = next((step for step in steps if step.what in (COMPLETE, REVIEWED)), None)
        if over is None:
            return version
        return replace(version, status=LAPSED, ended_on=over.on, end_reason="The pilot ended.")

    def text_of(self, document: Document) -> tuple[Clause, ...]:
        """The clauses in force; before any were agreed, the platform's."""
        current = self.store.numbered(document.id, document.current)
        return current.clauses if current else showing.starting_clauses(document.kind_of)

    def whole(self, kind: Kind, number: int | None) -> dict[str, Any]:
        """A document with its text, marks and history; ``number`` is None for the version in force.

        Refused: ``not_found`` for a number that is not there, or is a draft of another group.
        """
        document = self.store.get(id_of(self.region, kind.code))
        history = self.store.history(document.id) if document else []
        readable = [self.as_it_stands(version) for version in history if self.may_read(version)]
        version = _chosen(readable, number or (document.current if document else None))
        if number is not None and version is None:
            raise Refused("not_found")
        clauses = version.clauses if version else showing.starting_clauses(kind)
        kept = KeepingStore(self.store.work).get(id_of(self.region, kind.code))
        catalogue = CATALOGUES.get(kind.code)
        lapsed = version is not None and version.status == LAPSED
        due = document.review_due if document and not lapsed else None
        return {
            "id": id_of(self.region, kind.code),
            "version": document.version if document else 0,
            "region": self.region,
            "kind": kind_view(kind.code),
            "title": document.title if document else kind.title,
            "status": version.status if version else showing.status_of(kind, None),
            "current": document.current if document else None,
            "shown": showing.version_line(version) if version else None,
            "clauses": showing.kept_clauses(kind, clauses, kept, local_finance=self.settings.local_finance),
            "review": showing.review_view(due, self.today),
            "history": [showing.version_line(each) for each in readable if each.status != DRAFT],
            "draft": next((showing.version_view(each) for each in readable if each.status == DRAFT), None),
            "catalogue": showing.catalogue_view(catalogue) if catalogue else None,
            "marks_version": kept.version,
            "advice": self._advice(kind, clauses),
            "may_write": self.may_write,
            "in_group": self.in_group,
        }

    def _advice(self, kind: Kind, clauses: Iterable[Clause]) -> list[dict[str, str]]:
        """All of it for the group; of the guidance, everybody sees what is still to be filled in (row 22)."""
        if self.in_group:
            return showing.advice_view(advice.on(kind, self.region, clauses, self.region_names))
        if kind.code == GUIDANCE:
            return [asdict(remark) for remark in advice.placeholders(clauses)]
        return []


def _chosen(versions: list[Version], number: int | None) -> Version | None:
    return next((version for version in versions if version.number == number), None)
