"""The stewardship of the demo: three pilot groups as the seeds describe them, brought in through REST."""
