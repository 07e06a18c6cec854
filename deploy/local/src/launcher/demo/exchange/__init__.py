"""The demo's Q Exchange and projects: rounds with proposals and votes, pledges, projects, what was learnt."""
