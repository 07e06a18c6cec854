"""The doors of the two-way link: raise, join, acknowledge, answer, pass on, close (row 24)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.fields import Nothing
from chassis.versions import refuse_stale
from commons.centre import UK
from commons.london import day_of
from contracts.events import Fact
from contracts.refusals import Refused
from stewardship.matters import domain, proposals, schemas
from stewardship.matters.counting import traffic
from stewardship.matters.domain import Matter
from stewardship.matters.likeness import ALIKE, likeness, title_words
from stewardship.matters.proposals import Proposal
from stewardship.matters.store import MatterStore
from stewardship.matters.telling import Telling
from stewardship.refusal import Refusal
from stewardship.settings import Settings
from stewardship.speaking import groups_of, has_somebody

SPEAKERS = ("member", "coordinator", "convenor", "national_team")
"""A seat holder knocks as a member; whether they speak for a group is decided behind the door."""
CLOCK = "matter_clock"


class Matters:
    """What a region asks the centre, or the centre the regions."""

    name = "stewardship_matters"
    context = "stewardship"
    refusals = (Refusal,)
    store_class = MatterStore
    settings_class = Settings
    store: MatterStore
    settings: Settings

    @query(schemas.ListMatters, by=(PUBLIC,))
    def list_matters(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Matters, the newest first; with ``overdue`` those that wait too long, the longest first."""
        if asked["overdue"]:
            page = self.store.overdue(call.now, asked, group=asked["group"])
        else:
            wanted = {name: asked[name] for name in ("group", "state", "direction")}
            page = self.store.page(asked, **wanted)
        return {**page, "items": [schemas.matter_view(matter, call.now) for matter in page["items"]]}

    @query(schemas.LatestMatters, by=(PUBLIC,))
    def latest_matters(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The matters in which something happened last."""
        return {"items": [schemas.matter_view(each, call.now) for each in self.store.latest(asked["limit"])]}

    @query(schemas.GetMatter, by=(PUBLIC,))
    def get_matter(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One matter with its history, and in ``may`` what the caller's groups can do now."""
        return self._view(call, self._matter(asked["id"]))

    @query(Nothing, by=SPEAKERS)
    def acting_for(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """The groups that the caller speaks for: region codes, and ``UK`` for the centre."""
        return {"items": sorted(groups_of(self.store.work, call.caller, day_of(call.now)))}

    @query(schemas.SimilarMatters, by=SPEAKERS)
    def similar_matters(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Matters under way whose title looks like this one."""
        return {"items": [schemas.short_view(matter) for matter in self._alike(asked["title"])]}

    @query(Nothing, by=(PUBLIC,))
    def matter_traffic(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """Escalations and cascades, counted both ways; withdrawn ones are left out."""
        return schemas.traffic_view(traffic(self.store.all(), call.now))

    @command(schemas.RaiseMatter, by=SPEAKERS)
    def raise_matter(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A region's group raises it to the centre, the centre to one, several or all regions.

        Refused: ``not_your_region``, ``region_unknown``, ``matter_addressed_wrongly``,
        ``matter_looks_alike`` unless ``is_new``.
        """
        self._speaking(call, asked["group"])
        to = self._addressed(call, asked["group"], asked["to"])
        matter = self._raised(call, asked["group"], to, asked["title"], asked["text"], asked["is_new"])
        return self._view(call, matter)

    @command(schemas.JoinMatter, by=SPEAKERS)
    def join_matter(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Stand behind another region's matter. Refused: ``matter_already_joined`` and others."""
        return self._act(call, asked, domain.join, asked["words"])

    @command(schemas.AcknowledgeMatter, by=SPEAKERS)
    def acknowledge_matter(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say that it arrived. Refused: ``matter_not_addressed``, ``matter_ended``."""
        return self._act(call, asked, domain.acknowledge, asked["words"])

    @command(schemas.AnswerMatter, by=SPEAKERS)
    def answer_matter(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Answer with reasons; whoever raised it is told.

        Refused: ``reason_required``, ``matter_not_addressed``, ``matter_outcome_not_yours``,
        ``matter_ended``.
        """
        return self._act(call, asked, domain.answer, asked["outcome"], asked["reasons"])

    @command(schemas.PassOnMatter, by=SPEAKERS)
    def pass_on_matter(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Pass the centre's matter on in the region, with notes. Refused: ``matter_not_addressed``."""
        return self._act(call, asked, domain.pass_on, asked["notes"])

    @command(schemas.WithdrawMatter, by=SPEAKERS)
    def withdraw_matter(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Take it back with a reason. Refused: ``matter_not_raised_by_you``, ``matter_answered_already``."""
        return self._act(call, asked, domain.withdraw, asked["reason"])

    @command(schemas.CloseMatter, by=SPEAKERS)
    def close_matter(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """End it with what came of it. Refused: ``matter_not_raised_by_you``, ``matter_not_answered``."""
        return self._act(call, asked, domain.close, asked["words"])

    @command(schemas.ProposeMatter, by=("member",))
    def propose_matter(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A member's proposal to the group of their home region. Refused: ``region_unknown``."""
        region = call.caller.region or ""
        self._known(region)
        proposal = proposals.propose(
            call.new_id(), region=region, member_id=call.caller.subject, now=call.now, **asked
        )
        self.store.save_proposal(proposal, self._telling(call).proposed(proposal))
        return schemas.proposal_view(proposal)

    @query(schemas.ListProposals, by=SPEAKERS)
    def list_proposals(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What waits for the group's answer. Refused: ``not_your_region``."""
        self._speaking(call, asked["region"])
        page = self.store.proposals_waiting(asked["region"], asked)
        return {**page, "items": [schemas.proposal_view(each) for each in page["items"]]}

    @query(schemas.GetProposal, by=SPEAKERS)
    def get_proposal(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One proposal, for the group that answers it."""
        return schemas.proposal_view(self._proposal(call, asked["id"]))

    @query(schemas.MyProposals, by=("member",))
    def my_proposals(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The caller's own proposals with what became of them."""
        page = self.store.proposals_of(call.caller.subject, asked)
        return {**page, "items": [schemas.proposal_view(each) for each in page["items"]]}

    @command(schemas.DecideProposal, by=SPEAKERS)
    def decide_proposal(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Raise it, join a matter with it, or turn it down with a reason; the member is told.

        Refused: ``proposal_decided``, ``reason_required``, ``matter_looks_alike``, ``stale_version``.
        """
        before = self._proposal(call, asked["id"])
        refuse_stale(before.version, asked["version"])
        after = self._decided(call, before, asked)
        self.store.save_proposal(after, self._telling(call).decided(after))
        return schemas.proposal_view(after)

    @command(schemas.TakeBackProposal, by=("member",))
    def take_back_proposal(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The member's own, while nobody has answered it. Refused: ``proposal_decided``."""
        before = self.store.proposal(asked["id"])
        if before is None or before.member_id != call.caller.subject:
            raise Refused("not_found")
        after = proposals.take_back(before, call.now)
        if after is not before:
            self.store.save_proposal(after)
        return schemas.proposal_view(after)

    @due(CLOCK)
    def watch_the_deadline(self, call: Call, job: Job) -> Again | None:
        """Remind those who have not acknowledged it, then tell both sides that it is overdue."""
        matter = self.store.get(job.key)
        if matter is None or matter.waiting_due is None:
            return None
        telling = self._telling(call)
        late = matter.overdue(call.now)
        if not late:
            self.store.work.publish(telling.due(matter))
            return Again(matter.waiting_due, {})
        noted = domain.note_overdue(matter, call.now)
        if noted is not matter:
            noted = domain.as_saved(matter, noted)
            self.store.save(noted, telling.overdue(noted, late))
        return None

    def _raised(self, call: Call, group: str, to: list[str], title: str, text: str, is_new: bool) -> Matter:
        alike = [] if is_new else self._alike(title)
        if alike:
            said = [f"“{matter.title}” is under way already." for matter in alike[:3]]
            raise Refused("matter_looks_alike", fields={"title": said})
        days = self.settings.matter_days
        by = call.caller.subject
        matter = domain.raise_matter(
            call.new_id(), group=group, to=to, title=title, text=text, by=by, now=call.now, days=days
        )
        self.store.save(matter, self._telling(call).raised(matter))
        first = matter.waiting_due or call.now
        reminder = first - timedelta(days=self.settings.matter_reminder_days)
        self.store.work.schedule(CLOCK, matter.id, max(reminder, call.now) if reminder < first else first)
        return matter

    def _decided(self, call: Call, before: Proposal, asked: dict[str, Any]) -> Proposal:
        words = asked["reason"]
        if asked["decision"] == "turn_down":
            return proposals.turn_down(before, words, call.now)
        if asked["decision"] == "join":
            matter_id = self._joined_with(call, before, asked)
            return proposals.take_up(before, matter_id, True, words, call.now)
        after = proposals.take_up(before, "", False, words, call.now)
        title, text = asked["title"] or before.title, asked["text"] or before.text
        matter = self._raised(call, before.region, [UK], title, text, asked["is_new"])
        return proposals.with_matter(after, matter.id)

    def _joined_with(self, call: Call, proposal: Proposal, asked: dict[str, Any]) -> str:
        """The matter that this proposal becomes part of; the region joins it unless it did so before."""
        if asked["matter_id"] is None:
            raise Refused("invalid_input", fields={"matter_id": ["Choose the matter that you join."]})
        matter = self._matter(asked["matter_id"])
        if matter.voice_of(proposal.region) is None:
            joined = domain.join(matter, proposal.region, proposal.text, call.caller.subject, call.now)
            self.store.save(joined)
        return matter.id

    def _act(
        self, call: Call, asked: dict[str, Any], verb: Callable[..., Matter], *words: str
    ) -> dict[str, Any]:
        """One verb of the domain for a group that the caller speaks for; saved unless nothing changed."""
        before, group = self._matter(asked["id"]), asked["group"]
        self._speaking(call, group)
        after = verb(before, group, *words, by=call.caller.subject, now=call.now)
        if after is before:
            return self._view(call, before)
        refuse_stale(before.version, asked["version"])
        self.store.save(after, self._news(call, after))
        return self._view(call, after)

    def _news(self, call: Call, matter: Matter) -> list[Fact]:
        """What the last step tells people by mail: an answer reaches whoever raised the matter."""
        step = matter.history[-1]
        receipt = matter.receipt_of(step.group)
        if step.kind != domain.ANSWERED or receipt is None or receipt.answer is None:
            return []
        return self._telling(call).answered(matter, step.group, receipt.answer.outcome)

    def _alike(self, title: str) -> list[Matter]:
        words = title_words(title)
        scored = [(likeness(words, title_words(each.title)), each) for each in self.store.alike(words)]
        return [each for score, each in sorted(scored, key=lambda pair: -pair[0]) if score >= ALIKE]

    def _addressed(self, call: Call, group: str, to: list[str]) -> list[str]:
        """Who is to answer; ``all`` means the regions in which somebody can: no clock runs in vain."""
        if group != UK:
            return to or [UK]
        if schemas.ALL_REGIONS in to:
            today = day_of(call.now)
            return [
                region.code
                for region in self.settings.regions
                if has_somebody(self.store.work, region.code, today)
            ]
        for code in to:
            self._known(code)
        return to

    def _view(self, call: Call, matter: Matter) -> dict[str, Any]:
        may: dict[str, list[str]] = {}
        for group in sorted(groups_of(self.store.work, call.caller, day_of(call.now))):
            for action in domain.allowed(matter, group):
                may.setdefault(action, []).append(group)
        return schemas.matter_view(matter, call.now, may)

    def _telling(self, call: Call) -> Telling:
        return Telling(self.store.work, self.settings, call.now)

    def _matter(self, matter_id: str) -> Matter:
        matter = self.store.get(matter_id)
        if matter is None:
            raise Refused("not_found")
        return matter

    def _proposal(self, call: Call, proposal_id: str) -> Proposal:
        found = self.store.proposal(proposal_id)
        if found is None or found.region not in groups_of(self.store.work, call.caller, day_of(call.now)):
            raise Refused("not_found")
        return found

    def _speaking(self, call: Call, group: str) -> None:
        if group != UK:
            self._known(group)
        if group not in groups_of(self.store.work, call.caller, day_of(call.now)):
            raise Refused("not_your_region", "Only those who act for this group can do this.")

    def _known(self, code: str) -> None:
        if code not in self.settings.regions:
            raise Refused("region_unknown", fields={"to": ["Choose a region from the list."]})
