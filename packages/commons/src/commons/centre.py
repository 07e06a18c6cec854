"""The code of the UK-wide group, the centre, beside the regions' codes; a rule may know it, too."""

UK = "UK"
