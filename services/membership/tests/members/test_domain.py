"""The rules of the register, by example and for whatever happens in a member's life."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.testkit.refusing import refused
from membership.members import domain
from membership.members.domain import Acceptance, Connector, Member, Stay
from membership.refusal import Refusal

TODAY = date(2018, 9, 3)
NOW = datetime(2018, 9, 3, 10, 30, tzinfo=UTC)


def ada(**more) -> Member:
    given = {"name": "Ada Örn", "email": "Ada@example.org", "region": "WOE", "joined": TODAY} | more
    return domain.join("m-1", joined_by="application", **given)


def test_joining_opens_one_stay_and_the_cohort_is_the_year():
    member = ada()
    assert (member.version, member.status, member.cohort) == (1, "active", "2018")
    assert member.home_regions == (Stay("WOE", TODAY),)


def test_a_move_keeps_the_history_and_leaves_one_region_open():
    moved = domain.move(ada(), "SW", date(2018, 10, 1), date(2018, 10, 2))
    assert moved.home_regions == (Stay("WOE", TODAY, date(2018, 10, 1)), Stay("SW", date(2018, 10, 1)))
    assert (moved.region, moved.version) == ("SW", 2)


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TODAY + timedelta(days=3)])
def test_nobody_moves_before_they_came_or_in_the_future(day):
    with refused("invalid_input") as no:
        domain.move(ada(), "SW", day, TODAY + timedelta(days=2))
    assert "from" in no.value.fields


def test_nobody_moves_to_where_they_are():
    with refused("already_in_region"):
        domain.move(ada(), "WOE", TODAY, TODAY)


def test_leaving_ends_the_stay_the_roles_and_the_designation_and_keeps_the_dates():
    member = domain.grant_role(ada(), "coordinator", "WOE", "n-1", TODAY)
    member = domain.designate(member, Connector(("WOE",), ("frailty",), TODAY))
    gone = domain.leave(member, date(2018, 12, 1))
    assert (gone.status, gone.left, gone.connector) == ("left", date(2018, 12, 1), None)
    assert gone.home_regions == (Stay("WOE", TODAY, date(2018, 12, 1)),)
    assert gone.roles[0].until == date(2018, 12, 1)
    assert domain.envelope_roles(gone) == []
    with refused("already_left"):
        domain.leave(gone, TODAY)


def test_somebody_who_comes_back_keeps_record_cohort_and_first_day():
    founder = ada(cohort="founding", joined=date(2015, 3, 1))
    back = domain.rejoin(domain.leave(founder, date(2017, 1, 1)), region="SW", on=TODAY)
    assert (back.id, back.cohort, back.joined) == ("m-1", "founding", date(2015, 3, 1))
    assert back.home_regions[-1] == Stay("SW", TODAY)
    with refused("already_member"):
        domain.rejoin(back, region="SW", on=TODAY)


def test_the_founding_flag_never_changes():
    with refused("cohort_fixed"):
        domain.change(ada(), {"cohort": "founding"})
    with refused("cohort_fixed"):
        domain.change(ada(cohort="founding"), {"cohort": "2018"})


def test_a_change_to_what_is_there_already_is_no_change():
    member = ada(profile={"profession": "nurse", "interests": ["frailty"]})
    assert domain.change(member, {"profession": "nurse", "interests": ["frailty"]}) is member
    assert domain.change(member, {"profession": "GP"}).version == 2


@pytest.mark.parametrize("field", ["region", "status", "email", "id", "version", "roles"])
def test_what_has_a_verb_of_its_own_is_no_profile_field(field):
    with pytest.raises(ValueError, match=field):
        domain.change(ada(), {field: "x"})


@pytest.mark.parametrize(("role", "region"), [("coordinator", None), ("national_team", "WOE")])
def test_a_regional_role_needs_its_region_and_a_central_one_has_none(role, region):
    with refused("invalid_input"):
        domain.grant_role(ada(), role, region, "n-1", TODAY)


def test_a_role_given_twice_is_held_once_and_one_not_held_cannot_end():
    held = domain.grant_role(ada(), "convenor", "WOE", "n-1", TODAY)
    assert domain.grant_role(held, "convenor", "WOE", "n-2", TODAY) is held
    assert domain.envelope_roles(held) == ["member", "convenor:WOE"]
    ended = domain.end_role(held, "convenor", "WOE", TODAY)
    assert domain.envelope_roles(ended) == ["member"]
    with refused("role_not_held"):
        domain.end_role(ended, "convenor", "WOE", TODAY)


def test_only_an_active_member_becomes_a_connector():
    with refused("member_not_active"):
        domain.designate(domain.leave(ada(), TODAY), Connector(("WOE",), ("frailty",), TODAY))


def test_several_verbs_can_be_one_saved_change():
    before = ada()
    after = domain.move(domain.change(before, {"sector": "hospice"}), "SW", TODAY, TODAY)
    assert (after.version, domain.as_one_step(before, after).version) == (3, 2)
    assert domain.as_one_step(before, before) is before


@pytest.mark.parametrize("typed", ["ADA@Example.Org", " ada@example.org "])
def test_an_address_is_the_same_however_it_was_typed(typed):
    assert domain.email_key(typed) == "ada@example.org"


# Whatever happens in a member's life, the chain of stays is sound.

EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["move", "leave", "back", "change", "accept", "grant"]),
        st.sampled_from(["WOE", "SW", "NENC"]),
        st.integers(0, 400),
    ),
    max_size=14,
)


def lived(events) -> tuple[Member, date]:
    member, day = ada(), TODAY
    for verb, region, later in events:
        day += timedelta(days=later)
        try:
            if verb == "move":
                member = domain.move(member, region, day, day) if member.belongs else member
            elif verb == "leave":
                member = domain.leave(member, day)
            elif verb == "back":
                member = domain.rejoin(member, region=region, on=day)
            elif verb == "change":
                member = domain.change(member, {"sector": f"{region} {day}"})
            elif verb == "grant":
                member = domain.grant_role(member, "coordinator", region, "n-1", day)
            else:
                standing = member.compact.with_accepted(Acceptance(str(later), NOW))
                member = replace(member, version=member.version + 1, compact=standing)
        except Refusal:
            continue
    return member, day


@settings(max_examples=150, deadline=None)
@given(EVENTS)
def test_exactly_one_stay_is_open_while_somebody_belongs_and_none_afterwards(events):
    member, _ = lived(events)
    still_open = [stay for stay in member.home_regions if stay.until is None]
    assert len(still_open) == (1 if member.belongs else 0)
    if member.belongs:
        assert still_open == [member.home_regions[-1]]
        assert member.region == still_open[0].region
    assert member.home_regions[0].since == member.joined
    for earlier, onward in zip(member.home_regions, member.home_regions[1:], strict=False):
        assert earlier.until is not None
        assert earlier.since <= earlier.until <= onward.since


@settings(max_examples=100, deadline=None)
@given(EVENTS)
def test_nobody_is_at_home_in_two_regions_on_one_day(events):
    member, last = lived(events)
    for offset in range(0, (last - TODAY).days + 2, 29):
        day = TODAY + timedelta(days=offset)
        here = [s for s in member.home_regions if s.since <= day and (s.until is None or day < s.until)]
        assert len(here) <= 1


@settings(max_examples=100, deadline=None)
@given(EVENTS)
def test_cohort_and_first_day_survive_everything_and_who_left_holds_no_role(events):
    member, _ = lived(events)
    assert (member.cohort, member.joined) == ("2018", TODAY)
    if not member.belongs:
        assert domain.roles_held(member) == ()
    accepted = [kept.version for kept in member.compact.history]
    assert len(accepted) == len(set(accepted))
