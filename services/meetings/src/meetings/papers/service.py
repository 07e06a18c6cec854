"""The doors of papers: they arrive in parts, and are fetched by whoever may read their item (row 42)."""

from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from contracts.refusals import Refused
from meetings.agendas import domain
from meetings.agendas.items import Paper
from meetings.agendas.reading import Opened, for_table, opened
from meetings.agendas.schemas import paper_view
from meetings.agendas.store import PAPERS, AgendaStore
from meetings.files import domain as files
from meetings.files.domain import Upload
from meetings.files.schemas import AddPart, FinishUpload, part_view, upload_view
from meetings.files.store import FileStore
from meetings.papers import schemas
from meetings.refusal import Refusal
from meetings.settings import Settings

TABLE = ("member", "convenor", "coordinator", "national_team")


class Papers:
    """Files to read before a meeting."""

    name = "meetings_papers"
    context = "meetings"
    refusals = (Refusal,)
    store_class = AgendaStore
    settings_class = Settings
    store: AgendaStore
    settings: Settings

    @command(schemas.BeginPaper, by=TABLE)
    def begin_paper(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Announce a paper for an item; its proposer and the keepers may.

        Refused: ``not_your_item``, ``agenda_published``, ``agenda_item_set_aside``, ``too_many_papers``,
        ``file_too_large``, ``file_empty``, ``file_kind_not_taken``, ``file_name_misleading``.
        """
        found = for_table(self.store.work, call, asked["meeting_id"])
        item = found.item(asked["item_id"])
        domain.refuse_paper(found.agenda, item, by=call.caller.subject, keeps=found.reader.keeps)
        upload = files.begin(
            call.new_id(),
            name=asked["name"],
            size=asked["size"],
            most_megabytes=self.settings.most_file_megabytes,
            by=call.caller.subject,
            about=f"{found.meeting.id} {item.id}",
            now=call.now,
        )
        self._files.begin(upload)
        return upload_view(upload, 0)

    @command(AddPart, by=TABLE)
    def add_paper_part(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Keep a part of it. Refused: ``file_too_large``, ``file_part_wrong``."""
        upload = self._upload(call, asked["id"])
        return upload_view(upload, self._files.put(upload, asked["number"], asked["content"]))

    @command(FinishUpload, by=TABLE)
    def finish_paper(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Look inside, and put it to its item.

        Refused: ``file_incomplete``, ``file_not_what_it_says``, ``file_has_macros``, and what
        ``begin_paper`` refuses by now.
        """
        upload = self._upload(call, asked["id"])
        meeting_id, _, item_id = upload.about.partition(" ")
        found = for_table(self.store.work, call, meeting_id)
        made = self._files.finish(upload, asked["sha256"], call.now)
        paper = Paper(made.id, made.name, made.media_type, made.size, made.parts, upload.by, call.now)
        after = domain.attach(found.agenda, found.item(item_id), paper, keeps=found.reader.keeps)
        self.store.save(after)
        return paper_view(paper)

    @command(schemas.OnePaper, by=TABLE)
    def remove_paper(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Take a paper away and forget its file. Refused: ``not_your_item``, ``agenda_published``."""
        found = for_table(self.store.work, call, asked["meeting_id"])
        item = found.item(asked["item_id"])
        paper = _paper(found, asked)
        after = domain.detach(
            found.agenda, item, paper, by=call.caller.subject, keeps=found.reader.keeps, now=call.now
        )
        self._files.delete(paper.id)
        self.store.save(after)
        return paper_view(paper)

    @query(schemas.OnePaper, by=(PUBLIC,))
    def get_paper(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A paper's name, real type and size. Refused: ``not_found``, for closed items too."""
        return paper_view(_paper(opened(self.store.work, call, asked["meeting_id"]), asked))

    @query(schemas.PaperPart, by=(PUBLIC,))
    def get_paper_part(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One part of its file. Refused: ``not_found``."""
        paper = _paper(opened(self.store.work, call, asked["meeting_id"]), asked)
        content = self._files.part(paper.id, asked["number"])
        if content is None:
            raise Refused("not_found")
        return part_view(content)

    @property
    def _files(self) -> FileStore:
        return FileStore(self.store.work, PAPERS)

    def _upload(self, call: Call, upload_id: str) -> Upload:
        """The caller's own file on its way. Refused: ``not_found``."""
        upload = self._files.upload(upload_id)
        if upload is None or upload.by != call.caller.subject:
            raise Refused("not_found")
        return upload


def _paper(found: Opened, asked: dict[str, Any]) -> Paper:
    paper = found.item(asked["item_id"]).paper(asked["paper_id"])
    if paper is None:
        raise Refused("not_found")
    return paper
