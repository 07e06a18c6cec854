"""The doors of ground rules: propose, comment, decide (rows 20 and 21)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.versions import refuse_stale
from commons.london import day_of, noon
from commons.people.store import People
from commons.places import keeps, refuse_unknown
from contracts.refusals import Refused
from stewardship.comments.domain import Comment
from stewardship.comments.schemas import ShowName, kept_answer, page_view
from stewardship.comments.store import CommentStore
from stewardship.documents import domain as documents
from stewardship.documents.clauses import Clause
from stewardship.documents.domain import Agreement, id_of
from stewardship.documents.kinds import BY_CODE, GROUND_RULES
from stewardship.documents.standing import role_in
from stewardship.documents.store import DocumentStore
from stewardship.ground_rules import domain, schemas
from stewardship.ground_rules.domain import Decision, Proposal
from stewardship.ground_rules.store import GroundRuleStore
from stewardship.refusal import Refusal
from stewardship.seats.store import SeatStore
from stewardship.settings import Settings


class GroundRules:
    """Nothing binds before those affected could say something."""

    name = "stewardship_ground_rules"
    context = "stewardship"
    refusals = (Refusal,)
    store_class = GroundRuleStore
    settings_class = Settings
    store: GroundRuleStore
    settings: Settings

    @query(schemas.ListGroundRules, by=(PUBLIC,))
    def list_ground_rules(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Proposals of a region, the newest first; the rules in force are its document of ground rules.

        ``spaces`` shows whether one voice dominates a shared space (row 21): proposals, and from how many.
        """
        refuse_unknown(self.settings.regions, asked["region"])
        page = self.store.page(asked["region"], asked["state"], asked)
        spaces = [
            {"space": space, "proposals": number, "members": members}
            for space, number, members in self.store.spaces(asked["region"])
        ]
        return {
            **page,
            "items": self._views(call, page["items"]),
            "spaces": spaces,
            "comment_days": self.settings.ground_rule_days,
        }

    @query(schemas.GetGroundRule, by=(PUBLIC,))
    def get_ground_rule(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One proposal. Refused: ``not_found``."""
        return self._view(call, self._known(asked["id"]))

    @command(schemas.ProposeGroundRule, by=("member",))
    def propose_ground_rule(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Propose a rule, or that one in force be changed or retired; open for comments from now on.

        Refused: ``region_unknown``, ``clause_unknown``, ``role_required`` for a day in the past.
        """
        region = asked["region"]
        refuse_unknown(self.settings.regions, region)
        proposal = domain.propose(
            call.new_id(),
            region=region,
            space=asked["space"],
            text=asked["text"],
            why=asked["why"],
            change=asked["change"],
            clause=asked["clause"],
            steward=asked["steward"],
            by=call.caller.subject,
            role=self._role(call, region),
            home_region=call.caller.region or "",
            shown_name=asked["shown_name"],
            opened_at=_instant(call, asked["opened_on"]),
            days=self.settings.ground_rule_days if asked["days"] is None else asked["days"],
            in_force=self._in_force(region),
        )
        self.store.save(proposal)
        return self._answer(call, proposal)

    @command(schemas.CommentOnGroundRule, by=("member",))
    def comment_on_ground_rule(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Comment while the comment period runs.

        Refused: ``not_found``, ``comments_closed``, ``role_required`` for a day in the past.
        """
        proposal = self._known(asked["id"])
        at = _instant(call, asked["on"])
        domain.check_open_for_comments(proposal, at)
        comment = Comment(
            call.new_id(),
            proposal.id,
            "",
            asked["text"],
            call.caller.subject,
            self._role(call, proposal.region),
            call.caller.region or "",
            asked["shown_name"],
            at,
        )
        CommentStore(self.store.work).save(comment)
        return kept_answer(comment, call.caller)

    @query(schemas.ListGroundRuleComments, by=(PUBLIC,))
    def list_ground_rule_comments(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Every comment that was made, the oldest first. Refused: ``not_found``."""
        proposal = self._known(asked["id"])
        return page_view(CommentStore(self.store.work).page(proposal.id, asked), call.caller)

    @command(schemas.DecideGroundRule, by=("convenor", "coordinator", "national_team"))
    def decide_ground_rule(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Adopt the rule, which makes a new version of the ground rules, or decline it with a reason.

        Refused: ``not_found``, ``comments_open``, ``meeting_required``, ``agreed_in_future``,
        ``agreed_out_of_order``, ``clause_unknown`` when the rule went meanwhile,
        ``decision_reason_required``, ``ground_rule_decided``, ``stale_version``.
        """
        before = self._known(asked["id"])
        if not keeps(call.caller, before.region):
            raise Refused("not_found")
        decision = Decision(
            asked["meeting"],
            asked["on"],
            call.caller.subject,
            role_in(call.caller, before.region),
            asked["reason"],
        )
        if asked["decision"] == "decline":
            return self._answer(call, self._saved(before, domain.decline(before, decision, call.now), asked))
        after = self._saved(before, domain.adopt(before, decision, call.now), asked)
        if after is not before:
            self._put_in_force(call, after, decision)
        return self._answer(call, after)

    @command(schemas.WithdrawGroundRule, by=("member",))
    def withdraw_ground_rule(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The proposer takes it back. Refused: ``not_found``, ``ground_rule_decided``, ``stale_version``."""
        before = self._known(asked["id"])
        if before.proposed_by != call.caller.subject:
            raise Refused("not_found")
        return self._answer(call, self._saved(before, domain.withdraw(before), asked))

    @command(ShowName, by=("member",))
    def show_name_beside_proposal(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Show another name beside one's own proposal, or none. Refused: ``not_found``."""
        before = self._known(asked["id"])
        if before.proposed_by != call.caller.subject:
            raise Refused("not_found")
        after = domain.show_name(before, asked["shown_name"])
        return self._answer(call, self._saved(before, after, {"version": None}))

    def _put_in_force(self, call: Call, proposal: Proposal, decision: Decision) -> None:
        """The adopted rule as the next version of the region's ground rules."""
        store, kind = DocumentStore(self.store.work), BY_CODE[GROUND_RULES]
        document = store.get(id_of(proposal.region, kind.code))
        current = store.numbered(document.id, document.current) if document else None
        history = store.history(document.id) if document else []
        taken = [clause.code for version in history for clause in version.clauses]
        rules = self._in_force(proposal.region)
        if proposal.change != domain.ADD and proposal.clause not in {rule.code for rule in rules}:
            raise Refusal("clause_unknown")
        new_rules = domain.with_rule(rules, proposal, taken)
        if not new_rules:
            assert document is not None
            last = f"Retired the last rule: {proposal.space}"
            store.save(documents.lapse(document, current, decision.on, last, day_of(call.now)))
            return
        begun = documents.begin(
            document,
            region=proposal.region,
            kind=kind,
            title="",
            clauses=new_rules,
            summary=_summary(proposal),
            version_id=call.new_id(),
            by=proposal.proposed_by,
            now=call.now,
        )
        store.save(begun)
        agreement = Agreement(decision.meeting, decision.on, decision.by, decision.role)
        today = day_of(call.now)
        store.save(
            documents.agree(
                begun.document,
                begun.version,
                current,
                agreement,
                review_due=document.review_due if document else None,
                lapses_with_pilot=False,
                today=today,
            )
        )

    def _saved(self, before: Proposal, after: Proposal, asked: dict[str, Any]) -> Proposal:
        if after is before:
            return before
        refuse_stale(before.version, asked["version"])
        self.store.save(after)
        return after

    def _in_force(self, region: str) -> tuple[Clause, ...]:
        store = DocumentStore(self.store.work)
        document = store.get(id_of(region, GROUND_RULES))
        current = store.numbered(document.id, document.current) if document else None
        return current.clauses if current and current.status == documents.AGREED else ()

    def _answer(self, call: Call, proposal: Proposal) -> dict[str, Any]:
        """What a command answers. Answers are remembered for weeks: a name that is taken off is in none."""
        return {**self._view(call, proposal), "shown_name": ""}

    def _view(self, call: Call, proposal: Proposal) -> dict[str, Any]:
        return self._views(call, [proposal])[0]

    def _views(self, call: Call, proposals: list[Proposal]) -> list[dict[str, Any]]:
        """As they are shown: with the number of comments, and without the name of who left Q."""
        comments = CommentStore(self.store.work).counts(each.id for each in proposals)
        gone = People(self.store.work).gone(each.proposed_by for each in proposals if each.shown_name)
        return [
            schemas.proposal_view(
                replace(each, shown_name="") if each.proposed_by in gone else each,
                comments.get(each.id, 0),
                call.caller,
                call.now,
            )
            for each in proposals
        ]

    def _role(self, call: Call, region: str) -> str:
        held = SeatStore(self.store.work).held_by(call.caller.subject, day_of(call.now))
        return role_in(call.caller, region, [call.caller.subject for seat in held if seat.region == region])

    def _known(self, proposal_id: str) -> Proposal:
        proposal = self.store.get(proposal_id)
        if proposal is None:
            raise Refused("not_found")
        return proposal


def _summary(proposal: Proposal) -> str:
    done = {domain.ADD: "Added", domain.CHANGE: "Changed", domain.RETIRE: "Retired"}[proposal.change]
    return f"{done} a rule: {proposal.space}"


def _instant(call: Call, day: date | None) -> datetime:
    """Now, or the noon of a day in the past that the national team enters. Refused: ``role_required``."""
    if day is None:
        return call.now
    if not call.caller.has("national_team"):
        raise Refused("role_required", "Only the national team enters what happened earlier.")
    return min(noon(day).astimezone(UTC), call.now)
