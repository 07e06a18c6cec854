"""The regions and nations as their files say, with the members each has now (rows 11 and 84)."""
