"""What the ballots of a round say, by every rule, for everybody to read and to tally again (row 57)."""
