"""What the pilots' groups do in the demo: meetings, papers, events, surveys, a claim; through REST."""
