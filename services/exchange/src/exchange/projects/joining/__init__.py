"""Who asks to join a project, and what its lead answers (row 70)."""
