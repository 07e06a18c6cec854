"""The doors of a draft: the table types in it at the same time, and nobody's words are lost (row 44).

What a command answers is kept in the context's own database, so no command here answers with words.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import command, due, query
from chassis.versions import refuse_stale
from commons.london import day_of
from contracts.refusals import Refused
from meetings.calendar.domain import Meeting
from meetings.called import called
from meetings.minutes import table
from meetings.minutes.clock import FORGET_CLOSED, FORGET_HISTORY
from meetings.minutes.domain import DRAFT, PUBLISHED, refuse_unwritable
from meetings.minutes.drafts import domain, schemas
from meetings.minutes.drafts.domain import MOST_SECTIONS, Revision, Section
from meetings.minutes.drafts.opening import add, next_position, part_of_new, sections_of_agenda
from meetings.minutes.drafts.store import DraftStore
from meetings.minutes.service import TABLE
from meetings.minutes.store import MinutesStore
from meetings.refusal import Refusal
from meetings.settings import Settings

LATER = timedelta(days=30)
"""When to look again whether a correction is out."""


class Drafts:
    """What is written while a group meets."""

    name = "meetings_drafts"
    context = "meetings"
    refusals = (Refusal,)
    store_class = DraftStore
    settings_class = Settings
    store: DraftStore
    settings: Settings

    @query(schemas.OfMeeting, by=TABLE)
    def get_draft(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The whole draft, and words that collided and wait. Refused: ``not_your_group``."""
        meeting = table.own_meeting(self.store.work, call, asked["id"])
        minutes = MinutesStore(self.store.work).get(meeting.id)
        waiting = self.store.waiting(meeting.id)
        note = self.store.returned(meeting.id)
        shows_note = note is not None and minutes is not None and minutes.state == DRAFT
        names = self._called(call, meeting, [*waiting, *([note] if note else [])])
        return {
            **table.state_of(self.store.work, call, meeting, minutes, self.settings),
            "sections": [schemas.section_view(each) for each in self.store.of_meeting(meeting.id)],
            "waiting": [schemas.revision_view(each, names[each.by]) for each in waiting],
            "new": dict(zip(("part", "reason"), part_of_new(meeting), strict=True)),
            "returned": schemas.revision_view(note, names[note.by]) if note and shows_note else None,
        }

    @query(schemas.OfSection, by=TABLE)
    def get_section(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One section with everything that was written in it, the newest first."""
        meeting, section = self._read(call, asked)
        history = self.store.history(section.id)
        names = self._called(call, meeting, history)
        return {
            **schemas.section_view(section),
            "history": [schemas.revision_view(each, names[each.by]) for each in history],
        }

    @query(schemas.OfWords, by=TABLE)
    def get_collision(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Words that collided beside the section as it is now, and the two merged as a proposal."""
        meeting, section = self._read(call, asked)
        yours = self._words(section, asked["words"])
        before = self._revision(section, yours.read)
        name = self._called(call, meeting, [yours])[yours.by]
        return schemas.collision_view(section, yours, name, domain.collision(section, before, yours))

    @query(schemas.OfEdition, by=TABLE)
    def get_annex(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The whole source of a published edition: closed parts, and what open ones withhold."""
        meeting = table.own_meeting(self.store.work, call, asked["id"])
        sections = self.store.source(meeting.id, asked["edition"])
        if sections is None:
            raise Refused("not_found")
        minutes = MinutesStore(self.store.work).get(meeting.id)
        return {
            **table.state_of(self.store.work, call, meeting, minutes, self.settings),
            "edition": asked["edition"],
            "sections": [schemas.section_view(each) for each in sections],
        }

    @command(schemas.AddSection, by=TABLE)
    def add_section(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One more section, at the end. Refused: ``minutes_not_draft``, ``minutes_too_many_sections``,
        ``reason_required``."""
        meeting = self._writing(call, asked)
        there = self.store.of_meeting(meeting.id)
        if len(there) >= MOST_SECTIONS:
            raise Refused("minutes_too_many_sections")
        made = Section(call.new_id(), 1, meeting.id, next_position(there), asked["heading"], asked["text"])
        part, reason = (asked["part"], asked["reason"]) if asked["part"] else part_of_new(meeting)
        by = call.caller.subject
        described, _ = domain.describe(made, made.heading, part, reason, "", by, call.now)
        add(self.store.work, call, replace(described, version=1))
        return {"id": meeting.id, "section": made.id, "version": 1}

    @command(schemas.OfMeeting, by=TABLE)
    def add_agenda_sections(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A section for each agenda item that has none yet. Refused: ``minutes_not_draft``."""
        meeting = self._writing(call, asked)
        return {"id": meeting.id, "added": sections_of_agenda(self.store.work, call, meeting)}

    @command(schemas.SaveSection, by=TABLE)
    def save_section(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Save a section's text; when somebody saved it meanwhile, both are merged by lines.

        ``outcome`` is saved, merged, unchanged, or beside: then lines collided, the section stays, and
        what was sent is kept under the id in ``words``. Refused: ``minutes_not_draft``, ``not_found``.
        """
        meeting = self._writing(call, asked)
        section = self._section(meeting, asked["section"])
        before = self._revision(section, asked["read"])
        by = call.caller.subject
        saving = domain.save(section, before, asked["text"], call.new_id(), by, call.now)
        if saving.revision is not None and saving.revision.waits:
            self.store.note(saving.revision)
        elif saving.revision is not None:
            self.store.save(saving.section, saving.revision)
        if asked["settles"] is not None and saving.outcome != domain.BESIDE:
            self._settle(call, section, asked["settles"])
        return schemas.saving_view(saving)

    @command(schemas.OfWords, by=TABLE)
    def settle_words(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Leave the section as it is; the words that collided stay in its history."""
        meeting = self._writing(call, asked)
        section = self._section(meeting, asked["section"])
        self._settle(call, section, asked["words"])
        return {"id": meeting.id, "section": section.id, "version": section.version}

    @command(schemas.DescribeSection, by=TABLE)
    def describe_section(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Another heading, or the other part. Refused: ``reason_required``, ``stale_version``."""
        meeting = self._writing(call, asked)
        before = self._section(meeting, asked["section"])
        after, revision = domain.describe(
            before, asked["heading"], asked["part"], asked["reason"], call.new_id(),
            call.caller.subject, call.now,
        )  # fmt: skip
        if revision is not None:
            refuse_stale(before.version, asked["version"])
            self.store.save(after, revision)
        return {"id": meeting.id, "section": after.id, "version": after.version}

    @command(schemas.MoveSection, by=TABLE)
    def move_section(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One place up or down; the first and the last stay there. Refused: ``minutes_not_draft``."""
        meeting = self._writing(call, asked)
        section = self._section(meeting, asked["section"])
        order = self.store.of_meeting(meeting.id)
        at = order.index(section)
        beside = order[max(at - 1, 0)] if asked["up"] else order[min(at + 1, len(order) - 1)]
        if beside != section:
            for each in domain.swap(section, beside):
                self.store.save(each, domain.note(each, call.new_id(), call.caller.subject, call.now))
        return {"id": meeting.id, "section": section.id, "version": section.version + (beside != section)}

    @command(schemas.RemoveSection, by=TABLE)
    def remove_section(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Take a section out of the draft; its history stays. Refused: ``stale_version``."""
        meeting = self._writing(call, asked)
        before = self._section(meeting, asked["section"])
        refuse_stale(before.version, asked["version"])
        after, revision = domain.remove(before, call.new_id(), call.caller.subject, call.now)
        self.store.save(after, revision)
        return {"id": meeting.id, "section": after.id, "version": after.version}

    @due(FORGET_HISTORY)
    def forget_what_was_typed(self, call: Call, job: Job) -> Again | None:
        """What people typed on the way to published minutes has an end; not while they correct them."""
        if self._is_corrected(job.key):
            return Again(call.now + LATER, {})
        self.store.forget_history(job.key)
        return None

    @due(FORGET_CLOSED)
    def forget_closed_words(self, call: Call, job: Job) -> Again | None:
        """The closed annex has an end, too, and a draft that never came to anything; editions stay."""
        if self._is_corrected(job.key):
            return Again(call.now + LATER, {})
        self.store.forget(job.key)
        return None

    def _is_corrected(self, meeting_id: str) -> bool:
        minutes = MinutesStore(self.store.work).get(meeting_id)
        return minutes is not None and minutes.is_shown and minutes.state != PUBLISHED

    def _writing(self, call: Call, asked: dict[str, Any]) -> Meeting:
        """Refused: ``not_your_group``, ``minutes_not_started``, ``minutes_not_draft``."""
        meeting = table.own_meeting(self.store.work, call, asked["id"])
        refuse_unwritable(table.started(self.store.work, meeting.id))
        return meeting

    def _read(self, call: Call, asked: dict[str, Any]) -> tuple[Meeting, Section]:
        meeting = table.own_meeting(self.store.work, call, asked["id"])
        return meeting, self._section(meeting, asked["section"], or_removed=True)

    def _section(self, meeting: Meeting, section_id: str, *, or_removed: bool = False) -> Section:
        found = self.store.get(meeting.id, section_id)
        if found is None or (found.is_removed and not or_removed):
            raise Refused("not_found")
        return found

    def _revision(self, section: Section, number: int) -> Revision:
        """What the writer had read; a version that never was is refused as stale."""
        found = self.store.read(section.id, number) if number <= section.version else None
        if found is None:
            raise Refused("stale_version")
        return found

    def _words(self, section: Section, words_id: str) -> Revision:
        found = self.store.revision(section.id, words_id)
        if found is None or found.kind != domain.BESIDE:
            raise Refused("not_found")
        return found

    def _settle(self, call: Call, section: Section, words_id: str) -> None:
        words = self._words(section, words_id)
        if words.waits:
            self.store.settle(replace(words, settled_by=call.caller.subject, settled_at=call.now))

    def _called(self, call: Call, meeting: Meeting, revisions: list[Revision]) -> dict[str, str]:
        """How the table calls those who wrote."""
        ids = {each.by for each in revisions}
        return called(self.store.work, ids, meeting.region, day_of(call.now), for_everybody=False)
