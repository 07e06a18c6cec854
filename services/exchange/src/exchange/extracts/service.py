"""The doors of extracts: asked for by keepers, decided by the centre, handed over and recorded (row 79)."""

from datetime import timedelta
from typing import Any

from chassis.call import Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.versions import refuse_stale
from commons.centre import UK
from commons.london import day_in_words, day_of, noon
from commons.places import KEEPERS, keeps, kept_by
from contracts.events import Fact
from contracts.refusals import Refused
from exchange.extracts import domain, reading, schemas
from exchange.extracts.domain import APPROVED, Extract
from exchange.extracts.sheet import as_csv, digest_of
from exchange.extracts.store import ExtractStore
from exchange.learning.telling import keepers_of
from exchange.notices import notices
from exchange.refusal import Refusal
from exchange.settings import Settings

ENDS = "extract_ends"
CENTRE = ("national_team",)


class Extracts:
    """An evaluator asks a keeper, who records it; two people agree before anything is handed over."""

    name = "exchange_extracts"
    context = "exchange"
    refusals = (Refusal,)
    store_class = ExtractStore
    settings_class = Settings
    store: ExtractStore
    settings: Settings

    @command(schemas.AskExtract, by=KEEPERS)
    def ask_extract(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Record who asks, why, and for which fields, of a region or of all (``UK``).

        Refused: ``not_your_region``, ``region_unknown``, ``extract_fields_wrong``, ``extract_end_wrong``,
        ``identity_in_text``.
        """
        kept_by(call.caller, self.settings.regions, asked["region"])
        longest = timedelta(days=self.settings.extract_longest_days)
        me, today = call.caller.subject, day_of(call.now)
        made = domain.ask(call.new_id(), schemas.ask_of(asked), me, call.now, today, longest)
        deciders = keepers_of(self.store.work, UK) - {me}
        about = {"asker": made.ask.asker, "until": day_in_words(made.ask.until)}
        self.store.save(made, _notice("extract_asked", made, deciders, about))
        return _view(call, made)

    @command(schemas.DecideExtract, by=CENTRE)
    def decide_extract(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By somebody else than who recorded it.

        Refused: ``not_found``, ``stale_version``, ``extract_decided``, ``extract_own_request``,
        ``extract_end_wrong``, ``reason_required``, ``identity_in_text``.
        """
        before = self._read(call, asked)
        me, is_approved, reason = call.caller.subject, asked["is_approved"], asked["reason"]
        after = domain.decide(before, me, is_approved, reason, call.now, day_of(call.now))
        about = {"asker": after.ask.asker, "outcome": after.state}
        self.store.save(after, _notice("extract_decided", after, {after.asked_by}, about))
        if after.state == APPROVED:
            self.store.work.schedule(ENDS, after.id, noon(after.ask.until + timedelta(days=1)))
        return _view(call, after)

    @command(schemas.ActOnExtract, by=KEEPERS)
    def hand_over_extract(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Count now, and record it; ``get_hand_over`` answers the counts.

        Refused: ``not_found``, ``stale_version``, ``extract_not_approved``, ``extract_ended``.
        """
        before = self._read(call, asked)
        regions = reading.regions_of(self.settings.regions, before.ask.region)
        rows = reading.rows_of(self.store.work, before.ask.dataset, regions)
        found = domain.cells(rows, before.ask.fields)
        me, today = call.caller.subject, day_of(call.now)
        digest = digest_of(as_csv(before.ask.fields, found))
        after, made = domain.hand_over(before, call.new_id(), found, digest, me, call.now, today)
        self.store.save(after)
        self.store.add(made)
        return {**_view(call, after), "hand_over": schemas.record_view(made)}

    @command(schemas.EndExtract, by=KEEPERS)
    def end_extract(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Before its day: the counts go at once, the record stays.

        Refused: ``not_found``, ``stale_version``, ``extract_not_approved``, ``extract_ended``,
        ``identity_in_text``.
        """
        after = domain.end(self._read(call, asked), asked["reason"], call.now)
        self._end(after)
        self.store.work.unschedule(ENDS, after.id)
        return _view(call, after)

    @query(schemas.Page, by=(PUBLIC,))
    def list_extracts(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Which evaluator was given what, and why: for everybody to read, the newest first."""
        return _viewed(call, self.store.published(asked))

    @query(schemas.OneExtract, by=(PUBLIC,))
    def get_extract(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What was not approved: for the keepers of its region. Refused: ``not_found``."""
        found = self._found(asked["id"])
        if not found.is_public and not keeps(call.caller, found.ask.region):
            raise Refused("not_found")
        return _view(call, found)

    @query(schemas.ExtractsOf, by=KEEPERS)
    def extracts_of(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Of one region, whatever became of them. Refused: ``not_your_region``, ``region_unknown``."""
        kept_by(call.caller, self.settings.regions, asked["region"])
        return _viewed(call, self.store.of_region(asked["region"], asked))

    @query(schemas.Page, by=CENTRE)
    def extracts_to_decide(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        return _viewed(call, self.store.to_decide(asked))

    @query(schemas.ListHandOvers, by=KEEPERS)
    def list_hand_overs(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Each one, with its digest. Refused: ``not_found``."""
        page = self.store.hand_overs_of(self._kept(call, asked["id"]).id, asked)
        return {**page, "items": [schemas.record_view(each) for each in page["items"]]}

    @query(schemas.OneHandOver, by=KEEPERS)
    def get_hand_over(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Its counts, until its last day is over. Refused: ``not_found``, ``extract_ended``."""
        extract = self._kept(call, asked["id"])
        made = self.store.hand_over_of(extract.id, asked["number"])
        if made is None:
            raise Refused("not_found")
        if made.cells is None or domain.is_over(extract, day_of(call.now)):
            raise Refused("extract_ended")
        return schemas.table_view(extract, made)

    @due(ENDS)
    def end_on_its_day(self, call: Call, job: Job) -> None:
        """Its last day is over: the counts go, the record stays."""
        found = self.store.get(job.key)
        if found is not None and found.state == APPROVED:
            self._end(domain.end(found, "", call.now))

    def _end(self, after: Extract) -> None:
        self.store.save(after)
        self.store.erase_cells(after.id)

    def _read(self, call: Call, asked: dict[str, Any]) -> Extract:
        found = self._kept(call, asked["id"])
        refuse_stale(found.version, asked["version"])
        return found

    def _kept(self, call: Call, extract_id: str) -> Extract:
        found = self._found(extract_id)
        if not keeps(call.caller, found.ask.region):
            raise Refused("not_found")
        return found

    def _found(self, extract_id: str) -> Extract:
        found = self.store.get(extract_id)
        if found is None:
            raise Refused("not_found")
        return found


def _view(call: Call, extract: Extract) -> dict[str, Any]:
    is_centre = any(call.caller.has(role) for role in CENTRE)
    return schemas.extract_view(extract, is_centre and domain.may_decide(extract, call.caller.subject))


def _viewed(call: Call, page: dict[str, Any]) -> dict[str, Any]:
    return {**page, "items": [_view(call, each) for each in page["items"]]}


def _notice(kind: str, extract: Extract, members: set[str], about: dict[str, str]) -> list[Fact]:
    return notices(
        kind,
        cause=f"{kind} {extract.id}",
        members=members,
        about=about,
        path=f"/extracts/{extract.id}",
        concerning=(extract.id, extract.version),
        region=extract.ask.region,
    )
