"""What members do for each other in the demo: skills, offers, exchanges of time, concordats; through REST."""
