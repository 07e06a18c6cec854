"""What members say they can do, how well, where and when; and who vouches for it."""
