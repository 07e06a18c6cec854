"""Each part that keeps data has a database of its own, and whatever lies beside it."""

from launcher.databases import databases


def test_ballots_lie_in_a_database_of_their_own_that_stewardship_alone_may_use():
    held = databases("dev_")
    assert held["stewardship"] == ["dev_stewardship", "dev_stewardship_ballots"]
    assert held["membership"] == ["dev_membership"]
    everything = [name for names in held.values() for name in names]
    assert len(everything) == len(set(everything))
