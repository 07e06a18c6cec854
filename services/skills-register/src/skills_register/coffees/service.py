"""The doors of coffee rounds, and the round that is dealt by itself each month."""

from datetime import datetime, timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import command, due, query
from chassis.fields import Nothing
from commons.london import day_in_words, day_of, noon, noon_after
from commons.people.store import People
from contracts.events import Fact
from contracts.refusals import Refused
from skills_register.coffees import domain, leaving, schemas
from skills_register.coffees.domain import MATCHED, PLANNED, Group, Opted, Round
from skills_register.coffees.drawing import Drawn, draw_of, fingerprint
from skills_register.coffees.matching import Guest, match
from skills_register.coffees.store import CoffeeStore
from skills_register.notices import notices
from skills_register.refusal import Refusal
from skills_register.settings import Settings

DEAL, CLOSE = "coffee_deal", "coffee_close"
SOON = timedelta(minutes=1)
Draw = tuple[list[str], list[Drawn]]


class Coffees:
    """Members who opted in meet somebody from elsewhere, a round a month.

    A command's answer is remembered for a while, so it holds no names and no way to be reached.
    """

    name = "skills_register_coffees"
    context = "skills_register"
    refusals = (Refusal,)
    store_class = CoffeeStore
    settings_class = Settings
    store: CoffeeStore
    settings: Settings

    @command(schemas.Join, by=("member",))
    def join_coffees(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Opt in, or change what one said. Refused: ``coffee_pace_unknown``, ``not_found``."""
        domain.refuse_unknown_pace(asked["pace"])
        person = People(self.store.work).get(call.caller.subject)
        if person is None or not person.is_active:
            raise Refused("not_found")
        known = self.store.guest(person.id)
        guest = Opted(
            id=person.id,
            version=known.version + 1 if known else 1,
            region=person.region,
            since=known.since if known else call.now,
            last=known.last if known else "",
            skips=known.skips if known else "",
            **asked,
        )
        self.store.save_guest(guest)
        if self.store.next_round() is None:
            self._plan(call)
        return self._coming(guest)

    @command(Nothing, by=("member",))
    def leave_coffees(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """Out at once, of the present group too; who would sit alone is told. Refused: ``not_found``."""
        self._guest(call)
        leaving.leave(self.store.work, self.settings, call, call.caller.subject)
        return {}

    @command(schemas.Skip, by=("member",))
    def skip_round(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Sit the next round out, or not after all. Refused: ``not_found``."""
        guest, coming = self._guest(call), self.store.next_round()
        changed = domain.skip(guest, coming.id if asked["skips"] and coming else "")
        self.store.save_guest(changed)
        return self._coming(changed)

    @query(Nothing, by=("member",))
    def my_coffees(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """What the caller said, the next round, and the group of the present one."""
        guest, group = self.store.guest(call.caller.subject), self.store.group_of(call.caller.subject)
        return {
            **self._coming(guest),
            "guest": schemas.guest_view(guest) if guest else None,
            "group": self._group_view(call, group) if group else None,
        }

    @command(schemas.SayReach, by=("member",))
    def say_reach(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """How to be reached: shown to the group alone, forgotten with the round. Refused: ``not_found``."""
        group = domain.say_reach(self._group(call, asked), call.caller.subject, asked["reach"])
        self.store.save_group(group)
        return schemas.said_view(group, call.caller.subject)

    @command(schemas.NoteOutcome, by=("member",))
    def note_outcome(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Met, or did not; only counts of groups stay of it. Refused: ``not_found``."""
        group = domain.note_outcome(self._group(call, asked), call.caller.subject, asked["met"])
        self.store.save_group(group)
        return schemas.said_view(group, call.caller.subject)

    @command(Nothing, by=("national_team",))
    def deal_now(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """Deal the next round now and not on its day, with the seed it has; the one after keeps its month.

        Refused: ``coffee_round_open`` while one is going, ``coffee_too_few``.
        """
        if self.store.is_one_going():
            raise Refused("coffee_round_open")
        planned = self.store.next_round()
        if planned is None or len(self._taking_part(planned)) < domain.FEWEST_IN_A_ROUND:
            raise Refused("coffee_too_few")
        self.store.work.schedule(DEAL, planned.id, call.now)
        return schemas.round_view(planned)

    @query(schemas.ListRounds, by=("member",))
    def list_rounds(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Rounds with the seed of each and what came of it, the newest first."""
        page = self.store.rounds_page(asked)
        return {**page, "items": [schemas.round_view(one) for one in page["items"]]}

    @query(schemas.OneRound, by=("member",))
    def get_draw(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What a round was dealt from, and the groups, in numbers: so that anybody can deal it again.

        Refused: ``not_found`` before it is dealt, and when it is over.
        """
        one, found = self.store.round(asked["id"]), self.store.draw(asked["id"])
        if one is None or found is None:
            raise Refused("not_found")
        return schemas.draw_view(one, *found, call.caller.subject)

    @due(DEAL, outside=True)
    def deal_round(self, call: Call, job: Job) -> Again | None:
        """Deal the round (it may take longer than a transaction lasts), then keep it and plan the next."""
        planned = self.store.round(job.key)
        if planned is None or planned.state != PLANNED:
            return None
        guests = self._taking_part(planned)
        met = self.store.met_by(each.id for each in guests)
        entered = [_dealt(each) for each in guests]
        dealt = match(entered, met, planned.seed)
        groups = [Group(call.new_id(), 1, planned.id, people) for people in dealt]
        draw = draw_of(entered, met, planned.seed, dealt) if dealt else ([], [])
        is_kept = self.store.work.in_transaction(
            call, lambda: self._keep(call, guests, planned, groups, draw)
        )
        # Somebody joined or left meanwhile: deal anew.
        return None if is_kept else Again(call.now + SOON, {})

    @due(CLOSE)
    def close_round(self, _call: Call, job: Job) -> None:
        """Forget the groups and what they wrote; counts stay."""
        going = self.store.round(job.key)
        if going is not None and going.state == MATCHED:
            self.store.save_round(domain.over(going, self.store.groups_in(going.id)))
            self.store.forget_groups(going.id)

    def _keep(self, call: Call, guests: list[Opted], planned: Round, groups: list[Group], draw: Draw) -> bool:
        if [each.id for each in self._taking_part(planned)] != [each.id for each in guests]:
            return False
        people = [member_id for group in groups for member_id in group.people]
        onward = self._plan(call, after=planned)
        # Never two rounds of one person at the same time, even when this one was dealt late.
        closes = min(noon_after(call.now, self.settings.coffee_days), onward - timedelta(days=1))
        told = [fact for group in groups for fact in _told(group, day_in_words(day_of(closes)))]
        self.store.forget_met_before(call.now - timedelta(days=self.settings.coffee_history_days))
        self.store.deal(groups, call.now)
        self.store.had_coffee(people, planned.id)
        self.store.keep_draw(planned.id, *draw)
        mark = fingerprint(planned.seed, draw[1])
        self.store.save_round(domain.matched(planned, len(people), len(groups), mark), told)
        self.store.work.schedule(CLOSE, planned.id, closes)
        return True

    def _taking_part(self, planned: Round) -> list[Opted]:
        willing = [each for each in self.store.everybody() if each.takes_part_in(planned.id)]
        known = People(self.store.work).several(each.id for each in willing)
        return [each for each in willing if each.id in known and known[each.id].is_active]

    def _plan(self, call: Call, after: Round | None = None) -> datetime:
        """When next month's round is dealt; its seed is drawn now and can be read from now on.

        ``after`` is the round before, which may have been dealt early, or late.
        """
        last = max(day_of(call.now), domain.first_day(after)) if after else day_of(call.now)
        day = domain.month_after(last, self.settings.coffee_day)
        planned_for = noon(day)
        round_id = domain.round_id_of(day)
        self.store.plan(Round(round_id, 1, f"{round_id} {call.new_id()}", planned_for))
        self.store.work.schedule(DEAL, round_id, planned_for)
        return planned_for

    def _coming(self, guest: Opted | None) -> dict[str, Any]:
        """The next round, and whether they are in it: all that opting in answers."""
        coming = self.store.next_round()
        takes_part = guest is not None and coming is not None and guest.takes_part_in(coming.id)
        return {
            "next": schemas.round_view(coming) if coming else None,
            "takes_part": takes_part,
            "skips": guest is not None and coming is not None and guest.skips == coming.id,
        }

    def _group_view(self, call: Call, group: Group) -> dict[str, Any]:
        return schemas.group_view(group, call.caller.subject, self.store.names_of(group.people))

    def _guest(self, call: Call) -> Opted:
        found = self.store.guest(call.caller.subject)
        if found is None:
            raise Refused("not_found")
        return found

    def _group(self, call: Call, asked: dict[str, Any]) -> Group:
        found = self.store.group(asked["group_id"])
        if found is None or call.caller.subject not in found.people:
            raise Refused("not_found")
        return found


def _dealt(guest: Opted) -> Guest:
    return Guest(guest.id, guest.organisation, guest.place or guest.region)


def _told(group: Group, until: str) -> list[Fact]:
    """To each of the group; whom they meet stands on the page."""
    return notices(
        "coffee_dealt",
        cause=f"coffees:{group.id}",
        members=group.people,
        about={"until": until},
        path=leaving.PATH,
        concerning=(group.id, group.version),
    )
