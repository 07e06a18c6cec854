"""Attendance: which seats were present at a meeting, in the room or online, and what that is in all."""
