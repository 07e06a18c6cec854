"""Who is engaged for improvement, by role and with consent; programmes listed once."""
