"""What a group agreed: versioned texts by clause, their differences and their reviews."""
