"""The doors of Q Lab: the national team launches, groups promote, members sign up (row 77)."""

from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.versions import refuse_stale
from commons.places import KEEPERS, kept_by, refuse_unknown
from contracts.events import Fact
from contracts.refusals import Refused
from exchange.lab import domain, schemas
from exchange.lab.domain import LabProject
from exchange.lab.store import LabStore
from exchange.learning.store import LearningStore
from exchange.notices import notices
from exchange.refusal import Refusal
from exchange.settings import Settings

CENTRE = ("national_team",)


class Lab:
    """What a project is about is public; who signed up is known to nobody but themselves."""

    name = "exchange_lab"
    context = "exchange"
    refusals = (Refusal,)
    store_class = LabStore
    settings_class = Settings
    store: LabStore
    settings: Settings

    @command(schemas.LaunchProject, by=CENTRE)
    def launch_lab_project(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The next of the Lab's projects. Refused: ``identity_in_text``, ``lab_number_taken``."""
        number = self.store.last_number() + 1
        return self._saved(call, domain.launch(call.new_id(), number, *_words(asked), call.now))

    @command(schemas.ChangeProject, by=CENTRE)
    def change_lab_project(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``stale_version``, ``lab_ended``, ``identity_in_text``."""
        return self._saved(call, domain.change(self._read(asked), *_words(asked)))

    @command(schemas.MoveProject, by=CENTRE)
    def move_lab_project(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """On to a later stage; who signed up is told.

        Refused: ``not_found``, ``stale_version``, ``lab_ended``, ``lab_stage_back``.
        """
        after = domain.move(self._read(asked), asked["stage"], call.now)
        return self._saved(call, after, _moved(after, self.store.members_of(after.id)))

    @command(schemas.LinkOutput, by=CENTRE)
    def link_output(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What came of it stands in the learning library.

        Refused: ``not_found``, ``stale_version``, ``lab_output_unpublished``.
        """
        item = LearningStore(self.store.work).get(asked["item_id"])
        before = self._read(asked)
        return self._kept(call, before, domain.link(before, item))

    @command(schemas.LinkOutput, by=CENTRE)
    def unlink_output(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``stale_version``."""
        before = self._read(asked)
        return self._kept(call, before, domain.unlink(before, asked["item_id"]))

    @command(schemas.Promote, by=KEEPERS)
    def promote_lab_project(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The region's group promotes it.

        Refused: ``not_found``, ``not_your_region``, ``region_unknown``, ``lab_ended``.
        """
        kept_by(call.caller, self.settings.regions, asked["region"])
        before = self._found(asked["id"])
        return self._kept(call, before, domain.promote(before, asked["region"]))

    @command(schemas.Promote, by=KEEPERS)
    def stop_promoting(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``not_your_region``, ``region_unknown``."""
        kept_by(call.caller, self.settings.regions, asked["region"])
        before = self._found(asked["id"])
        return self._kept(call, before, domain.stop_promoting(before, asked["region"]))

    @command(schemas.OneProject, by=("member",))
    def sign_up(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Signed up already: as it was. Refused: ``not_found``, ``lab_ended``."""
        found, me = self._found(asked["id"]), call.caller
        self.store.add(domain.sign_up(found, me.subject, me.region or "", call.now))
        return {"id": found.id, "is_signed_up": True}

    @command(schemas.OneProject, by=("member",))
    def take_back_sign_up(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Whenever they want. Refused: ``not_found``."""
        found = self._found(asked["id"])
        self.store.remove(found.id, call.caller.subject)
        return {"id": found.id, "is_signed_up": False}

    @query(schemas.OneProject, by=(PUBLIC,))
    def get_lab_project(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """With the regions that promote it. Refused: ``not_found``."""
        return self._view(call, self._found(asked["id"]))

    @query(schemas.ListProjects, by=(PUBLIC,))
    def list_lab_projects(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The newest first. Refused: ``region_unknown``."""
        if asked["promoted_by"] is not None:
            refuse_unknown(self.settings.regions, asked["promoted_by"])
        page = self.store.page(asked["promoted_by"], asked)
        return {**page, "items": [self._view(call, each) for each in page["items"]]}

    @query(schemas.Page, by=("member",))
    def my_sign_ups(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        page = self.store.of_member(call.caller.subject, asked)
        items = [{"id": each.project_id, "at": each.at.isoformat()} for each in page["items"]]
        return {**page, "items": items}

    def _kept(self, call: Call, before: LabProject, after: LabProject) -> dict[str, Any]:
        return self._view(call, after) if after is before else self._saved(call, after)

    def _saved(self, call: Call, project: LabProject, facts: list[Fact] | None = None) -> dict[str, Any]:
        self.store.save(project, facts or ())
        return self._view(call, project)

    def _view(self, call: Call, project: LabProject) -> dict[str, Any]:
        me = call.caller.subject
        mine = bool(me) and self.store.is_signed_up(project.id, me)
        return schemas.project_view(project, self.store.count(project.id), mine)

    def _read(self, asked: dict[str, Any]) -> LabProject:
        found = self._found(asked["id"])
        refuse_stale(found.version, asked["version"])
        return found

    def _found(self, project_id: str) -> LabProject:
        found = self.store.get(project_id)
        if found is None:
            raise Refused("not_found")
        return found


def _words(asked: dict[str, Any]) -> tuple[str, str, str]:
    return asked["title"], asked["challenge"], asked["partner"]


def _moved(project: LabProject, members: list[str]) -> list[Fact]:
    return notices(
        "lab_moved",
        cause=f"lab {project.id} {project.stage}",
        members=members,
        about={"title": project.title, "stage": project.stage},
        path=f"/lab-projects/{project.id}",
        concerning=(project.id, project.version),
    )
