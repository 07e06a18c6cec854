"""What an organisation is and who may be named to act for it."""

from dataclasses import replace

from skills_desk import NOW

from chassis.testkit.refusing import refused
from skills_register.organisations import domain
from skills_register.organisations.domain import CONTACT, LEADER, MOST_REPRESENTATIVES

TRUST = domain.enter("o-1", "  North Devon   Trust ", "trust", "SW", "Devon", NOW)


def test_a_name_is_kept_without_superfluous_spaces():
    assert (TRUST.name, TRUST.version, TRUST.is_open) == ("North Devon Trust", 1, True)


def test_a_kind_that_there_is_not_is_refused():
    with refused("invalid_input"):
        domain.enter("o-2", "A body", "club", "SW", "", NOW)


def test_a_leader_and_a_contact_are_told_apart():
    named = domain.name_representative(TRUST, "ann", LEADER, "c-SW", NOW)
    named = domain.name_representative(named, "ben", CONTACT, "c-SW", NOW)
    assert (named.roles_of("ann"), named.roles_of("ben")) == ({LEADER}, {CONTACT})
    assert named.roles_of("cem") == set()
    assert named.members == ("ann", "ben")


def test_naming_somebody_twice_changes_nothing():
    named = domain.name_representative(TRUST, "ann", LEADER, "c-SW", NOW)
    assert domain.name_representative(named, "ann", LEADER, "c-SW", NOW) is named


def test_nobody_names_themselves():
    with refused("representative_oneself"):
        domain.name_representative(TRUST, "c-SW", LEADER, "c-SW", NOW)


def test_no_more_are_named_than_may():
    full = TRUST
    for number in range(MOST_REPRESENTATIVES):
        full = domain.name_representative(full, f"m-{number}", CONTACT, "c-SW", NOW)
    with refused("representatives_too_many"):
        domain.name_representative(full, "one-more", CONTACT, "c-SW", NOW)


def test_a_closed_organisation_is_acted_for_by_nobody_and_changes_no_more():
    named = domain.name_representative(TRUST, "ann", LEADER, "c-SW", NOW)
    with refused("reason_required"):
        domain.close(named, "", NOW)
    closed = domain.close(named, "It merged.", NOW)
    assert closed.roles_of("ann") == set()
    for act in (
        lambda: domain.close(closed, "Again.", NOW),
        lambda: domain.change(closed, "Other", "trust", ""),
        lambda: domain.name_representative(closed, "ben", LEADER, "c-SW", NOW),
    ):
        with refused("organisation_closed"):
            act()


def test_a_change_that_changes_nothing_is_no_new_version():
    assert domain.change(TRUST, "North Devon Trust", "trust", "Devon") is TRUST
    assert domain.change(TRUST, "Northern Trust", "trust", "Devon").version == 2


def test_who_acts_no_more_is_gone_and_who_never_did_changes_nothing():
    named = domain.name_representative(TRUST, "ann", LEADER, "c-SW", NOW)
    assert domain.end_representation(named, "ann", CONTACT) is named
    assert domain.end_representation(named, "ann", LEADER) == replace(TRUST, version=3)
