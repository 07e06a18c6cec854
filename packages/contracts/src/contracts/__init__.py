"""The published language of Q Commons: events, doors' names, refusal codes. Data only."""
