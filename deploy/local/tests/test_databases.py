"""Each part that keeps data has a database of its own, and whatever lies beside it."""

from launcher.databases import databases


def test_ballots_and_closed_minutes_lie_in_databases_of_their_own_that_their_context_alone_may_use():
    held = databases("dev_")
    assert held["stewardship"] == ["dev_stewardship", "dev_stewardship_ballots"]
    assert held["meetings"] == ["dev_meetings", "dev_meetings_closed"]
    assert held["membership"] == ["dev_membership"]
    everything = [name for names in held.values() for name in names]
    assert len(everything) == len(set(everything))
