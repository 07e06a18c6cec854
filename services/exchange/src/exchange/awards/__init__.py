"""Awards: what a project gets, when and on which conditions, by two people, within the pot (row 57)."""
