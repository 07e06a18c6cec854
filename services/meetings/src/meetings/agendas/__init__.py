"""What is to be talked about at a meeting, for how long, in which order, with which papers."""
