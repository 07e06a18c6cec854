"""Projects led by a stewardship group: one topic that pulls people in."""
